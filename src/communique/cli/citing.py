"""The option --cite: which passages an answer lists."""

from __future__ import annotations

from typing import Any

import click

from communique.receipts.rows.answering import Cite

__all__ = ["Cite", "CitingCommand", "cite_option"]


class CitingCommand(click.Command):
    """A command in which `--cite` may stand alone, and never takes the next word for its value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The same arguments, with what `--cite` alone means written out."""
        written = ["--cite=witness" if one == "--cite" else one for one in args]
        return super().parse_args(ctx, written)


def cite_option(command: Any) -> Any:
    """The option --cite, as every command that answers has it."""
    return click.option(
        "--cite",
        type=click.Choice(["witness", "all"]),
        metavar="[=all]",
        help="List for each row few passages that alone give it; with =all every one.",
    )(command)
