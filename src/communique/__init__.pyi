from communique.errors import CommuniqueError as CommuniqueError
from communique.knowledge import Answer as Answer
from communique.knowledge import KnowledgeGraph as KnowledgeGraph
from communique.knowledge import diff as diff
from communique.knowledge import open_graph as open  # noqa: A004  # as one opens a file

__all__ = ["Answer", "CommuniqueError", "KnowledgeGraph", "diff", "open"]
