"""Money that adds up: the arithmetic on plain sums, and its properties."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.receipts.differences.figures import Figure
from communique.receipts.money.arithmetic import (
    INFINITE,
    Holding,
    Interval,
    Selection,
    intervals,
    left_out,
    total,
)
from communique.receipts.money.cliques import Clique, bits, heaviest
from communique.receipts.money.funds import by_origin
from communique.receipts.money.sums import Given, Sum, interval_words, sum_of
from communique.vocabulary import ID

EUR = ID["currency/EUR"]
MOST = 7
"""Sums in a generated selection; few enough to try every subset."""


class Case:
    """A selection of sums: what each can be, what holds it, and what is apart from it."""

    def __init__(
        self,
        given: Sequence[Interval],
        held: Mapping[int, Sequence[Holding]],
        apart: set[frozenset[int]],
        never: frozenset[int] = frozenset(),
    ) -> None:
        self.given = given
        self.held = held
        self.pairs = apart
        self.never = never

    @property
    def apart(self) -> list[int]:
        """The masks of what is apart."""
        size = len(self.given)
        return [
            sum(1 << b for b in range(size) if frozenset((a, b)) in self.pairs) for a in range(size)
        ]

    def reckoned(self) -> tuple[dict[int, Interval], dict[int, Holding]]:
        """The intervals of what is counted, and what is left out for what holds it."""
        out = left_out(Selection(self.held, self.never), len(self.given))
        sums = {n: one for n, one in enumerate(self.given) if n not in self.never}
        found = intervals(sums, self.held, self.apart)
        return {n: one for n, one in found.items() if n not in out}, out

    def total(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the selection comes to."""
        found = total(self.reckoned()[0], self.apart)
        assert found.exact
        return found.low, found.high


def euros(low: int, high: int | None = None) -> Interval:
    return Interval(Decimal(low), Decimal(low if high is None else high))


@st.composite
def cases(draw: st.DrawFn, least: int = 1) -> Case:
    """Sums of which some are part of, or repeat, an earlier one; and some pairs are apart."""
    size = draw(st.integers(least, MOST))
    bounds = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)
    given = [euros(*draw(bounds)) for _ in range(size)]
    direct: dict[int, Holding] = {}
    for number in range(1, size):
        if draw(st.booleans()):
            direct[number] = Holding(draw(st.integers(0, number - 1)), draw(st.booleans()))
    held: dict[int, list[Holding]] = {}
    for number in range(size):
        again, one = True, number
        while one in direct:
            again = again and direct[one].again
            one = direct[one].whole
            held.setdefault(number, []).append(Holding(one, again))
    holding = {frozenset((n, one.whole)) for n, found in held.items() for one in found}
    pairs = {frozenset(pair) for pair in combinations(range(size), 2)} - holding
    apart = draw(st.sets(st.sampled_from(sorted(pairs, key=sorted)))) if pairs else set()
    never = draw(st.frozensets(st.integers(0, size - 1), max_size=2))
    return Case(given, held, apart, never)


@given(cases())
def test_the_least_is_at_most_the_most(case: Case) -> None:
    low, high = case.total()
    assert 0 <= low <= high


