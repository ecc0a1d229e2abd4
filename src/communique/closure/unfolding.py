"""Class expressions taken out of rules.

The instances of a class expression are never stored: each rule that concludes membership in one
is joined with each rule that starts from it, until no rule speaks of a blank node
(resolution of the inner predicate; equal consequences about named classes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from pyoxigraph import BlankNode, Literal, Variable

from communique.closure.guards import Condition, Guard
from communique.closure.patterns import Pattern, Slot
from communique.closure.rules import Rule
from communique.errors import InputError
from communique.vocabulary import OWL, RDF, RDFS

MOST_RULES = 50_000
"""Rules that an ontology may unfold into."""

_UNIVERSAL = (OWL.Thing, RDFS.Resource)


def unfold(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with the same consequences about named classes, none of them with a blank node."""
    kept = list(_distinct(rules))
    fresh = count()
    for expression in _expressions(kept):
        makers = [rule for rule in kept if rule.head and _kind(rule.head) == expression]
        makers = [rule for rule in makers if not _uses(rule, expression)]
        users = [rule for rule in kept if _uses(rule, expression)]
        others = [
            rule
            for rule in kept
            if not _uses(rule, expression) and not (rule.head and _kind(rule.head) == expression)
        ]
        resolved = (new for user in users for new in _resolve(user, makers, expression, fresh))
        kept = list(_distinct([*others, *resolved]))
        if len(kept) > MOST_RULES:
            raise InputError(
                f"its class expressions unfold into more than {MOST_RULES} rules",
                place="ontology",
                remedy="Give the parts of nested intersections and unions names.",
            )
    return [rule for rule in kept if not _has_blank_node(rule)]


def _resolve(
    user: Rule, makers: list[Rule], expression: BlankNode, fresh: count[int]
) -> Iterator[Rule]:
    """The rule with each use of the expression replaced by what makes an instance of it."""
    place = next((i for i, p in enumerate(user.body) if _kind(p) == expression), None)
    if place is None:
        if not (user.head and _kind(user.head) == expression):
            yield user
        return
    for maker in makers:
        head = maker.head
        if head is None:
            continue
        number = next(fresh)
        apart = maker.substitute({v: Variable(f"u{number}x{v.value}") for v in maker.variables()})
        wanted = user.body[place].subject
        joined = Rule(
            tuple(dict.fromkeys((*maker.names, *user.names))),
            tuple(dict.fromkeys((*maker.axioms, *user.axioms))),
            (*user.body[:place], *apart.body, *user.body[place + 1 :]),
            user.head,
            (*user.guards, *apart.guards),
        )
        made = apart.head.subject if apart.head else wanted
        if isinstance(made, Variable):
            unified: Rule | None = joined.substitute({made: wanted})
        elif isinstance(wanted, Variable):
            unified = joined.substitute({wanted: made})
        else:
            unified = joined if made == wanted else None
        if unified is not None:
            yield from _resolve(unified, makers, expression, fresh)


def tidy(rule: Rule) -> Rule | None:
    """The rule in its one form, with the guards it needs; None where it can add nothing.

    Variables are named in order; a head never gets a literal as its subject, nor says that a
    thing is the same as itself or is a thing.
    """
    rule = _without_universal(rule)
    head = rule.head
    if any(isinstance(p.subject, Literal) for p in (*rule.body, head) if p is not None):
        return None
    if head is not None and (
        head in rule.body
        or _kind(head) in _UNIVERSAL
        or (head.predicate == OWL.sameAs and head.subject == head.object)
    ):
        return None
    guards = _needed_guards(rule)
    if any(not any(g.variables()) and not g.holds({}) for g in guards):
        return None
    guards = tuple(guard for guard in guards if any(guard.variables()))
    rule = Rule(rule.names, rule.axioms, tuple(dict.fromkeys(rule.body)), head, guards)
    return rule.substitute({v: Variable(f"v{i}") for i, v in enumerate(rule.variables())})


def _without_universal(rule: Rule) -> Rule:
    """Without the condition to be a thing, where the variable is bound elsewhere."""
    body = list(rule.body)
    for pattern in rule.body:
        rest = [other for other in body if other != pattern]
        if _kind(pattern) in _UNIVERSAL and any(pattern.subject in other for other in rest):
            body = rest
    return Rule(rule.names, rule.axioms, tuple(body), rule.head, rule.guards)


def _needed_guards(rule: Rule) -> tuple[Guard, ...]:
    guards = list(rule.guards)
    resources = {pattern.subject for pattern in rule.body}
    predicates = {pattern.predicate for pattern in rule.body}
    if rule.head is not None:
        subject, predicate, object_ = rule.head
        if isinstance(subject, Variable) and subject not in resources | predicates:
            guards.append(Guard(Condition.RESOURCE, (subject,)))
        if isinstance(predicate, Variable) and predicate not in predicates:
            guards.append(Guard(Condition.NAMED, (predicate,)))
        if predicate == OWL.sameAs:
            guards.append(Guard(Condition.DISTINCT, (subject, object_)))
    return tuple(dict.fromkeys(guards))


def _distinct(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Tidy rules, of those that say the same the one that rests on the fewest axioms."""
    best: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        neat = tidy(rule)
        if neat is None:
            continue
        key = (neat.body, neat.head, neat.guards)
        known = best.get(key)
        if known is None or len(neat.axioms) < len(known.axioms):
            best[key] = neat
    yield from best.values()


def _kind(pattern: Pattern) -> Slot | None:
    return pattern.object if pattern.predicate == RDF.type else None


def _expressions(rules: list[Rule]) -> list[BlankNode]:
    patterns = [p for rule in rules for p in (*rule.body, rule.head) if p is not None]
    kinds = dict.fromkeys(_kind(pattern) for pattern in patterns)
    return [kind for kind in kinds if isinstance(kind, BlankNode)]


def _uses(rule: Rule, expression: BlankNode) -> bool:
    return any(_kind(pattern) == expression for pattern in rule.body)


def _has_blank_node(rule: Rule) -> bool:
    patterns = [*rule.body, rule.head] if rule.head else [*rule.body]
    return any(isinstance(slot, BlankNode) for pattern in patterns for slot in pattern)
