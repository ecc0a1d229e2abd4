"""Proofs as plain text: a tree of conclusions and premises, its leaves, then their passages.

All derivations of all triples are a numbered list instead, for a tree would repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import BinaryIO

from pyoxigraph import Triple, Variable

from communique.exports.display import counted, one_line, term_text
from communique.exports.proof_statements import axiom_texts, statement_text
from communique.exports.wording import IN_OUR_WORDS, article_text, remarks, said
from communique.model import Citation
from communique.proof import Absence, Gap, Leaf, OpenTriple, Proof, Step
from communique.vocabulary import Prefixes

_WIDTH = 80
_NARROWEST = 30
_CERTAINTIES = ("stated", "hedged", "denied")


def write_text(found: Proof | Absence, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a proof, or what a triple lacks, as text in UTF-8, 80 columns wide."""
    text = _Text(prefixes)
    lines = text.proof(found) if isinstance(found, Proof) else text.absence(found)
    for line in lines:
        output.write(f"{line}\n".encode())
    for line in ("", *_wrapped(found.note)) if found.note else ():
        output.write(f"{line}\n".encode())


class _Text:
    """Lines of text; knows how terms are shortened."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes = prefixes

    def proof(self, proof: Proof) -> Iterator[str]:
        """The lines of a proof."""
        if proof.whole:
            yield from self._listing(proof)
        else:
            yield from self._tree(proof, proof.triple, "", "", set())
        yield ""
        yield from _wrapped(_summary(proof))
        if proof.citations:
            yield from ("", "Sources")
            yield from _sources(proof.citations)

    def absence(self, absence: Absence) -> Iterator[str]:
        """The lines of what a triple lacks."""
        shown = statement_text(absence.triple, absence.labels, self._prefixes)
        yield from _wrapped(f"Not in the graph: {shown}")
        yield from _wrapped(absence.searched)
        if absence.known:
            known = [
                absence.labels.get(_text(t), term_text(t, self._prefixes)) for t in absence.known
            ]
            yield from (
                "",
                *_wrapped(f"Other values in the graph: {'; '.join(map(one_line, known))}"),
            )
        if not absence.gaps:
            yield from ("", "No rule of the ontology would give it: it would have to be asserted.")
        for gap in absence.gaps:
            yield ""
            yield from self._gap(gap, absence)

    def _gap(self, gap: Gap, absence: Absence) -> Iterator[str]:
        yield from _wrapped(f"It would follow by {self._rule(gap)}")
        parts: list[tuple[str, Triple | OpenTriple]] = []
        if any(isinstance(term, Variable) for one in gap.premises for term in one):
            parts += [("from", one) for one in gap.premises]
        instance = ", for instance" if gap.instance else ""
        parts += [(f"in the graph{instance}", one) for one in gap.found]
        parts += [("missing", one) for one in gap.missing]
        for heading, one in parts:
            shown = statement_text(one, absence.labels, self._prefixes)
            yield from _wrapped(f"{heading}: {shown}", "  ", "    ")

    def _tree(
        self, proof: Proof, triple: Triple, branch: str, below: str, shown: set[Triple]
    ) -> Iterator[str]:
        text = statement_text(triple, proof.labels, self._prefixes)
        steps = proof.derivations.get(triple, ())
        if triple in shown and steps:
            yield from _wrapped(f"{text} (as above)", branch, f"{below}  ")
            return
        shown.add(triple)
        leaf = proof.asserted.get(triple)
        mark = f"  {_standing(leaf, proof)}" if leaf else ""
        yield from _wrapped(text + mark, branch, f"{below}  ")
        for step in steps:
            yield from _wrapped(f"by {self._rule(step)}", f"{below}│ ", f"{below}│   ")
            for number, premise in enumerate(step.premises, 1):
                last = number == len(step.premises)
                fork, more = ("└─ ", "   ") if last else ("├─ ", "│  ")
                yield from self._tree(proof, premise, below + fork, below + more, shown)

    def _listing(self, proof: Proof) -> Iterator[str]:
        numbers = {triple: number for number, triple in enumerate(proof.triples, 1)}
        for triple, number in numbers.items():
            text = statement_text(triple, proof.labels, self._prefixes)
            leaf = proof.asserted.get(triple)
            mark = f"  {_standing(leaf, proof)}" if leaf else ""
            yield from _wrapped(f"{number}. {text}{mark}", "", "   ")
            for step in proof.derivations.get(triple, ()):
                premises = ", ".join(str(numbers[premise]) for premise in step.premises)
                origin = f"from {premises} " if premises else ""
                yield from _wrapped(f"{origin}by {self._rule(step)}", "   ", "     ")

    def _rule(self, one: Step | Gap) -> str:
        axioms = axiom_texts(one.axioms, self._prefixes)
        return ", ".join(one.rules) + (f" with {' and '.join(axioms)}" if axioms else "")


def _summary(proof: Proof) -> str:
    if proof.whole:
        triples = counted(len(proof.triples), "triple")
        found = f"{triples}, {counted(len(proof.steps), 'derivation')}"
        return found if proof.fewest else f"{found}; there are more"
    if not proof.steps:
        return "Asserted; nothing is inferred."
    steps = counted(len(proof.steps), "step")
    return steps if proof.fewest else f"{steps}; whether fewer would do was not settled"


def _standing(leaf: Leaf, proof: Proof) -> str:
    """Where a leaf stands: numbers of passages, files, or what is never cited."""
    numbers = ", ".join(str(position + 1) for position in leaf.cited)
    found = [f"[{numbers}]"] if numbers else []
    more = leaf.passages - len(leaf.cited)
    found += [f"and {more} more"] if more else []
    if leaf.cited:
        certainty = min((proof.citations[p].certainty for p in leaf.cited), key=_CERTAINTIES.index)
        found += [certainty] if certainty != "stated" else []
    files = [name.removeprefix("background/") for name in leaf.files]
    found += [f"(background: {', '.join(files)})"] if files else []
    found += [f"({', '.join(leaf.common)})"] if leaf.common and not (numbers or files) else []
    return " ".join(found)


def _sources(citations: Sequence[Citation]) -> Iterator[str]:
    """The articles, and under each its passages with their numbers."""
    article = ""
    for number, citation in enumerate(citations, 1):
        one = citation.article
        if one.iri != article:
            yield from _wrapped(f"{one_line(one.title or one.iri)}. {article_text(one)}", "", "  ")
            yield from [f"  {one_line(one.address)}"] if one.address else []
        article = one.iri
        words, whose = said(citation)
        shown = f"{whose}: {words}" if whose == IN_OUR_WORDS else f"“{words}”"
        notes = "; ".join([*remarks(citation), *([] if citation.checked else ["unchecked"])])
        yield from _wrapped(f"[{number}] {shown}{f' ({notes})' if notes else ''}", "  ", "      ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Lines of a text behind what stands before the first and before each other one."""
    width = max(_WIDTH, max(len(first), len(rest)) + _NARROWEST)
    return wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
