"""The text of a PDF file, by pypdf, page after page. Runs in a worker process.

What a page breaks stays broken in the text; hyphens at line ends are undone in the view only.
 https://pypdf.readthedocs.io/en/stable/user/extract-text.html
"""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import Any

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from communique.errors import SyntaxInputError

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MADE = re.compile(r"\.(?:docx?|odt|rtf|indd|tex|pdf)$|^(?:Microsoft Word - |untitled)", re.I)
"""Titles that a program has made of a file name."""
LONGEST = 10_000_000
"""Characters of the longest text that is taken out of a file."""


def read_pdf(data: bytes) -> dict[str, Any]:
    """Text and metadata of a PDF file, with the numbers of the pages that have no text.

    Raises SyntaxInputError where it is encrypted, damaged, or has no text at all.
    """
    logging.disable()  # it complains of untidy files at length
    try:
        reader = _open(data)
        pages = list(_pages(reader))
    except LimitReachedError as error:
        raise SyntaxInputError(
            "this PDF file unpacks to more than an article may", remedy="Save its text."
        ) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise SyntaxInputError(
            f"this PDF file is damaged ({error})",
            remedy="Print it to a new PDF file, or save its text.",
        ) from error
    if not any(pages):
        raise SyntaxInputError(
            f"this PDF file has no text ({len(pages)} pages); it may be a scan",
            remedy="Have the text recognised (OCR) first, and give that.",
        )
    return {
        "text": "\n".join(page for page in pages if page) + "\n",
        "empty": [number for number, page in enumerate(pages, 1) if not page],
        "title": _title(reader),
        "language": _language(reader),
    }


def _open(data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data), strict=False)
    try:
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except (DependencyError, NotImplementedError):  # a cipher that pypdf cannot undo
        locked = True
    if locked:
        raise SyntaxInputError(
            "this PDF file is encrypted", remedy="Save it without a password, and give that."
        )
    return reader


def _pages(reader: PdfReader) -> list[str]:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        text = _CONTROLS.sub("", page.extract_text()).strip("\n ")
        length += len(text)
        if length > LONGEST:
            raise SyntaxInputError(
                f"this PDF file has more than {LONGEST:,} characters, and is no article",
                remedy="Cut the article out, and give that.",
            )
        pages.append(text)
    return pages


def _title(reader: PdfReader) -> str:
    title = (reader.metadata.title if reader.metadata else None) or ""
    return "" if _MADE.search(title.strip()) else " ".join(title.split())


def _language(reader: PdfReader) -> str:
    return str(reader.root_object.get("/Lang", ""))
