"""Lines of a view that are no sentences of the article: captions, menus, links, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.typography import ASIDE, EARLIER

_LINE = re.compile(r"[^\n]+")
_MENU = re.compile(r"(?:[^\s|•·»/]+(?: [^\s|•·»/]+){0,3} ?[|•·»/] ?){2,}[^|•·»\n]{0,40}")
_LONGEST = 400
"""Characters of such a line; a longer one is a paragraph, whatever it begins with."""


def asides(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a view that yield nothing, in order.

    A last line that begins with what the outlet reported earlier links to another story.
    """
    lines = [line for line in _LINE.finditer(text) if line[0].strip()]
    for line in lines:
        words = line[0]
        if len(words) > _LONGEST:
            continue
        apart = ASIDE.match(words) or _MENU.fullmatch(words.strip())
        if apart or (line is lines[-1] and len(lines) > 1 and EARLIER.match(words)):
            yield line.span()
