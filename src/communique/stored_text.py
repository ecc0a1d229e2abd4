"""The stored text of a document: the form in which it is kept, hashed and counted.

Line feeds only, no byte order mark, otherwise the characters as they are. Offsets are code points
of this text, half-open; its hash is that of its UTF-8 form.
"""

from __future__ import annotations

import hashlib

_MARK = "\ufeff"


def stored(text: str) -> str:
    r"""A text in the form in which it is stored.

    >>> stored("\ufeffOne\r\ntwo\rthree")
    'One\ntwo\nthree'
    """
    return text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")


def sha256_of(text: str) -> str:
    """Hexadecimal SHA-256 of a stored text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
