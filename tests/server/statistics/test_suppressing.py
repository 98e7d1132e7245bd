"""Counts under five by place and by age are not told, and cannot be worked out."""

from typing import Any

import pytest
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


@pytest.mark.parametrize("service", ["", "&service=DD01"])
def test_few_who_were_helped_on_are_hidden_though_nobody_counts_anew(
    town: Town, service: str
) -> None:
    """A session that goes on from another counts its turns, and none of its people."""
    lan = town.lan()
    first = lan.session(day="2026-11-23", people=6, age_band="14_15")
    lan.sync(first, lan.session(people=8, age_band="D14"))
    lan.sync(lan.session(people=1, age_band="16_30", continues=first["record"]))
    asked = f"/api/tallies?from=2026-11-24&to=2026-11-24&by=age_band{service}"
    rows = {row["key"]: row["totals"] for row in town.desk().get(asked).json["rows"]}
    assert rows.keys() == {"16_30", "D14"}
    # With its neighbour, or the sum would tell it.
    assert {rows[key][name] for key in rows for name in ("sessions", "people", "turns")} == {None}


def test_many_who_were_helped_on_are_told(town: Town) -> None:
    lan = town.lan()
    first = lan.session(day="2026-11-23", people=6, age_band="14_15")
    lan.sync(first)
    helped = {"services.DD01": {"people": 6, "outcome": "XONG", "reasons": []}}
    lan.sync(lan.session(people=6, age_band="14_15", continues=first["record"], **helped))
    asked = "/api/tallies?from=2026-11-24&to=2026-11-24&by=age_band"
    (row,) = town.desk().get(asked).json["rows"]
    assert (row["totals"]["people"], row["totals"]["turns"]) == (0, 6)


def test_few_people_are_hidden_however_often_they_were_helped(town: Town) -> None:
    lan = town.lan()
    helped = {"people": 4, "outcome": "XONG", "reasons": []}
    services = {"services.DD01": helped, "services.DD02": helped}
    lan.sync(lan.session(people=4, age_band="14_15", **services))
    asked = "/api/tallies?from=2026-11-24&to=2026-11-24&by=age_band"
    told = town.desk().get(asked).json
    assert (told["total"]["people"], told["total"]["turns"]) == (4, 8)
    assert told["rows"][0]["totals"]["turns"] is None
