"""A restored backup does not give back what was taken away since (PROTOCOL 5.9)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.directory.use_cases.erasing_members import erase_member
from server.operations.use_cases.erasing import erase_record
from server.operations.use_cases.replaying import Replayed, replay_journal
from sync.kinds.member import ERASED_NAME
from tests.restoring import KeepingPhone, approve, back_up, counted, joins
from tests.server.accounts.authenticators import Authenticator, add_totp
from tests.server.trail import trail
from tests.tables import Rows, read_tables, write_tables
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Answer, Browser

WORD = "Vungrieng"


Replay = Callable[[Rows], Replayed]


def later(town: Town) -> Rows:
    """A backup of now; what comes next comes a minute after."""
    backup = back_up(town)
    town.clock.move(minutes=1)
    return backup


def done(answer: Answer) -> Any:
    assert answer.status in (200, 201, 204), answer.body
    return answer.json if answer.body else None


def stop(town: Town, phone: KeepingPhone) -> None:
    done(town.desk().delete(f"/api/devices/{phone.device}"))


def decide(town: Town, phone: KeepingPhone, decision: str) -> None:
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    done(town.desk().post(path, {"decision": decision}))


def test_nothing_happened_since(town: Town, replay: Replay) -> None:
    lan = joins(town)
    stop(town, lan)
    found = replay(later(town))
    assert (found.lost, found.done) == (0, {})
    assert len(trail(town.app, "journal_replayed")) == 2


def test_a_phone_that_was_stopped_stays_stopped(town: Town, replay: Replay) -> None:
    lan = joins(town)
    backup = later(town)
    stop(town, lan)
    assert replay(backup).done == {"device_revoked": 1}
    (told,) = lan.sync(lan.session())
    assert told["code"] == "device_revoked"


def test_a_stopped_phone_that_the_backup_never_knew_comes_back_stopped(
    town: Town, replay: Replay
) -> None:
    backup = later(town)
    lan = joins(town)
    stop(town, lan)
    replay(backup)
    assert lan.ask([]).status == 401
    assert lan.rejoin().json["people"][0]["state"] == "refused"
    (told,) = lan.sync(lan.session())
    assert (told["verdict"], told["code"]) == ("review", "device_revoked")


@pytest.mark.parametrize("let_in", [True, False])
def test_a_phone_that_came_back_after_it_was_stopped_is_let_in_by_a_person(
    town: Town, replay: Replay, journal: Path, let_in: bool
) -> None:
    """And then it is in, also where the journal is replayed once more."""
    lan = joins(town)
    lan.sync()
    backup = later(town)
    stop(town, lan)
    town.clock.move(minutes=1)
    lan.join(town.invite(), "Lan")
    town.clock.move(minutes=1)
    if let_in:
        approve(town, lan)
    given = {"device_readmitted": 1, **({"enrolment_approved": 1} if let_in else {})}
    assert replay(backup).given == given
    (told,) = lan.sync(lan.session())
    assert told["code"] == "device_revoked"
    town.clock.move(minutes=1)
    lan.come_back()
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    approve(town, lan)
    with town.app.app_context():
        assert replay_journal(journal).done == {}
    lan.sync()
    assert lan.standing() == {TEAM: "approved"}


def test_who_was_turned_away_is_so_again(town: Town, replay: Replay) -> None:
    lan = joins(town, auto_approve=False)
    lan.record()
    backup = later(town)
    decide(town, lan, "refuse")
    assert replay(backup).done == {"enrolment_refused": 1}
    lan.come_back()
    assert lan.standing() == {TEAM: "refused"}
    assert [row["state"] for row in lan.of_kind("help_session")] == ["attention"]


def test_a_withdrawn_code_lets_nobody_in(town: Town, replay: Replay) -> None:
    made = done(town.desk().post(f"/api/teams/{TEAM}/invitations", {}))
    backup = later(town)
    done(town.desk().delete(f"/api/invitations/{made['id']}"))
    assert replay(backup).done == {"invitation_revoked": 1}
    assert KeepingPhone(town).join(made["code"], "Lan").code == "invitation_revoked"


def test_a_code_for_one_is_not_used_twice(town: Town, replay: Replay) -> None:
    once, often = town.invite(max_uses=1), town.invite(max_uses=3)
    backup = later(town)
    for code in (once, often):
        assert KeepingPhone(town).join(code, "Lan").status == 200
    assert replay(backup).done == {"joined": 1}
    assert KeepingPhone(town).join(once, "Minh").code == "invitation_revoked"
    assert KeepingPhone(town).join(often, "Minh").status == 200


def test_codes_of_a_team_that_ended_end(town: Town, replay: Replay) -> None:
    code = town.invite(OTHER_TEAM)
    backup = later(town)
    done(town.desk().post(f"/api/teams/{OTHER_TEAM}/end", {"on": "2026-11-24"}))
    assert replay(backup).done == {"team_ended": 1}
    assert KeepingPhone(town).join(code, "Lan").code == "invitation_revoked"


def test_who_left_the_team_is_out(town: Town, replay: Replay) -> None:
    lan = joins(town)
    lan.record()
    town.clock.move(days=2)
    backup = later(town)
    member = f"/api/teams/{TEAM}/members/{lan.member}"
    done(town.desk().patch(member, {"to": "2026-11-25"}))
    assert replay(backup).done == {"membership_changed": 1}
    lan.come_back()
    assert lan.standing() == {TEAM: "ended"}
    assert counted(town) == 1
    found = done(town.desk().get(f"/api/teams/{TEAM}"))["members"]
    assert [each["to"] for each in found] == ["2026-11-25"]


def test_who_left_and_was_taken_back_is_taken_back_by_a_person(
    town: Town, replay: Replay, journal: Path
) -> None:
    lan = joins(town)
    lan.sync()
    backup = later(town)
    member = f"/api/teams/{TEAM}/members/{lan.member}"
    for day in ("2026-11-24", None):
        done(town.desk().patch(member, {"to": day}))
        town.clock.move(minutes=1)
    found = replay(backup)
    assert (found.done, found.given) == ({"membership_changed": 1}, {"membership_changed": 1})
    done(town.desk().patch(member, {"to": None}))
    with town.app.app_context():
        assert replay_journal(journal).done == {}
    lan.come_back()
    assert lan.standing() == {TEAM: "approved"}


def test_who_was_moved_is_out_of_the_old_team_and_waits_in_the_new_one(
    town: Town, replay: Replay
) -> None:
    lan = joins(town)
    lan.record()
    town.clock.move(days=2)
    backup = later(town)
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    done(town.desk().post(path, {"team": OTHER_TEAM, "on": "2026-11-26"}))
    lan.hand_in()
    lan.record(channel=f"team:{OTHER_TEAM}")
    assert replay(backup).done == {"member_moved": 1}
    lan.come_back()
    assert lan.standing() == {TEAM: "ended", OTHER_TEAM: "pending"}
    approve(town, lan)
    lan.sync()
    assert (counted(town), counted(town, OTHER_TEAM)) == (1, 1)


def test_who_leads_no_more_does_not_lead_again(town: Town, replay: Replay) -> None:
    ha = joins(town, "Hà", role="lead")
    ha.sync()
    code = done(ha.web.post(f"/api/teams/{TEAM}/invitations", {}))["code"]
    backup = later(town)
    member = f"/api/teams/{TEAM}/members/{ha.member}"
    done(town.desk().patch(member, {"role": "volunteer"}))
    assert replay(backup).done["membership_changed"] == 1
    assert ha.web.get("/api/enrolments").code == "wrong_role"
    assert KeepingPhone(town).join(code, "Lan").code == "invitation_revoked"


def test_an_account_that_may_not_sign_in_may_not_and_everybody_is_signed_out(
    town: Town, replay: Replay
) -> None:
    quan, son = town.desk("quan"), town.desk("son")
    account = done(son.get("/api/session"))["account"]["id"]
    backup = later(town)
    done(quan.patch(f"/api/accounts/{account}", {"disabled": True}))
    assert replay(backup).done == {"account_changed": 1}
    assert quan.get("/api/session").status == son.get("/api/session").status == 401
    answer = son.post("/api/session", {"login": "son", "password": "mot-mat-khau-dai-cua-son"})
    assert answer.code == "bad_credentials"


def half_signed_in(town: Town) -> Browser:
    browser = Browser(town.connect())
    answer = browser.post("/api/session", {"login": "son", "password": PASSWORD})
    assert answer.json["stage"] == "factor"
    return browser


def test_a_recovery_code_is_good_once_also_across_a_restore(town: Town, replay: Replay) -> None:
    app = add_totp(town.desk(), town.clock)
    assert app.recovery is not None
    backup = later(town)
    for code in app.recovery[:2]:
        done(half_signed_in(town).post("/api/session/factor", {"recovery": code}))
    assert replay(backup).done == {"recovery_used": 2}
    for code in app.recovery[:2]:
        answer = half_signed_in(town).post("/api/session/factor", {"recovery": code})
        assert answer.code == "bad_factor"
    done(half_signed_in(town).post("/api/session/factor", {"recovery": app.recovery[2]}))


def test_no_code_of_an_app_is_good_that_may_have_been_used(town: Town, replay: Replay) -> None:
    app = add_totp(town.desk(), town.clock)
    backup = later(town)
    assert replay(backup).lost == 0
    used = app.code()
    assert half_signed_in(town).post("/api/session/factor", {"code": used}).code == "bad_factor"
    town.clock.move(seconds=30)
    done(half_signed_in(town).post("/api/session/factor", {"code": app.code()}))


def test_a_factor_that_was_taken_away_stays_away(town: Town, replay: Replay) -> None:
    """The phone with the authenticator app and the passkey is in a thief's hands."""
    key, desk = Authenticator(), town.desk()
    app = add_totp(desk, town.clock)
    assert key.add(desk).status == 201
    backup = later(town)
    desk = town.desk("quan")
    (son,) = [row["id"] for row in done(desk.get("/api/accounts"))["rows"]]
    assert desk.delete(f"/api/accounts/{son}/factors").status == 204
    assert replay(backup).done == {"factor_removed": 1}
    assert key.sign_in(Browser(town.connect())).code == "bad_factor"
    again = Browser(town.connect())
    answer = again.post("/api/session", {"login": "son", "password": PASSWORD})
    assert (answer.json["stage"], answer.json["factors"]) == ("ready", [])
    assert app.recovery is not None


