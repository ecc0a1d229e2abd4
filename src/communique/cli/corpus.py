"""What `communique add` does with a corpus: N-Quads parts in a folder, by one engine or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.core import ParameterSource

from communique.cli import Context
from communique.corpora import plain
from communique.corpora.extraction import ExtractorOf
from communique.corpora.parts import REFUSED, Counts, whole_folder
from communique.corpora.source import Source
from communique.errors import UsageError
from communique.project import Project

_ENGINES = ("python", "spark")
_OPTIONS = (
    click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path),
        help="Write what a corpus says into this new folder, as N-Quads; add nothing.",
    ),
    click.option(
        "--engine",
        type=click.Choice(_ENGINES),
        help="What works on the corpus: this process, or Apache Spark. [default: python]",
    ),
    click.option(
        "--master",
        help="Spark's master URL. [default: that of spark-submit, SPARK_MASTER or local[*]]",
    ),
    click.option(
        "--parts",
        type=click.IntRange(1, 10_000),
        help="Files to write. [default: 1; with Spark one for each of its processors]",
    ),
    click.option("--gzip", "packed", is_flag=True, help="Compress them."),
)


_ONLY_WITH_OUTPUT = ("engine", "master", "parts", "packed")
_OF_CORPORA = {
    *("articles", "output", *_ONLY_WITH_OUTPUT),
    *("extractor", "llm_url", "llm_model"),
}


class Corpus(NamedTuple):
    """How a corpus is to be worked on."""

    output: Path
    engine: str
    master: str
    parts: int
    """0 where it is not said."""
    packed: bool


def corpus_options(function: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of a corpus, which it is given as one: `corpus`, or None."""

    @wraps(function)
    def command(*arguments: Any, **options: Any) -> None:
        said = {name: options.pop(name) for name in ("output", *_ONLY_WITH_OUTPUT)}
        function(*arguments, corpus=_corpus(**said), **options)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _corpus(
    output: Path | None, engine: str | None, master: str | None, parts: int | None, packed: bool
) -> Corpus | None:
    if output is None:
        if engine or master or parts or packed:
            raise UsageError(
                "--engine, --master, --parts and --gzip are those of a corpus",
                remedy="Say with -o FOLDER where its quads are to be written.",
            )
        return None
    if master and engine != "spark":
        raise UsageError("--master is that of Spark", remedy="Say --engine spark.")
    return Corpus(output, engine or _ENGINES[0], master or "", parts or 0, packed)


def write_corpus(
    context: Context,
    project: Project,
    given: Sequence[Path | str],
    corpus: Corpus,
    extractor_of: ExtractorOf,
) -> int:
    """Write what a corpus says; the exit code, 1 where some of it was refused."""
    if len(given) != 1 or not isinstance(given[0], Path):
        raise UsageError(
            "a corpus is one folder or file",
            remedy="Name one DIR, FILE.jsonl or FILE.parquet with -o.",
        )
    _refuse_options_of_articles()
    source = Source.of(given[0])
    engine = _by_spark if corpus.engine == "spark" else _by_this_process
    with whole_folder(corpus.output) as folder:
        counts = engine(project, source, extractor_of, folder, corpus)
    context.say(
        f"{counts.read} texts read, {counts.quads} quads in {corpus.output}, "
        f"{counts.repeated} repeated, {counts.refused} refused"
        + (f" (see {corpus.output / REFUSED})" if counts.refused else "")
    )
    return int(bool(counts.refused))


def _refuse_options_of_articles() -> None:
    """Raises UsageError where an option was given that a corpus does not have."""
    context = click.get_current_context()
    for option in context.command.params:
        name = option.name or ""
        said = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if said and name not in _OF_CORPORA:
            raise UsageError(
                f"{option.opts[0]} is not that of a corpus",
                remedy="A record says it: id, text, title, published, publisher; or leave out -o.",
            )


def _by_this_process(
    project: Project, source: Source, extractor_of: ExtractorOf, folder: Path, corpus: Corpus
) -> Counts:
    parts = corpus.parts or 1
    return plain.extract(project, source, extractor_of, folder, parts=parts, packed=corpus.packed)


def _by_spark(
    project: Project, source: Source, extractor_of: ExtractorOf, folder: Path, corpus: Corpus
) -> Counts:
    try:
        spark = import_module("communique.corpora.spark")
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, which --engine spark needs",
            remedy="pip install 'communique[spark]'",
        ) from error
    extractor_of(project)  # what is missing is said here, and not by a worker
    with spark.session(corpus.master) as session:
        counts: Counts = spark.extract(
            session,
            project,
            source,
            extractor_of,
            folder,
            parts=corpus.parts,
            packed=corpus.packed,
        )
    return counts
