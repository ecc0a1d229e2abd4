"""What follows from what, in a build; its rules are loaded when a row needs them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any

from pyoxigraph import Triple

from communique.builds import Build
from communique.model import object_of, subject_of, text_of
from communique.store import Store
from communique.vocabulary import INFERRED_GRAPH, RDF


class Following:
    """The one-step derivations of a build's triples."""

    def __init__(self, store: Store, build: Build) -> None:
        self._store = store
        self._build = build

    def derive(self, triple: Triple) -> Iterable[Sequence[Triple]]:
        """Premises of the one-step derivations of a triple, all of lower rounds."""
        inferred = self._store.match(
            subject_of(triple), triple.predicate, object_of(triple), INFERRED_GRAPH
        )
        if next(iter(inferred), None) is None:
            concluded = triple.object if triple.predicate == RDF.type else triple.predicate
            if not {"*", text_of(concluded)} & self._conclusions:
                return ()
        found: Iterable[Sequence[Triple]] = self.proofs.premises(triple)
        return found

    def derive_fully(self, triple: Triple) -> Iterable[Sequence[Triple]]:
        """Premises of every one-step derivation of a triple."""
        found: Iterable[Sequence[Triple]] = self.proofs.all_premises(triple)
        return found

    @cached_property
    def proofs(self) -> Any:
        """The rules of the build, applied backwards."""
        proofs = import_module("communique.knowledge.proofs")
        return proofs.Proofs(self._store, self._build.read("rules"))

    @cached_property
    def _conclusions(self) -> frozenset[str]:
        """Predicates, and classes of types, that rules conclude from asserted triples alone."""
        return frozenset(self._build.read("conclusions"))
