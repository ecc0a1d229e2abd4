"""Words that mean the same in names: the lists of a project's `rules/resolution/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from communique.errors import SyntaxInputError
from communique.project import Project
from communique.resolution.letters import folded


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, folded to small letters without diacritics."""

    same: dict[str, str]
    """A word to the one it is read as."""
    short: dict[str, tuple[str, ...]]
    """An abbreviation to the words it stands for."""
    empty: frozenset[str]
    solemn: frozenset[str]
    sorts: dict[str, frozenset[str]]
    """Names of kinds to words that only say the sort of thing."""
    ranks: frozenset[str]
    """Words before a title that make another post of it."""
    british: dict[str, str]
    """Spellings of our labels."""
    branches: frozenset[str]
    given: dict[str, str]
    """A given name to the first of those that are one name with it."""
    places: dict[str, str]
    """A name of a place to the first of those that are names of one place."""
    organizations: dict[str, str]
    """A name of an organisation that the whole world knows to the first of its names."""

    @classmethod
    def read(cls, project: Project) -> Lexicon:
        """The lists of a project.

        Raises SyntaxInputError where a file is missing or malformed.
        """
        folder = project.rules / "resolution"
        words = _yaml(folder / "words.yaml", dict)
        return cls(
            same=_first_of_each(words["same"]),
            short={short: tuple(long) for short, long in words["short"].items()},
            empty=frozenset(words["empty"]),
            solemn=frozenset(words["solemn"]),
            sorts={kind: frozenset(sorts) for kind, sorts in words["sorts"].items()},
            ranks=frozenset(words["ranks"]),
            british=words["british"],
            branches=frozenset(words["branches"]),
            given=_first_of_each(_yaml(folder / "given-names.yaml", list)),
            places=_first_of_each(_yaml(folder / "places.yaml", list)),
            organizations=_first_of_each(_yaml(folder / "organizations.yaml", list)),
        )


def _first_of_each(groups: list[list[str]]) -> dict[str, str]:
    return {folded(name): folded(group[0]) for group in groups for name in group}


def _yaml(path: Path, form: type) -> Any:
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SyntaxInputError(f"the list cannot be read ({error})", place=str(path)) from error
    if not isinstance(value, form):
        raise SyntaxInputError(f"the list is no {form.__name__}", place=str(path))
    return value
