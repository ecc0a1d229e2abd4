"""Which thing each node names: countries, places, persons, organisations, initiatives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.claims import Argument, Claim, Kind, Mention, Predicate, Words
from communique.extract import mention as flat
from communique.extract.relations.context import Context
from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import folded

_OF_STATES = frozenset({Kind.MINISTRY, Kind.GOVERNMENT, Kind.ARMED_FORCES, Kind.AGENCY})
"""Organisations that belong to a country, which a bare name leaves open."""
_ALONE_TOLD = _OF_STATES - {Kind.GOVERNMENT}
"""Those of which kind and country are told though nothing else is said of them."""
_UNTOLD = frozenset({Kind.ORGANIZATION, Kind.MEDIA_OUTLET})
_SMALL = frozenset({"of", "for", "and", "the", "on", "in"})
_ALONE = 3
"""How many times more often than any other the one country of an article is named."""
_RULE = "organization-name/1"
"""The grammar of names that finds organisations; what their own words say has no other rule."""
_NAMED = frozenset({"EVENT", "AGREEMENT", "INITIATIVE"})
_LANDS = frozenset({"COUNTRY", "DEMONYM", "CAPITAL"})


class Naming:
    """Gives nodes their keys, in the order of the text."""

    def __init__(self, context: Context, countries: Mapping[str, str]) -> None:
        """Take names of countries by their codes."""
        self._context = context
        self._names = countries
        self._owners: dict[int, str] = {}
        """The country that a rule found beside an organisation's name."""
        self._belonging: dict[int, Match] = {}
        self._organizations: list[Node] = []
        self.only = ""
        """The one country that the article is about; empty where there are several."""

    def countries(self, nodes: Iterable[Node]) -> list[str]:
        """Name countries and places; the two countries most spoken of, where two stand out."""
        counted: Counter[str] = Counter()
        for node in nodes:
            details = node.mention.details if node.mention else {}
            if node.sort in _LANDS and details.get("country"):
                key = f"country:{details['country']}"
                name = self._names.get(details["country"], "")
                self._context.things.add(key, Kind.COUNTRY, name)
                if node.sort == "COUNTRY" and node.mention:
                    self._context.things.add(key, Kind.COUNTRY, node.mention.text)
                self._context.assign(node, key)
                counted[key] += 1
            elif node.sort == "PLACE" and node.mention:
                self._place(node)
        first = counted.most_common(3)
        if first and (len(first) == 1 or first[0][1] >= _ALONE * first[1][1]):
            self.only = first[0][0]
        if len(first) < 2 or (len(first) == 3 and first[2][1] == first[1][1]):
            return []
        return [key for key, _ in first[:2]]

    def _place(self, node: Node) -> None:
        assert node.mention is not None
        land = node.mention.details.get("country")
        owner = f"country:{land}" if land and f"country:{land}" in self._context.things else ""
        key = f"place:{folded(node.mention.text)}"
        self._context.things.add(key, Kind.PLACE, node.mention.text, owner=owner)
        self._context.assign(node, key)

    def belonging(self, match: Match) -> None:
        """Take what a rule says of the country of organisations."""
        for say in match.rule.says:
            owners = match.nodes(say.roles["owner"])
            for node in match.nodes(say.roles["things"]):
                if owners and node.mention and not node.mention.details.get("country"):
                    self._owners.setdefault(node.number, self._context.key(owners[0]))
                    self._belonging.setdefault(node.number, match)

    def persons(self, nodes: Iterable[Node]) -> None:
        """Name persons; a surname is that of the person last named in full."""
        full: dict[str, str] = {}
        for node in nodes:
            if node.mention is None:
                continue
            text = node.mention.text
            of = node.mention.details.get("surname_of")
            name = str(of) if isinstance(of, str) and of else text
            key = full.get(folded(name).split()[-1]) if len(name.split()) == 1 else None
            key = key or f"person:{folded(name)}"
            self._context.things.add(key, Kind.PERSON, name)
            self._context.assign(node, key)
            words = [word for word in folded(name).split() if word not in ("jr", "sr")]
            if len(words) > 1:
                full[words[-1]] = key

    def organizations(self, nodes: Sequence[Node]) -> None:
        """Name organisations; a bare ministry is of the country of its list or its namesake."""
        known: dict[str, set[str]] = {}
        owners: dict[int, str] = {}
        before: Node | None = None
        for node in nodes:
            details = node.mention.details if node.mention else {}
            owner = f"country:{details['country']}" if details.get("country") else ""
            owner = owner or self._owners.get(node.number, "")
            if not owner and self._is_of_state(node) and before and self._is_near(before, node):
                owner = owners.get(before.number, "")
            if owner and owner not in self._context.things:
                name = self._names.get(owner.partition(":")[2], "")
                self._context.things.add(owner, Kind.COUNTRY, name)
            owners[node.number] = owner
            if owner:
                known.setdefault(self._core(node), set()).add(owner)
            before = node
        for node in nodes:
            if node.mention and node.mention.details.get("alias_of"):
                continue
            owner = owners[node.number]
            same = known.get(self._core(node), set())
            if not owner and len(same) == 1:
                owner = next(iter(same))
            self._name(node, owner)
        named = {
            folded(self._context.things.wording(k)): k for k in map(self._context.key, nodes) if k
        }
        spelled = {folded(n.mention.text): self._context.key(n) for n in nodes if n.mention}
        for node in nodes:
            full = folded(str(node.mention.details.get("alias_of") or "")) if node.mention else ""
            if full:
                key = spelled.get(full) or named.get(full)
                if key:
                    self._context.assign(node, key)
                else:
                    self._name(node, owners[node.number])

    def adopt(self, home: str) -> None:
        """Give the country of the article to bare ministries and forces that are of no other."""
        for node in self._organizations:
            key = self._context.key(node)
            if _is_loose(node):
                continue
            if home and self._is_of_state(node) and not self._context.things.owner(key):
                self._context.things.add(key, self._kind(node), owner=home)

    def _is_near(self, before: Node, node: Node) -> bool:
        """Whether two names stand in one list: a comma, `and` between them, and little else."""
        between = self._context.article.text[before.end : node.start]
        words = between.replace(",", " ").split()
        return len(between) < 40 and {*words} <= {"and", "the", "as", "well", "(", ")"}

    def _is_of_state(self, node: Node) -> bool:
        return self._kind(node) in _OF_STATES

    def _kind(self, node: Node) -> Kind:
        return (
            Kind(node.mention.details.get("kind", "Organization"))
            if node.mention
            else Kind.ORGANIZATION
        )

    def _core(self, node: Node) -> str:
        """The words of a name, in whatever order: `Ministry of Defence`, `Defense Ministries`."""
        assert node.mention is not None
        said = folded(node.mention.details.get("core") or node.mention.text).split()
        return " ".join(sorted(_stem(word) for word in said if word not in _SMALL)) or said[0]

    def _name(self, node: Node, owner: str) -> None:
        assert node.mention is not None
        kind = self._kind(node)
        key = f"organization:{self._core(node)}:{owner}"
        wording = _worded(node.mention)
        self._context.things.add(key, kind, wording, owner=owner)
        self._context.assign(node, key)
        alias = node.mention.details.get("alias")
        if alias:
            self._context.things.alias(
                key, alias[0] if isinstance(alias, tuple | list) else str(alias)
            )
        self._organizations.append(node)

    def claims(self, spoken_of: frozenset[str], others: Iterable[Node]) -> Iterator[Claim]:
        """Kind, country and other names of the organisations that some claims speak of.

        Of other things only the other names.
        Those whose own words say kind and country are told in any case.
        """
        for node in self._organizations:
            key = self._context.key(node)
            kind = self._context.things.kind(key)
            owner = self._context.things.owner(key)
            says_all = bool(node.mention and node.mention.details.get("country"))
            own = says_all and kind in _ALONE_TOLD and not _is_loose(node)
            if not (own or key in spoken_of):
                continue
            if kind not in _UNTOLD and not _is_loose(node):
                yield self._claim(node, Predicate.KIND, [])
            if kind in _UNTOLD and kind is not Kind.ORGANIZATION:
                continue
            if owner:
                yield self._country(node, owner)
            yield from self._alias(node)
        for node in others:
            if node.sort in _NAMED and self._context.key(node) in spoken_of:
                yield from self._alias(node)

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

    def initiatives(self, nodes: Iterable[Node]) -> None:
        """Name initiatives."""
        for node in nodes:
            assert node.mention is not None
            proper = node.mention.details.get("proper")
            name = proper[0] if proper else node.mention.text.strip("\"'“”")
            key = f"initiative:{folded(name)}"
            self._context.things.add(key, Kind.INITIATIVE, name)
            self._context.assign(node, key)


def _stem(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("s") or word


def _is_loose(node: Node) -> bool:
    """Whether a name tells no kind for sure: offices, embassies, several at once."""
    said = folded(node.mention.text).split() if node.mention else []
    if node.mention and node.mention.details.get("kind") == Kind.INTERNATIONAL_ORGANIZATION:
        return False
    if node.mention and folded(str(node.mention.details.get("core") or "")) == "ministry":
        return True
    return bool(
        {
            "office",
            "embassy",
            "ministries",
            "governments",
            "authorities",
            "parliament",
            "commission",
        }
        & {*said}
    )


def _worded(mention: flat.Mention) -> str:
    """The name that a mention gives, without the article and a country in the genitive."""
    text = mention.text
    if "'s " in text or "' " in text:
        text = str(mention.details.get("core") or text)
    return text.removeprefix("the ").removeprefix("The ")
