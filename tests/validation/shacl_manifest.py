"""Validation tests in the vocabulary of the W3C suite: what to validate, what to expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from communique.model import Term, triple_of
from communique.vocabulary import RDF, SH, Namespace

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

Node = Term | Triple
"""Whatever pyoxigraph may give as a subject or an object."""

Expected = tuple[str, ...]
"""A validation result as text: focus, path, value, severity, component, shape."""

PARTS = (
    SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity,
    SH.sourceConstraintComponent, SH.sourceShape,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One `sht:Validate` entry of a file."""

    name: str
    path: Path
    triples: tuple[Triple, ...]
    data: Path
    shapes: Path
    conforms: bool | None
    """None where the engine is expected to refuse the shapes."""
    expected: frozenset[Expected]

    def data_triples(self) -> list[Triple]:
        """The file's triples without those of the manifest and the expected report."""
        hidden: set[Node] = {
            t.subject for t in self.triples if t.predicate in {MF.entries, MF.action}
        }
        queue = list(hidden)
        while queue:
            subject = queue.pop()
            for triple in self.triples:
                node = triple.object
                blank = isinstance(node, BlankNode) and node not in hidden
                if triple.subject == subject and blank:
                    hidden.add(node)
                    queue.append(node)
        return [triple for triple in self.triples if triple.subject not in hidden]


def read_cases(path: Path) -> Iterator[Case]:
    """The entries of a file; where data or shapes are `<>`, they are the file itself."""
    base = path.resolve().as_uri()
    quads = parse(path.read_bytes(), format=RdfFormat.TURTLE, base_iri=base)
    triples = tuple(triple_of(quad) for quad in quads)
    for entry in subjects_of_type(triples, SHT.Validate):
        action = one(triples, entry, MF.action)
        report = one(triples, entry, MF.result)
        failure = report == SHT.Failure
        conforms = None if failure else value(triples, report, SH.conforms) in {"true", "1"}
        results = [] if failure else objects(triples, report, SH.result)
        yield Case(
            name=path.stem,
            path=path,
            triples=triples,
            data=_file(path, value(triples, action, SHT.dataGraph)),
            shapes=_file(path, value(triples, action, SHT.shapesGraph)),
            conforms=conforms,
            expected=frozenset(
                tuple(_part(triples, result, part) for part in PARTS) for result in results
            ),
        )


def objects(triples: Iterable[Triple], subject: Node | None, predicate: NamedNode) -> list[Node]:
    """Values of a property."""
    return [t.object for t in triples if (t.subject, t.predicate) == (subject, predicate)]


def one(triples: Iterable[Triple], subject: Node | None, predicate: NamedNode) -> Node | None:
    """The value of a property, None where it has none."""
    return next(iter(objects(triples, subject, predicate)), None)


def value(triples: Iterable[Triple], subject: Node | None, predicate: NamedNode) -> str:
    """The IRI or text of a property's value; empty where it has none."""
    term = one(triples, subject, predicate)
    return getattr(term, "value", "")


def text(term: Node | None) -> str:
    """A term as text; a blank node by the name that the parser gave it."""
    return "" if term is None else str(term)


def path_text(triples: Iterable[Triple], path: Node | None) -> str:
    """A property path as text: one that is no plain property by its parts."""
    if not isinstance(path, BlankNode):
        return text(path)
    triples = set(triples)
    parts = sorted(
        f"{triple.predicate} {path_text(triples, triple.object)}"
        for triple in triples
        if triple.subject == path
    )
    return f"[{'; '.join(parts)}]"


def subjects_of_type(triples: Iterable[Triple], kind: NamedNode) -> set[Node]:
    """Things of a class."""
    return {t.subject for t in triples if (t.predicate, t.object) == (RDF.type, kind)}


def _part(triples: Iterable[Triple], result: Node, part: NamedNode) -> str:
    term = one(triples, result, part)
    return path_text(triples, term) if part == SH.resultPath else text(term)


def _file(path: Path, iri: str) -> Path:
    if not iri.startswith("file:"):
        return path
    return path.parent / iri.rpartition("/")[2]
