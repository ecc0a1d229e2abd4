"""Keys of patterns: the words and sorts without which a pattern cannot match.

A key is a word or a mark of a sentence, or the sort of a node, as a skeleton has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.extract.relations.patterns import ROLE, SORTS, Pattern, Vocabulary

Keys = frozenset[str]
_END = "$"
_ANYTHING = "..."
_SORT_CHANCE = 0.2


def keys_of(pattern: Pattern) -> tuple[Keys, ...]:
    """Of each set one key stands in every sentence in which a pattern matches; rare ones first."""
    found = dict.fromkeys(_of_row(pattern.text, pattern.vocabulary))
    return tuple(sorted(found, key=chance))


def chance(keys: Keys) -> float:
    """About how often a sentence has one of some keys: short words stand more often than long."""
    return sum(_SORT_CHANCE if key.isupper() else 2.0 ** -len(key) for key in keys)


def _of_row(text: str, vocabulary: Vocabulary) -> list[Keys]:
    """The sets of a row of parts; brackets are rows within rows."""
    brackets: list[list[list[Keys]]] = [[[]]]
    for part in text.split():
        if part == "(":
            brackets.append([[]])
        elif part == "|":
            brackets[-1].append([])
        elif part in (")", ")?"):
            rows = brackets.pop()
            brackets[-1][-1] += _either(rows) if part == ")" else ()
        elif len(part) == 1 or not part.endswith("?"):
            brackets[-1][-1] += _of_part(part, vocabulary)
    return brackets[0][0]


def _either(rows: Iterable[Sequence[Keys]]) -> list[Keys]:
    """The set of several rows of which one must match: of each row the rarest."""
    found = [min(row, key=chance, default=frozenset()) for row in rows]
    return [frozenset().union(*found)] if all(found) else []


def _of_part(part: str, vocabulary: Vocabulary) -> list[Keys]:
    role = ROLE.fullmatch(part)
    part = role["what"] if role else part
    if part in ("=>", "^") or part.startswith(".."):
        return []
    if SORTS.fullmatch(part):
        return [frozenset(vocabulary.expanded(part))]
    words = part.split("|") if len(part) > 1 else [part]
    return _either(row for word in words for row in _of_word(word, vocabulary))


def _of_word(word: str, vocabulary: Vocabulary) -> Iterator[list[Keys]]:
    """The rows that a word stands for: itself, or those of a set of words."""
    if word.startswith("@"):
        yield from (_of_row(entry, vocabulary) for entry in vocabulary.words[word[1:]])
    else:
        yield [] if word == _END else [frozenset({word.removeprefix(chr(92))})]
