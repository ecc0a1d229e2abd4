"""The files of a project that adding and removing change, in memory until all are written."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from communique import turtle
from communique.adding.journal import Changes
from communique.adding.usage import nodes_of
from communique.project import Project
from communique.statements.concepts import FILE
from communique.statements.registry import file_of
from communique.turtle.reading import comment_of
from communique.vocabulary import RDF, RDFS, SKOS

_PLAIN = frozenset({RDF.type, RDFS.label, SKOS.altLabel, SKOS.notation})
"""What an entry has that nobody has written more of."""
_REMARK = "# Topics and products in the words of articles, which nobody has placed in a scheme yet."


class Shelf:
    """Files by path, each as its quads; what is not changed is not written."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._files: dict[Path, dict[Quad, None]] = {}
        self._changed: dict[Path, str | None] = {}
        """Files that say something else now, with the base of their names."""
        self._texts: dict[Path, str | None] = {}
        """Files that are no graphs and changed, with their new text."""
        self.documents = project.documents
        self.concepts = project.root / FILE
        self.currencies = project.root / "data" / "background" / "currencies.ttl"

    def statements(self, slug: str) -> Path:
        """The file of a document's statements."""
        return self._project.root / "data" / "statements" / f"{slug}.trig"

    def registry_of(self, thing: NamedNode) -> Path:
        """The file of the registry in which a thing has its entry."""
        return self._project.root / "data" / "registry" / f"{file_of(thing)}.ttl"

    def quads(self, path: Path, base: str | None = None) -> Collection[Quad]:
        """What a file says now; nothing where it is not there."""
        return self._file(path, base)

    def extend(self, path: Path, quads: Iterable[Quad]) -> None:
        """Add to a file what it does not say yet."""
        said = self._file(path)
        new = [quad for quad in quads if quad not in said]
        said.update(dict.fromkeys(new))
        if new:
            self._changed[path] = None

    def replace(self, path: Path, quads: Iterable[Quad], base: str | None = None) -> None:
        """Let a file say something else; one that says nothing goes."""
        after = dict.fromkeys(quads)
        if self._file(path, base).keys() != after.keys():
            self._files[path] = after
            self._changed[path] = base

    def text(self, path: Path, text: str | None) -> None:
        """Let a file that is no graph have a text, or go."""
        self._texts[path] = text

    def changes(self) -> Changes:
        """What is to be written: what others refer to before what refers to it."""
        texts = {path: self._serialized(path, base) for path, base in self._changed.items()}
        texts |= self._texts
        return {path: texts[path] for path in sorted(texts, key=self._turn)}

    def written(self) -> None:
        """Everything is on the disk now."""
        self._changed.clear()
        self._texts.clear()

    def without_use(self, gone: Iterable[Quad], used: Container[NamedNode]) -> list[Quad]:
        """Take out the entries of which quads speak and nothing else does; what they said.

        `used` are the things of which something else speaks. Entries on which somebody has worked
        stay.
        """
        lonely = {node for node in nodes_of(gone) if node not in used}
        taken: list[Quad] = []
        for path in (*self._project.registry, self.currencies, self.concepts):
            quads = self.quads(path)
            worked = {quad.subject for quad in quads if quad.predicate not in _PLAIN}
            doomed = lonely if path == self.concepts else lonely - worked
            taken += (quad for quad in quads if quad.subject in doomed)
            self.replace(path, [quad for quad in quads if quad.subject not in doomed])
        return taken

    def _file(self, path: Path, base: str | None = None) -> dict[Quad, None]:
        if path not in self._files:
            read = turtle.read(path, base) if path.is_file() else []
            self._files[path] = {statement.quad: None for statement in read}
        return self._files[path]

    def _serialized(self, path: Path, base: str | None) -> str | None:
        if not self._files[path]:
            return None
        comment = comment_of(path) if path.is_file() else _REMARK * (path == self.concepts)
        return turtle.serialize(
            self._files[path], self._project.prefixes, comment=comment, base=base
        )

    def _turn(self, path: Path) -> tuple[bool, bool, Path]:
        return path.suffix == ".trig", path == self._project.documents, path
