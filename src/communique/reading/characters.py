"""Characters that are one for whoever looks for words: apostrophes, quotation marks, dashes, NFKC.

Numbers are left alone: NFKC makes 10³ one thousand and three, and 5½ fifty-one halves.
https://www.unicode.org/reports/tr15/
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc\u02b9\u02bb\uff07\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015\ufe58\u2e3a", "\u2013"),
        **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    }
)
_RUN = re.compile(r"(?P<before>[\x21-\x7e]?)(?P<run>[^\x00-\x7f]+)")
_JOINED = re.compile("[\u1160-\u11ff\uff9e\uff9f]")
"""Letters that make one with the letter before, and are no marks: Korean, halfwidth Japanese."""
_KEPT = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
"""Decompositions that would change what a number says."""


def characters(stored: str) -> Iterator[tuple[int, int, str]]:
    """Spans of a text whose characters are others in the view, with these; in the text's order."""
    if stored.isascii():
        return
    for match in _RUN.finditer(stored):
        run = match["run"]
        if _is_plain(run):
            continue
        start = match.start("run")
        if match["before"] and unicodedata.category(run[0])[0] == "M":
            run, start = match["before"] + run, start - 1
        yield from _changed(run, start)


def _is_plain(run: str) -> bool:
    if run.translate(_SIGNS) != run or unicodedata.category(run[0])[0] == "M":
        return False
    if not unicodedata.is_normalized("NFKC", run):
        return False
    return all(unicodedata.category(character) != "Cf" for character in run)


def _changed(run: str, start: int) -> Iterator[tuple[int, int, str]]:
    for cluster in _clusters(run):
        normalised = _normalised(cluster)
        if normalised != cluster:
            yield start, start + len(cluster), normalised
        start += len(cluster)


def _clusters(run: str) -> Iterator[str]:
    """A run of characters, cut before each one that does not make one with the one before."""
    cluster = ""
    for character in run:
        joins = unicodedata.category(character)[0] == "M" or _JOINED.match(character)
        if cluster and not joins:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _normalised(cluster: str) -> str:
    first = cluster[0]
    if unicodedata.category(first) == "Cf":
        return cluster[1:]
    if first.translate(_SIGNS) != first:
        return first.translate(_SIGNS) + cluster[1:]
    if unicodedata.decomposition(first).startswith(_KEPT):
        return cluster
    normalised = unicodedata.normalize("NFKC", cluster)
    return cluster if normalised[0] == " " and len(normalised) > 1 else normalised
