"""Property paths as rdflib reads them, in the form a trace keeps."""

from __future__ import annotations

from rdflib import URIRef
from rdflib.paths import (
    AlternativePath,
    InvPath,
    MulPath,
    NegatedPath,
    SequencePath,
)
from rdflib.paths import Path as PropertyPath

from communique.errors import QueryError
from communique.queries.trace import Steps


def steps_of(path: PropertyPath | URIRef) -> Steps:
    """A property path in prefix form (https://www.w3.org/TR/sparql11-query/#pp-language)."""
    if isinstance(path, InvPath):
        return ("inverse", steps_of(path.arg))
    if isinstance(path, SequencePath):
        return ("sequence", *map(steps_of, path.args))
    if isinstance(path, AlternativePath):
        return ("alternative", *map(steps_of, path.args))
    if isinstance(path, MulPath):
        return ("repeat", steps_of(path.path), path.zero, path.more)
    if isinstance(path, NegatedPath):
        if not all(isinstance(arg, URIRef) for arg in path.args):
            raise QueryError("^ in a negated property set cannot be traced")  # rdflib loses it
        return ("not", *map(str, path.args))
    return ("link", str(path))
