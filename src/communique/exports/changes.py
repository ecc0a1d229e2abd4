"""What every form of changes says in the same words: sections, things, lines with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from communique.change import Changes, DifferenceChange, Move, StageReached, ToldFact
from communique.exports.display import one_line
from communique.exports.dossier import marks, pieces
from communique.exports.wording import article_text, cite_source
from communique.model import Document
from communique.vocabulary import Prefixes

_NO_CHANGE = "No fact, stage, difference or source has changed."
_NOTHING_NEW = "No fact, stage, difference or source is new."


class Item(NamedTuple):
    """One change in a line."""

    text: str
    warnings: str
    """Hedged, unchecked, planned, ‡: what no form may hide."""
    basis: str
    """How many articles it rests on; empty where the line says it."""
    cited: tuple[int, ...]
    """Positions in the citations of the changes."""


class Group(NamedTuple):
    """The changes of one thing, or of one class."""

    heading: str
    items: tuple[Item, ...]


class Section(NamedTuple):
    """The changes of one sort."""

    title: str
    groups: tuple[Group, ...]

    @property
    def number(self) -> int:
        """How many changes there are of this sort."""
        return sum(len(group.items) for group in self.groups)


def no_change(changes: Changes) -> str:
    """What is said where there is nothing to tell; of news, what is lost is not told."""
    return _NOTHING_NEW if changes.news else _NO_CHANGE


def heading(changes: Changes) -> str:
    """What was asked."""
    if changes.news:
        return one_line(f"What is new since {changes.before.name}")
    return one_line(f"What changed from {changes.before.name} to {changes.after.name}")


def compared(changes: Changes) -> list[str]:
    """Which two editions were compared: of a day what it has, else the version; two lines."""
    return [
        one_line(f"{word} {one.name}: {one.note or one.version}")
        for word, one in (("From", changes.before), ("To", changes.after))
    ]


def sections(changes: Changes, prefixes: Prefixes) -> list[Section]:
    """The sorts of changes of which there are any, the articles left out."""
    later = [one for one in changes.moved if one.is_later]
    back = [one for one in changes.moved if not one.is_later]
    found = [
        Section("Moved to a later stage", _moves(changes, later)),
        Section("No longer at a later stage", _moves(changes, back)),
        Section("Sources newly differ", _differences(changes.differing)),
        Section("No longer differing, or settled by a verdict", _differences(changes.settled)),
        Section("Facts gained", _facts(changes.gained, prefixes)),
        Section("Facts lost", _facts(changes.lost, prefixes)),
        Section("Further sources", _sourced(changes, changes.further, prefixes)),
        Section("Fewer sources", _sourced(changes, changes.fewer, prefixes)),
    ]
    return [one for one in found if one.groups]


def only(section: Section, wanted: Callable[[Item], bool]) -> Section:
    """A section with some of its items, and the groups that have some."""
    groups = (Group(g.heading, tuple(filter(wanted, g.items))) for g in section.groups)
    return Section(section.title, tuple(group for group in groups if group.items))


def unlisted(changes: Changes) -> str:
    """What is left out where only what is new was asked for; empty where there is nothing."""
    if not changes.unlisted:
        return ""
    facts = "1 fact is" if changes.unlisted == 1 else f"{changes.unlisted} facts are"
    return f"{facts} no longer given by any passage; `communique diff` lists them."


def cite_changes(changes: Changes) -> str:
    """How to cite changes: what was compared, of which versions, on which day."""
    asked = f"“{heading(changes)}” (from {changes.before.version})"
    source = cite_source(changes.after.version, changes.asked)
    return one_line(f"The Communiqué contributors: {asked}. {source}")


def article_line(article: Document) -> str:
    """An article in a line: its title, outlet and date."""
    return f"{one_line(article.title or article.iri)}, {article_text(article)}"


def fact_text(told: ToldFact, prefixes: Prefixes) -> str:
    """What a fact says of its thing."""
    said = "".join(piece.text for piece in pieces(told.fact, prefixes))
    return one_line(f"{told.title}: {said}")


def _facts(told: Iterable[ToldFact], prefixes: Prefixes) -> tuple[Group, ...]:
    return tuple(
        Group(one_line(label), tuple(_fact(one, prefixes) for one in own))
        for (_, label), own in groupby(told, key=lambda one: (one.about, one.label))
    )


def _fact(told: ToldFact, prefixes: Prefixes) -> Item:
    return Item(fact_text(told, prefixes), *marks(told.fact), told.fact.cited)


def _sourced(changes: Changes, told: Iterable[ToldFact], prefixes: Prefixes) -> tuple[Group, ...]:
    """Facts with the articles by which their sources differ."""

    def item(one: ToldFact) -> Item:
        text = f"{fact_text(one, prefixes)} ({_outlets(changes, one.fact.cited)})"
        return Item(text, marks(one.fact).warnings, "", one.fact.cited)

    return tuple(
        Group(one_line(label), tuple(map(item, own)))
        for (_, label), own in groupby(told, key=lambda one: (one.about, one.label))
    )


def _moves(changes: Changes, moves: Iterable[Move]) -> tuple[Group, ...]:
    def stage(one: StageReached) -> str:
        certainty = "" if one.state.certainty == "stated" else f", {one.state.certainty}"
        return f"{one.label} ({_outlets(changes, one.cited)}{certainty})"

    return tuple(
        Group(
            one_line(one.label),
            (
                Item(
                    one_line(f"from {stage(one.before)} to {stage(one.after)}"),
                    "" if one.after.state.checked else "unchecked",
                    "",
                    tuple(sorted({*one.before.cited, *one.after.cited})),
                ),
            ),
        )
        for one in moves
    )


def _differences(found: Iterable[DifferenceChange]) -> tuple[Group, ...]:
    return tuple(
        Group(label, tuple(map(_difference, own)))
        for label, own in groupby(found, key=lambda one: one.discrepancy.kind.label)
    )


def _difference(one: DifferenceChange) -> Item:
    found = one.discrepancy
    verdict = ""
    if found.verdict is not None and found.preferred is not None:
        verdict = f". Verdict: {found.preferred.shown}, {found.verdict}"
    cited = tuple(sorted({position for side in one.cited for position in side}))
    return Item(one_line(f"{found}{verdict}"), "", "", cited)


def _outlets(changes: Changes, cited: Sequence[int]) -> str:
    """The articles of some citations, by outlet and date."""
    articles = dict.fromkeys(changes.citations[position].article for position in cited)
    return "; ".join(map(article_text, articles))


def news_articles(changes: Changes) -> list[Document]:
    """The articles by which something changed, the latest first, those without a date before them.

    One that takes the older side of a difference, or gives the stage before, is none of them where
    another article has brought the change.
    """
    found = {*changes.added, *changes.removed}
    for facts in (changes.gained, changes.lost, changes.further, changes.fewer):
        found |= _articles(changes, (position for one in facts for position in one.fact.cited))
    moves = [(*one.after.cited, *one.before.cited) for one in changes.moved]
    differences = [sum(one.cited, ()) for one in (*changes.differing, *changes.settled)]
    for cited in (*moves, *differences):
        articles = _articles(changes, cited)
        found |= articles if not articles & found else set()
    return sorted(found, key=lambda one: (one.published or "~", one.iri), reverse=True)


def _articles(changes: Changes, cited: Iterable[int]) -> set[Document]:
    return {changes.citations[position].article for position in cited}
