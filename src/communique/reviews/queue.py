"""The queue: what waits for a person, by what a mistake in it would do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from communique.dataset import Matter
from communique.decisions import Ledger
from communique.model import Document, Passage, Term, text_of
from communique.project import Project
from communique.reviews.context import Context
from communique.reviews.item import Consequence, Item, Reason
from communique.reviews.logbook import Decision, Logbook, Review
from communique.reviews.proposals import doubts, judged, proposals
from communique.reviews.units import Unit, units_of
from communique.sentences import Sentences
from communique.vocabulary import CMQ, ID, RDF

_MONEY = frozenset({CMQ.Amount, CMQ.Conversion})
_KINDS = frozenset({"agreement", "event", "initiative", "organization", "person", "place", "post"})


class Queue:
    """Everything in a project that a person can decide on, and what of it waits."""

    def __init__(
        self, project: Project, matter: Matter, differing: Collection[Triple] = ()
    ) -> None:
        """Take what was read as the files have it; on the statements `differing` sources differ."""
        self.project = project
        self._differing = frozenset(differing)
        self._context = Context(project, matter)
        self._sentences = Sentences(self._context.labels.label)
        self.logbook = Logbook(project)
        self.ledger = Ledger.read(project)
        units = {one.document.value: units_of(one) for one in matter.documents}
        self.units = {iri: _each_once(units[iri]) for iri in self._context.documents}
        """The units of each document, each key once; dated documents first."""
        self._glosses = {
            unit.passage: unit.notes.gloss for found in units.values() for unit in found
        }

    @property
    def documents(self) -> list[Document]:
        """The documents that say something, dated ones first."""
        return list(self._context.documents.values())

    def standing(self, document: Document) -> Mapping[str, Review]:
        """The decisions on a document's statements, by key."""
        return self.logbook.of(document.slug)

    def decided(self) -> dict[tuple[str, str], Review]:
        """Every decision that stands, by document and key; proposals have no document."""
        told = {("", one.key): one for one in judged(self.ledger, self.project.prefixes)}
        return told | {(slug, review.key): review for slug, review in self.logbook.all()}

    def items(self, only: Collection[str] = (), *, decided: bool = False) -> list[Item]:
        """What waits for a decision, the gravest first; with `decided`, also what does no more.

        With the IRIs of documents, what these say, and no proposals.
        """
        found = [one for one in self._asked(decided) if not only or one[1].iri in only]
        passages = {p for unit, _, _ in found for p in _passages(unit)}
        words = self._context.words(passages)
        items = [self._item(*one, words) for one in found]
        if not only:
            prefixes = self.project.prefixes
            items += proposals(self.ledger, self._context.labels, prefixes, decided=decided)
        return sorted(items, key=lambda item: item.rank)  # of one rank, in the order of reading

    def _asked(self, decided: bool) -> Iterator[tuple[Unit, Document, tuple[Reason, ...]]]:
        """What nobody has checked by hand, in the order of the documents, and why it is asked."""
        seen = self._familiar()
        doubtful = doubts(self.ledger, self._context.labels)
        for iri, document in self._context.documents.items():
            standing = self.standing(document)
            for unit in self.units[iri]:
                if unit.notes.checked:
                    continue
                new = {thing for thing in unit.things if _is_thing(thing)} - seen
                seen |= new
                if decided or unit.key not in standing:
                    yield unit, document, tuple(self._reasons(unit, new, doubtful))

    def _reasons(
        self, unit: Unit, new: Collection[Term], doubtful: Mapping[str, str]
    ) -> Iterator[Reason]:
        types = {triple.object for triple in unit.triples if triple.predicate == RDF.type}
        if types & _MONEY:
            yield Consequence.MONEY, "money"
        if CMQ.Signature in types:
            yield Consequence.SIGNATURE, "signature"
        for thing in sorted(new, key=str):
            yield Consequence.FIRST_MENTION, f"first mention of {self._sentences.name(thing)}"
        if self._differing.intersection(unit.triples):
            yield Consequence.DIFFERENCE, "sources differ"
        names = {doubtful.get(text_of(thing), "") for thing in unit.things}
        for told in sorted(filter(None, names)):
            yield Consequence.LOOK_ALIKE, told
        if unit.notes.certainty != "stated":
            yield Consequence.LOW_SUPPORT, unit.notes.certainty
        if unit.notes.antecedents:
            yield Consequence.LOW_SUPPORT, "leans on another passage"

    def _item(
        self,
        unit: Unit,
        document: Document,
        reasons: tuple[Reason, ...],
        words: Mapping[str, str],
    ) -> Item:
        before = (words.get(iri) or self._glosses.get(iri, "") for iri in unit.notes.antecedents)
        speaker = unit.notes.attributed_to
        return Item(
            key=unit.key,
            says=self.sentence(unit),
            reasons=reasons,
            document=document,
            article=self._context.article(document),
            unit=unit,
            words=words.get(unit.passage, ""),
            before=tuple(filter(None, before)),
            speaker=self._sentences.name(speaker) if speaker else "",
            names=tuple(dict.fromkeys(self._names(unit))),
        )

    def _names(self, unit: Unit) -> Iterator[str]:
        label = self._context.labels.label
        for triple in unit.riders:
            thing, value = triple.subject, triple.object
            if not isinstance(thing, NamedNode):
                continue
            if isinstance(value, NamedNode):
                yield f"{label(thing)}: {label(value)}"
            elif text_of(value).casefold() != label(thing).casefold():
                yield f"“{text_of(value)}” = {label(thing)}"

    def sentence(self, unit: Unit) -> str:
        """What a unit says."""
        return self._sentences.say(unit.kind, unit.root, unit.triples)

    def _familiar(self) -> set[Term]:
        """The things of which something is said that a person has checked."""
        return {
            thing
            for iri, units in self.units.items()
            for unit in units
            if unit.notes.checked or self._is_right(self._context.documents[iri], unit)
            for thing in unit.things
        }

    def _is_right(self, document: Document, unit: Unit) -> bool:
        review = self.standing(document).get(unit.key)
        return review is not None and review.decision is Decision.RIGHT


def _each_once(units: list[Unit]) -> list[Unit]:
    found: dict[str, Unit] = {}
    for unit in units:
        found.setdefault(unit.key, unit)
    return list(found.values())


def _passages(unit: Unit) -> Iterator[Passage]:
    """The passage of a unit and those in which its words are resolved."""
    yield unit.notes.passage
    yield from filter(None, map(Passage.parse, unit.notes.antecedents))


def _is_thing(term: Term) -> bool:
    """Whether a node is a thing of the world that a name may mean."""
    if not isinstance(term, NamedNode) or not term.value.startswith(str(ID)):
        return False
    kind, _, name = term.value.removeprefix(str(ID)).partition("/")
    return kind in _KINDS and "/" not in name
