"""POST /api/join and /api/join/look: who gets in, once, and what each refusal is called."""

from typing import Any
from unicodedata import normalize

import pytest
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.auth.tables import Device, Invitation
from server.database.engine import db
from server.organisation.tables import Member, Membership
from tests.bundles import Key
from tests.phones import KEY
from tests.server.enrolment.joining import body, commits, count, new_phone
from tests.town import OTHER_TEAM, TEAM, Town


def test_lan_joins(town: Town) -> None:
    phone = new_phone(town)
    answer = phone.join(town.invite(), "  Nguyễn  Thị Lan ")
    assert answer.status == 200
    told = answer.json
    assert told["member"]["name"] == "Nguyễn Thị Lan"
    assert told["device"] == {"id": phone.device, "state": "approved"}
    assert told["team"] == {"id": TEAM, "name": "Đội hình Phổ Cường", "channel": f"team:{TEAM}"}
    assert len(told["phrase"].split()) == 2
    assert told["receipt"]
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("device=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie


def test_a_joined_phone_sees_the_team_its_people_and_itself(town: Town) -> None:
    lan = town.lan()
    lan.sync()
    (team,) = lan.of_kind("team")
    assert team["f"] == {
        "name": "Đội hình Phổ Cường", "kind": "doi_hinh", "label": "", "unit_name": "Xã Khánh Cường",
    }  # fmt: skip
    (member,) = lan.of_kind("member")
    assert member["f"] == {
        "member": lan.member, "name": "Lan", "role": "volunteer", "affiliation": "DOAN",
        "from": "2026-11-24", "to": None, "by_code": True,
    }  # fmt: skip
    (device,) = lan.of_kind("device")
    assert device["id"] == lan.device
    assert device["f"]["state"] == "approved"
    assert [who["member_name"] for who in device["f"]["enrolments"]] == ["Lan"]


def test_joining_once_more_changes_nothing_that_anybody_would_ask_for_anew(town: Town) -> None:
    lan, code = new_phone(town), town.invite()
    first = lan.join(code, "Lan")
    before = commits(town)
    again = lan.join(code, "Lan")
    assert (again.status, again.json) == (200, first.json)
    assert commits(town) == before
    lead = town.invite(role="lead")
    before = commits(town)
    lan.join(lead, "Lan")
    assert len(commits(town)) == len(before) + 1


def test_looking_tells_what_joining_would_do_and_uses_nothing(town: Town) -> None:
    code = town.invite(max_uses=1)
    for _ in range(3):
        answer = new_phone(town).web.post("/api/join/look", {"code": code})
        assert answer.status == 200
    told = answer.json
    assert told["team"] == {"name": "Đội hình Phổ Cường", "unit_name": "Xã Khánh Cường"}
    assert (told["role"], told["auto_approve"]) == ("volunteer", True)
    assert new_phone(town).join(code, "Lan").status == 200


@pytest.mark.parametrize(
    "spoil", [str.lower, lambda text: text.replace("-", " ").replace("0", "o")]
)
def test_the_short_code_may_be_typed_carelessly(town: Town, spoil: Any) -> None:
    made = town.desk().post(f"/api/teams/{TEAM}/invitations", {}).json
    assert new_phone(town).join(spoil(made["short_code"]), "Lan").status == 200


def test_the_whole_link_may_be_pasted(town: Town) -> None:
    made = town.desk().post(f"/api/teams/{TEAM}/invitations", {}).json
    short = made["short_code"].replace("-", "")
    assert made["link"] == f"http://localhost/j#{made['code']}.{short}"
    assert new_phone(town).join(made["link"], "Lan").status == 200
    assert new_phone(town).join(f"{made['code']}.{short}", "Minh").status == 200


def test_a_code_that_never_was(town: Town) -> None:
    assert new_phone(town).join("v1." + "A" * 22, "Lan").code == "invitation_unknown"
    assert new_phone(town).join("ABCDE-FGHJK", "Lan").code == "invitation_unknown"
    assert new_phone(town).join("không phải mã", "Lan").code == "invitation_unknown"


def test_an_expired_code(town: Town) -> None:
    code = town.invite(hours=1)
    town.clock.move(hours=1)
    assert new_phone(town).join(code, "Lan").code == "invitation_expired"
    assert new_phone(town).web.post("/api/join/look", {"code": code}).status == 410


def test_a_code_that_is_used_up(town: Town) -> None:
    code = town.invite(max_uses=1)
    assert new_phone(town).join(code, "Lan").status == 200
    answer = new_phone(town).join(code, "Minh")
    assert (answer.status, answer.code) == (410, "invitation_used_up")


def test_a_withdrawn_code(town: Town) -> None:
    desk = town.desk()
    made = desk.post(f"/api/teams/{TEAM}/invitations", {}).json
    assert desk.delete(f"/api/invitations/{made['id']}").status == 204
    assert new_phone(town).join(made["code"], "Lan").code == "invitation_revoked"


def test_nobody_joins_without_consent(town: Town) -> None:
    code = town.invite()
    web = new_phone(town).web
    assert web.post("/api/join", body(code, consent=False)).code == "consent_required"
    assert count(town, Member) == 0


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "0912345678",
        "Lan 0912 345 678",
        "Lan\u202e",
        "Lan\u0007",
        "a" * 61,
        "…",
        "lan@vd.vn",
        *("Đã xóa tên", "ĐÃ  XOÁ TÊN", "Da xoa ten"),
        *("Hà\ufe0f", "Hà\u034f", "Hà\U000e0100", "Nguyễn Тhị Hà", "Ｄinh Hà"),
        "Hà" + "\u0301" * 40,
    ],
)
def test_names_that_are_none(town: Town, name: str) -> None:
    answer = new_phone(town).join(town.invite(), name)
    assert (answer.status, answer.code) == (422, "name_refused")
    assert count(town, Member) == 0