def test_an_app_that_another_one_replaced_is_not_given_back(town: Town, replay: Replay) -> None:
    """Somebody copied the secret of the older one."""
    desk = town.desk()
    add_totp(desk, town.clock)
    backup = later(town)
    add_totp(desk, town.clock)
    assert replay(backup).done == {"factor_added": 1}
    town.clock.move(minutes=1)
    thief = Browser(town.connect())
    answer = thief.post("/api/session", {"login": "son", "password": PASSWORD})
    assert (answer.json["stage"], answer.json["factors"]) == ("ready", [])


def test_a_new_app_beside_a_passkey_leaves_the_passkey_alone(town: Town, replay: Replay) -> None:
    key, desk = Authenticator(), town.desk()
    stolen = add_totp(desk, town.clock)
    assert key.add(desk).status == 201
    backup = later(town)
    add_totp(desk, town.clock)
    assert replay(backup).done == {"factor_added": 1}
    town.clock.move(minutes=1)
    answer = half_signed_in(town).post("/api/session/factor", {"code": stolen.code()})
    assert answer.code == "bad_factor"
    key.count = 50
    assert key.sign_in(Browser(town.connect())).status == 200


def test_recovery_codes_that_were_renewed_are_not_given_back(town: Town, replay: Replay) -> None:
    """Somebody took a picture of the printed sheet."""
    desk = town.desk()
    stolen = add_totp(desk, town.clock).recovery
    assert stolen is not None
    backup = later(town)
    done(desk.post("/api/account/recovery", {}))
    done(desk.post("/api/account/recovery", {}))
    assert replay(backup).done == {"factor_added": 1}
    for code in stolen[:3]:
        answer = half_signed_in(town).post("/api/session/factor", {"recovery": code})
        assert answer.code == "bad_factor"


