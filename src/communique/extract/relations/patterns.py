r"""Patterns over skeletons: what rules are written in, and how they are compiled.

A pattern is a row of parts, parted by blanks:

- `signed`, `signed|inked`: a word, one of several; a word that is there may also be a mark (`,`).
- `@signed`: one of a set of words, which are patterns themselves (`words.yaml`).
- `PERSON`, `PERSON|COUNTRY`: a node of a sort, or of a group of sorts (`AGENT`).
- `<signer:PERSON>`: the same under the name of a role; `<parties:AGENT+>` a list, parted by commas
  and `and`; `<verb:@signed>` the words of a set; `<topic:...>` any items.
- `...` up to sixteen items of one clause, as few as will do; `..3` up to three words, no nodes.
- `( … | … )`: one of several rows; `?` behind a word, node or bracket: it may lack.
- `\(`, `\)`: a bracket of the text.
- `=>`: what stands behind it must follow, and is not taken.
- `^`, `$`: the beginning and the end of the sentence.

A pattern compiles to a regular expression (https://docs.python.org/3/library/re.html) without
nested repetition, so that it takes time in proportion to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_START = r"(?<![^ ])"
_ANY = r"(?:(?![.;?!] )\S+ )"
_WORD = r"(?:(?![.;?!,()] |[A-Z]+#)\S+ )"
_NEXT = (
    r"(?:(?:[,;] )(?:and |as well as |along with )?|and |as well as |along with |together with |& )"
    r"(?:by |of |with )?"
)
_BACKSLASH = chr(92)
_LONGEST_GAP = 16
ROLE = re.compile(r"<(?P<name>[a-z_]+):(?P<what>[^>]+?)(?P<list>\+)?>")
_GAP = re.compile(r"\.\.(?P<most>\d+)")
SORTS = re.compile(r"[A-Z]+(?:\|[A-Z]+)*")


class PatternError(ValueError):
    """A pattern that does not follow the grammar, or names a set that is not there."""


@dataclass(frozen=True)
class Vocabulary:
    """What patterns may name: sets of words, and groups of sorts."""

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By name; each word is a pattern."""
    sorts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def expanded(self, sorts: str) -> tuple[str, ...]:
        """The sorts that `PERSON|AGENT` stands for."""
        return tuple(one for name in sorts.split("|") for one in self.sorts.get(name, (name,)))


@dataclass(frozen=True)
class Needs:
    """What a sentence must have for a pattern to match at all."""

    sorts: tuple[frozenset[str], ...] = ()
    """Of each set one sort."""
    words: tuple[str, ...] = ()
    """Words and sets of words, as the pattern has them."""


class Pattern:
    """A compiled pattern."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        """Compile a pattern. Raises PatternError where it is none."""
        self.text = text
        self.vocabulary = vocabulary
        """What its parts may name."""
        self.roles: dict[str, tuple[str, ...]] = {}
        """The roles, each with the sorts it may have; none for words."""
        self._sorts: list[frozenset[str]] = []
        self._words: list[str] = []
        self._depth = 0
        self._source = _START + "".join(self._compiled(text))
        if self._depth:
            raise PatternError(f"a bracket of {text!r} is not closed")
        self.needs = Needs(tuple(self._sorts), tuple(self._words))

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The regular expression."""
        return re.compile(self._source)

    @cached_property
    def needed(self) -> tuple[re.Pattern[str], ...]:
        """An expression for each of the words that it needs."""
        return tuple(re.compile(_START + self._plain(one, firm=False)) for one in self.needs.words)

    def matches(self, skeleton: str) -> Iterator[re.Match[str]]:
        """Where the pattern matches, from left to right, without overlaps."""
        return self.expression.finditer(skeleton)

    def _compiled(self, text: str) -> Iterator[str]:
        body, arrow, after = text.partition(" => ")
        yield from self._parts(body)
        if arrow:
            yield f"(?={''.join(self._parts(after))})"

    def _parts(self, text: str) -> Iterator[str]:
        for part in text.split():
            if part in ("(", ")", ")?", "|"):
                yield self._bracket(part)
            elif part.endswith("?") and len(part) > 1:
                yield f"(?:{self._one(part[:-1], firm=False)})?"
            else:
                yield self._one(part, firm=not self._depth)

    def _bracket(self, part: str) -> str:
        self._depth += {"(": 1, ")": -1, ")?": -1}.get(part, 0)
        if self._depth < 0:
            raise PatternError(f"a bracket of {self.text!r} is not opened")
        return {"(": "(?:", ")": ")", ")?": ")?", "|": "|"}[part]

    def _one(self, part: str, *, firm: bool) -> str:
        if part == "^":
            return "^"
        if part == "$":
            return "$"
        if part == "...":
            return f"{_ANY}{{0,{_LONGEST_GAP}}}?"
        if match := _GAP.fullmatch(part):
            return f"{_WORD}{{0,{match['most']}}}?"
        if match := ROLE.fullmatch(part):
            return self._role(match, firm=firm)
        return self._plain(part, firm=firm)

    def _role(self, match: re.Match[str], *, firm: bool) -> str:
        name, what = match["name"], match["what"]
        if what == "...":
            self.roles.setdefault(name, ())
            return f"(?P<{name}>{_ANY}{{1,{_LONGEST_GAP * 2}}}?)"
        inner = self._plain(what, firm=firm)
        sorts = self.vocabulary.expanded(what) if SORTS.fullmatch(what) else ()
        self.roles[name] = (*self.roles.get(name, ()), *sorts)
        if match["list"]:
            inner = f"{inner}(?:{_NEXT}{inner}){{0,19}}"
        return f"(?P<{name}>{inner})"

    def _plain(self, part: str, *, firm: bool) -> str:
        if SORTS.fullmatch(part):
            sorts = self.vocabulary.expanded(part)
            if firm:
                self._sorts.append(frozenset(sorts))
            return rf"(?:(?:{'|'.join(sorts)})#\d+ )"
        if firm:
            self._words.append(part)
        ones = part.split("|") if len(part) > 1 else [part]
        return f"(?:{'|'.join(self._word(one) for one in ones)})"

    def _word(self, word: str) -> str:
        if word.startswith("@"):
            return self._set(word[1:])
        if word == "$":
            return "$"
        return f"{re.escape(word.removeprefix(_BACKSLASH))} "

    def _set(self, name: str) -> str:
        if name not in self.vocabulary.words:
            raise PatternError(f"{self.text!r} names @{name}, which no set of words is called")
        entries = sorted(self.vocabulary.words[name], key=len, reverse=True)
        rows = ("".join(self._within(entry)) for entry in entries)
        return f"(?:{'|'.join(rows)})"

    def _within(self, entry: str) -> Iterator[str]:
        """An entry of a set of words, which asks for nothing on its own."""
        self._depth += 1
        yield from self._compiled(entry)
        self._depth -= 1
