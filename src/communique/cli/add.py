"""`communique add`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from communique.adding.article import Article as Given
from communique.adding.article import ExtractorOf
from communique.adding.run import Fate, Options, Outcome, add
from communique.cli import Context, examples
from communique.cli.adding import dry_lines, outcome_lines
from communique.cli.article import Article
from communique.cli.corpus import Corpus, corpus_options, write_corpus
from communique.cli.extracting import EXTRACTORS, extractor_of
from communique.cli.report import print_report
from communique.cli.terminal import terminal
from communique.cli.why_rules import why_lines
from communique.corpora.source import form_of
from communique.dates import today
from communique.errors import InputError, UsageError
from communique.project import Project
from communique.reading.record import Metadata

_KINDS = ("agency", "company", "outlet", "primary")
_ENDINGS = {".txt", ".md", ".html", ".htm", ".xhtml", ".pdf"}
"""What an article's file in a folder is called."""

_SINGLE = ("title", "address", "document", "translation")
"""Options that belong to one article."""


class _ArticleOrFolder(Article):
    """An article, or a folder of articles."""

    def __init__(self) -> None:
        super().__init__()
        self.dir_okay = True


@click.command(
    "add",
    epilog=examples(
        "communique add article.html --publisher Interfax-Ukraine",
        "communique add articles/ --jobs 4",
        "communique add corpus.jsonl --engine spark -o quads",
        "communique add stattia.txt --translation article.txt --dry-run",
        "communique add article.txt --why 'signed a memorandum'",
    ),
)
@click.argument(
    "articles", nargs=-1, required=True, type=_ArticleOrFolder(), metavar="ARTICLE|DIR..."
)
@click.option("--dry-run", "dry", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--title", default="", help="The article's heading.")
@click.option("--publisher", default="", help="The outlet, agency, company or ministry.")
@click.option("--date", default="", help="Day of publication: 2024-06-30.")
@click.option("--address", default="", help="Where it was published.")
@click.option("--language", default="", help="Its language, as en or uk.")
@click.option(
    "--source-kind",
    type=click.Choice(_KINDS),
    help="How near the publisher is to what it reports. [default: as its other documents, else "
    "outlet]",
)
@click.option("--document", default="", help="Name of the document that it is, where it is known.")
@click.option(
    "--translation",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its translation into English: that is read, and the article cited.",
)
@click.option("--again", is_flag=True, help="Extract texts anew that are here already.")
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes at work."
)
@click.option(
    "--extractor",
    type=click.Choice(EXTRACTORS),
    default=EXTRACTORS[0],
    show_default=True,
    help="Rules, which need no network; a language model; or both.",
)
@click.option("--llm-url", default="", help="Its endpoint. [default: COMMUNIQUE_LLM_URL]")
@click.option("--llm-model", default="", help="Its name. [default: COMMUNIQUE_LLM_MODEL]")
@click.option("--why", metavar="WORDS", help="Show what rules did with a sentence that has these.")
@corpus_options
@click.pass_obj
def command(
    context: Context,
    /,
    *,
    articles: Sequence[Path | str],
    corpus: Corpus | None,
    dry: bool,
    source_kind: str | None,
    translation: Path | None,
    again: bool,
    jobs: int,
    extractor: str,
    why: str | None,
    **told: str,
) -> None:
    """Read articles, and write what they say to data/statements.

    An ARTICLE is a text, a page, a PDF file or an address; of a DIR every file of such a kind is
    one. Each statement has its passage, and is unchecked until a person has looked at it. A text
    that is here already changes nothing but what options say of it; another text of a document
    replaces what it said. Exits with 1 where something was refused, with an error's code, or 3.

    With -o and one DIR|FILE.jsonl|FILE.parquet nothing is added to the project: what a corpus says
    is written as N-Quads. It is not resolved against the registry: things other than countries are
    named after their document, so that neither engine, order nor partition changes anything.
    """
    project = Project.find(context.project)
    extract = partial(extractor_of, name=extractor, url=told["llm_url"], model=told["llm_model"])
    if corpus is not None:
        sys.exit(write_corpus(context, project, articles, corpus, extract))
    found = list(_files(articles))
    _refuse_for_several(found, {**told, "translation": str(translation or "")})
    given = Metadata(told["title"], told["publisher"], told["date"], told["language"])
    if why is not None:
        return _explain(project, found, given, why)
    more = (told["address"], source_kind or "", translation, told["document"])
    wanted = [Given(source, given, *more) for source in found]
    options = Options(on=today(), jobs=min(jobs, len(wanted) or 1), dry=dry, again=again)
    sys.exit(_added(context, project, wanted, extract, options))


