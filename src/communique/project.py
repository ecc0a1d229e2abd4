"""A project: a folder with an ontology, data and queries, and what was built from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from communique.errors import ProjectError
from communique.vocabulary import SH, Prefixes

_MARK = Path("ontology") / "communique.ttl"
_INSTALLED = Path(__file__).parent / "project"
"""The project that a wheel carries; an editable install has the repository instead."""
_REPOSITORY = Path(__file__).parents[2]

_HOMES = {
    ".trig": "What a document says belongs into data/statements/<document>.trig.",
    ".ttl": "Turtle belongs into data/documents.ttl, data/registry/*.ttl, data/background/*.ttl or "
    "data/verdicts/*.ttl.",
    ".txt": "The text of a brief belongs into data/briefs/<document>.txt.",
    ".tsv": "Mappings belong into data/links/*.sssom.tsv, decisions on identity into "
    "data/registry/decisions.tsv, those on what a document says into data/reviews/<document>.tsv.",
}
"""Where a file of the data belongs, by what its name ends with."""


@dataclass(frozen=True)
class Project:
    """The files of one project, by what they hold."""

    root: Path

    @classmethod
    def find(cls, folder: Path | None = None) -> Project:
        """The project of a folder; with no folder, the one around the working folder, else ours.

        Raises ProjectError where the folder that is named is no project.
        """
        if folder is not None:
            return cls._at(folder)
        here = Path.cwd()
        for candidate in (here, *here.parents):
            if (candidate / _MARK).is_file():
                return cls(candidate)
        return cls._at(_INSTALLED if _INSTALLED.is_dir() else _REPOSITORY)

    @classmethod
    def _at(cls, folder: Path) -> Project:
        for needed in (_MARK, Path("data"), Path("queries")):
            if not (folder / needed).exists():
                raise ProjectError(
                    f"this folder is no project: it has no {needed}",
                    place=str(folder),
                    remedy="Name a folder with ontology/, data/ and queries/ (--project DIR), "
                    "or run the command inside one.",
                )
        return cls(folder)

    @property
    def is_installed(self) -> bool:
        """Whether it is the project that came with the package, which is nobody's to change."""
        return self.root == _INSTALLED

    @property
    def ontology(self) -> Path:
        """The file with the classes and properties."""
        return self.root / _MARK

    @property
    def schemes(self) -> list[Path]:
        """The SKOS concept schemes."""
        return self._all("ontology/schemes/*.ttl")

    @property
    def alignments(self) -> list[Path]:
        """Mappings of our terms to other vocabularies."""
        return self._all("ontology/alignments/*.ttl")

    @property
    def prefix_table(self) -> Path:
        """The table of prefixes."""
        return self.root / "ontology" / "prefixes.ttl"

    @property
    def shapes(self) -> list[Path]:
        """The SHACL shapes for data; `house-style.ttl` is for the ontology itself."""
        return [path for path in self._all("ontology/shapes/*.ttl") if path != self.house_style]

    @property
    def house_style(self) -> Path:
        """The SHACL shapes that the ontology itself must conform to."""
        return self.root / "ontology" / "shapes" / "house-style.ttl"

    @property
    def context(self) -> Path:
        """The JSON-LD context of our terms."""
        return self.root / "ontology" / "context.jsonld"

    @property
    def lexicon(self) -> list[Path]:
        """The word lists by which articles are read."""
        return self._all("rules/lexicon/*.yaml")

    @property
    def patterns(self) -> list[Path]:
        """The patterns of names, made of the lexicon's words."""
        return self._all("rules/patterns/*.yaml")

    @property
    def documents(self) -> Path:
        """The records of the sources."""
        return self.root / "data" / "documents.ttl"

    @property
    def registry(self) -> list[Path]:
        """Identity of things: IRI, type, label, spellings."""
        return self._all("data/registry/*.ttl")

    @property
    def decisions(self) -> Path:
        """Which things are one, by whom and why."""
        return self.root / "data" / "registry" / "decisions.tsv"

    @property
    def background(self) -> list[Path]:
        """What every reader knows, each file with its own source."""
        return self._all("data/background/*.ttl")

    @property
    def verdicts(self) -> list[Path]:
        """What somebody has found where sources differ."""
        return self._all("data/verdicts/*.ttl")

    @property
    def statements(self) -> list[Path]:
        """What the documents say, one file a document."""
        return self._all("data/statements/*.trig")

    @property
    def links(self) -> list[Path]:
        """Mappings to other knowledge bases, as SSSOM tables."""
        return self._all("data/links/*.sssom.tsv")

    @property
    def reviews(self) -> list[Path]:
        """What people have found right and wrong of what the documents say, one file a document."""
        return self._all("data/reviews/*.tsv")

    def review(self, slug: str) -> Path:
        """The file of what people have found of one document's statements."""
        return self.root / "data" / "reviews" / f"{slug}.tsv"

    @property
    def rules(self) -> Path:
        """The folder of word lists and rules."""
        return self.root / "rules"

    @property
    def questions(self) -> list[Path]:
        """The stored questions."""
        return self._all("queries/questions/*.rq")

    @property
    def checks(self) -> list[Path]:
        """Queries that return offenders."""
        return self._all("queries/checks/*.rq")

    @property
    def views(self) -> Path:
        """The folder of views."""
        return self.root / "queries" / "views"

    @property
    def relations(self) -> Path:
        """The folder of the rules that find relations in sentences."""
        return self.root / "rules" / "relations"

    @property
    def instructions(self) -> Path:
        """What a language model is told, when articles are read with one."""
        return self.root / "rules" / "llm.yaml"

    @property
    def requirements(self) -> Path:
        """What a passage must hold for each predicate of a claim."""
        return self.root / "rules" / "support.yaml"

    def brief(self, slug: str) -> Path:
        """The text of a brief."""
        return self.root / "data" / "briefs" / f"{slug}.txt"

    @property
    def briefs(self) -> list[Path]:
        """The texts of the briefs."""
        return self._all("data/briefs/*.txt")

    @property
    def strays(self) -> list[tuple[Path, str]]:
        """Files under `data/` that nothing reads, each with where it belongs.

        Hidden files and those called README are nobody's business.
        """
        data = self.root / "data"
        read = {self.documents, *self.registry, *self.background, *self.statements}
        read |= {*self.links, *self.briefs, *self.verdicts, *self.reviews, self.decisions}
        return [
            (path, _HOMES.get(path.suffix.lower(), "Move it out of data/."))
            for path in sorted(data.rglob("*"))
            if path.is_file() and path not in read and not _is_ignored(path.relative_to(data))
        ]

    @property
    def attached(self) -> Path:
        """Copies of articles that the user has attached; never part of the repository."""
        return self.root / "attached"

    @property
    def build_folder(self) -> Path:
        """Where builds go: `build/` here, or the user's cache for the installed project."""
        if self.is_installed:
            cache: Path = import_module("platformdirs").user_cache_path("communique")
            return cache
        return self.root / "build"

    @property
    def texts(self) -> list[Path]:
        """Every file in canonical text: ontology and data, Turtle and TriG."""
        return sorted(
            path
            for folder in ("ontology", "data")
            for path in (self.root / folder).rglob("*")
            if path.suffix in {".ttl", ".trig"}
        )

    @property
    def inputs(self) -> list[Path]:
        """Every file that a build reads."""
        return sorted(
            path
            for folder in ("ontology", "data", "queries")
            for path in (self.root / folder).rglob("*")
            if path.is_file() and path.suffix in {".ttl", ".trig", ".tsv", ".rq", ".txt"}
        )

    @cached_property
    def prefixes(self) -> Prefixes:
        """The one table of prefixes (`ontology/prefixes.ttl`, `sh:declare`)."""
        path = self.prefix_table
        table: dict[object, dict[str, str]] = {}
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                if quad.predicate in (SH.prefix, SH.namespace):
                    table.setdefault(quad.subject, {})[quad.predicate.value] = quad.object.value
        except (OSError, SyntaxError) as error:
            raise ProjectError(
                f"the table of prefixes cannot be read ({error})", place=str(path)
            ) from error
        prefix, namespace = SH.prefix.value, SH.namespace.value
        for row in table.values():
            if len(row) < len((prefix, namespace)):
                (given,) = row.values()
                missing = "sh:namespace" if prefix in row else "sh:prefix"
                raise ProjectError(
                    f"the declaration of {given!r} has no {missing}",
                    place=str(path),
                    remedy="Give each sh:declare one sh:prefix and one sh:namespace.",
                )
        return Prefixes({row[prefix]: row[namespace] for row in table.values()})

    def relative(self, path: Path) -> Path:
        """A path as messages show it: from the project's folder on."""
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path

    def _all(self, pattern: str) -> list[Path]:
        return sorted(self.root.glob(pattern))


def _is_ignored(path: Path) -> bool:
    return path.name.startswith("README") or any(part.startswith(".") for part in path.parts)
