"""Graphs in this ontology's shape, of any size: a project's folder, full of made-up documents.

The same size and seed give the same files. A triple is counted once however many passages say it,
with what is computed when the files are read; ontology and schemes are not counted.

    python -m benchmarks.generator 100k FOLDER
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from benchmarks.stories import Fact, Story
from benchmarks.tally import Tally
from benchmarks.world import Triple, World, slug
from communique.project import Project

ROOT = Path(__file__).parent.parent
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
SEED = 7
_PER_DOCUMENT = 240
"""About how many new triples a document brings."""
_COPIES = (1, 1, 1, 2)
"""How many documents tell one story."""
_TOLD = 0.7
"""The share of a story's lesser facts that one document tells."""
_EDITORS = "organization:communique"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", help=f"{', '.join(SIZES)}, or a number of triples")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    triples = SIZES.get(options.size) or int(options.size)
    print(json.dumps(write_project(options.folder, triples, options.seed)))


def write_project(folder: Path, triples: int, seed: int = SEED) -> dict[str, object]:
    """Write a project with about so many triples; return its figures and questions' parameters."""
    for part in ("ontology", "queries"):
        shutil.copytree(ROOT / part, folder / part, dirs_exist_ok=True)
    for part in ("registry", "statements", "background", "links", "briefs"):
        (folder / "data" / part).mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "data" / "background" / "currencies.ttl", folder / "data" / "background")
    writer = _Writer(folder / "data", World(random.Random(seed), triples // _PER_DOCUMENT))
    while writer.triples < triples:
        writer.tell(Story(writer.world))
    facts = writer.finish()
    text = json.dumps(facts, indent=1, sort_keys=True)
    (folder / "benchmark.json").write_text(text + "\n", encoding="utf-8")
    return facts


@dataclass
class _Writer:
    """Tells stories in documents, and counts the triples of all files."""

    data: Path
    world: World
    records: list[Triple] = field(default_factory=list)
    documents: int = 0
    passages: int = 0
    tally: Tally = field(default_factory=Tally)
    _prefixes: list[str] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)
    _quads: int = 0
    _entered: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Enter the editors, who check passages and publish briefs."""
        table = Project(self.data.parent).prefixes
        self._prefixes = [f"@prefix {name}: <{table[name]}> ." for name in table]
        self.world.registry["organization"] += [
            (_EDITORS, "a", "cmq:Organization"),
            (_EDITORS, "rdfs:label", '"the editors of Communiqué"@en'),
        ]

    @property
    def triples(self) -> int:
        """Distinct triples so far."""
        return len(self._seen)

    def tell(self, story: Story) -> None:
        """Write the documents that report a story."""
        for _ in range(self.world.random.choice(_COPIES)):
            self._document(story)
        for kind, rows in self.world.registry.items():
            self._count(rows[self._entered[kind] :])
            self._entered[kind] = len(rows)

    def finish(self) -> dict[str, object]:
        """Write what is not statements; return the figures and parameters."""
        for kind, rows in self.world.registry.items():
            name = {"country": "countries"}.get(kind, f"{kind}s")
            self._write(self.data / "registry" / f"{name}.ttl", _groups(rows))
        self._write(self.data / "documents.ttl", _groups(self.records))
        codes = [(c, "skos:notation", f'"{code}"') for c, code in self.world.codes.items()]
        self._count(codes)
        self._write(self.data / "background" / "countries.ttl", _groups(codes))
        self._links()
        return {
            "triples": self.triples,
            "quads": self.triples + self._quads,
            "documents": self.documents,
            "passages": self.passages,
            "parameters": self.tally.parameters(),
        }

    def _document(self, story: Story) -> None:
        """A document, its record and its statements; in a tenth of cases retold by the editors."""
        choose = self.world.random
        published = story.day + timedelta(days=choose.randrange(4))
        outlet = self.world.outlet()
        dated = choose.random() < 0.9
        stem = f"{published if dated else 'undated'}-{slug(outlet)}-{self.documents:06d}"
        document = self._record(stem, outlet, published if dated else None)
        if choose.random() < 0.1:
            document = self._retelling(stem, document)
        told = [f for f in story.facts if f.main or choose.random() < _TOLD]
        told += [*self._said(story, document), self._cited(story, document)]
        self._statements(document, told, published if dated else None)
        self.documents += 1

    def _record(self, stem: str, outlet: str, published: date | None) -> str:
        document = f"document:{stem}"
        rows = [
            (document, "a", "cmq:Document"),
            (document, "cmq:address", f"<https://news.example/{stem}>"),
            (document, "cmq:documentState", "document-state:published"),
            (document, "cmq:language", f'"{self.world.random.choice(("en", "en", "da", "uk"))}"'),
            (document, "cmq:length", "100000"),
            (document, "cmq:publisher", outlet),
            (document, "cmq:sha256", f'"{self._digest()}"'),
            (document, "cmq:sourceKind", "source-kind:outlet"),
            (document, "cmq:title", f'"Report {self.documents} on talks and papers"@en'),
        ]
        if published:
            rows.append((document, "cmq:published", f'"{published}"^^xsd:date'))
        self._enter(rows)
        return document

    def _retelling(self, stem: str, article: str) -> str:
        retelling = f"document:{stem}-retold"
        self._enter(
            [
                (retelling, "a", "cmq:Document"),
                (retelling, "cmq:documentState", "document-state:published"),
                (retelling, "cmq:language", '"en"'),
                (retelling, "cmq:length", "100000"),
                (retelling, "cmq:publisher", _EDITORS),
                (retelling, "cmq:sha256", f'"{self._digest()}"'),
                (retelling, "cmq:sourceKind", "source-kind:editors"),
                (retelling, "cmq:title", f'"Report {self.documents} retold"@en'),
                (retelling, "prov:wasDerivedFrom", article),
            ]
        )
        return retelling

    def _said(self, story: Story, document: str) -> list[Fact]:
        choose, found = self.world.random, []
        for number in range(1, 1 + choose.randrange(4)):
            speaker = choose.choice(story.speakers) if story.speakers else story.hub
            who = slug(speaker)
            said = f"<https://w3id.org/communique/id/utterance/{who}/{slug(document)}/{number}>"
            name = self.world.labels[speaker]
            rows = [(said, "a", "cmq:Utterance"), (said, "cmq:speaker", speaker),
                    *((said, "cmq:topic", t) for t in story.topics(choose.randrange(1, 3))),
                    (speaker, "cmq:wording", f'"{name.split()[-1]}"')]  # fmt: skip
            if story.event and choose.random() < 0.3:
                rows.append((said, "cmq:atEvent", story.event))
            found.append(Fact(f"{name} spoke of what is planned.", tuple(rows)))
        return found

    def _cited(self, story: Story, document: str) -> Fact:
        body = self.world.body(story.hub, "ministry-of-defence")
        label = self.world.labels[body]
        rows = ((document, "cmq:cites", body), (body, "cmq:wording", f'"{label}"'))
        return Fact(f"The report rests on {label}.", rows)

    def _statements(self, document: str, told: Iterable[Fact], reported: date | None) -> None:
        """A file of statements: a graph and its description for each passage."""
        blocks, start, before = [], 0, ""
        for fact in told:
            end = start + self.world.random.randrange(40, 220)
            passage = f"<#char={start},{end}>"
            name = f"{document}#char={start},{end}"
            rows = list(dict.fromkeys(fact.triples))
            about = self._described(passage, fact.gloss, before)
            self._count([(name, p, o) for _, p, o in about], computed=4)
            self._count(rows)
            self.tally.add(rows, reported)
            blocks += [f"{passage} {{", *_groups(rows), "}", *_groups(about)]
            start, before = end + 1, passage
            self.passages += 1
        stem = slug(document)
        base = f"@base <https://w3id.org/communique/document/{stem}> ."
        self._write(self.data / "statements" / f"{stem}.trig", blocks, base)

    def _described(self, passage: str, gloss: str, before: str) -> list[Triple]:
        choose = self.world.random
        certainty = choose.choices(("stated", "hedged", "denied"), (90, 8, 2))[0]
        checked = choose.random() < 0.7
        words = choose.randrange(5, 40)
        rows = [
            (passage, "cmq:certainty", f"certainty:{certainty}"),
            (passage, "cmq:checkedBy", _EDITORS) if checked
            else (passage, "cmq:rule", '"signature-passive/0.2.0"'),
            (passage, "cmq:fingerprint", f'"{words} {self._digest()}"'),
            (passage, "cmq:gloss", f'"{gloss}"@en'),
        ]  # fmt: skip
        if before and choose.random() < 0.5:
            rows.append((passage, "cmq:antecedent", before))
        return rows

    def _enter(self, rows: list[Triple]) -> None:
        self._count(rows)
        self.records += rows

    def _links(self) -> None:
        kinds = ("country", "organization", "person")
        head = [
            "#curie_map:",
            *(f"#  {kind}: https://w3id.org/communique/id/{kind}/" for kind in kinds),
            "#  semapv: https://w3id.org/semapv/vocab/",
            "#  skos: http://www.w3.org/2004/02/skos/core#",
            "#  wd: http://www.wikidata.org/entity/",
            "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification",
        ]
        rows = [
            f"{thing}\t{label}\tskos:exactMatch\t{item}\tsemapv:ManualMappingCuration"
            for thing, label, item in self.world.links
        ]
        for thing, _, item in self.world.links:
            self._count([(thing, p, item) for p in ("skos:exactMatch", "schema:sameAs")])
        path = self.data / "links" / "wikidata.sssom.tsv"
        path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")

    def _digest(self) -> str:
        return f"{self.world.random.getrandbits(256):064x}"

    def _count(self, rows: Iterable[Triple], computed: int = 0) -> None:
        """Count triples with what is computed from them when they are read."""
        rows = list(rows)
        for row in rows:
            self._seen.add(hash(row))
            if row[1] in {"cmq:date", "cmq:published"} and "gMonthDay" not in row[2]:
                days = ("cmq:earliest", "cmq:latest")
                self._seen |= {hash((row[0], day, row[2])) for day in days}
                self._quads += 2
        self._seen |= {hash((rows[0][0], "computed", number)) for number in range(computed)}
        self._quads += len(rows) + computed

    def _write(self, path: Path, lines: Iterable[str], *before: str) -> None:
        text = "\n".join((*before, *self._prefixes, "", *lines))
        path.write_text(text + "\n", encoding="utf-8")


def _groups(rows: Iterable[Triple]) -> Iterator[str]:
    """Turtle's lines: subjects as they come first, one triple a line."""
    groups: dict[str, list[str]] = {}
    for subject, predicate, value in dict.fromkeys(rows):
        groups.setdefault(subject, []).append(f"    {predicate} {value} ;")
    for subject, lines in groups.items():
        yield subject
        yield from lines
        yield "."


if __name__ == "__main__":
    main()
