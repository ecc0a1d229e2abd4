"""What follows from what, in a build; its rules are loaded when a row needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any

from pyoxigraph import Triple

from communique.builds import Build
from communique.model import text_of
from communique.project import Project
from communique.receipts.rows.answering import Answering
from communique.receipts.tracing.standing import Standings
from communique.reviews.logbook import Logbook
from communique.store import Store
from communique.vocabulary import RDF


class Following:
    """The one-step derivations of a build's triples."""

    def __init__(self, store: Store, build: Build) -> None:
        self._store = store
        self._build = build
        self.standings = Standings(store)
        """Where the triples of the build stand."""

    def answering(self, project: Project, today: Callable[[], date]) -> Answering:
        """What answers questions over the build, and follows its answers back."""
        return Answering(
            project,
            self._store,
            self.derive,
            self.derive_fully,
            today,
            standings=self.standings,
            refused=Logbook(project).refused,
        )

    def derive(self, triple: Triple) -> Iterable[Sequence[Triple]]:
        """Premises of the one-step derivations of a triple, all of lower rounds.

        Of a triple that is asserted, those that are asserted.
        """
        own = self.standings.of(triple).round
        if not own:
            concluded = triple.object if triple.predicate == RDF.type else triple.predicate
            if self._conclusions.isdisjoint(("*", text_of(concluded))):
                return ()
        return [one for one in self.derive_fully(triple) if self._height(one) < (own or 1)]

    def derive_fully(self, triple: Triple) -> Iterable[Sequence[Triple]]:
        """Premises of every one-step derivation of a triple."""
        found: Iterable[Sequence[Triple]] = self.proofs.premises(triple)
        return found

    def _height(self, premises: Iterable[Triple]) -> int:
        """The highest round that any of some triples is of."""
        return max((self.standings.of(one).round for one in premises), default=0)

    @cached_property
    def proofs(self) -> Any:
        """The rules of the build, applied backwards."""
        proofs = import_module("communique.knowledge.proofs")
        return proofs.Proofs(self._store, self._build.read("rules"))

    @cached_property
    def _conclusions(self) -> frozenset[str]:
        """Predicates, and classes of types, that rules conclude from asserted triples alone."""
        return frozenset(self._build.read("conclusions"))
