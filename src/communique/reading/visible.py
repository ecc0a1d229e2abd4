"""All text that a page shows, menus too, with the standard library alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style", "template", "title"})
_INLINE = frozenset({"a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup", "u"})


_MARKED = re.compile(r"<!\[(?!(?:if|else|endif)\b|CDATA\[)", re.IGNORECASE)


class _Visible(HTMLParser):
    """Collects the text that a page shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []
        """Hidden elements that are open, outermost first."""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "body":
            self._hidden.clear()
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._hidden and self._hidden.pop() != tag:
            pass  # what was left open inside ends with it
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def tidied(page: str) -> str:
    """A page in which no section is marked in a way that Python's parser gives up at."""
    return _MARKED.sub("&lt;![", page)


def visible(page: str) -> str:
    """The text that a page shows, one block a line.

    Scripts, styles and templates are no text, and nothing is run.
    """
    parser = _Visible()
    parser.feed(tidied(page))
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)
