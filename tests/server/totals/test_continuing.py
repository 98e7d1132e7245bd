"""Who comes back is counted once, whatever becomes of the sessions that go on from each other."""

from collections.abc import Iterable
from random import Random
from typing import Any

import pytest

from server.database.engine import db
from server.operations.use_cases.erasing import erase_record
from server.records.store.records import followers_query, rows_by_id
from server.sync.use_cases import push
from server.totals import continuing
from server.totals.use_cases.recounting import recount
from sync.protocol_limits import CONTINUED_LINKS
from tests.phones import Change, Phone
from tests.server.plans import count, planned
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Browser

DAYS = "from=2026-11-01&to=2026-11-30"
HEN = {"services.DD01": {"people": 1, "outcome": "HEN", "reasons": ["MAY2"]}}


def figures(desk: Browser, query: str = f"{DAYS}&team={TEAM}") -> tuple[int, int, int]:
    """People, turns and sessions, as the desk is told."""
    total = desk.get(f"/api/tallies?{query}").json["total"]
    return total["people"], total["turns"], total["sessions"]


def visit(phone: Phone, day: str, before: Change | None = None, **more: Any) -> Change:
    """A session, that goes on from another one."""
    link = {"continues": before["record"]} if before else {}
    return phone.session(day=f"2026-11-{day}", **link, **more)


def void(phone: Phone, change: Change, status: str = "void") -> Change:
    return phone.edit(
        change["record"], {"status": status}, {"status": "live" if status == "void" else "void"}
    )


def check_recount(town: Town) -> None:
    with town.app.app_context():
        assert recount().differences == []


