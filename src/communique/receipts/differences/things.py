"""Things and values in words; of a node between things, what it stands between."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode

from communique.model import Subject, Term, object_of, text_of
from communique.receipts.sources.records import Sources
from communique.store import Store
from communique.vocabulary import CMQ, ID, SKOS

_OF = {
    "amount": ("sum of the", CMQ.amountOf),
    "conversion": ("conversion of the", CMQ.conversionOf),
}
_BETWEEN = {
    "quantity": (CMQ.product, CMQ.quantityOf),
    "term-of-office": (CMQ.holder, CMQ.post),
}


class Things:
    """Reads what the knowledge holds of things, in a fixed order, and puts it into words."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self.store = store
        self.sources = sources

    def values(self, subject: Subject | None, predicate: NamedNode) -> list[Term]:
        """The values of a property, once each."""
        quads = self.store.match(subject, predicate, None, DefaultGraph())
        return sorted({object_of(quad) for quad in quads}, key=str)

    def subjects(self, predicate: NamedNode, value: Term | None = None) -> list[NamedNode]:
        """The things that have a property, once each."""
        quads = self.store.match(None, predicate, value, DefaultGraph())
        found = {q.subject for q in quads if isinstance(q.subject, NamedNode)}
        return sorted(found, key=str)

    def currency(self, node: NamedNode) -> str:
        """The code of a sum's currency; empty for what is counted."""
        for currency in self.values(node, CMQ.currency):
            if isinstance(currency, NamedNode):
                return self.code(currency)
        return ""

    def code(self, currency: NamedNode) -> str:
        """The code of a currency, or its label where it has none."""
        codes = self.values(currency, SKOS.notation)
        return text_of(codes[0]) if codes else self.sources.label(currency)

    def shown(self, value: Term) -> str:
        """A value in words."""
        return self.sources.label(value) if isinstance(value, NamedNode) else text_of(value)

    def described(self, node: NamedNode) -> str:
        """A thing in words."""
        kind = kind_of(node)
        if kind in _OF:
            words, predicate = _OF[kind]
            owners = [one for one in self.values(node, predicate) if isinstance(one, NamedNode)]
            return f"{words} {self.described(owners[0])}" if owners else self.shown(node)
        if kind in _BETWEEN:
            return ", ".join(self._first(node, predicate) for predicate in _BETWEEN[kind])
        if kind == "commitment":
            return self._commitment(node)
        return self._count(node) if kind == "count" else self.shown(node)

    def things(self, nodes: Iterable[Term]) -> tuple[NamedNode, ...]:
        """Nodes, and the things between which a node stands, in any number of steps."""
        reached = [node for node in nodes if isinstance(node, NamedNode)]
        for node in reached:
            if node.value.removeprefix(str(ID)).count("/") > 1:
                quads = self.store.match(node, None, None, DefaultGraph())
                for value in map(object_of, quads):
                    if isinstance(value, NamedNode) and kind_of(value) and value not in reached:
                        reached.append(value)
        return tuple(dict.fromkeys(reached))

    def _commitment(self, node: NamedNode) -> str:
        payer = self._first(node, CMQ.payer) or "an unnamed payer"
        purpose = self._first(node, CMQ.under) or self._first(node, CMQ.purpose)
        return f"commitment of {payer}" + (f" ({purpose})" if purpose else "")

    def _count(self, node: NamedNode) -> str:
        origin = self._first(node, CMQ["from"])
        counted = self._first(node, CMQ.counted) + (f" from {origin}" if origin else "")
        return f"{counted}, {self._first(node, CMQ.scope)}"

    def _first(self, node: NamedNode, predicate: NamedNode) -> str:
        """The first value of a property in words: of a country and its government, the country."""
        return next((self.shown(value) for value in self.values(node, predicate)), "")


def kind_of(node: NamedNode) -> str:
    """The kind in the name of a thing of ours; empty for anything else.

    >>> kind_of(ID["post/minister"])
    'post'
    """
    ours = node.value.startswith(str(ID))
    return node.value.removeprefix(str(ID)).partition("/")[0] if ours else ""
