"""The made-up world that generated documents report on: identity only, made when first spoken of.

All names are built from syllables; nobody and nothing in it exists. Terms are written as in Turtle.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

Triple = tuple[str, str, str]
"""Subject, predicate and object, each as Turtle writes it."""

THINGS = "https://w3id.org/communique/id/"
FIRST_DAY = date(2022, 1, 1)
DAYS = 1640
_TERM = 900
"""Days in a term of office."""
_NOWHERE = 900_000_000
"""Numbers of Wikidata items begin far below; those of the generated links name nothing."""

POSTS = (
    ("minister-of-defence", "Minister of Defence", "cmq:MinisterialPost", "rank:minister"),
    ("foreign-minister", "Foreign Minister", "cmq:MinisterialPost", "rank:minister"),
    ("minister-of-industry", "Minister of Industry", "cmq:MinisterialPost", "rank:minister"),
    ("minister-of-economy", "Minister of the Economy", "cmq:MinisterialPost", "rank:minister"),
    ("deputy-minister-of-defence", "Deputy Minister of Defence", "cmq:DeputyMinisterialPost",
     "rank:deputy-minister"),
    ("president", "President", "cmq:Post", "rank:head-of-state"),
    ("prime-minister", "Prime Minister", "cmq:Post", "rank:head-of-government"),
)  # fmt: skip
BODIES = {
    "ministry-of-defence": ("Ministry of Defence", "cmq:Ministry"),
    "ministry-of-industry": ("Ministry of Industry", "cmq:Ministry"),
    "government": ("Government", "cmq:Government"),
    "armed-forces": ("Armed Forces", "cmq:ArmedForces"),
    "procurement-agency": ("Procurement Agency", "cmq:Agency"),
    "export-fund": ("Export Fund", "cmq:PublicFund"),
}
_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v")
_VOWELS = ("a", "e", "i", "o", "u", "au", "ei")
_CODAS = ("", "", "l", "n", "r", "s", "k", "m")


@dataclass(frozen=True)
class Post:
    """A post and who holds it on the day asked for."""

    name: str
    label: str
    type: str
    rank: str
    within: str
    """The country or organisation that the post is in."""
    holder: str


@dataclass
class World:
    """Countries, bodies, people and companies, and the registry that identifies them."""

    random: random.Random
    documents: int
    """About how many documents there will be; the more, the more companies and outlets."""
    registry: dict[str, list[Triple]] = field(default_factory=lambda: defaultdict(list))
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Subject, its label, and the item that it is the same as."""
    labels: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    countries: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    """The country of an organisation or place."""
    uses: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How often something was asked for."""
    _made: dict[object, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the countries; few of them are in most of the news."""
        number = min(60, max(10, self.documents // 40))
        for rank in range(number):
            country = self.register("country", "cmq:Country", self.name(2), spelling=True)
            self.countries.append(country)
            self.codes[country] = f"{chr(65 + rank // 26)}{chr(65 + rank % 26)}"
        self._weights = list(accumulate(1 / (rank + 1) ** 0.8 for rank in range(number)))

    def name(self, syllables: int) -> str:
        """A made-up name; others may bear it too."""
        choose = self.random.choice
        text = "".join(choose(_ONSETS) + choose(_VOWELS) for _ in range(syllables))
        return (text + choose(_CODAS)).capitalize()

    def register(self, kind: str, type_: str, label: str, *, spelling: bool = False) -> str:
        """The CURIE of a new thing, entered in the registry with its label."""
        slug = "-".join("".join(c if c.isalnum() else " " for c in label.lower()).split())
        thing = f"{kind}:{slug}"
        if thing in self.labels:
            thing = f"{thing}-{len(self.labels)}"
            label = f"{label} ({len(self.labels)})"
        self.labels[thing], self.types[thing] = label, type_
        rows = self.registry[kind]
        rows.append((thing, "a", type_))
        rows.append((thing, "rdfs:label", f'"{label}"@en'))
        if spelling or self.random.random() < 0.4:
            rows.append((thing, "skos:altLabel", f'"{label} {self.name(1)}"@en'))
        if kind in {"person", "country", "organization"} and self.random.random() < 0.3:
            self.links.append((thing, label, f"wd:Q{_NOWHERE + len(self.labels)}"))
        return thing

    def once(self, key: object, kind: str, type_: str, label: Callable[[], str]) -> str:
        """The CURIE of the thing with a key, entered in the registry the first time."""
        if key not in self._made:
            self._made[key] = self.register(kind, type_, label())
        self.uses[self._made[key]] += 1
        return self._made[key]

    def country(self) -> str:
        """A country, the first ones far more often."""
        found = self.random.choices(self.countries, cum_weights=self._weights)[0]
        self.uses[found] += 1
        return found

    def body(self, country: str, sort: str) -> str:
        """A public body of a country."""
        label, type_ = BODIES[sort]
        name = f"{label} of {self.labels[country]}"
        return self._at_home((country, sort), country, type_, lambda: name)

    def post(self, country: str, number: int, day: date) -> Post:
        """A post of a country, with its holder on a day."""
        slug, label, type_, rank = POSTS[number]
        name = f"{label} of {self.labels[country]}"
        post = self.once((country, slug), "post", "cmq:Post", lambda: name)
        term = ((day - FIRST_DAY).days + 131 * number) // _TERM
        return Post(post, name, type_, rank, country, self.person((country, slug, term)))

    def director(self, body: str, day: date) -> Post:
        """The head of an organisation, on a day."""
        name = f"Director of {self.labels[body]}"
        post = self.once(("head", body), "post", "cmq:Post", lambda: name)
        term = (day - FIRST_DAY).days // _TERM
        return Post(post, name, "cmq:Post", "rank:head", body, self.person((body, term)))

    def person(self, key: object) -> str:
        """The person with a key."""
        return self.once(key, "person", "cmq:Person", lambda: f"{self.name(2)} {self.name(3)}")

    def company(self) -> str:
        """A company of some country."""
        key = ("company", self.random.randrange(max(8, int(self.documents * 0.8))))
        return self._at_home(key, "", "cmq:Company", lambda: f"{self.name(3)} Systems")

    def association(self, country: str) -> str:
        """One of the associations of industry of a country."""
        key = ("association", country, self.random.randrange(3))
        end = f"Association of {self.labels[country]}"
        return self._at_home(key, country, "cmq:Association", lambda: f"{self.name(2)} {end}")

    def outlet(self) -> str:
        """A media outlet, the first ones more often."""
        key = ("outlet", int(self.random.random() ** 2 * (6 + self.documents // 60)))
        return self._at_home(key, "", "cmq:MediaOutlet", lambda: f"{self.name(2)} News")

    def coalition(self) -> str:
        """One of a few coalitions."""
        key = ("coalition", self.random.randrange(4 + self.documents // 400))
        end = "Coalition"
        return self.once(key, "organization", "cmq:Coalition", lambda: f"{self.name(2)} {end}")

    def place(self, country: str) -> str:
        """A city of a country."""
        key = ("place", country, self.random.randrange(4))
        found = self.once(key, "place", "cmq:Place", lambda: self.name(3))
        self.homes[found] = country
        return found

    def initiative(self) -> str:
        """An initiative under which money is promised."""
        key = ("initiative", self.random.randrange(3 + self.documents // 60))
        end = "Initiative"
        return self.once(key, "initiative", "cmq:Initiative", lambda: f"{self.name(2)} {end}")

    def _at_home(self, key: object, country: str, type_: str, label: Callable[[], str]) -> str:
        """An organisation of a country, or of any."""
        found = self.once(key, "organization", type_, label)
        if found not in self.homes:
            self.homes[found] = country or self.country()
        return found

    def day(self) -> date:
        """A day in the years that are reported on."""
        return FIRST_DAY + timedelta(days=self.random.randrange(DAYS))


def slug(thing: str) -> str:
    """The last segment of a CURIE."""
    return thing.partition(":")[2]


def node(kind: str, *segments: str) -> str:
    """The IRI of a node whose key has several segments."""
    return f"<{THINGS}{kind}/{'/'.join(segments)}>"
