"""Claims about money: who gives how much for what, and what a paper is worth."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Argument, Claim, Mention, Money, Predicate
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Item, Node

_STAGES = {
    "allocated": "allocated",
    "earmarked": "allocated",
    "budgeted": "allocated",
    "set aside": "allocated",
    "put aside": "allocated",
    "announced": "announced",
    "promised": "announced",
    "transferred": "delivered",
    "disbursed": "delivered",
    "paid": "delivered",
    "spent": "delivered",
    "donated": "delivered",
    "provided": "delivered",
    "sent": "delivered",
    "gave": "delivered",
}
_DEFAULT = "committed"
_OUT_OF = frozenset({"from", "using"})
_LEAST = 1000
"""A paper about less lacks its `million`: `a €196 deal`."""
_REACH = 3
"""Words before the name of means among which `from` stands."""


def money_of(firing: Firing, node: Node | None) -> Money | None:
    """A sum as an argument; None where there is none."""
    details = node.mention.details if node is not None and node.mention else {}
    if node is None or details.get("number") is None or not details.get("currency"):
        return None
    span = firing.context.span(node.start, node.end)
    return Money(details["number"], details["currency"], span, details.get("bound", "exact"))


def commitment(firing: Firing) -> Iterator[Claim]:
    """Somebody gives a sum, for a purpose where one is said; of several each gives it."""
    referred = None if firing.nodes("payer") else _referred(firing)
    for payer in (*firing.nodes("payer"), *([referred] if referred else ())):
        if firing.context.key(payer):
            yield from _commitment(firing, payer)


def _referred(firing: Firing) -> Node | None:
    """The country that a pronoun means; None where the sentence names a body before, too."""
    before = firing.skeleton.items[: firing.match.first]
    return None if any(_is(item, "ORGANIZATION") for item in before) else firing.land_before()


def commitment_open(firing: Firing) -> Iterator[Claim]:
    """A sum is given, and it is not said by whom."""
    yield from _commitment(firing, None)


def _commitment(firing: Firing, payer: Node | None) -> Iterator[Claim]:
    amount = money_of(firing, firing.node("amount"))
    if amount is None or firing.modality is Modality.NEGATED:
        return
    if firing.is_heading and (amount.bound != "exact" or firing.words("purpose") is None):
        return  # a heading rounds what the text tells, and leaves out what it is for
    conversion = money_of(firing, firing.node("conversion"))
    if payer is not None and conversion is not None:
        amount, conversion = _own(firing, payer, amount, conversion)
    under = firing.node("under")
    act = firing.stretch("act")
    said = firing.context.article.text[act[0] : act[1]].lower() if act else ""
    stage = _STAGES.get(said, _DEFAULT)
    if firing.modality is Modality.PLANNED:
        stage = "announced"
    giver, told = _giver(firing, payer) if payer else (None, None)
    arguments: list[tuple[str, Argument | None]] = [
        ("payer", giver),
        ("amount", amount),
        ("conversion", conversion),
        ("purpose", firing.words("purpose")),
        ("under", firing.context.mention(under) if under and firing.context.key(under) else None),
        ("stage", firing.context.concept(f"stage:{stage}", act or firing.match.span)),
    ]
    origin = _origin(firing)
    start, end = firing.match.span
    if origin is not None:
        arguments.append(("origin", firing.context.mention(origin)))
        end = max(end, origin.end)
    basis = [told] if told else []
    yield firing.claim(Predicate.COMMITMENT, arguments, stretch=(start, end), antecedents=basis)


def _giver(firing: Firing, payer: Node) -> tuple[Mention, tuple[int, int] | None]:
    """Who pays: for a minister who announces it his country, with what tells whose he is."""
    who, key = firing.far(payer), firing.context.key(payer)
    side = firing.desk.offices.side(key) if payer.sort == "PERSON" else ""
    if not side:
        return who, None
    return Mention(side, who.span, who.antecedent), firing.desk.offices.told(key)


def origin_of_funds(firing: Firing) -> Iterator[Claim]:
    """A sum, or what a paper provides for, is paid out of somebody's means; who pays is open."""
    origin, amount = firing.node("origin"), money_of(firing, firing.node("amount"))
    under = firing.node("paper") or (None if amount else firing.paper_before())
    if origin is None or not firing.context.key(origin) or firing.modality is Modality.NEGATED:
        return
    if amount is None and (under is None or not firing.context.key(under)):
        return
    stage = "announced" if firing.modality is Modality.PLANNED else _DEFAULT
    yield firing.claim(
        Predicate.COMMITMENT,
        [
            ("amount", amount),
            ("under", firing.far(under) if under else None),
            ("origin", firing.context.mention(origin)),
            ("stage", firing.context.concept(f"stage:{stage}", firing.trigger)),
        ],
    )


def _origin(firing: Firing) -> Node | None:
    """The means of others out of which a sum is given, told behind it."""
    items = firing.skeleton.items[firing.match.first :]
    amount = next((place for place, item in enumerate(items) if _is(item, "MONEY")), len(items))
    for place in range(amount + 1, len(items)):
        before = {item.form for item in items[max(amount, place - _REACH) : place]}
        node = items[place].node
        if _is(items[place], "INITIATIVE") and before & _OUT_OF:
            return node if node is not None and firing.context.key(node) else None
    return None


def _is(item: Item, sort: str) -> bool:
    return item.node is not None and item.node.sort == sort


def _own(firing: Firing, payer: Node, one: Money, other: Money) -> tuple[Money, Money]:
    """Of two sums that are one, that in the payer's own currency first."""
    currency = firing.desk.currencies.get(firing.context.key(payer).removeprefix("country:"), "")
    swap = currency and other.currency == currency != one.currency
    return (other, one) if swap else (one, other)


def paper_amount(firing: Firing) -> Iterator[Claim]:
    """A paper is about a sum; where it is told who buys under it, that is what the buyer pays."""
    paper, amount = firing.node("paper"), money_of(firing, firing.node("amount"))
    if paper is None or amount is None or not firing.context.key(paper):
        return
    if amount.number < _LEAST:
        return
    conversion = money_of(firing, firing.node("conversion"))
    thing = firing.context.mention(paper)
    buyer = firing.desk.buyers.get(firing.context.key(paper))
    if buyer is None:
        yield firing.claim(
            Predicate.AMOUNT, [("thing", thing), ("amount", amount), ("conversion", conversion)]
        )
        return
    node, stage, trigger = buyer
    yield firing.claim(
        Predicate.COMMITMENT,
        [
            ("payer", firing.far(node)),
            ("amount", amount),
            ("conversion", conversion),
            ("under", thing),
            ("stage", firing.context.concept(f"stage:{stage}", trigger)),
        ],
        antecedents=[trigger],
    )
