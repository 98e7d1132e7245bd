"""Every number can be opened down to its sessions."""

from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import update

from server.accounts.use_cases.password_sign_in import create_account
from server.database.engine import db
from server.organisation.tables import TeamUnit
from server.statistics.session_schemas import SORTED_BY
from server.statistics.store import sessions
from server.statistics.use_cases import listing, sorting
from server.statistics.use_cases.sorting import SORTS
from tests.phones import Phone, new_id
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Browser

DAYS = "from=2026-11-01&to=2026-11-30"


def ids(answer: Any) -> list[str]:
    assert answer.status == 200, answer.body
    return [row["id"] for row in answer.json["rows"]]


def all_pages(desk: Browser, query: str = DAYS, limit: int = 2) -> list[str]:
    """Every session, page by page."""
    found: list[str] = []
    after = ""
    while True:
        answer = desk.get(f"/api/help-sessions?{query}&limit={limit}{after}")
        found += ids(answer)
        if answer.json["next"] is None:
            return found
        after = f"&after={answer.json['next']}"


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def test_pages_hold_each_session_once(town: Town, lan: Phone) -> None:
    made = [lan.session(day=f"2026-11-{day:02}") for day in (20, 20, 21, 22, 22, 22, 24)]
    lan.sync(*made)
    found = all_pages(town.desk())
    assert sorted(found) == sorted(change["record"] for change in made)
    assert found[0] == made[-1]["record"]


def test_who_came_back_is_marked_so_that_the_list_adds_up_to_the_totals(
    town: Town, lan: Phone
) -> None:
    first = lan.session(day="2026-11-20", people=5)
    again = lan.session(people=2, continues=first["record"])
    lan.sync(first, again)
    desk = town.desk()
    rows = desk.get(f"/api/help-sessions?{DAYS}").json["rows"]
    assert {row["id"]: row["repeats"] for row in rows} == {
        first["record"]: False,
        again["record"]: True,
    }
    told = desk.get(f"/api/tallies?{DAYS}&team={TEAM}").json["total"]["people"]
    assert sum(row["people"] for row in rows if not row["repeats"]) == told == 5


@pytest.mark.parametrize("merged", [0, 100])
def test_many_teams_are_listed_like_few(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch, merged: int
) -> None:
    monkeypatch.setattr(sessions, "MERGED", merged)
    tam, places = town.phone("Tâm", OTHER_TEAM), []
    for phone, days in ((lan, (20, 20, 23, 24)), (tam, (21, 20, 24))):
        made = [phone.session(day=f"2026-11-{day}") for day in days]
        phone.sync(*made)
        places += [(change["set"]["day"], change["record"]) for change in made]
    ordered = [record for _, record in sorted(places, reverse=True)]
    for limit in (1, 2, 3, 100):
        assert all_pages(town.desk(), limit=limit) == ordered
    assert len(all_pages(town.desk(), f"{DAYS}&team={OTHER_TEAM}")) == 3
    days = "from=2026-11-21&to=2026-11-23"
    assert len(all_pages(town.desk(), days)) == 2


