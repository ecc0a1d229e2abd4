"""Mentions by our code and by libraries: `python -m benchmarks.mentions [--texts DIR …]`.

Phrases, patterns of tokens (both beside spaCy) and dates (beside dateparser), in the same texts:
start-up, time and memory of each reader in a process of its own, in turn; whether they agree, and
with `--differences` where they do not; and dates against a list written by hand. Without `--texts`
the texts are the repository's briefs. Articles have some 2,000 characters.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import dateparser_readers, our_readers, spacy_readers
from benchmarks.days import VERDICTS, Case, Line, best, cases, counted, handed, judged
from benchmarks.finds import Found, Input
from communique.extract.article import Article
from communique.project import Project

ROOT = Path(__file__).resolve().parent.parent
DAYS = ROOT / "tests" / "extract" / "mentions" / "days.yaml"
_LENGTH = 2_000
_PUBLISHED = "2025-06-25"
_SECOND = "second"
"""How the name of the list begins that was written after a repair."""
_ROWS = (
    ("phrases: ours", "benchmarks.our_readers", "phrases"),
    ("phrases: spaCy, PhraseMatcher", "benchmarks.spacy_readers", "phrases"),
    ("phrases: spaCy, EntityRuler", "benchmarks.spacy_readers", "rulers"),
    ("posts, sums, counts: ours", "benchmarks.our_readers", "patterns"),
    ("posts, sums, counts: spaCy, Matcher", "benchmarks.spacy_readers", "patterns"),
    ("dates: ours", "benchmarks.our_readers", "dates"),
    ("dates: dateparser, search_dates", "benchmarks.dateparser_readers", "split"),
    ("dates: the same, ngram", "benchmarks.dateparser_readers", "ngram"),
    ("all mentions: ours", "benchmarks.our_readers", "whole"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=Path, nargs="+", help="folders of plain texts")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--differences", action="store_true", help="show each one")
    options = parser.parse_args()
    given = _input(options.texts)
    print(*_speed(given, options.articles, options.runs), "", sep="\n")
    print(*_agreement(given, options.differences), "", sep="\n")
    print(*_dates(options.differences), sep="\n")


def _input(folders: Iterable[Path] | None) -> Input:
    """The texts as rules read them, and the lists of phrases."""
    paths = (
        [path for folder in folders for path in sorted(folder.glob("*.txt"))]
        if folders
        else Project(ROOT).briefs
    )
    texts = [Article.of(path.read_text("utf-8")).text for path in paths]
    given = Input(str(ROOT), _PUBLISHED, texts, [])
    return given._replace(books=our_readers.books(our_readers.lexicon(given)))


def _speed(given: Input, articles: int, runs: int) -> Iterator[str]:
    """A table of start-up, time and memory."""
    joined = cycle(given.texts)
    texts: list[str] = []
    for _ in range(articles):
        text = ""
        while len(text) < _LENGTH:
            text += next(joined) + "\n"
        texts.append(text[:_LENGTH])
    figures: dict[str, list[dict[str, float]]] = {name: [] for name, _, _ in _ROWS}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "input.json"
        path.write_text(json.dumps(given._replace(texts=texts)), "utf-8")
        for _ in range(runs):
            for name, module, reader in _ROWS:
                call = [sys.executable, "-m", "benchmarks.finds", module, reader, str(path)]
                done = subprocess.run(call, check=True, capture_output=True, text=True, cwd=ROOT)
                figures[name].append(json.loads(done.stdout))
    yield "| reader | start-up | an article | articles a second | memory | finds |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, rows in figures.items():
        ready, seconds, memory, found = (
            statistics.median(row[key] for row in rows)
            for key in ("ready", "seconds", "memory", "found")
        )
        yield (
            f"| {name} | {ready:.2f} s | {seconds / articles * 1e3:.2f} ms "
            f"| {articles / seconds:,.0f} | {memory:.0f} MiB | {found:,.0f} |"
        )


def _agreement(given: Input, shown: bool) -> Iterator[str]:
    """A table of how many finds are the same; and each difference, if it is to be shown."""
    pairs = (
        ("phrases", our_readers.phrases(given), spacy_readers.phrases(given)),
        ("phrases, EntityRuler", our_readers.phrases(given), spacy_readers.rulers(given)),
        ("posts, sums, counts", our_readers.whole(given), spacy_readers.patterns(given)),
        ("dates", our_readers.dates(given), dateparser_readers.READERS["split"](given)),
        ("dates, ngram", our_readers.dates(given), dateparser_readers.READERS["ngram"](given)),
    )
    yield "| | ours | other | same words | same, dates by words that overlap |"
    yield "|---|---:|---:|---:|---:|"
    lines: list[str] = []
    for name, ours, other in pairs:
        left, right, same, alike = 0, 0, 0, 0
        for text in given.texts:
            one, two = ours(text), other(text)
            left, right = left + len(one), right + len(two)
            same += len(set(one) & set(two))
            alike += sum(any(_overlap(a, b) and a.label == b.label for b in two) for a in one)
            lines += (f"{name}: {line}" for line in _differences(text, one, two))
        yield f"| {name} | {left:,} | {right:,} | {same:,} | {alike:,} |"
    if shown:
        yield from ("", *lines)


def _overlap(one: Found, two: Found) -> bool:
    return one.start < two.end and two.start < one.end


def _differences(text: str, ours: list[Found], other: list[Found]) -> Iterator[str]:
    for one in sorted(set(ours) ^ set(other)):
        before, after = text[max(0, one.start - 30) : one.start], text[one.end : one.end + 30]
        words = f"{before}[{text[one.start : one.end]}]{after}".replace("\n", " ")
        yield f"{'ours ' if one in ours else 'other'} {one.label:10} {words}"


def _dates(shown: bool) -> Iterator[str]:
    """A table of what is made of the list: the first, and the one written after a repair."""
    listed = cases(DAYS)
    lexicon = our_readers.lexicon(Input(str(ROOT), "", [], []))
    readers = {published: our_readers.dated(lexicon, published) for published in _days(listed)}

    def ours(text: str, published: str) -> list[Found]:
        return readers[published](text)

    yield "| | dates | " + " | ".join(VERDICTS) + " | false |"
    yield "|---" + "|---:" * (len(VERDICTS) + 2) + "|"
    lines: list[str] = []
    for title, own in (
        ("first list", [one for one in listed if not one.group.startswith(_SECOND)]),
        ("second list", [one for one in listed if one.group.startswith(_SECOND)]),
    ):
        for name, found in _verdicts(ours, own).items():
            count = counted(found)
            cells = " | ".join(str(count[verdict]) for verdict in (*VERDICTS, "false"))
            yield f"| {title}: {name} | {sum(len(one.dates) for one in own)} | {cells} |"
            lines += (f"{name}: {_shown(line)}" for line in found if line.verdict != "right")
    if shown:
        yield from ("", *lines)


def _days(listed: Iterable[Case]) -> set[str]:
    return {one.published for one in listed}


def _verdicts(ours: Callable[[str, str], list[Found]], listed: list[Case]) -> dict[str, list[Line]]:
    """What each reader makes of a list."""

    def mixed(prefer: str, text: str, published: str) -> list[Found]:
        return [
            one._replace(
                label=dateparser_readers.parsed(text[one.start : one.end], published, prefer)
            )
            for one in ours(text, published)
        ]

    def parse(prefer: str, words: str, published: str) -> str:
        return dateparser_readers.parsed(words, published, prefer)

    directions = dateparser_readers.DIRECTIONS
    cut = {prefer: handed(partial(parse, prefer), listed) for prefer in directions}
    mixes = [judged(partial(mixed, prefer), listed) for prefer in directions]
    search = dateparser_readers.found
    return {
        "ours": judged(ours, listed),
        "search_dates": judged(search, listed),
        "search_dates, ngram": judged(partial(search, strategy="ngram"), listed),
        "search_dates, ngram, strict": judged(
            partial(search, strategy="ngram", STRICT_PARSING=True), listed
        ),
        "search_dates, ngram, month required": judged(
            partial(search, strategy="ngram", REQUIRE_PARTS=["month"]), listed
        ),
        "our words, parse": mixes[0],
        "our words, parse, best of three preferences": best(mixes),
        "words cut by hand, parse": cut[directions[0]],
        "words cut by hand, parse, best of three preferences": best(cut.values()),
    }


def _shown(line: Line) -> str:
    return (
        f"{line.verdict} {line.words!r} as {line.value or 'nothing'}, not {line.wanted or 'a date'}"
        f": {line.case.text}"
    )


if __name__ == "__main__":
    main()
