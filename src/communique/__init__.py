"""What press reports say was agreed, as a graph in which every answer has its sources."""

from importlib import import_module
from typing import Any

_HOMES = {
    "Answer": ("communique.knowledge", "Answer"),
    "CommuniqueError": ("communique.errors", "CommuniqueError"),
    "KnowledgeGraph": ("communique.knowledge", "KnowledgeGraph"),
    "diff": ("communique.knowledge", "diff"),
    "open": ("communique.knowledge", "open_graph"),
}

__all__ = ["Answer", "CommuniqueError", "KnowledgeGraph", "diff", "open"]  # see __getattr__


def __getattr__(name: str) -> Any:
    """Public names, loaded when asked for (PEP 562), so that a command loads only its own."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