def test_a_page_looks_through_a_part_and_says_where_to_go_on(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "LOOKED_THROUGH", 3)
    days = (11, 12, 13, 14, 15, 16, 17)
    made = [lan.session(day=f"2026-11-{day}") for day in days]
    made[0]["set"]["place_kind"] = made[5]["set"]["place_kind"] = "CHO"
    lan.sync(*made)
    desk, query = town.desk(), f"{DAYS}&place_kind=CHO"
    first = desk.get(f"/api/help-sessions?{query}")
    assert ids(first) == [made[5]["record"]]
    assert first.json["next"] == f"2026-11-15~{made[4]['record']}"
    second = desk.get(f"/api/help-sessions?{query}&after={first.json['next']}")
    assert (ids(second), second.json["next"]) == ([], f"2026-11-12~{made[1]['record']}")
    assert all_pages(desk, query) == [made[5]["record"], made[0]["record"]]
    assert len(all_pages(desk, DAYS)) == 7


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("service=DD07", [1]),
        ("outcome=HEN", [1]),
        ("service=DD01&outcome=XONG", [0, 1]),
        ("service=DD01&outcome=HEN", []),
        ("group=DD", [0, 1, 2]),
        ("group=TT", []),
        ("group=DD&outcome=HEN", [1]),
        ("group=TT&service=DD01", []),
        ("group=KHONGCO", []),
        ("reason=MAY1", [1]),
        ("reason=MAY_", []),
        ("reason=MAY1&service=DD01", []),
        ("reason=MAY1&service=DD07", [1]),
        ("reason=MAY1&outcome=XONG", []),
        ("place_kind=CHO", [2]),
        ("age_band=60", [1]),
        ("from=2026-11-23&to=2026-11-23", [2]),
        (f"team={TEAM}", [0, 1, 2]),
    ],
)
def test_filters(town: Town, lan: Phone, query: str, expected: list[int]) -> None:
    again = {"people": 1, "outcome": "HEN", "reasons": ["MAY1"]}
    other = {"people": 1, "outcome": "CHO", "reasons": []}
    made = [
        lan.session(),
        lan.session(age_band="60", **{"services.DD07": again}),
        lan.session(day="2026-11-23", place_kind="CHO", **{"services.DD01": other}),
    ]
    lan.sync(*made)
    days = "" if "from=" in query else DAYS
    found = ids(town.desk().get(f"/api/help-sessions?{days}&{query}"))
    assert sorted(found) == sorted(made[number]["record"] for number in expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("duc", [1]),
        ("ĐỨC bán", [1]),
        ("duc lan", [1]),
        ("cho tra cau", [0]),
        ("kich hoat", [0]),
        ("activat", [0]),
        ("23/11", [1]),
        ("pho cuong", [0, 1]),
        ("duc cho", []),
        ("%", []),
    ],
)
def test_words_are_looked_for_in_all_sessions(
    town: Town, lan: Phone, words: str, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "LOOKED_THROUGH", 1)
    place = new_id()
    lan.sync(lan.change("create", place, "place", set={"name": "Chợ Trà Câu", "place_kind": "CHO"}))
    again = {"people": 1, "outcome": "HEN", "reasons": ["MAY1"]}
    made = [
        lan.session(place=place, **{"services.DD04": again}),
        lan.session(day="2026-11-23", note="Bác Đức bán hàng"),
    ]
    lan.sync(*made)
    desk, query = town.desk(), f"{DAYS}&q={quote(words)}"
    wanted = [made[number]["record"] for number in expected]
    assert all_pages(desk, query) == wanted
    lines = desk.get(f"/api/exports/help-sessions.csv?{query}")
    assert "-tim-" in lines.headers["Content-Disposition"]
    assert all(
        (record in lines.body.decode()) is (record in wanted)
        for record in [each["record"] for each in made]
    )


def sortable(town: Town, lan: Phone) -> list[str]:
    """Four sessions of three people in two teams; what is alike in two of them is told by the day."""
    duc, tam = town.phone("Đức", TEAM), town.phone("Tâm", OTHER_TEAM)
    waits = {"people": 1, "outcome": "HEN", "reasons": []}
    made = [
        lan.session(day="2026-11-20", start="09:00", people=5, place_kind="CHO", note="Ăn"),
        lan.session(day="2026-11-21", start="09:00", people=5, age_band="60", note="an"),
        duc.session(day="2026-11-20", start="08:00", people=12, note="ba"),
        tam.session(day="2026-11-22", start="07:00", people=2, **{"services.DD07": waits}),
    ]
    for phone, changes in ((lan, made[:2]), (duc, made[2:3]), (tam, made[3:])):
        phone.sync(*changes)
    lan.sync(lan.edit(made[0]["record"], {"status": "void"}, {"status": "live"}))
    return [change["record"] for change in made]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("when", [2, 0, 1, 3]),
        ("-when", [3, 1, 0, 2]),
        ("people", [3, 1, 0, 2]),
        ("-people", [2, 1, 0, 3]),
        ("author", [2, 1, 0, 3]),
        ("-author", [3, 1, 0, 2]),
        ("note", [3, 1, 0, 2]),
        ("-state", [0, 3, 1, 2]),
        ("-services", [3, 1, 0, 2]),
    ],
)
def test_all_sessions_are_sorted_not_only_those_of_a_page(
    town: Town, lan: Phone, order: str, expected: list[int]
) -> None:
    made = sortable(town, lan)
    desk, query = town.desk(), f"{DAYS}&sort={order}"
    ordered = [made[number] for number in expected]
    for limit in (1, 3, 100):
        assert all_pages(desk, query, limit) == ordered
    lines = desk.get(f"/api/exports/help-sessions.csv?{query}").body.decode().splitlines()[1:]
    assert [next(one for one in made if one in line) for line in lines] == ordered


def test_what_may_be_asked_for_has_an_order() -> None:
    assert tuple(SORTS) == SORTED_BY


@pytest.mark.parametrize("name", SORTED_BY)
def test_each_order_is_that_of_its_keys_and_turns_round(town: Town, lan: Phone, name: str) -> None:
    made = sortable(town, lan)
    desk = town.desk()
    up, down = (all_pages(desk, f"{DAYS}&sort={sign}{name}", 3) for sign in ("", "-"))
    assert sorted(up) == sorted(down) == sorted(made)
    assert all_pages(desk, f"{DAYS}&state=counted&sort={name}") == [
        each for each in up if each != made[0]
    ]


