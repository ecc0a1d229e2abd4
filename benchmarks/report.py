"""The measurements as Markdown: a table of tasks and a table of questions for each size."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from math import prod
from pathlib import Path
from statistics import median
from typing import Any

Result = Mapping[str, Any]
_SEVERAL = 20
"""Rows from which what 100 of them cost can be told."""
_LIBRARIES = ("pyoxigraph", "rdflib", "owlrl", "pyshacl")
_INTRODUCTION = """# Benchmarks

Graphs in this ontology's shape, made by `generator.py`: documents with their passages, persons in
posts, agreements with signatures, events with participations and counts, commitments with amounts,
utterances, a registry, links. The same size and seed give the same files; nobody and nothing in
them exists. `make bench` measures and writes this page; `BENCHMARK="--size 1m --budget 60"` gives
it options (`python -m benchmarks --help`).

Every measurement runs in a process of its own. A figure is the median of its runs, with the
fastest and the slowest; memory is the highest of the whole process. What is compared:

- **load**: the project's files, read by us with the line of every statement and put into the store
  (each triple in the graphs of its passages and once in the default graph), and by rdflib as they
  are; then one N-Quads file of the closed graph.
- **closure**: our rules, on a loaded store, and owlrl on the triples of the default graph. "same"
  means that the inferred instance triples are the same.
- **validation**: gate 1, document by document, with the structural checks; and pyshacl on
  everything at once. What a document shares with another is looked at in each.
