r"""Regular expressions made from word lists, fast with thousands of words.

A list becomes a tree of prefixes, so that trying it at a place costs a few steps. A word written in
lower case stands for itself and for the same with capitals at the beginnings of its words.

>>> alternation(["defence", "defence industry"], [("defence", "defense")])
'(?<!\\w)[Dd]efen(?:ce(?:\\ [Ii]ndustry)?|se(?:\\ [Ii]ndustry)?)(?!\\w)'
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence

UPPER = "".join(character for character in map(chr, range(sys.maxunicode)) if character.isupper())
"""Every capital letter there is."""
_NEVER = r"(?!)"
_SLOT = re.compile(r"\{([a-z][a-z-]*)\}")

Pairs = Sequence[tuple[str, str]]
_Tree = dict[str, "_Tree"]


def alternation(phrases: Iterable[str], spellings: Pairs = ()) -> str:
    """A regular expression for any of some phrases as whole words, the longest that fits."""
    found = spelled(phrases, spellings)
    return rf"(?<!\w){tree(found)}(?!\w)" if found else _NEVER


def tree(phrases: Iterable[str]) -> str:
    """A regular expression for any of some phrases wherever they stand, the longest that fits."""
    root: _Tree = {}
    for phrase in phrases:
        node = root
        for atom in _atoms(phrase):
            node = node.setdefault(atom, {})
        node[""] = {}
    return _written(root) if root else _NEVER


def spelled(phrases: Iterable[str], spellings: Pairs) -> set[str]:
    """Some phrases in all their spellings."""
    found = set(phrases)
    for one, other in spellings:
        found |= {phrase.replace(one, other) for phrase in found}
        found |= {phrase.replace(other, one) for phrase in found}
    return found


def filled(template: str, lists: Mapping[str, str]) -> str:
    """A template with each `{name}` replaced by what a list or another template says.

    Raises KeyError where nothing has the name.
    """
    while _SLOT.search(template):
        template = _SLOT.sub(lambda match: f"(?:{lists[match[1]]})", template)
    return template


def _atoms(phrase: str) -> list[str]:
    """What matches each character of a phrase."""
    if phrase != phrase.lower():
        return [re.escape(character) for character in phrase]
    return [
        f"[{atom.upper()}{atom}]" if atom.isalpha() and before in " -" else re.escape(atom)
        for before, atom in zip(" " + phrase, phrase, strict=False)
    ]


def _written(tree: _Tree) -> str:
    ends = "" in tree
    branches = [atom + _written(below) for atom, below in sorted(tree.items()) if atom]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return joined + ("?" if ends else "")
