"""The command line; each command is a module that is loaded when the command is called."""

from __future__ import annotations

import atexit
import gc
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from communique.errors import CommuniqueError, StoreError, UsageError

COMMANDS = {
    "build": "Build the graph from the project's files.",
    "ask": "Ask a stored question; with no name, list the questions.",
    "sparql": "Run a SPARQL query.",
    "why": "Say why the graph has a triple, down to the passages.",
    "discrepancies": "List where sources differ, both sides with their passages.",
    "new": "List what is new since a day or a commit.",
    "diff": "List what changed between two days or commits.",
    "show": "Show everything the graph holds about one thing.",
    "same": "Decide that two things are one, or are two.",
    "validate": "Check the project's files against the shapes and checks.",
    "add": "Read articles, and write what they say to data/statements.",
    "remove": "Take a document out of the project.",
    "review": "Decide whether passages say what rules have read in them.",
    "passages": "List a document's passages, or cut a new one.",
    "documents": "List the sources, or attach a copy of one.",
    "export": "Write the graph as Turtle, JSON-LD and other formats.",
    "facts": "Print what documents state, in the vocabulary of the evaluation.",
    "evaluate": "Extract facts from texts, and measure them against a reader's.",
    "fmt": "Bring the project's files into canonical form.",
    "info": "Say what this project and its build are.",
}
"""Commands in the order of use, with their summaries."""
ALIASES = {"query": "ask", "explain": "why"}


@dataclass(frozen=True, slots=True)
class Context:
    """What every command is called with."""

    project: Path | None
    debug: bool

    def say(self, line: str) -> None:
        """Print a message for people, on the standard error."""
        click.echo(line, err=True)


def examples(*calls: str) -> str:
    """What stands under a command's help: ways to call it, one a line."""
    return "\b\n" + "\n".join(f"Example: {call}" for call in calls)


class Commands(click.Group):
    """A group whose commands are found by name and loaded when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name or alias."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        command: click.Command = _loaded(f"communique.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; the nearest name where there is none."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            get_close_matches = import_module("difflib").get_close_matches
            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]  # one way to call it
        """Run a command line; an error is one message and the exit code of its kind."""
        given = sys.argv[1:] if args is None else list(args)
        try:
            _refuse_undecodable(given)
            super().main(given, **{**extra, "standalone_mode": False})
        except click.exceptions.Exit as end:
            sys.exit(end.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo("interrupted", err=True)
            sys.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except (CommuniqueError, ModuleNotFoundError, OSError) as error:
            if "--debug" in given:
                raise
            told = _told(error)
            click.echo(f"{click.style('error', fg='red')}: {told}", err=True)
            sys.exit(told.exit_code)


def _loaded(module: str) -> Any:
    """A module, imported while nobody looks for garbage.

    What is imported lives as long as the process. To walk over it again and again, at the end
    most of all, takes a tenth of the time of a short command.
    """
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()


atexit.register(gc.freeze)


def _told(error: CommuniqueError | ModuleNotFoundError | OSError) -> CommuniqueError:
    """An error as a user can act on it.

    Raises ModuleNotFoundError again where what is missing is no library of an extra.
    """
    if isinstance(error, CommuniqueError):
        return error
    if isinstance(error, OSError):
        return _trouble(error)
    extra = _extra_of(error.name or "")
    if not extra:
        raise error
    return UsageError(
        f"{error.name} is not installed, which this needs",
        remedy=f"pip install 'communique[{extra}]', or in a clone: pip install -e '.[{extra}]'",
    )


def _extra_of(module: str) -> str:
    """The first extra of this package that brings a module's library; empty for none."""
    wanted = re.sub(r"[-_.]+", "-", module.partition(".")[0]).lower()
    for requirement in import_module("importlib.metadata").requires("communique") or ():
        name, _, condition = requirement.partition(";")
        library = re.match(r"[\w.-]+", name)
        extra = re.search(r"extra == ['\"]([\w-]+)", condition)
        if library and extra and re.sub(r"[-_.]+", "-", library[0]).lower() == wanted:
            return extra[1]
    return ""


def _refuse_undecodable(arguments: Sequence[str]) -> None:
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:
            raise UsageError(f"the argument {argument!r} is not UTF-8") from error


def _trouble(error: OSError) -> StoreError:
    return StoreError(
        f"{error.strerror or error}",
        place=str(error.filename or "disk or network"),
        remedy="Free the disk, or look at the permissions.",
    )


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"communique {import_module('importlib.metadata').version('communique')}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=examples("communique ask companies country=Denmark"),
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="Folder of the project. [default: the one around this folder, else the one installed]",
)
@click.option("--debug", is_flag=True, help="Show where in the code an error came from.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version.",
)
@click.pass_context
def main(ctx: click.Context, project: Path | None, debug: bool) -> None:
    """What press reports say was agreed, as a graph in which every answer has its sources."""
    ctx.obj = Context(project, debug)
