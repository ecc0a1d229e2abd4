"""The store: one small interface, and the engines behind it."""

from communique.store.embedded import EmbeddedStore
from communique.store.interface import Solutions, Store

__all__ = ["EmbeddedStore", "Solutions", "Store"]
