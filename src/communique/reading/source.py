"""Bytes of an article as they come in, from a file or over the network, before they are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from communique.errors import SyntaxInputError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
LARGEST = 50 * 1024 * 1024
"""Bytes of the largest source that is read."""


class Source(NamedTuple):
    """Bytes, and what is said of them from outside."""

    place: str
    data: bytes
    name: str = ""
    """File name, or the last part of an address; its ending is a hint."""
    media_type: str = ""
    """What the server calls it, without parameters; empty for a file."""
    charset: str = ""
    """Encoding that the server names."""
    language: str = ""
    """Language that the server names."""


def is_address(source: str) -> bool:
    """Whether a text is meant as an address, of whatever scheme, and not as a path."""
    return _ADDRESS.match(source) is not None


def from_file(path: Path) -> Source:
    """The bytes of a file.

    Raises SyntaxInputError where it cannot be read or is too large.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise SyntaxInputError(
            f"the file cannot be read ({error.strerror})", place=str(path)
        ) from error
    if len(data) > LARGEST:
        raise too_large(str(path))
    return Source(str(path), data, name=path.name)


def too_large(place: str) -> SyntaxInputError:
    """The error for a source of more bytes than are read."""
    return SyntaxInputError(
        f"this is larger than {LARGEST // 2**20} MiB, and no article",
        place=place,
        remedy="Cut the article out, and give that.",
    )
