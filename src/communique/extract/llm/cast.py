"""The things that a model finds in one article: by names that stand there, never by identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.claims import Kind
from communique.extract.llm.answer import Named
from communique.extract.llm.source import Source, Stretch
from communique.extract.mention import Mention, Sort
from communique.extract.relations.things import Things, bag, folded
from communique.roles import ORGANIZATIONS, SIDES

_NAMES = (Sort.COUNTRY, Sort.DEMONYM)
_LANDS = (*_NAMES, Sort.CAPITAL)
_DESCRIBED = frozenset({Kind.AGREEMENT, Kind.EVENT, Kind.INITIATIVE, Kind.POST})
"""Kinds whose names may be common words: `the agreement`, `defence minister`."""
_LONGEST = 150
"""Characters of a name."""
_DETERMINERS = re.compile(r"\A(?:an?|the|this|that|these|his|her|its|their|both) ")
_LINE = re.compile(r"[^\n]+")
_POSSESSIVE = re.compile(r"'s?\Z")


class Cast:
    """The things of one article, gathered window by window."""

    def __init__(self, source: Source) -> None:
        self.things = Things()
        self._source = source
        self._names: dict[str, set[str]] = {}
        """Of each key the folded names."""
        self._refs: dict[str, str] = {}
        """Of the window that is read now: the model's references, with keys."""

    def read(self, entities: Sequence[Named], window: Stretch) -> None:
        """Take in what an answer about a window names; its references count until the next."""
        self._refs = {}
        own = [one for one in entities if one.kind is not Kind.POST]
        for one in own:
            self._take(one, window)
        paragraphs = [match.span() for match in _LINE.finditer(self._source.text, *window)]
        for one in own:
            self._belong(one, paragraphs)
        for one in entities:
            if one.kind is Kind.POST:
                self._take_post(one, window)

    def key(self, ref: str) -> str:
        """The key of a reference of this window; empty where nothing of it stands in the text."""
        return self._refs.get(ref, "")

    def kind(self, key: str) -> Kind | None:
        """What a thing is."""
        return self.things.kind(key) if key in self.things else None

    def is_named(self, key: str, stretch: Stretch) -> bool:
        """Whether a stretch has a name of a thing in it, or one of a country's other words."""
        said = f" {folded(self._source.text[slice(*stretch)])} "
        if any(f" {name} " in said or f" {name}'" in said for name in self._names[key]):
            return True
        if key.startswith("country:"):
            return key in {_land(one) for one in self._source.at(stretch, *_NAMES)}
        return False

    def is_name(self, key: str, stretch: Stretch) -> bool:
        """Whether words are a name of a thing, with an article, a title or a genitive at most."""
        return self._means(key, _core(self._source.text[slice(*stretch)]), stretch)

    def _means(self, key: str, said: str, stretch: Stretch) -> bool:
        names = self._names[key]
        if said in names or not names:
            return True  # an event without a name is whatever the words say that it is
        if self.things.kind(key) is Kind.PERSON:
            return any(said.endswith(f" {one}") or one.endswith(f" {said}") for one in names)
        found = self._source.at(stretch, *_LANDS)
        return len(found) == 1 and _land(found[0]) == key and _covers(found[0], stretch)

    def others(self, key: str, stretch: Stretch) -> list[str]:
        """Keys of other things of which words are a name."""
        said = _core(self._source.text[slice(*stretch)])
        return [
            other
            for other, names in self._names.items()
            if other != key and names and self._means(other, said, stretch)
        ]

    def _take(self, one: Named, window: Stretch) -> None:
        names = list(self._found(one, window))
        nameless = not names and one.kind is Kind.EVENT
        if not names and not nameless:
            return
        lands = [land for _, stretch in names if (land := self._land(one.kind, stretch))]
        known = _land(lands[0]) if lands else self._known(one.kind, names)
        key = known or self._fresh(one, names)
        self._refs[one.ref] = key
        self._note(key, one.kind, names, lands)

    def _note(
        self, key: str, kind: Kind, names: list[tuple[str, Stretch]], lands: list[Mention]
    ) -> None:
        """Note the names of a thing; of a country an adjective is none."""
        self._names.setdefault(key, set())
        if not names:
            self.things.add(key, kind, proper=False)
        for land in lands:
            name = "" if land.sort is Sort.CAPITAL else str(land.details.get("name", land.text))
            self.things.add(key, kind, name)
        for name, stretch in names:
            self._names[key].add(_core(name))
            if lands and not any(one.sort is Sort.COUNTRY for one in self._at(stretch)):
                continue
            self.things.add(key, kind, name, proper=kind not in _DESCRIBED or _is_proper(name))

    def _at(self, stretch: Stretch) -> list[Mention]:
        return self._source.at(stretch, *_LANDS)

    def _land(self, kind: Kind, stretch: Stretch) -> Mention | None:
        """The country that a country's name is known by."""
        found = self._at(stretch) if kind is Kind.COUNTRY else []
        known = [one for one in found if _covers(one, stretch) and one.details.get("country")]
        return known[0] if len(known) == 1 else None

    def _found(self, one: Named, window: Stretch) -> Iterator[tuple[str, Stretch]]:
        """The names that stand in the window and can be names of such a thing."""
        for name in one.names:
            common = one.kind in _DESCRIBED
            if len(name) > _LONGEST or "://" in name or not any(map(str.isalpha, name)):
                continue
            if not common and not any(map(str.isupper, name)):
                continue
            if (stretch := self._source.find(name, window)) is not None:
                yield self._source.text[slice(*stretch)], stretch

    def _known(self, kind: Kind, names: Iterable[tuple[str, Stretch]]) -> str:
        """The thing of an earlier window, or of this one, that bears one of some names."""
        for name, _ in names:
            for key, own in self._names.items():
                if _core(name) not in own or not _alike(kind, self.things.kind(key)):
                    continue
                if kind in _DESCRIBED and not _is_proper(name) and key in self._refs.values():
                    continue  # two letters of one window are two
                return key
        return ""

    def _fresh(self, one: Named, names: list[tuple[str, Stretch]]) -> str:
        segment = "organization" if one.kind in ORGANIZATIONS else one.kind.value.lower()
        longest = max((_core(name) for name, _ in names), key=len, default="unnamed")
        return self._untaken(f"{segment}:{longest}")

    def _untaken(self, key: str) -> str:
        number, found = 1, key
        while found in self.things:
            number += 1
            found = f"{key}:{number}"
        return found

    def _belong(self, one: Named, paragraphs: Sequence[Stretch]) -> None:
        """Note to what a thing belongs, where one paragraph names both."""
        key, owner = self.key(one.ref), self.key(one.belongs_to or "")
        if not key or not owner or owner == key or self.kind(owner) not in SIDES:
            return
        if any(self.is_named(key, one) and self.is_named(owner, one) for one in paragraphs):
            self.things.add(key, self.things.kind(key), owner=owner)

    def _take_post(self, one: Named, window: Stretch) -> None:
        owner = self.key(one.belongs_to or "")
        names = list(self._found(one, window))
        if not names or (owner and self.kind(owner) not in SIDES):
            return
        longest, stretch = max(names, key=lambda found: len(found[0]))
        key = self._refs[one.ref] = f"post:{bag(longest)}:{owner}"
        ranks = [str(m.details.get("rank") or "") for m in self._source.at(stretch, Sort.POST)]
        rank = next((found for found in ranks if found), "")
        concept = rank if ":" in rank or not rank else f"rank:{rank}"
        self.things.add(key, Kind.POST, longest, owner=owner, concept=concept)
        self._names.setdefault(key, set()).update(_core(name) for name, _ in names)


def _land(mention: Mention) -> str:
    return f"country:{mention.details.get('country', '')}"


def _covers(mention: Mention, stretch: Stretch) -> bool:
    """Whether a mention is all of some words, but for an article before or a genitive behind."""
    return abs(mention.start - stretch[0]) <= len("the ") and abs(mention.end - stretch[1]) <= 2


def _core(name: str) -> str:
    """A name folded, without an article before it and a genitive behind it."""
    return _POSSESSIVE.sub("", _DETERMINERS.sub("", folded(name)))


def _is_proper(name: str) -> bool:
    """Whether common words make a name: `Letter of Intent`, `DFNC2`, but not `the agreement`."""
    return name.isupper() or any(word[0].isupper() for word in name.split()[1:])


def _alike(one: Kind, other: Kind) -> bool:
    return one is other or (one in ORGANIZATIONS and other in ORGANIZATIONS)