def _added(
    context: Context,
    project: Project,
    wanted: Sequence[Given],
    extract: ExtractorOf,
    options: Options,
) -> int:
    """Add articles, and print what becomes of them; the command's exit code."""
    waiting = partial(context.say, "another process is adding or removing here; waiting for it")
    outcomes = add(project, wanted, extract, options, waiting)
    fates, codes = _shown(outcomes, len(wanted), project, terminal(stderr=True), dry=options.dry)
    if len(wanted) > 1:
        context.say(_counted(fates) + (" (nothing was written)" if options.dry else ""))
    if codes:
        return codes.pop() if len(codes) == 1 else InputError.exit_code
    return int(bool(fates[Fate.REFUSED]))


def _counted(fates: Counter[Fate]) -> str:
    return ", ".join(f"{count} {fate}" for fate, count in sorted(fates.items()))


def _explain(project: Project, found: Sequence[Path | str], given: Metadata, words: str) -> None:
    for source in found:
        for line in why_lines(project, source, given, words):
            click.echo(line)


def _files(articles: Sequence[Path | str]) -> Iterator[Path | str]:
    """The articles, and those of folders, in the order of their names."""
    for article in articles:
        if isinstance(article, Path) and article.is_dir():
            found = sorted(p for p in article.rglob("*") if p.suffix.lower() in _ENDINGS)
            if not found:
                raise UsageError(
                    "there is no article here",
                    place=str(article),
                    remedy=f"Articles end in {', '.join(sorted(_ENDINGS))}.",
                )
            yield from found
        elif isinstance(article, Path) and form_of(article) is not None:
            raise UsageError(
                "this is a corpus, and no article",
                place=str(article),
                remedy="Say with -o FOLDER where its quads are to be written, or add a folder of "
                "articles.",
            )
        else:
            yield article


def _refuse_for_several(found: Sequence[Path | str], told: dict[str, str]) -> None:
    """Raises UsageError where what belongs to one article is said of several."""
    said = [option for option in _SINGLE if told[option]]
    if said and len(found) > 1:
        raise UsageError(
            f"--{said[0]} is that of one article, and {len(found)} are given",
            remedy="Add that article by itself.",
        )


def _shown(
    outcomes: Iterator[Outcome], count: int, project: Project, console: Console, *, dry: bool
) -> tuple[Counter[Fate], set[int]]:
    """Print what becomes of each article; how often each fate was met, and the errors' codes."""
    fates: Counter[Fate] = Counter()
    codes: set[int] = set()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=count < 2, transient=True
    ) as progress:
        task = progress.add_task("adding", total=count)
        for outcome in outcomes:
            fates[outcome.fate] += 1
            codes |= {outcome.error.exit_code} if outcome.error is not None else set()
            for line in dry_lines(outcome, project) if dry else ():
                click.echo(line)
            for line in outcome_lines(outcome, several=count > 1, dry=dry):
                console.print(line, markup=False, highlight=False, soft_wrap=True)
            if outcome.fate is Fate.REFUSED and outcome.addition is not None:
                print_report(outcome.addition.report, project, console, least="violation")
            progress.advance(task)
    return fates, codes
