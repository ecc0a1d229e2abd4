"""Rules: patterns with what they say, and the sentences on which they must and must not fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from communique.errors import SyntaxInputError
from communique.extract.relations.index import Index
from communique.extract.relations.patterns import Pattern, PatternError, Vocabulary
from communique.extract.relations.skeleton import Item, Node, Skeleton

STAGES = ("names", "offices", "clauses")
"""The stages in their order; each sees what the one before has put together."""
_KEYS = {"rule", "version", "stage", "pattern", "unless", "becomes", "says", "fires", "spares"}


_MARKS = frozenset(",;:.-–—")


class Say(NamedTuple):
    """What a rule says: a builder and the groups of the pattern that fill its roles."""

    builder: str
    roles: Mapping[str, str]
    """A group of the pattern for each role; `=value` for a constant."""


@dataclass(frozen=True)
class Rule:
    """A rule of one stage; it fires where one of its patterns matches and no `unless` does."""

    name: str
    version: int
    stage: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    becomes: str
    """The role whose node takes the place of all that matched; empty for none."""
    says: tuple[Say, ...]
    fires: tuple[str, ...]
    spares: tuple[str, ...]

    @cached_property
    def sorts(self) -> dict[str, frozenset[str]]:
        """The sorts that each role may have, by any of the patterns; none for words."""
        roles = {role for pattern in self.patterns for role in pattern.roles}
        return {
            role: frozenset(sort for one in self.patterns for sort in one.roles.get(role, ()))
            for role in roles
        }

    @cached_property
    def id(self) -> str:
        """Name and version, as passages record it."""
        return f"{self.name}/{self.version}"

    def matches(self, skeleton: Skeleton, patterns: Iterable[Pattern]) -> Iterator[Match]:
        """Where the rule fires in a sentence, by some of its patterns."""
        for pattern in patterns:
            for found in pattern.matches(skeleton.text):
                start, end = found.span()
                stretch = skeleton.text[start:end]
                if any(one.expression.search(stretch) for one in self.unless):
                    continue
                groups = {
                    role: skeleton.between(*found.span(role))
                    for role, value in found.groupdict().items()
                    if value is not None
                }
                first = skeleton.index(start)
                yield Match(self, groups, skeleton, first, first + stretch.count(" "))


class Match(NamedTuple):
    """A place where a rule fires."""

    rule: Rule
    groups: Mapping[str, tuple[Item, ...]]
    """The items of each role that is filled."""
    skeleton: Skeleton
    first: int
    """The items that matched, from `first` to before `last`."""
    last: int

    @property
    def span(self) -> tuple[int, int]:
        """Code points of the view, half-open; without the marks at both ends."""
        items = self.skeleton.items[self.first : self.last]
        kept = [item for item in items if item.node or item.form not in _MARKS] or items
        return kept[0].start, kept[-1].end

    def nodes(self, group: str) -> list[Node]:
        """The nodes of a role, in their order."""
        sorts = self.rule.sorts.get(group)
        items = self.groups.get(group, ())
        return [one.node for one in items if one.node and (not sorts or one.node.sort in sorts)]

    def kept(self, group: str) -> tuple[int, int, Node]:
        """The stretch of items that the node of a role takes the place of.

        Of several nodes all stay; the first takes the place of what stands before it.
        """
        nodes = self.nodes(group)
        if len(nodes) == 1:
            return self.first, self.last, nodes[0]
        numbers = [one.node.number if one.node else -1 for one in self.skeleton.items]
        return self.first, numbers.index(nodes[0].number, self.first) + 1, nodes[0]

    def words(self, group: str) -> tuple[int, int] | None:
        """The stretch of the view that a role takes up."""
        items = self.groups.get(group)
        return (items[0].start, items[-1].end) if items else None


class RuleSet:
    """All rules, by stage."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary | None = None) -> None:
        self.rules = tuple(rules)
        self.vocabulary = vocabulary or Vocabulary()
        """What the patterns of the rules may name."""
        self._staged = {
            stage: tuple(rule for rule in self.rules if rule.stage == stage) for stage in STAGES
        }
        self._indexes = {
            stage: Index(rule.patterns for rule in rules) for stage, rules in self._staged.items()
        }

    def of(self, stage: str) -> tuple[Rule, ...]:
        """The rules of a stage, in the order in which they are tried."""
        return self._staged[stage]

    def likely(self, stage: str, skeleton: Skeleton) -> Iterator[tuple[Rule, list[Pattern]]]:
        """The rules of a stage that may fire in a sentence, in the order in which they are tried.

        With each its patterns, but for those that need a word or a sort that the sentence lacks.
        """
        rules = self._staged[stage]
        likely = self._indexes[stage].likely(skeleton.keys)
        for number, entries in groupby(likely, key=attrgetter("row")):
            rule = rules[number]
            yield rule, [rule.patterns[one.place] for one in entries]

    def rewritten(self, skeleton: Skeleton, stage: str) -> tuple[Skeleton, list[Match]]:
        """A sentence after a stage in which rules put nodes together, and where they fired.

        Of matches that overlap, the rule that comes first wins.
        """
        kept: list[Match] = []
        for rule, patterns in self.likely(stage, skeleton):
            fired = False
            for match in rule.matches(skeleton, patterns):
                taken = [m for m in kept if m.skeleton is skeleton]
                if any(match.first < m.last and m.first < match.last for m in taken):
                    continue
                kept.append(match)
                fired = True
            if fired and rule.becomes:
                own = [m for m in kept if m.rule is rule and m.skeleton is skeleton]
                skeleton = skeleton.collapsed(one.kept(rule.becomes) for one in own)
        return skeleton, kept


