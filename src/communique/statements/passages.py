"""Claims put together by the passages that say them, and what is recorded of each passage."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from communique.claims import AND, Certainty, Claim, Mention, Span
from communique.fingerprint import fingerprint
from communique.model import Document, Passage, Subject
from communique.reading.dating import DATE_LINE
from communique.statements import phrases
from communique.statements.glosses import Glosses
from communique.statements.names import Names
from communique.vocabulary import CMQ, SCHEME, XSD

_FIRMNESS = (Certainty.DENIED, Certainty.HEDGED, Certainty.STATED)
"""The less firm first: a passage is as firm as its least firm claim."""


@dataclass(slots=True)
class Cut:
    """A passage in the making."""

    span: Span
    claims: list[Claim] = field(default_factory=list)
    """What it says."""
    resolves: dict[str, str] = field(default_factory=dict)
    """Keys of what is referred to elsewhere and named here, with the rule that resolved it."""
    antecedents: list[Span] = field(default_factory=list)


def cut(claims: Iterable[Claim]) -> dict[Span, Cut]:
    """The passages that claims need, in the order of the text, those of antecedents too.

    An antecedent that leads back to where it starts resolves nothing, and is left out.
    """
    cuts: dict[Span, Cut] = {}
    for claim in claims:
        cuts.setdefault(claim.span, Cut(claim.span)).claims.append(claim)
        for span, keys in _antecedents(claim).items():
            named = cuts.setdefault(span, Cut(span))
            named.resolves.update(dict.fromkeys(keys, claim.rule))
    ordered = {span: cuts[span] for span in sorted(cuts)}
    for one in ordered.values():
        for span in sorted({span for claim in one.claims for span in _antecedents(claim)}):
            if one.span not in reached(span, ordered):
                one.antecedents.append(span)
    return ordered


def _antecedents(claim: Claim) -> dict[Span, set[str]]:
    """The spans in which a claim's words are resolved, with the entities that they name."""
    mentions = [one for _, one in claim.arguments if isinstance(one, Mention)]
    everything = {mention.entity for mention in mentions} | {claim.attributed_to} - {""}
    found: dict[Span, set[str]] = {span: set(everything) for span in claim.antecedents}
    for mention in mentions:
        if mention.antecedent is not None:
            found.setdefault(mention.antecedent, set()).add(mention.entity)
    found.pop(claim.span, None)
    return found


def reached(span: Span, cuts: Mapping[Span, Cut]) -> list[Span]:
    """A passage, its antecedents, theirs, and so on; each once."""
    found = [span]
    for one in found:
        found += [other for other in cuts[one].antecedents if other not in found]
    return found


class Describer:
    """Writes what is recorded of passages, outside their graphs."""

    def __init__(self, document: Document, text: str, names: Names) -> None:
        self._document = document
        self._text = text
        self._names = names
        self._glosses = Glosses(names)

    def node(self, span: Span) -> NamedNode:
        """The name of a passage."""
        return Passage(self._document.iri, span.start, span.end).iri

    def day(self) -> Iterator[Quad]:
        """The line with the day of publication that a text may begin with, and what it says."""
        line = DATE_LINE.match(self._text)
        if line is None or line[1] != self._document.published:
            return
        span = Span(line.start() + len(line[0]) - len(line[0].lstrip()), line.end(1))
        node, published = self.node(span), Literal(line[1], datatype=XSD.date)
        yield Quad(NamedNode(self._document.iri), CMQ.published, published, node)
        yield Quad(node, CMQ.certainty, SCHEME[f"certainty/{Certainty.STATED}"])
        yield Quad(node, CMQ.rule, Literal("date-line/1"))
        words = self._text[span.start : span.end]
        yield Quad(node, CMQ.fingerprint, Literal(str(fingerprint(words))))
        gloss = f"The report bears the date {phrases.day(line[1]).removeprefix('on ')}."
        yield Quad(node, CMQ.gloss, Literal(gloss, language="en"))

    def told(self, one: Cut) -> str:
        """All that a passage says, of which a gloss may leave something out."""
        return " ".join(self._glosses.sentences(one.claims))

    def describe(self, one: Cut, worded: Container[Subject]) -> Iterator[Quad]:
        """Certainty, rules, attribution, antecedents, fingerprint and gloss of a passage.

        `worded` are the things that it names.
        """
        node = self.node(one.span)
        least = min((claim.certainty for claim in one.claims), key=_FIRMNESS.index, default=None)
        certainty = SCHEME[f"certainty/{least or Certainty.STATED}"]
        yield Quad(node, CMQ.certainty, certainty)
        told = [claim.rule for claim in one.claims] or [*one.resolves.values()]
        rules = {name for rule in told for name in rule.split(AND)}
        for rule in sorted(rules):
            yield Quad(node, CMQ.rule, Literal(rule))
        for key in sorted({c.attributed_to for c in one.claims if c.attributed_to}):
            yield Quad(node, CMQ.attributedTo, self._names.node(key))
        for span in one.antecedents:
            yield Quad(node, CMQ.antecedent, self.node(span))
        words = self._text[one.span.start : one.span.end]
        yield Quad(node, CMQ.fingerprint, Literal(str(fingerprint(words))))
        glosses = self._glosses
        named = [key for key in sorted(one.resolves) if self._names.node(key) in worded]
        gloss = glosses.gloss(one.claims) if one.claims else glosses.naming(named)
        yield Quad(node, CMQ.gloss, Literal(gloss, language="en"))
