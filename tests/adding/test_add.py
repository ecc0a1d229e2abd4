"""What a user sees and has after `communique add` and `communique remove`."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from communique.adding.article import Article
from communique.adding.run import Fate, Options, add
from communique.claims import Extraction
from communique.cli import main
from communique.dataset import read_matter
from communique.draft import lock
from communique.project import Project
from communique.reading.record import Metadata, Reading
from communique.reviews.logbook import Decision, Logbook, Review
from communique.reviews.units import units_of
from tests.conftest import copy_project
from tests.statements.extractions import extraction, load

CASES = Path(__file__).parent.parent / "statements"
TREATY = load(CASES / "treaty.yaml")
NAME = "1957-03-26-reuters-six-countries-sign-treaty-rome"
OPTIONS = ("--publisher", "Reuters", "--title", TREATY["title"], "--source-kind", "agency")

Add = Callable[..., Result]


def by_hand(project: Project, **_options: str) -> Callable[[Reading], Extraction]:
    """An extractor that knows one text, and nothing of any other."""

    def extract(reading: Reading) -> Extraction:
        known = reading.text == TREATY["text"]
        return extraction(TREATY, reading.text) if known else Extraction()

    return extract


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "treaty.txt"
    path.write_text(TREATY["text"], encoding="utf-8")
    return path


@pytest.fixture
def call(project: Path, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Calls a command in the project, its extractor replaced by one that knows one text."""
    monkeypatch.setattr("communique.cli.add.extractor_of", by_hand)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["--project", str(project), *map(str, arguments)])

    return run


def files(project: Path) -> dict[str, bytes]:
    """All files of a project's data and schemes, with what is in them."""
    return {
        str(path.relative_to(project)): path.read_bytes()
        for folder in ("data", "ontology")
        for path in sorted((project / folder).rglob("*"))
        if path.is_file()
    }


def statements(project: Path) -> str:
    return (project / f"data/statements/{NAME}.trig").read_text("utf-8")


def test_an_article_is_added(call: Add, article: Path, project: Path) -> None:
    before = files(project)
    done = call("add", article, *OPTIONS)
    assert done.exit_code == 0, done.output
    assert f"added {NAME}" in done.stderr
    assert done.stdout == ""
    after = files(project)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed >= {f"data/statements/{NAME}.trig", "data/documents.ttl"}
    assert not before.keys() - after.keys()
    assert 'cmq:rule "signing-active/1"' in statements(project)
    assert "checkedBy" not in statements(project)
    assert "person:paul-henri-spaak" in (project / "data/registry/persons.ttl").read_text("utf-8")
    assert call("fmt", "--check").exit_code == 0
    valid = call("validate")
    assert valid.exit_code == 0, valid.output


def test_the_words_of_an_added_article_are_at_hand(call: Add, article: Path, project: Path) -> None:
    """The text is kept in a folder that git ignores, and goes with the document."""
    call("add", article, *OPTIONS)
    assert (project / f"attached/{NAME}.txt").read_text("utf-8") == TREATY["text"]
    shown = call("review", "--by", "Somebody", NAME)
    assert "in our words" not in shown.output
    assert any(line.strip() in shown.output for line in TREATY["text"].splitlines() if line.strip())
    call("remove", NAME)
    assert not list((project / "attached").iterdir())


@pytest.mark.full  # it builds the graph
def test_what_was_added_answers_questions(call: Add, article: Path) -> None:
    call("add", article, *OPTIONS)
    answer = call("ask", "signatories", "agreement=Treaty of Rome", "--format", "json")
    assert "Paul-Henri Spaak" in answer.output
    assert "signing-active" in answer.output


def test_a_dry_run_shows_what_would_be_written_and_writes_nothing(
    call: Add, article: Path, project: Path
) -> None:
    before = files(project)
    done = call("add", article, *OPTIONS, "--dry-run")
    assert done.exit_code == 0
    assert files(project) == before
    assert f"document {NAME}\n" in done.stdout
    assert "  150–204  Paul-Henri Spaak signs the Treaty of Rome for Belgium.\n" in done.stdout
    assert "      “Paul-Henri Spaak signed the Treaty of Rome for Belgium”\n" in done.stdout
    assert "  new  person:paul-henri-spaak  Paul-Henri Spaak\n" in done.stdout
    assert "  new concept  atomic energy\n" in done.stdout
    assert "  same  Belgium = country:belgium" in done.stdout
    assert "would be added" in done.stderr


