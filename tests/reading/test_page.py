"""Web pages: the article's own text and metadata, all that a page shows, and no script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communique.errors import SyntaxInputError, UsageError
from communique.reading.declared import declared
from communique.reading.reader import read, read_source
from communique.reading.record import Metadata, Origin, Told
from communique.reading.visible import visible
from communique.reading.worker import Worker
from tests.reading.support import facts, reading_of, source

COURIER = Path(__file__).with_name("pages") / "courier.html"


def test_the_body_is_the_article_without_what_stands_around_it() -> None:
    text = " ".join(read(COURIER).text.split())
    for told in (
        "have signed the River Pact, the Courier was told on Friday",
        "It gives 40 million crowns to the ferries on the river",
        "“We have waited for this,” the minister said.",
        "Ten ferries are for Klow.",
    ):
        assert told in text
    for around in ("Home", "Photo:", "lost his hat", "plums", "All rights", "script", "color"):
        assert around not in text


def test_the_whole_page_has_its_menus_too() -> None:
    whole = read(COURIER).whole
    for shown in ("Politics of the kingdom\n", "Photo: Klow Wire\n", "The price of plums\n"):
        assert shown in whole
    assert "script" not in whole
    assert "color" not in whole


def test_what_a_page_says_of_itself_is_taken_with_its_origin() -> None:
    reading = read(COURIER)
    assert reading.title == Told("Ferries for two countries", Origin.PAGE)
    assert reading.publisher == Told("The Strelsau Courier", Origin.PAGE)
    assert reading.published == Told("2021-03-05", Origin.PAGE), "not the day of the change"
    assert reading.language == Told("en", Origin.WORDS)
    assert reading.notices == ()


def test_what_is_given_goes_before_the_page_and_the_difference_is_said() -> None:
    given = Metadata("A pact", "The Courier", "2021-03-04", "en")
    reading = read(COURIER, given)
    assert [reading.title, reading.publisher, reading.published, reading.language] == [
        Told(value, Origin.GIVEN) for value in given
    ]
    assert facts(reading, "date") == ["dated 2021-03-04 (given), but 2021-03-05 (page)"]


@pytest.mark.parametrize("given", ["2021", "2021-03"])
def test_a_month_and_its_day_do_not_differ(given: str) -> None:
    reading = read(COURIER, Metadata(published=given))
    assert reading.published == Told(given, Origin.GIVEN)
    assert reading.notices == ()


@pytest.mark.parametrize(
    ("date", "fact"),
    [("2199-03-05", "the page is dated 2199-03-05, which has not come yet")],
)
def test_a_date_that_cannot_be_is_said_and_not_taken(date: str, fact: str) -> None:
    page = COURIER.read_text(encoding="utf-8").replace("2021-03-05", date)
    reading = reading_of(page, "a.html")
    assert reading.published is None
    assert facts(reading, "date") == [fact]


DECLARED = [
    '<meta name="pubdate" content="2021-03-05">',
    '<meta itemprop="datePublished" content="2021-03-05T23:59:00-05:00">',
    '<meta property="article:published_time" content="2021-03-05"><time datetime="2021-03-07">',
    '<time datetime="2021-03-05T10:00">Friday</time><time datetime="2021-03-05">5.3.</time>',
    '<time itemprop="datePublished" datetime="2021-03-05">x</time><time datetime="2021-03-07">',
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020"},'
    ' {"@type": ["NewsArticle"], "datePublished": "2021-03-05"}]}</script>',
    '<script type="application/ld+json">{broken</script><meta name="date" content="2021-03-05">',
]
OPEN = [
    '<time datetime="2021-03-05">x</time><time datetime="2021-03-07">y</time>',
    '<meta name="date" content="yesterday">',
    '<meta property="article:modified_time" content="2021-03-05">',
    '<script>{"datePublished": "2021-03-05"}</script>',
    '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
]


@pytest.mark.parametrize("head", DECLARED)
def test_the_day_is_the_one_that_the_page_declares(head: str) -> None:
    assert declared(f"<html><head>{head}</head><p>On 1 May 2020").published == "2021-03-05"


@pytest.mark.parametrize("head", OPEN)
def test_what_a_page_leaves_open_stays_open(head: str) -> None:
    assert declared(f"<html><head>{head}</head><p>On 1 May 2020").published == ""


def test_a_day_that_only_stands_somewhere_on_a_page_is_said_and_not_taken() -> None:
    page = COURIER.read_text(encoding="utf-8")
    for name in ("article:published_time", "datePublished", "dateModified"):
        page = page.replace(name, "x")
    page = page.replace("All rights", "2 May 2020. All rights")
    reading = reading_of(page, "a.html")
    assert reading.published is None
    assert facts(reading, "date") == [
        "2020-05-02 stands on the page, which does not call it its day of publication"
    ]


def test_a_page_in_which_no_article_can_be_told_is_read_whole() -> None:
    reading = reading_of("<html><body><p>Signed in Klow.</p></body></html>")
    assert reading.text == reading.whole == "Signed in Klow.\n"


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 20_000 + "The minister signed it.",
        "<html>" + "<b><i>" * 5_000 + "The minister signed it.",
        "<html>" + "<!--" * 5_000 + "The minister signed it.",
        "<html><p " + "a=1 " * 20_000 + ">The minister signed it.</p>",
        "<html><p>&#0;&#xD800;&#x110000;The minister signed it.</p>",
        "<html><p>The minister \x00signed it.</p>".replace("\x00", ""),
    ],
    ids=["deep", "unclosed", "comments", "attributes", "no characters", "plain"],
)
def test_a_hostile_page_is_read_or_refused(page: str) -> None:
    try:
        reading = reading_of(page, "a.html")
    except SyntaxInputError as error:
        assert error.place == "a.html"
    else:
        reading.text.encode()


def test_a_page_with_nothing_but_scripts_has_no_words() -> None:
    with pytest.raises(SyntaxInputError, match=r"a.html: there are no words in this\n"):
        reading_of("<html><script>document.write('Signed.')</script></html>", "a.html")


class Lacking(Worker):
    """A worker whose environment has no trafilatura."""

    def run(self, job: str, data: bytes, place: str, **hints: str) -> dict[str, Any]:
        if not hints:
            remedy = "pip install 'communique[reading]'"
            raise UsageError("trafilatura is not installed", place=place, remedy=remedy)
        return super().run(job, data, place, **hints)


def test_without_trafilatura_the_whole_page_is_read_and_that_is_said() -> None:
    with Lacking() as worker:
        reading = read_source(source(COURIER.read_bytes(), "a.html"), worker=worker)
    assert reading.text == reading.whole
    assert "The price of plums\n" in reading.text
    assert reading.title == Told("Ferries for two countries | The Strelsau Courier", Origin.PAGE)
    (said,) = facts(reading, "body")
    assert "trafilatura is not installed" in said
    assert "pip install 'communique[reading]'" in said


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><head><title>News</title><body><p>Signed.</p>", "Signed.\n"),
        ("<html><head><title>News<body><p>Signed.</p>", "Signed.\n"),
        ("</head></head></script></style><p>Signed.</p>", "Signed.\n"),
        ("</template><template>no</template><p>Signed.</p>", "Signed.\n"),
        ("<title>News</title><p>Signed.</p><script>var a;</script>", "Signed.\n"),
        ("<head><style>p {}</style></head><p>Signed.</p>", "Signed.\n"),
        ("<![if mso]><p>Signed.</p><![endif]><![x[no]]>", "Signed.\n<![x[no]]>\n"),
        ("<p>Signed.</p><noscript><p>In Kyiv.</p></noscript>", "Signed.\nIn Kyiv.\n"),
        ("<template><title>no</template><p>Signed.</p>", "Signed.\n"),
    ],
)
def test_the_visible_text_of_untidy_pages(page: str, text: str) -> None:
    assert visible(page) == text


def test_title_and_language_are_declared() -> None:
    page = "<html lang=da><head><title>The\n pact</title></head><svg><title>no</title></svg></html>"
    assert declared(page) == ("The pact", "da", "")
