"""Articles read: from a file or an address to stored text, metadata with origins, and notices.

    with Worker() as worker:
        reading = read("article.html", Metadata(published="2024-03-25"), worker=worker)
    view = view_of(reading.text, reading.title.value if reading.title else "")
    start, end = view.span(4, 12)  # offsets of reading.text

What rules look at is the view; what is kept, hashed and cited is `reading.text`.
"""

from communique.reading.reader import is_address, read, read_source
from communique.reading.record import (
    MediaType,
    Metadata,
    Notice,
    NoticeKind,
    Origin,
    Reading,
    Told,
)
from communique.reading.source import Source
from communique.reading.view import View, view_of
from communique.reading.worker import Limits, Worker

__all__ = [
    "Limits",
    "MediaType",
    "Metadata",
    "Notice",
    "NoticeKind",
    "Origin",
    "Reading",
    "Source",
    "Told",
    "View",
    "Worker",
    "is_address",
    "read",
    "read_source",
    "view_of",
]
