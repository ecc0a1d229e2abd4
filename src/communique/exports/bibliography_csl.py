"""References as CSL-JSON, which Zotero, pandoc and citeproc read.

https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from communique.exports.bibliography import Reference


def write_csl(references: Sequence[Reference], output: BinaryIO) -> None:
    """Write references as a CSL-JSON array in UTF-8."""
    items = [_item(reference) for reference in references]
    output.write(json.dumps(items, ensure_ascii=False, indent=2).encode() + b"\n")


def _item(reference: Reference) -> dict[str, Any]:
    """One item; what is not known is left out."""
    publisher = "container-title" if reference.periodical else "publisher"
    item: dict[str, Any] = {
        "id": reference.key,
        "type": _type(reference),
        "title": reference.title,
        publisher: reference.publisher,
        "issued": {"date-parts": [[int(part) for part in reference.date]]},
        "URL": reference.address,
        "language": reference.language,
        "note": reference.note,
    }
    if not reference.date:
        del item["issued"]
    return {name: value for name, value in item.items() if value}


def _type(reference: Reference) -> str:
    if reference.periodical:
        return "article-newspaper"
    return "webpage" if reference.address else "document"
