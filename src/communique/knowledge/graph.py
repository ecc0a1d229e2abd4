"""A knowledge graph, opened: ask it questions, query it, take it away.

>>> import communique                                               # doctest: +SKIP
>>> graph = communique.open()                                       # doctest: +SKIP
>>> graph.ask("companies", country="Denmark")                       # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Triple

from communique import builds, model
from communique.discrepancy import Discrepancy, DiscrepancyKind
from communique.errors import (
    NonconformingError,
    ParameterError,
    StoreError,
    UnknownNameError,
)
from communique.knowledge.answer import Answer
from communique.model import Document, Place, object_of, subject_of, text_of
from communique.project import Project
from communique.queries.question import Question
from communique.queries.trace import Trace
from communique.receipts.about import about
from communique.receipts.answering import Answering
from communique.receipts.passages import SaidPassage, said_passages
from communique.store import EmbeddedStore, Solutions, Store
from communique.vocabulary import INFERRED_GRAPH, RDF

Say = Callable[[str], None]


def _silent(_line: str) -> None:
    """Say nothing."""


class KnowledgeGraph:
    """A project's graph, built and open for reading."""

    def __init__(self, project: Project, build: builds.Build) -> None:
        self.project = project
        self.build = build
        self.store: Store = EmbeddedStore.open(build.store)
        self._compiled: dict[str, dict[str, Any]] = {
            one["question"]["name"]: one for one in build.read("questions")
        }

    @classmethod
    def open(
        cls, path: str | Path | None = None, *, rebuild: bool = True, say: Say = _silent
    ) -> KnowledgeGraph:
        """The graph of a project folder; without a path, of the project around this folder or ours.

        What is stale is rebuilt first, unless `rebuild` is False: then the last build answers.
        Raises ProjectError where the folder is no project, StoreError where nothing was built.
        """
        project = Project.find(Path(path) if path is not None else None)
        found = builds.current(project)
        if rebuild and (found is None or builds.changed(project, found)):
            found = _rebuilt(project, found, say)
        if found is None:
            raise StoreError(
                "nothing has been built yet",
                place=str(project.build_folder),
                remedy="Run `communique build`.",
            )
        refused = found.manifest.get("refused", [])
        if refused:
            names = ", ".join(iri.rsplit("/", 1)[-1] for iri in refused)
            say(f"refused when this was built, and not in its answers: {names}")
        return cls(project, found)

    @property
    def questions(self) -> list[Question]:
        """The stored questions, by name."""
        return [self.question(name) for name in sorted(self._compiled)]

    def question(self, name: str) -> Question:
        """A stored question; UnknownNameError, with the nearest names, where there is none."""
        if name not in self._compiled:
            near = get_close_matches(name, self._compiled, n=2, cutoff=0.5)
            remedy = f"Did you mean {' or '.join(near)}? " if near else ""
            raise UnknownNameError(
                f"there is no question {name!r}",
                remedy=f"{remedy}`communique ask` lists all questions.",
            )
        return Question.from_json(self._compiled[name]["question"])

    def ask(
        self,
        name: str,
        /,
        *,
        plain: bool = False,
        preferred: bool = False,
        **parameters: str | date | Sequence[str | date],
    ) -> Answer:
        """The answer to a stored question; a parameter takes one value or several.

        Each row has its state and the passages it rests on, unless `plain`; with `preferred`,
        rows fall out that rest on a value to which another is preferred.
        Raises UnknownNameError, AmbiguousNameError or ParameterError; nothing is run then.
        """
        values = {key: _values(key, value) for key, value in parameters.items()}
        return self.answer(name, values, plain=plain, preferred=preferred)

    def answer(
        self,
        name: str,
        values: Mapping[str, Sequence[str]],
        *,
        plain: bool = False,
        preferred: bool = False,
    ) -> Answer:
        """The answer to a stored question with its parameters' values, as `ask` gives it."""
        question = self.question(name)
        traced = preferred or not plain
        trace = Trace.from_json(self._compiled[name]["trace"]) if traced else None
        answer = self._answering.answer(
            question, values, trace, preferred=preferred, stated=not plain
        )
        return self._own(answer)

    def discrepancies(
        self, entity: NamedNode | str | None = None, kind: DiscrepancyKind | str | None = None
    ) -> list[Discrepancy]:
        """Where sources differ: everywhere or about one thing, in every way or in one.

        Those that differ in precision only are the last. A thing is given as `find` takes it.
        Raises UnknownNameError or AmbiguousNameError.
        """
        node = self.find(entity) if isinstance(entity, str) else entity
        found: list[Discrepancy] = self._discrepancies.all(node, _kind(kind))
        return found

    def discrepancies_answer(
        self, found: Sequence[Discrepancy], asked: Mapping[str, str] | None = None
    ) -> Answer:
        """Discrepancies as an answer: a row for each side, with the passages that give it."""
        parameters = {name: (value,) for name, value in (asked or {}).items()}
        return self._own(self._discrepancies.answer(found, parameters))

    @property
    def version(self) -> str:
        """The version of the software that built the graph, and of the data by their digest."""
        return f"communique {self.build.manifest['software']}, data {self.build.digest[:12]}"

    def sparql(self, query: str) -> Solutions | bool | list[Triple]:
        """The result of a SPARQL query; the project's prefixes need no declaration.

        Raises QueryError, with line and column, where it does not parse or is an update.
        """
        return self.store.query(query, self.project.prefixes)

    @property
    def documents(self) -> list[Document]:
        """The sources, dated ones first, by date."""
        return self._answering.states.sources.documents()

    def find(self, name: str) -> NamedNode:
        """The thing that a name, CURIE or IRI means; errors as `ask`."""
        return self._answering.names.find(name)

    def find_document(self, name: str) -> NamedNode:
        """The document that a slug, title, address, CURIE or IRI means.

        Raises UnknownNameError, with the nearest slugs, where there is none.
        """
        known = {one.slug: one for one in self.documents}
        for one in known.values():
            curie = self.project.prefixes.compress(one.iri)
            if name and name in (one.slug, one.title, one.address, one.iri, curie):
                return NamedNode(one.iri)
        near = get_close_matches(name, known, n=3, cutoff=0.3)
        raise UnknownNameError(
            f"there is no document {name!r}",
            remedy=(f"Did you mean {' or '.join(near)}? " if near else "")
            + "`communique documents` lists them.",
        )

    def passages(self, document: NamedNode) -> list[SaidPassage]:
        """The passages of a document in order, and what each says."""
        return said_passages(self.store, self._answering, document)

    def about(self, node: NamedNode) -> Answer:
        """Everything the graph holds about one thing, each statement with its state."""
        return self._own(about(self.store, self._answering, node))

    def _own(self, answer: model.Answer) -> Answer:
        return Answer.of(replace(answer, version=self.version), self.project.prefixes)

    def validate(self) -> Any:
        """The validation report of the project's files, as they are now."""
        return import_module("communique.pipeline").validate(self.project, _silent)

    def to_rdflib(self) -> Any:
        """The whole graph as an `rdflib.Dataset`, named graphs kept."""
        return import_module("communique.exports.rdflib_dataset").to_rdflib(
            self.store, self.project.prefixes
        )

    @cached_property
    def _answering(self) -> Answering:
        return Answering(self.project, self.store, self._derive)

    @cached_property
    def _discrepancies(self) -> Any:
        module = import_module("communique.receipts.discrepancies")
        return module.Discrepancies(self._answering)

    @cached_property
    def _conclusions(self) -> frozenset[str]:
        """Predicates, and classes of types, that rules conclude from asserted triples alone."""
        return frozenset(self.build.read("conclusions"))

    @cached_property
    def _proofs(self) -> Any:
        """The one-step derivations of triples; loads the rules."""
        proofs = import_module("communique.knowledge.proofs")
        return proofs.Proofs(self.store, self.build.read("rules"))

    def _derive(self, triple: Triple) -> Iterable[Sequence[Triple]]:
        """Premises of the one-step derivations of a triple, all of lower rounds."""
        inferred = self.store.match(
            subject_of(triple), triple.predicate, object_of(triple), INFERRED_GRAPH
        )
        if next(iter(inferred), None) is None:
            concluded = triple.object if triple.predicate == RDF.type else triple.predicate
            if not {"*", text_of(concluded)} & self._conclusions:
                return ()
        found: Iterable[Sequence[Triple]] = self._proofs.premises(triple)
        return found


