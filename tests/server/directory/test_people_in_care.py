"""A person is looked after by the teams of today: the old team of somebody who was moved away, and
a lead who leads no more, have no say and leave no open code behind."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from tests.phones import Phone
from tests.server.trail import trail
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Answer, Browser

JOINED, YESTERDAY, TODAY = "2026-11-24", "2026-11-25", "2026-11-26"


@pytest.fixture
def ha(town: Town) -> Phone:
    """The lead of the old team."""
    return town.ha()


@pytest.fixture
def lan(town: Town, ha: Phone) -> Phone:
    """Lan's phone, two days after she joined."""
    phone = town.lan()
    town.clock.move(days=2)
    return phone


@pytest.fixture
def old(town: Town) -> Browser:
    """The coordinator of the old team's commune."""
    return coordinator(town, "mai", KHANH_CUONG)


@pytest.fixture
def new(town: Town) -> Browser:
    """The coordinator of the new team's commune."""
    return coordinator(town, "thu", TRA_CAU)


def coordinator(town: Town, login: str, unit: str) -> Browser:
    with town.app.app_context():
        create_account(login, login.capitalize(), "coordinator", unit, PASSWORD)
    return town.desk(login)


def moved(town: Town, phone: Phone, on: str = TODAY, **more: str) -> Answer:
    path = f"/api/teams/{more.get('old', TEAM)}/members/{phone.member}/move"
    answer = town.desk().post(path, {"team": more.get("new", OTHER_TEAM), "on": on})
    assert answer.status == 200, answer.body
    return answer


def rename(who: Browser, phone: Phone) -> str | None:
    return who.patch(f"/api/members/{phone.member}", {"name": "Lan Anh"}).code


def change(who: Browser, phone: Phone, team: str = TEAM, **given: Any) -> str | None:
    return who.patch(f"/api/teams/{team}/members/{phone.member}", given).code


def unlock(who: Browser, phone: Phone, team: str = TEAM) -> str | None:
    path = f"/api/enrolments/{phone.device}/{phone.member}/pin"
    answer = who.post(path, {"team": team})
    return answer.code


def stop(who: Browser, phone: Phone) -> str | None:
    return who.delete(f"/api/devices/{phone.device}").code


def channels(phone: Phone) -> list[str]:
    phone.sync()
    return [each for each in phone.last["channels"] if each.startswith("team:")]


def test_the_old_team_has_no_say_over_who_was_moved_away(
    town: Town, ha: Phone, lan: Phone, old: Browser
) -> None:
    moved(town, lan)
    for who in (ha.web, old):
        assert rename(who, lan) == "not_found"
        assert unlock(who, lan) == "not_found"
        assert stop(who, lan) == "not_found"
        for given in ({"to": None}, {"to": TODAY}, {"affiliation": "DN"}, {"from": "2026-11-01"}):
            assert change(who, lan, **given) == "wrong_role"
    assert channels(lan) == [f"team:{OTHER_TEAM}"]


def test_the_new_team_has_it_all(town: Town, lan: Phone, new: Browser) -> None:
    tam = town.phone("Tâm", OTHER_TEAM, role="lead")
    moved(town, lan)
    for who in (tam.web, new):
        assert rename(who, lan) is None
        assert unlock(who, lan, OTHER_TEAM) is None
        assert change(who, lan, OTHER_TEAM, affiliation="DN") is None
    assert stop(tam.web, lan) is None


def test_who_coordinates_both_teams_can_take_a_move_back(
    town: Town, app: Flask, ha: Phone, lan: Phone
) -> None:
    moved(town, lan)
    desk = town.desk()
    assert change(desk, lan, to=YESTERDAY) is None
    assert change(desk, lan, to=None) is None
    assert channels(lan) == [f"team:{TEAM}", f"team:{OTHER_TEAM}"]
    assert change(desk, lan, OTHER_TEAM, to=TODAY) is None
    assert channels(lan) == [f"team:{TEAM}"]
    told = [details.get("devices") for _, details in trail(app, "membership_changed")]
    assert told == [[lan.device], [lan.device]]
    assert change(ha.web, lan, affiliation="DN") is None


def test_a_lead_takes_back_an_end_of_her_own_also_of_who_is_elsewhere_too(
    town: Town, app: Flask, ha: Phone, lan: Phone
) -> None:
    lan.join(town.invite(OTHER_TEAM), "Lan")
    assert change(ha.web, lan, to=YESTERDAY) is None
    assert channels(lan) == [f"team:{OTHER_TEAM}"]
    assert rename(ha.web, lan) == "not_found"
    assert change(ha.web, lan, to=None) is None
    assert channels(lan) == [f"team:{TEAM}", f"team:{OTHER_TEAM}"]
    assert rename(ha.web, lan) is None
    told = [details["devices"] for _, details in trail(app, "membership_changed")]
    assert told == [[lan.device], [lan.device]]


def test_who_left_is_kept_by_the_team_that_was_the_last(
    town: Town, ha: Phone, lan: Phone, old: Browser
) -> None:
    assert change(ha.web, lan, to=YESTERDAY) is None
    assert rename(ha.web, lan) is None
    assert rename(old, lan) is None
    assert stop(ha.web, lan) is None


