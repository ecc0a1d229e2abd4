"""Who signs a paper: the parties that a sentence names, and the persons who sign for them."""

from __future__ import annotations

from collections.abc import Sequence

from communique.claims import Kind
from communique.extract.relations.firing import Firing
from communique.extract.relations.office import singular
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import bag

_RELATIVE = frozenset({"which", "who", "whose", "where"})
_PARTICIPLES = frozenset({"signing", "inking", "concluding", "sealing"})
_SCENE = frozenset({"in", "to", "at"})
_POSSESSIVE = frozenset({"'s", "'", "’s", "’"})
_SAYING = frozenset({"said", "says", "stated", "reported", "announced", "noted", "confirmed"})


def parties_of(firing: Firing) -> list[tuple[str, Node | None, Node]]:
    """For each who signs: the side, the person where one is named, the node that says it."""
    side = firing.node("side")
    found: list[tuple[str, Node | None, Node]] = []
    listed = [*firing.nodes("parties"), *firing.nodes("others"), *firing.nodes("lands")]
    if listed and _says_so(firing, listed[-1]):
        listed.pop()
    if _is_told_aside(firing):
        listed = [node for node in listed if node not in firing.nodes("parties")]
    holders = _holders(firing)
    listed = [node for node in listed if not (_is_scene(firing, node) or _is_owner(firing, node))]
    for named in (*listed, *firing.pair(), *firing.he(), *_counterpart(firing, listed)):
        node = firing.desk.we.get(named, named)
        key = firing.context.key(node)
        if not key:
            continue
        if firing.context.things.kind(key) is Kind.PERSON:
            stands = side or firing.desk.offices.stand.get(named.number)
            given = firing.context.key(stands) if stands else firing.side(node)
            found.append((given, node, node))
        else:
            holder = firing.desk.titles.holders.get(node.number) or holders.get(key)
            found.append((key, holder, node))
    return found


def _is_scene(firing: Firing, node: Node) -> bool:
    """Whether it is where they sign, or who says so: `On a visit to Chile, Norway signed`."""
    place = _place(firing, node)
    return place > 0 and firing.skeleton.items[place - 1].form in _SCENE


def _is_told_aside(firing: Firing) -> bool:
    """Whether others sign: `Norway, which borders Sweden, signed`, `thanked Sweden, signing`."""
    named = firing.nodes("parties")
    if not named or _place(firing, named[0]) != firing.match.first:
        return False
    items = firing.skeleton.items
    behind = [item.form for item in items[_place(firing, named[-1]) + 1 :][:2]]
    before = [item.form for item in items[: firing.match.first]]
    clause = before[len(before) - before[::-1].index(",") :] if "," in before else []
    return behind[0] == "," and (
        (bool(before) and behind[1] in _PARTICIPLES) or not _RELATIVE.isdisjoint(clause[:1])
    )


def _is_owner(firing: Firing, node: Node) -> bool:
    """Whether it only tells whose a party is that has no name here: `with Norway's shipyards`."""
    behind = firing.skeleton.items[_place(firing, node) + 1 :][:2]
    whose = bool(behind) and behind[0].node is None and behind[0].form in _POSSESSIVE
    person = len(behind) > 1 and behind[1].node is not None and behind[1].node.sort == "PERSON"
    return whose and not person and firing.skeleton.items[firing.match.last - 1].node is node


def _place(firing: Firing, node: Node) -> int:
    """The number of the item of a node; 0 for none."""
    items = firing.skeleton.items
    return next((at for at, item in enumerate(items) if item.node is node), 0)


def _holders(firing: Firing) -> dict[str, Node]:
    """Who holds, in each country, the posts that sign: `the Saudi and Greek foreign ministers`.

    A counterpart holds the post of the one whose counterpart he is.
    """
    offices = firing.desk.offices.found
    titles = {bag(singular(one.mention.text)) for one in firing.nodes("posts") if one.mention}
    if firing.nodes("lands"):
        signers = {firing.context.key(node) for node in firing.nodes("parties")}
        own = [one for one in offices if firing.context.key(one.holder) in signers]
        titles |= {bag(one.title) for one in own}
    return {one.owner_key: one.holder for one in offices if bag(one.title) in titles}


def _counterpart(firing: Firing, listed: Sequence[Node]) -> list[Node]:
    """Whose counterpart the one party is that is named: `signed with his Norwegian counterpart`."""
    if len(listed) != 1 or listed[0].sort != "PERSON":
        return []
    like = [one.like for one in firing.desk.offices.found if one.holder.number == listed[0].number]
    return [one.holder for one in like if one is not None and one.holder.end <= listed[0].start]


def _says_so(firing: Firing, node: Node) -> bool:
    """Whether the last of a list is the source and no party: `by A and B, the ministry said`."""
    after = firing.skeleton.items[firing.match.last : firing.match.last + 2]
    says = any(item.form in _SAYING for item in after)
    return node.sort == "ORGANIZATION" and bool(after) and after[0].node is None and says
