"""The door for Python: a knowledge graph, opened, and the answers it gives."""

from communique.knowledge.answer import Answer
from communique.knowledge.doors import diff, open_graph
from communique.knowledge.graph import KnowledgeGraph

__all__ = ["Answer", "KnowledgeGraph", "diff", "open_graph"]
