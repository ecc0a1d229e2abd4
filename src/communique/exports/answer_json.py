"""Answers as one JSON object: question, rows with their state, and the sources they rest on.

Terms are as in SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/#select-encode-terms):
`type`, `value`, and of a literal `xml:lang` or `datatype`; a variable that is unbound is left out.
A row's `sources` are positions in `sources`, counted from 1 as in the other formats.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode

from communique.exports.display import numbers_of
from communique.exports.wording import LICENCE_ADDRESS, cite_as
from communique.model import (
    Answer,
    Citation,
    Document,
    Passage,
    Receipt,
    Term,
)
from communique.money import Totals
from communique.state import Difference, RowState
from communique.vocabulary import XSD, Prefixes


def write_json(answer: Answer, output: BinaryIO, _prefixes: Prefixes) -> None:
    """Write an answer as JSON in UTF-8, a row a line."""
    head = json.dumps(_head(answer), ensure_ascii=False, indent=2)
    output.write(head.removesuffix("\n}").encode())
    _write_list(output, "rows", (_row(answer, number) for number in range(len(answer.rows))))
    if answer.citations is not None:
        sources = (source_object(number, c) for number, c in enumerate(answer.citations, 1))
        _write_list(output, "sources", sources)
    output.write(b"\n}\n")


def _write_list(output: BinaryIO, name: str, items: Any) -> None:
    output.write(f",\n  {json.dumps(name)}: [".encode())
    separator = "\n"
    for item in items:
        output.write(f"{separator}    {json.dumps(item, ensure_ascii=False)}".encode())
        separator = ",\n"
    output.write(b"]" if separator == "\n" else b"\n  ]")


def _head(answer: Answer) -> dict[str, Any]:
    head: dict[str, Any] = {
        "name": answer.name,
        "question": answer.question,
        "parameters": {name: list(values) for name, values in answer.parameters.items()},
        "version": answer.version,
        **({"asOf": answer.as_of} if answer.as_of else {}),
        "asked": answer.asked or None,
        "license": LICENCE_ADDRESS,
        "citeAs": cite_as(answer),
        "columns": list(answer.columns),
    }
    head |= {"note": answer.note} if answer.note else {}
    head |= {"totals": _totals(answer.totals)} if answer.totals is not None else {}
    return head if answer.rows else {**head, "searched": answer.searched}


def _totals(totals: Totals) -> dict[str, Any]:
    """What the rows come to. Rows are given by number, counted from 1; sums are exact, as text."""
    return {
        "totals": [
            {
                "currency": total.currency,
                "origin": total.origin or None,
                "low": f"{total.low:f}",
                "high": None if total.high is None else f"{total.high:f}",
                "words": total.words,
                "exact": total.exact,
                "counted": [position + 1 for position in total.counted],
                "lowest": [position + 1 for position in total.lowest],
            }
            for total in totals.totals
        ],
        "open": list(totals.open),
        "notes": list(totals.notes),
    }


def _row(answer: Answer, number: int) -> dict[str, Any]:
    pairs = zip(answer.columns, answer.rows[number], strict=True)
    row: dict[str, Any] = {"terms": {name: term_object(t) for name, t in pairs if t is not None}}
    if answer.states is not None:
        row["state"] = state_object(answer.states[number])
    if answer.cited is not None:
        row["sources"] = numbers_of(answer, number)
    if answer.receipts is not None:
        row["receipt"] = _receipt(answer.receipts[number])
    return row


def term_object(term: Term) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language is not None:
        found["xml:lang"] = term.language
    elif term.datatype != XSD.string:
        found["datatype"] = term.datatype.value
    return found


def _receipt(receipt: Receipt) -> dict[str, Any]:
    """Which sources alone give the row, which others support it, how many more there are."""
    return {
        "witness": [position + 1 for position in receipt.witness],
        "others": [position + 1 for position in receipt.others],
        "more": receipt.more,
    }


def state_object(state: RowState) -> dict[str, Any]:
    """The state of a row."""
    return {
        "stage": list(state.stage),
        "certainty": state.certainty,
        "checked": state.checked,
        "checkedBy": list(state.checked_by),
        "rules": list(state.rules),
        "articles": state.articles,
        "together": state.together,
        "origins": state.origins,
        "background": list(state.background),
        "absence": state.absence,
        "differences": [_difference(difference) for difference in state.differences],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "subject": difference.subject,
        "property": difference.property,
        "values": [
            {"value": value, "sources": list(sources)} for value, sources in difference.values
        ],
    }


def source_object(number: int, citation: Citation) -> dict[str, Any]:
    """One source. The gloss is labelled as ours; words are those of the stored text."""
    passage = Passage.parse(citation.passage)
    source: dict[str, Any] = {
        "number": number,
        "article": article_object(citation.article),
        "passage": citation.passage,
        "start": passage.start if passage else None,
        "end": passage.end if passage else None,
        "certainty": citation.certainty,
        "restated": citation.restated,
        **({"translated": True} if citation.translated else {}),
        "inOurWords": citation.gloss,
    }
    if citation.words is not None and not citation.restated:
        source["words"] = citation.words
    return source


def article_object(article: Document) -> dict[str, Any]:
    """An article as its record has it."""
    return {
        "iri": article.iri,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published or None,
        "address": article.address or None,
        "archivedAddress": article.archived_address or None,
    }
