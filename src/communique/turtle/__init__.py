"""The canonical text of Turtle and TriG: one form for every file in a project.

Prefixes used, sorted; subjects sorted (passages by start); one triple a line with its predicate
repeated; every line ends in ` ;` and the closing `.` stands alone. So the diff of a file is the
diff of its graph. Syntax: https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/.
Parsing what was written gives an isomorphic dataset; writing it again gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from communique.turtle.reading import base_of, comment_of, read
from communique.turtle.writing import BANNERS, serialize
from communique.vocabulary import Prefixes

__all__ = ["canonical", "read", "serialize"]


def canonical(path: Path, prefixes: Prefixes) -> str:
    """The canonical text of a file, as `communique fmt` writes it."""
    statements = read(path)
    return serialize(
        (statement.quad for statement in statements),
        prefixes,
        comment=comment_of(path, BANNERS),
        base=base_of(statements),
    )
