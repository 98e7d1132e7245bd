"""A restored backup gives nobody back a phone that was taken from them since, nor what was made on it by a
right that is over, nor a team that they left (PROTOCOL 5.9)."""

from typing import Any

import pytest

from tests.phones import Phone
from tests.restoring import KeepingPhone, counted, joins
from tests.server.enrolment.test_enrolments import decision
from tests.server.enrolment.test_renewals import asking, decide
from tests.server.operations.test_replaying import later
from tests.town import OTHER_TEAM, TEAM, Town


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("how", ["stopped", "demoted"])
def test_a_phone_that_a_lead_let_in_waits_after_a_restore_too(
    town: Town, replay: Any, how: str, again: bool
) -> None:
    """`again`: the lead has the right again."""
    ha, lan, second = town.ha(), town.lan(), Phone(town.connect(), town.clock)
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", {"member": lan.member})
    assert second.join(made.json["code"], "").status == 200
    backup = later(town)
    if how == "stopped":
        assert town.desk().delete(f"/api/devices/{ha.device}").status == 204
    else:
        path = f"/api/teams/{TEAM}/members/{ha.member}"
        assert town.desk().patch(path, {"role": "volunteer"}).status == 200
        if again:
            assert town.desk().patch(path, {"role": "lead"}).status == 200
    if how == "stopped" and again:
        town.clock.move(minutes=1)
        back = town.invite(member=ha.member)
        assert ha.join(back, "").json["device"]["state"] == "approved"
    done = "device_revoked" if how == "stopped" else "membership_changed"
    found = replay(backup).done
    assert {"enrolment_rechecked": 1, done: 1}.items() <= found.items()
    rows = town.desk().get("/api/enrolments").json["rows"]
    assert [row["device"] for row in rows] == [second.device]


def test_who_was_refused_on_a_phone_that_came_back_is_out_after_a_restore_too(
    town: Town, replay: Any
) -> None:
    lan, desk = joins(town), town.desk()
    backup = later(town)
    assert desk.delete(f"/api/devices/{lan.device}").status == 204
    town.clock.move(minutes=1)
    lan.join(town.invite(auto_approve=False), "Lan")
    assert desk.post(decision(lan), {"decision": "refuse"}).status == 200
    replay(backup)
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    for to in ("2026-11-24", None):
        assert town.desk().patch(path, {"to": to}).status == 200
    (told,) = lan.sync(lan.session())
    assert told["code"] == "device_revoked"
    town.clock.move(minutes=1)
    lan.come_back()
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    assert counted(town) == 0


def test_who_had_left_and_was_refused_is_out_after_a_restore_too(town: Town, replay: Any) -> None:
    lan = joins(town)
    town.clock.move(days=1)
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    assert town.desk().patch(path, {"to": "2026-11-24"}).status == 200
    backup = later(town)
    lan.join(town.invite(auto_approve=False), "Lan")
    assert town.desk().post(decision(lan), {"decision": "refuse"}).status == 200
    replay(backup)
    assert town.desk().patch(path, {"to": None}).status == 200
    lan.come_back()
    assert f"team:{TEAM}" not in lan.last["channels"]


@pytest.mark.parametrize("ended", ["before the backup", "after it"])
def test_a_time_that_is_opened_again_after_a_restore_brings_no_phone_back_that_was_stopped(
    town: Town, replay: Any, ended: str
) -> None:
    lan = joins(town)
    path, owner = f"/api/teams/{TEAM}/members/{lan.member}", lan.member
    town.clock.move(days=1)

    def end() -> None:
        assert town.desk().patch(path, {"to": "2026-11-24"}).status == 200

    if ended == "before the backup":
        end()
    backup = later(town)
    if ended == "after it":
        end()
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    town.clock.move(minutes=1)
    lan.join(town.invite(auto_approve=False), "Lạ")
    replay(backup)
    assert town.desk().patch(path, {"to": None}).status == 200
    town.clock.move(minutes=1)
    lan.come_back()
    assert lan.join(town.invite(auto_approve=False), "Lạ").status == 200
    lan.sync()
    told = {each["member"]: each["state"] for each in lan.enrolments()}
    assert told[owner] == "ended"


def test_a_leads_word_and_codes_end_with_a_stop_also_where_the_phone_came_back(
    town: Town, replay: Any
) -> None:
    ha, lan, second = joins(town, "Hà", role="lead"), joins(town), KeepingPhone(town)
    path = f"/api/teams/{TEAM}/invitations"
    code = ha.web.post(path, {"member": lan.member}).json["code"]
    assert second.join(code, "").status == 200
    left = ha.web.post(path, {}).json["code"]
    backup = later(town)
    assert town.desk().delete(f"/api/devices/{ha.device}").status == 204
    town.clock.move(minutes=1)
    ha.join(town.invite(auto_approve=False), "Lạ")
    replay(backup)
    rows = town.desk().get("/api/enrolments").json["rows"]
    assert second.device in {row["device"] for row in rows}
    assert KeepingPhone(town).join(left, "Mai").code == "invitation_revoked"


