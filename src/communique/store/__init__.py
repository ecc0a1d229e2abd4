"""The store: one small interface, and the engines behind it."""

from communique.store.embedded import EmbeddedStore
from communique.store.interface import Dataset, GraphName, Solutions, Store, Unread

__all__ = ["Dataset", "EmbeddedStore", "GraphName", "Solutions", "Store", "Unread"]
