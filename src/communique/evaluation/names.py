"""Names and words as they are compared: folded, and by known spellings of one name."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from communique.errors import SyntaxInputError

_LETTERS = str.maketrans("ΥøØł", "YoOl")
"""Letters that no decomposition takes to the Latin ones for which they are read."""
_SPELLINGS = (("defence", "defense"), ("organis", "organiz"))
_SIGNS = re.compile(r"[^\w%.<>' -]")
_WORD = re.compile(r"[\w%]+")
_EMPTY = frozenset(
    (
        "of",
        "for",
        "and",
        "the",
        "in",
        "on",
        "to",
        "a",
        "an",
        "at",
        "with",
        "by",
        "s",
        "its",
        "their",
    )
)
_REMARK = re.compile(r" \[.*?\]")
"""What a table of spellings remarks on one of them."""


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """A text without case, diacritics, signs, a leading `the`, and differences of spelling.

    >>> folded("The  Ministry of Defence’s Jørgensen")
    "ministry of defense's jorgensen"
    """
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(c for c in parts if not unicodedata.combining(c)).casefold().replace("’", "'")
    for one, other in _SPELLINGS:
        plain = plain.replace(one, other)
    words = _SIGNS.sub(" ", plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=100_000)
def content(text: str) -> frozenset[str]:
    """The words of a text that say something, without their plural `s`.

    >>> sorted(content("the deployment of drones"))
    ['deployment', 'drone']
    """
    return frozenset(w.rstrip("s") for w in _WORD.findall(folded(text)) if w not in _EMPTY)


class Spellings:
    """Known spellings of persons' names, and of other names, each with the one that stands for it.

    A person's spelling counts as that one everywhere; of other names only two that are both
    known are the same.
    """

    def __init__(
        self, persons: Mapping[str, str] | None = None, others: Mapping[str, str] | None = None
    ) -> None:
        self._persons = dict(persons or {})
        self._others = dict(others or {})

    @classmethod
    def read(cls, path: Path) -> Spellings:
        """The table of a JSON file; SyntaxInputError where it is none."""
        try:
            table: dict[str, list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
            persons = {
                folded(spelling): folded(entry["canonical"])
                for entry in table["persons"]
                for spelling in entry["in_set"]
            }
            others = {
                folded(_REMARK.sub("", spelling)): folded(entry["canonical"])
                for entry in table["organisations_and_events"]
                for spelling in entry["variants"]
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SyntaxInputError(
                f"this is no table of spellings ({error})",
                place=str(path),
                remedy="Give JSON with `persons` and `organisations_and_events`.",
            ) from error
        return cls(persons, others)

    def name(self, text: str) -> str:
        """A name, folded; of a person's known spelling the one that stands for it."""
        found = folded(text)
        return self._persons.get(found, found)

    def same(self, one: str, other: str) -> bool:
        """Whether two names as `name` gives them are spellings of one name."""
        if one == other:
            return True
        return one in self._others and self._others[one] == self._others.get(other, other)
