"""Which words for events mean one occasion: `DFNC1: Danish Edition`, `the conference`, `it`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.claims import Argument, Claim, Kind, Mention, Predicate
from communique.extract import mention as flat
from communique.extract.relations.context import Context
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import Things, folded

_ONE = frozenset({"talks", "negotiations", "consultations"})
"""Nouns whose plural means one event."""
_STAGES = frozenset({"conference", "forum", "summit", "exhibition"})
"""Kinds of events that can have visitors, presenters and sessions."""
_NEAR = 700
"""Characters between an event and `the event`, which means it."""
_SIGNING = re.compile(r"(?:.*\bsigning )?ceremony", re.IGNORECASE)
_MORE = frozenset({Predicate.COUNT})
"""What is told of events, and not of papers."""
_AKA = re.compile(r"^[^.;]*\b(?:known (?:\w+ )?as|called|dubbed) (?:the )?[\"']?\Z")
_AKA_FAR = 90
_PLURAL = re.compile(r"s(?= )")
_SHORT = 5
"""Characters up to which a name is not looked for in another."""
_SMALL = frozenset({"of", "on", "the", "and", "for", "in"})
_ALIKE = frozenset({"conference", "forum"})


@dataclass
class Occasion:
    """An event, by all the words the article has for it."""

    key: str
    concept: str
    nodes: list[Node] = field(default_factory=list)
    proper: bool = False

    @property
    def is_of_signing(self) -> bool:
        """Whether all words for it can mean the signing of a paper: `the signing ceremony`."""
        texts = (node.mention.text for node in self.nodes if node.mention)
        return self.concept == "ceremony" and all(map(_SIGNING.fullmatch, texts))


def _entities(claim: Claim) -> Iterator[str]:
    """The things that a claim speaks of."""
    return (one.entity for _, one in claim.arguments if isinstance(one, Mention))


def _end(node: Node) -> int:
    return node.end


def name_of(mention: flat.Mention) -> str:
    """The proper name of an event; empty where its words describe it."""
    proper = mention.details.get("proper")
    if proper:
        return str(proper[0]) if isinstance(proper, tuple | list) else mention.text
    words = [word for word in mention.text.split() if word.isalpha()]
    named = len(words) > 1 and all(word[0].isupper() or word in _SMALL for word in words)
    return mention.text if named else ""


def _alike(name: str) -> str:
    """A name, folded, with each of its plurals as one: `industries forum`, `industry forum`."""
    return _PLURAL.sub("", folded(name).replace("ies ", "y "))


def _alias(mention: flat.Mention) -> str:
    """The short name that stands in brackets behind a name, folded; empty where none does."""
    alias = mention.details.get("alias")
    return _alike(str(alias[0])) if isinstance(alias, tuple | list) else ""


def _is_one(mention: flat.Mention) -> bool:
    return mention.text.split()[-1].lower() in _ONE


class Occasions:
    """The events of an article, clustered out of their mentions."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.found: list[Occasion] = []
        self._named: dict[str, Occasion] = {}

    def read(self, nodes: Iterable[Node]) -> None:
        """Cluster the mentions, in the order of the text."""
        for node in nodes:
            mention = node.mention
            if mention is None or (mention.details.get("plural") and not _is_one(mention)):
                continue
            occasion = self._renamed(node) or self._match(node)
            if occasion is None:
                concept = str(mention.details.get("concept", "")).split(":", 1)[-1]
                occasion = Occasion(f"event:{len(self.found) + 1}", concept or "meeting")
                self.found.append(occasion)
            self._note(occasion, node)

    def beside_signings(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The claims, without those of a ceremony that is nothing but the signing of a paper.

        Its day and its place are the paper's, and who attends it is the paper's witness. One of
        which more is told, such as how many papers are signed at it, is an event.
        """
        signed = any(one.predicate is Predicate.SIGNATURE for one in claims)
        of_signing = {one.key for one in self.found if one.is_of_signing and signed}
        more = {key for one in claims if one.predicate in _MORE for key in _entities(one)}
        for claim in claims:
            if not (of_signing - more) & set(_entities(claim)):
                yield claim

    def _renamed(self, node: Node) -> Occasion | None:
        """The event to which a name behind it is given: `…, also known as the Ramstein Format`."""
        last = max((n for o in self.found for n in o.nodes), key=_end, default=None)
        if last is None or last.end > node.start or node.start - last.end > _AKA_FAR:
            return None
        between = self._context.article.text[last.end : node.start]
        return self.of(self._context.key(last)) if _AKA.search(between) else None

    def _note(self, occasion: Occasion, node: Node) -> None:
        mention = node.mention
        assert mention is not None
        text = name_of(mention)
        proper = bool(text)
        antecedent = None
        if occasion.nodes and not proper:
            first = occasion.nodes[0]
            antecedent = (first.start, first.end)
        occasion.nodes.append(node)
        wording = text if proper else (mention.text.split()[-1] if not occasion.proper else "")
        if proper:
            occasion.proper = True
            self._named[_alike(text)] = occasion
            if short := _alias(mention):
                self._named[short] = occasion
        self._context.things.add(
            occasion.key,
            Kind.EVENT,
            wording,
            concept=f"event-kind:{occasion.concept}",
            proper=occasion.proper,
        )
        self._context.assign(node, occasion.key, antecedent)

    def _match(self, node: Node) -> Occasion | None:
        mention = node.mention
        assert mention is not None
        concept = str(mention.details.get("concept", "")).split(":", 1)[-1]
        if name_of(mention):
            name = _alike(name_of(mention))
            known = self._named.get(name) or self._named.get(_alias(mention))
            if known is not None:
                return known
            names = [one for one in (name, _alias(mention)) if len(one) > _SHORT]
            for other, occasion in self._named.items():
                if any(one in other or other in one for one in names):
                    return occasion
            return next((one for one in self.found if self._is_unnamed(one, concept)), None)
        if not mention.details.get("definite"):
            return None
        for occasion in self.found:
            if concept == occasion.concept or {concept, occasion.concept} <= _ALIKE:
                return occasion
        return None

    def _is_unnamed(self, occasion: Occasion, concept: str) -> bool:
        """Whether an event of a kind waits for its name; persons meet more than once."""
        told = concept in _STAGES or all(map(self._is_told_above, occasion.nodes))
        return told and not occasion.proper and occasion.concept == concept

    def _is_told_above(self, node: Node) -> bool:
        """Whether a heading has it."""
        found = self._context.article.sentence_at(node.start)
        return found is not None and found.heading

    def of(self, key: str) -> Occasion | None:
        """The event of a key."""
        return next((one for one in self.found if one.key == key), None)

    def last_before(self, place: int) -> Occasion | None:
        """The event that the article named last before a place, not long before."""
        named = [(n.start, o) for o in self.found for n in o.nodes if n.end <= place]
        last, occasion = max(named, key=lambda one: one[0], default=(0, None))
        return occasion if place - last < _NEAR else None

    def stage_before(self, place: int) -> Occasion | None:
        """The event that the article tells of at a place, one that people come to."""
        stages = (o for o in self.found if o.concept in _STAGES and o.nodes[0].start < place)
        return next(stages, None)


def one_meeting(claims: Sequence[Claim], things: Things) -> Iterator[Claim]:
    """The claims, with meetings of the same persons in one article as one event.

    `The ministers met`, `during the talks` and `a meeting` are told apart only by their names,
    or where others took part; visits by whither they lead, too.
    """
    people: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for claim in claims:
        event = claim.entity("occasion")
        if claim.predicate is Predicate.PARTICIPATION and things.kind_of(event) is Kind.EVENT:
            people.setdefault(event, set()).add(claim.entity("participant"))
        if claim.predicate is Predicate.EVENT and claim.entity("place"):
            places.setdefault(claim.entity("event"), set()).add(claim.entity("place"))
    first: dict[frozenset[str], str] = {}
    same: dict[str, str] = {}
    for event, who in people.items():
        if len(who) > 1 and things.is_described(event, "event-kind:meeting"):
            same[event] = first.setdefault(frozenset(who), event)
        elif event in places and things.is_described(event, "event-kind:visit"):
            same[event] = first.setdefault(frozenset(who | places[event]), event)
    for claim in claims:
        yield replace(claim, arguments=tuple(_of_one(claim.arguments, same)))


def _of_one(
    arguments: Iterable[tuple[str, Argument]], same: Mapping[str, str]
) -> Iterator[tuple[str, Argument]]:
    for role, argument in arguments:
        if isinstance(argument, Mention) and argument.entity in same:
            yield role, argument._replace(entity=same[argument.entity])
        else:
            yield role, argument
