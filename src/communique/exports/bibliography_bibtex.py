r"""References as BibTeX, with the entry types and fields of biblatex; other readers take them too.

https://ctan.org/pkg/biblatex (manual, section 2): `@article` with `entrysubtype` newspaper, else
`@online`, else `@misc`. Text is UTF-8. What TeX would take for a command is escaped, braces by
name, because BibTeX counts even `\{`; `url` is read verbatim and only has its braces quoted. Titles
stand in braces of their own, so that no style makes a country lower case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from communique.exports.bibliography import Reference

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "#$%&_"},
    }
)


def write_bibtex(references: Sequence[Reference], output: BinaryIO) -> None:
    """Write references as a .bib file in UTF-8, an entry each."""
    for reference in references:
        fields = "".join(
            f"  {name} = {{{value}}},\n" for name, value in _fields(reference) if value
        )
        output.write(f"@{_type(reference)}{{{reference.key},\n{fields}}}\n\n".encode())


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    title, publisher = _escaped(reference.title), _escaped(reference.publisher)
    yield "title", f"{{{title}}}" if title else ""
    if reference.periodical:
        yield "journaltitle", publisher
        yield "entrysubtype", "newspaper"
    else:
        yield "organization", f"{{{publisher}}}" if publisher else ""
    yield "date", "-".join(reference.date)
    yield "url", reference.address
    yield "note", _escaped(reference.note)


def _type(reference: Reference) -> str:
    if reference.periodical:
        return "article"
    return "online" if reference.address else "misc"


def _escaped(text: str) -> str:
    r"""Text that TeX sets as it is.

    >>> print(_escaped("5% of {R&D}"))
    5\% of \textbraceleft{}R\&D\textbraceright{}
    """
    return text.translate(_ESCAPES)
