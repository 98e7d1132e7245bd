"""/api/teams/<id>/invitations and /api/invitations/<id>: who may let whom in, for how long."""

from typing import Any

import pytest
from sqlalchemy import delete

from server.extensions import db
from server.library.tables import CatalogueItem
from tests.town import OTHER_TEAM, TEAM, Town

PATH = f"/api/teams/{TEAM}/invitations"


def test_son_invites_volunteers(town: Town) -> None:
    answer = town.desk().post(PATH, {"role": "volunteer", "hours": 24, "max_uses": 5})
    assert answer.status == 201
    made = answer.json
    assert made["code"].startswith("v1.")
    assert len(made["code"]) == 25
    assert len(made["short_code"]) == 11
    assert (made["role"], made["auto_approve"], made["max_uses"], made["uses"]) == (
        "volunteer", True, 5, 0,
    )  # fmt: skip
    assert made["expires_at"].startswith("2026-11-25T02:00:00")


def test_the_codes_are_shown_only_once(town: Town) -> None:
    desk = town.desk()
    desk.post(PATH, {})
    (row,) = desk.get(PATH).json["rows"]
    assert not {"code", "link", "short_code"} & row.keys()


@pytest.mark.parametrize(
    "wish",
    [
        {"hours": 73},
        {"hours": 0},
        {"max_uses": 21},
        {"max_uses": 0},
        {"auto_approve": False, "hours": 721},
        {"role": "lead", "hours": 25, "max_uses": 1},
        {"role": "lead", "hours": 24, "max_uses": 2},
        {"role": "coordinator"},
        {"affiliation": "NONE"},
        {"affiliation": "doan"},
        {"hours": "24"},
        {"team_id": OTHER_TEAM},
    ],
)
def test_invitations_that_would_go_too_far(town: Town, wish: dict[str, Any]) -> None:
    answer = town.desk().post(PATH, wish)
    assert (answer.status, answer.code) == (422, "invalid_shape")


def test_with_approval_an_invitation_may_last_a_month(town: Town) -> None:
    wish = {"auto_approve": False, "hours": 720, "max_uses": 200}
    assert town.desk().post(PATH, wish).status == 201


def test_a_lead_invites_volunteers_but_appoints_no_lead(town: Town) -> None:
    ha = town.ha()
    assert ha.web.post(PATH, {}).status == 201
    answer = ha.web.post(PATH, {"role": "lead", "hours": 24, "max_uses": 1})
    assert (answer.status, answer.code) == (403, "wrong_role")


def test_a_lead_cannot_invite_into_another_team(town: Town) -> None:
    ha = town.ha()
    assert ha.web.post(f"/api/teams/{OTHER_TEAM}/invitations", {}).code == "not_found"
    made = town.desk().post(f"/api/teams/{OTHER_TEAM}/invitations", {}).json
    assert ha.web.delete(f"/api/invitations/{made['id']}").code == "not_found"
    assert town.desk().get(f"/api/teams/{OTHER_TEAM}/invitations").json["rows"][0]["uses"] == 0


def test_withdrawing_twice_is_no_problem(town: Town) -> None:
    desk = town.desk()
    made = desk.post(PATH, {}).json
    assert desk.delete(f"/api/invitations/{made['id']}").status == 204
    assert desk.delete(f"/api/invitations/{made['id']}").status == 204
    assert desk.get(PATH).json["rows"][0]["revoked_at"] is not None


@pytest.mark.parametrize("affiliation", ["N" * 17, "N" * 200, "Đoàn", ""])
def test_an_affiliation_is_a_code_also_before_there_is_a_catalogue(
    town: Town, affiliation: str
) -> None:
    with town.app.app_context():
        db.session.execute(delete(CatalogueItem).where(CatalogueItem.kind == "affiliation"))
        db.session.commit()
    answer = town.desk().post(PATH, {"affiliation": affiliation})
    assert (answer.status, answer.code) == (422, "invalid_shape")
