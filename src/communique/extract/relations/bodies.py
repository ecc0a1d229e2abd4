"""Which organisation each node names, of what kind it is, and whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.claims import Argument, Claim, Kind, Mention, Predicate, Words
from communique.extract import mention as flat
from communique.extract.relations.context import Context
from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import folded

_OF_STATES = frozenset({Kind.MINISTRY, Kind.GOVERNMENT, Kind.ARMED_FORCES, Kind.AGENCY})
"""Organisations that belong to a country, which a bare name leaves open."""
_ONE_EACH = frozenset({Kind.MINISTRY, Kind.ARMED_FORCES})
"""Those that each country has."""
_UNTOLD = frozenset({Kind.ORGANIZATION, Kind.MEDIA_OUTLET})
_FOR_OTHERS = _UNTOLD | {Kind.INTERNATIONAL_ORGANIZATION, Kind.GOVERNMENT}
"""Kinds of organisations of which nothing is told unless something else is said of them."""
_PARTS = frozenset({"wing", "brigade", "regiment", "battalion", "squadron", "fleet", "command"})
_BOARDS = frozenset(
    {"staff", "committee", "council", "secretariat", "commission", "board", "centre"}
)
_MERE = _PARTS | _BOARDS | {"center", "headquarters"}
"""Last words of names of parts and of gatherings, of which as little is told."""
_FORCES = frozenset({"military", "militaries"})
_SMALL = frozenset({"of", "for", "and", "the", "on", "in"})
_LOOSE = frozenset({"ministries", "governments", "authorities"}) | {
    *("office", "embassy", "headquarters", "parliament", "commission")
}
_STATELESS = frozenset({Kind.COALITION, Kind.INTERNATIONAL_ORGANIZATION})
"""Kinds of organisations that belong to no country, though their names may hold one."""
_RULE = "organization-name/1"
"""The grammar of names that finds organisations; what their own words say has no other rule."""
_NAMED = frozenset({"EVENT", "AGREEMENT", "INITIATIVE"})


class Bodies:
    """Gives the nodes of organisations their keys, in the order of the text."""

    def __init__(self, context: Context, countries: Mapping[str, str]) -> None:
        """Take names of countries by their codes."""
        self._context = context
        self._names = countries
        self._owners: dict[int, str] = {}
        """The country that a rule found beside an organisation's name."""
        self._belonging: dict[int, Match] = {}
        self._spelled: dict[tuple[str, str], str] = {}
        self._further: dict[int, Node] = {}
        """The second of two countries: `the Norwegian-Danish company X`."""
        self._found: list[Node] = []

    def read(self, match: Match) -> None:
        """Take what a rule says of organisations and countries."""
        for say in match.rule.says:
            owners = match.nodes(say.roles["owner"])
            if say.builder == "belonging_too":
                self._further |= {one.number: owners[0] for one in match.nodes(say.roles["things"])}
                continue
            self._belong(match, match.nodes(say.roles["things"]), owners)

    def _belong(self, match: Match, things: Sequence[Node], owners: Sequence[Node]) -> None:
        """The country of organisations, told by a word beside their names."""
        land = self._land(owners[0]) if owners else ""
        for node in things:
            if land and node.mention and not node.mention.details.get("country"):
                self._owners.setdefault(node.number, land)
                self._belonging.setdefault(node.number, match)

    def _land(self, owner: Node) -> str:
        """The country that owns something, or that of the organisation which does."""
        if owner.sort != "ORGANIZATION" or owner.mention is None:
            return self._context.key(owner)
        land = owner.mention.details.get("country")
        return f"country:{land}" if land else self._owners.get(owner.number, "")

    def name(self, nodes: Sequence[Node]) -> None:
        """Name organisations; a bare ministry is of the country of its list or its namesake."""
        owners = self._owned(nodes)
        known: dict[str, set[str]] = {}
        for node in nodes:
            if owners[node.number]:
                known.setdefault(_core(node), set()).add(owners[node.number])
        whole = [n for n in nodes if not (n.mention and n.mention.details.get("alias_of"))]
        for node in whole:
            same = known.get(_core(node), set())
            self._name(node, owners[node.number] or (next(iter(same)) if len(same) == 1 else ""))
        self._again(nodes, owners)

    def _owned(self, nodes: Sequence[Node]) -> dict[int, str]:
        """The country of each organisation, by the numbers of the nodes; empty where it is open."""
        named = {_core(node) for node in nodes if self._owner(node)}
        owners: dict[int, str] = {}
        before: Node | None = None
        for node in nodes:
            owner = self._owner(node)
            if not owner and _is_of_state(node) and before and self._is_near(before, node):
                owner = owners.get(before.number, "")
            if owner and owner not in self._context.things:
                name = self._names.get(owner.partition(":")[2], "")
                self._context.things.add(owner, Kind.COUNTRY, name)
            owners[node.number] = owner
            if owner and before and not owners[before.number] and self._shares(before, node):
                owners[before.number] = "" if _core(before) in named else owner
            before = node
        return owners

    def _again(self, nodes: Sequence[Node], owners: Mapping[int, str]) -> None:
        """Name those that are told by a shorter name, or by initials."""
        things, key_of = self._context.things, self._context.key
        named = {folded(things.wording(key)): key for key in map(key_of, nodes) if key}
        spelled = {folded(n.mention.text): key_of(n) for n in nodes if n.mention}
        for node in nodes:
            if node.mention is None or not node.mention.details.get("alias_of"):
                continue
            full = folded(str(node.mention.details["alias_of"]))
            key = spelled.get(full) or named.get(full)
            if not key:
                self._name(node, owners[node.number])
                continue
            self._context.assign(node, key)
            spelled[folded(node.mention.text)] = key
            things.add(key, _kind(node), owner=owners[node.number])
            self._found.append(node)

    def _owner(self, node: Node) -> str:
        """The country of an organisation, by its own words or those beside it."""
        country = node.mention.details.get("country") if node.mention else None
        if _kind(node) in _STATELESS:
            return ""
        return f"country:{country}" if country else self._owners.get(node.number, "")

    def adopt(self, home: str, leading: str) -> None:
        """Give a country of the article to bare bodies of state that are of no other.

        To ministries and forces that with which the article leads, to others its home.
        """
        for node in self._found:
            key, kind = self._context.key(node), _kind(node)
            owner = (leading if kind in _ONE_EACH else "") or home
            if owner and kind in _OF_STATES and not _is_loose(node):
                self._context.things.add(key, kind, owner=self._context.things.owner(key) or owner)

    def _is_near(self, before: Node, node: Node) -> bool:
        """Whether two names stand in one list: a comma, `and` between them, and little else."""
        between = self._context.article.text[before.end : node.start]
        words = between.replace(",", " ").split()
        return len(between) < 40 and {*words} <= {"and", "the", "as", "well", "(", ")"}

    def _shares(self, before: Node, node: Node) -> bool:
        """Whether the country behind a name is that of the name before `and`, too."""
        joint = self._context.article.text[before.end : node.start].split()
        both = _is_of_state(before) and _is_of_state(node)
        last = node.mention is not None and not node.mention.text.endswith(_core_text(node))
        apart = _core(before) != _core(node)
        return both and last and apart and joint[:1] == ["and"] and {*joint} <= {"and", "the"}

    def _name(self, node: Node, owner: str) -> None:
        assert node.mention is not None
        kind = _kind(node)
        key = f"organization:{_core(node)}:{owner}"
        wording = "" if self._is_variant(node, key) else _worded(node.mention)
        self._context.things.add(key, kind, wording, owner=owner)
        self._context.assign(node, key)
        alias = node.mention.details.get("alias")
        if alias:
            self._context.things.alias(
                key, alias[0] if isinstance(alias, tuple | list) else str(alias)
            )
        self._found.append(node)

    def claims(self, spoken_of: frozenset[str], others: Iterable[Node]) -> Iterator[Claim]:
        """Kind, country and other names of organisations; of other things only the other names.

        Media, governments and organisations of states are told of where some claims speak of them,
        and so are those whose names leave the kind open.
        """
        for node in self._found:
            key = self._context.key(node)
            kind = self._context.things.kind(key)
            owner = self._context.things.owner(key)
            told = key in spoken_of or self._is_told(node, kind)
            if not told or self._is_variant(node, key):
                continue
            if kind not in _UNTOLD and not _is_loose(node):
                yield self._claim(node, Predicate.KIND, [])
            if kind in _UNTOLD and kind is not Kind.ORGANIZATION:
                continue
            if owner:
                yield self._country(node, owner)
            if node.number in self._further:
                yield self._also(node, self._further[node.number])
            yield from self._alias(node)
        for node in others:
            if node.sort in _NAMED and self._context.key(node) in spoken_of:
                yield from self._alias(node)

    def _is_variant(self, node: Node, key: str) -> bool:
        """Whether a name differs by a plural from the one told first: `Material`, `Materials`."""
        said = folded(node.mention.text) if node.mention else ""
        first = self._spelled.setdefault((key, " ".join(map(_stem, said.split()))), said)
        return first != said

    def _is_told(self, node: Node, kind: Kind) -> bool:
        """Whether an organisation is told of though nothing else is said of it."""
        words = folded(_core_text(node)).split()
        mere = words == ["ministry"] or not _MERE.isdisjoint(words[-1:])
        return not (mere or kind in _FOR_OTHERS or _is_loose(node) or _is_common(node))

    def _country(self, node: Node, owner: str) -> Claim:
        match = self._belonging.get(node.number)
        context = self._context
        if match is not None:
            say = match.rule.says[0]
            place = match.nodes(say.roles["owner"])[0]
            stretch = min(place.start, node.start), max(place.end, node.end)
            country = Mention(owner, context.span(place.start, place.end))
            return self._claim(
                node, Predicate.COUNTRY, [("country", country)], stretch, match.rule.id
            )
        country = Mention(owner, context.span(node.start, node.end))
        return self._claim(node, Predicate.COUNTRY, [("country", country)])

    def _also(self, node: Node, land: Node) -> Claim:
        """The claim of a second country."""
        country = Mention(self._context.key(land), self._context.span(land.start, land.end))
        stretch = min(land.start, node.start), max(land.end, node.end)
        rule = self._belonging[node.number].rule.id if node.number in self._belonging else _RULE
        return self._claim(node, Predicate.COUNTRY, [("country", country)], stretch, rule)

    def _alias(self, node: Node) -> Iterator[Claim]:
        alias = node.mention.details.get("alias") if node.mention else None
        if isinstance(alias, tuple | list) and len(alias) == 3:
            name, start, end = alias
            words = Words(name, self._context.span(start, end))
            stretch = min(node.start, start), max(node.end, end)
            yield self._claim(node, Predicate.ALIAS, [("name", words)], stretch)

    def _claim(
        self,
        node: Node,
        predicate: Predicate,
        more: Sequence[tuple[str, Argument]],
        stretch: tuple[int, int] | None = None,
        rule: str = _RULE,
    ) -> Claim:
        span = self._context.span(*(stretch or (node.start, node.end)))
        thing = self._context.mention(node)
        return Claim(predicate, (("thing", thing), *more), span, thing.span, rule)