@given(cases())
def test_each_sum_is_counted_once_or_has_a_reason(case: Case) -> None:
    counted, out = case.reckoned()
    for number in range(len(case.given)):
        reasons = [number in counted, number in out, number in case.never]
        assert any(reasons)
        assert not (number in counted and (number in out or number in case.never))
    for number, holding in out.items():
        assert holding in case.held[number]
        assert holding.whole not in case.never
    for number in counted:  # nothing that is counted is held by anything that is
        assert not {one.whole for one in case.held.get(number, ())} & set(counted)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_sums_does_not_matter(case: Case, chance: random.Random) -> None:
    order = list(range(len(case.given)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    other = Case(
        [case.given[old] for old in order],
        {
            place[n]: [Holding(place[one.whole], one.again) for one in found]
            for n, found in case.held.items()
        },
        {frozenset(place[n] for n in pair) for pair in case.pairs},
        frozenset(place[n] for n in case.never),
    )
    assert other.total() == case.total()


@given(cases(least=2), st.data())
def test_telling_two_apart_never_lowers_the_least(case: Case, data: st.DataObject) -> None:
    held = {frozenset((n, one.whole)) for n, found in case.held.items() for one in found}
    pairs = sorted(set(map(frozenset, combinations(range(len(case.given)), 2))) - held, key=sorted)
    if pairs:
        more = Case(
            case.given, case.held, case.pairs | {data.draw(st.sampled_from(pairs))}, case.never
        )
        assert more.total()[0] >= case.total()[0]


@given(cases(), st.data())
def test_a_part_or_a_repetition_changes_nothing_in_the_most(
    case: Case, data: st.DataObject
) -> None:
    """One that is not greater than what holds it; a contradiction widens instead."""
    counted, _ = case.reckoned()
    if not counted:
        return
    whole = data.draw(st.sampled_from(sorted(counted)))
    own = case.given[whole]
    again = data.draw(st.booleans())
    added = own if again else Interval(Decimal(0), own.low)
    number = len(case.given)
    more = Case(
        [*case.given, added],
        {**case.held, number: [Holding(whole, again)]},
        case.pairs,
        case.never,
    )
    assert more.total() == case.total()


@given(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted))
def test_the_total_of_one_sum_is_its_own_interval(bounds: list[int]) -> None:
    assert Case([euros(*bounds)], {}, set()).total() == euros(*bounds)


@given(cases())
def test_the_least_is_the_greatest_sum_of_what_is_apart(case: Case) -> None:
    """Every subset is tried."""
    counted, _ = case.reckoned()
    sums = [
        sum((counted[n].low for n in subset), Decimal(0))
        for size in range(len(counted) + 1)
        for subset in combinations(counted, size)
        if all(frozenset(pair) in case.pairs for pair in combinations(subset, 2))
    ]
    assert case.total()[0] == max(sums)


@given(cases(), st.data())
def test_origins_of_funds_share_out_what_is_counted(case: Case, data: st.DataObject) -> None:
    """No origin has more than there is; without any, all is of none."""
    counted, _ = case.reckoned()
    sums = {n: one for n, one in enumerate(case.given) if n not in case.never}
    assert by_origin(sums, {}, {}, case.held, case.apart).get("", {}) == {
        n: case.given[n] for n in counted
    }
    origins = {n: data.draw(st.sampled_from(["", "fund", "assets"])) for n in sums}
    for origin, own in by_origin(sums, origins, {}, case.held, case.apart).items():
        assert all(origins[n] == origin for n in own)
        assert all(0 <= one.low <= one.high for one in own.values())


def test_what_the_parts_leave_is_without_an_origin() -> None:
    """4.2 billion, of which 1.3 are the payer's own and 2.9 out of assets: nothing is left."""
    sums = {0: euros(4200), 1: euros(1300), 2: euros(2900)}
    held = {1: [Holding(0)], 2: [Holding(0)]}
    apart = [0b000, 0b100, 0b010]
    found = by_origin(sums, {1: "own", 2: "assets"}, {}, held, apart)
    assert found == {"": {}, "assets": {2: euros(2900)}, "own": {1: euros(1300)}}
    found = by_origin(sums, {2: "assets"}, {}, held, apart)
    assert found == {"": {0: euros(1300)}, "assets": {2: euros(2900)}}


def test_of_what_is_partly_from_somewhere_nobody_knows_how_much() -> None:
    """680 million, mostly out of assets: up to all of it, and up to all of no known origin."""
    found = by_origin({0: euros(680)}, {}, {0: "assets"}, {}, [0])
    assert found == {"": {0: euros(0, 680)}, "assets": {0: euros(0, 680)}}


class TestWhatIsReckoned:
    """Cases small enough to reckon in one's head."""

    def test_two_that_nothing_tells_apart(self) -> None:
        assert Case([euros(40), euros(100)], {}, set()).total() == euros(100, 140)

    def test_two_that_are_apart(self) -> None:
        assert Case([euros(40), euros(100)], {}, {frozenset((0, 1))}).total() == euros(140, 140)

    def test_a_part_counts_without_its_whole(self) -> None:
        held = {1: [Holding(0)]}
        assert Case([euros(100), euros(60)], held, set()).total() == euros(100, 100)
        assert Case([euros(100), euros(60)], held, set(), frozenset([0])).total() == euros(60, 60)

    def test_a_whole_is_at_least_its_parts(self) -> None:
        held = {1: [Holding(0)], 2: [Holding(0)]}
        given = [euros(50, 200), euros(60), euros(30)]
        assert Case(given, held, {frozenset((1, 2))}).total() == euros(90, 200)
        assert Case(given, held, set()).total() == euros(60, 200)

    def test_a_repetition_with_another_figure_widens(self) -> None:
        held = {1: [Holding(0, again=True)]}
        assert Case([euros(100), euros(120)], held, set()).total() == euros(100, 120)

    def test_a_part_that_is_told_again_with_another_figure_is_one_part(self) -> None:
        """Of 200, parts of 130 (told again as 131) and 60 come to 190 at least, not to 191."""
        held = {1: [Holding(0)], 2: [Holding(1, again=True), Holding(0)], 3: [Holding(0)]}
        given = [euros(100, 200), euros(130), euros(131), euros(60)]
        apart = {frozenset((1, 3)), frozenset((2, 3))}
        assert Case(given, held, apart).total() == euros(190, 200)

    def test_two_that_repeat_each_other_count_once(self) -> None:
        held = {0: [Holding(1, again=True)], 1: [Holding(0, again=True)]}
        assert Case([euros(100), euros(100)], held, set()).total() == euros(100, 100)

    def test_open_above(self) -> None:
        case = Case([Interval(Decimal(5), INFINITE), euros(2)], {}, {frozenset((0, 1))})
        assert case.total() == Interval(Decimal(7), INFINITE)


class TestCliques:
    """The heaviest set of things that are pairwise apart."""

    def test_a_search_that_ends_early_gives_a_lower_bound(self) -> None:
        """Sixty things in twenty threes; in each one can be had: 20 times the heaviest."""
        size = 60
        apart = [sum(1 << b for b in range(size) if b // 3 != a // 3) for a in range(size)]
        weights = [Decimal(a % 3 + 1) for a in range(size)]
        best = heaviest(weights, apart)
        assert (best.weight, best.exact) == (Decimal(60), True)
        early = heaviest(weights, apart, work=100)
        assert not early.exact
        assert early.weight <= 60
        for one, other in combinations(bits(early.members), 2):
            assert apart[one] >> other & 1

    def test_things_of_no_weight(self) -> None:
        assert heaviest([Decimal(0), Decimal(0)], [2, 1]) == Clique()


def told(number: int, bound: str = "exact", certainty: str = "stated") -> Given:
    return Given(Figure(Decimal(number), bound), EUR, True, certainty, "passage", 0)


def span(*figures: Given) -> Interval:
    return sum_of(EUR, figures).interval


class TestWhatSourcesGive:
    """The interval of one commitment, from the figures that sources give."""

    def test_one_figure(self) -> None:
        assert span(told(500)) == euros(500)

    def test_figures_that_differ_widen_and_are_never_averaged(self) -> None:
        found = sum_of(EUR, [told(500), told(520), told(600)])
        assert found.interval == euros(500, 600)
        assert found.differs

    def test_about_is_as_wide_as_the_figure_is_rounded(self) -> None:
        assert span(told(67_000_000, "about")) == euros(66_500_000, 67_500_000)

    @pytest.mark.parametrize(
        ("figures", "expected"),
        [
            ([told(500, "at-least")], Interval(Decimal(500), INFINITE)),
            ([told(500, "at-most")], euros(0, 500)),
            ([told(500, "at-least"), told(600, "at-most")], euros(500, 600)),
            ([told(500, "at-least"), told(520)], euros(520, 520)),
            ([told(600, "at-least"), told(520)], Interval(Decimal(520), INFINITE)),
            ([told(500, "at-most"), told(520)], euros(0, 520)),
        ],
    )
    def test_limits(self, figures: list[Given], expected: Interval) -> None:
        assert span(*figures) == expected

    def test_what_is_only_hedged_says_so(self) -> None:
        assert sum_of(EUR, [told(500, certainty="hedged")]).hedged
        assert not sum_of(EUR, [told(500, certainty="hedged"), told(400)]).hedged

    def test_in_words(self) -> None:
        found: Sum = sum_of(EUR, [told(500, "at-least")])
        assert interval_words(found.interval, "EUR") == "500 EUR or more"
