"""What leads did is read by whoever has their team in care, whoever else uses their browser, and by nobody
who has not."""

from typing import Any

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from tests.phones import Phone
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Browser


def acts(desk: Browser) -> list[dict[str, Any]]:
    answer = desk.get("/api/audit?limit=100")
    assert answer.status == 200, answer.body
    rows: list[dict[str, Any]] = answer.json["rows"]
    return rows


@pytest.fixture
def desks(town: Town) -> dict[str, Browser]:
    """The coordinators of the communes of TEAM and of OTHER_TEAM."""
    with town.app.app_context():
        create_account("khanhcuong", "Thu", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("tracau", "Bình", "coordinator", TRA_CAU, PASSWORD)
    return {TEAM: town.desk("khanhcuong"), OTHER_TEAM: town.desk("tracau")}


def lead(phone: Phone, waiting: Phone, other: Phone) -> list[str]:
    """All that a lead may do about people, with what the trail calls it."""
    web = phone.web
    added = web.post(f"/api/teams/{TEAM}/members", {"name": "Võ Văn Tài"})
    assert added.status == 201, added.body
    member = added.json["id"]
    code = web.post(f"/api/teams/{TEAM}/invitations", {"role": "volunteer", "auto_approve": True})
    decision = {"decision": "approve", "renewal": None}
    session = other.session(day="2020-01-01")
    other.sync(session)
    (item, *_) = web.get("/api/review").json["rows"]
    for answer in (
        code,
        web.patch(f"/api/members/{member}", {"name": "Võ Văn Tám"}),
        web.patch(f"/api/teams/{TEAM}/members/{member}", {"to": "2026-11-24"}),
        web.delete(f"/api/invitations/{code.json['id']}"),
        web.post(f"/api/enrolments/{waiting.device}/{waiting.member}/decision", decision),
        web.post(f"/api/enrolments/{other.device}/{other.member}/pin", {"team": TEAM}),
        web.post(f"/api/review/{item['id']}/settlement", {"decision": "refuse", "reason": None}),
        web.delete(f"/api/devices/{other.device}"),
    ):
        assert answer.status in (200, 201, 204), answer.body
    return [
        "device_revoked", "review_settled", "pin_reset", "enrolment_approved", "invitation_revoked",
        "membership_changed", "member_renamed", "invitation_created", "member_added",
    ]  # fmt: skip


@pytest.mark.parametrize("account", [None, "tracau", "quan"])
def test_a_leads_acts_are_the_phones_whoever_is_signed_in_on_it(
    town: Town, desks: dict[str, Browser], account: str | None
) -> None:
    ha, waiting, other = town.ha(), town.phone("Bình", auto_approve=False), town.lan()
    if account is not None:
        answer = ha.web.post("/api/session", {"login": account, "password": PASSWORD})
        assert answer.status == 200, answer.body
    done = lead(ha, waiting, other)
    told = [row for row in acts(desks[TEAM]) if row["action"] in done]
    assert [row["action"] for row in told] == done
    assert {(row["by"], row["who"]) for row in told} == {("device", "Hà")}
    assert [row for row in acts(desks[OTHER_TEAM]) if row["action"] in done] == []


def test_a_coordinators_acts_on_a_leads_phone_stay_the_accounts(
    town: Town, desks: dict[str, Browser]
) -> None:
    ha, waiting, other = town.ha(), town.phone("Bình", auto_approve=False), town.lan()
    ha.web.post("/api/session", {"login": "khanhcuong", "password": PASSWORD})
    done = lead(ha, waiting, other)
    told = [row for row in acts(desks[TEAM]) if row["action"] in done]
    assert {(row["by"], row["who"]) for row in told} == {("account", "Thu")}


@pytest.mark.parametrize("decision", ["refuse", None, "approve"])
def test_what_a_lead_does_elsewhere_is_not_told_where_the_phone_once_knocked(
    town: Town, desks: dict[str, Browser], decision: str | None
) -> None:
    ha, waiting, other = town.ha(), town.phone("Bình", auto_approve=False), town.lan()
    answer = ha.join(town.invite(OTHER_TEAM, auto_approve=False), "Hà")
    assert answer.status == 200, answer.body
    guest = answer.json["member"]["id"]
    if decision is not None:
        path = f"/api/enrolments/{ha.device}/{guest}/decision"
        said = {"decision": decision, "renewal": None}
        assert desks[OTHER_TEAM].post(path, said).status == 200
    done = lead(ha, waiting, other)
    ha.sync()
    theirs = acts(desks[OTHER_TEAM])
    assert [row["action"] for row in theirs if row["action"] in done] == (
        ["enrolment_approved"] if decision == "approve" else []
    )
    # That it asked is theirs to know.
    assert [row["action"] for row in theirs if row["action"] == "joined"] == ["joined"]
    assert "Võ Văn Tám" not in str(theirs)


def test_what_a_phone_brings_is_told_from_when_it_came_until_it_left(
    town: Town, desks: dict[str, Browser]
) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    tam.sync(tam.session())
    town.clock.move(hours=1)
    joined = tam.join(town.invite(TEAM), "Tâm")
    assert joined.status == 200, joined.body

    def brought() -> int:
        return sum(row["action"] == "changes_received" for row in acts(desks[TEAM]))

    assert brought() == 0
    town.clock.move(hours=1)
    tam.sync(tam.session())
    assert brought() == 1
