"""Every number can be opened down to its sessions."""

from typing import Any

import pytest

from tests.phones import Phone, new_id
from tests.town import OTHER_TEAM, TEAM, Town

DAYS = "from=2026-11-01&to=2026-11-30"


def ids(answer: Any) -> list[str]:
    assert answer.status == 200, answer.body
    return [row["id"] for row in answer.json["rows"]]


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def test_pages_hold_each_session_once(town: Town, lan: Phone) -> None:
    made = [lan.session(day=f"2026-11-{day:02}") for day in (20, 20, 21, 22, 22, 22, 24)]
    lan.sync(*made)
    found: list[str] = []
    after = ""
    while True:
        answer = town.desk().get(f"/api/help-sessions?{DAYS}&limit=2{after}")
        found += ids(answer)
        if answer.json["next"] is None:
            break
        after = f"&after={answer.json['next']}"
    assert sorted(found) == sorted(change["record"] for change in made)
    assert found[0] == made[-1]["record"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("service=DD07", [1]),
        ("outcome=HEN", [1]),
        ("service=DD01&outcome=XONG", [0, 1]),
        ("service=DD01&outcome=HEN", []),
        ("place_kind=CHO", [2]),
        ("age_band=60", [1]),
        ("from=2026-11-23&to=2026-11-23", [2]),
        (f"team={TEAM}", [0, 1, 2]),
    ],
)
def test_filters(town: Town, lan: Phone, query: str, expected: list[int]) -> None:
    again = {"people": 1, "outcome": "HEN", "reasons": ["MAY1"]}
    other = {"people": 1, "outcome": "CHO", "reasons": []}
    made = [
        lan.session(),
        lan.session(age_band="60", **{"services.DD07": again}),
        lan.session(day="2026-11-23", place_kind="CHO", **{"services.DD01": other}),
    ]
    lan.sync(*made)
    days = "" if "from=" in query else DAYS
    found = ids(town.desk().get(f"/api/help-sessions?{days}&{query}"))
    assert sorted(found) == sorted(made[number]["record"] for number in expected)


def test_a_session_tells_who_what_and_its_history(town: Town, lan: Phone) -> None:
    minh, place = town.minh(), new_id()
    lan.sync(lan.change("create", place, "place", set={"name": "Chợ Trà Câu", "place_kind": "CHO"}))
    made = lan.session(place=place, companions=[minh.member])
    lan.sync(made)
    lan.sync(lan.edit(made["record"], {"people": 4}, {"people": 1}))
    told = town.desk().get(f"/api/help-sessions/{made['record']}").json
    assert told["author"] == {"id": lan.member, "name": "Lan"}
    assert told["companions"] == [{"id": minh.member, "name": "Minh"}]
    assert (told["place_name"], told["people"]) == ("Chợ Trà Câu", 4)
    assert told["team"]["id"] == TEAM
    assert [(each["op"], each["verdict"]) for each in told["history"]] == [
        ("create", "applied"),
        ("edit", "applied"),
    ]
    assert told["history"][1]["prev"] == {"people": 1}


def test_other_teams_do_not_exist(town: Town, lan: Phone) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    theirs = tam.session()
    tam.sync(theirs)
    assert ids(lan.web.get(f"/api/help-sessions?{DAYS}")) == []
    assert lan.web.get(f"/api/help-sessions/{theirs['record']}").code == "not_found"
    assert lan.web.get(f"/api/help-sessions?{DAYS}&team={OTHER_TEAM}").code == "not_found"
    assert lan.web.get("/api/help-sessions/none").code == "not_found"
    assert town.desk("quan").get(f"/api/help-sessions?{DAYS}").code == "wrong_role"
