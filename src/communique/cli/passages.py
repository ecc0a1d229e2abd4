"""`communique passages`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from communique.cli import Context, examples
from communique.cli.article import Article, read_article
from communique.cli.default import ListingGroup
from communique.cli.opening import no_build_option, open_graph
from communique.cli.terminal import terminal
from communique.documents import skeleton
from communique.errors import DocumentError
from communique.model import Document
from communique.project import Project
from communique.stored_text import sha256_of
from communique.texts import plain_text


@click.group(
    "passages",
    cls=ListingGroup,
    epilog=examples("communique passages undated-the-gaze-denmark-production"),
)
def command() -> None:
    """List a document's passages, or cut a new one."""


@command.command(
    "list",
    hidden=True,
    epilog=examples("communique passages list undated-the-gaze-denmark-production"),
)
# the group itself lists
@click.argument("document")
@no_build_option
@click.pass_obj
def list_(context: Context, *, document: str, no_build: bool) -> None:
    """List the passages of DOCUMENT in order, with words or gloss, and what each says."""
    graph = open_graph(context, no_build=no_build)
    console = terminal()
    for said in graph.passages(graph.find_document(document)):
        citation, passage = said.citation, said.passage
        head = Text(f"{passage.start}–{passage.end}", style="bold")
        mark = [] if citation.certainty == "stated" else [citation.certainty]
        mark += [] if said.checked else ["partly checked" if said.partly else "unchecked"]
        console.print(head.append(f"  {', '.join(mark)}" if mark else "", style="yellow"))
        if citation.words is not None:
            console.print(Text(f"“{' '.join(citation.words.split())}”"))
        console.print(Text(f"in our words: {citation.gloss}", style="italic"))
        for line in said.statements:
            console.print(Text(f"  {line}", style="cyan"))
        console.print()


@command.command(
    "new", epilog='\b\nExample: communique passages new DOCUMENT "quoted words" --text article.txt'
)
@click.argument("document")
@click.argument("quoted")
@click.option(
    "--text",
    type=Article(),
    help="The document's text, PDF file, page or its address; a brief's and an attached one are "
    "known.",
)
@no_build_option
@click.pass_obj
def new(
    context: Context, *, document: str, quoted: str, text: Path | str | None, no_build: bool
) -> None:
    """Print a passage's name, fingerprint and skeleton for QUOTED words of DOCUMENT.

    The offsets are those of the document's stored text, whose hash its record has.
    """
    graph = open_graph(context, no_build=no_build)
    node = graph.find_document(document)
    record = next(one for one in graph.documents if one.iri == node.value)
    stored = _stored_text(graph.project, record, text)
    click.echo(skeleton(record.iri, stored, quoted), nl=False)


def _stored_text(project: Project, record: Document, given: Path | str | None) -> str:
    """The stored text of a document: that of the given source whose hash is the record's.

    Raises DocumentError where there is none.
    """
    if given is not None:
        reading = read_article(given)
        place, texts = reading.place, reading.texts
    else:
        known = [project.brief(record.slug), project.attached / f"{record.slug}.txt"]
        path = next((one for one in known if one.is_file()), None)
        if path is None:
            raise DocumentError(
                "the text of this document is not here",
                place=record.slug,
                remedy="Name it: --text FILE.",
            )
        place, texts = str(path), (plain_text(path),)
    for text in texts:
        if not record.sha256 or sha256_of(text) == record.sha256:
            return text
    raise DocumentError(
        f"this text has another hash than the record of {record.slug}",
        place=place,
        remedy="Offsets hold for the stored text only; name that with --text.",
    )
