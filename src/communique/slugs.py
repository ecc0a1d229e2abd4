"""Slugs: names as the last part of an IRI, in ASCII letters, digits and hyphens."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "œ": "oe", "ß": "ss"}
    | {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "’": "", "'": "", "ʼ": ""}
)
"""Letters that no decomposition takes to ASCII, and those that are written otherwise there."""
_GAP = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def slug_of(name: str) -> str:
    """The slug of a name; of one without Latin letters, eight digits of its hash.

    >>> slug_of("Lars Løkke Rasmussen"), slug_of("DFNC1: Danish Edition")
    ('lars-loekke-rasmussen', 'dfnc1-danish-edition')
    """
    folded = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = _GAP.sub("-", plain).strip("-")
    if len(slug) > _LONGEST:
        slug = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    return slug or hashlib.sha256(name.encode()).hexdigest()[:8]
