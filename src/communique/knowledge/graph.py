"""A knowledge graph, opened: ask it questions, query it, take it away.

>>> import communique                                               # doctest: +SKIP
>>> graph = communique.open()                                       # doctest: +SKIP
>>> graph.ask("companies", country="Denmark")                       # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Triple

from communique import builds, model
from communique.change import Changes
from communique.clock import AsOf
from communique.dates import today
from communique.discrepancy import Discrepancy, DiscrepancyKind
from communique.errors import QueryError, UnknownNameError
from communique.knowledge.answer import Answer, of_day
from communique.knowledge.arguments import find_document, kind_of, values_of
from communique.knowledge.following import Following
from communique.knowledge.opening import Say, build_of, silent
from communique.model import Document
from communique.project import Project
from communique.proof import Absence, Proof
from communique.queries.question import Question
from communique.queries.trace import Trace
from communique.queries.triples import Triples
from communique.receipts.dossiers.dossier import dossier
from communique.receipts.rows.about import about
from communique.receipts.rows.answering import Answering, Cite
from communique.receipts.rows.passages import SaidPassage, said_passages
from communique.receipts.sources.bibliography import bibliography
from communique.store import EmbeddedStore, Solutions, Store


class KnowledgeGraph:
    """A project's graph, built and open for reading."""

    def __init__(
        self,
        project: Project,
        build: builds.Build,
        *,
        as_of: AsOf | None = None,
        today: Callable[[], date] = today,
    ) -> None:
        self.project = project
        self.build = build
        self.as_of = as_of
        """The day whose graph this is, with what is left out; None for the graph as it is."""
        self.today = today
        """The day of access, as answers are cited with it."""
        self.store: Store = EmbeddedStore.open(build.store)
        self._compiled: dict[str, dict[str, Any]] = {
            one["question"]["name"]: one for one in build.read("questions")
        }

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        rebuild: bool = True,
        as_of: str | date | None = None,
        say: Say = silent,
    ) -> KnowledgeGraph:
        """The graph of a project folder; without a path, of the project around this folder or ours.

        What is stale is rebuilt first, unless `rebuild` is False: then the last build answers.
        With `as_of`, the graph as documents had reported by that day; a month or a year means its
        last day, and what bears no date is left out.
        Raises ProjectError where the folder is no project, StoreError where nothing was built,
        ParameterError where the day is none.
        """
        project = Project.find(Path(path) if path is not None else None)
        build, by = build_of(project, rebuild=rebuild, as_of=as_of, say=say)
        return cls(project, build, as_of=by)

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
        cite: Cite = "",
        preferred: bool = False,
        **parameters: str | date | Sequence[str | date],
    ) -> Answer:
        """The answer to a stored question; a parameter takes one value or several.

        Each row has its state and the passages it rests on, unless `plain`; with `cite` its
        receipt: the witness, or with "all" the whole support; with both, that alone. With
        `preferred`, rows fall out that rest on a value to which another is preferred.
        Raises UnknownNameError, AmbiguousNameError or ParameterError; nothing is run then.
        """
        values = {key: values_of(key, value) for key, value in parameters.items()}
        return self.answer(name, values, plain=plain, cite=cite, preferred=preferred)

    def answer(
        self,
        name: str,
        values: Mapping[str, Sequence[str]],
        *,
        plain: bool = False,
        cite: Cite = "",
        preferred: bool = False,
    ) -> Answer:
        """The answer to a stored question with its parameters' values, as `ask` gives it."""
        question = self.question(name)
        reported = self.as_of is not None
        traced = bool(cite) or preferred or reported or not plain
        trace = Trace.from_json(self._compiled[name]["trace"]) if traced else None
        answer = self.answering.answer(
            question, values, trace, cite, preferred=preferred, reported=reported, stated=not plain
        )
        return self.stamped(answer)

    def discrepancies(
        self, entity: NamedNode | str | None = None, kind: DiscrepancyKind | str | None = None
    ) -> list[Discrepancy]:
        """Where sources differ: everywhere or about one thing, in every way or in one.

        Those that differ in precision only are the last. A thing is given as `find` takes it.
        Raises UnknownNameError or AmbiguousNameError.
        """
        node = self.find(entity) if isinstance(entity, str) else entity
        found: list[Discrepancy] = self._discrepancies.all(node, kind_of(kind))
        return found

    def discrepancies_answer(
        self, found: Sequence[Discrepancy], asked: Mapping[str, str] | None = None
    ) -> Answer:
        """Discrepancies as an answer: a row for each side, with the passages that give it."""
        parameters = {name: (value,) for name, value in (asked or {}).items()}
        return self.stamped(self._discrepancies.answer(found, parameters))

    @property
    def version(self) -> str:
        """The version of the software that built the graph, and of the data by their digest.

        Of the graph of a day, that day too.
        """
        day = f", {self.as_of.name}" if self.as_of else ""
        return f"communique {self.build.manifest['software']}, data {self.build.digest[:12]}{day}"

    def sparql(self, query: str) -> Solutions | bool | list[Triple]:
        """The result of a SPARQL query; the project's prefixes need no declaration.

        Raises QueryError, with line and column, where it does not parse or is an update.
        """
        return self.store.query(query, self.project.prefixes)

    def cited(self, query: str, cite: Cite = "witness") -> Answer:
        """The solutions of a SELECT query with their state, and the receipt of each.

        Raises QueryError where the query does not parse, or has a construct that cannot be
        traced to sources; the construct is named.
        """
        known = "".join(f"PREFIX {p}: <{iri}> " for p, iri in self.project.prefixes.items())
        try:
            trace = import_module("communique.queries.algebra").trace_of(known + query)
            return self.stamped(self.answering.selected(query, trace, cite))
        except QueryError as error:
            if isinstance(self.sparql(query), Solutions):  # which tells what does not parse
                raise
            lacking = QueryError("only the solutions of a SELECT have receipts", place="query")
            raise lacking from error

    @property
    def documents(self) -> list[Document]:
        """The sources, dated ones first, by date."""
        return self.answering.states.sources.documents()

    def find(self, name: str) -> NamedNode:
        """The thing that a name, CURIE or IRI means; errors as `ask`."""
        return self.answering.names.find(name)

    def find_document(self, name: str) -> NamedNode:
        """The document that a slug, title, address, CURIE or IRI means.

        Raises UnknownNameError, with the nearest slugs, where there is none.
        """
        return find_document(self.documents, self.project.prefixes, name)

    def passages(self, document: NamedNode) -> list[SaidPassage]:
        """The passages of a document in order, and what each says."""
        return said_passages(self.store, self.answering, document)

    def why(
        self, subject: str, predicate: str, object: str, *, whole: bool = False
    ) -> Proof | Absence:
        """Why the graph has a triple: a proof with the fewest steps, down to the passages.

        With `whole`, all derivations there are, each triple once. Of a triple that the graph does
        not have, which premises the nearest rules lack (`holds` is False then).
        Names, CURIEs, IRIs and literals as `Triples.read` takes them, with its errors.
        """
        triple = Triples(self.store, self.project.prefixes, self.answering.names).read(
            subject, predicate, object
        )
        found: Proof | Absence = self._following.proofs.explain(self.answering, triple, whole=whole)
        return replace(found, version=self.version, note=str(self.as_of or ""))

    def about(self, node: NamedNode) -> Answer:
        """Everything the graph holds about one thing, each statement with its state."""
        return self.stamped(about(self.store, self.answering, node))

    def dossier(self, node: NamedNode) -> model.Dossier:
        """What is known of one thing, on one page, grouped by property, each line with sources."""
        found = dossier(self.store, self.answering, node)
        return replace(found, answer=self.stamped(found.answer))

    def diff(self, other: KnowledgeGraph) -> Changes:
        """What changed from this graph to another one: facts, stages, differences, sources."""
        found: Changes = self._editions.changes(self, other)
        return found

    def new_since(self, edition: str | date) -> Changes:
        """What is new in the project's files since a day, a commit or another folder.

        Editions, and the errors, as `communique.diff` has them.
        """
        found: Changes = self._editions.diff(
            type(self).open, edition, project=self.project, news=True
        )
        return found

    def bibliography(self, answer: model.Answer) -> list[Document]:
        """The articles that an answer cites, dated ones first, by date; never a brief.

        Where it cites none (a SPARQL query, a question about the sources), those that its rows
        name, themselves or by a passage.
        """
        return bibliography(answer, self.answering.states.sources)

    def stamped(self, answer: model.Answer) -> Answer:
        """An answer with what a citation of it needs: version, day of the graph, day of access."""
        asked = self.today().isoformat()
        found = replace(of_day(answer, self.as_of), version=self.version, asked=asked)
        return Answer.of(found, self.project.prefixes)

    def validate(self) -> Any:
        """The validation report of the project's files, as they are now."""
        return import_module("communique.pipeline").validate(self.project, silent)

    def to_rdflib(self) -> Any:
        """The whole graph as an `rdflib.Dataset`, named graphs kept."""
        return import_module("communique.exports.rdflib_dataset").to_rdflib(
            self.store, self.project.prefixes
        )

    @cached_property
    def answering(self) -> Answering:
        """What answers questions over the store; for the rooms that tell the whole graph."""
        day = None if self.as_of is None or self.as_of.is_open else self.as_of.day
        return self._following.answering(self.project, lambda: day or self.today())

    @property
    def _editions(self) -> Any:
        return import_module("communique.knowledge.editions")

    @cached_property
    def _following(self) -> Following:
        return Following(self.store, self.build)

    @cached_property
    def _discrepancies(self) -> Any:
        module = import_module("communique.receipts.discrepancies")
        return module.Discrepancies(self.answering)
