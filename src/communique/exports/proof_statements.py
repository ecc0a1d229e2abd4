"""Triples and axioms of proofs in words and in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, NamedNode, Triple, Variable

from communique.exports.display import one_line, term_text
from communique.model import Term, object_of, subject_of
from communique.proof import OpenTriple
from communique.vocabulary import RDF, Prefixes

Part = Term | Variable
Pairs = list[tuple[NamedNode, Term]]

_LIST = {RDF.first, RDF.rest}


def statement_text(one: Triple | OpenTriple, labels: Mapping[str, str], prefixes: Prefixes) -> str:
    """A triple by labels; open terms as variables.

    >>> statement_text(OpenTriple(Variable("x"), RDF.type, RDF.List), {}, Prefixes({}))
    '?x is a http://www.w3.org/1999/02/22-rdf-syntax-ns#List'
    >>> label = {RDF.List.value: "agreement"}
    >>> statement_text(OpenTriple(Variable("x"), RDF.type, RDF.List), label, Prefixes({}))
    '?x is an agreement'
    """
    if isinstance(one, Triple):
        one = OpenTriple(subject_of(one), one.predicate, object_of(one))
    subject, predicate, value = (_shown(part, labels, prefixes) for part in one)
    if one.predicate == RDF.type:
        article = "an" if value[:1].lower() in "aeio" else "a"
        return one_line(f"{subject} is {article} {value}")
    return one_line(f"{subject}, {predicate}: {value}")


def axiom_texts(axioms: Sequence[Triple], prefixes: Prefixes) -> list[str]:
    """Axioms as Turtle writes them, one line each; what their blank nodes hold stands inside.

    >>> axiom = Triple(NamedNode("a:b"), RDF.type, NamedNode("a:c"))
    >>> axiom_texts([axiom], Prefixes({}))
    ['a:b http://www.w3.org/1999/02/22-rdf-syntax-ns#type a:c']
    """
    inside: dict[BlankNode, Pairs] = {}
    for axiom in axioms:
        if isinstance(axiom.subject, BlankNode):
            inside.setdefault(axiom.subject, []).append((axiom.predicate, object_of(axiom)))
    used = {axiom.object for axiom in axioms}
    texts = [f"{_inner(node, inside, prefixes)}" for node in inside if node not in used]
    for axiom in axioms:
        if isinstance(axiom.subject, NamedNode):
            value = _nested(object_of(axiom), inside, prefixes)
            subject = term_text(axiom.subject, prefixes)
            texts.append(f"{subject} {term_text(axiom.predicate, prefixes)} {value}")
    return texts


def _shown(part: Part, labels: Mapping[str, str], prefixes: Prefixes) -> str:
    if isinstance(part, Variable):
        return f"?{part.value}"
    if isinstance(part, NamedNode) and part.value in labels:
        return labels[part.value]
    return term_text(part, prefixes)


def _nested(term: Term, inside: Mapping[BlankNode, Pairs], prefixes: Prefixes) -> str:
    return _inner(term, inside, prefixes) if isinstance(term, BlankNode) else _plain(term, prefixes)


def _inner(node: BlankNode, inside: Mapping[BlankNode, Pairs], prefixes: Prefixes) -> str:
    """What a blank node holds, as a list or between brackets; dots where that is not known."""
    pairs = inside.get(node)
    if pairs is None:
        return "[ … ]"
    left = {other: held for other, held in inside.items() if other != node}
    if {predicate for predicate, _ in pairs} == _LIST:
        return f"( {' '.join(_items(pairs, left, prefixes))} )"
    held = (f"{term_text(p, prefixes)} {_nested(o, left, prefixes)}" for p, o in pairs)
    return f"[ {' ; '.join(held)} ]"


def _items(pairs: Pairs, inside: dict[BlankNode, Pairs], prefixes: Prefixes) -> Iterable[str]:
    while True:
        parts = dict(pairs)
        yield _nested(parts[RDF.first], inside, prefixes)
        rest = parts[RDF.rest]
        if not isinstance(rest, BlankNode) or rest not in inside:
            return
        pairs = inside.pop(rest)


def _plain(term: Term, prefixes: Prefixes) -> str:
    return term_text(term, prefixes) if isinstance(term, NamedNode) else str(term)
