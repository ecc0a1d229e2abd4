"""Which things of the graph the entities of texts are, with a score and reasons."""

from __future__ import annotations

from collections.abc import Iterable

from communique.claims import Extraction, Identity
from communique.dataset import Matter, read_matter, unified
from communique.decisions import Ledger, Verdict
from communique.model import Document
from communique.project import Project
from communique.resolution.candidates import Candidates
from communique.resolution.gathering import Gathering
from communique.resolution.lexicon import Lexicon
from communique.resolution.settling import Resolution, Settling
from communique.resolution.thing import Thing


class Resolver:
    """Finds for the entities of texts the things that they are."""

    def __init__(self, things: Iterable[Thing], lexicon: Lexicon, ledger: Ledger) -> None:
        """Know things, words and the decisions that were made before."""
        self._lexicon = lexicon
        self._candidates = Candidates(things, lexicon)
        self._ledger = ledger
        self._proposed = {one.pair for one in ledger.decisions if one.verdict is Verdict.OPEN}

    @classmethod
    def of(cls, project: Project, matter: Matter | None = None) -> Resolver:
        """A resolver that knows what a project's files say; `matter` where they are read already.

        Raises SyntaxInputError or DocumentError where a file cannot be read.
        """
        ledger = Ledger.read(project)
        read = matter if matter is not None else read_matter(project)
        same = unified(read, ledger.replacements)
        quads = (statement.quad for statement in same.statements())
        return cls(Gathering(quads).things(), Lexicon.read(project), ledger)

    def identities(self, extraction: Extraction, document: Document) -> dict[str, Identity]:
        """For each entity of a text the thing that it is, by the entity's key."""
        return self.resolve(extraction, document).identities

    def resolve(self, extraction: Extraction, document: Document, on: str = "") -> Resolution:
        """What the entities of a text are, and the decisions made for it, dated by ISO `on`.

        Nothing is kept of it until `learn` is told to.
        """
        settling = Settling(
            extraction,
            document,
            self._candidates,
            lexicon=self._lexicon,
            ledger=self._ledger,
            proposed=self._proposed,
            on=on,
        )
        try:
            return settling.done()
        finally:
            settling.forget()

    def learn(self, resolution: Resolution) -> None:
        """Know what a text told, for the texts that come after it."""
        for thing in resolution.things:
            self._candidates.add(thing)
        opened = (one.pair for one in resolution.decisions if one.verdict is Verdict.OPEN)
        self._proposed.update(opened)