def test_codes_that_were_renewed_before_the_backup_hold(town: Town, replay: Replay) -> None:
    desk = town.desk()
    add_totp(desk, town.clock)
    codes = done(desk.post("/api/account/recovery", {}))["recovery"]
    assert replay(later(town)).done == {}
    done(half_signed_in(town).post("/api/session/factor", {"recovery": codes[0]}))


def test_of_two_factors_the_one_that_stayed_is_there(town: Town, replay: Replay) -> None:
    lost, kept, desk = Authenticator(), Authenticator(), town.desk()
    gone = done(lost.add(desk))["passkey"]["id"]
    done(kept.add(desk, "Khóa ở nhà"))
    backup = later(town)
    answer = kept.sign_in(browser := Browser(town.connect()))
    assert answer.status == 200
    assert browser.delete(f"/api/account/passkeys/{gone}").status == 204
    assert replay(backup).done == {"factor_removed": 1}
    assert lost.sign_in(Browser(town.connect())).code == "bad_factor"
    kept.count = 50
    assert kept.sign_in(Browser(town.connect())).status == 200


def test_an_app_that_was_set_up_anew_before_the_backup_is_there(town: Town, replay: Replay) -> None:
    desk = town.desk()
    add_totp(desk, town.clock)
    assert desk.delete("/api/account/totp").status == 204
    town.clock.move(minutes=1)
    app = add_totp(desk, town.clock)
    backup = later(town)
    assert replay(backup).done == {}
    town.clock.move(seconds=30)
    done(half_signed_in(town).post("/api/session/factor", {"code": app.code()}))


