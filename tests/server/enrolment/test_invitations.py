"""/api/teams/<id>/invitations and /api/invitations/<id>: who may let whom in, for how long."""

from typing import Any

import pytest
from sqlalchemy import delete, update

from server.catalogue.tables import CatalogueItem
from server.database.engine import db
from server.organisation.tables import Membership
from tests.phones import Phone
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Answer, Browser

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


def known(town: Town, member: str, **wish: Any) -> dict[str, Any]:
    answer = town.desk().post(PATH, {"member": member, **wish})
    assert answer.status == 201, answer.body
    return dict(answer.json)


def new_phone(town: Town) -> Phone:
    return Phone(town.connect(), town.clock)


def test_lan_gets_another_phone_and_stays_one_person(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    made = ha.web.post(PATH, {"member": lan.member}).json
    assert made["member"] == {"id": lan.member, "name": "Lan"}
    assert (made["role"], made["max_uses"]) == ("volunteer", 1)
    second = new_phone(town)
    look = second.web.post("/api/join/look", {"code": made["code"]}).json
    assert look["member_name"] == "Lan"
    answer = second.join(made["code"], "0912345678")
    assert answer.status == 200
    assert answer.json["member"] == {"id": lan.member, "name": "Lan"}
    assert second.join(made["code"], "").json["member"]["id"] == lan.member
    assert new_phone(town).join(made["code"], "Lan").code == "invitation_used_up"
    team = town.desk().get(f"/api/teams/{TEAM}").json
    assert [member["name"] for member in team["members"]].count("Lan") == 1
    assert [phone["member"]["name"] for phone in team["phones"]].count("Lan") == 2


def test_whom_the_lead_added_did_not_come_in_by_the_code_for_their_phone(town: Town) -> None:
    ha = town.ha()
    tu = ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Cô Tư"}).json
    made = ha.web.post(PATH, {"member": tu["id"]}).json
    assert new_phone(town).join(made["code"], "").status == 200
    minh = town.phone("Minh", auto_approve=False)
    ha.sync()
    came = {row["f"]["name"]: row["f"]["by_code"] for row in ha.of_kind("member")}
    assert (came["Cô Tư"], came["Hà"], came.get("Minh")) == (False, True, None)
    town.desk().post(
        f"/api/enrolments/{minh.device}/{minh.member}/decision", {"decision": "approve"}
    )
    ha.sync()
    assert {row["f"]["name"] for row in ha.of_kind("member") if row["f"]["by_code"]} == {
        "Hà", "Minh",
    }  # fmt: skip


def test_another_phone_keeps_role_and_affiliation(town: Town) -> None:
    mai = town.phone("Mai", affiliation="CONGAN")
    made = known(town, mai.member, role="lead", affiliation="DOAN")
    assert (made["role"], made["affiliation"]) == ("volunteer", "CONGAN")
    ha = town.ha()
    made = known(town, ha.member)
    assert made["role"] == "lead"
    assert made["expires_at"].startswith("2026-11-25T02:00:00")
    second = new_phone(town)
    second.join(made["code"], "")
    assert second.web.get("/api/teams").status == 200


@pytest.mark.parametrize("wish", [{"max_uses": 2}, {"hours": 73}, {"auto_approve": False}])
def test_another_phone_is_for_one_and_soon(town: Town, wish: dict[str, Any]) -> None:
    asked = {"member": town.lan().member, **wish}
    assert town.desk().post(PATH, asked).code == "invalid_shape"


def test_no_lead_lets_a_lead_in_nor_a_stranger(town: Town) -> None:
    ha, hai, tam = town.ha(), town.phone("Hải", role="lead"), town.phone("Tâm", OTHER_TEAM)
    assert ha.web.post(PATH, {"member": hai.member}).code == "wrong_role"
    assert ha.web.post(PATH, {"member": ha.member}).code == "wrong_role"
    assert ha.web.post(PATH, {"member": tam.member}).code == "not_found"
    assert ha.web.post(PATH, {"member": TEAM}).code == "not_found"


def end_of(town: Town, member: str) -> None:
    with town.app.app_context():
        db.session.execute(
            update(Membership).where(Membership.member_id == member).values(valid_to="2026-11-24")
        )
        db.session.commit()
    town.clock.move(days=1)


def test_another_phone_gives_no_membership_back(town: Town) -> None:
    lan = town.lan()
    made = known(town, lan.member)
    end_of(town, lan.member)
    assert new_phone(town).join(made["code"], "").code == "invitation_revoked"
    assert lan.web.post("/api/join/look", {"code": made["code"]}).code == "invitation_revoked"
    sheet = {"code": made["code"], "short_code": made["short_code"]}
    assert town.desk().post("/api/posters", sheet).code == "invitation_revoked"


def test_a_volunteers_code_lets_in_no_lead(town: Town) -> None:
    lan = town.lan()
    made = known(town, lan.member)
    assert lan.join(town.invite(role="lead", hours=24, max_uses=1), "Lan").status == 200
    assert new_phone(town).join(made["code"], "").code == "invitation_revoked"


@pytest.mark.parametrize(
    ("path", "most"), [("invitations", 50), ("members", 200)], ids=["codes", "people"]
)
def test_a_lead_adds_no_more_in_a_day_than_any_team_needs(town: Town, path: str, most: int) -> None:
    ha, where = town.ha(), f"/api/teams/{TEAM}/{path}"
    wish = {} if path == "invitations" else {"name": "Nguyễn Thị Hoa"}
    assert {ha.web.post(where, wish).status for _ in range(most)} == {201}
    answer = ha.web.post(where, wish)
    assert (answer.status, answer.code) == (429, "added_too_much")
    wait = int(answer.headers["Retry-After"])
    assert 0 < wait <= 86_400
    before = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    assert ha.web.post(where, wish).code == "added_too_much"
    assert town.desk().get(f"/api/teams/{TEAM}").json["members"] == before
    # The desk goes on, and so does she the next day.
    assert town.desk().post(where, wish).status == 201
    assert ha.sync(ha.session())[0]["verdict"] == "applied"
    town.clock.move(seconds=wait)
    assert ha.web.post(where, wish).status == 201


@pytest.mark.parametrize("act", ["rename", "pin", "times"])
def test_a_lead_changes_no_more_in_a_day_than_any_team_needs(town: Town, act: str) -> None:
    """Each is told to the phones and written to the audit trail."""
    lan, ha, desk = town.lan(), town.ha(), town.desk()

    def change(web: Browser, n: int) -> Answer:
        if act == "pin":
            return web.post(f"/api/enrolments/{lan.device}/{lan.member}/pin", {"team": TEAM})
        if act == "times":
            where = f"/api/teams/{TEAM}/members/{lan.member}"
            given = {"affiliation": ("CONGAN", "DOAN")[n % 2]}
            web.patch(where, given)
            return web.patch(where, given)  # what changes nothing does not count
        return web.patch(f"/api/members/{lan.member}", {"name": f"Lan {'AB'[n % 2]}"})

    assert {change(ha.web, n).status for n in range(100)} <= {200, 204}
    answer = change(ha.web, 100)
    assert (answer.status, answer.code) == (429, "added_too_much")
    assert change(desk, 100).status in (200, 204)
    town.clock.move(seconds=int(answer.headers["Retry-After"]))
    assert change(ha.web, 101).status in (200, 204)