@pytest.mark.parametrize(
    "name", [normalize("NFD", "Nguyễn Thị Ngữ"), "Y Bhĭm Niê", "Rơ̆ Chăm H’ Bia", "Đoàn-Anh D’Ly 2"]
)
def test_names_of_everybody_here_are_taken(town: Town, name: str) -> None:
    assert new_phone(town).join(town.invite(), name).status == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"device": "x"},
        {"key": {"kty": "RSA"}},
        {"key": {**KEY, "d": "private"}},
        {"key": {**KEY, "x": "h" * 43}},  # no point on the curve
        {"key": {**KEY, "x": KEY["y"], "y": KEY["x"]}},
        {"key": {**KEY, "x": KEY["x"] + "\n"}},
        {"key": {**KEY, "y": KEY["y"] + "\n"}},
        {"consent": "yes"},
        {"name": 5},
        {"code": ""},
        {"code": None},
        {"team": TEAM},
    ],
)
def test_wrong_shapes(town: Town, wrong: dict[str, Any]) -> None:
    answer = new_phone(town).web.post("/api/join", body(town.invite(), **wrong))
    assert (answer.status, answer.code) == (422, "invalid_shape")
    assert answer.json["details"]["errors"]


def test_secrets_are_kept_as_hashes_only(town: Town) -> None:
    code = town.invite()
    phone = new_phone(town)
    cookie = phone.join(code, "Lan").headers["Set-Cookie"].split(";")[0].split("=")[1]
    with town.app.app_context():
        rows = [*db.session.scalars(select(Invitation)), *db.session.scalars(select(Device))]
        kept = " ".join(str(vars(row)) for row in rows)
    assert cookie not in kept
    assert code.removeprefix("v1.") not in kept


def test_a_second_person_on_the_same_phone(town: Town) -> None:
    lan = town.lan()
    answer = lan.join(town.invite(), "Minh")
    assert answer.status == 200
    assert "Set-Cookie" not in answer.headers
    lan.sync()
    (device,) = lan.of_kind("device")
    assert {who["member_name"] for who in device["f"]["enrolments"]} == {"Lan", "Minh"}


def test_the_same_person_in_a_second_team_is_one_member(town: Town) -> None:
    lan = town.lan()
    first = lan.member
    assert lan.join(town.invite(OTHER_TEAM), "LAN").status == 200
    assert lan.member == first
    lan.sync()
    assert {row["channel"] for row in lan.of_kind("team")} == {f"team:{TEAM}", f"team:{OTHER_TEAM}"}


def test_the_same_join_again_after_a_lost_answer_joins_nobody_twice(town: Town) -> None:
    code = town.invite(max_uses=1)
    asked = body(code)
    first = new_phone(town).web.post("/api/join", asked)
    again = new_phone(town).web.post("/api/join", asked)  # the cookie got lost with the answer
    assert again.status == 200
    assert again.json["member"] == first.json["member"]
    assert "device=" in again.headers["Set-Cookie"]
    assert count(town, Member) == count(town, Membership) == count(town, Device) == 1


def test_another_phone_does_not_take_over_a_known_one(town: Town) -> None:
    lan = town.lan()
    stranger = body(town.invite(), device=lan.device, key=Key().public)
    assert new_phone(town).web.post("/api/join", stranger).code == "device_taken"
    keyless = body(town.invite(), device=lan.device, key=None)
    assert new_phone(town).web.post("/api/join", keyless).code == "device_taken"
    lan.sync()


def test_a_phone_does_not_take_the_id_of_a_record(town: Town) -> None:
    asked = body(town.invite(), device=TEAM)
    answer = new_phone(town).web.post("/api/join", asked)
    assert (answer.status, answer.code) == (409, "device_taken")
    assert count(town, Device) == 0


def test_a_leads_invitation_makes_a_volunteer_a_lead(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=1)
    assert lan.join(town.invite(role="lead", hours=24, max_uses=1), "Lan").status == 200
    lan.sync()
    (member,) = lan.of_kind("member")
    assert (member["f"]["role"], member["f"]["from"]) == ("lead", "2026-11-25")
    with town.app.app_context():
        ends = {row.role: row.valid_to for row in db.session.scalars(select(Membership))}
    assert ends == {"volunteer": "2026-11-24", "lead": None}


def test_a_leads_invitation_that_waits_takes_nothing_from_a_volunteer(town: Town) -> None:
    lan = town.lan()
    code = town.invite(role="lead", hours=24, max_uses=1, auto_approve=False)
    answer = lan.join(code, "Lan")
    assert (answer.status, answer.code) == (409, "already_in_team")
    made = lan.session()
    lan.sync(made)
    (session,) = lan.of_kind("help_session")
    assert (session["id"], session["state"]) == (made["record"], "counted")
    (device,) = lan.of_kind("device")
    assert [who["state"] for who in device["f"]["enrolments"]] == ["approved"]
    assert lan.of_kind("member")[0]["f"]["role"] == "volunteer"
    assert new_phone(town).join(code, "Minh").json["device"]["state"] == "pending"


def test_joining_leaves_its_audit_row(town: Town) -> None:
    lan = town.lan()
    with town.app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "joined")).one()
        assert (entry.actor_kind, entry.actor_id) == ("device", lan.device)
        assert (entry.subject_kind, entry.subject_id) == ("member", lan.member)