def test_no_reset_link_of_then_holds(town: Town, replay: Replay) -> None:
    desk = town.desk("quan")
    (son,) = [row["id"] for row in done(desk.get("/api/accounts"))["rows"]]
    link = done(desk.post(f"/api/accounts/{son}/reset", {}))["link"]
    with town.app.app_context():
        backup = read_tables()
    body = {"token": link.partition("#")[2], "password": "mot-cau-moi-that-dai-cua-son"}
    assert Browser(town.connect()).post("/api/reset", body).status == 204
    with town.app.app_context():
        write_tables(backup)
        replay_journal(town.app.config["SETTINGS"].journal)
    assert Browser(town.connect()).post("/api/reset", body).code == "reset_unknown"


def test_a_second_restore_of_the_same_backup_is_like_the_first(town: Town, replay: Replay) -> None:
    lan = joins(town)
    backup = later(town)
    stop(town, lan)
    replay(backup)
    assert replay(backup).done == {"device_revoked": 1}
    assert lan.ask([]).status in (200, 409)
    (told,) = lan.sync(lan.session())
    assert told["code"] == "device_revoked"


@pytest.mark.parametrize("known", [True, False])
def test_what_was_erased_does_not_come_back(town: Town, replay: Replay, known: bool) -> None:
    """`known`: the backup has the session; else only phones do, and send it again."""
    lan = joins(town)
    lan.sync()
    before = later(town)
    made = lan.record(note=f"Ghi chú {WORD}")
    backup = later(town) if known else before
    with town.app.app_context():
        erase_record(made["record"], "Theo ý bà con")
    assert replay(backup).done == {"record_erased": 1}
    # Nothing of it is missing there.
    assert lan.come_back() == []
    (told,) = lan.sync(made)
    assert (told["verdict"], told["code"]) == ("gone", "erased")
    assert lan.rows[made["record"]]["erased"]
    assert lan.digests() == lan.last["digest"]
    assert counted(town) == 0
    with town.app.app_context():
        assert WORD not in str(read_tables())


