"""Claims about what papers provide for, and what is due by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.claims import ELLIPSIS, Certainty, Claim, Day, Figure, Predicate, Words
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality
from communique.extract.relations.skeleton import Item, Node

Stretch = tuple[int, int]
"""Code points of the view, half-open."""
_PARTINGS = frozenset({",", ":", "-", "–", "—", "(", ")", "that", "said", "while", "but"})
"""What a clause begins behind."""
_LINKING = frozenset({"for", "on", "of", "to", "under", "with", "then"})
"""Words behind a paper, with which the name of what is due does not begin."""
_OPEN = frozenset(
    {"it", "they", "this", "these", "which", "who", "he", "she", "we", "i", "there"}
    | {"will", "shall", "should", "is", "are", "to", "both", "no"}
)
"""Words that refer to what another clause or sentence names."""
_AGENTS = frozenset({"COUNTRY", "CAPITAL", "ORGANIZATION", "PERSON", "SPEAKER", "US"})
_HEDGES = frozenset({"may", "might", "could", "expected", "hoped"})
_ARTICLES = frozenset({"a", "an", "the"})
_LEADING = _ARTICLES | {"of", "to", "for", "in", "with", "by", "from", "on", "and", "at"}
_POSSIBLY = frozenset({"may", "might", "could", "option", "options", "optional", "reportedly"})
_ENDS = frozenset(
    {",", ".", ";", ":", "(", ")", "-", "–", "—", "and", "or", "plus", "as", "while", "each", "per"}
    | {"for", "to", "at", "from", "by", "in", "on", "with", "under", "over", "until", "between"}
    | {"is", "are", "was", "were", "has", "have", "will", "would", "annually"}
    | {"that", "which", "who", "worth", "valued", "together", "along", "including", "said", "of"}
)
"""Words and marks behind the name of a product."""
_BESIDE = frozenset({"AGREEMENT", "MONEY", "DATE", "NUMBER", "COUNT", "PERCENT", "QUOTE", "EVENT"})
_LONGEST_PRODUCT = 5
"""Words of a product, and of what may be told with it in a list."""
_LISTING = frozenset({",", "and", "plus"})
_NO_PIECES = frozenset(
    {"years", "year", "months", "month", "weeks", "days", "hours", "minutes", "ones", "times"}
    | {"kilometres", "kilometers", "km", "miles", "metres", "meters", "percent", "people", "points"}
)
"""What numbers count that is no product."""
_MOST_WORDS = 7
"""Words of what is due and done; two of them are of what is due."""


def quantity(firing: Firing) -> Iterator[Claim]:
    """A paper provides for so many pieces of a product, or of several in a list."""
    paper = firing.node("paper")
    if paper is None or not firing.context.key(paper):
        return
    first, last = firing.match.first, firing.match.last
    hedged = any(item.form in _POSSIBLY for item in firing.skeleton.items[first:last])
    for node, product in _pieces(firing):
        details = node.mention.details if node.mention else {}
        if details.get("counted") or details.get("number") is None:
            continue  # companies or meetings: no pieces
        span = firing.context.span(node.start, node.end)
        start, end = min(firing.match.span[0], paper.start), max(firing.match.span[1], product[1])
        yield firing.claim(
            Predicate.QUANTITY,
            [
                ("agreement", firing.context.mention(paper)),
                ("number", Figure(details["number"], span, details.get("bound", "exact"))),
                ("product", _words(firing, product)),
            ],
            stretch=(start, end),
            certainty=Certainty.HEDGED if hedged else Certainty.STATED,
        )


def _pieces(firing: Firing) -> Iterator[tuple[Node, Stretch]]:
    """A number with the words of its product, and those that a list adds to it."""
    items = firing.skeleton.items
    numbers = {item.node: place for place, item in enumerate(items) if item.node}
    node = firing.node("count")
    while node is not None:
        begin = end = numbers[node] + 1
        while end < len(items) and not _ends_product(items[end]):
            end += 1
        forms = [item.form for item in items[begin:end]]
        if not 0 < len(forms) <= _LONGEST_PRODUCT or not _NO_PIECES.isdisjoint(forms):
            return
        yield node, (items[begin].start, items[end - 1].end)
        node = _listed(items[end:])


def _listed(items: Sequence[Item]) -> Node | None:
    """The number that a list goes on with: `, four boats`, `with spare parts and four boats`."""
    for before, item in pairwise(items[:_LONGEST_PRODUCT]):
        if item.node is not None or (before.form == "," and item.form != "and"):
            number = item.node is not None and item.node.sort == "NUMBER"
            return item.node if number and before.form in _LISTING else None
    return None


def _ends_product(item: Item) -> bool:
    return item.form in _ENDS if item.node is None else item.node.sort in _BESIDE


def _words(firing: Firing, stretch: Stretch) -> Words:
    return Words(firing.context.article.text[slice(*stretch)], firing.context.span(*stretch))


def deadline(firing: Firing) -> Iterator[Claim]:
    """Something that a paper provides for is due by a day, a month or a year to come."""
    own = firing.node("paper") or next(_papers_in(firing.items("what")), None)
    due, day = _due(firing, told=own is not None), firing.day("date")
    if due is None or day is None or not _is_to_come(firing, day):
        return
    paper = own or firing.paper_before()
    if paper is None or not firing.context.key(paper):
        return
    hedged = any(item.form in _HEDGES for item in firing.items("verb"))
    yield firing.claim(
        Predicate.DEADLINE,
        [("agreement", firing.far(paper)), ("what", due), ("date", day)],
        certainty=Certainty.HEDGED if hedged else Certainty.STATED,
    )


def _papers_in(items: Sequence[Item]) -> Iterator[Node]:
    return (item.node for item in items if item.node and item.node.sort == "AGREEMENT")


def _is_to_come(firing: Firing, day: Day) -> bool:
    """Whether a day lies ahead, by the verb, if there is one, and by the day of the article."""
    if day.value.startswith("-"):
        return False
    published = firing.context.article.published
    begun = published[: len(day.value)]
    if firing.items("verb"):
        return firing.modality is Modality.PLANNED and day.value >= begun
    return day.value > begun


def _due(firing: Firing, *, told: bool) -> Words | None:
    """What is due, in a few words of the text: `first ship … handed over`.

    None where those words leave it open; where the sentence names no paper (`told`), also where
    somebody acts, who may do so of his own accord.
    """
    what, by = _clause(firing.items("what")), firing.stretch("by")
    if not what or by is None or what[0].form in _OPEN:
        return None
    if not told and what[0].node is not None and what[0].node.sort in _AGENTS:
        return None
    act = firing.stretch("act") or (by[0], by[0])
    start = act[0] if _is_paper(what) else what[0].start
    end = start if _is_paper(what) else what[-1].end
    text = firing.context.article.text
    said = _shortened(text[start:end], text[act[0] : by[0]], text[start : by[0]])
    return Words(said, firing.context.span(start, by[0])) if said else None


def _shortened(subject: str, done: str, whole: str) -> str:
    """What is due and what is done with it, in a few words of the whole that begins and ends so.

    >>> _shortened("The first ship", "handed over", "The first ship will be handed over")
    'The first ship … handed over'
    """
    acts = _first(done.split(), _MOST_WORDS - 2)
    said = [*_first(subject.split(), _MOST_WORDS - len(acts)), *acts]
    if not " ".join(whole.split()).startswith(" ".join(said)):
        said.insert(len(said) - len(acts), ELLIPSIS)
    return " ".join(said)


def _is_paper(items: Sequence[Item]) -> bool:
    """Whether a clause has nothing but a paper for its subject."""
    return len(items) == 1 and next(_papers_in(items), None) is not None


def _first(words: Sequence[str], most: int) -> list[str]:
    """The first words, articles not counted, without those that lead on to others at the end."""
    kept: list[str] = []
    for word in words:
        if sum(one.lower() not in _ARTICLES for one in [*kept, word]) > most:
            break
        kept.append(word)
    while kept and kept[-1].lower().strip(",") in _LEADING:
        kept.pop()
    return kept


def _clause(items: Sequence[Item]) -> Sequence[Item]:
    """The last of the clauses in a row of items, without the paper that it may begin with."""
    for place in range(len(items) - 1, -1, -1):
        after = items[place + 1 :]
        if items[place].form in _PARTINGS or _is_joint(items, place):
            return after
        node = items[place].node
        if node is not None and node.sort == "AGREEMENT" and after:
            return after[1:] if after[0].form in _LINKING else after
    return items


def _is_joint(items: Sequence[Item], place: int) -> bool:
    """Whether an `and` joins clauses, behind a comma or a date."""
    if items[place].form != "and" or not place:
        return False
    before = items[place - 1]
    return before.form == "," or (before.node is not None and before.node.sort == "DATE")
