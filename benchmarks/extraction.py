"""How fast articles are read by rules: `python -m benchmarks.extraction [--articles N …]`.

The articles are the repository's briefs, put together to some 2,000 characters each, as many as are
asked for. Each size is measured in a process of its own, on one core; time is CPU time without
start-up, memory that of the whole process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from communique.extract.extractor import Extractor
from communique.project import Project

ROOT = Path(__file__).resolve().parent.parent
_LENGTH = 2_000
"""Characters of an article."""


def articles(count: int) -> Iterator[str]:
    """Texts of about the same length, no two of the first dozens alike."""
    briefs = cycle([path.read_text("utf-8") for path in Project(ROOT).briefs])
    for _ in range(count):
        text = ""
        while len(text) < _LENGTH:
            text += next(briefs)
        yield text[:_LENGTH]


def measured(count: int) -> dict[str, float]:
    """Seconds of CPU time, claims and peak memory in MiB for so many articles."""
    extractor = Extractor(Project(ROOT))
    for text in articles(20):
        extractor.extract(text, published="2025-07-01")
    began = time.process_time()
    claims = sum(
        len(extractor.extract(one, published="2025-07-01").claims) for one in articles(count)
    )
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "claims": claims, "memory": peak}


def main() -> None:
    """Measure each size, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 400, 1600])
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure)))
        return
    print("| articles | claims | CPU | articles a second | memory |\n|---:|---:|---:|---:|---:|")
    for count in options.articles:
        call = [sys.executable, "-m", "benchmarks.extraction", "--measure", str(count)]
        done = subprocess.run(call, check=True, capture_output=True, text=True, cwd=ROOT)
        found = json.loads(done.stdout)
        rate = count / found["seconds"]
        print(
            f"| {count:,} | {found['claims']:,} | {found['seconds']:.1f} s | {rate:.0f} "
            f"| {found['memory']:.0f} MiB |"
        )


if __name__ == "__main__":
    main()
