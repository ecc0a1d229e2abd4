"""Articles to be added, as they are given, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from communique.claims import Extraction
from communique.errors import CommuniqueError
from communique.project import Project
from communique.reading.record import Metadata, Reading

Extract = Callable[[Reading], Extraction]
"""Finds what an article says."""
ExtractorOf = Callable[[Project], Extract]
"""Makes it for a project; a function of a module, so that other processes can call it."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is given: where it is, and what the user knows of it."""

    source: Path | str
    """A file or an address."""
    given: Metadata
    address: str = ""
    source_kind: str = ""
    """Name of a concept of the scheme `source-kind`; empty = that of the publisher's others."""
    translation: Path | None = None
    """A file with its translation into English."""
    document: str = ""
    """Name of the document that it is, where that is known beforehand."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an article came to; either `error`, or `reading` and what else there is."""

    article: Article
    reading: Reading | None = None
    original: Reading | None = None
    """What `reading` translates."""
    extraction: Extraction | None = None
    """None where the text was known already."""
    error: CommuniqueError | None = None
