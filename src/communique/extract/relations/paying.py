"""Claims about money: who gives how much for what, and what a paper is worth."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Argument, Claim, Money, Predicate
from communique.extract.relations.desk import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Node

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


def money_of(firing: Firing, node: Node | None) -> Money | None:
    """A sum as an argument; None where there is none."""
    details = node.mention.details if node is not None and node.mention else {}
    if node is None or details.get("number") is None or not details.get("currency"):
        return None
    span = firing.context.span(node.start, node.end)
    return Money(details["number"], details["currency"], span, details.get("bound", "exact"))


def commitment(firing: Firing) -> Iterator[Claim]:
    """Somebody gives a sum, for a purpose where one is said."""
    payer = firing.node("payer") or firing.land_before()
    amount = money_of(firing, firing.node("amount"))
    if payer is None or amount is None or not firing.context.key(payer):
        return
    if firing.modality is Modality.NEGATED:
        return
    under = firing.node("under")
    act = firing.stretch("act")
    said = firing.context.article.text[act[0] : act[1]].lower() if act else ""
    stage = _STAGES.get(said, _DEFAULT)
    if firing.modality is Modality.PLANNED:
        stage = "announced"
    arguments: list[tuple[str, Argument | None]] = [
        ("payer", firing.far(payer)),
        ("amount", amount),
        ("conversion", money_of(firing, firing.node("conversion"))),
        ("purpose", firing.words("purpose")),
        ("under", firing.context.mention(under) if under and firing.context.key(under) else None),
        ("stage", firing.context.concept(f"stage:{stage}", act or firing.match.span)),
    ]
    yield firing.claim(Predicate.COMMITMENT, arguments)


def paper_amount(firing: Firing) -> Iterator[Claim]:
    """A paper is about a sum."""
    paper, amount = firing.node("paper"), money_of(firing, firing.node("amount"))
    if paper is not None and amount is not None and firing.context.key(paper):
        yield firing.claim(
            Predicate.AMOUNT,
            [
                ("thing", firing.context.mention(paper)),
                ("amount", amount),
                ("conversion", money_of(firing, firing.node("conversion"))),
            ],
        )
