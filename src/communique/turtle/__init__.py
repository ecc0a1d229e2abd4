"""The canonical text of Turtle and TriG: one form for every file in a project.

Prefixes used, sorted; subjects sorted (passages by start); one triple a line with its predicate
repeated; every line ends in ` ;` and the closing `.` stands alone. So the diff of a file is the
diff of its graph. Syntax: https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/.
Parsing what was written gives an isomorphic dataset; writing it again gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from communique.errors import SyntaxInputError
from communique.turtle.reading import base_of, comment_of, read
from communique.turtle.shape import DEEPEST, Shape
from communique.turtle.writing import BANNERS, TOO_DEEP, TOO_DEEP_REMEDY, serialize
from communique.vocabulary import Prefixes

__all__ = ["DEEPEST", "canonical", "read", "serialize"]


def canonical(path: Path, prefixes: Prefixes) -> str:
    """The canonical text of a file, as `communique fmt` writes it.

    Raises SyntaxInputError where the file is malformed, or cannot be written in that form.
    """
    statements = read(path)
    quads = [statement.quad for statement in statements]
    deep = Shape(quads).too_deep()
    if deep is not None:
        place = next(place for quad, place in statements if quad == deep)
        raise SyntaxInputError(TOO_DEEP, place=str(place), remedy=TOO_DEEP_REMEDY)
    comment = comment_of(path, BANNERS)
    try:
        return serialize(quads, prefixes, comment=comment, base=base_of(statements))
    except SyntaxInputError as error:
        raise SyntaxInputError(error.fact, place=str(path), remedy=error.remedy) from error
