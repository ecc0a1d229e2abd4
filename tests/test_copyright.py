"""No sentence of a source text stands in the repository.

The articles belong to their publishers. Eight words in a row that a source has and a file of ours
has too are taken for a sentence. The one exception is a name, title or address that has eight words
itself. Words are letters and digits in a row, after NFKC and case folding.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, parse

from communique.vocabulary import CMQ, RDFS, SKOS

LENGTH = 8
LONGEST_NAME = 14
"""Words in the longest name that is taken for one; titles may be longer."""

TITLES = {CMQ["title"], CMQ.address, CMQ.archivedAddress}
"""An address often spells the title. (As an attribute, `title` is a method of str.)"""
NAMES = {CMQ.wording, CMQ.alias, RDFS.label, SKOS.prefLabel, SKOS.altLabel}

Sequence = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def sequences(text: str) -> set[Sequence]:
    """Every eight words in a row."""
    found = words(text)
    return set(zip(*(found[i:] for i in range(LENGTH)), strict=False))


def files(root: Path) -> Iterator[Path]:
    """Every file that is tracked or could be, in a checkout; every file, in an unpacked archive."""
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        paths: Iterable[Path] = (root / name for name in listed.stdout.split("\0") if name)
    else:
        paths = (p for p in root.rglob("*") if not {".venv", "build", "dist"} & set(p.parts))
    yield from (path for path in paths if path.is_file())


def text_of(path: Path) -> str:
    """A file's text; nothing where it holds no text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def names_in(path: Path) -> Iterator[str]:
    """The names, titles and addresses that a file of data gives to things."""
    if path.suffix not in {".ttl", ".trig"} or "tests" in path.parts:
        return
    for quad in parse(path=str(path)):
        value = quad.object.value if isinstance(quad.object, Literal | NamedNode) else ""
        short = len(words(value)) <= LONGEST_NAME
        if quad.predicate in TITLES or (quad.predicate in NAMES and short):
            yield value


def find_sentences(sources: Iterable[str], root: Path) -> Iterator[str]:
    """Each file that has words of a source, with the words."""
    paths = list(files(root))
    names = {s for path in paths for name in names_in(path) for s in sequences(name)}
    forbidden = {s for source in sources for s in sequences(source)} - names
    for path in paths:
        for found in sorted(sequences(text_of(path)) & forbidden):
            yield f"{path.relative_to(root)}: {' '.join(found)}"


def test_no_sentence_of_a_source_is_here(shared: Path, root: Path) -> None:
    sources = [path.read_text("utf-8") for path in sorted((shared / "documents").glob("*.txt"))]
    assert sources, "../shared/documents holds no text"
    assert list(find_sentences(sources, root)) == []


@pytest.mark.parametrize("between", [" ", "\n# ", " — ", '", "', "-"])
def test_a_sentence_would_be_found(tmp_path: Path, between: str) -> None:
    source = "Ruritania and Syldavia have agreed to share the castle of Zenda."
    (tmp_path / "notes.md").write_text(between.join(source.upper().split()), "utf-8")
    assert list(find_sentences([source], tmp_path))


def test_a_long_name_is_no_sentence(tmp_path: Path) -> None:
    name = "Committee for the Common Defence of Ruritania and Syldavia"
    (tmp_path / "names.ttl").write_text(f'<urn:a> <{CMQ.wording.value}> "{name}" .', "utf-8")
    assert list(find_sentences([f"The {name} met in Zenda on Friday."], tmp_path)) == []
