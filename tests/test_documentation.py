"""The documentation is true: its commands run, its output is the real one, nothing goes unsaid.

A ```console block is run: lines that begin with `$ ` are commands, the lines under them their whole
output; a line `…` stands for any number of lines. A ```sh block is not run, but its `communique`
commands, options and `make` targets must exist. A ```pycon block is a doctest.
"""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from communique.cli import main
from tests.conftest import Run

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
ANY_LINES = "…"
EXAMPLE = re.compile(r"^\s*(?:Examples?:\s*)?(?:\$ )?(communique .+)$", re.MULTILINE)
"""A line of a help text that shows how to call a command."""

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """A fenced block of a page."""

    page: str
    line: int
    language: str
    body: str


class Example(NamedTuple):
    """A command and the output that a page shows for it."""

    place: str
    command: str
    output: str


def blocks() -> Iterator[Block]:
    """Every fenced block of every page."""
    for path in PAGES:
        text = path.read_text("utf-8") if path.exists() else ""
        for match in _BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 2
            page = str(path.relative_to(ROOT))
            yield Block(page, line, match["language"], match["body"])


def examples() -> Iterator[Example]:
    """Every command of a console block, with its output; what `make` prints is for the reader."""
    for block in blocks():
        if block.language == "console":
            for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
                command, _, output = re.sub(r"\\\n\s*", "", part).partition("\n")
                yield Example(f"{block.page}:{block.line}", command, output)


def shell_lines() -> Iterator[list[str]]:
    """Every command line of the pages as words, also of the blocks that are not run."""
    yield from (shlex.split(example.command) for example in examples())
    for block in blocks():
        if block.language == "sh":
            for line in re.sub(r"\\\n\s*", "", block.body).splitlines():
                yield shlex.split(line, comments=True)


def commands(
    group: click.Group = main, above: str = "communique"
) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, groups inside groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, f"{above} {name} is listed and is not there"
        if command.hidden:
            continue  # what a group does by itself
        yield f"{above} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{above} {name}")


def targets() -> set[str]:
    """The targets that `make` lists."""
    text = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))


def pattern(output: str) -> str:
    """A regular expression for the output that a page shows."""
    lines = (
        r"(?:.*\n)*?" if line.strip() == ANY_LINES else re.escape(line.rstrip()) + r"[ ]*\n"
        for line in output.rstrip("\n").splitlines()
    )
    return "".join(lines)


def options_of(command: click.Command) -> set[str]:
    """The names of a command's options, `--long` and `-s`."""
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }


def called_by(words: list[str]) -> str:
    """The command that a command line calls, in as many words as name it; empty where none does."""
    bare = " ".join(["communique", *(word for word in words[1:] if word[0] != "-")])
    return max((call for call in COMMANDS if f"{bare} ".startswith(f"{call} ")), default="")


COMMANDS = dict(commands())
RUN = [e for e in examples() if not e.command.startswith("make ")]
SHOWN = [line for line in shell_lines() if line and line[0] in {"make", "communique"}]
SESSIONS = [block for block in blocks() if block.language == "pycon"]

each_command = pytest.mark.parametrize("call", COMMANDS)


@pytest.mark.parametrize("example", RUN, ids=lambda e: f"{e.place} {e.command}")
def test_the_output_shown_is_the_real_one(example: Example, real: Path, run: Run) -> None:
    done = run(real, example.command)
    said = done.stdout + done.stderr
    assert re.fullmatch(pattern(example.output), said + "\n" * (not said.endswith("\n"))), said


@pytest.mark.parametrize("session", SESSIONS, ids=lambda s: f"{s.page}:{s.line}")
def test_the_python_sessions_are_real(
    session: Block, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(real)
    parsed = doctest.DocTestParser().get_doctest(session.body, {}, session.page, None, session.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(parsed, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_what_is_shown_exists(words: list[str]) -> None:
    if words[0] == "make":
        assert {word for word in words[1:] if "=" not in word} <= targets()
        return
    call = called_by(words)
    options = {word.partition("=")[0] for word in words if word.startswith("-")}
    known = options_of(main) | {"--help"} | (options_of(COMMANDS[call]) if call else set())
    assert call or options, f"there is no such command: {' '.join(words)}"
    assert options <= known


@each_command
def test_a_command_is_shown_somewhere(call: str) -> None:
    if not isinstance(COMMANDS[call], click.Group):
        text = "\n".join(path.read_text("utf-8") for path in PAGES)
        assert call in text, f"{call} is in no page"


@each_command
def test_a_command_explains_itself(call: str) -> None:
    command = COMMANDS[call]
    help_text = command.help or ""
    assert help_text.strip(), f"{call} has no help text"
    shown = EXAMPLE.findall(help_text) + EXAMPLE.findall(command.epilog or "")
    assert any(f"{line} ".startswith(f"{call} ") for line in shown), f"{call} shows no example"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{call} {parameter.opts[0]} has no help text"


@each_command
def test_an_example_of_a_help_text_is_well_formed(call: str) -> None:
    for line in EXAMPLE.findall(f"{COMMANDS[call].help}\n{COMMANDS[call].epilog or ''}"):
        words = shlex.split(line)
        options = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert called_by(words) == call
        assert options <= options_of(COMMANDS[call]) | options_of(main) | {"--help"}
