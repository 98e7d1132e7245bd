"""What else has its term: what waited, the audit trail, what phones told of themselves, names of who left."""

from typing import Any

import pytest
from sqlalchemy import select

from server.audit.journal import TOLD
from server.audit.tables import AuditEntry
from server.auth.tables import Device
from server.certificates.tables import Certificate
from server.config import ConfigError, read_settings
from server.database.engine import db
from server.organisation.tables import Member
from server.records.tables import ReviewItem
from server.retention import rollup
from server.retention.terms import cutoffs
from sync.kinds.member import ERASED_NAME
from tests.phones import Phone
from tests.server.retention.years import check_recount, let_pass, run
from tests.town import START, TEAM, Town

TERM = 780
"""Days after which what is of 2026-11-24 has outlived its term."""


def all_of(town: Town, table: Any, *conditions: Any) -> list[Any]:
    with town.app.app_context():
        rows = list(db.session.scalars(select(table).where(*conditions)))
        db.session.expunge_all()
        return rows


def name_of(town: Town, phone: Phone) -> str:
    (member,) = all_of(town, Member, Member.id == phone.member)
    return str(member.name)


def leave(town: Town, phone: Phone) -> None:
    day = town.clock().date().isoformat()
    path = f"/api/teams/{TEAM}/members/{phone.member}"
    assert town.desk().patch(path, {"to": day}).status == 200


def test_months_are_whole_and_of_the_calendar() -> None:
    until = cutoffs(START, 24)
    assert (until.day, until.moment.isoformat()) == ("2024-11-01", "2024-11-01T00:00:00+07:00")
    assert cutoffs(START, 12).day == "2025-11-01"
    assert cutoffs(START.replace(month=1, day=31), 25).day == "2023-12-01"
    late = START.replace(month=12, day=31, hour=23)
    assert cutoffs(late, 24).day == "2024-12-01"


def test_the_name_of_who_left_goes_once_nothing_of_theirs_stands(town: Town) -> None:
    lan, minh, ha = town.lan(), town.minh(), town.ha()
    lan.sync(lan.session(companions=[minh.member]))
    leave(town, minh)
    let_pass(town, TERM - 60, lan, ha)
    assert "0 names of who left were erased" in run(town)
    assert name_of(town, minh) == "Minh"
    let_pass(town, 60, lan, ha)
    assert "1 names of who left were erased" in run(town)
    assert (name_of(town, minh), name_of(town, lan)) == (ERASED_NAME, "Lan")
    check_recount(town)
    assert "0 names" in run(town)


def test_the_name_of_who_left_stays_while_a_session_of_theirs_does(town: Town) -> None:
    lan, minh, ha = town.lan(), town.minh(), town.ha()
    shared = lan.session(people=7, companions=[minh.member])
    lan.sync(shared)
    leave(town, minh)
    ha.sync(ha.edit(shared["record"], {"people": 8}, {"people": 7}))
    lan.sync(lan.edit(shared["record"], {"people": 9}, {"people": 7}))
    let_pass(town, TERM, lan, ha)
    run(town)
    assert name_of(town, minh) == "Minh"


def test_whose_certificate_holds_keeps_the_name_for_some_years(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    minh.sync(minh.session())
    days = {"from": "2026-11-24", "to": "2026-11-24"}
    made = town.desk().post(f"/api/teams/{TEAM}/members/{minh.member}/certificates", days)
    assert made.status == 201, made.body
    leave(town, minh)
    let_pass(town, TERM, lan)
    run(town)
    assert name_of(town, minh) == "Minh"
    let_pass(town, 5 * 366 + 31 - TERM, lan)
    run(town)
    assert name_of(town, minh) == ERASED_NAME
    assert all_of(town, Certificate) == []


def test_who_came_back_keeps_the_name(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    leave(town, minh)
    let_pass(town, TERM, lan)
    path = f"/api/teams/{TEAM}/members/{minh.member}"
    assert town.desk().patch(path, {"to": None}).status == 200
    run(town)
    assert name_of(town, minh) == "Minh"


def test_of_what_waited_only_that_it_did_is_left(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(day="2027-03-01", note="hẹn bà con tháng sau"))
    (item,) = town.desk().get("/api/review").json["rows"]
    path = f"/api/review/{item['id']}/settlement"
    refused = {"decision": "refuse", "reason": "ghi nhầm ngày"}
    assert town.desk().post(path, refused).status == 200
    let_pass(town, TERM, lan)
    (kept,) = all_of(town, ReviewItem)
    assert "hẹn bà con" in str(kept.body)
    assert "1 settled questions" in run(town)
    (left,) = all_of(town, ReviewItem)
    assert (left.body, left.reason, left.author, left.outcome) == ({}, None, None, "refused")
    assert "0 settled questions" in run(town)


def test_what_still_waits_is_left_alone(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(day="2027-03-01", note="hẹn bà con tháng sau"))
    let_pass(town, TERM, lan)
    run(town)
    (kept,) = all_of(town, ReviewItem)
    assert "hẹn bà con" in str(kept.body)
    (item,) = town.desk().get("/api/review").json["rows"]
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    check_recount(town)


def test_the_trail_keeps_what_a_restored_backup_must_not_undo(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    lan.sync(lan.session())
    leave(town, minh)
    town.desk().patch(f"/api/members/{lan.member}", {"name": "Lan Anh"})
    let_pass(town, TERM, lan)
    until = cutoffs(town.clock(), 24)
    old = AuditEntry.at < until.moment
    before = {(each.action, each.subject_id, each.at) for each in all_of(town, AuditEntry, old)}
    run(town)
    left = all_of(town, AuditEntry, old)
    assert {(each.action, each.subject_id, each.at) for each in left} == {
        each for each in before if each[0] in (*TOLD, "account_created", "member_renamed")
    }
    assert left
    told = [each for each in left if each.action != "member_renamed"]
    assert not any(each.details or each.actor_member_id for each in told)
    answer = town.desk().get("/api/audit?about=all&limit=100")
    assert answer.status == 200
    assert "0 entries" in run(town)


def test_a_silent_phone_is_known_by_its_key_alone(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    ready = {"installed": True, "persisted": True, "room_mb": 900, "browser": "Chrome 120"}
    for phone in (lan, minh):
        phone.sync(ready={**ready, "ready": True, "lacks": None})
    let_pass(town, TERM, lan)
    assert "what 1 phones told" in run(town)
    told = {each.id: each for each in all_of(town, Device)}
    assert (told[minh.device].readiness, told[minh.device].app_version) == (None, None)
    assert told[minh.device].public_key == told[lan.device].public_key
    assert told[lan.device].app_version == "1.0.0"


@pytest.mark.parametrize("months", ["11", "-1", "zwei"])
def test_a_term_shorter_than_a_year_is_refused(months: str) -> None:
    with pytest.raises(ConfigError):
        read_settings({"RETENTION_MONTHS": months})


def test_a_killed_run_goes_on_where_it_was(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = town.lan()
    lan.sync(*(lan.session(day=f"2026-11-{day}") for day in range(20, 25)))
    let_pass(town, TERM, lan)
    monkeypatch.setattr(rollup, "MOST", 2)
    real = rollup.empty_changes
    calls: list[int] = []

    def second_time(*given: Any) -> None:
        calls.append(len(given))
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*given)

    monkeypatch.setattr(rollup, "empty_changes", second_time)
    done = town.app.test_cli_runner().invoke(args=["retention"])
    assert done.exit_code != 0
    check_recount(town)
    monkeypatch.setattr(rollup, "empty_changes", real)
    assert "3 sessions are totals now" in run(town)
    check_recount(town)
