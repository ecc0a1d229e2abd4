"""What sources and proofs cost: stored questions with and without their receipts, and `why`.

A graph is opened anew for every answer, so that none finds what another one has looked up; the
store, in memory, stays. Of a question, "plain" is the answer without sources, "receipts" with the
witness of each row alone, "state" with the state of each row and the passages of each article,
"cited" with the witness of each row too. They are compared with one another, so it is their CPU
time that is taken.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple
from pyoxigraph import Store as Engine

from communique.builds import Build
from communique.closure.compilation import compile_rules
from communique.knowledge import KnowledgeGraph
from communique.model import text_of, triple_of
from communique.project import Project
from communique.proof import Proof
from communique.queries.algebra import trace_of
from communique.queries.header import read_question
from communique.store import EmbeddedStore, Store
from communique.vocabulary import INFERRED_GRAPH

Result = dict[str, Any]

_BUILD = "answering"
_PROOFS = 300
"""Inferred triples that are explained, evenly from all of them."""
_RUNS = 3
_ENOUGH = 5.0
"""Seconds after which an answer is not asked for again."""
_FORMS: dict[str, dict[str, Any]] = {
    "plain": {"plain": True},
    "receipts": {"plain": True, "cite": "witness"},
    "state": {},
    "cited": {"cite": "witness"},
}


def write_build(folder: Path, quads: Iterable[Quad], ontology: Iterable[Triple]) -> None:
    """Write what a build has beside its store; the store of this one is empty."""
    home = folder / _BUILD
    home.mkdir(exist_ok=True)
    rules = compile_rules(ontology)
    questions = [read_question(path) for path in Project(folder).questions]
    values = {
        "rules": rules.to_json(),
        "conclusions": rules.conclusions_from(quads),
        "questions": [
            {"question": q.to_json(), "trace": trace_of(q.text).to_json()} for q in questions
        ],
    }
    for name, value in values.items():
        (home / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    EmbeddedStore().save(home / "store")


def receipts_ours(folder: Path, name: str) -> Result:
    """The stored questions, or the one that is named: plain, with states, and cited."""
    opened = _opener(folder)
    values = json.loads((folder / "benchmark.json").read_text(encoding="utf-8"))["parameters"]
    found: Result = {}
    for question in opened().questions:
        if name and question.name != name:
            continue
        one: Result = {}
        for form, options in _FORMS.items():
            seconds: list[float] = []
            while len(seconds) < _RUNS and sum(seconds) < _ENOUGH:
                graph = opened()
                start = time.process_time()
                answer = graph.ask(question.name, **values.get(question.name, {}), **options)
                seconds.append(time.process_time() - start)
            one |= {form: seconds, "rows": len(answer.rows)}
        found[question.name] = one
        print(json.dumps(found), flush=True)
    return found


def proofs_ours(folder: Path, _: str) -> Result:
    """`why` for inferred triples from all over the graph: seconds and steps of each."""
    opened = _opener(folder)
    seconds, steps = [], []
    for triple in _sample(opened().store):
        graph = opened()
        start = time.perf_counter()
        proof = graph.why(*map(text_of, (triple.subject, triple.predicate, triple.object)))
        seconds.append(time.perf_counter() - start)
        steps.append(len(proof.steps) if isinstance(proof, Proof) else 0)
    return {"seconds": seconds, "steps": steps}


def _sample(store: Store) -> list[Triple]:
    """Inferred triples from all over a graph."""
    inferred = [triple_of(quad) for quad in store.match(None, None, None, INFERRED_GRAPH)]
    return sorted(inferred, key=str)[:: max(len(inferred) // _PROOFS, 1)]


def _opener(folder: Path) -> Callable[[], KnowledgeGraph]:
    """Opens the graph of a folder anew, over one store in memory."""
    engine = Engine()
    engine.bulk_load(path=str(folder / "closed.nq"), format=RdfFormat.N_QUADS)
    build = Build(folder / _BUILD, {"software": version("communique"), "digest": "0" * 64})
    project = Project(folder)
    gc.freeze()  # what is imported is not searched for garbage, as on the command line

    def opened() -> KnowledgeGraph:
        graph = KnowledgeGraph(project, build)
        assert len(graph.store) == 0  # which waits until it is open
        graph.store = EmbeddedStore(engine)
        return graph

    return opened