def test_what_was_erased_beside_another_phones_record_does_not_come_back(
    town: Town, replay: Replay
) -> None:
    """Its phone gave it an id that the other one had (5.2.9), and is the first to come back."""
    lan, thu = joins(town), KeepingPhone(town)
    assert thu.join(town.invite(OTHER_TEAM), "Thu").status == 200
    thu.sync()
    backup = later(town)
    made = thu.record()
    own = lan.session(made["record"], note=f"Ghi chú {WORD}")
    (told,) = lan.hand_in(own)
    assert told["code"] == "record_exists"
    (item,) = town.desk().get("/api/review").json["rows"]
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    with town.app.app_context():
        erase_record(item["record"], "Theo ý bà con")
    replay(backup)
    lan.come_back()
    (told,) = lan.sync(own)
    assert (told["verdict"], told["code"]) == ("gone", "erased")
    thu.come_back()
    assert (counted(town), counted(town, OTHER_TEAM)) == (0, 1)
    with town.app.app_context():
        assert WORD not in str(read_tables())


def test_a_phone_that_reads_the_channel_no_more_is_told_also_of_what_the_backup_never_knew(
    town: Town, replay: Replay
) -> None:
    """Else it keeps what it sent (PROTOCOL 7.5): nobody asks it for a change that is known to be gone."""
    lan = joins(town)
    backup = later(town)
    made = lan.record(note=f"Ghi chú {WORD}")
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    done(town.desk().post(path, {"team": OTHER_TEAM, "on": "2026-11-24"}))
    with town.app.app_context():
        erase_record(made["record"], "Theo ý bà con")
    replay(backup)
    lan.come_back()
    told = [row["f"] for row in lan.of_kind("settlement")]
    assert [(each["record"], each["outcome"]) for each in told] == [(made["record"], "erased")]
    assert told[0]["change"] == made["id"]


@pytest.mark.parametrize("known", [True, False])
def test_a_name_that_was_erased_does_not_come_back(town: Town, replay: Replay, known: bool) -> None:
    before = later(town)
    lan = joins(town, f"Lan {WORD}")
    made = lan.record()
    backup = later(town) if known else before
    with town.app.app_context():
        erase_member(lan.member, "Theo ý bạn ấy")
    assert replay(backup).done == {"member_erased": 1}
    lan.come_back()
    assert [each["member_name"] for each in lan.enrolments()] == [ERASED_NAME]
    if not known:
        approve(town, lan)
        lan.sync()
    assert lan.rows[made["record"]]["f"]["author"] == lan.member
    assert counted(town) == 1
    with town.app.app_context():
        assert WORD not in str(read_tables())


def test_a_certificate_that_was_withdrawn_does_not_hold_again(town: Town, replay: Replay) -> None:
    lan = joins(town)
    lan.record()
    path = f"/api/teams/{TEAM}/members/{lan.member}/certificates"
    days = {"from": "2026-01-01", "to": "2026-11-24"}
    others = {**days, "from": "2026-01-02"}
    one, other = (done(town.desk().post(path, each))["code"] for each in (days, others))
    backup = later(town)
    gone = done(town.desk().post(f"/api/certificates/{one}/withdrawal", {"reason": "Ghi nhầm"}))
    assert replay(backup).done == {"certificate_withdrawn": 1}
    again = done(town.desk().get(f"/api/certificates/{one}"))
    assert again["withdrawn_at"] == gone["withdrawn_at"]
    assert done(town.desk().get(f"/api/certificates/{other}"))["withdrawn_at"] is None


def test_a_month_that_was_opened_again_is_open_and_its_paper_holds_no_more(
    town: Town, replay: Replay
) -> None:
    desk = town.desk()
    town.lan()
    month = {"unit": KHANH_CUONG, "month": "2026-10"}
    code = done(desk.post("/api/reports", {**month, "despite": True}))["closed"]["code"]
    backup = later(town)
    done(desk.post("/api/reports/reopened", {**month, "reason": "Đếm sót một buổi"}))
    assert replay(backup).done == {"month_reopened": 1}
    told = done(Browser(town.connect()).get(f"/api/snapshots/{code}"))
    assert told["reopened_at"] is not None
    rows = done(town.desk().get(f"/api/reports/closed?unit={KHANH_CUONG}"))["rows"]
    assert [row["reopened"]["reason"] for row in rows] == [""]


