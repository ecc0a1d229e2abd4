"""`communique documents`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from pyoxigraph import NamedNode
from rich.table import Table
from rich.text import Text

from communique.cli import Context, examples
from communique.cli.article import Article, read_article
from communique.cli.default import ListingGroup
from communique.cli.opening import no_build_option, open_graph
from communique.cli.terminal import terminal
from communique.dates import last_day
from communique.documents import Finding, attach
from communique.model import Document
from communique.reading.record import Metadata


@click.group("documents", cls=ListingGroup, epilog=examples("communique documents"))
def command() -> None:
    """List the sources, or attach a copy of one."""


@command.command("list", hidden=True, epilog=examples("communique documents list"))
# the group itself lists
@no_build_option
@click.pass_obj
def list_(context: Context, *, no_build: bool) -> None:
    """List the sources, by date."""
    graph = open_graph(context, no_build=no_build)
    table = Table(box=None, pad_edge=False, header_style="bold")
    documents = graph.documents
    for title in ("date", "passages"):
        table.add_column(title, no_wrap=True)
    longest = max((len(one.slug) for one in documents), default=0)
    table.add_column("outlet: title, and name", min_width=longest, overflow="fold")
    for article in (one for one in documents if not one.is_brief):
        told = [article, *(one for one in documents if one.restates == article.iri)]
        number = sum(len(graph.passages(NamedNode(one.iri))) for one in told)
        name = Text(": ".join(filter(None, (article.publisher, article.title))))
        for one in told[1:] or told:
            name.append(f"\n{one.slug}", style="dim")
        table.add_row(article.published or "undated", str(number), name)
    terminal().print(table, crop=False)  # a name is copied, and so never broken


@command.command(
    "attach",
    epilog=examples("communique documents attach undated-the-gaze-denmark-production page.html"),
)
@click.argument("document")
@click.argument("article", type=Article())
@no_build_option
@click.pass_obj
def attach_(context: Context, *, document: str, article: Path | str, no_build: bool) -> None:
    """Find all passages of DOCUMENT in a copy of it, and keep the copy.

    ARTICLE is plain text, Markdown, HTML or PDF, in any layout: a file, or the http(s) address
    of a page, which is fetched once. The copy stays in the project's folder attached/, which is
    never part of the repository; from then on answers show its words. What is doubtful in it
    (encoding, language, dates, letters that deceive) is said. Exits with 1 where a passage has
    changed or is missing.
    """
    graph = open_graph(context, no_build=no_build)
    node = graph.find_document(document)
    record = next(one for one in graph.documents if one.iri == node.value)
    said = {one.passage: one for one in graph.passages(node)}
    wanted = {passage: one.fingerprint for passage, one in said.items() if one.fingerprint}
    reading = read_article(article, _known(record))
    located = attach(graph.project, record, wanted, reading)
    console = terminal(stderr=True)
    found = sum(one.finding is Finding.FOUND for one in located)
    console.print(f"{found} of {len(located)} passages of {record.slug} are in {article}")
    for one in located:
        if one.finding is not Finding.FOUND:
            span = f"{one.passage.start},{one.passage.end}"
            gloss = said[one.passage].citation.gloss
            where = f"; the copy has other words at {one.span[0]}–{one.span[1]}" if one.span else ""
            console.print(Text(f"{one.finding}: #char={span}, in our words: {gloss}{where}"))
    if found < len(located):
        sys.exit(1)


def _known(record: Document) -> Metadata:
    """What the record of a document says, where it goes before what a copy says of itself."""
    day = record.published if last_day(record.published) else ""
    return Metadata(record.title, record.publisher, day, record.language)
