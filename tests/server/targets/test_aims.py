"""What a target comes to, without a server (server/targets/target_math.py)."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.targets.target_math import Aim, CarryOver, Key, drawn_from, pace, planned, shared_out

MARCH = Key("people", "", date(2026, 3, 1), date(2026, 3, 31))
YEAR = Key("people", "", date(2026, 1, 1), date(2026, 12, 31))


def test_a_share_is_of_its_denominator_and_rounds_up() -> None:
    assert Aim(share=600, denominator=33_500).number == 20_100
    assert Aim(share=333, denominator=10).number == 4
    assert Aim(share=600).number is None


def test_counts_of_merged_units_add_up_and_say_whence() -> None:
    own = {"a": {MARCH: Aim(goal=40)}, "b": {MARCH: Aim(goal=60)}}
    assert CarryOver(own, {"a": ["c"], "b": ["c"]}, {}).of("c") == {
        MARCH: Aim(goal=100, carried=("a", "b"))
    }


def test_what_was_set_for_the_new_unit_itself_stands() -> None:
    own = {"a": {MARCH: Aim(goal=40)}, "c": {MARCH: Aim(goal=70)}}
    assert CarryOver(own, {"a": ["c"]}, {}).of("c")[MARCH] == Aim(goal=70)


def test_shares_of_merged_units_are_of_the_denominators_together() -> None:
    own = {
        "a": {MARCH: Aim(share=600, denominator=1000)},
        "b": {MARCH: Aim(share=300, denominator=3000)},
    }
    came = CarryOver(own, {"a": ["c"], "b": ["c"]}, {}).of("c")[MARCH]
    assert (came.share, came.denominator, came.number) == (375, 4000, 1500)


def test_measured_shares_come_over_only_where_all_are_the_same() -> None:
    same = {"a": {MARCH: Aim(share=400)}, "b": {MARCH: Aim(share=400)}}
    other = {"a": {MARCH: Aim(share=400)}, "b": {MARCH: Aim(share=500)}}
    after = {"a": ["c"], "b": ["c"]}
    assert CarryOver(same, after, {}).of("c")[MARCH].share == 400
    assert CarryOver(other, after, {}).of("c") == {}


def test_a_divided_unit_gives_by_weight_and_mergers_follow_one_another() -> None:
    own = {"a": {MARCH: Aim(goal=100)}}
    carrying = CarryOver(own, {"a": ["b", "c"], "b": ["d"]}, {"b": 300})
    assert carrying.of("b")[MARCH].goal == 75
    assert carrying.of("c")[MARCH].goal == 25
    assert carrying.of("d")[MARCH] == Aim(goal=75, carried=("a",))


def test_parts_of_a_divided_unit_add_up() -> None:
    for goal in (1, 3, 5, 100):
        carrying = CarryOver({"a": {MARCH: Aim(goal=goal)}}, {"a": ["b", "c"]}, {"b": 0, "c": 0})
        assert sum(carrying.of(each)[MARCH].number or 0 for each in "bc") == goal


def test_a_circle_of_successors_ends() -> None:
    own = {"a": {MARCH: Aim(goal=5)}}
    assert CarryOver(own, {"a": ["b"], "b": ["a"]}, {}).of("b")[MARCH].goal == 5


@given(
    st.integers(0, 10**9),
    st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 1000), min_size=1).filter(
        lambda weights: any(weights.values())
    ),
)
def test_parts_are_whole_and_add_up_and_follow_the_weights(
    goal: int, weights: dict[str, int]
) -> None:
    parts = shared_out(goal, weights)
    assert sum(parts.values()) == goal
    whole = sum(weights.values())
    for each, part in parts.items():
        assert abs(part - goal * weights[each] / whole) < 1 + goal * 1e-15
        assert part >= 0


def test_weights_of_nothing_share_nothing() -> None:
    with pytest.raises(ValueError, match="no weight"):
        shared_out(10, {"a": 0})


def test_each_day_is_planned_by_the_shortest_aim_that_holds_it() -> None:
    aims = {MARCH: Aim(goal=310), YEAR: Aim(goal=365)}
    assert planned(aims, date(2026, 3, 1), date(2026, 3, 31)) == 310
    assert planned(aims, date(2026, 3, 10), date(2026, 3, 10)) == 10
    assert planned(aims, date(2026, 2, 28), date(2026, 3, 1)) == 11
    assert planned(aims, date(2026, 1, 1), date(2026, 12, 30)) == 310 + 333


def test_what_was_set_for_just_these_days_is_their_plan() -> None:
    """A year of 365 was told as one of 644, which nobody had set."""
    aims = {MARCH: Aim(goal=310), YEAR: Aim(goal=365)}
    assert planned(aims, YEAR.first, YEAR.last) == 365
    assert drawn_from(aims, YEAR.first, YEAR.last) == {YEAR: 365}
    nothing = {MARCH: Aim(goal=310), YEAR: Aim(share=600)}
    assert planned(nothing, YEAR.first, YEAR.last) == 310


def test_no_aim_is_no_plan_and_not_a_plan_of_nothing() -> None:
    assert planned({MARCH: Aim(goal=310)}, date(2026, 4, 1), date(2026, 4, 30)) is None
    assert planned({MARCH: Aim(goal=0)}, date(2026, 3, 1), date(2026, 3, 2)) == 0
    assert planned({MARCH: Aim(share=600)}, date(2026, 3, 1), date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    ("left", "on", "expected"),
    [
        (300, date(2026, 3, 22), 30),
        (301, date(2026, 3, 22), 31),
        (0, date(2026, 3, 22), 0),
        (-5, date(2026, 4, 2), 0),
        (5, date(2026, 4, 1), None),
    ],
)
def test_the_pace_is_what_a_day_takes_the_last_one_too(
    left: int, on: date, expected: int | None
) -> None:
    assert pace(left, on, date(2026, 3, 31)) == expected


@st.composite
def some_aims(draw: st.DrawFn) -> dict[Key, Aim]:
    begins = draw(st.lists(st.integers(0, 25), max_size=6))
    spans = [(at, at + draw(st.integers(0, 12))) for at in begins]
    goals = st.none() | st.integers(0, 90)
    day = date(2026, 3, 1)
    keys = [Key("people", "", day + timedelta(a), day + timedelta(b)) for a, b in spans]
    return {key: Aim(goal=draw(goals)) for key in keys}


@given(some_aims(), st.integers(-5, 40), st.integers(0, 40))
def test_each_day_goes_by_the_shortest_aim_that_holds_it(
    aims: dict[Key, Aim], begin: int, length: int
) -> None:
    first = date(2026, 3, 1) + timedelta(begin)
    falls = []
    for at in range(length + 1):
        day = first + timedelta(at)
        over = [
            key for key in aims if key.first <= day <= key.last and aims[key].number is not None
        ]
        if over:
            key = min(over, key=lambda one: (one.days, one))
            falls.append(Fraction(aims[key].number or 0, key.days))
    last = first + timedelta(length)
    own = aims.get(Key("people", "", first, last))
    wanted = ceil(sum(falls)) if falls else None
    if own is not None and own.number is not None:
        wanted = own.number
    assert planned(aims, first, last) == wanted
