"""Blanks and line breaks as a sentence has them: where lines were broken, where a blank lacks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import NamedTuple

from communique.reading.dating import DATE_LINE

_BLANK = r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_COMPOUND = re.compile(r"\w+-\w+")
_BLANKS = re.compile(rf"{_BLANK}{{2,}}|\t")
_WORD = re.compile(r"\S+")
_EDGES = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks that are stripped where two lines are joined."""
_HYPHENS = "-\u2010\u2011\u00ad"
_FULL_STOP = re.compile(
    r"[.!?](?<=(?:[a-z]{2}|\d[%)]|[a-z][)\"”]).)[\"”]?(?=[“‘«]?[A-Z][a-z]+[\s,’'])"
)
"""A full stop after which a blank lacks; not those of abbreviations and addresses."""
_DASH = re.compile(rf"-(?<=\S{_BLANK}-)-{{0,2}}(?={_BLANK}\S)")
_ENDED = re.compile(r"[.!?:;…]['\"”’»)\]]*\Z")
_ITEM = re.compile(r"(?:[-*•–—·▪]|\(?\w{1,2}[.)])\Z")
"""What an item of a list begins with."""
_WIDEST, _NARROWEST = 120, 24
"""Characters of the longest line of a text that is broken by hand or for a page's width."""
_SLACK = 0.85
"""How full a broken line is at least: on a page letters have widths of their own."""
_SHARE = 0.6
"""Share of a text's line ends that come of its width, where it is broken for one."""
_FEWEST = 3
_LONGEST_WORD = 80
_LONGEST_TITLE, _LONGEST_LEAD = 200, 400
_FULL = re.compile(r"[a-z\d)][.!?][\"”]?(?=\s|\Z)")
"""A full stop."""
_TOLD_AGAIN = 2
"""Common words of a title that the sentence after it has again, at least."""
_CONTENT = re.compile(r"\w{4,}")
_STEM = 4
"""Characters by which `sign` and `signed` are one word."""


class _Break(NamedTuple):
    """A line end inside a paragraph."""

    start: int
    end: int
    hyphen: str
    line: str
    word: str
    """The first word of the next line."""


def spacing(stored: str) -> Iterator[tuple[int, int, str]]:
    """Spans of a text with what stands for them in the view; they do not overlap."""
    found = [*_joined(stored)]
    found += [(*match.span(), " ") for match in _BLANKS.finditer(stored)]
    found += [(*match.span(), "–") for match in _DASH.finditer(stored)]
    found += [(match.end(), match.end(), " ") for match in _FULL_STOP.finditer(stored)]
    done = 0
    for start, end, text in sorted(found):
        if start >= done:
            yield start, end, text
            done = end


def _joined(stored: str) -> Iterator[tuple[int, int, str]]:
    """Line ends inside sentences, each a blank, or nothing where a word was divided."""
    found = list(_breaks(stored))
    width = max((len(line) for line in stored.split("\n")), default=0)
    full = [one for one in found if _is_full(one, width)]
    wrapped = (
        _NARROWEST <= width <= _WIDEST and len(full) >= _FEWEST and len(full) >= _SHARE * len(found)
    )
    divided = any(one.hyphen for one in found)
    compounds = frozenset(_COMPOUND.findall(stored) if divided else ())
    for one in found:
        if _ITEM.match(one.word) or _is_title(one, stored):
            continue
        if one.hyphen:
            yield from _undivided(one, compounds)
        elif (wrapped and _is_full(one, width)) or _goes_on(one):
            yield one.start, one.end, " "


def _breaks(stored: str) -> Iterator[_Break]:
    """Line ends between two lines with words; a blank line ends a paragraph."""
    offset = 0
    lines = stored.split("\n")
    for line, following in pairwise(lines):
        ended = line.rstrip(_EDGES)
        begun = following.lstrip(_EDGES)
        offset += len(line) + 1
        word = _WORD.match(begun)
        if word and ended:
            divided = len(ended) > 1 and ended[-1] in _HYPHENS and ended[-2].isalnum()
            start = offset - 1 - len(line) + len(ended) - divided
            end = offset + len(following) - len(begun)
            yield _Break(start, end, ended[-1] if divided else "", ended, word[0])


def _is_full(one: _Break, width: int) -> bool:
    """Whether the next word had no place any more in a line."""
    return len(one.line) + 1 + len(one.word) > _SLACK * width


def _is_title(one: _Break, stored: str) -> bool:
    """Whether a title ends here: what follows begins anew, and tells in a sentence the same."""
    head = stored[: one.start]
    title = head[date.end() if (date := DATE_LINE.match(head)) else 0 :]
    if len(title) > _LONGEST_TITLE or not one.word[0].isupper() or _FULL.search(title):
        return False
    rest = stored[one.end : one.end + _LONGEST_LEAD]
    end = _FULL.search(rest)
    lead = rest[: end.start() if end else len(rest)]
    told = {word[:_STEM] for word in _CONTENT.findall(lead) if word.islower()}
    said = {word[:_STEM].lower() for word in _CONTENT.findall(title)}
    return len(said & told) >= _TOLD_AGAIN


def _goes_on(one: _Break) -> bool:
    """Whether a sentence goes on after a line end, whatever the lines' width."""
    return one.word[0].islower() and not _ENDED.search(one.line)


def _undivided(one: _Break, compounds: Container[str]) -> Iterator[tuple[int, int, str]]:
    """A word that a line end divides: joined, with its hyphen where it is written so elsewhere."""
    if not one.word[0].isalnum():
        return
    head = re.split(r"[^\w-]", one.line.rstrip(_HYPHENS)[-_LONGEST_WORD:])[-1]
    tail = re.match(r"[\w-]+", one.word[:_LONGEST_WORD])
    compound = f"{head}-{tail[0] if tail else ''}"
    keeps = one.hyphen != "\u00ad" and (not one.word[0].islower() or compound in compounds)
    yield one.start, one.end, "-" if keeps else ""
