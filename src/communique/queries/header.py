"""The header of a stored query.

A file holds one query; its stem is its name everywhere. The header is grlc's: lines that begin
with `#+ ` and together are one YAML mapping (https://github.com/CLARIAH/grlc), with our own keys
beside grlc's. A parameter is a variable named as grlc names it: `?_name_iri` is required,
`?__name_iri` optional, dates end in `_xsd_date`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from communique.errors import QueryError, SyntaxInputError
from communique.queries.question import TYPES, Column, Parameter, Question
from communique.store import EmbeddedStore
from communique.texts import plain_text

_SUFFIXES = {"date": "xsd_date", "text": "literal"}
"""How the names of variables end that hold no IRI."""
_VARIABLE = re.compile(r"\?(__?)([a-z][a-z0-9_]*?)_(iri|xsd_date|literal)\b")


SEVERITIES = ("error", "warning", "info")
"""How grave what a check finds can be."""
RECKONINGS = ("promises", "totals")
"""What solutions can be reckoned into."""


def read_runnable(path: Path) -> Question:
    """The query of a file and its header, where it is a SELECT that parses.

    Raises SyntaxInputError where it is not, or where its header is wrong.
    """
    question = read_question(path)
    try:
        EmbeddedStore().select(question.text)
    except QueryError as error:
        place = f"{path}{error.place.removeprefix('query')}"
        raise SyntaxInputError(error.fact, place=place, remedy=error.remedy) from error
    return question


def read_check(path: Path) -> Question:
    """The query of a file that returns offenders, and its header.

    Raises SyntaxInputError where the query does not parse, or the header lacks a severity.
    """
    check = read_runnable(path)
    if check.severity not in SEVERITIES:
        raise SyntaxInputError(
            f"the header has the severity {check.severity!r}",
            place=str(path),
            remedy=f"Use one of {', '.join(SEVERITIES)}.",
        )
    return check


def read_question(path: Path) -> Question:
    """The query of a file and its header.

    Raises SyntaxInputError where the file is not UTF-8, or the header is no YAML mapping, lacks
    a key, or speaks of parameters that the query does not have.
    """
    text = plain_text(path)
    header = _header(path, text)
    title = header.get("summary") or header.get("problem")
    if not title:
        raise SyntaxInputError("the header has neither summary nor problem", place=str(path))
    reckoning = str(header.get("reckoning", ""))
    if reckoning and reckoning not in RECKONINGS:
        raise SyntaxInputError(
            f"the header has the reckoning {reckoning!r}",
            place=str(path),
            remedy=f"Use one of {', '.join(RECKONINGS)}.",
        )
    return Question(
        name=path.stem,
        summary=str(title),
        text=text,
        question=str(header.get("question", "")),
        description=str(header.get("description", "")).strip(),
        tags=tuple(str(tag) for tag in header.get("tags", ())),
        parameters=_parameters(path, header.get("parameters") or {}, text),
        columns=tuple(_column(name, kind) for name, kind in (header.get("columns") or {}).items()),
        subject=str(header.get("subject", "")),
        view=str(header.get("view", "table")),
        severity=str(header.get("severity", "")),
        remedy=str(header.get("remedy", "")).strip(),
        reckoning=reckoning,
    )


def _header(path: Path, text: str) -> dict[str, Any]:
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        header = yaml.load("\n".join(lines), yaml.BaseLoader)  # `on` is a name, not a boolean
    except yaml.YAMLError as error:
        raise SyntaxInputError(
            f"the header is not YAML ({error})", place=str(path), remedy="Correct its #+ lines."
        ) from error
    if not isinstance(header, dict):
        raise SyntaxInputError(
            "the file has no header",
            place=str(path),
            remedy="Begin it with lines `#+ summary: …`, `#+ columns: …`; see CONTRIBUTING.md.",
        )
    return header


def _parameters(path: Path, declared: dict[str, Any], text: str) -> tuple[Parameter, ...]:
    used = {name: (marks, suffix) for marks, name, suffix in _VARIABLE.findall(text)}
    reckoned = {name for name, facts in declared.items() if facts.get("reckoned") == "true"}
    used |= {name: ("__", _SUFFIXES.get(declared[name].get("type"), "iri")) for name in reckoned}
    if set(used) != set(declared):
        raise SyntaxInputError(
            f"the header declares {sorted(declared)} and the query uses {sorted(used)}",
            place=str(path),
            remedy="Declare under `parameters` each ?_name_iri or ?__name_iri of the query.",
        )
    parameters = []
    for name, facts in declared.items():
        marks, suffix = used[name]
        kind = str(facts.get("type", ""))
        if kind not in TYPES:
            raise SyntaxInputError(
                f"parameter {name} has the type {kind!r}",
                place=str(path),
                remedy=f"Use one of {', '.join(sorted(TYPES))}.",
            )
        parameters.append(
            Parameter(
                name=name,
                type=kind,
                variable=f"{marks}{name}_{suffix}",
                required=marks == "_",
                description=str(facts.get("description", "")),
                example=str(facts.get("example", "")),
                scheme=str(facts.get("scheme", "")),
                reckoned=name in reckoned,
            )
        )
    return tuple(parameters)


def _column(name: str, kind: str) -> Column:
    return Column(name, kind.removesuffix("?"), kind.endswith("?"))