def test_a_person_who_comes_back_is_one_person_and_two_turns(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    first = visit(lan, "20", **HEN)
    lan.sync(first)
    lan.sync(visit(lan, "24", first))
    assert figures(desk) == (1, 2, 2)
    day = f"from=2026-11-24&to=2026-11-24&team={TEAM}"
    assert figures(desk, day) == (0, 1, 1)
    check_recount(town)


def test_whoever_of_the_team_goes_on_and_whichever_comes_first(town: Town) -> None:
    lan, minh, desk = town.lan(), town.minh(), town.desk()
    first = visit(lan, "20", **HEN)
    minh.sync(visit(minh, "24", first))
    assert figures(desk) == (1, 1, 1)
    lan.sync(first)
    assert figures(desk) == (1, 2, 2)
    check_recount(town)


def test_where_the_first_is_void_the_next_has_the_people_until_it_is_back(town: Town) -> None:
    lan, ha, desk = town.lan(), town.ha(), town.desk()
    first = visit(lan, "20", people=3, **HEN)
    second = visit(lan, "22", first, people=2, **HEN)
    third = visit(lan, "24", second, people=2)
    lan.sync(first, second, third)
    assert figures(desk) == (3, 3, 3)
    lan.sync(void(lan, first))
    assert figures(desk) == (2, 2, 2)
    ha.sync(void(ha, second))
    assert figures(desk) == (2, 1, 1)
    lan.sync(void(lan, first, "live"))
    assert figures(desk) == (3, 2, 2)
    check_recount(town)


def test_people_that_are_corrected_and_links_that_are_taken_away_count_at_once(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    first, other = visit(lan, "20", people=3), visit(lan, "21", people=10)
    second = visit(lan, "24", first, people=2)
    lan.sync(first, other, second)
    lan.sync(lan.edit(second["record"], {"people": 5}, {"people": 2}))
    assert figures(desk) == (13, 3, 3)
    lan.sync(lan.edit(second["record"], {"continues": None}, {"continues": first["record"]}))
    assert figures(desk) == (18, 3, 3)
    lan.sync(lan.edit(second["record"], {"continues": other["record"]}, {"continues": None}))
    assert figures(desk) == (13, 3, 3)
    # Behind the session that goes on from it, it is not before it any more.
    lan.sync(lan.edit(other["record"], {"start": "23:00", "day": "2026-11-24"},
                      {"start": "09:10", "day": "2026-11-21"}))  # fmt: skip
    assert figures(desk) == (18, 3, 3)
    check_recount(town)


def test_a_correction_at_the_desk_and_an_erasure_give_the_people_to_the_next(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    first = visit(lan, "20", **HEN)
    second = visit(lan, "24", first)
    lan.sync(first, second)
    path = f"/api/help-sessions/{first['record']}"
    body = {"set": {"status": "void"}, "prev": {"status": "live"}, "why": "ghi nhầm"}
    assert desk.patch(path, body).status == 200
    assert figures(desk) == (1, 1, 1)
    back = {"set": {"status": "live"}, "prev": {"status": "void"}, "why": "đúng rồi"}
    assert desk.patch(path, back).status == 200
    assert figures(desk) == (1, 2, 2)
    done = town.app.test_cli_runner().invoke(
        args=["erase", "record", first["record"], "--reason", "tên bà con"]
    )
    assert done.exit_code == 0, done.output
    assert figures(desk) == (1, 1, 1)
    check_recount(town)


@pytest.mark.parametrize("how", ["link", "day", "erased"])
def test_what_becomes_of_a_void_one_between_two_counts_too(town: Town, how: str) -> None:
    lan, desk = town.lan(), town.desk()
    first = visit(lan, "20", people=3)
    second = visit(lan, "22", first)
    third = visit(lan, "24", second, people=2)
    lan.sync(first, second, third)
    lan.sync(void(lan, second))
    assert figures(desk) == (3, 2, 2)
    if how == "erased":
        with town.app.app_context():
            assert erase_record(second["record"], "xin xóa")
    else:
        name, after, before = {
            "link": ("continues", None, first["record"]),
            "day": ("day", "2026-11-19", "2026-11-22"),
        }[how]
        lan.sync(lan.edit(second["record"], {name: after}, {name: before}))
    assert figures(desk) == (5, 2, 2)
    check_recount(town)


def test_what_waits_for_approval_has_no_people_until_it_counts(town: Town) -> None:
    waiting, lan, desk = town.phone("Công", auto_approve=False), town.lan(), town.desk()
    first = visit(waiting, "20", people=4)
    waiting.sync(first)
    lan.sync(visit(lan, "24", first, people=2))
    assert figures(desk) == (2, 1, 1)
    path = f"/api/enrolments/{waiting.device}/{waiting.member}/decision"
    assert desk.post(path, {"decision": "approve"}).status == 200
    assert figures(desk) == (4, 2, 2)
    check_recount(town)


def test_a_void_session_between_two_hands_people_on_each_time_its_link_moves(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    first, between = visit(lan, "20"), visit(lan, "21", status="void")
    last = visit(lan, "22", between, people=500)
    lan.sync(first, between, last)
    assert figures(desk) == (501, 2, 2)
    for _ in range(2):
        lan.sync(lan.edit(between["record"], {"continues": first["record"]}, {"continues": None}))
        assert figures(desk) == (1, 2, 2)
        lan.sync(void(lan, last))
        lan.sync(lan.edit(between["record"], {"continues": None}, {"continues": first["record"]}))
        assert figures(desk) == (1, 1, 1)
        lan.sync(void(lan, last, "live"))
        assert figures(desk) == (501, 2, 2)
    # Along with one that changes nothing for whoever follows.
    lan.sync(
        lan.edit(first["record"], {"status": "void"}, {"status": "live"}),
        lan.edit(between["record"], {"continues": first["record"], "people": 2},
                 {"continues": None, "people": 1}),
    )  # fmt: skip
    lan.sync(
        lan.edit(first["record"], {"status": "live"}, {"status": "void"}),
        lan.edit(between["record"], {"people": 3}, {"people": 2}),
    )
    assert figures(desk) == (1, 2, 2)
    check_recount(town)


def test_another_teams_session_takes_nobodys_people_away(town: Town) -> None:
    lan, tam, desk = town.lan(), town.phone("Tâm", OTHER_TEAM), town.desk()
    first = visit(tam, "20")
    tam.sync(first)
    lan.sync(visit(lan, "24", first))
    assert figures(desk) == (1, 1, 1)
    assert figures(desk, DAYS) == (2, 2, 2)
    check_recount(town)


def people_by_hand(rows: Iterable[dict[str, Any]]) -> int:
    """Said once more and otherwise: from the earliest session on, each hands on to those after it
    whether somebody has counted the people."""
    sessions = {row["id"]: row for row in rows if row["kind"] == "help_session" and row["f"]}
    order = sorted(
        sessions, key=lambda key: (sessions[key]["f"]["day"], sessions[key]["f"]["start"], key)
    )
    counted: dict[str, bool] = {}
    people = 0
    for key in order:
        row = sessions[key]
        before = counted.get(row["f"].get("continues"), False)
        counts = row["state"] == "counted"
        people += row["f"]["people"] if counts and not before else 0
        counted[key] = before or counts
    return people


@pytest.mark.parametrize("seed", range(3))
def test_people_are_what_somebody_counts_by_hand(town: Town, seed: int) -> None:
    chance = Random(seed)
    phones, desk = (town.lan(), town.minh(), town.ha()), town.desk()
    made: list[tuple[Phone, Change]] = []
    for _ in range(60):
        phone = chance.choice(phones)
        if made and chance.random() < 0.4:
            maker, change = chance.choice(made)
            maker.sync(*(each for who, each in made if who is maker))
            there = maker.rows[change["record"]]["f"]
            what: dict[str, Any] = chance.choice([
                {"status": "void" if there["status"] == "live" else "live"},
                {"day": f"2026-11-{chance.randint(15, 24)}"},
                {"people": chance.randint(1, 9)},
                {"continues": chance.choice([None, chance.choice(made)[1]["record"]])},
            ])  # fmt: skip
            maker.sync(maker.edit(change["record"], what, {name: there.get(name) for name in what}))
            continue
        before = chance.choice(made)[1] if made and chance.random() < 0.7 else None
        start = f"{chance.randint(8, 10):02}:{chance.choice(('00', '30'))}"
        change = visit(phone, str(chance.randint(15, 24)), before, start=start,
                       people=chance.randint(1, 9))  # fmt: skip
        made.append((phone, change))
        phone.sync(*([change] if chance.random() < 0.7 else []))
        if chance.random() < 0.5:
            phone.sync(*(each for maker, each in made if maker is phone))
    for phone in phones:
        phone.sync(*(each for maker, each in made if maker is phone))
    lan = phones[0]
    lan.sync()
    assert figures(desk)[0] == people_by_hand(lan.rows.values())
    assert figures(desk)[2] == sum(row["state"] == "counted" and row["kind"] == "help_session"
                                   for row in lan.rows.values())  # fmt: skip
    check_recount(town)


def chain(phone: Phone, length: int, **fields: Any) -> list[Change]:
    """Sessions each of which goes on from the one before it."""
    made = [visit(phone, "20", start="08:00", **fields)]
    for number in range(1, length):
        start = f"{8 + number // 60:02}:{number % 60:02}"
        made.append(visit(phone, "20", made[-1], start=start, **fields))
    return made


@pytest.mark.parametrize(("status", "asked"), [("live", 1), ("void", CONTINUED_LINKS)])
def test_a_long_chain_is_read_no_further_than_it_matters(
    town: Town, monkeypatch: pytest.MonkeyPatch, status: str, asked: int
) -> None:
    lan = town.lan()
    *before, last = chain(lan, 50)
    lan.sync(*before)
    if status == "void":
        lan.sync(*(void(lan, change) for change in before))
    questions: list[Any] = []

    def counting(session: Any, ids: Any) -> Any:
        questions.extend(ids)
        return rows_by_id(session, ids)

    monkeypatch.setattr(continuing, "rows_by_id", counting)
    lan.sync(last)
    assert len(questions) == asked
    check_recount(town)


def test_an_edit_in_a_long_chain_reads_no_more_of_it_than_counts(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    made = chain(lan, 60, status="void")
    lan.sync(*made)
    lan.sync(void(lan, made[0], "live"))
    tam.sync(*(visit(tam, "24", made[0]) for _ in range(30)))
    charged: list[int] = []
    monkeypatch.setattr(push, "charge_also_read", charged.append)
    lan.sync(lan.edit(made[0]["record"], {"people": 2}, {"people": 1}))
    lan.sync(void(lan, made[0]))
    lan.sync(void(lan, made[30], "live"))
    assert charged == [0, CONTINUED_LINKS, 2 * CONTINUED_LINKS]
    check_recount(town)


def test_which_session_goes_on_from_which_is_found_by_an_index(town: Town) -> None:
    lan = town.lan()
    first = visit(lan, "20")
    lan.sync(first, visit(lan, "24", first), *(lan.session() for _ in range(300)))
    asked = followers_query([(TEAM, first["record"])]).sql
    with town.app.app_context():
        count("record")
        assert "ix_record_continues" in planned(asked.replace("IN_JSON(:keys)", "IN ('a')"))
        db.session.rollback()
