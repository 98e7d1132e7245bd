"""A batch is written part by part, while the rest of it is decided: nobody can tell."""

from typing import Any

import pytest

from server.records.rows import NewChange
from server.records.writer import Writer
from server.sync import apply
from sync.verdict import decide
from tests.phones import Phone
from tests.town import Town


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apply, "PART", 2)


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def totals(town: Town) -> tuple[int, int]:
    """Sessions and people that are counted today."""
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json["total"]
    return told["sessions"], told["people"]


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch that needs isolated changes ends in an error here."""
    monkeypatch.setattr(apply, "_apply_isolated", None)


@pytest.mark.usefixtures("together")
def test_what_one_part_makes_the_next_ones_change(town: Town, lan: Phone) -> None:
    first, second, third = (lan.session() for _ in range(3))
    batch = [
        first,
        second,
        third,
        lan.edit(first["record"], {"people": 4}, {"people": 1}),
        lan.edit(second["record"], {"status": "void"}, {"status": "live"}),
        lan.edit(first["record"], {"people": 6}, {"people": 4}),
        third,
    ]
    assert [told["verdict"] for told in lan.sync(*batch)] == ["applied"] * 7
    assert totals(town) == (2, 7)
    assert lan.rows[first["record"]]["f"]["people"] == 6
    assert lan.digests() == lan.last["digest"]


@pytest.mark.usefixtures("together")
def test_a_surprise_finds_what_was_put_behind_before_it(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apply, "PART", 100)
    create = lan.session()
    late = {"people": 9, "start": "10:00"}
    batch = [
        create,
        lan.edit(create["record"], {"people": 4}, {"people": 1}),
        lan.edit(create["record"], late, {"people": 1, "start": "09:10"}),
        lan.edit(create["record"], {"people": 5}, {"people": 4}),
    ]
    told = [each["verdict"] for each in lan.sync(*batch)]
    assert told == ["applied", "applied", "conflict", "applied"]
    assert totals(town) == (1, 5)
    assert lan.rows[create["record"]]["f"]["start"] == "10:00"
    assert lan.digests() == lan.last["digest"]


@pytest.mark.usefixtures("together")
def test_what_waits_for_a_record_of_a_later_part_goes_in_with_it(town: Town, lan: Phone) -> None:
    create = lan.session()
    edit = lan.edit(create["record"], {"people": 5}, {"people": 1})
    batch = [edit, lan.session(), lan.session(), lan.session(), create, lan.session()]
    told = [each["verdict"] for each in lan.sync(*batch)]
    assert told == ["held", *["applied"] * 5]
    assert totals(town) == (5, 9)
    assert lan.digests() == lan.last["digest"]


def expect_all_but(at: int, batch: list[Any], town: Town, lan: Phone) -> None:
    """All changes go in but one, which is kept for a person."""
    told = [each["verdict"] for each in lan.sync(*batch)]
    assert told == ["review" if n == at else "applied" for n in range(len(batch))]
    assert totals(town) == (len(batch) - 1, len(batch) - 1)
    assert lan.digests() == lan.last["digest"]


@pytest.mark.parametrize("at", range(5))
def test_a_failure_in_any_part_keeps_its_change_alone(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    batch = [lan.session() for _ in range(5)]

    def stumbles(received: Any, situation: Any) -> Any:
        if received.id == batch[at]["id"]:
            raise ZeroDivisionError
        return decide(received, situation)

    monkeypatch.setattr(apply, "decide", stumbles)
    expect_all_but(at, batch, town, lan)


@pytest.mark.parametrize("at", range(5))
def test_what_the_database_refuses_in_any_part_is_kept_alone(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    batch = [lan.session() for _ in range(5)]
    put = Writer.put_change

    def spoils(writer: Writer, change: NewChange) -> None:
        is_bad = change.id == batch[at]["id"] and change.verdict == "applied"
        put(writer, change._replace(payload_hash=None) if is_bad else change)  # type: ignore[arg-type]

    monkeypatch.setattr(Writer, "put_change", spoils)
    expect_all_but(at, batch, town, lan)


def test_what_comes_again_waits_for_nothing(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = [lan.session() for _ in range(5)]
    before = lan.sync(*batch)
    waited: list[int] = []
    monkeypatch.setattr(apply, "sync_point", lambda session: waited.append(1))
    assert lan.sync(*batch) == before
    assert totals(town) == (5, 5)
    assert waited == []