def test_whoever_restores_hears_of_months_that_were_closed_and_of_the_desk_s_work(
    town: Town, replay: Replay
) -> None:
    made = joins(town).record(people=5)
    backup, desk = later(town), town.desk()
    months = [{"unit": KHANH_CUONG, "month": month} for month in ("2026-09", "2026-10")]
    for month in months:
        done(desk.post("/api/reports", {**month, "despite": True}))
    done(town.desk("quan").post("/api/reports/reopened", {**months[1], "reason": "Đếm sót"}))
    code = done(desk.post("/api/reports", {**months[1], "despite": True}))["closed"]["code"]
    word = {"set": {"people": 4}, "prev": {"people": 5}, "why": "Đếm lại"}
    done(desk.patch(f"/api/help-sessions/{made['record']}", word))
    found = replay(backup)
    assert [each.partition(" (")[0] for each in found.months] == [
        "Xã Khánh Cường 2026-09",
        "Xã Khánh Cường 2026-10",
    ]
    assert found.months[1].endswith(f"({code})")
    assert found.made == {"son": {"session_corrected": 1}}


def test_who_was_merged_is_merged_again_and_counts_once(town: Town, replay: Replay) -> None:
    lan, again = joins(town), joins(town)
    lan.record()
    again.record()
    backup = later(town)
    path = f"/api/teams/{TEAM}/members/{again.member}/merge"
    done(town.desk().post(path, {"into": lan.member}))
    again.record()
    assert replay(backup).done == {"member_merged": 1}
    for phone in (lan, again):
        phone.come_back()
        told = [(each["member"], each["state"]) for each in phone.enrolments()]
        assert told == [(lan.member, "approved")]
    assert counted(town) == 3
    rows = {row["f"]["author"] for row in lan.of_kind("help_session")}
    assert rows == {lan.member}


def test_who_a_lead_merged_is_so_by_that_leads_word_again(town: Town, replay: Replay) -> None:
    ha, lan = joins(town, "Hà", role="lead"), joins(town)
    written = ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Lan"}).json["id"]
    backup = later(town)
    path = f"/api/teams/{TEAM}/members/{lan.member}/merge"
    done(ha.web.post(path, {"into": written}))
    assert replay(backup).done == {"member_merged": 1}
    done(town.desk().delete(f"/api/devices/{ha.device}"))
    lan.come_back()
    told = [(each["member"], each["state"]) for each in lan.enrolments()]
    assert told == [(written, "pending")]


def test_who_was_merged_into_somebody_newer_than_the_backup_is_merged_once_that_one_is_back(
    town: Town, replay: Replay, journal: Path
) -> None:
    lan = joins(town)
    lan.record()
    backup = later(town)
    again = joins(town)
    again.record()
    merging = f"/api/teams/{TEAM}/members/{lan.member}/merge"
    done(town.desk().post(merging, {"into": again.member}))
    found = replay(backup)
    assert [(each.action, each.subject, each.reason) for each in found.failed] == [
        ("member_merged", lan.member, "not_found")
    ]
    again.come_back()
    approve(town, again)
    again.sync()
    with town.app.app_context():
        assert replay_journal(journal).done == {"member_merged": 1}
        assert replay_journal(journal).done == {}
    again.sync()
    rows = {row["f"]["author"] for row in again.of_kind("help_session")}
    assert (counted(town), rows) == (2, {again.member})


def test_nobody_is_merged_again_into_who_leads(town: Town, replay: Replay) -> None:
    ha, again = joins(town, "Hà", role="lead"), joins(town, "Hà")
    again.record()
    backup = later(town)
    path = f"/api/teams/{TEAM}/members/{again.member}/merge"
    done(town.desk().post(path, {"into": ha.member}))
    again.record()
    found = replay(backup)
    assert found.done == {}
    assert [(each.action, each.reason) for each in found.failed] == [
        ("member_merged", "merge_lead")
    ]
    again.come_back()
    assert again.web.get("/api/enrolments").code == "wrong_role"
