"""Mentions: words of an article that name something, found by sort.

    finder = Finder(Lexicon.read(Project.find()), people=["Paul-Henri Spaak"])
    mentions = finder.find(Article.of(text, title, published))

Sorts are looked for one after another, and what stands on a chart keeps its place: a sort takes
the words of another only where its own span holds them whole. The order, which is the precedence:
dates; countries; organisations that their own words tell (they hold countries); posts; papers,
events and initiatives (they hold all of these in their names); figures (a count holds a people, a
paper or an event); companies and others by the words beside them; people; organisations by what
they do; places. Lines that are set aside have no mentions, and a name in brackets belongs to the
one before it.

What `details` holds, where it is known. Spans are code points of the view; a name with its span is
(text, start, end).

COUNTRY, DEMONYM, CAPITAL, PLACE: `country`, a code (ISO 3166-1), which a region of several
    countries lacks; `name` in English; `noun`, of a people (`Danes`).
PERSON: `surname_of`, the whole name that is told elsewhere; `titled`, the honorifics before it with
    their span; `suspicious`, where a word mixes scripts.
POST: `heads`, the title in one form (`minister of defence`); `rank`, a concept of the scheme `rank`
    or nothing; `of`, the span of the field; `deputy`; `prefix`: acting, former or new; `plural`;
    `country`, where one country alone has such a post.
ORGANIZATION: `kind`, a value of `claims.Kind`; `core`, the name without the country; `country`,
    where its own words or the words beside it say it; `alias`, a name in brackets; `alias_of`, the
    longer name of a shorter one; `one`, the first of its known names; `said_by`, the span of the
    words beside it that tell the kind (`the Danish companies`); `home`, the country whose news an
    outlet reports; `guessed`, where only what it does tells that it is one.
AGREEMENT, EVENT: `concept`, with its scheme (`agreement-kind:treaty`); `definite`, by the
    determiner, without which it lacks; `plural`; `count`; `proper`, a name, which may reach beyond
    the mention; `alias`; `alias_of`, the longer name of a shorter one; `of`, the span of the
    organisation whose event it is.
INITIATIVE: `proper`, the name without the noun.
MONEY: `number`, exact and in full; `currency`, a code (ISO 4217), `%GDP`, or empty where several
    countries share its name; `bound`, a concept of the scheme `bound`; `conversion_of`, the start
    of the sum that it gives again.
COUNT, NUMBER, PERCENT: `number`, `bound`; of a count also `counted` (`counted:companies`), `what`
    in words, `country`, `concept` of a paper or an event, `definite`.
DATE: `value` as in `claims.Day`; `resolved`, where it rests on the day of publication or on a date
    beside it; `last`, the end of a span of days or years. Without the day of publication `on
    Tuesday` has no value, and so have `06/07/2025`, and `a day earlier`.

A figure that is too long to be one, and a day that does not exist, have `refused`: the reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.extract.article import Article
from communique.extract.lexicon import Lexicon
from communique.extract.mention import Mention
from communique.extract.mentions.agreements import Agreements
from communique.extract.mentions.chart import Chart
from communique.extract.mentions.companies import Companies
from communique.extract.mentions.countries import Countries, Places
from communique.extract.mentions.dates import Dates
from communique.extract.mentions.events import Events
from communique.extract.mentions.figures import Figures
from communique.extract.mentions.here import Here
from communique.extract.mentions.initiatives import Initiatives
from communique.extract.mentions.organizations import Organizations
from communique.extract.mentions.parties import Parties
from communique.extract.mentions.persons import Persons
from communique.extract.mentions.posts import Posts
from communique.extract.part import Part


class Finder:
    """Finds mentions, with a lexicon and the names of people that are known."""

    def __init__(self, lexicon: Lexicon, people: Iterable[str] = ()) -> None:
        self._sorts = (
            Dates(lexicon),
            Countries(lexicon),
            Organizations(lexicon),
            Posts(lexicon),
            Agreements(lexicon),
            Events(lexicon),
            Initiatives(lexicon),
            Figures(lexicon),
            Companies(lexicon),
            Persons(lexicon, people),
            Parties(lexicon),
            Places(lexicon),
            Here(lexicon),
        )

    def find(self, article: Article) -> list[Mention]:
        """The mentions of an article, in order; none overlaps another or stands in an aside."""
        found = (mention for part in article.parts for mention in self._within(article, part))
        return [mention for mention in found if not article.is_aside(mention.start)]

    def _within(self, article: Article, part: Part) -> list[Mention]:
        chart = Chart(article, part)
        for sort in self._sorts:
            sort.find(chart)
        spans = [one.details["alias"][1:] for one in chart.mentions if "alias" in one.details]
        return [one for one in chart.mentions if not _is_inside(one, spans)]


def _is_inside(mention: Mention, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention is a part of one of some names in brackets, which belong to others."""
    return any(start <= mention.start and mention.end <= end for start, end in spans)
