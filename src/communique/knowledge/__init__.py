"""The door for Python: a knowledge graph, opened, and the answers it gives."""

from communique.knowledge.answer import Answer
from communique.knowledge.graph import KnowledgeGraph, open_graph

__all__ = ["Answer", "KnowledgeGraph", "open_graph"]
