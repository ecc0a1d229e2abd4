"""Phrases, posts, sums and counts by spaCy: its tokenizer, phrase matcher, entity ruler, matcher.

The patterns use the words of our lexicon and say what our code says as far as patterns of tokens
can. They give spans only: what a sum is worth and which rank a post has, they do not say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.util import filter_spans

from benchmarks.finds import Found, Input, Reader
from benchmarks.our_readers import lexicon
from communique.extract.lexicon import Lexicon
from communique.extract.mentions.nominals import plurals
from communique.extract.mentions.posts import plural
from communique.extract.patterns import spelled

Pattern = list[dict[str, Any]]


def phrases(given: Input) -> Reader:
    """Two phrase matchers: by words as they are, and in small letters."""
    nlp = spacy.blank("en")
    by_case: defaultdict[str, list[Any]] = defaultdict(list)
    for name, exact, listed in given.books:
        by_case["ORTH" if exact else "LOWER"].append((name, listed))
    matchers = [PhraseMatcher(nlp.vocab, attr=attribute) for attribute in by_case]
    for matcher, own in zip(matchers, by_case.values(), strict=True):
        for name, listed in own:
            matcher.add(name, list(nlp.tokenizer.pipe(listed)))

    def read(text: str) -> list[Found]:
        doc = nlp.make_doc(text)
        spans = [span for matcher in matchers for span in matcher(doc, as_spans=True)]
        return _apart(Found(span.start_char, span.end_char, span.label_) for span in spans)

    return read


def _apart(found: Iterable[Found]) -> list[Found]:
    """The finds of each list that do not overlap: the first, and of those the longest."""
    kept: list[Found] = []
    done: dict[str, int] = {}
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= done.get(one.label, 0):
            done[one.label] = one.end
            kept.append(one)
    return kept


def rulers(given: Input) -> Reader:
    """Two entity rulers, in the same way: each word belongs to one phrase of one list."""
    nlp = spacy.blank("en")
    for attribute, exact in (("ORTH", True), ("LOWER", False)):
        _ruler(nlp, attribute, [book for book in given.books if book[1] is exact])

    def read(text: str) -> list[Found]:
        return [Found(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]

    return read


def _ruler(nlp: Language, attribute: str, books: Iterable[list[Any]]) -> None:
    config = {"phrase_matcher_attr": attribute}
    ruler: Any = nlp.add_pipe("entity_ruler", name=f"ruler_{attribute.lower()}", config=config)
    ruler.add_patterns(
        [{"label": name, "pattern": one} for name, _, listed in books for one in listed]
    )


def patterns(given: Input) -> Reader:
    """A Matcher, and a PhraseMatcher for the words that bound a number."""
    words, nlp = lexicon(given), spacy.blank("en")
    own = Patterns(nlp, words)
    matcher = Matcher(nlp.vocab)
    for name, listed in (("POST", own.posts()), ("MONEY", own.money()), ("COUNT", own.counts())):
        matcher.add(name, list(listed), greedy="LONGEST")
    bounds = PhraseMatcher(nlp.vocab, attr="LOWER")
    more = chain.from_iterable(words.lists["numbers"]["bounds"].values())
    bounds.add("bound", list(nlp.tokenizer.pipe(sorted({*words.concepts("bound"), *more}))))

    def read(text: str) -> list[Found]:
        doc = nlp.make_doc(text)
        starts: dict[int, int] = {}
        for span in bounds(doc, as_spans=True):
            starts[span.end] = min(span.start, starts.get(span.end, span.start))
        found: list[Found] = []
        for span in filter_spans(matcher(doc, as_spans=True)):
            first = span.start if span.label_ == "POST" else starts.get(span.start, span.start)
            found.append(Found(doc[first].idx, span.end_char, span.label_))
        return found

    return read


class Patterns:
    """Patterns of tokens, made from the lexicon."""

    def __init__(self, nlp: Language, words: Lexicon) -> None:
        self._nlp = nlp
        self._lexicon = words
        self._lists = words.lists

    def posts(self) -> Iterator[Pattern]:
        """Prefixes, fields before and after, and a title; a weak one with a capital or a field."""
        lists = self._lists["posts"]
        fields = spelled(self._lists["fields"]["field-words"], self._lexicon.spellings)
        field = _one_of(chain.from_iterable(map(str.split, fields)))
        joined = _one_of({*field["LOWER"]["IN"], "and", ",", "&", "-"}) | {"OP": "*"}
        prefixes = chain.from_iterable(
            chain.from_iterable(map(str.split, own)) for own in lists["prefixes"].values()
        )
        before = _one_of([*prefixes, "-"]) | {"OP": "*"}
        after = [_one_of(["of", "for"]), {"LOWER": "the", "OP": "?"}, joined, field]
        titles = {str(name).lower() for own in lists["titles"].values() for name in own}
        weak, ministerial = set(lists["weak"]), set(lists["ministerial"])
        for title in self._grouped(_both(spelled(titles, self._lexicon.spellings) - weak)):
            yield from ([before, *title], [before, *title, *after])
        for title in self._grouped(_both(weak - {"under", "deputy"})):
            yield from (
                [before, {**title[0], "IS_TITLE": True}, *title[1:]],
                [before, *title, *after],
            )
        for title in self._grouped(_both(ministerial)):
            whole = [before, field, joined, before, *title]
            yield from (whole, [*whole, *after])

    def money(self) -> Iterator[Pattern]:
        """A number with the sign of a currency before it or its name after it; shares of GDP."""
        lists = self._lists["money"]
        own = lists["currencies"].values()
        signs = [sign for row in own for sign in row.get("signs", ())]
        names = [name for row in own for name in row.get("names", ())]
        many = [str(word) for words in lists["multipliers"].values() for word in words]
        times = {"TEXT": {"IN": [*many, "-"]}, "OP": "*"}
        codes = list(self._lexicon.currencies)
        for number in self._numbers(many):
            yield [{"ORTH": {"IN": sorted({*signs, *codes})}}, *number, times]
            for tail in self._grouped([*names, *lists["shared"], *codes, "€", "₴"]):
                yield [*number, times, {"ORTH": "of", "OP": "?"}, *tail]
            share = [_one_of(["%", "percent", "cent"]), {"LOWER": "of"}]
            between = _one_of(["its", "their", "the", "gross", "national"]) | {"OP": "*"}
            yield [*number, *share, between, {"LOWER": "gdp"}]

    def counts(self) -> Iterator[Pattern]:
        """A number, words that may stand between, and a noun of what is counted."""
        lists = self._lists["numbers"]
        labels = [one.lower().removesuffix(" signed") for one in self._lexicon.concepts("counted")]
        more = [noun.lower() for own in lists["counted"].values() for noun in own]
        nouns = {*labels, *more, *chain.from_iterable(map(plurals, more))}
        peoples = [
            name.lower()
            for one in self._lexicon.countries.values()
            for name in (*one.names, *one.adjectives)
        ]
        passed = [*lists["passed"], *self._lists["fields"]["field-words"], *peoples]
        words = chain.from_iterable(map(str.split, spelled(passed, self._lexicon.spellings)))
        between = _one_of({*map(str.lower, words), "-", ",", "and"}) | {"OP": "{0,7}"}
        for number in self._numbers([]):
            for noun in self._grouped(nouns):
                yield [*number, between, *noun]

    def _grouped(self, listed: Iterable[str]) -> Iterator[Pattern]:
        """Patterns for some phrases: one for all single words, one for each longer phrase."""
        split = [[t.lower_ for t in self._nlp.make_doc(one)] for one in sorted(set(listed))]
        yield [_one_of(words[0] for words in split if len(words) == 1)]
        yield from ([{"LOWER": word} for word in words] for words in split if len(words) > 1)

    def _numbers(self, many: Iterable[str]) -> Iterator[Pattern]:
        """Numbers in digits, a multiplier joined to them or not, and in words."""
        cardinals = self._lists["numbers"]["cardinals"]
        worded = "|".join(word for word in cardinals if " " not in word)
        joined = "|".join(map(re.escape, many))
        yield [{"TEXT": {"REGEX": rf"^(?:\d[\d.,]*(?:{joined})?|(?i:{worded}))$"}}]
        yield [_one_of(["a", "one", "two"]), _one_of(["hundred", "thousand", "dozen"])]


def _both(names: Iterable[str]) -> Iterator[str]:
    """Titles with their plurals."""
    return (form for name in names for form in (name, plural(name)))


def _one_of(words: Iterable[str]) -> dict[str, Any]:
    return {"LOWER": {"IN": sorted(set(words))}}


READERS = {"phrases": phrases, "rulers": rulers, "patterns": patterns}
