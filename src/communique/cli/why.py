"""`communique why`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique.cli import Context, examples
from communique.cli.opening import as_of_option, no_build_option, open_graph
from communique.cli.output import opened, output_option
from communique.errors import UsageError
from communique.exports import PROOF_FORMATS, write_proof

_ENDINGS = {".txt": "text", ".json": "json", ".ttl": "turtle"}


@click.command(
    "why",
    epilog=examples(
        'communique why "Rustem Umerov" a Minister',
        'communique why "Hague Letter of Intent" signatory Ukraine --format turtle',
        "communique why agreement:hague-letter cmq:signingSide country:denmark --all",
    ),
)
@click.argument("subject")
@click.argument("predicate")
@click.argument("object")
@click.option(
    "--all", "whole", is_flag=True, help="All derivations of every triple, each triple once."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(PROOF_FORMATS),
    help="Form of the proof; turtle is PROV-O.  [default: that of the file's ending, else text]",
)
@as_of_option
@no_build_option
@output_option
@click.pass_obj
def command(
    context: Context,
    *,
    subject: str,
    predicate: str,
    object: str,
    whole: bool,
    form: str | None,
    as_of: str | None,
    no_build: bool,
    output: Path | None,
) -> None:
    """Say why the graph has a triple: each step with its rule, down to the passages.

    SUBJECT and OBJECT are names, CURIEs or IRIs; OBJECT may be the text of a value, too. PREDICATE
    is a property's name, label or CURIE, or a. The proof has the fewest steps. Where the graph
    does not have the triple, it says what the nearest rules lack, and exits with 1.
    """
    chosen = form or _format_of(output)
    graph = open_graph(context, no_build=no_build, as_of=as_of)
    found = graph.why(subject, predicate, object, whole=whole)
    with opened(output) as stream:
        write_proof(found, chosen, stream, graph.project.prefixes)
    if not found.holds:
        sys.exit(1)


def _format_of(output: Path | None) -> str:
    if output is None:
        return "text"
    if output.suffix.lower() not in _ENDINGS:
        raise UsageError(
            "no form of proofs has this ending",
            place=str(output),
            remedy=f"Name a file ending in {', '.join(_ENDINGS)}, or say --format.",
        )
    return _ENDINGS[output.suffix.lower()]
