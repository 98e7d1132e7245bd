"""Nothing that somebody wrote, and no name, outlives its term anywhere in the database."""

from typing import Any

from server.audit.tables import AuditEntry
from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from sync.kinds.member import ERASED_NAME, row_id
from tests.phones import Phone, new_id
from tests.server.enrolment.test_claiming import decide
from tests.server.retention.test_other_terms import TERM, all_of, leave, name_of
from tests.server.retention.years import check_recount, let_pass, run
from tests.tables import read_tables
from tests.town import TEAM, Town

NOTE = "hẹn bà con tháng sau"


def tables_with(town: Town, text: str) -> set[str]:
    """The tables of which a row holds a text."""
    with town.app.app_context():
        return {
            name for name, rows in read_tables().items() if any(text in str(row) for row in rows)
        }


def settle_all(town: Town, **settlement: Any) -> None:
    desk = town.desk()
    for item in desk.get("/api/review").json["rows"]:
        answer = desk.post(f"/api/review/{item['id']}/settlement", settlement)
        assert answer.status == 200, answer.body


def test_what_was_refused(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(day="2027-03-01", note=NOTE))
    settle_all(town, decision="refuse", reason="ghi nhầm ngày")
    let_pass(town, TERM, lan)
    assert tables_with(town, NOTE)
    run(town)
    assert tables_with(town, NOTE) | tables_with(town, "ghi nhầm ngày") == set()


def test_what_came_late_for_a_session_that_was_rolled_up(town: Town) -> None:
    lan = town.lan()
    first = lan.session(people=7)
    lan.sync(first)
    let_pass(town, TERM, lan)
    run(town)
    lan.sync(lan.edit(first["record"], {"note": NOTE}, {"note": None}))
    settle_all(town, decision="refuse")
    let_pass(town, TERM, lan)
    run(town)
    assert tables_with(town, NOTE) == set()


def test_why_something_was_settled_so(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    asked = lan.session(people=7)
    lan.sync(asked)
    ha.sync(ha.edit(asked["record"], {"people": 8}, {"people": 7}))
    lan.sync(lan.edit(asked["record"], {"people": 9}, {"people": 7}))
    settle_all(town, decision="refuse", reason="đếm lại cùng đội")
    let_pass(town, TERM, lan, ha)
    run(town)
    assert tables_with(town, "đếm lại cùng đội") == set()
    lan.sync()
    assert lan.digests() == lan.last["digest"]


def test_what_was_made_void_on_a_phone_that_was_never_let_in(town: Town) -> None:
    lan, minh = town.lan(), town.phone("Minh", auto_approve=False)
    waiting = minh.session(note=NOTE)
    minh.sync(waiting)
    minh.sync(minh.edit(waiting["record"], {"status": "void"}, {"status": "live"}))
    assert decide(town, minh, "refuse").status == 200
    let_pass(town, TERM + 60, lan)
    assert "1 sessions are totals now" in run(town)
    assert tables_with(town, NOTE) == set()
    assert name_of(town, minh) == ERASED_NAME
    check_recount(town)


def test_the_name_of_somebody_whom_nobody_let_in(town: Town) -> None:
    lan = town.lan()
    refused = town.phone("Nguyễn Tuấn Kiệt", auto_approve=False)
    waiting = town.phone("Trần Gia Bảo", auto_approve=False)
    assert decide(town, refused, "refuse").status == 200
    let_pass(town, TERM + 60, lan)
    run(town)
    assert tables_with(town, "Tuấn Kiệt") | tables_with(town, "Gia Bảo") == set()
    assert name_of(town, waiting) == ERASED_NAME


def add_again(ha: Phone, name: str) -> None:
    """A lead adds somebody once more, on a day that is none."""
    member = new_id()
    said = {"member": member, "name": name, "affiliation": "DOAN", "from": "2031-11-24"}
    ha.sync(ha.change("create", row_id(member, TEAM), kind="member", set=said))


def test_what_somebody_was_called_before(town: Town) -> None:
    ha, kiet = town.ha(), town.phone("Nguyễn Tuấn Kiệt")
    add_again(ha, "Nguyễn Tuấn Kiệt")
    settle_all(town, decision="refuse")
    let_pass(town, TERM, ha, kiet)
    assert town.desk().patch(f"/api/members/{kiet.member}", {"name": "Kiệt Anh"}).status == 200
    run(town)
    leave(town, kiet)
    let_pass(town, TERM, ha)
    run(town)
    assert tables_with(town, "Tuấn Kiệt") | tables_with(town, "Kiệt Anh") == set()


def test_who_held_the_phone_is_forgotten_too_and_nothing_that_is_younger(town: Town) -> None:
    lan = town.lan()
    let_pass(town, TERM, lan)
    now = town.clock.moment
    said = {"at": now.replace(year=2026), "actor_kind": "device", "actor_id": lan.device}
    said |= {"action": "invitation_revoked", "subject_kind": "invitation", "subject_id": new_id()}
    with town.app.app_context():
        db.session.add(AuditEntry(**said, actor_member_id=lan.member, details={}))
        record_audit(db.session, SYSTEM, "team_changed", ("team", TEAM), {"name": "Tổ 1"})
        db.session.commit()
        # The server's clock was behind when it wrote this one.
        town.clock.moment = now.replace(year=2026)
        record_audit(db.session, SYSTEM, "team_changed", ("team", TEAM), {"name": "Tổ 2"})
        db.session.commit()
        town.clock.moment = now
    run(town)
    left = all_of(town, AuditEntry)
    assert [each.details for each in left if each.action == "team_changed"] == [{"name": "Tổ 1"}]
    old = [each for each in left if each.at < now.replace(year=2028)]
    assert not any(each.actor_member_id for each in old)


def test_a_new_phone_hears_nothing_of_what_is_left_in_totals_alone(town: Town) -> None:
    lan = town.lan()
    lan.sync(*(lan.session() for _ in range(5)))
    let_pass(town, TERM, lan)
    run(town)
    later = lan.session()
    lan.sync(later)
    new = town.phone("Năm")
    answer = new.ask([]).json
    assert not any(row.get("out") for row in answer["rows"])
    new.take(answer)
    new.sync()
    assert new.digests() == new.last["digest"]