def test_who_was_turned_away_is_kept_by_the_team_that_did(town: Town, ha: Phone) -> None:
    mai, lan = town.phone("Mai", auto_approve=False), town.phone("Lan", OTHER_TEAM)
    lan.join(town.invite(auto_approve=False), "Lan")
    for phone in (mai, lan):
        path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
        assert ha.web.post(path, {"decision": "refuse"}).status == 200
    assert stop(ha.web, lan) == "not_found"
    assert stop(ha.web, mai) is None


def test_who_moved_there_and_back_is_kept_here_again(town: Town, ha: Phone, lan: Phone) -> None:
    moved(town, lan)
    moved(town, lan, old=OTHER_TEAM, new=TEAM)
    assert rename(ha.web, lan) is None
    assert change(ha.web, lan, to=TODAY) is None
    assert change(ha.web, lan, to=None) is None


def test_a_move_into_a_team_that_one_is_in_already_ends_the_other_for_good(
    town: Town, ha: Phone, lan: Phone
) -> None:
    lan.join(town.invite(OTHER_TEAM), "Lan")
    town.clock.move(days=1)
    moved(town, lan, on="2026-11-27")
    assert change(ha.web, lan, to=None) == "wrong_role"
    moved(town, lan, on="2026-11-27", old=OTHER_TEAM, new=TEAM)
    assert change(ha.web, lan, to="2026-11-27") is None


def test_no_lead_takes_the_lock_of_a_lead_away(town: Town, ha: Phone) -> None:
    binh = town.phone("Bình", role="lead")
    assert unlock(ha.web, binh) == "wrong_role"
    assert unlock(ha.web, ha) == "wrong_role"
    assert unlock(town.desk(), binh) is None


def code_of(phone: Phone, **wish: Any) -> str:
    answer = phone.web.post(f"/api/teams/{TEAM}/invitations", {"role": "volunteer", **wish})
    assert answer.status == 201, answer.body
    return str(answer.json["code"])


def joins(town: Town, code: str, name: str = "Mai") -> str | None:
    return Phone(town.connect(), town.clock).join(code, name).code


@pytest.mark.parametrize("how", ["moved", "left", "demoted"])
def test_the_open_codes_of_a_lead_end_with_the_role(
    town: Town, app: Flask, ha: Phone, how: str
) -> None:
    town.clock.move(days=1)
    code, used_up = code_of(ha), code_of(ha, max_uses=1)
    assert joins(town, used_up) is None
    of_desk, of_another = town.invite(), code_of(town.phone("Bình", role="lead"))
    town.clock.move(days=1)
    if how == "moved":
        moved(town, ha)
    else:
        given = {"to": TODAY} if how == "left" else {"role": "volunteer"}
        assert change(town.desk(), ha, **given) is None
    assert joins(town, code) == "invitation_revoked"
    assert joins(town, used_up) == "invitation_used_up"
    assert joins(town, of_desk) is None
    assert joins(town, of_another, "Tư") is None
    ((_, details),) = trail(app, "invitation_revoked")
    assert details == {"team": TEAM, "lead": ha.member}


def test_codes_stay_on_a_phone_on_which_somebody_else_leads(town: Town, ha: Phone) -> None:
    first = ha.joined[-1]["member"]["id"]
    ha.join(town.invite(role="lead", hours=24, max_uses=1), "Bình")
    code = code_of(ha)
    path = f"/api/teams/{TEAM}/members/{first}"
    assert town.desk().patch(path, {"role": "volunteer"}).status == 200
    assert joins(town, code) is None


def test_a_leads_code_is_the_phones_whoever_is_signed_in_on_it(
    town: Town, app: Flask, ha: Phone, new: Browser
) -> None:
    signed_in = ha.web.post("/api/session", {"login": "thu", "password": PASSWORD})
    assert signed_in.status == 200
    code = code_of(ha)
    assert change(town.desk(), ha, role="volunteer") is None
    assert joins(town, code) == "invitation_revoked"


def test_a_lead_does_nothing_to_who_leads_another_team(
    town: Town, app: Flask, ha: Phone, old: Browser, new: Browser
) -> None:
    """Bình leads the other team and helps in Hà's."""
    binh = town.phone("Bình", OTHER_TEAM, role="lead")
    assert binh.join(town.invite(), "Bình").status == 200
    for other in (ha.web, old):
        assert rename(other, binh) == "wrong_role"
        assert unlock(other, binh) == "wrong_role"
    assert (trail(app, "member_renamed"), trail(app, "pin_reset")) == ([], [])
    assert rename(new, binh) is None
    assert unlock(new, binh, OTHER_TEAM) is None
    # Who leads no more is a volunteer like others.
    assert change(new, binh, OTHER_TEAM, role="volunteer") is None
    assert unlock(ha.web, binh) is None


def acts_read(desk: Browser) -> list[str]:
    rows = desk.get("/api/audit?limit=100").json["rows"]
    return [row["action"] for row in rows if row["action"] in ("member_renamed", "pin_reset")]


def test_what_a_lead_does_to_a_name_is_read_in_every_team_of_the_person(
    town: Town, ha: Phone, lan: Phone, old: Browser, new: Browser
) -> None:
    assert lan.join(town.invite(OTHER_TEAM), "Lan").status == 200
    assert rename(ha.web, lan) is None
    assert unlock(ha.web, lan) is None
    for desk in (old, new):
        assert acts_read(desk) == ["pin_reset", "member_renamed"]