def load(folder: Path) -> RuleSet:
    """The rules of a folder: `words.yaml` with the vocabulary, every other file with rules.

    Files are read in the order of their names. Raises SyntaxInputError where a file is malformed.
    """
    records = _read(folder / "words.yaml")
    vocabulary = Vocabulary(records.get("words", {}), records.get("sorts", {}))
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "words.yaml":
            continue
        rules += [_rule(record, path, vocabulary) for record in _read(path).get("rules", [])]
    return RuleSet(rules, vocabulary)


def _read(path: Path) -> dict[str, Any]:
    try:
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SyntaxInputError(f"this cannot be read ({error})", place=str(path)) from error
    if not isinstance(record, dict):
        raise SyntaxInputError("this has no rules", place=str(path), remedy="Begin with `rules:`.")
    return record


def _rule(record: Mapping[str, Any], path: Path, vocabulary: Vocabulary) -> Rule:
    place = f"{path}: {record.get('rule', 'a rule without a name')}"
    strange = sorted(set(record) - _KEYS)
    if strange:
        raise SyntaxInputError(f"no rule has {', '.join(strange)}", place=place)
    if record.get("stage") not in STAGES:
        raise SyntaxInputError(
            f"stage {record.get('stage')!r} is none", place=place, remedy=", ".join(STAGES)
        )
    try:
        patterns = tuple(Pattern(one, vocabulary) for one in _several(record["pattern"]))
        unless = tuple(Pattern(one, vocabulary) for one in _several(record.get("unless", ())))
    except (KeyError, PatternError) as error:
        raise SyntaxInputError(str(error), place=place) from error
    return Rule(
        name=record["rule"],
        version=int(record.get("version", 1)),
        stage=record["stage"],
        patterns=patterns,
        unless=unless,
        becomes=record.get("becomes", ""),
        says=tuple(
            Say(builder, dict(roles))
            for one in record.get("says", ())
            for builder, roles in one.items()
        ),
        fires=tuple(_several(record.get("fires", ()))),
        spares=tuple(_several(record.get("spares", ()))),
    )


def _several(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value
