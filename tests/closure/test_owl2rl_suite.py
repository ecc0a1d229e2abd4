"""The OWL 2 RL cases of Schneider and Mainzer's RDF-based suite: known results, pinned.

The suite stands beside the repository (`../shared/suites/owl2rl`); without it the test is
skipped. `owl2rl-known-failures.tsv` lists what fails, with the reason; a case that begins to pass,
or another that fails, is a failure here. Each case's premise is both ontology and data.
"""

from __future__ import annotations

from pathlib import Path

from communique.closure.compilation import compile_rules
from communique.closure.consistency import find_inconsistencies
from communique.closure.fixpoint import close
from tests.closure.support import asserted, read

KNOWN = Path(__file__).with_name("owl2rl-known-failures.tsv")


def known_failures() -> dict[str, str]:
    """Name of each failing case and why it fails."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


def passes(folder: Path) -> bool:
    """Whether a premise gives the conclusion, or is found inconsistent."""
    conclusion = folder / f"{folder.name}.conclusiongraph.ttl"
    entails = conclusion.exists()
    premise = read(folder / f"{folder.name}.{'premisegraph' if entails else 'graph'}.ttl")
    rules = compile_rules(premise)
    store = asserted(premise)
    close(store, rules)
    if not entails:
        return bool(find_inconsistencies(store, rules))
    # blank nodes of the conclusion stand for anything, as they do in a query
    patterns = " . ".join(f"{t.subject} {t.predicate} {t.object}" for t in read(conclusion))
    return store.query(f"ASK {{ {patterns} }}") is True


def test_known_results(shared: Path) -> None:
    folders = sorted(path for path in (shared / "suites" / "owl2rl").iterdir() if path.is_dir())
    assert len(folders) == 273
    failing = {folder.name for folder in folders if not passes(folder)}
    assert failing == set(known_failures())
