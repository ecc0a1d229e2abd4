"""Topics and products: concepts that the schemes have, and new ones in the words of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from communique.fingerprint import words
from communique.model import Statement, text_of
from communique.slugs import slug_of
from communique.vocabulary import CMQ, RDF, SCHEME, SKOS

MOST_WORDS = 7
"""Words of a text, small ones aside, in a concept's label or in a purpose."""
LONGEST = 12
"""Words of a label with the small ones; more would be a sentence."""
_ARTICLES = frozenset({"a", "an", "the"})
_LOOSE = _ARTICLES | {
    *("and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "that", "to"),
    *("which", "who", "with", "their", "its", "his", "her"),
}
"""Words with which no label ends."""


FILE = "ontology/schemes/extracted.ttl"
"""The file of concepts that articles made, which nobody has placed among the others yet."""


class Concepts:
    """The concepts of some schemes by their labels; remembers those that it makes."""

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self.new: dict[NamedNode, str] = {}
        """Concepts made for this text, with their labels."""
        self.classes: dict[NamedNode, NamedNode] = {}
        """Concepts of kinds, each with the class whose members are of that kind."""
        self._known: dict[tuple[str, str], NamedNode] = {}
        self._taken: set[str] = set()
        for quad, _ in statements:
            if not isinstance(quad.subject, NamedNode):
                continue
            self._taken.add(quad.subject.value)
            if quad.predicate in (SKOS.prefLabel, SKOS.altLabel):
                scheme = quad.subject.value.removeprefix(str(SCHEME)).partition("/")[0]
                self._known.setdefault((scheme, _folded(text_of(quad.object))), quad.subject)
            elif quad.predicate == CMQ.indicates and isinstance(quad.object, NamedNode):
                self.classes[quad.subject] = quad.object

    def of(self, scheme: str, text: str) -> NamedNode:
        """The concept of a scheme for words of a text: by a label that says the same, else new."""
        label = short(text)
        for said in (text, label):
            if (known := self._known.get((scheme, _folded(said)))) is not None:
                return known
        concept = SCHEME[f"{scheme}/{slug_of(label)}"]
        number = 1
        while concept.value in self._taken:  # another label with this slug
            number += 1
            concept = SCHEME[f"{scheme}/{slug_of(label)}-{number}"]
        self._taken.add(concept.value)
        self._known[scheme, _folded(label)] = concept
        self.new[concept] = label
        return concept

    def quads(self) -> Iterator[Quad]:
        """What is to be written of the new concepts."""
        for concept, label in self.new.items():
            scheme = concept.value.removeprefix(str(SCHEME)).partition("/")[0]
            yield Quad(concept, RDF.type, SKOS.Concept)
            yield Quad(concept, SKOS.prefLabel, Literal(label, language="en"))
            told = f"What an article calls {label}; not placed among the other {scheme}s yet."
            yield Quad(concept, SKOS.definition, Literal(told, language="en"))
            yield Quad(concept, SKOS.inScheme, SCHEME[scheme])
            yield Quad(concept, SKOS.topConceptOf, SCHEME[scheme])


def short(text: str) -> str:
    """A few words of a text, without articles where that makes it short enough.

    >>> short("the establishment of a plant for drones in the north of the country and the south")
    'establishment of plant for drones in north of country and south'
    >>> short("buying weapons and equipment for soldiers of Ukraine from the Danish Defence Agency")
    'buying weapons and equipment for soldiers of Ukraine'
    """
    found = text.split()
    if found and found[0].lower() in _ARTICLES:
        found = found[1:]
    if _is_long(found):
        found = [word for word in found if word.lower() not in _ARTICLES]
    left: list[str] = []
    while _is_long(found):
        left.insert(0, found.pop())
    while left and len(found) > 1 and found[-1][:1].isupper() and left[0][:1].isupper():
        left.insert(0, found.pop())  # the rest of a name was cut off
    while len(found) > 1 and found[-1].lower() in _LOOSE:
        found.pop()
    return " ".join(found).strip(" ,;:.–—-“”\"'") or "".join(text.split())[:40]


def _is_long(found: Sequence[str]) -> bool:
    return content(found) > MOST_WORDS or len(words(" ".join(found))) > LONGEST


def content(found: Sequence[str]) -> int:
    """How many of some words are no small ones; of a word with hyphens each part counts."""
    return sum(word.text not in _LOOSE for word in words(" ".join(found)))


def _folded(text: str) -> str:
    return " ".join(word.text for word in words(text))