- **export**: the knowledge, from the store, and from a graph of rdflib.
- **questions**: each stored question with parameters of which much is said (they are in the
  graph's `benchmark.json`), the same query text for both, over the same closed graph. rdflib has
  60 s for a query, then it counts with these 60 s as a lower bound (≥). "same" means that the rows
  are the same, their order aside. "disk" is the built store that `communique ask` opens.
- **sources**: the same questions through `graph.ask`, which names things too: "plain" without
  sources, "receipts" with the witness of each row and the number of further passages alone, "state"
  with the state of each row and the passages of each article, "cited" with both. What `--cite`
  takes is told in three ways: above "state", which is the same question asked without it, as
  everybody asks; receipts alone above "plain", which is the query alone; and both above it. CPU
  time; the graph is opened anew for each answer, on one store in memory.
- **why**: proofs of 300 inferred triples from all over the graph, each on a graph opened anew.
"""


def page(results: Mapping[str, Result], runs: int) -> str:
    """The whole page."""
    parts = [_INTRODUCTION, "## The machine\n", *_machine(runs)]
    for name, facts in results.items():
        parts += [f"\n## {name}\n", *_graph(facts["graph"]), "", *_pairs(facts["pairs"]), ""]
        parts += _questions(facts["questions"])
        parts += ["", *_receipts(facts["receipts"]), "", *_proofs(facts["proofs"])]
    return "\n".join(parts) + "\n"


def _machine(runs: int) -> Iterator[str]:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    load = os.getloadavg()[0]
    yield f"- {_processor()}, {os.cpu_count()} cores, {pages * size / 2**30:.0f} GiB of memory"
    yield f"- {platform.system()}, {platform.machine()}, Python {platform.python_version()}"
    yield "- " + ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield f"- {datetime.now(UTC):%Y-%m-%d}; runs of each measurement: {runs}, of other libraries"
    yield f"  from 100k on: 1; average load at the end: {load:.1f}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _graph(graph: Result) -> Iterator[str]:
    triples, quads = graph["triples"], graph["quads"]
    yield (
        f"{triples:,} asserted triples in {graph['documents']:,} documents and "
        f"{graph['passages']:,} passages; {graph.get('inferred', 0):,} inferred; {quads:,} quads "
        "with ontology, schemes and the default graph."
    )


def _pairs(pairs: Mapping[str, tuple[str, Result, Result]]) -> Iterator[str]:
    yield "| | ours | | | other | | times faster | |"
    yield "|---|---:|---:|---|---:|---:|---:|---|"
    for label, (library, ours, theirs) in pairs.items():
        cells = [label, *_cells(ours), library, *_cells(theirs), _ratio(ours, theirs)]
        yield f"| {' | '.join(cells)} | {_agreement(ours, theirs)} |"


def _cells(found: Result) -> tuple[str, str]:
    memory = f"{found['memory']:,} MiB" if found.get("memory") else ""
    return _seconds(found), memory


def _seconds(found: Result) -> str:
    """Median, with the fastest and slowest run."""
    times = found.get("seconds") or []
    if not times:
        return str(found.get("left_out") or found.get("error") or "–")
    if found.get("timed_out"):
        return f"≥ {_time(times[0])}"
    if len(times) == 1:
        return _time(times[0])
    return f"{_time(median(times))} ({_time(min(times))}–{_time(max(times))}, n={len(times)})"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.9995 else f"{seconds * 1000:.3g} ms"


def _ratio(ours: Result, theirs: Result) -> str:
    if not ours.get("seconds") or not theirs.get("seconds"):
        return ""
    ratio = median(theirs["seconds"]) / median(ours["seconds"])
    return ("≥ " if theirs.get("timed_out") else "") + f"{ratio:,.{0 if ratio >= 10 else 1}f}"


def _agreement(ours: Result, theirs: Result) -> str:
    if "results" in ours or "results" in theirs:
        return " / ".join(
            _counts(found["results"]) for found in (ours, theirs) if "results" in found
        )
    if "digest" not in ours or "digest" not in theirs:
        return ""
    return "same" if ours["digest"] == theirs["digest"] else "**different**"


def _counts(results: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(results.items()) if number)


def _questions(found: Mapping[str, Result]) -> Iterator[str]:
    memory, disk, rdflib = (_by_name(found[name]) for name in ("memory", "disk", "rdflib"))
    yield "| question | rows | ours, in memory | ours, disk | rdflib | times faster | |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for name, ours in memory.items():
        theirs = rdflib.get(name, {})
        cells = [name, f"{ours.get('rows', 0):,}", _seconds(ours), _seconds(disk.get(name, {}))]
        cells += [_seconds(theirs), _ratio(ours, theirs), _agreement(ours, theirs)]
        yield f"| {' | '.join(cells)} |"
    both = [n for n in memory if rdflib.get(n, {}).get("seconds") and memory[n].get("seconds")]
    ours_sum = sum(median(one["seconds"]) for one in memory.values() if one.get("seconds"))
    disk_sum = sum(median(one["seconds"]) for one in disk.values() if one.get("seconds"))
    if not both:
        reason = found["rdflib"].get("left_out", "")
        yield f"| **sum** | | {_time(ours_sum)} | {_time(disk_sum)} | {reason} | | |"
        return
    shared = sum(median(memory[name]["seconds"]) for name in both)
    theirs_sum = sum(median(rdflib[name]["seconds"]) for name in both)
    bound = "≥ " if any(rdflib[name].get("timed_out") for name in both) else ""
    ratios = [median(rdflib[n]["seconds"]) / median(memory[n]["seconds"]) for n in both]
    mean = prod(ratio ** (1 / len(ratios)) for ratio in ratios)
    yield (
        f"| **sum** | | {_time(ours_sum)} | {_time(disk_sum)} | {bound}{_time(theirs_sum)} "
        f"| {bound}{theirs_sum / shared:,.0f} (geometric mean {bound}{mean:,.0f}) | |"
    )


def _receipts(found: Result) -> Iterator[str]:
    if "left_out" in found:
        yield f"Sources: {found['left_out']}."
        return
    above = "of 100 rows: cited above state | receipts above plain | cited above plain"
    yield f"| sources | rows | plain | receipts | state | cited | {above} |"
    yield f"|---{'|---:' * 8}|"
    for name, one in _by_name(found).items():
        forms = ("plain", "receipts", "state", "cited")
        times = {form: median(one[form]) for form in forms}
        cells = [name, f"{one['rows']:,}", *map(_time, times.values())]
        for more, less in (("cited", "state"), ("receipts", "plain"), ("cited", "plain")):
            above = (times[more] - times[less]) / max(one["rows"], 1) * 100
            cells.append(_time(above) if one["rows"] >= _SEVERAL else "")
        yield f"| {' | '.join(cells)} |"


def _proofs(found: Result) -> Iterator[str]:
    seconds = sorted(found.get("seconds", []))
    if not seconds:
        yield f"Why: {found.get('left_out', '–')}."
        return
    last = _time(seconds[-1])
    high = _time(seconds[int(len(seconds) * 0.95)])
    yield (
        f"Why: {len(seconds)} proofs of at most {max(found['steps'])} steps; median "
        f"{_time(median(seconds))}, 95 of 100 within {high}, the slowest {last}."
    )


def _by_name(found: Result) -> dict[str, Result]:
    return {name: one for name, one in found.items() if isinstance(one, dict)}
