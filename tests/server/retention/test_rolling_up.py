"""Sessions become totals without names: no figure moves, nothing comes back, and nothing is counted twice."""

from typing import Any

import pytest
from sqlalchemy import delete, select

from server.database.engine import db
from server.records.tables import Change, ExitRow, Record
from server.totals.tables import Presence, ScopeTally
from tests.phones import Change as Sent
from tests.phones import Phone, new_id
from tests.server.retention.years import check_recount, kept, let_pass, run
from tests.server.totals.test_recount import Chaos
from tests.server.trail import trail
from tests.tables import read_tables
from tests.town import OTHER_TEAM, TEAM, TRA_CAU, Town

NOVEMBER = "from=2026-11-01&to=2026-11-30"
LATER = 780
"""Days after 2026-11-24 when November 2026 is over its term: 2029-01-12."""


def figures(town: Town, query: str = f"{NOVEMBER}&team={TEAM}") -> dict[str, Any]:
    total: dict[str, Any] = town.desk().get(f"/api/tallies?{query}").json["total"]
    return total


def test_sessions_go_and_every_figure_stays(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    first = lan.session(people=7, note="Bà con hỏi nhiều về VNeID")
    lan.sync(first, lan.session(day="2026-11-20", people=3, companions=[ha.member]))
    before, told = kept(town), figures(town)
    let_pass(town, LATER, lan, ha)
    recent = lan.session(people=2)
    lan.sync(recent)
    assert "2 sessions would become totals" in run(town, "--dry-run")
    assert "before 2027-01-01: 2 sessions are totals now" in run(town)

    after = kept(town)
    assert {
        name: [row for row in rows if row[2] < "2027"] for name, rows in after.items()
    } == before
    assert figures(town) == told
    check_recount(town)
    with town.app.app_context():
        texts = str(read_tables())
        assert "Bà con hỏi nhiều" not in texts
        left = db.session.scalars(select(Record.id).where(Record.kind == "help_session")).all()
        assert left == [recent["record"]]
        assert {row.day for row in db.session.scalars(select(Presence))} == {recent["set"]["day"]}
    ((team, details),) = trail(town.app, "sessions_rolled_up")
    assert (team, details) == (TEAM, {"from": "2026-11-20", "to": "2026-11-24", "sessions": 2})
    for phone in (lan, ha):
        phone.sync()
        assert phone.digests() == phone.last["digest"]
        assert [row["id"] for row in phone.of_kind("help_session")] == [recent["record"]]
    assert "0 sessions are totals now" in run(town)


def test_what_was_rolled_up_is_neither_counted_twice_nor_lost_without_a_word(town: Town) -> None:
    lan = town.lan()
    first = lan.session(people=7)
    lan.sync(first)
    let_pass(town, LATER, lan)
    run(town)
    before = kept(town)

    (again,) = lan.sync(first)
    assert (again["verdict"], again["code"], again["row"]) == ("applied", None, None)
    edit = lan.edit(first["record"], {"people": 9}, {"people": 7})
    anew = {**lan.session(first["record"], day="2026-11-24", people=7), "id": new_id()}
    for late in lan.sync(edit, anew):
        assert (late["verdict"], late["code"]) == ("review", "rolled_up")
    assert kept(town) == before

    desk = town.desk()
    items = desk.get("/api/review").json["rows"]
    assert {item["code"] for item in items} == {"rolled_up"}
    for item in items:
        path = f"/api/review/{item['id']}/settlement"
        refused = desk.post(path, {"decision": "accept"})
        assert (refused.status, refused.json["details"]["code"]) == (422, "rolled_up")
        assert desk.post(path, {"decision": "refuse"}).status == 200
    assert kept(town) == before
    check_recount(town)


def test_a_session_that_comes_late_counts_and_is_rolled_up_in_its_turn(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(people=7))
    let_pass(town, LATER, lan)
    run(town)
    (late,) = lan.sync(lan.session(day="2026-11-24", people=2))
    assert (late["verdict"], late["code"]) == ("applied", None)
    assert figures(town)["people"] == 9
    check_recount(town)
    assert "0 sessions are totals now" in run(town)
    before = kept(town)
    let_pass(town, 100, lan)
    assert "1 sessions are totals now" in run(town)
    assert kept(town) == before
    check_recount(town)


def test_whoever_comes_back_stays_one_person(town: Town) -> None:
    lan = town.lan()
    void = lan.session(day="2026-10-31", people=4)
    first = lan.session(day="2026-10-30", people=4)
    void["set"]["continues"] = first["record"]
    lan.sync(first, void, lan.edit(void["record"], {"status": "void"}, {"status": "live"}))
    lan.sync(lan.session(day="2026-11-01", people=4, continues=void["record"]))
    let_pass(town, 710, lan)
    both = f"from=2026-10-01&to=2026-11-30&team={TEAM}"
    told = figures(town, both)
    assert (told["people"], told["sessions"]) == (4, 2)
    assert "before 2026-11-01: 2 sessions" in run(town)
    assert figures(town, both) == told
    check_recount(town)
    lan.sync(lan.session(day="2026-11-02", people=1, continues=first["record"]))
    assert figures(town, both)["people"] == 4
    check_recount(town)


def rolled_up_with_a_follower(town: Town, lan: Phone, *others: Phone) -> tuple[Sent, Sent]:
    """A session that was rolled up, and one of the next month that goes on from it and stands."""
    first = lan.session(people=4)
    lan.sync(first)
    town.clock.move(days=8)
    second = lan.session(people=4, continues=first["record"])
    lan.sync(second)
    let_pass(town, LATER - 40, lan, *others)
    assert "before 2026-12-01: 1 sessions" in run(town)
    check_recount(town)
    return first, second


def test_what_another_team_says_of_a_session_that_was_rolled_up_moves_nothing(town: Town) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    first, second = rolled_up_with_a_follower(town, lan, tam)
    both = f"from=2026-11-01&to=2026-12-31&team={TEAM}"
    before = figures(town, both)
    named = tam.session(day="2026-12-02", people=4, continues=first["record"])
    same = tam.session(first["record"], people=9)
    old = {**tam.session(first["record"], day="2026-11-24"), "id": new_id()}
    assert [each["verdict"] for each in tam.sync(named, same)] == ["applied", "applied"]
    check_recount(town)
    assert tam.sync(old)[0]["verdict"] == "review"
    assert figures(town, both) == before
    lan.sync(lan.edit(second["record"], {"people": 5}, {"people": 4}))
    assert figures(town, both) == before
    check_recount(town)
    let_pass(town, 120, lan, tam)
    run(town)
    check_recount(town)


def test_nothing_of_a_session_that_was_rolled_up_is_left_to_be_erased(town: Town) -> None:
    lan = town.lan()
    first, _ = rolled_up_with_a_follower(town, lan)
    before = kept(town)
    words = ["erase", "record", first["record"], "--reason", "theo yêu cầu"]
    done = town.app.test_cli_runner().invoke(args=words)
    assert (done.exit_code, "only the totals are left" in done.output) == (1, True)
    assert kept(town) == before
    check_recount(town)


def test_a_day_stays_whole_while_somebody_is_asked_about_one_of_its_sessions(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    asked, other = lan.session(people=7), lan.session(people=1)
    lan.sync(asked, other)
    ha.sync(ha.edit(asked["record"], {"people": 8}, {"people": 7}))
    lan.sync(lan.edit(asked["record"], {"people": 9}, {"people": 7}))
    let_pass(town, LATER, lan, ha)
    assert "0 sessions are totals now" in run(town)
    desk = town.desk()
    (item,) = desk.get("/api/review").json["rows"]
    assert desk.post(f"/api/review/{item['id']}/settlement", {"decision": "refuse"}).status == 200
    before = kept(town)
    assert "2 sessions are totals now" in run(town)
    assert kept(town) == before
    check_recount(town)
    lan.sync()
    assert lan.digests() == lan.last["digest"]
    assert lan.of_kind("proposal") == []


def test_a_team_takes_what_was_rolled_up_along_where_it_moves(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(people=7))
    let_pass(town, LATER, lan)
    run(town)
    moved = town.desk().post(f"/api/teams/{TEAM}/move", {"unit": TRA_CAU, "from": "2026-11-01"})
    assert moved.status == 200, moved.body
    check_recount(town)
    told = town.desk().get(f"/api/tallies?{NOVEMBER}&unit={TRA_CAU}&boundaries=then").json["total"]
    assert told["people"] == 7


def test_the_desk_is_told_up_to_when_there_are_only_totals(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(people=7), lan.session(day="2026-11-20"))
    let_pass(town, LATER - 5, lan)
    lan.sync(lan.session())
    let_pass(town, 5, lan)
    run(town)
    desk, year = town.desk(), "from=2026-11-01&to=2029-12-31"
    listed = desk.get(f"/api/help-sessions?{year}&team={TEAM}&state=any").json
    assert (len(listed["rows"]), listed["totals_only_until"]) == (1, "2026-11-24")
    later = desk.get(f"/api/help-sessions?from=2026-11-25&to=2029-12-31&team={TEAM}").json
    assert later["totals_only_until"] is None
    at_work = desk.get(f"/api/tallies/members?{year}&team={TEAM}").json
    assert [row["sessions"] for row in at_work["rows"]] == [1]
    assert at_work["totals_only_until"] == "2026-11-24"
    papers = f"/api/teams/{TEAM}/members/{lan.member}/certificates"
    shown = desk.get(f"{papers}?from=2026-11-01&to=2029-01-12").json
    assert (shown["from"], shown["sessions"]) == ("2026-11-25", 1)
    made = desk.post(papers, {"from": "2026-11-01", "to": "2029-01-12"})
    assert (made.status, made.json["from"], made.json["sessions"]) == (201, "2026-11-25", 1)
    old = desk.post(papers, {"from": "2026-11-01", "to": "2026-11-24"})
    assert old.code == "nothing_to_confirm"


def test_nothing_goes_where_the_totals_are_not_what_the_changes_give(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    let_pass(town, LATER, lan)
    with town.app.app_context():
        db.session.execute(delete(ScopeTally))
        db.session.commit()
    done = town.app.test_cli_runner().invoke(args=["retention"])
    assert (done.exit_code, "recount --rebuild" in done.output) == (1, True)
    with town.app.app_context():
        assert db.session.scalars(select(ExitRow)).all() == []
        assert db.session.scalars(select(Change.applied).where(Change.op == "create")).all()


@pytest.mark.parametrize("seed", range(2))
def test_totals_equal_the_changes_after_anything(town: Town, seed: int) -> None:
    chaos = Chaos(town, seed)
    everybody = chaos.phones + chaos.waiting
    for step in range(30):
        if step == 20:
            chaos.approve()
        chaos.act()
    let_pass(town, LATER + 31, *everybody)
    before = kept(town)
    said = run(town)
    assert " 0 sessions are" not in said
    assert kept(town) == before
    check_recount(town)
    for _ in range(15):
        chaos.act()
    check_recount(town)
    let_pass(town, 100, *everybody)
    before = kept(town)
    run(town)
    assert kept(town) == before
    check_recount(town)
    for phone in everybody:
        phone.sync()
        assert phone.digests() == phone.last["digest"]
