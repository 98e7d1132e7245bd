"""A session's history goes out page by page, however often it was changed."""

from typing import Any

import pytest

from server.database.engine import db
from server.records.store.changes import history_of
from server.statistics.use_cases.listing import HISTORY_PAGE
from tests.phones import Phone
from tests.town import OTHER_TEAM, Town
from tests.wires import Browser

EDITS = 430


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


@pytest.fixture
def changed(lan: Phone) -> list[str]:
    """A session and its changes, the session first: the phone toggles it as often as it likes."""
    made = lan.session(people=1)
    edits = [
        lan.edit(made["record"], {"people": 1 + (n + 1) % 2}, {"people": 1 + n % 2})
        for n in range(EDITS)
    ]
    lan.sync(made, *edits)
    return [made["record"], made["id"], *(edit["id"] for edit in edits)]


def page(web: Browser, record: str, after: str | None = None) -> dict[str, Any]:
    query = f"?after={after}" if after else ""
    answer = web.get(f"/api/help-sessions/{record}{query}")
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    return told


def ids(told: dict[str, Any]) -> list[str]:
    return [each["change"] for each in told["history"]]


@pytest.mark.parametrize("who", ["phone", "desk"])
def test_the_latest_changes_come_first_and_the_older_ones_page_by_page(
    town: Town, lan: Phone, changed: list[str], who: str
) -> None:
    record, *made = changed
    web = lan.web if who == "phone" else town.desk()
    told = page(web, record)
    assert ids(told) == made[-HISTORY_PAGE:]
    found = ids(told)
    while told["next"] is not None:
        told = page(web, record, told["next"])
        assert 0 < len(told["history"]) <= HISTORY_PAGE
        found = ids(told) + found
    assert found == made


def test_an_answer_does_not_grow_with_the_history(
    town: Town, lan: Phone, changed: list[str]
) -> None:
    short = lan.session(people=1)
    lan.sync(short)
    desk = town.desk()
    few = len(desk.get(f"/api/help-sessions/{short['record']}").body)
    each = len(desk.get(f"/api/help-sessions/{changed[0]}").body) - few
    assert each < HISTORY_PAGE * 500


def test_a_correction_answers_with_the_first_page(town: Town, changed: list[str]) -> None:
    wish = {"set": {"people": 3}, "prev": {"people": 1 + EDITS % 2}, "why": "Đếm lại"}
    answer = town.desk().patch(f"/api/help-sessions/{changed[0]}", wish)
    assert answer.status == 200, answer.body
    assert len(answer.json["history"]) == HISTORY_PAGE
    assert answer.json["history"][-1]["why"] == "Đếm lại"
    assert answer.json["next"] is not None


def test_no_more_is_read_than_a_page(town: Town, changed: list[str]) -> None:
    with town.app.app_context():
        found = history_of(db.session, changed[0], None, 7)
    assert [each.id for each in found] == changed[-7:]


@pytest.mark.parametrize("after", ["", "7", "x~y", "-1~" + "0" * 36, "9" * 19 + "~" + "0" * 36])
def test_a_place_that_is_none_is_a_problem(town: Town, changed: list[str], after: str) -> None:
    answer = town.desk().get(f"/api/help-sessions/{changed[0]}?after={after}")
    assert answer.code == "invalid_shape"


@pytest.mark.parametrize("auto_approve", [False, True])
def test_what_another_teams_phone_says_is_no_part_of_it(
    town: Town, lan: Phone, auto_approve: bool
) -> None:
    lan.sync(made := lan.session(note="chợ đông"))
    tam = town.phone("Tâm", OTHER_TEAM, auto_approve=auto_approve)
    said = [tam.edit(made["record"], {"note": "chữ lạ"}, {"note": "chợ đông"}) for _ in range(2)]
    said[1]["channel"] = lan.channel
    told = tam.sync(*said)
    assert {each["verdict"] for each in told} == {"review"}
    for web in (lan.web, town.desk()):
        assert ids(page(web, made["record"])) == [made["id"]]
