"""What Python users pass, as the rooms take it: values, ways of differing, documents by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from pyoxigraph import NamedNode

from communique.discrepancy import DiscrepancyKind
from communique.errors import ParameterError, UnknownNameError
from communique.model import Document
from communique.vocabulary import Prefixes


def find_document(documents: Sequence[Document], prefixes: Prefixes, name: str) -> NamedNode:
    """The document that a slug, title, address, CURIE or IRI means.

    Raises UnknownNameError, with the nearest slugs, where there is none.
    """
    known = {one.slug: one for one in documents}
    for one in known.values():
        curie = prefixes.compress(one.iri)
        if name and name in (one.slug, one.title, one.address, one.iri, curie):
            return NamedNode(one.iri)
    near = get_close_matches(name, known, n=3, cutoff=0.3)
    raise UnknownNameError(
        f"there is no document {name!r}",
        remedy=(f"Did you mean {' or '.join(near)}? " if near else "")
        + "`communique documents` lists them.",
    )


def values_of(name: str, value: object) -> tuple[str, ...]:
    """A parameter's values as text; dates as ISO 8601 writes them."""
    if isinstance(value, list | tuple):
        return tuple(text for one in value for text in values_of(name, one))
    if isinstance(value, date):
        return (value.isoformat(),)
    if isinstance(value, str):
        return (value,)
    raise ParameterError(
        f"the value {value!r} is neither text nor a date",
        place=name,
        remedy="Give a name, a CURIE, an IRI or a date; leave the parameter out for any.",
    )


def kind_of(name: DiscrepancyKind | str | None) -> DiscrepancyKind | None:
    """A way of differing by its name; UnknownNameError, with all of them, for another name."""
    try:
        return None if name is None else DiscrepancyKind(name)
    except ValueError as error:
        raise UnknownNameError(
            f"sources do not differ by {name!r}",
            place="kind",
            remedy=f"There are: {', '.join(DiscrepancyKind)}.",
        ) from error
