"""Statements as plain English sentences, from their triples and the labels of what they name.

One template a class of node, one a property. What a template has no words for is said with the
label of the property, so nothing that is stated is left unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, Triple

from communique.model import Term, object_of, subject_of, text_of
from communique.vocabulary import CMQ, DOCUMENT, RDF

Label = Callable[[NamedNode], str]
"""Gives the name of a thing, concept, class or property."""

_COMMON = re.compile(
    r"\b(?:administration|agency|agreement|alliance|ceremony|chamber|coalition|commission|"
    r"confederation|conference|contract|council|declaration|exercise|exhibition|facility|"
    r"forces|forum|fund|government|group|letter|meeting|memorandum|ministry|model|office|"
    r"organi[sz]ation|pact|plan|proceeds|protocol|reception|session|statement|summit|treaty|union|"
    r"visit)\b",
    re.IGNORECASE,
)
"""Nouns by which a name takes an article."""
_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_BOUNDS = {"about": "about ", "at-least": "at least ", "at-most": "at most "}
_ROLES = {
    "backer": "backs",
    "host": "hosts",
    "opener": "opens",
    "organiser": "organises",
    "participant": "takes part in",
    "presenter": "presents at",
    "shareholder": "is an owner of",
    "witness": "is present at, without signing,",
}
_LINKS = {
    CMQ.alias: "{s} is also called “{o}”",
    CMQ.atEvent: "{s} belongs to {o}",
    CMQ.beneficiary: "{s} is to the good of {o}",
    CMQ.cites: "{s} takes what it says from {o}",
    CMQ.country: "{s} belongs to {o}",
    CMQ.deadline: "{s} sets a deadline: {o}",
    CMQ.involves: "{s} has to do with {o}",
    CMQ.memberOf: "{s} is a member of {o}",
    CMQ.originOfFunds: "{s} is paid out of {o}",
    CMQ.partOf: "{s} is a part of {o}",
    CMQ.partialOriginOfFunds: "{s} is paid in part out of {o}",
    CMQ.published: "{s} was published on {o}",
    CMQ.publisher: "{s} is published by {o}",
    CMQ.topic: "{s} is about “{o}”",
}
_GENERAL = frozenset({CMQ.Agreement, CMQ.Event, CMQ.Initiative})
"""Classes that a kind says better."""
_UNSAID = frozenset({RDF.type, CMQ.earliest, CMQ.latest, CMQ.wording})


class Sentences:
    """Says statements; what things are called is asked of `label`."""

    def __init__(self, label: Label) -> None:
        self._label = label
        self._nodes: dict[str, Callable[[_Said], str]] = {
            "Amount": self._amount,
            "Commitment": self._commitment,
            "Count": self._count,
            "Participation": self._participation,
            "Quantity": self._quantity,
            "RunningTotal": self._commitment,
            "Signature": self._signature,
            "TermOfOffice": self._term,
            "Utterance": self._utterance,
        }

    def say(self, kind: str, root: Term, triples: Sequence[Triple]) -> str:
        """The sentence for a node of a class with what hangs on it, or for triples of one thing."""
        said = _Said(root, triples)
        sentence = self._nodes[kind](said) if kind in self._nodes else self._plain(said)
        rest = self._rest(said)
        return f"{sentence[0].upper()}{sentence[1:]}{rest}."

    def name(self, term: Term) -> str:
        """What a thing is called within a sentence."""
        if isinstance(term, Literal):
            return text_of(term)
        if not isinstance(term, NamedNode):
            return "something"
        if term.value.startswith(str(DOCUMENT)):
            return "the report"
        label = self._label(term)
        plain = label.casefold().startswith(("the ", "a ")) or not _COMMON.search(label)
        return label if plain else f"the {label}"

    def _plain(self, said: _Said) -> str:
        """A link, or a description of a thing."""
        told = [t for t in said.own(said.root) if t.predicate in _LINKS]
        if not told:
            return self._described(said)
        first = told[0]
        said.take(first.predicate)
        value = object_of(first)
        quoted = first.predicate in (CMQ.topic, CMQ.alias)
        shown = self._bare(value) if quoted else self.name(value)
        return _LINKS[first.predicate].format(s=self.name(subject_of(first)), o=shown)

    def _described(self, said: _Said) -> str:
        """What a thing is, at which stage, when and where."""
        kinds = [self._bare(kind) for kind in said.take(CMQ.kind)]
        classes = said.types - _GENERAL if kinds else said.types
        kinds += sorted({self._bare(one) for one in classes} - set(kinds))
        parts = [_a(" and ".join(kinds))] if kinds else []
        parts += [self._bare(stage) for stage in said.take(CMQ.stage)]
        parts += [f"of this legal force: {self._bare(one)}" for one in said.take(CMQ.legalForce)]
        parts += [f"dated {text_of(day)}" for day in said.take(CMQ.date)]
        parts += [f"in {self.name(place)}" for place in said.take(CMQ.place)]
        return f"{self.name(said.root)} is {', '.join(parts)}" if parts else self.name(said.root)

    def _signature(self, said: _Said) -> str:
        agreement = self._taken(said, CMQ.agreement) or "something"
        signer, party = self._taken(said, CMQ.signer), self._taken(said, CMQ.party)
        if signer and party and signer != party:
            return f"{signer} signs {agreement} for {party}"
        return f"{signer or party or 'somebody'} signs {agreement}"

    def _term(self, said: _Said) -> str:
        holder = self._taken(said, CMQ.holder) or "somebody"
        posts = said.take(CMQ.post)
        title = " and ".join(self._bare(post) for post in posts) or "holder of a post"
        since = [f"from {text_of(day)}" for day in said.take(CMQ.start)]
        since += [f"until {text_of(day)}" for day in said.take(CMQ.end)]
        said.take(CMQ.rank)
        where = [self.name(place) for place in said.take(CMQ.postIn)]
        within = f" (a post in {', '.join(where)})" if where else ""
        return " ".join([f"{holder} is {title}{within}", *since])

    def _commitment(self, said: _Said) -> str:
        paid = said.values(said.root, CMQ.payer) or said.nodes(CMQ.Amount)
        if said.values(said.root, CMQ.deadline) and not paid:
            return self._due(said)
        payer = self._taken(said, CMQ.payer) or "somebody who is not named"
        sums = self._sums(said) or "something"
        told = f"{payer} gives {sums}"
        for words, predicate in (
            ("for", CMQ.purpose),
            ("to", CMQ.beneficiary),
            ("under", CMQ.under),
            ("out of", CMQ.originOfFunds),
            ("from", CMQ.start),
            ("until", CMQ.end),
            ("due by", CMQ.deadline),
        ):
            values = [self.name(value) for value in said.take(predicate)]
            told += f", {words} {' and '.join(values)}" if values else ""
        stages = ", ".join(self._bare(stage) for stage in said.take(CMQ.stage))
        total = ", in all so far" if CMQ.RunningTotal in said.types else ""
        return told + total + (f" (stage: {stages})" if stages else "")

    def _due(self, said: _Said) -> str:
        """Something to be done that is no sum of anybody."""
        what = " and ".join(self._bare(words) for words in said.take(CMQ.purpose)) or "something"
        under = [f", under {self.name(one)}" for one in said.take(CMQ.under)]
        days = [f" by {text_of(day)}" for day in said.take(CMQ.deadline)]
        return f"Due{''.join(days)}: “{what}”{''.join(under)}"

    def _amount(self, said: _Said) -> str:
        thing = self._taken(said, CMQ.amountOf) or "something"
        return f"{thing} is about {self._sums(said)}"

    def _sums(self, said: _Said) -> str:
        """The amounts of a statement, each with its conversions in brackets."""
        found = []
        for amount in said.nodes(CMQ.Amount):
            own = [
                c for c in said.nodes(CMQ.Conversion) if amount in said.values(c, CMQ.conversionOf)
            ]
            turned = ", ".join(self._figure(said, one) for one in own)
            found.append(self._figure(said, amount) + (f" ({turned})" if turned else ""))
        loose = [c for c in said.nodes(CMQ.Conversion) if not found]
        said.take(CMQ.amountOf)
        said.take(CMQ.conversionOf)
        return " and ".join(found or [self._figure(said, one) for one in loose])

    def _figure(self, said: _Said, node: Term) -> str:
        """A number with its bound and its currency."""
        number = " or ".join(number_words(text_of(n)) for n in said.values(node, CMQ.number))
        bound = next((text_of(b).rpartition("/")[2] for b in said.values(node, CMQ.bound)), "")
        code = next((text_of(c).rpartition("/")[2] for c in said.values(node, CMQ.currency)), "")
        said.spoken |= {(node, p) for p in (CMQ.number, CMQ.bound, CMQ.currency)}
        return f"{_BOUNDS.get(bound, '')}{number or 'some'} {code}".rstrip()

    def _count(self, said: _Said) -> str:
        scope = self._taken(said, CMQ.scope) or "somewhere"
        what = " and ".join(self._bare(one) for one in said.take(CMQ.counted)) or "things"
        origin = [self.name(country) for country in said.take(CMQ["from"])]
        source = f" from {' and '.join(origin)}" if origin else ""
        return f"{scope}: {self._figure(said, said.root)} {what}{source}"

    def _quantity(self, said: _Said) -> str:
        agreement = self._taken(said, CMQ.quantityOf) or "something"
        product = " and ".join(self._bare(one) for one in said.take(CMQ.product)) or "of a product"
        return f"{agreement} provides for {self._figure(said, said.root)} × {product}"

    def _participation(self, said: _Said) -> str:
        who = self._taken(said, CMQ.participant) or "somebody"
        occasion = self._taken(said, CMQ.occasion) or "something"
        roles = [text_of(role).rpartition("/")[2] for role in said.take(CMQ.role)]
        verb = " and ".join(_ROLES.get(role, f"has the role {role} in") for role in roles)
        shares = [f" ({text_of(share)} per cent)" for share in said.take(CMQ.share)]
        behalf = [f" on behalf of {self.name(one)}" for one in said.take(CMQ.onBehalfOf)]
        return f"{who} {verb or 'has to do with'} {occasion}{''.join((*shares, *behalf))}"

    def _utterance(self, said: _Said) -> str:
        speaker = self._taken(said, CMQ.speaker) or "somebody"
        topics = [f"“{self._bare(topic)}”" for topic in said.take(CMQ.topic)]
        event = [f" at {self.name(one)}" for one in said.take(CMQ.atEvent)]
        about = f" about {', '.join(topics)}" if topics else ""
        return f"{speaker} speaks{about}{''.join(event)}"

    def _rest(self, said: _Said) -> str:
        """What no template has said, with the labels of the properties."""
        left = [
            f"{self._label(triple.predicate)}: {self._bare(object_of(triple))}"
            for triple in said.unsaid()
        ]
        return f" – {'; '.join(left)}" if left else ""

    def _taken(self, said: _Said, predicate: NamedNode) -> str:
        return " and ".join(self.name(value) for value in said.take(predicate))

    def _bare(self, term: Term) -> str:
        return self._label(term) if isinstance(term, NamedNode) else text_of(term)


class _Said:
    """The triples of a statement, and which of them the sentence has said."""

    def __init__(self, root: Term, triples: Iterable[Triple]) -> None:
        self.root = root
        self._triples = list(triples)
        self.spoken: set[tuple[Term, NamedNode]] = set()
        self.types = {object_of(t) for t in self._triples if t.predicate == RDF.type}

    def own(self, subject: Term) -> list[Triple]:
        """The triples of one subject."""
        return [t for t in self._triples if subject_of(t) == subject]

    def nodes(self, kind: NamedNode) -> list[Term]:
        """The nodes of a class."""
        return [
            subject_of(t) for t in self._triples if t.predicate == RDF.type and t.object == kind
        ]

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """What one subject has for a property."""
        return [object_of(t) for t in self.own(subject) if t.predicate == predicate]

    def take(self, predicate: NamedNode) -> list[Term]:
        """What any subject has for a property, which thereby is said."""
        found = [t for t in self._triples if t.predicate == predicate]
        self.spoken |= {(subject_of(t), predicate) for t in found}
        return list(dict.fromkeys(object_of(t) for t in found))

    def unsaid(self) -> list[Triple]:
        """The triples that nothing has said."""
        return [
            t
            for t in self._triples
            if t.predicate not in _UNSAID and (subject_of(t), t.predicate) not in self.spoken
        ]


def number_words(text: str) -> str:
    """A number as people write it.

    >>> number_words("3300000000"), number_words("25600"), number_words("1.50")
    ('3.3 billion', '25,600', '1.5')
    """
    try:
        number = Decimal(text)
        for scale, word in _SCALES:
            if abs(number) >= scale and number.adjusted() < 30:
                return f"{_short(number / scale)} {word}"
        return _short(number)
    except InvalidOperation:
        return text


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1].casefold() in set("aeiou") else f"a {noun}"


def _short(number: Decimal) -> str:
    whole = f"{number:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
