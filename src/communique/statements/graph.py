"""The statements of one document, out of what was extracted from its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad, Triple

from communique.claims import Claim, Dropped, Extraction, Identity, Mention, Predicate, Span
from communique.fingerprint import words
from communique.model import LONGEST_PASSAGE, Document, subject_of
from communique.statements.commitments import Commitments
from communique.statements.concepts import Concepts
from communique.statements.links import Links
from communique.statements.names import Names
from communique.statements.nodes import Nodes
from communique.statements.passages import Cut, Describer, cut, reached
from communique.statements.terms import UnsayableError
from communique.statements.wordings import wordings


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """What one document says, ready to be written."""

    document: Document
    quads: tuple[Quad, ...]
    """Those of its statements file: passage graphs, and outside them what is recorded of them."""
    concepts: tuple[Quad, ...]
    """Topics and products that the schemes did not have."""
    left_out: tuple[Dropped, ...]
    """Claims that cannot be written, and why."""
    told: Mapping[Span, str]
    """All that each passage with claims says, where a gloss is as short as its shape wants it."""


def graph_of(
    document: Document,
    text: str,
    extraction: Extraction,
    identities: Mapping[str, Identity],
    *,
    concepts: Concepts,
    commitments: Commitments,
) -> DocumentGraph:
    """The statements of a document.

    `text` is its stored text, to which all spans refer. `concepts` are those of the schemes, and
    `commitments` those that other documents tell of; both learn what is new here.
    """
    names = Names(extraction, identities)
    writer = _Writer(document, names, concepts, commitments)
    said: list[tuple[Claim, list[Triple]]] = []
    left_out: list[Dropped] = []
    for claim in extraction.claims:
        try:
            _refuse_spans(claim, text)
            said.append((claim, list(writer.triples(claim))))
        except UnsayableError as error:
            left_out.append(Dropped(claim, str(error)))
    describer = Describer(document, text, names)
    cuts = cut(claim for claim, _ in said)
    quads = tuple(dict.fromkeys(_quads(said, cuts, describer, text, names)))
    used = {quad.object for quad in quads}
    new = tuple(quad for quad in concepts.quads() if quad.subject in used)
    told = {span: describer.told(one) for span, one in cuts.items() if one.claims}
    return DocumentGraph(document, quads, new, tuple(left_out), told)


def _quads(
    said: list[tuple[Claim, list[Triple]]],
    cuts: Mapping[Span, Cut],
    describer: Describer,
    text: str,
    names: Names,
) -> Iterator[Quad]:
    """Passage by passage what it says, its wordings, and what is recorded of it."""
    yield from describer.day()
    by_span: dict[Span, list[Triple]] = {}
    for claim, triples in said:
        by_span.setdefault(claim.span, []).extend(triples)
    for one in cuts.values():
        node = describer.node(one.span)
        triples = by_span.get(one.span, [])
        named = list(wordings(one, reached(one.span, cuts), text, names))
        for triple in (*triples, *named):
            yield Quad(triple.subject, triple.predicate, triple.object, node)
        yield from describer.describe(one, {subject_of(triple) for triple in named})


class _Writer:
    """Writes claims as triples, whatever they say."""

    def __init__(
        self, document: Document, names: Names, concepts: Concepts, commitments: Commitments
    ) -> None:
        self._links = Links(document, names, concepts)
        nodes = Nodes(document, names, concepts, commitments)
        self._nodes: dict[Predicate, Callable[[Claim], Iterator[Triple]]] = {
            Predicate.SIGNATURE: nodes.signature,
            Predicate.TERM_OF_OFFICE: nodes.term_of_office,
            Predicate.PARTICIPATION: nodes.participation,
            Predicate.SHARE: nodes.share,
            Predicate.COUNT: nodes.count,
            Predicate.QUANTITY: nodes.quantity,
            Predicate.UTTERANCE: nodes.utterance,
            Predicate.AMOUNT: nodes.amount,
            Predicate.COMMITMENT: nodes.commitment,
            Predicate.DEADLINE: nodes.deadline,
        }

    def triples(self, claim: Claim) -> Iterator[Triple]:
        """The triples of a claim; UnsayableError where it cannot be written."""
        return self._nodes.get(claim.predicate, self._links.of)(claim)


def _refuse_spans(claim: Claim, text: str) -> None:
    """Raises UnsayableError where a span of a claim cannot be a passage of the text."""
    mentions = [one for _, one in claim.arguments if isinstance(one, Mention)]
    resolved = [one.antecedent for one in mentions if one.antecedent is not None]
    for start, end in (claim.span, *claim.antecedents, *resolved):
        if not 0 <= start < end <= len(text):
            raise UnsayableError(f"{start}–{end} is no span of a text of {len(text)} characters")
        if end - start > LONGEST_PASSAGE:
            raise UnsayableError(
                f"its passage has {end - start} characters, more than {LONGEST_PASSAGE}"
            )
        if not words(text[start:end]):
            raise UnsayableError(f"there are no words at {start}–{end}")
