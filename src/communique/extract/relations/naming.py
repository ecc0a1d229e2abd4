"""Which thing each node names: countries, places, persons, initiatives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.claims import Kind
from communique.extract.relations.context import Context
from communique.extract.relations.skeleton import Node
from communique.extract.relations.things import folded

_STATE = re.compile(
    r"(?:\w+'?s? )*(?:Republic|Kingdom|Principality|Grand Duchy|Sultanate|State) of "
)
_FORMAL = re.compile(r"(?:Hellenic|Italian|Portuguese|Slovak|Slovene) Republic|Russian Federation")
"""Names of countries that no report uses where it has a shorter one."""
_TWO = frozenset({"Korea", "Congo", "China"})
"""Names that two countries share without the kind of state."""
_ALONE = 3
"""How many times more often than any other the one country of an article is named."""
_OF_STATES = frozenset({"Ministry", "Government", "ArmedForces", "Agency"})
_LANDS = frozenset({"COUNTRY", "DEMONYM", "CAPITAL"})


class Naming:
    """Gives nodes their keys, in the order of the text."""

    def __init__(self, context: Context, countries: Mapping[str, str]) -> None:
        """Take names of countries by their codes."""
        self._context = context
        self._names = countries
        self.only = ""
        """The one country that the article is about; empty where there are several."""
        self.leading = ""
        """The one whose posts it need not name: that of the outlet whose report it is."""

    def countries(self, nodes: Sequence[Node]) -> list[str]:
        """Name countries and places; the two countries most spoken of, where two stand out."""
        counted: Counter[str] = Counter()
        for node in nodes:
            details = node.mention.details if node.mention else {}
            if node.sort in _LANDS and details.get("country"):
                key = f"country:{details['country']}"
                name = self._names.get(details["country"], "")
                self._context.things.add(key, Kind.COUNTRY, name)
                if node.sort == "COUNTRY" and node.mention and not _FORMAL.match(node.mention.text):
                    self._context.things.add(key, Kind.COUNTRY, _unstyled(node.mention.text))
                self._context.assign(node, key)
                counted[key] += 1
            elif node.sort in ("PLACE", "HERE") and node.mention:
                self._place(node)
        first = counted.most_common(3)
        spoken = (counted + Counter(map(_own, nodes)) - Counter({"": len(nodes)})).most_common(2)
        if spoken and (len(spoken) == 1 or spoken[0][1] >= _ALONE * spoken[1][1]):
            self.only = spoken[0][0]
        self.leading = self.only
        if len(first) < 2 or (len(first) == 3 and first[2][1] == first[1][1]):
            return []
        principals = [key for key, _ in first[:2]]
        homes = {f"country:{home}" for home in map(_home, nodes) if home} & {*counted}
        self.leading = homes.pop() if len(homes) == 1 else ""
        return principals

    def _place(self, node: Node) -> None:
        assert node.mention is not None
        land = node.mention.details.get("country")
        owner = f"country:{land}" if land and f"country:{land}" in self._context.things else ""
        dateline = node.mention.details.get("dateline")
        name = str(node.mention.details["name"]) if dateline else node.mention.text
        key = f"place:{folded(name)}"
        self._context.things.add(key, Kind.PLACE, name, owner=owner)
        self._context.assign(node, key, dateline)

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

    def initiatives(self, nodes: Iterable[Node]) -> None:
        """Name initiatives."""
        for node in nodes:
            assert node.mention is not None
            proper = node.mention.details.get("proper")
            name = proper[0] if proper else node.mention.text.strip("\"'“”")
            key = f"initiative:{folded(name)}"
            self._context.things.add(key, Kind.INITIATIVE, name)
            self._context.assign(node, key)


def _unstyled(country: str) -> str:
    """A country's name without the kind of state: `Moldova` of `Republic of Moldova`."""
    short = country.rpartition(" of ")[2].removeprefix("the ")
    return short if _STATE.match(country) and short not in _TWO else country


def _own(node: Node) -> str:
    """The country whose body of state a node names; empty for all else."""
    details = node.mention.details if node.mention else {}
    state = details.get("kind") in _OF_STATES and details.get("country")
    return f"country:{state}" if state else ""


def _home(node: Node) -> str:
    """The country whose news an outlet reports; empty for all else."""
    return str(node.mention.details.get("home", "")) if node.mention else ""