def test_a_sorted_page_goes_on_where_the_one_before_ended(town: Town, lan: Phone) -> None:
    made = sortable(town, lan)
    desk, query = town.desk(), f"{DAYS}&sort=people&limit=2"
    first = desk.get(f"/api/help-sessions?{query}")
    assert ids(first) == [made[3], made[1]]
    few = lan.session(day="2026-11-23", people=1)
    many = lan.session(day="2026-11-23", people=6)
    lan.sync(few, many, lan.edit(made[1], {"people": 40}, {"people": 5}))
    after = desk.get(f"/api/help-sessions?{query}&after={first.json['next']}")
    assert ids(after) == [made[0], many["record"]]


def test_a_place_of_another_list_and_too_many_sessions_are_refused(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sortable(town, lan)
    desk = town.desk()
    for query in (
        f"sort=people&after=2026-11-20~{made[0]}",
        "sort=people&after=W10",
        "after=WyJhIl0",
        "sort=colour",
    ):
        assert desk.get(f"/api/help-sessions?{DAYS}&{query}").status == 422
    monkeypatch.setattr(sorting, "MOST_SESSIONS", 3)
    for path in ("help-sessions", "exports/help-sessions.csv", "exports/help-sessions.xlsx"):
        answer = desk.get(f"/api/{path}?{DAYS}&sort=people")
        assert (answer.status, answer.json["code"]) == (409, "too_many_sessions")
    assert desk.get(f"/api/help-sessions/sums?{DAYS}").code == "too_many_sessions"
    assert len(all_pages(desk)) == 4


def test_a_list_is_added_up_whole_as_the_totals_are(town: Town, lan: Phone) -> None:
    """What does not count, and who came back, is in no sum."""
    made = sortable(town, lan)
    again = lan.session(day="2026-11-23", people=2, continues=made[1])
    lan.sync(again)
    desk = town.desk()
    rows = [
        row
        for row in desk.get(f"/api/help-sessions?{DAYS}").json["rows"]
        if row["state"] == "counted"
    ]
    sums = desk.get(f"/api/help-sessions/sums?{DAYS}&state=any").json
    totals = desk.get(f"/api/tallies?{DAYS}&by=team").json["total"]
    assert sums == {name: totals[name] for name in ("sessions", "people", "turns")}
    assert (sums["sessions"], sums["people"]) == (4, sum(row["people"] for row in rows) - 2)
    some = desk.get(f"/api/help-sessions/sums?{DAYS}&member={lan.member}").json
    assert some["sessions"] == 2
    nothing = desk.get(f"/api/help-sessions/sums?{DAYS}&q=khong-co-dau").json
    assert nothing == {"sessions": 0, "people": 0, "turns": 0}


def test_a_session_tells_who_what_and_its_history(town: Town, lan: Phone) -> None:
    minh, place = town.minh(), new_id()
    lan.sync(lan.change("create", place, "place", set={"name": "Chợ Trà Câu", "place_kind": "CHO"}))
    made = lan.session(place=place, companions=[minh.member], due="2026-11-30")
    lan.sync(made)
    lan.sync(lan.edit(made["record"], {"people": 4}, {"people": 1}))
    told = town.desk().get(f"/api/help-sessions/{made['record']}").json
    assert told["author"] == {"id": lan.member, "name": "Lan"}
    assert told["companions"] == [{"id": minh.member, "name": "Minh"}]
    assert (told["place_name"], told["people"]) == ("Chợ Trà Câu", 4)
    assert (told["team"]["id"], told["due"]) == (TEAM, "2026-11-30")
    assert [(each["op"], each["verdict"]) for each in told["history"]] == [
        ("create", "applied"),
        ("edit", "applied"),
    ]
    assert told["history"][1]["prev"] == {"people": 1}


def test_other_teams_do_not_exist(town: Town, lan: Phone) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    theirs = tam.session()
    tam.sync(theirs)
    assert ids(lan.web.get(f"/api/help-sessions?{DAYS}")) == []
    assert lan.web.get(f"/api/help-sessions/{theirs['record']}").code == "not_found"
    assert lan.web.get(f"/api/help-sessions?{DAYS}&team={OTHER_TEAM}").code == "not_found"
    assert lan.web.get("/api/help-sessions/none").code == "not_found"
    assert town.desk("quan").get(f"/api/help-sessions?{DAYS}").code == "wrong_role"


@pytest.fixture
def moved(town: Town, lan: Phone) -> dict[int, str]:
    """Lan's team stood under Khánh Cường until 19 November and stands under Trà Câu from the next
    day on. Her sessions by day of the month; each commune has a coordinator."""
    with town.app.app_context():
        last = update(TeamUnit).where(TeamUnit.team_id == TEAM, TeamUnit.unit_id == KHANH_CUONG)
        db.session.execute(last.values(valid_to="2026-11-19"))
        db.session.add(TeamUnit(team_id=TEAM, unit_id=TRA_CAU, valid_from="2026-11-20"))
        create_account("khanhcuong", "Thu", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("tracau", "Bình", "coordinator", TRA_CAU, PASSWORD)
    made = {day: lan.session(day=f"2026-11-{day}") for day in (18, 19, 20, 21)}
    lan.sync(*made.values())
    return {day: change["record"] for day, change in made.items()}


@pytest.mark.parametrize(
    ("login", "days"), [("khanhcuong", [19, 18]), ("tracau", [21, 20]), ("son", [21, 20, 19, 18])]
)
def test_of_a_team_that_moved_each_coordinator_reads_the_own_days(
    town: Town, moved: dict[int, str], login: str, days: list[int]
) -> None:
    desk, mine = town.desk(login), [moved[day] for day in days]
    assert all_pages(desk, limit=1) == mine
    assert all_pages(desk, f"{DAYS}&team={TEAM}", limit=1) == mine
    for day, record in moved.items():
        answer = desk.get(f"/api/help-sessions/{record}")
        assert answer.status == 200 if day in days else answer.code == "not_found"


def test_of_a_team_that_moved_each_unit_has_its_days(town: Town, moved: dict[int, str]) -> None:
    desk = town.desk()
    assert all_pages(desk, f"{DAYS}&unit={KHANH_CUONG}") == [moved[19], moved[18]]
    assert all_pages(desk, f"{DAYS}&unit={TRA_CAU}") == [moved[21], moved[20]]
    khanh_cuong = town.desk("khanhcuong")
    assert khanh_cuong.get(f"/api/help-sessions?{DAYS}&unit={TRA_CAU}").code == "not_found"
    assert khanh_cuong.get(f"/api/help-sessions?{DAYS}&team={OTHER_TEAM}").code == "not_found"


@pytest.mark.parametrize(
    ("login", "sessions", "teams"), [("khanhcuong", 2, 0), ("tracau", 2, 1), ("son", 4, 1)]
)
def test_of_a_team_that_moved_each_coordinator_reads_the_own_totals(
    town: Town, moved: dict[int, str], login: str, sessions: int, teams: int
) -> None:
    for by in ("team", "month", "day"):
        told = town.desk(login).get(f"/api/tallies?{DAYS}&team={TEAM}&by={by}").json
        assert told["total"]["sessions"] == sessions
        assert sum(row["totals"]["sessions"] for row in told["rows"]) == sessions
        assert told["completeness"]["teams"] == teams
    assert town.lan().web.get(f"/api/tallies?{DAYS}&team={TEAM}").json["total"]["sessions"] == 4


def test_who_no_longer_looks_after_a_team_is_not_told_of_its_phones(
    town: Town, moved: dict[int, str]
) -> None:
    for login, teams in (("khanhcuong", 0), ("tracau", 1)):
        for query in ("by=team", "by=unit", f"by=team&team={TEAM}"):
            told = town.desk(login).get(f"/api/tallies?{DAYS}&{query}").json
            assert told["completeness"]["teams_reported_today"] == teams
            if query != "by=unit":
                assert len([row for row in told["rows"] if row["last_contact"]]) == teams


def test_a_team_that_moved_reads_all_its_days(lan: Phone, moved: dict[int, str]) -> None:
    assert all_pages(lan.web) == [moved[day] for day in (21, 20, 19, 18)]
    assert lan.web.get(f"/api/help-sessions/{moved[18]}").status == 200


@pytest.mark.parametrize("decision", [None, "refuse"])
def test_what_nobody_let_in_is_for_who_looks_after_the_team(
    town: Town, lan: Phone, decision: str | None
) -> None:
    ha, mai = town.ha(), town.phone("Mai", auto_approve=False)
    made = mai.session(note="Cô ở đầu ngõ")
    assert mai.sync(made)[0]["row"]["state"] == "awaiting_approval"
    if decision is not None:
        path = f"/api/enrolments/{mai.device}/{mai.member}/decision"
        assert ha.web.post(path, {"decision": decision}).status == 200
    address = f"/api/help-sessions/{made['record']}"
    assert lan.web.get(address).code == "not_found"
    assert ha.web.get(address).status == 200
    assert town.desk().get(address).status == 200


def test_a_phone_reads_what_waits_on_itself(town: Town, lan: Phone) -> None:
    lan.join(town.invite(auto_approve=False), "Mai")
    made = lan.session()
    assert lan.sync(made)[0]["row"]["state"] == "awaiting_approval"
    assert lan.web.get(f"/api/help-sessions/{made['record']}").status == 200
    assert town.minh().web.get(f"/api/help-sessions/{made['record']}").code == "not_found"
