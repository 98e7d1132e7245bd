"""What a person decides on sessions that do not count, and what its author does around it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.phones import Change, Phone, new_id
from tests.town import Town
from tests.wires import Answer

LIVE, VOID = {"status": "live"}, {"status": "void"}


def items(town: Town, kind: str = "review") -> list[Any]:
    rows = town.desk().get("/api/review").json["rows"]
    return [row for row in rows if row["kind"] == kind]


def settle(town: Town, item: Any, decision: str) -> Answer:
    path = f"/api/review/{item['id']}/settlement"
    return town.desk().post(path, {"decision": decision})


def slow_session(phone: Phone, **fields: Any) -> Change:
    """A session of a phone whose clock is 60 days slow: its day fits once that is corrected."""
    told = phone.now() - timedelta(days=60)
    change = phone.session(day=told.date().isoformat(), **fields)
    (result,) = phone.sync(change, now=told.isoformat(timespec="seconds"))
    assert (result["verdict"], result["code"]) == ("applied", "bad_day")
    return change


def refused_phone(town: Town) -> tuple[Phone, Change]:
    phone = town.phone("Minh", auto_approve=False)
    change = phone.session()
    phone.sync(change)
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    return phone, change


def state(phone: Phone, change: Change) -> str:
    phone.sync()
    return str(phone.rows[change["record"]]["state"])


def test_a_refused_session_does_not_count_because_its_author_restores_it(town: Town) -> None:
    lan = town.lan()
    change = slow_session(lan)
    (item,) = items(town)
    assert settle(town, item, "refuse").status == 200
    assert state(lan, change) == "void"
    (result,) = lan.sync(lan.edit(change["record"], LIVE, VOID))
    assert (result["verdict"], state(lan, change)) == ("review", "void")
    (asked,) = items(town)
    assert settle(town, asked, "accept").status == 200
    assert state(lan, change) == "counted"


def test_undo_and_restore_do_not_make_a_session_count(town: Town) -> None:
    lan = town.lan()
    change = slow_session(lan)
    lan.sync(lan.edit(change["record"], VOID, LIVE))
    lan.sync(lan.edit(change["record"], LIVE, VOID))
    assert state(lan, change) == "void"
    assert len(items(town)) == 1


def test_what_a_refused_phone_restores_waits_for_a_person_again(town: Town) -> None:
    phone, change = refused_phone(town)
    (item,) = items(town)
    assert settle(town, item, "refuse").status == 200
    assert state(phone, change) == "void"
    phone.sync(phone.edit(change["record"], LIVE, VOID))
    assert state(phone, change) == "attention"
    (asked,) = items(town)
    assert settle(town, asked, "accept").status == 200
    lan = town.lan()
    assert state(lan, change) == "counted"


def test_an_item_can_be_accepted_after_its_author_mended_the_day(town: Town) -> None:
    phone, change = refused_phone(town)
    yesterday = (phone.now() - timedelta(days=1)).date().isoformat()
    phone.sync(phone.edit(change["record"], {"day": yesterday}, {"day": change["set"]["day"]}))
    assert state(phone, change) == "attention"
    (item,) = items(town)
    assert settle(town, item, "accept").status == 200
    lan = town.lan()
    assert state(lan, change) == "counted"


def test_a_settled_field_leaves_the_question_about_the_day_open(town: Town) -> None:
    lan = town.lan()
    change = slow_session(lan)
    lan.sync(lan.edit(change["record"], {"people": 3}, {"people": 2}))
    (proposal,) = items(town, "proposal")
    assert settle(town, proposal, "accept").status == 200
    assert state(lan, change) == "attention"
    assert lan.rows[change["record"]]["f"]["people"] == 3
    (item,) = items(town)
    assert settle(town, item, "refuse").status == 200
    assert state(lan, change) == "void"


def test_refusing_a_second_content_leaves_the_session_alone(town: Town) -> None:
    lan = town.lan()
    change = slow_session(lan)
    lan.sync({**change, "set": {**change["set"], "people": 7}})
    (second,) = items(town, "id_reuse")
    assert settle(town, second, "refuse").status == 200
    assert state(lan, change) == "attention"
    assert len(items(town)) == 1


@pytest.mark.parametrize("part", ["author", "companions"])
def test_a_session_of_people_nobody_knows_can_only_be_refused(town: Town, part: str) -> None:
    lan = town.lan()
    change = lan.session(companions=[new_id()] if part == "companions" else [])
    if part == "author":
        change["author"] = new_id()
    lan.sync(change)
    (item,) = items(town)
    answer = settle(town, item, "accept")
    assert (answer.status, answer.json["details"]["field"]) == (422, part)
    assert settle(town, item, "refuse").status == 200
