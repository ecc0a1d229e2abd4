"""The state of a row as columns of their own, for the formats that machines read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.model import Answer

Value = str | int | bool
"""What a state column holds."""

STATE_COLUMNS = (
    "stage",
    "certainty",
    "checked",
    "checked_by",
    "rules",
    "articles",
    "together",
    "origins",
    "background",
    "absence",
    "differs",
    "differences",
    "sources",
)
"""Their names; one that the answer itself uses has `state_` before it."""
RECEIPT_COLUMNS = ("witness", "others", "more")
"""Those of an answer with receipts: passages by IRI, and how many are not listed."""


def state_columns(answer: Answer) -> tuple[str, ...]:
    """The names of the state columns of an answer; none where the answer is plain.

    >>> state_columns(Answer("q", "?", {}, ("stage",), [], states=[]))[:2]
    ('state_stage', 'certainty')
    """
    if answer.states is None:
        return ()
    taken = set(answer.columns)
    names: list[str] = []
    for name in STATE_COLUMNS + (RECEIPT_COLUMNS if answer.receipts is not None else ()):
        while name in taken:
            name = f"state_{name}"  # noqa: PLW2901  # the name that is left free
        names.append(name)
        taken.add(name)
    return tuple(names)


def state_values(answer: Answer) -> Iterator[Sequence[Value]]:
    """For each row, the values of its state columns; for a plain answer, nothing in each."""
    if answer.states is None:
        yield from ((),) * len(answer.rows)
        return
    for row, state in enumerate(answer.states):
        yield (
            ", ".join(state.stage),
            state.certainty,
            state.checked,
            ", ".join(state.checked_by),
            ", ".join(state.rules),
            state.articles,
            state.together,
            state.origins,
            ", ".join(state.background),
            state.absence,
            state.differs,
            "; ".join(str(difference) for difference in state.differences),
            " ".join(addresses(answer, row)),
            *_receipt(answer, row),
        )


def _receipt(answer: Answer, row: int) -> Iterator[Value]:
    if answer.receipts is None or answer.citations is None:
        return
    receipt = answer.receipts[row]
    for positions in (receipt.witness, receipt.others):
        yield " ".join(answer.citations[position].passage for position in positions)
    yield receipt.more


def addresses(answer: Answer, row: int) -> Iterable[str]:
    """The addresses of the articles that a row rests on, once each; without one, an IRI."""
    if answer.cited is None or answer.citations is None:
        return ()
    articles = (answer.citations[position].article for position in answer.cited[row])
    found = (a.address or a.archived_address or a.iri for a in articles)
    return dict.fromkeys("".join(address.split()) for address in found)