def test_a_dry_run_shows_also_what_a_gloss_has_no_room_for(
    call: Add, article: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = call("add", article, *OPTIONS, "--dry-run")
    monkeypatch.setattr("communique.statements.glosses.LONGEST", 60)
    short = call("add", article, *OPTIONS, "--dry-run")
    assert short.stdout == shown.stdout
    call("add", article, *OPTIONS)
    assert "too long to be told here" in statements(project)


def test_the_same_text_twice_changes_nothing(call: Add, article: Path, project: Path) -> None:
    call("add", article, *OPTIONS)
    before = files(project)
    for options in (OPTIONS, (), ("--again",)):
        done = call("add", article, *options)
        assert done.exit_code == 0, done.output
        assert f"{NAME} has this text already; nothing changed" in done.stderr
        assert files(project) == before


RECORDED = [
    (("--date", "1957-03-27"), "published 1957-03-27"),
    (("--publisher", "The Times"), "publisher the-times"),
    (("--source-kind", "outlet"), "sourceKind outlet"),
    (("--title", "Six sign"), "title Six sign"),
]


@pytest.mark.parametrize(("options", "recorded"), RECORDED, ids=[one[0] for one, _ in RECORDED])
def test_what_options_say_of_a_text_that_is_here_goes_into_its_record(
    call: Add, article: Path, project: Path, options: tuple[str, str], recorded: str
) -> None:
    call("add", article, *OPTIONS)
    done = call("add", article, *options)
    assert f"replaced {NAME}" in done.stderr, done.output
    assert f"  its record now says: {recorded}\n" in done.stderr
    before = files(project)
    for again in ((), ("--again",), options):
        same = call("add", article, *again)
        assert f"{NAME} has this text already; nothing changed" in same.stderr
        assert files(project) == before
    assert call("fmt", "--check").exit_code == 0


def test_what_was_said_once_of_a_text_is_used_again(
    call: Add, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[str] = []

    def dated(project: Project, **_options: str) -> Callable[[Reading], Extraction]:
        def extract(reading: Reading) -> Extraction:
            days.append(reading.published.value if reading.published else "")
            return Extraction()

        return extract

    monkeypatch.setattr("communique.cli.add.extractor_of", dated)
    text = TREATY["text"].replace(" date 1957-03-26 ", "")
    article.write_text(text, encoding="utf-8")
    call("add", article, "--date", "1957-03-26", "--document", NAME)
    call("add", article, "--again")
    article.write_text(text.replace("1955", "1956"), encoding="utf-8")
    call("add", article, "--document", NAME)
    assert days == ["1957-03-26"] * 3


def test_a_corrected_text_replaces_what_it_said(
    call: Add, article: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("add", article, *OPTIONS)
    corrected = TREATY["text"].replace("in June 1955", "in May 1955")
    case = {**TREATY, "claims": [claim for claim in TREATY["claims"] if "event" not in claim]}
    case["claims"] = [claim for claim in case["claims"] if "share" not in claim]
    monkeypatch.setattr(
        "communique.cli.add.extractor_of",
        lambda project, **_options: lambda reading: extraction(respelt(case), reading.text),
    )
    article.write_text(corrected, encoding="utf-8")
    done = call("add", article, *OPTIONS)
    assert done.exit_code == 0, done.output
    assert f"replaced {NAME}" in done.stderr
    assert "  no longer says: Belgium owns 50 per cent of Sabena." in done.stderr
    said = statements(project)
    assert "sabena" not in said
    assert "sabena" not in (project / "data/registry/organizations.ttl").read_text("utf-8")
    assert "reuters" in (project / "data/registry/organizations.ttl").read_text("utf-8")
    records = (project / "data/documents.ttl").read_text("utf-8")
    assert records.count(f"document:{NAME}\n") == 1
    assert len(list((project / "data/statements").glob("1957*"))) == 1
    assert call("fmt", "--check").exit_code == 0


def test_a_text_like_another_is_told_how_to_replace_it(
    call: Add, article: Path, project: Path
) -> None:
    call("add", article, *OPTIONS)
    article.write_text(TREATY["text"].replace("in June 1955", "in May 1955"), encoding="utf-8")
    said = f"its wording is that of {NAME}; if it is another text of that:\n    "
    shown = call("add", article, "--dry-run")
    assert f"{said}--document {NAME}" in shown.stderr
    done = call("add", article)
    assert f"{said}communique remove 1957-03-26-treaty" in done.stderr
    named = call("add", article, "--document", NAME, "--dry-run")
    assert "its wording" not in named.stderr


def test_decisions_that_no_longer_hold_are_named(
    call: Add, article: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("add", article, *OPTIONS)
    here = Project(project)
    read = next(one for one in read_matter(here).documents if one.path.stem == NAME)
    units = {unit.notes.gloss: unit for unit in units_of(read)}
    kept = "Paul-Henri Spaak signs the Treaty of Rome for Belgium."
    gone = "Belgium owns 50 per cent of Sabena."
    when = "2026-11-20T10:00:00Z"
    decided = (Review(units[one].key, Decision.RIGHT, one, "", "Ada", when) for one in (kept, gone))
    Logbook(here).enter(NAME, decided)
    case = {**TREATY, "claims": [claim for claim in TREATY["claims"] if "share" not in claim]}
    monkeypatch.setattr(
        "communique.cli.add.extractor_of",
        lambda project, **_options: lambda reading: extraction(case, reading.text),
    )
    done = call("add", article, "--again")
    assert f"  a decision that no longer holds: right, by Ada, 2026-11-20: {gone}" in done.stderr
    assert kept not in done.stderr
    assert "no longer holds" not in call("add", article, "--again").stderr


def respelt(given: Any) -> Any:
    """A case whose words are those of the corrected text."""
    if isinstance(given, dict):
        return {key: respelt(value) for key, value in given.items()}
    if isinstance(given, list):
        return [respelt(value) for value in given]
    return (
        given.replace("hosted in June 1955", "hosted in May 1955")
        if isinstance(given, str)
        else given
    )


def test_what_a_person_has_checked_is_not_replaced(
    call: Add, tmp_path: Path, project: Path
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TREATY["text"], encoding="utf-8")
    before = files(project)
    done = call("add", path, "--document", "undated-the-gaze-denmark-production", "--again")
    assert done.exit_code == 3
    assert "its passages were checked by hand" in done.stderr
    assert files(project) == before


def test_what_does_not_conform_is_refused_whole(
    call: Add, article: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [claim for claim in TREATY["claims"] if "agreement" in claim or "signature" in claim]
    planned = [
        {
            **claim,
            "agreement": {
                **claim["agreement"],
                "stage": {"concept": "stage:planned", "at": "signed"},
            },
        }
        if "agreement" in claim
        else claim
        for claim in claims
    ]
    monkeypatch.setattr(
        "communique.cli.add.extractor_of",
        lambda project, **_options: (
            lambda reading: extraction({**TREATY, "claims": planned}, reading.text)
        ),
    )
    before = files(project)
    done = call("add", article, *OPTIONS)
    assert done.exit_code == 1
    assert "does not conform; nothing of it was written" in done.stderr
    assert "A planned agreement has no signatures" in done.stderr
    assert files(project) == before


def test_a_document_is_taken_out_again(call: Add, article: Path, project: Path) -> None:
    before = files(project)
    call("add", article, *OPTIONS)
    review = project / f"data/reviews/{NAME}.tsv"
    review.parent.mkdir()
    review.write_text("kept\n", encoding="utf-8")
    done = call("remove", NAME)
    assert done.exit_code == 0, done.output
    assert f"removed {NAME}" in done.stderr
    assert "and person:paul-henri-spaak, of which nothing else speaks" in done.stderr
    assert f"data/reviews/{NAME}.tsv stays" in done.stderr
    left = files(project)
    assert "and currency:BEF, of which nothing else speaks" in done.stderr
    kept = {
        "data/registry/decisions.tsv",
        f"data/reviews/{NAME}.tsv",
    }
    assert {name for name in left if before.get(name) != left[name]} == kept
    assert not before.keys() - left.keys()
    assert (project / "data/registry/decisions.tsv").read_text("utf-8").count("\n") == 1


def test_reviews_go_where_asked_for(call: Add, article: Path, project: Path) -> None:
    call("add", article, *OPTIONS)
    review = project / f"data/reviews/{NAME}.tsv"
    review.parent.mkdir()
    review.write_text("gone\n", encoding="utf-8")
    assert call("remove", NAME, "--purge").exit_code == 0
    assert not review.exists()


def test_of_a_restated_article_the_record_stays(call: Add, project: Path) -> None:
    name = "2024-01-26-unn-forum-announcement"
    before = files(project)
    done = call("remove", name)
    assert "its record stays, since a brief restates it" in done.stderr
    assert files(project) == before


def test_a_document_that_is_not_there(call: Add, project: Path) -> None:
    done = call("remove", "1957-03-26-nothing")
    assert done.exit_code == 2
    assert "there is no document '1957-03-26-nothing'" in done.stderr


def test_of_a_folder_every_article_is_added_and_what_is_wrong_is_told(
    call: Add, article: Path, project: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("", encoding="utf-8")
    (folder / "b.txt").write_text(TREATY["text"], encoding="utf-8")
    (folder / "c.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "d.txt").write_text(TREATY["text"], encoding="utf-8")
    done = call("add", folder, "--publisher", "Reuters")
    assert done.exit_code == 3
    assert "a.txt: this is empty" in done.stderr
    assert "1 added, 2 failed, 1 unchanged" in done.stderr
    again = call("add", folder, "--publisher", "Reuters")
    assert "2 failed, 2 unchanged" in again.stderr


GERMAN = (
    "Der Minister hat am Montag in Berlin mit seinem Kollegen aus Warschau ein Abkommen über die "
    "Zusammenarbeit bei der Rüstung unterzeichnet. Es ist das erste seiner Art und soll noch in "
    "diesem Jahr in Kraft treten, wie das Ministerium mitteilte. Die beiden Länder wollen auch bei "
    "der Ausbildung von Soldaten mehr miteinander arbeiten."
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is empty"),
        (b" \n", "this is empty"),
        (b"\x00\x01\x02\xff" * 100, "error: "),
        (GERMAN.encode(), "its language is de, and only English is read here"),
        (b"x" * 50_000_000, "has more than 10,000,000 characters"),
        (b"12345 67890", "there are no words in this"),
    ],
    ids=["empty", "blank", "binary", "german", "50 MB", "no words"],
)
def test_bad_articles_add_nothing_and_it_is_said(
    call: Add, project: Path, tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    before = files(project)
    done = call("add", path)
    assert done.exit_code == 3, done.output
    assert "Traceback" not in done.output
    assert said in done.stderr
    assert files(project) == before


@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.ndjson", "corpus.parquet"])
def test_a_corpus_is_no_article(call: Add, project: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps({"id": "a", "text": TREATY["text"]}), encoding="utf-8")
    before = files(project)
    done = call("add", path)
    assert done.exit_code == 2
    assert f"{path}: this is a corpus, and no article" in done.stderr
    assert "-o FOLDER" in done.stderr
    assert files(project) == before


@pytest.mark.parametrize(
    ("articles", "code"),
    [
        (("http://127.0.0.1/a",), 2),
        (("http://127.0.0.1/a", "ftp://127.0.0.1/b"), 2),
        (("https://nowhere.invalid/a",), 4),
        (("https://nowhere.invalid/a", "http://127.0.0.1/a"), 3),
    ],
)
def test_the_exit_code_is_that_of_the_error(
    call: Add, articles: tuple[str, ...], code: int
) -> None:
    done = call("add", *articles)
    assert done.exit_code == code, done.output
    assert "127.0.0.1 is 127.0.0.1" not in done.stderr


def test_a_day_after_publication_is_doubted(
    call: Add, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "communique.cli.add.extractor_of",
        lambda project, **_options: lambda reading: extraction(TREATY, reading.text),
    )
    article.write_text(TREATY["text"].replace("date 1957-03-26", "date 1957-03-01"), "utf-8")
    done = call("add", article, *OPTIONS, "--dry-run")
    assert "150–229: told as done on 1957-03-25, after the day of publication" in done.stderr


def test_a_translation_speaks_for_its_original(
    call: Add, article: Path, project: Path, tmp_path: Path
) -> None:
    original = tmp_path / "vertrag.txt"
    original.write_text(f" date 1957-03-26 {GERMAN}", encoding="utf-8")
    done = call(
        "add", original, "--translation", article, "--publisher", "Reuters", "--title", "Vertrag"
    )
    assert done.exit_code == 0, done.output
    name = "1957-03-26-reuters-vertrag"
    assert f"added {name}-in-english" in done.stderr
    records = (project / "data/documents.ttl").read_text("utf-8")
    assert f"document:{name}-in-english\n    a cmq:Translation ;" in records
    assert f"    prov:wasDerivedFrom document:{name} ;" in records
    assert '    cmq:language "de" ;' in records
    assert call("fmt", "--check").exit_code == 0
    removed = call("remove", name)
    assert f"removed {name}, {name}-in-english" in removed.stderr
    assert name not in (project / "data/documents.ttl").read_text("utf-8")


def test_several_processes_make_the_same_files(
    article: Path, project: Path, tmp_path: Path
) -> None:
    made = []
    for jobs in (1, 2):
        copy = copy_project(tmp_path / f"copy-{jobs}")
        articles = [Article(article, Metadata(publisher="Reuters"))] * 2
        options = Options(on=date(2026, 1, 2), jobs=jobs)
        fates = [one.fate for one in add(Project(copy), articles, by_hand, options, print)]
        assert fates == [Fate.ADDED, Fate.UNCHANGED]
        made.append(files(copy))
    assert made[0] == made[1]


def test_a_second_one_waits_and_says_so(article: Path, project: Path) -> None:
    here = Project(project)
    free, held = threading.Event(), threading.Event()

    def hold() -> None:
        with lock(here, "adding.lock"):
            held.set()
            free.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(30)
    said: list[bool] = []

    def waiting() -> None:
        said.append(free.is_set())
        free.set()

    articles = [Article(article, Metadata(publisher="Reuters"))]
    options = Options(on=date(2026, 1, 2), dry=True)
    outcomes = list(add(here, articles, by_hand, options, waiting))
    other.join()
    assert said == [False]
    assert [one.fate for one in outcomes] == [Fate.ADDED]
