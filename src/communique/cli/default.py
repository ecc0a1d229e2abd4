"""A group of commands that is itself a command: what names no subcommand goes to `list`."""

from __future__ import annotations

import click


class ListingGroup(click.Group):
    """Dispatches to the subcommand `list` unless the arguments begin with another one's name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with `list` put before those that name no subcommand."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)