def _stem(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("s") or word


def _is_loose(node: Node) -> bool:
    """Whether a name tells no kind for sure: offices, embassies, several at once."""
    said = folded(node.mention.text).split() if node.mention else []
    if node.mention and node.mention.details.get("kind") == Kind.INTERNATIONAL_ORGANIZATION:
        return False
    if node.mention and folded(_core_text(node)) == "ministry":
        return "country" not in node.mention.details
    return bool(_LOOSE & {*said})


def _is_common(node: Node) -> bool:
    """Whether a common noun stands for a country's forces: `the Danish military`."""
    return _kind(node) is Kind.ARMED_FORCES and _core_text(node) in _FORCES


def _core_text(node: Node) -> str:
    """The words of a name without the country."""
    assert node.mention is not None
    return str(node.mention.details.get("core") or node.mention.text)


def _is_of_state(node: Node) -> bool:
    return _kind(node) in _OF_STATES


def _kind(node: Node) -> Kind:
    details = node.mention.details if node.mention else {}
    return Kind(details.get("kind", "Organization"))


def _core(node: Node) -> str:
    """The words of a name, in whatever order: `Ministry of Defence`, `Defense Ministries`."""
    assert node.mention is not None
    details = node.mention.details
    said = folded(details.get("one") or details.get("core") or node.mention.text).split()
    return " ".join(sorted(_stem(word) for word in said if word not in _SMALL)) or said[0]


def _worded(mention: flat.Mention) -> str:
    """The name that a mention gives, without the article and a country in the genitive."""
    text = mention.text
    if "'s " in text or "' " in text:
        text = str(mention.details.get("core") or text)
    return text.removeprefix("the ").removeprefix("The ")
