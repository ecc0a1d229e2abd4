"""The one exception tree.

    CommuniqueError                 something a user can act on
    ├── UsageError                  the call is wrong              exit 2
    │   ├── UnknownNameError        no such question, entity, format …
    │   ├── AmbiguousNameError      a name that fits several things
    │   ├── ParameterError          a parameter is missing, repeated or of the wrong type
    │   └── QueryError              the SPARQL text does not parse, or is an update
    ├── InputError                  what was to be read is wrong   exit 3
    │   ├── SyntaxInputError        malformed Turtle, TriG, JSON, YAML, UTF-8
    │   ├── DocumentError           a document or passage contradicts its record
    │   └── ProjectError            the folder is no project, or lacks a file
    ├── NonconformingError          a build was needed, and the data do not conform   exit 1
    └── StoreError                  store, disk or network trouble exit 4

A message names the place first, then the fact, then the remedy. That data do not conform to
shapes is a report, not an exception, wherever a report was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence


class CommuniqueError(Exception):
    """Something went wrong that the user can act on; show the message, not the traceback."""

    exit_code = 1
    http_status = 500

    def __init__(self, fact: str, *, place: str = "", remedy: str = "") -> None:
        self.place = place
        self.fact = fact
        self.remedy = remedy
        parts = [f"{place}: {fact}" if place else fact]
        if remedy:
            parts.append(remedy)
        super().__init__("\n  ".join(parts))


class UsageError(CommuniqueError):
    """The call itself is wrong; tell the user how to say it."""

    exit_code = 2
    http_status = 400


class UnknownNameError(UsageError):
    """A name that nothing bears; the nearest ones are offered."""

    http_status = 404


class AmbiguousNameError(UsageError):
    """A name that fits several things; all of them are offered, none is chosen."""

    def __init__(
        self, fact: str, candidates: Sequence[str], *, place: str = "", remedy: str = ""
    ) -> None:
        self.candidates = tuple(candidates)
        super().__init__(fact, place=place, remedy=remedy)


class ParameterError(UsageError):
    """A parameter is missing, misspelt, repeated or not of its type; nothing was run."""


class QueryError(UsageError):
    """A SPARQL text that does not parse or is not a query; nothing was run."""


class InputError(CommuniqueError):
    """Something that was to be read is wrong; nothing of it was taken in."""

    exit_code = 3
    http_status = 400


class SyntaxInputError(InputError):
    """A file is malformed; correct it at the line that is named."""


class DocumentError(InputError):
    """A document or passage contradicts its own record; the document is refused whole."""


class ProjectError(InputError):
    """The folder is not a project, or lacks a file that every project has."""


class NonconformingError(CommuniqueError):
    """An answer needed a build, and a gate refused the data; `validate` gives the report."""

    exit_code = 1


class StoreError(CommuniqueError):
    """The store, the disk or the network failed; the previous build still answers."""

    exit_code = 4
    http_status = 503
