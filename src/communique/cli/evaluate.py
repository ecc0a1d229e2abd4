"""`communique evaluate`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.extracting import extractor_of
from communique.errors import UsageError
from communique.evaluation.facts import Gold, predictions
from communique.evaluation.matching import Matcher
from communique.evaluation.names import Spellings
from communique.evaluation.score import lines, score
from communique.exports.file import whole_file
from communique.predicting import Predictor
from communique.project import Project

_SPELLINGS = "aliases.json"


@click.command(
    "evaluate",
    epilog=examples("communique evaluate --gold gold-004.json --texts documents --misses"),
)
@click.option(
    "--gold",
    "golds",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    required=True,
    help="Facts that a reader has taken from texts: JSON lines with an id each, or one text's "
    "JSON with its sha256; may be repeated.",
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of the texts, <id>.txt.",
)
@click.option(
    "--predictions",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the extracted facts to this file, as `communique facts` does.",
)
@click.option(
    "--aliases",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Spellings of names. [default: {_SPELLINGS} beside the first --gold, if there]",
)
@click.option("--only", metavar="P1,P2", default="", help="Only these predicates.")
@click.option(
    "--skip", metavar="FLAGS", default="", help="What is flagged so does not count as missed."
)
@click.option("--misses", is_flag=True, help="List what was missed and what is wrong.")
@click.pass_obj
def command(
    context: Context,
    *,
    golds: Sequence[Path],
    texts: Path,
    output: Path | None,
    aliases: Path | None,
    only: str,
    skip: str,
    misses: bool,
) -> None:
    """Extract facts from texts, and measure them against a reader's.

    Nothing is kept but, on request, the facts: every text is read, extracted and forgotten.
    Prints precision, recall and F1 for each predicate and for all.
    """
    project = Project.find(context.project)
    found = sorted(texts.glob("*.txt"))
    if not found:
        raise UsageError(
            "there is no text here", place=str(texts), remedy="Name a folder with <id>.txt in it."
        )
    beside = golds[0].parent / _SPELLINGS
    table = aliases or (beside if beside.is_file() else None)
    gold = Gold()
    for path in golds:
        gold.read(path)
    matcher = Matcher(Spellings.read(table) if table else Spellings())
    predictor = Predictor(project, extractor_of(project))
    records = [predictor.facts(path) for path in found]
    if output is not None:
        with whole_file(output) as stream:
            stream.writelines(
                json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records
            )
    chosen = {name.strip() for name in only.split(",") if name.strip()}
    result = score(gold, predictions(records, texts), matcher, only=chosen, skip=skip)
    for line in lines(result, misses=misses):
        click.echo(line)
