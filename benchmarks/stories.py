"""What happens in the made-up world, as facts that a document can tell: a passage's triples each.

A story is a signing, an event or money promised, or several of these together; the documents on
it tell most of its facts, each in passages of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benchmarks.world import BODIES, POSTS, Post, Triple, World, node, slug

_AGREEMENT_KINDS = (
    ("letter-of-intent", "Letter of Intent"),
    ("memorandum-of-understanding", "Memorandum of Understanding"),
    ("contract", "Contract"),
    ("cooperation-agreement", "Cooperation Agreement"),
    ("declaration", "Declaration"),
)
_EVENT_KINDS = (
    ("cmq:Conference", "conference", "Conference"),
    ("cmq:Meeting", "meeting", "Meeting"),
    ("cmq:Summit", "summit", "Summit"),
    ("cmq:Conference", "forum", "Forum"),
)
_TOPICS = (
    "drone-production", "joint-drone-production", "air-defence", "military-aid",
    "defence-industry-cooperation", "defence-innovation", "financial-support", "supply-chains",
    "technology-exchange", "reconstruction", "sanctions-on-russia", "it-cooperation",
    "joint-defence-production", "european-security", "resilience", "industry-alliance",
)  # fmt: skip
_PRODUCTS = ("drone", "artillery-shell", "tank", "air-defence-system", "armoured-vehicle")
_CURRENCIES = ("DKK", "EUR", "UAH", "USD")
_BOUNDS = ("exact", "exact", "about", "at-least", "at-most")


@dataclass(frozen=True)
class Fact:
    """What one passage can say."""

    gloss: str
    triples: tuple[Triple, ...]
    main: bool = False
    """Whether every document on the story tells it."""


class Story:
    """Something that happened between two countries, and the facts of it."""

    def __init__(self, world: World) -> None:
        self.world, self.random = world, world.random
        self.day = world.day()
        self.hub = world.country()
        self.other = next(c for c in iter(world.country, "") if c != self.hub)
        self.facts: list[Fact] = []
        self.speakers: list[str] = []
        draw = self.random.random()
        self.event = self._event() if draw < 0.7 else ""
        self.agreement = self._agreement() if draw > 0.3 or self.random.random() < 0.5 else ""
        if self.random.random() < 0.4:
            self._commitment()

    def topics(self, number: int) -> list[str]:
        """Topics of the scheme."""
        return [f"topic:{name}" for name in self.random.sample(_TOPICS, number)]

    def _event(self) -> str:
        world = self.world
        type_, kind, word = self.random.choice(_EVENT_KINDS)
        place = world.place(self.random.choice((self.hub, self.other)))
        label = f"{word} of {world.labels[self.hub]} in {world.labels[place]}, {self.day}"
        event = world.register("event", "cmq:Event", label)
        self._tell(
            f"The {word.lower()} took place in {world.labels[place]}.",
            (event, "a", type_), (event, "cmq:kind", f"event-kind:{kind}"),
            (event, "cmq:stage", "stage:held"), (event, "cmq:place", place),
            (event, "cmq:date", _date(self.day, self.random.random())),
            *((event, "cmq:topic", topic) for topic in self.topics(2)),
            *self._worded(event, word), *self._worded(place), main=True,
        )  # fmt: skip
        self._participations(event)
        for _ in range(self.random.randrange(4)):
            self._count(event)
        if self.random.random() < 0.2:
            part = world.register("event", "cmq:Event", f"Business Session of {label}")
            self._tell("There was a business session.", (part, "a", "cmq:Event"),
                       (part, "cmq:kind", "event-kind:session"), (part, "cmq:partOf", event),
                       *self._worded(part, "business session"))  # fmt: skip
        if self.random.random() < 0.3:
            coalition = world.coalition()
            self._tell("A coalition was spoken of.", (coalition, "a", "cmq:Coalition"),
                       *self._worded(coalition), *self._worded(self.other),
                       (self.other, "cmq:memberOf", coalition))  # fmt: skip
        return event

    def _participations(self, event: str) -> None:
        world = self.world
        organiser = world.body(self.hub, self.random.choice(list(BODIES)))
        self._body(organiser)
        self._tell("Who organised it.", *self._part(event, organiser, "organiser"),
                   *self._part(event, self.other, "participant"), main=True)  # fmt: skip
        for country in (self.hub, self.other):
            triples = self._part(event, self._office(country), "participant", country)
            self._tell(f"{world.labels[country]} was represented.", *triples, main=True)
        for _ in range(self.random.randrange(1, 3)):
            companies = [world.company() for _ in range(self.random.randrange(2, 5))]
            rows = [row for c in companies for row in self._part(event, c, "presenter")]
            self._tell("Companies presented what they make.", *rows)
            for company in companies[:2]:
                self._body(company)
            head = self._held(world.director(companies[0], self.day))
            triples = self._part(event, head, "participant", companies[0])
            self._tell("The head of a company was there.", *triples)
        backers = {world.association(self.random.choice((self.hub, self.other))) for _ in range(2)}
        rows = [row for b in sorted(backers) for row in self._part(event, b, "backer")]
        self._tell("Associations backed it.", *rows)

    def _count(self, event: str) -> None:
        what = self.random.choice(("companies", "people", "meetings", "countries", "documents"))
        country = self.other if what in {"companies", "people"} else ""
        count = node("count", slug(event), what, slug(country) if country else "-")
        rows = [(count, "a", "cmq:Count"), (count, "cmq:scope", event),
                (count, "cmq:counted", f"counted:{what}"),
                (count, "cmq:number", str(self.random.randrange(3, 400))), self._bound(count),
                *self._worded(count, what)]  # fmt: skip
        if country:
            rows += [(count, "cmq:from", country), *self._worded(country)]
        self._tell(f"How many {what} there were.", *rows)

    def _agreement(self) -> str:
        world = self.world
        kind, word = self.random.choice(_AGREEMENT_KINDS)
        sides = f"{world.labels[self.hub]} and {world.labels[self.other]}"
        agreement = world.register("agreement", "cmq:Agreement", f"{word} of {sides}, {self.day}")
        planned = self.random.random() < 0.1
        place = world.place(self.other)
        rows = [(agreement, "a", "cmq:Agreement"),
                (agreement, "cmq:kind", f"agreement-kind:{kind}"),
                (agreement, "cmq:stage", "stage:planned" if planned else "stage:signed"),
                (agreement, "cmq:date", _date(self.day, self.random.random())),
                (agreement, "cmq:place", place), *self._worded(agreement, word),
                *self._worded(place)]  # fmt: skip
        rows += [(agreement, "cmq:topic", topic) for topic in self.topics(2)]
        self._tell(f"A {word.lower()} of {sides}.", *rows, main=True)
        if not planned:
            self._signatures(agreement)
        self._terms(agreement)
        return agreement

    def _signatures(self, agreement: str) -> None:
        rows: list[Triple] = []
        for country in (self.hub, self.other):
            signer = self._office(country) if self.random.random() < 0.85 else ""
            key = slug(signer) if signer else "unnamed"
            signature = node("signature", slug(agreement), slug(country), key)
            rows += [(signature, "a", "cmq:Signature"), (signature, "cmq:agreement", agreement),
                     (signature, "cmq:party", country), *self._worded(country)]  # fmt: skip
            if signer:
                rows += [(signature, "cmq:signer", signer), *self._worded(signer)]
        self._tell("Who signed it.", *rows, main=True)

    def _terms(self, agreement: str) -> None:
        """What else a source may say of an agreement."""
        world = self.world
        if self.event:
            self._tell("It was signed there.", (agreement, "cmq:atEvent", self.event),
                       *self._worded(self.event, "event"))  # fmt: skip
        if self.random.random() < 0.3:
            initiative = world.initiative()
            self._tell("It belongs to an initiative.", (agreement, "cmq:partOf", initiative),
                       *self._worded(initiative))  # fmt: skip
        if self.random.random() < 0.3:
            product = self.random.choice(_PRODUCTS)
            quantity = node("quantity", slug(agreement), product)
            number = str(self.random.randrange(10, 5000))
            self._tell(
                "How many pieces it is about.",
                (quantity, "a", "cmq:Quantity"),
                (quantity, "cmq:quantityOf", agreement),
                (quantity, "cmq:number", number),
                (quantity, "cmq:product", f"product:{product}"),
                self._bound(quantity),
            )
        forces = world.body(self.hub, "armed-forces")
        ministry = world.body(self.other, "ministry-of-defence")
        self._tell("Whom it is for.", (agreement, "cmq:beneficiary", forces),
                   (forces, "a", "cmq:ArmedForces"), *self._worded(forces),
                   (agreement, "cmq:involves", ministry), *self._worded(ministry))  # fmt: skip

    def _commitment(self) -> None:
        world = self.world
        payer = self.other if self.random.random() < 0.6 else world.body(self.other, "government")
        under = self.agreement or world.initiative()
        path = (slug(self.other), slug(under), str(len(world.labels)))
        commitment = node("commitment", *path)
        currency, second = self.random.sample(_CURRENCIES, 2)
        amount = node("amount", "commitment", *path, currency)
        conversion = node("conversion", "commitment", *path, currency, second)
        number = self.random.randrange(1, 900) * 1_000_000
        rows = [(commitment, "a", "cmq:Commitment"), (commitment, "cmq:payer", payer),
                (commitment, "cmq:under", under), (commitment, "cmq:stage", "stage:committed"),
                (commitment, "cmq:purpose", '"to buy equipment"@en'),
                (commitment, "cmq:beneficiary", self.hub),
                (amount, "a", "cmq:Amount"), (amount, "cmq:amountOf", commitment),
                (amount, "cmq:currency", f"currency:{currency}"),
                (amount, "cmq:number", str(number)), self._bound(amount),
                *self._worded(payer), *self._worded(self.hub)]  # fmt: skip
        if self.random.random() < 0.4:
            rows += [(conversion, "a", "cmq:Conversion"), (conversion, "cmq:conversionOf", amount),
                     (conversion, "cmq:currency", f"currency:{second}"),
                     (conversion, "cmq:number", str(number // 7))]  # fmt: skip
        self._tell(f"{world.labels[payer]} promised money.", *rows, main=True)

    def _office(self, country: str) -> str:
        """Who holds some post of a country on the day."""
        number = min(int(self.random.expovariate(0.5)), len(POSTS) - 1)
        return self._held(self.world.post(country, number, self.day))

    def _held(self, post: Post) -> str:
        """The holder of a post, told in a passage of its own."""
        holder = post.holder
        term = node("term-of-office", slug(holder), slug(post.name), "1")
        self._tell(
            f"{self.world.labels[holder]} is {post.label}.",
            (term, "a", "cmq:TermOfOffice"), (term, "cmq:holder", holder),
            (term, "cmq:post", post.name), (post.name, "a", post.type),
            (post.name, "cmq:postIn", post.within), (post.name, "cmq:rank", post.rank),
            *self._worded(post.name, post.label), *self._worded(holder),
            *self._worded(post.within),
        )  # fmt: skip
        self.speakers.append(holder)
        return holder

    def _body(self, body: str) -> None:
        """The type and the country of an organisation; one source in a hundred errs."""
        home = self.world.homes[body]
        said = self.world.country() if self.random.random() < 0.01 else home
        self._tell(f"{self.world.labels[body]} is of {self.world.labels[said]}.",
                   (body, "a", self.world.types[body]), (body, "cmq:country", said),
                   *self._worded(body), *self._worded(said))  # fmt: skip

    def _part(self, occasion: str, who: str, role: str, whom: str = "") -> list[Triple]:
        part = node("participation", slug(occasion), slug(who), role, slug(whom) if whom else "-")
        rows = [(part, "a", "cmq:Participation"), (part, "cmq:occasion", occasion),
                (part, "cmq:participant", who), (part, "cmq:role", f"role:{role}"),
                *self._worded(who)]  # fmt: skip
        return [*rows, (part, "cmq:onBehalfOf", whom), *self._worded(whom)] if whom else rows

    def _bound(self, figure: str) -> Triple:
        return figure, "cmq:bound", f"bound:{self.random.choice(_BOUNDS)}"

    def _worded(self, thing: str, words: str = "") -> list[Triple]:
        return [(thing, "cmq:wording", f'"{words or self.world.labels[thing]}"')]

    def _tell(self, gloss: str, *triples: Triple, main: bool = False) -> None:
        self.facts.append(Fact(gloss, tuple(triples), main))


def _date(day: date, draw: float) -> str:
    """A date as a source gives it: mostly the day, else less."""
    if draw < 0.85:
        return f'"{day}"^^xsd:date'
    if draw < 0.93:
        return f'"{day:%Y-%m}"^^xsd:gYearMonth'
    return f'"{day:%Y}"^^xsd:gYear' if draw < 0.97 else f'"--{day:%m-%d}"^^xsd:gMonthDay'
