"""Counts under five by place and by age are not told, and cannot be worked out."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.statistics.small_cells import FEWEST, hidden
from tests.town import Town

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12))


@given(COUNTS)
def test_nothing_small_is_told_and_nothing_else_without_need(counts: dict[str, int]) -> None:
    few = hidden(counts)
    small = {key for key, count in counts.items() if 0 < count < FEWEST}
    assert small <= few
    assert len(few - small) <= 1
    assert not {key for key in few if counts[key] == 0}
    if not small:
        assert few == frozenset()


@given(COUNTS)
def test_no_hidden_count_can_be_worked_out_from_the_sum(counts: dict[str, int]) -> None:
    """One alone is the sum less the rest, and as many people as hidden cells are one in each; so
    there is always another beside, unless nothing else was counted."""
    few = hidden(counts)
    told = [key for key, count in counts.items() if count and key not in few]
    if few and told:
        assert len(few) > 1
        assert sum(counts[key] for key in few) > len(few)


def test_one_alone_is_hidden_with_the_smallest_other() -> None:
    assert hidden({"a": 3, "b": 40, "c": 9}) == {"a", "c"}
    assert hidden({"a": 3, "b": 2, "c": 9}) == {"a", "b"}
    assert hidden({"a": 1, "b": 1, "c": 9}) == {"a", "b", "c"}
    assert hidden({"a": 5, "b": 0}) == frozenset()


def test_totals_by_age_hide_the_few_and_their_neighbour(town: Town) -> None:
    lan = town.lan()
    for band, people in (("14_15", 3), ("16_30", 20), ("D14", 8)):
        lan.sync(lan.session(people=people, age_band=band))
    told: dict[str, Any] = (
        town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24&by=age_band").json
    )
    assert told["total"]["people"] == 31
    people = {row["key"]: row["totals"]["people"] for row in told["rows"]}
    assert people == {"14_15": None, "16_30": 20, "D14": None}
    turns = {row["key"]: row["totals"]["turns"] for row in told["rows"]}
    assert turns["14_15"] is None
    by_service = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24&by=service").json
    assert all(row["totals"]["turns"] is not None for row in by_service["rows"])
