"""A decision about a phone with much that waits asks the database no more than one about a phone with
little: everybody who writes waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, select

from server.database.engine import db
from server.records.tables import ReviewItem
from tests.phones import Change, Phone, new_id
from tests.server.sync.test_waiting import decide
from tests.town import TEAM, Town

FEW, MANY = 3, 40
BEFORE = "2026-09-01"
"""Before anybody was in the team."""


@contextmanager
def statements(town: Town) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []
    with town.app.app_context():
        engine = db.engine

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def waiting(town: Town, name: str, each: int) -> tuple[Phone, dict[str, list[Change]]]:
    """A phone with so many sessions of every sort, and places, that wait."""
    phone = town.phone(name, auto_approve=False)
    made = {
        "counted": [phone.session() for _ in range(each)],
        "attention": [phone.session(day=BEFORE) for _ in range(each)],
        "void": [phone.session() for _ in range(each)],
        "place": [
            phone.change("create", new_id(), "place", set={"name": f"Chợ {n}", "place_kind": "CHO"})
            for n in range(each)
        ],
    }
    for some in made.values():
        phone.sync(*some)
    void = {"status": "void"}
    phone.sync(*(phone.edit(one["record"], void, {"status": "live"}) for one in made["void"]))
    return phone, made


@pytest.mark.parametrize("decision", ["approve", "refuse"])
def test_much_is_decided_in_as_many_statements_as_little(town: Town, decision: str) -> None:
    counts = []
    for name, each in (("Minh", FEW), ("Nga", MANY)):
        phone, _ = waiting(town, name, each)
        with statements(town) as asked:
            decide(town, phone, decision)
        counts.append(len(asked))
    few, many = counts
    assert many <= few + 4, "parts of what is asked for by ids"


def open_items(town: Town, code: str) -> list[str | None]:
    """The sessions about which somebody is asked, in order."""
    with town.app.app_context():
        asked = select(ReviewItem.record_id).where(
            ReviewItem.settled_at.is_(None), ReviewItem.code == code
        )
        return sorted(db.session.scalars(asked))


def test_all_that_waited_is_where_it_belongs_once(town: Town) -> None:
    refused, made = waiting(town, "Nga", MANY)
    decide(town, refused, "refuse")
    uncounted = [each["record"] for each in [*made["counted"], *made["attention"]]]
    assert open_items(town, "not_member") == sorted(uncounted)
    phone, made = waiting(town, "Minh", MANY)
    decide(town, phone, "approve")
    phone.sync()
    for sort, changes in made.items():
        rows = [phone.rows[each["record"]] for each in changes]
        assert {row["channel"] for row in rows} == {f"team:{TEAM}"}
        assert {row["state"] for row in rows} == {"counted" if sort == "place" else sort}
    assert phone.digests() == phone.last["digest"]
    assert open_items(town, "bad_day") == sorted(each["record"] for each in made["attention"])


def test_who_is_approved_after_a_refusal_is_asked_about_once(town: Town) -> None:
    phone, made = waiting(town, "Minh", MANY)
    decide(town, phone, "refuse")
    assert phone.join(town.invite(), "Minh").json["device"]["state"] == "pending"
    decide(town, phone, "approve")
    assert open_items(town, "not_member") == sorted(each["record"] for each in made["attention"])
    assert open_items(town, "bad_day") == []