def test_who_led_left_and_came_back_as_a_volunteer_leads_no_more_after_a_restore(
    town: Town, replay: Any
) -> None:
    ha = joins(town, "Hà", role="lead")
    town.clock.move(days=1)
    backup = later(town)
    path = f"/api/teams/{TEAM}/members/{ha.member}"
    assert town.desk().patch(path, {"to": "2026-11-24"}).status == 200
    ha.join(town.invite(auto_approve=False), "Hà")
    assert town.desk().post(decision(ha), {"decision": "approve"}).status == 200
    codes = f"/api/teams/{TEAM}/invitations"
    assert ha.web.post(codes, {}).status == 403
    replay(backup)
    ha.come_back()
    assert ha.web.post(codes, {}).status == 403


def test_a_lead_who_was_moved_away_and_back_leads_no_more_after_a_restore(
    town: Town, replay: Any
) -> None:
    ha = joins(town, "Hà", role="lead")
    backup = later(town)
    for old, new in ((TEAM, OTHER_TEAM), (OTHER_TEAM, TEAM)):
        moved = {"team": new, "on": town.clock.moment.date().isoformat()}
        answer = town.desk().post(f"/api/teams/{old}/members/{ha.member}/move", moved)
        assert answer.status == 200, answer.body
        town.clock.move(days=1)
    codes = f"/api/teams/{TEAM}/invitations"
    assert ha.web.post(codes, {}).status == 403
    replay(backup)
    ha.come_back()
    assert ha.web.post(codes, {}).status == 403


def test_of_who_left_and_came_back_on_one_phone_the_other_is_out_after_a_restore_too(
    town: Town, replay: Any
) -> None:
    lan, second = joins(town), KeepingPhone(town)
    assert second.join(town.invite(member=lan.member), "").status == 200
    second.sync()
    town.clock.move(days=1)
    backup = later(town)
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    assert town.desk().patch(path, {"to": "2026-11-24"}).status == 200
    lan.join(town.invite(auto_approve=False), "Lan")
    assert town.desk().post(decision(lan), {"decision": "approve"}).status == 200
    replay(backup)
    second.come_back()
    assert f"team:{TEAM}" not in second.last["channels"]


def test_who_was_merged_into_somebody_who_left_is_out_after_a_restore_too(
    town: Town, replay: Any
) -> None:
    lan, again = joins(town), joins(town)
    town.clock.move(days=1)
    backup = later(town)
    merging = f"/api/teams/{TEAM}/members/{again.member}/merge"
    assert town.desk().post(merging, {"into": lan.member}).status == 200
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    assert town.desk().patch(path, {"to": "2026-11-24"}).status == 200
    replay(backup)
    for phone in (lan, again):
        phone.come_back()
        assert f"team:{TEAM}" not in phone.last["channels"]


def test_who_was_merged_into_somebody_newer_who_left_is_out_after_a_restore_too(
    town: Town, replay: Any
) -> None:
    """The backup does not know that they are one."""
    lan = joins(town)
    lan.sync()
    town.clock.move(days=1)
    backup = later(town)
    again = joins(town)
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    assert town.desk().post(f"{path}/merge", {"into": again.member}).status == 200
    left = f"/api/teams/{TEAM}/members/{again.member}"
    assert town.desk().patch(left, {"to": "2026-11-24"}).status == 200
    assert [each.reason for each in replay(backup).failed] == ["not_found"]
    lan.come_back()
    assert f"team:{TEAM}" not in lan.last["channels"]


@pytest.mark.parametrize("word", [None, "refuse"])
def test_what_was_made_on_a_leads_phone_ends_with_a_renewal_after_a_restore_too(
    town: Town, replay: Any, word: str | None
) -> None:
    ha, lan, second = joins(town, "Hà", role="lead"), joins(town), KeepingPhone(town)
    path = f"/api/teams/{TEAM}/invitations"
    code = ha.web.post(path, {"member": lan.member}).json["code"]
    assert second.join(code, "").status == 200
    backup = later(town)
    found = asking(town, ha, "Lạ")
    assert decide(town.desk(), found) is None
    if word is not None:
        assert town.desk().post(decision(ha), {"decision": word}).status == 200
    replay(backup)
    second.sync()
    assert f"team:{TEAM}" not in second.last["channels"]
    ha.rejoin()
    assert ha.web.post(path, {}).status == 403
