"""The extractor that commands take by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.cli import extracting
from communique.cli.extracting import EXTRACTORS, extractor_of
from communique.errors import UsageError
from communique.extract.llm.endpoint import MODEL, URL
from communique.project import Project
from communique.reading.reader import read
from tests.conftest import ROOT
from tests.extract.llm.server import chat, serving

BRIEF = next((ROOT / "data" / "briefs").glob("*.txt")).name
TEXT = "Belgium and France signed the Treaty of Rome."
ANSWER = {
    "entities": [
        {"ref": "be", "kind": "Country", "names": ["Belgium"], "belongs_to": None},
        {"ref": "t", "kind": "Agreement", "names": ["Treaty of Rome"], "belongs_to": None},
    ],
    "claims": [
        {
            "predicate": "signature",
            "quotation": "Belgium and France signed the Treaty of Rome",
            "trigger": "signed",
            "arguments": {
                "agreement": {"entity": "t", "words": "Treaty of Rome", "antecedent": None},
                "party": {"entity": "be", "words": "Belgium", "antecedent": None},
                "signer": None,
            },
            "certainty": "stated",
            "attributed_to": None,
        }
    ],
}


@pytest.mark.parametrize("name", EXTRACTORS)
def test_each_extractor_finds_the_signature(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "treaty.txt"
    path.write_text(TEXT, "utf-8")
    with serving(chat(ANSWER)) as server:
        monkeypatch.setenv(URL, server.url)
        monkeypatch.setenv(MODEL, "reader-7b")
        found = extractor_of(Project.find(ROOT), name)(read(path))
    assert bool(server.asked) == ("llm" in name)
    signed = [
        claim
        for claim in found.claims
        if claim.predicate == "signature" and claim.entity("party") == "country:BE"
    ]
    by = [[name.partition(":")[0] for name in claim.rules] for claim in signed]
    own = [names for names in by if "llm" in names]
    assert bool(own) == ("llm" in name)
    if name == "rules+llm":
        assert all(len(names) > 1 for names in own), "both find it"


def test_without_an_endpoint_a_model_is_no_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL, raising=False)
    monkeypatch.delenv(MODEL, raising=False)
    with pytest.raises(UsageError, match=URL):
        extractor_of(Project.find(ROOT), "llm")


def test_options_say_more_than_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL, "http://192.0.2.1/")
    monkeypatch.setenv(MODEL, "another")
    with serving(chat(ANSWER)) as server:
        extract = extractor_of(Project.find(ROOT), "llm", url=server.url, model="reader-7b")
        assert extract(read(ROOT / "data" / "briefs" / BRIEF)).claims == ()
    assert server.asked[0]["model"] == "reader-7b"


def test_a_missing_library_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name.rpartition(".")[2])

    monkeypatch.setattr(extracting, "import_module", missing)
    with pytest.raises(UsageError, match=r"communique\[llm\]"):
        extractor_of(Project.find(ROOT), "llm", url="http://localhost/v1", model="reader-7b")
