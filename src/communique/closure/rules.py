"""Rules: what an ontology lets one conclude, compiled so that data alone is needed to apply it.

The names are those of the OWL 2 RL rules
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from pyoxigraph import NamedNode, Quad, Triple, Variable

from communique.closure.guards import Condition, Guard
from communique.closure.patterns import Pattern, Slot, read_slot
from communique.errors import InputError
from communique.model import text_of
from communique.vocabulary import OWL, RDF

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Rule:
    """If the data holds the body and the guards are met, it follows that it holds the head."""

    names: tuple[str, ...]
    """The OWL 2 RL rules it stands for, in the order in which they are applied."""
    axioms: tuple[Triple, ...]
    """The triples of the ontology it stands for; list cells left out."""
    body: tuple[Pattern, ...]
    """Empty where the head follows from the ontology alone."""
    head: Pattern | None
    """None: the body is a contradiction."""
    guards: tuple[Guard, ...] = ()

    def variables(self) -> list[Variable]:
        """The variables of the body, each once, in order."""
        return list(dict.fromkeys(v for pattern in self.body for v in pattern.variables()))

    def substitute(self, values: Mapping[Variable, Slot]) -> Rule:
        """The same rule with variables replaced."""
        return Rule(
            self.names,
            self.axioms,
            tuple(pattern.substitute(values) for pattern in self.body),
            self.head.substitute(values) if self.head else None,
            tuple(guard.substitute(values) for guard in self.guards),
        )


def _speaks_of(pattern: Pattern) -> str:
    """The class of a pattern for types, the predicate of any other; `*` where it is variable."""
    term = pattern.object if pattern.predicate == RDF.type else pattern.predicate
    return term.value if isinstance(term, NamedNode) else "*"


@dataclass(frozen=True)
class RuleSet:
    """Everything an ontology lets one conclude about individuals."""

    rules: tuple[Rule, ...]

    @cached_property
    def derivation_rules(self) -> tuple[Rule, ...]:
        """Rules that add triples."""
        return tuple(rule for rule in self.rules if rule.head is not None)

    @cached_property
    def contradictions(self) -> tuple[Rule, ...]:
        """Rules whose body must not be met."""
        return tuple(rule for rule in self.rules if rule.head is None)

    @cached_property
    def _by_head(self) -> Index[Rule]:
        return Index([(rule.head, rule) for rule in self.derivation_rules if rule.head])

    @cached_property
    def _by_body(self) -> Index[tuple[Rule, int]]:
        places = [
            (pattern, (rule, place))
            for rule in self.derivation_rules
            for place, pattern in enumerate(rule.body)
        ]
        return Index(places)

    def concluding(self, triple: Triple) -> Iterator[Rule]:
        """Rules whose head may be this triple."""
        return self._by_head.find(triple)

    def conclusions(self, terms: Container[str]) -> set[str]:
        """What one step can conclude from triples with only some predicates and classes.

        IRIs of predicates, and for types of classes; `*` stands for any: what is said of a thing
        holds of those that are the same as it.
        """
        found = set()
        for rule in self.derivation_rules:
            assert rule.head is not None  # `derivation_rules` have heads
            if all(_speaks_of(p) in terms for p in rule.body):
                found.add(_speaks_of(rule.head))
        return found

    def conclusions_from(self, asserted: Iterable[Quad]) -> list[str]:
        """What one step can conclude from asserted quads alone, sorted."""
        terms = {text_of(q.object if q.predicate == RDF.type else q.predicate) for q in asserted}
        return sorted(self.conclusions(terms | ({"*"} if OWL.sameAs.value in terms else set())))

    def starting_from(self, triple: Triple) -> Iterator[tuple[Rule, int]]:
        """Rules, each with the place in its body where this triple may stand."""
        return self._by_body.find(triple)

    def to_json(self) -> str:
        """The rules as JSON text, which `from_json` reads; the same rules give the same text."""
        return json.dumps([_encode(rule) for rule in self.rules], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> RuleSet:
        """The rules that `to_json` wrote; InputError where the text is something else."""
        slots: dict[str, Slot] = {}
        with _as_written():
            return cls(tuple(_decode(entry, slots) for entry in json.loads(text)))


class Rulebook:
    """The rules that `RuleSet.to_json` wrote, each read when what it concludes is looked up.

    Those are left out that do not pass a test. InputError where the text is something else.
    """

    def __init__(self, text: str, passes: Callable[[Rule], bool]) -> None:
        self._passes = passes
        self._entries: dict[tuple[str, str], list[dict[str, Any]]] = {}
        with _as_written():
            for entry in json.loads(text):
                if entry["head"]:
                    _, predicate, object_ = entry["head"]
                    self._entries.setdefault(_heading(predicate, object_), []).append(entry)
        self._slots: dict[str, Slot] = {}
        self._under = cache(self._read)

    def concluding(self, triple: Triple) -> tuple[Rule, ...]:
        """Rules whose head may be this triple, as `RuleSet.concluding` has them."""
        return self._under(
            triple.predicate, triple.object if triple.predicate == RDF.type else None
        )

    def _read(self, predicate: NamedNode, kind: object) -> tuple[Rule, ...]:
        headings = dict.fromkeys([_ANY, (str(predicate), ""), (str(predicate), str(kind or ""))])
        entries = [entry for one in headings for entry in self._entries.get(one, ())]
        with _as_written():
            rules = [_decode(entry, self._slots) for entry in entries]
        return tuple(rule for rule in rules if self._passes(rule))


class Index(Generic[Thing]):
    """Things found by the triple that their pattern may become."""

    def __init__(self, entries: list[tuple[Pattern, Thing]]) -> None:
        self._entries: dict[tuple[Slot, Slot | None] | None, list[Thing]] = {}
        for pattern, thing in entries:
            self._entries.setdefault(_signature(pattern), []).append(thing)

    def find(self, triple: Triple) -> Iterator[Thing]:
        """Things whose pattern has this predicate (and this class, where it is a type)."""
        keys: list[Any] = [None, (triple.predicate, None)]
        if triple.predicate == RDF.type:
            keys.append((triple.predicate, triple.object))
        for key in keys:
            yield from self._entries.get(key, ())


def _signature(pattern: Pattern) -> tuple[Slot, Slot | None] | None:
    if isinstance(pattern.predicate, Variable):
        return None
    if pattern.predicate == RDF.type and not isinstance(pattern.object, Variable):
        return pattern.predicate, pattern.object
    return pattern.predicate, None


_ANY = ("", "")


def _heading(predicate: str, object_: str) -> tuple[str, str]:
    """What rules with a head are looked up by; a class only of types, and no variable."""
    if predicate.startswith("?"):
        return _ANY
    is_class = predicate == str(RDF.type) and not object_.startswith("?")
    return predicate, object_ if is_class else ""


@contextmanager
def _as_written() -> Iterator[None]:
    """Make an InputError of what goes wrong where a text is not what `to_json` writes."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(
            f"the text is not what was written ({error})",
            place="compiled rules",
            remedy="Make them again with `communique build`.",
        ) from error


def _encode(rule: Rule) -> dict[str, Any]:
    return {
        "names": rule.names,
        "axioms": [
            [str(term) for term in (axiom.subject, axiom.predicate, axiom.object)]
            for axiom in rule.axioms
        ],
        "body": [[str(slot) for slot in pattern] for pattern in rule.body],
        "head": [str(slot) for slot in rule.head] if rule.head else None,
        "guards": [[guard.condition.value, *map(str, guard.terms)] for guard in rule.guards],
    }


def _decode(entry: dict[str, Any], slots: dict[str, Slot]) -> Rule:
    def read(texts: list[str]) -> list[Any]:
        for text in texts:
            if text not in slots:
                slots[text] = read_slot(text)
        return [slots[text] for text in texts]

    return Rule(
        tuple(entry["names"]),
        tuple(Triple(*read(axiom)) for axiom in entry["axioms"]),
        tuple(Pattern(*read(pattern)) for pattern in entry["body"]),
        Pattern(*read(entry["head"])) if entry["head"] else None,
        tuple(Guard(Condition(kind), tuple(read(terms))) for kind, *terms in entry["guards"]),
    )
