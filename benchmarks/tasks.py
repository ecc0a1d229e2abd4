"""What is measured. Each task runs in a process of its own, so that its memory is its own.

    python -m benchmarks.tasks TASK FOLDER [ARGUMENT]

runs one on a project made by `benchmarks.generator` and prints what it found as JSON. A task of
ours has a partner of the other library on the same files or the same queries.
"""

from __future__ import annotations

import hashlib
import io
import json
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, serialize

from benchmarks.receipts import proofs_ours, receipts_ours, write_build
from communique.closure.compilation import compile_rules
from communique.closure.fixpoint import close
from communique.dataset import read_matter, with_default
from communique.exports import write_graph
from communique.gates import gate_one
from communique.model import Statement, Term, triple_of
from communique.project import Project
from communique.queries.binding import bind, bound
from communique.queries.header import read_question
from communique.queries.names import Names
from communique.store import EmbeddedStore
from communique.validation import single_valued_shapes
from communique.vocabulary import INFERRED_GRAPH

TIME_OUT = 60
"""Seconds after which a query is given up; its time then counts as a lower bound."""
_ENOUGH = 2.0
"""Seconds after which a query is not run again."""
Result = dict[str, Any]


def prepare(folder: Path, _: str) -> Result:
    """Files that the other tasks read: all quads before and after the closure, the built store."""
    project = Project(folder)
    matter = read_matter(project)
    engine = Store()
    engine.bulk_extend(with_default(s.quad for s in matter.statements()))
    _dump(engine, folder / "asserted.nq")
    store = EmbeddedStore(engine)
    report = close(store, compile_rules(map(triple_of, _quads(matter.ontology))))
    _dump(engine, folder / "closed.nq")
    store.save(folder / "store")
    write_build(folder, _quads(matter.statements()), map(triple_of, _quads(matter.ontology)))
    return {"quads": len(store), "inferred": report.inferred}


def load_ours(folder: Path, _: str) -> Result:
    """All files read and put into a store, each statement with its place."""
    with _measured() as result:
        store = EmbeddedStore()
        store.extend(with_default(s.quad for s in read_matter(Project(folder)).statements()))
    return result | {"quads": len(store)}


def load_rdflib(folder: Path, _: str) -> Result:
    """The same files read by rdflib; links and what is computed from names are left out."""
    rdflib = import_module("rdflib")
    project = Project(folder)
    with _measured() as result:
        dataset = rdflib.Dataset()
        files = [project.ontology, *project.schemes, *project.alignments, project.documents]
        for path in [*files, *project.registry, *project.background]:
            dataset.parse(path, format="turtle")
        for path in project.statements:
            dataset.parse(path, format="trig")
    return result | {"quads": sum(1 for _ in dataset.quads())}


def dump_ours(folder: Path, _: str) -> Result:
    """One N-Quads file of everything, read into memory."""
    with _measured() as result:
        store = _closed(folder)
    return result | {"quads": len(store)}


def dump_rdflib(folder: Path, _: str) -> Result:
    """The same N-Quads file, read by rdflib."""
    with _measured() as result:
        dataset = _dataset(folder)
    return result | {"quads": sum(1 for _ in dataset.quads())}


def questions_ours(folder: Path, where: str) -> Result:
    """Every stored question over the closed graph, in memory or from the built store."""
    store = EmbeddedStore.open(folder / "store") if where == "disk" else _closed(folder)

    def ask(text: str) -> Iterator[Iterable[str]]:
        return (map(_text, row) for row in store.select(text).rows)

    return {name: _asked(ask, text) for name, text in _questions(folder, store)}


def questions_rdflib(folder: Path, _: str) -> Result:
    """The same query texts over the same graph, asked of rdflib; printed as far as it is done."""
    dataset = _dataset(folder)
    known = EmbeddedStore.open(folder / "store")

    def ask(text: str) -> Iterator[Iterable[str]]:
        return (map(_n3, row) for row in dataset.query(text))

    found = {}
    for name, text in _questions(folder, known):
        found[name] = _asked(ask, text)
        print(json.dumps(found), flush=True)
    return found


def closure_ours(folder: Path, _: str) -> Result:
    """What follows, on the store with all asserted quads."""
    ontology = [triple_of(quad) for quad in _quads(read_ontology(folder))]
    store = _loaded(folder / "asserted.nq")
    with _measured() as result:
        report = close(store, compile_rules(ontology))
    triples = {triple_of(quad) for quad in store.match(None, None, None, INFERRED_GRAPH)}
    return result | {"inferred": report.inferred, "digest": _digest(map(str, triples))}


def closure_owlrl(folder: Path, _: str) -> Result:
    """The same by owlrl."""
    reference = import_module("communique.closure.reference")
    ontology = [triple_of(quad) for quad in _quads(read_ontology(folder))]
    aligned = {triple_of(quad) for quad in _quads(read_matter(Project(folder)).alignments)}
    store = _loaded(folder / "asserted.nq")
    given = {triple_of(quad) for quad in store.match(None, None, None, DefaultGraph())} - aligned
    with _measured() as result:
        triples = reference.reference_closure(given, ontology)
    return result | {"inferred": len(triples), "digest": _digest(map(str, triples))}


