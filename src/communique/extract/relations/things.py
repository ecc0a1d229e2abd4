"""The things that one article speaks of, gathered from all words it has for them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from communique.claims import Entity, Kind

_SPELLINGS = str.maketrans("øØłŁđĐ", "oOlLdD")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A name without case, diacritics, punctuation and spelling variants of English.

    >>> folded("the Ministry of Defence")
    'ministry of defense'
    """
    text = unicodedata.normalize("NFKD", text.translate(_SPELLINGS))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"organis", "organiz", text.replace("defence", "defense"))
    text = " ".join(re.findall(r"[\w']+", text))
    return text.removeprefix("the ")


@lru_cache(maxsize=2048)
def bag(text: str) -> str:
    """A title of a post by its words, in whatever order.

    >>> bag("Minister of Defence") == bag("Defense Minister")
    True
    """
    words = {w.rstrip("s") for w in folded(text).split()} - {"of", "for", "and", "the", "in"}
    return " ".join(sorted(words))


@dataclass
class _Record:
    kind: Kind
    wordings: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, None] = field(default_factory=dict)
    owner: str = ""
    concept: str = ""
    proper: bool = True


class Things:
    """Entities in the making, by their keys."""

    def __init__(self) -> None:
        self._records: dict[str, _Record] = {}

    def add(
        self,
        key: str,
        kind: Kind,
        wording: str = "",
        *,
        owner: str = "",
        concept: str = "",
        proper: bool = True,
    ) -> str:
        """Note a thing, or more of one that is known; gives its key back."""
        record = self._records.setdefault(key, _Record(kind))
        if record.kind is Kind.ORGANIZATION:
            record.kind = kind  # a later mention says more
        if wording:
            record.wordings[" ".join(wording.split())] += 1
        record.owner = record.owner or owner
        record.concept = concept or record.concept
        record.proper = record.proper and proper
        return key

    def alias(self, key: str, name: str) -> None:
        """Note another name that the text gives for a thing."""
        self._records[key].aliases[name] = None

    def owner(self, key: str) -> str:
        """Key of what a thing belongs to; empty where it is not known."""
        return self._records[key].owner

    def kind(self, key: str) -> Kind:
        """What a thing is."""
        return self._records[key].kind

    def count(self, kind: Kind) -> int:
        """How many things of a kind there are."""
        return sum(record.kind is kind for record in self._records.values())

    def kind_of(self, key: str) -> Kind | None:
        """What a thing is; None for a key that names none."""
        return self._records[key].kind if key in self._records else None

    def concept(self, key: str) -> str:
        """The kind of a thing as a concept of a scheme; empty where it is open."""
        return self._records[key].concept

    def is_described(self, key: str, concept: str) -> bool:
        """Whether a thing has no proper name, and is of a kind."""
        record = self._records.get(key)
        return record is not None and record.concept == concept and not record.proper

    def wording(self, key: str) -> str:
        """The longest name of a thing, the first of those in the text; empty for none."""
        return max(self._records[key].wordings, key=len, default="")

    def __contains__(self, key: str) -> bool:
        return key in self._records

    def entities(self, keys: set[str]) -> dict[str, Entity]:
        """The things of some keys, and those to which they belong."""
        wanted: set[str] = set()
        left = [key for key in keys if key in self._records]
        while left:
            key = left.pop()
            if key not in wanted:
                wanted.add(key)
                owner = self._records[key].owner
                left += [owner] if owner in self._records else []
        return {key: self._entity(key) for key in self._records if key in wanted}

    def _entity(self, key: str) -> Entity:
        record = self._records[key]
        wordings = sorted(record.wordings, key=len, reverse=True)
        return Entity(
            key=key,
            kind=record.kind,
            wordings=tuple(wordings),
            aliases=tuple(record.aliases),
            owner=record.owner,
            concept=record.concept,
            proper=record.proper,
        )
