"""Organisations named again: by their names, without legal forms, and by initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention, Sort
from communique.extract.mentions.chart import Chart
from communique.extract.patterns import UPPER, spelled
from communique.extract.phrasebook import Phrasebook

_ALIAS = re.compile(r",? \(((?:the )?(?:[^\W\d_a-z][^()\n\d,;:]{1,60}|[^\W\d_a-z][\w-]+))\)")
_SPELLED = re.compile(
    r", or ([A-Z]{2,8})\b|, ([A-Z]{3,6})(?=, [a-z]| [a-z])(?!, and)"
    r"|,? \(?(?:formerly|previously|also known as|known as|formerly known as)(?: the)? \"?"
    rf"([{UPPER}][\w-]+)(?=\"?[),])"
)
"""Another name without brackets, or with a word before it in them."""
_BARE = 2
"""The group of that for initials with nothing but commas beside them."""
_LONGEST = 80
"""Characters of a name that has initials."""
_SHORTEST = 4
"""Letters of a short name that is no abbreviation of its own: `GE Aerospace` and `GE` are two."""


class Aliases:
    """Finds further mentions of the organisations on a chart."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists["organizations"]
        self._legal_forms = frozenset(lists["suffixes"])
        self._tails = frozenset(lists["tails"])
        fields = lexicon.lists["fields"]["field-words"]
        common = spelled([*lists["described"], *fields], lexicon.spellings)
        self._common = self._tails | frozenset(word for one in common for word in one.split())
        self._shared = frozenset(lexicon.lists["companies"]["shared"])
        self._initials: dict[str, list[str]] = {
            name: initials
            for names, initials in lists["initials"].items()
            for name in spelled([names], lexicon.spellings)
        }

    def find(self, chart: Chart) -> None:
        """Add organisations to a chart, and note for which one each of those on it stands."""
        found = chart.of(Sort.ORGANIZATION)
        aliases = dict(self._known(found))
        names: dict[str, dict[str, Any]] = {}
        for one in found:
            whole = aliases.get(one.text)
            if whole and "alias_of" not in one.details:
                chart.replace(one, {**_kept(whole), **one.details, "alias_of": whole.text})
            if one.text not in self._shared or "said_by" in one.details:
                names.setdefault(one.text, {**_kept(one), "core": one.details["core"]})
        for short, one in aliases.items():
            names[short] = {**_kept(one), "core": short, "alias_of": one.text}
        places = {one.details["alias"][1] for one in found if "alias" in one.details}
        for hit in Phrasebook(names, exact=True).find(chart.part):
            if hit.start not in places:
                chart.add(Sort.ORGANIZATION, hit.start, hit.end, hit.meaning)

    def _known(self, found: list[Mention]) -> Iterator[tuple[str, Mention]]:
        """Names without their legal forms, and those in brackets, with the organisation of each."""
        ministries = [one for one in found if one.details["core"].lower() in self._initials]
        owned = [one for one in ministries if "country" in one.details]
        if ministries and len({one.details["country"] for one in owned}) < 2:
            whole = (*owned, *ministries)[0]
            for initials in self._initials[whole.details["core"].lower()]:
                yield initials, whole
        for one in reversed(found):
            last = one.text.rpartition(" ")
            if last[2] in self._legal_forms and last[0]:
                yield last[0].rstrip(","), one
            yield from ((short, one) for short in self._shorter(one))
            alias = one.details.get("alias")
            if alias:
                yield alias[0], one

    def _shorter(self, name: Mention) -> Iterator[str]:
        """A company's name without words for one: `Terma` of `Terma Group`."""
        words = name.text.split()
        told = "said_by" in name.details or "country" not in name.details
        while name.details["kind"] == "Company" and told and words[-1].lower() in self._tails:
            words.pop()
            if all(word.lower() in self._common for word in words):
                return
            short = " ".join(words)
            if len(short) >= _SHORTEST or not short.isupper():
                yield short


def _kept(name: Mention) -> dict[str, Any]:
    """What is known of an organisation wherever it is named."""
    return {key: name.details[key] for key in ("kind", "country") if key in name.details}


def _abbreviates(initials: str, before: str) -> bool:
    """Whether the last words of a text have the letters of initials, in their order."""
    letters = iter(before.rpartition(". ")[2].upper())
    return all(letter in letters for letter in initials)


def other_name(text: str, end: int) -> dict[str, tuple[str, int, int]]:
    """The other name that stands behind a name, as a detail of its mention; nothing for none."""
    end += text.startswith('"', end)
    found = _ALIAS.match(text, end) or _SPELLED.match(text, end)
    if found is None:
        return {}
    group = found.lastindex or 1
    goes_on = found.re is _SPELLED and group == _BARE and text.startswith(" ", found.end())
    if goes_on and not _abbreviates(found[group], text[max(0, end - _LONGEST) : end]):
        return {}
    return {"alias": (found[group], *found.span(group))}