def validation_ours(folder: Path, _: str) -> Result:
    """Gate 1, document by document."""
    project = Project(folder)
    matter = read_matter(project)
    with _measured() as result:
        reports = gate_one(project, matter)
    counts: dict[str, int] = {}
    for report in reports.values():
        for severity, number in report.counts.items():
            counts[severity] = counts.get(severity, 0) + number
    return result | {"results": counts}


def validation_pyshacl(folder: Path, _: str) -> Result:
    """The same by pyshacl as everyone uses it: all shapes on all data at once."""
    pyshacl, turtle = import_module("pyshacl"), import_module("communique.turtle")
    project = Project(folder)
    matter = read_matter(project)
    terms = [triple_of(quad) for quad in _quads([*matter.ontology, *matter.schemes])]
    data = _graph({triple_of(quad) for quad in _quads(matter.statements())})
    shapes = [triple_of(quad) for p in project.shapes for quad in _quads(turtle.read(p))]
    shapes_graph = _graph([*shapes, *single_valued_shapes(terms)])
    with _measured() as result:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, advanced=False)
    severity = import_module("rdflib").SH.resultSeverity
    counts: dict[str, int] = {}
    for value in report.objects(None, severity):
        name = str(value).rpartition("#")[2].lower()
        counts[name] = counts.get(name, 0) + 1
    return result | {"results": counts}


def export_ours(folder: Path, format: str) -> Result:
    """The knowledge, written in one format."""
    store, project, output = _closed(folder), Project(folder), io.BytesIO()
    with _measured() as result:
        write_graph(store, format, "knowledge", output, project.prefixes, project.context)
    return result | {"bytes": output.tell()}


def export_rdflib(folder: Path, format: str) -> Result:
    """The same by rdflib, from its own graph."""
    knowledge = _closed(folder).match(None, None, None, DefaultGraph())
    graph = _graph(triple_of(quad) for quad in knowledge)
    names = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    with _measured() as result:
        data = graph.serialize(format=names.get(format, format), encoding="utf-8")
    return result | {"bytes": len(data)}


def read_ontology(folder: Path) -> list[Statement]:
    """The statements of the project's ontology."""
    return read_matter(Project(folder)).ontology


def _questions(folder: Path, store: EmbeddedStore) -> Iterator[tuple[str, str]]:
    """Each stored question's name, and its text with realistic parameters."""
    project = Project(folder)
    names = Names(store, project.prefixes)
    values = json.loads((folder / "benchmark.json").read_text(encoding="utf-8"))["parameters"]
    for path in project.questions:
        question = read_question(path)
        given = {name: [value] for name, value in values.get(question.name, {}).items()}
        yield question.name, bound(question.text, bind(question, given, names))


def _asked(ask: Callable[[str], Iterable[Iterable[str]]], text: str) -> Result:
    """The times of a query, five unless it is slow, and a digest of its rows."""
    seconds: list[float] = []
    rows: list[str] = []
    try:
        while len(seconds) < 5 and sum(seconds) < _ENOUGH:
            with _alarm():
                start = time.perf_counter()
                rows = ["\t".join(row) for row in ask(text)]
                seconds.append(time.perf_counter() - start)
    except TimeoutError:
        return {"seconds": [TIME_OUT], "timed_out": True}
    except Exception as error:  # a library's failure is a finding, not ours to mend
        return {"seconds": [], "error": f"{type(error).__name__}: {error}"[:200]}
    return {"seconds": seconds, "rows": len(rows), "digest": _digest(rows)}


@contextmanager
def _alarm() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(TIME_OUT)
    try:
        yield
    finally:
        signal.alarm(0)


@contextmanager
def _measured() -> Iterator[Result]:
    """Seconds of what is done inside, and the highest memory of the process until then."""
    result: Result = {}
    start = time.perf_counter()
    yield result
    result["seconds"] = [time.perf_counter() - start]
    result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _quads(statements: Iterable[Statement]) -> Iterator[Quad]:
    return (statement.quad for statement in statements)


def _graph(triples: Iterable[Triple]) -> Any:
    """The triples as a graph of rdflib, through its reader of N-Triples."""
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    return import_module("rdflib").Graph().parse(data=data, format="nt")


def _closed(folder: Path) -> EmbeddedStore:
    return _loaded(folder / "closed.nq")


def _loaded(path: Path) -> EmbeddedStore:
    engine = Store()
    engine.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    return EmbeddedStore(engine)


def _dataset(folder: Path) -> Any:
    return import_module("rdflib").Dataset().parse(folder / "closed.nq", format="nquads")


def _dump(engine: Store, path: Path) -> None:
    with path.open("wb") as output:
        engine.dump(output, RdfFormat.N_QUADS)


def _text(term: Term | None) -> str:
    return "" if term is None else str(term)


def _n3(term: Any) -> str:
    return "" if term is None else str(term.n3())


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


TASKS: dict[str, Callable[[Path, str], Result]] = {
    task.__name__: task
    for task in (
        prepare, load_ours, load_rdflib, dump_ours, dump_rdflib, questions_ours,
        questions_rdflib, closure_ours, closure_owlrl, validation_ours, validation_pyshacl,
        export_ours, export_rdflib, receipts_ours, proofs_ours,
    )
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](Path(sys.argv[2]), "".join(sys.argv[3:4]))))
