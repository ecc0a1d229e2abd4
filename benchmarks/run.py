"""One run: graphs of each size are made, everything is measured side by side, the tables written.

    .venv/bin/python -m benchmarks --size 10k --size 100k --budget 30

Every measurement is a process of its own; one that would begin after the budget is left out, and
the table says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.generator import SEED, SIZES, write_project
from benchmarks.report import page

README = Path(__file__).parent / "README.md"
ROOT = Path(__file__).parent.parent
Result = dict[str, Any]

PAIRS = (
    ("load: files of the project", "load_ours", "load_rdflib", "rdflib"),
    ("load: one N-Quads file, closed", "dump_ours", "dump_rdflib", "rdflib"),
    ("closure", "closure_ours", "closure_owlrl", "owlrl"),
    ("validation: gate 1", "validation_ours", "validation_pyshacl", "pyshacl"),
)
FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
_LARGEST = {"closure_owlrl": 20_000, "validation_pyshacl": 200_000, "validation_ours": 200_000,
            "export_rdflib": 200_000}  # fmt: skip
"""Triples beyond which a task is not tried: it would take longer than all others together."""
_PARTNERS_RUNS = 100_000
"""Triples from which the other libraries run once."""


@dataclass
class Run:
    """The measurements of one run, within a budget of time."""

    runs: int
    budget: float
    started: float = field(default_factory=time.monotonic)
    log: list[str] = field(default_factory=list)

    def measure(self, task: str, folder: Path, argument: str = "", runs: int = 0) -> Result:
        """What a task found in some runs, its seconds joined; why it was left out otherwise."""
        joined: Result = {}
        for _ in range(runs or self.runs):
            left = self.budget - (time.monotonic() - self.started)
            if left <= 0:
                return joined or {"left_out": "time was up"}
            found = _run(task, folder, argument, left)
            if "left_out" in found:
                return joined or found
            seconds = joined.get("seconds", []) + found.get("seconds", [])
            memory = max(joined.get("memory", 0), found.get("memory", 0))
            joined = found | ({"seconds": seconds} if seconds else {})
            joined |= {"memory": memory} if memory else {}
        return joined

    def size(self, name: str, folder: Path) -> Result:
        """Everything about one size."""
        triples = SIZES[name]
        self._say(f"{name}: making the graph")
        facts: Result = {"graph": write_project(folder, triples)}
        facts["graph"] |= self.measure("prepare", folder, runs=1)
        facts["pairs"] = {}
        for label, ours, theirs, library in PAIRS:
            facts["pairs"][label] = (library, *self._pair(ours, theirs, folder, triples))
        for format_ in FORMATS:
            pair = self._pair("export_ours", "export_rdflib", folder, triples, format_)
            facts["pairs"][f"export: {format_}"] = ("rdflib", *pair)
        self._say(f"{name}: questions")
        facts["questions"] = {
            "memory": self.measure("questions_ours", folder, "memory", runs=1),
            "disk": self.measure("questions_ours", folder, "disk", runs=1),
            "rdflib": self.measure("questions_rdflib", folder, runs=1),
        }
        self._say(f"{name}: sources and proofs")
        facts["receipts"] = self.measure("receipts_ours", folder, runs=1)
        facts["proofs"] = self.measure("proofs_ours", folder, runs=1)
        return facts

    def _pair(
        self, ours: str, theirs: str, folder: Path, triples: int, argument: str = ""
    ) -> tuple[Result, Result]:
        found = []
        for task in (ours, theirs):
            self._say(f"{folder.name}: {task} {argument}".rstrip())
            if triples > _LARGEST.get(task, triples):
                found.append({"left_out": "too long"})
                continue
            once = task == theirs and triples >= _PARTNERS_RUNS
            found.append(self.measure(task, folder, argument, 1 if once else self.runs))
        return found[0], found[1]

    def _say(self, text: str) -> None:
        print(f"{time.monotonic() - self.started:6.0f} s  {text}", file=sys.stderr, flush=True)


def main() -> None:
    options = _options()
    run = Run(options.runs, options.budget * 60)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="communique-benchmarks-"))
    results = {}
    for name in options.size or ["10k", "100k"]:
        results[name] = run.size(name, folder / name)
        (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")
    text = page(results, options.runs)
    print(text)
    if not options.dry:
        README.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__.partition("\n")[0], epilog=f"The graphs are made with the seed {SEED}."
    )
    parser.add_argument("--size", action="append", choices=SIZES, help="10k and 100k if not given")
    parser.add_argument("--runs", type=int, default=3, help="of each measurement (3)")
    parser.add_argument("--budget", type=float, default=45, help="minutes in all (45)")
    parser.add_argument("--folder", type=Path, help="where the graphs go; a temporary one if not")
    parser.add_argument("--dry", action="store_true", help="leave benchmarks/README.md as it is")
    return parser.parse_args()


def _run(task: str, folder: Path, argument: str, seconds: float) -> Result:
    """What a task found, in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.tasks", task, str(folder), argument]
    try:
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, timeout=seconds, check=True, text=True
        )
    except subprocess.TimeoutExpired as error:
        return _last((error.stdout or b"").decode()) or {"left_out": "time was up"}
    except subprocess.CalledProcessError as error:
        return {"left_out": f"failed with exit code {error.returncode}"}
    return _last(done.stdout)


def _last(output: str) -> Result:
    """What stands in the last whole line of a task's output."""
    whole = output[: output.rfind("\n") + 1].splitlines()
    return dict(json.loads(whole[-1])) if whole else {}