def open_graph(path: str | Path | None = None, *, rebuild: bool = True) -> KnowledgeGraph:
    """The graph of a project folder; without a path, of the project around this folder or ours."""
    return KnowledgeGraph.open(path, rebuild=rebuild)


def _values(name: str, value: object) -> tuple[str, ...]:
    """A parameter's values as text; dates as ISO 8601 writes them."""
    if isinstance(value, list | tuple):
        return tuple(text for one in value for text in _values(name, one))
    if isinstance(value, date):
        return (value.isoformat(),)
    if isinstance(value, str):
        return (value,)
    raise ParameterError(
        f"the value {value!r} is neither text nor a date",
        place=name,
        remedy="Give a name, a CURIE, an IRI or a date; leave the parameter out for any.",
    )


def _kind(name: DiscrepancyKind | str | None) -> DiscrepancyKind | None:
    """A way of differing by its name; UnknownNameError, with all of them, for another name."""
    try:
        return None if name is None else DiscrepancyKind(name)
    except ValueError as error:
        raise UnknownNameError(
            f"sources do not differ by {name!r}",
            place="kind",
            remedy=f"There are: {', '.join(DiscrepancyKind)}.",
        ) from error


def _rebuilt(project: Project, previous: builds.Build | None, say: Say) -> builds.Build:
    """A new build; where the files do not conform, an error that leaves the previous one."""
    made = import_module("communique.pipeline").rebuild(project, say)
    built = made if isinstance(made, builds.Build) else made.build
    if built is None:
        first = made.report.results[0]
        raise NonconformingError(
            f"the data do not conform to the shapes ({first.message})",
            place=_shown(first.place, project),
            remedy="`communique validate` lists what to correct"
            + ("; --no-build asks the previous build." if previous else "."),
        )
    assert isinstance(built, builds.Build)
    return built


def _shown(place: Place | None, project: Project) -> str:
    if place is None:
        return str(project.root)
    return str(place._replace(path=project.relative(place.path)))
