"""Dossiers as Word documents (ECMA-376, Office Open XML), written with python-docx.

Loaded when one is asked for; only then is python-docx needed.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from io import BytesIO
from typing import Any, BinaryIO

from communique.errors import UsageError
from communique.exports.display import MARK, differences_of, one_line
from communique.exports.dossier import (
    DIFFER,
    SOURCES,
    Source,
    cite_dossier,
    footnotes,
    kinds_text,
    marks,
    pieces,
    sources,
)
from communique.exports.wording import LICENCE_TEXT, empty_text
from communique.model import Dossier, Fact
from communique.vocabulary import Prefixes

_AUTHOR = "The Communiqué contributors"
_QUIET = "55606B"
_LINK = "0B57A4"
_PAPER = (21.0, 29.7)
_MARGIN = 1.8
_WIDTHS = (4.2, 13.2)
"""Of the columns; like all lengths here, in centimetres."""
_HANGING = 0.8
_TYPE, _SMALL = 9.5, 8
"""Points."""
_LONGEST = 255
"""Characters that a property of the file can have."""


def write_docx(dossier: Dossier, output: BinaryIO, prefixes: Prefixes) -> None:
    """Write a dossier as a Word document on A4.

    Raises UsageError where python-docx is not installed.
    """
    page = _Page(dossier, prefixes)
    page.set_up()
    page.write()
    buffer = BytesIO()
    page.document.save(buffer)
    output.write(buffer.getbuffer())


class _Page:
    """A Word document on one thing."""

    def __init__(self, dossier: Dossier, prefixes: Prefixes) -> None:
        self.document = _library().Document()
        self._dossier = dossier
        self._prefixes = prefixes
        self._shared = import_module("docx.shared")
        self._oxml = import_module("docx.oxml")
        self._qualified = import_module("docx.oxml.ns").qn
        self._link_type = import_module("docx.opc.constants").RELATIONSHIP_TYPE.HYPERLINK

    def set_up(self) -> None:
        """Paper, type, and what the file says of itself."""
        cm, section = self._shared.Cm, self.document.sections[0]
        section.page_width, section.page_height = map(cm, _PAPER)
        section.left_margin = section.right_margin = cm(_MARGIN)
        section.top_margin = section.bottom_margin = cm(_MARGIN)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Calibri", self._shared.Pt(_TYPE)
        style.paragraph_format.space_after = self._shared.Pt(1)
        about = self.document.core_properties
        about.author = about.last_modified_by = _AUTHOR
        about.title = one_line(self._dossier.label)[:_LONGEST]
        about.comments = cite_dossier(self._dossier)[:_LONGEST]
        about.language = "en"
        if self._dossier.answer.asked:
            about.created = about.modified = datetime.fromisoformat(self._dossier.answer.asked)

    def write(self) -> None:
        """Heading, facts, differences, sources, and how to cite the page."""
        dossier, document = self._dossier, self.document
        document.add_heading(one_line(dossier.label), level=0)
        document.add_paragraph(kinds_text(dossier), style="Subtitle")
        if dossier.sections:
            self._add_facts()
        else:
            document.add_paragraph(empty_text(dossier.answer))
        differences = differences_of(dossier.answer)
        if differences:
            document.add_heading(f"{MARK} {DIFFER}", level=1)
        for difference in differences:
            document.add_paragraph(difference, style="List Bullet")
        listed = sources(dossier)
        if listed:
            document.add_heading(SOURCES, level=1)
        for source in listed:
            self._add_source(source)
        self._add_quiet(
            document.add_paragraph(), f"{cite_dossier(dossier)} Licence: {LICENCE_TEXT}."
        )

    def _add_facts(self) -> None:
        """A table of two columns: the property, and under one another what is known of it."""
        table = self.document.add_table(rows=0, cols=len(_WIDTHS))
        table.autofit = False
        for column, width in zip(table.columns, _WIDTHS, strict=True):
            column.width = self._shared.Cm(width)
        for section in self._dossier.sections:
            title, told = table.add_row().cells
            title.paragraphs[0].add_run(one_line(section.title)).bold = True
            for number, fact in enumerate(section.facts):
                self._add_fact(told.add_paragraph() if number else told.paragraphs[0], fact)

    def _add_fact(self, told: Any, fact: Fact) -> None:
        for piece in pieces(fact, self._prefixes):
            if piece.link:
                self._add_link(told, piece.text, piece.link)
            else:
                told.add_run(piece.text)
        warnings, basis = marks(fact)
        if warnings:
            told.add_run(f" {warnings}").bold = True
        if basis:
            self._add_quiet(told, f" {basis}")
        numbers = footnotes(self._dossier, fact)
        if numbers:
            told.add_run(f" {', '.join(map(str, numbers))}").font.superscript = True

    def _add_source(self, source: Source) -> None:
        """An entry of the numbered list; its number is text, the same in every form."""
        entry = self.document.add_paragraph()
        entry.paragraph_format.left_indent = self._shared.Cm(_HANGING)
        entry.paragraph_format.first_line_indent = self._shared.Cm(-_HANGING)
        entry.add_run(f"{source.number}.\t{source.title} · {source.about}")
        if source.remarks:
            self._add_quiet(entry, f" · {source.remarks}")
        for name, address in (("", source.address), ("archived: ", source.archived)):
            if address:
                entry.add_run(f" · {name}")
                self._add_link(entry, address, address)

    def _add_quiet(self, paragraph: Any, text: str) -> None:
        run = paragraph.add_run(text)
        run.font.size = self._shared.Pt(_SMALL)
        run.font.color.rgb = self._shared.RGBColor.from_string(_QUIET)

    def _add_link(self, paragraph: Any, text: str, address: str) -> None:
        """A run that links to an address (section 17.16.22); python-docx itself makes none."""
        link = self._oxml.OxmlElement("w:hyperlink")
        relation = paragraph.part.relate_to(address, self._link_type, is_external=True)
        link.set(self._qualified("r:id"), relation)
        paragraph._p.append(link)
        run = paragraph.add_run(text)
        run.font.color.rgb = self._shared.RGBColor.from_string(_LINK)
        run.font.underline = True
        link.append(run._r)


def _library() -> Any:
    try:
        return import_module("docx")
    except ModuleNotFoundError as error:
        raise UsageError(
            "python-docx is not installed",
            place="--format docx",
            remedy="pip install 'communique[docx]'",
        ) from error
