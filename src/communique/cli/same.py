"""`communique same`."""

from __future__ import annotations

from dataclasses import replace
from textwrap import fill

import click
from pyoxigraph import NamedNode

from communique import turtle
from communique.cli import Context, examples
from communique.cli.deciding import person
from communique.cli.terminal import terminal
from communique.dates import today
from communique.decisions import Decision, Ledger, Verdict
from communique.draft import lock
from communique.errors import UnknownNameError, UsageError
from communique.project import Project
from communique.queries.names import Names
from communique.store import EmbeddedStore
from communique.vocabulary import ID

_PAIR = 2
_INDENT = " " * 6


@click.command(
    "same",
    epilog=examples(
        'communique same "Volodymyr Zelenskyy" person:zelensky',
        "communique same --not agreement:hague-letter agreement:copenhagen-agreement",
        "communique same --list",
    ),
)
@click.argument("names", nargs=-1, metavar="[A B]")
@click.option("--not", "apart", is_flag=True, help="A and B are two things, whatever rules find.")
@click.option("--undo", is_flag=True, help="Take back what people have decided on A and B.")
@click.option("--list", "listed", is_flag=True, help="List decisions and what is still open.")
@click.option(
    "--in",
    "document",
    metavar="DOCUMENT",
    help="In this document the name A means (or does not mean) the thing B, from the next time "
    "that it is added; with --list, what its names mean.",
)
@click.option("--by", metavar="NAME", help="Who decides. [default: git's user.name]")
@click.pass_obj
def command(
    context: Context,
    *,
    names: tuple[str, ...],
    apart: bool,
    undo: bool,
    listed: bool,
    document: str | None,
    by: str | None,
) -> None:
    """Decide that B is A, so that all that is said of B is said of A.

    A and B are names, CURIEs or IRIs. No file but data/registry/decisions.tsv changes: the
    graph is read with B as A, until the decision is taken back. No rule goes against a person.
    """
    project = Project.find(context.project)
    if listed:
        _list(project, document)
        return
    if len(names) != _PAIR or (apart and undo):
        raise UsageError("two things are judged at a time", remedy="Say: communique same A B.")
    with lock(project):
        ledger = Ledger.read(project)
        known = _Known(project, ledger)
        judged = known.name(document, *names) if document else known.pair(*names)
        if undo:
            changed = _undone(ledger, judged)
        else:
            verdict = Verdict.NOT if apart else Verdict.SAME
            decided = replace(
                judged, verdict=verdict, by=person(project, by), on=today().isoformat()
            )
            changed = ledger.with_([decided])
        changed.write(project)
    context.say(_told(judged, project, "undone" if undo else "not" if apart else "same"))


class _Known:
    """The things of the registry, and what was decided on names before."""

    def __init__(self, project: Project, ledger: Ledger) -> None:
        self._ledger = ledger
        store = EmbeddedStore()
        store.extend(one.quad for path in project.registry for one in turtle.read(path))
        self._names = Names(store, project.prefixes)

    def pair(self, one: str, other: str) -> Decision:
        """A decision on two things, without what is decided.

        Raises UnknownNameError or AmbiguousNameError where a name means no thing or several,
        UsageError where both mean one thing, or things of two kinds.
        """
        thing, second = self._names.find(one), self._names.find(other)
        if thing == second:
            raise UsageError("a thing is always itself", place=one)
        if _kind(thing) != _kind(second):
            raise UsageError(
                f"{self._names.label(thing)} is of the kind {_kind(thing)!r}, "
                f"{self._names.label(second)} of the kind {_kind(second)!r}",
                remedy="Only things of one kind can be one.",
            )
        return _decision(self._names.label(second), thing, other=second)

    def name(self, document: str, name: str, thing: str) -> Decision:
        """A decision on what a document means by a name, without what is decided.

        Raises UnknownNameError where no such name of the document was ever resolved.
        """
        found = self._ledger.of_document(document)
        kinds = {one.kind for one in found if one.name == name}
        if not kinds:
            names = ", ".join(sorted({one.name for one in found}))
            raise UnknownNameError(
                f"no name {name!r} of this document was ever resolved",
                place=document,
                remedy=f"Its names: {names}." if names else "Add the document first.",
            )
        judged = _decision(name, self._names.find(thing))
        return replace(judged, document=document, kind=min(kinds))


def _decision(name: str, thing: NamedNode, other: NamedNode | None = None) -> Decision:
    return Decision(
        document="",
        kind=_kind(thing).capitalize(),
        name=name,
        thing=thing.value,
        other=other.value if other else "",
        verdict=Verdict.OPEN,
        score="",
        reasons=(),
        by="",
        on="",
    )


def _kind(thing: NamedNode) -> str:
    """The segment of a thing's IRI that tells its kind."""
    return thing.value.removeprefix(str(ID)).partition("/")[0]


def _undone(ledger: Ledger, judged: Decision) -> Ledger:
    """The ledger without what people decided on a matter.

    Raises UnknownNameError where nobody did.
    """
    matter = (judged.document, judged.name) if judged.document else judged.pair
    gone = [
        one
        for one in ledger.decisions
        if not one.is_ours
        and matter == ((one.document, one.name) if judged.document else one.other and one.pair)
    ]
    if not gone:
        raise UnknownNameError("nobody has decided on this", remedy="See communique same --list.")
    return ledger.without(gone)


def _told(judged: Decision, project: Project, what: str) -> str:
    """What was done, in a sentence, and how to take it back."""
    thing, other = (project.prefixes.compress(one) for one in (judged.thing, judged.other))
    one, another = (judged.name, thing) if judged.document else (other, thing)
    within = f" in {judged.document}" if judged.document else ""
    if what == "undone":
        return f"taken back: what people decided on {another} and {one!s}{within}"
    verb = "is not" if what == "not" else "is"
    option = f"--in {judged.document} " if judged.document else ""
    pair = f'"{one}" {another}' if judged.document else f"{another} {one}"
    return f"{one} {verb} {another}{within}; to take it back: communique same --undo {option}{pair}"


def _indented(text: str, width: int) -> str:
    """A text under a line, in lines of some width."""
    return fill(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _list(project: Project, document: str | None) -> None:
    """Print the decisions on pairs of things, or on the names of a document."""
    ledger = Ledger.read(project)
    shown = ledger.of_document(document) if document else [d for d in ledger.decisions if d.other]
    width = terminal().width
    for one in shown:
        thing = project.prefixes.compress(one.thing)
        second = one.name if document else project.prefixes.compress(one.other)
        because = f": {'; '.join(one.reasons)}" if one.reasons else ""
        score = f"{one.score}, " if one.score else ""
        click.echo(f"{one.verdict:<4}  {second} – {thing}")
        click.echo(_indented(f"{score}{one.by}, {one.on}{because}", width))
