"""An administrator without a unit reads the totals of all there is."""

from typing import Any

import pytest
from sqlalchemy import select

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.database.engine import db
from server.directory.use_cases.create_team import Placement, create_team
from server.organisation.tables import TeamUnit
from tests.phones import Phone
from tests.town import KHANH_CUONG, PASSWORD, PROVINCE, TEAM, Town

MONTH = "from=2026-11-01&to=2026-11-30"


def told(town: Town, **more: str) -> Any:
    query = "&".join([MONTH, *(f"{name}={value}" for name, value in more.items())])
    answer = town.desk("quan").get(f"/api/tallies?{query}")
    assert answer.status == 200, answer.body
    return answer.json


def people(rows: list[Any]) -> dict[str, int]:
    return {row["key"]: row["totals"]["people"] for row in rows}


def province(town: Town, code: str, valid_from: str) -> str:
    unit = {"code": code, "name": f"Tỉnh {code}", "kind": "tinh", "valid_from": valid_from}
    answer = town.desk("quan").post("/api/units", {**unit, "parent": None})
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def team_of(town: Town, unit: str, first: str) -> Phone:
    """A phone of a new team right under a unit, whose coordinator invited it."""
    with town.app.app_context():
        team = create_team(SYSTEM, "khac", "Đội Tỉnh", [Placement(unit, first)])
        create_account("tinh", "Vân", "coordinator", unit, PASSWORD)
    wish = {"role": "volunteer", "auto_approve": True}
    made = town.desk("tinh").post(f"/api/teams/{team}/invitations", wish)
    phone = Phone(town.connect(), town.clock)
    assert phone.join(made.json["code"], "Tâm").status == 200
    return phone


@pytest.fixture
def second(town: Town) -> str:
    """Another province, where a team helped seven people; Lan helped five in the first."""
    lan, other = town.lan(), province(town, "48", "2025-07-01")
    tam = team_of(town, other, "2026-01-01")
    lan.sync(lan.session(people=5))
    tam.sync(tam.session(people=7))
    return other


@pytest.mark.parametrize("boundaries", ["now", "then"])
def test_of_two_provinces_both_count(town: Town, second: str, boundaries: str) -> None:
    for by in ("unit", "team", "service", "day"):
        answer = told(town, by=by, boundaries=boundaries)
        assert (answer["unit"], answer["team"]) == (None, None)
        assert answer["total"]["people"] == 12
        assert answer["total"]["volunteer_turns"]["all"] == 2
        if by in ("unit", "team"):
            assert sum(people(answer["rows"]).values()) == 12
    rows = people(told(town, by="unit", boundaries=boundaries)["rows"])
    assert rows == {PROVINCE: 5, second: 7}
    assert told(town, by="unit")["completeness"]["teams_reported_today"] == 2


def test_each_province_can_be_asked_for(town: Town, second: str) -> None:
    assert told(town, unit=second)["total"]["people"] == 7
    assert told(town, unit=PROVINCE)["total"]["people"] == 5


def test_what_a_province_did_that_ended_is_not_lost(town: Town) -> None:
    """It has no successor, so that nothing of today counts as it."""
    old = province(town, "49", "2020-01-01")
    tam = team_of(town, old, "2020-01-01")
    tam.sync(tam.session(day="2026-11-23", people=7))
    with town.app.app_context():
        for standing in db.session.scalars(select(TeamUnit).where(TeamUnit.unit_id == old)):
            standing.valid_to = "2026-11-23"
        db.session.commit()
    quan = town.desk("quan")
    for account in quan.get("/api/accounts").json["rows"]:
        if account["unit"] and account["unit"]["id"] == old:
            assert quan.patch(f"/api/accounts/{account['id']}", {"disabled": True}).status == 200
    assert quan.post(f"/api/units/{old}/end", {"on": "2026-11-23"}).status == 200
    answer = told(town, by="unit")
    assert answer["total"]["people"] == 7
    assert people(answer["rows"]) == {PROVINCE: 0, old: 7}


def test_one_province_is_the_subject_itself(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(people=5))
    answer = told(town, by="unit")
    assert (answer["unit"]["id"], answer["total"]["people"]) == (PROVINCE, 5)
    assert people(told(town, by="team")["rows"])[TEAM] == 5
    assert told(town, unit=KHANH_CUONG)["total"]["people"] == 5
