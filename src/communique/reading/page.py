"""The article of a web page, by trafilatura, beside all that the page shows.

Runs in a worker process. trafilatura leaves out menus, captions and lists of other stories where it
can tell them: https://trafilatura.readthedocs.io/en/latest/corefunctions.html.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from communique.reading.declared import declared
from communique.reading.visible import tidied, visible

_DATES = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}
"""For htmldate: what is most likely the day; days to come too, so that they can be said."""


def read_page(data: bytes, *, body: str = "yes") -> dict[str, Any]:
    """Text and metadata of a page in UTF-8.

    `whole` is all that it shows, `body` the article's own text, empty where none could be told from
    the rest. `published` is the day that the page declares, `seen` one that merely stands on it.
    Raises ModuleNotFoundError where the body is asked for and trafilatura is not installed.
    """
    page = data.decode()
    found = {"whole": visible(page), "body": "", "publisher": "", "seen": ""}
    found |= declared(tidied(page))._asdict()
    return found | _article(page) if body else found


def _article(page: str) -> dict[str, str]:
    document = import_module("trafilatura").bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    if document is None:
        return {}
    said = {
        "body": document.text,
        "title": document.title,
        "publisher": document.sitename,
        "seen": document.date,
    }
    return {key: value for key, value in said.items() if value}
