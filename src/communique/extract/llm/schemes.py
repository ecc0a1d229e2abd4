"""The concepts that a model may choose from, with the words that the schemes have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from communique.extract.relations.things import folded
from communique.model import Statement, text_of
from communique.vocabulary import SCHEME, SKOS

_LABELS = frozenset({SKOS.prefLabel, SKOS.altLabel})


@dataclass(slots=True)
class Choice:
    """A concept of a scheme."""

    name: str
    """Without its scheme: `letter-of-intent`."""
    label: str = ""
    definition: str = ""
    labels: tuple[str, ...] = ()
    """All its labels, folded."""


class Schemes:
    """The concepts of the schemes, by scheme and name."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Take the concepts out of the quads of schemes."""
        self._choices: dict[str, dict[str, Choice]] = {}
        for quad, _ in statements:
            scheme, _, name = _local(quad.subject).partition("/")
            if not name:
                continue
            own = self._choices.setdefault(scheme, {})
            choice = own.setdefault(name, Choice(name))
            if quad.predicate in _LABELS:
                choice.labels += (folded(text_of(quad.object)),)
            if quad.predicate == SKOS.prefLabel:
                choice.label = text_of(quad.object)
            elif quad.predicate == SKOS.definition:
                choice.definition = text_of(quad.object)

    def names(self, scheme: str) -> list[str]:
        """The names of a scheme's concepts."""
        return sorted(self._choices[scheme])

    def choices(self, scheme: str) -> list[Choice]:
        """A scheme's concepts."""
        return [self._choices[scheme][name] for name in self.names(scheme)]

    def contradicted(self, scheme: str, name: str, words: str) -> str:
        """The label of another concept that some words bear, where they bear none of this one.

        >>> from communique.turtle import read
        >>> from communique.project import Project
        >>> schemes = Schemes(s for path in Project.find().schemes for s in read(path))
        >>> schemes.contradicted("agreement-kind", "treaty", "a Letter of Intent")
        'letter of intent'
        >>> schemes.contradicted("agreement-kind", "letter-of-intent", "a Letter of Intent")
        ''
        """
        said = folded(words)
        own = max(self._borne(scheme, said, {name}), key=len, default="")
        others = set(self._choices[scheme]) - {name}
        other = max(self._borne(scheme, said, others), key=len, default="")
        return other if len(other) > len(own) else ""

    def _borne(self, scheme: str, said: str, names: Iterable[str]) -> Iterator[str]:
        """Labels of some concepts that stand in folded words."""
        for name in names:
            for label in self._choices[scheme][name].labels:
                if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", said):
                    yield label


def _local(subject: object) -> str:
    """What follows the schemes' namespace in an IRI; empty where it is of another."""
    if isinstance(subject, NamedNode) and subject.value.startswith(str(SCHEME)):
        return subject.value.removeprefix(str(SCHEME))
    return ""
