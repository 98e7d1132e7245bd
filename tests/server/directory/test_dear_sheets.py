"""What sheets and changes of units ask of the database: as much for hundreds of rows as for tens, and
nothing that others wait for before it is known that there is something to write."""

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from time import process_time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from server.accounts.use_cases.password_sign_in import create_account
from server.auth import throttle
from server.auth.throttle import Limit
from server.database.engine import db
from server.directory.use_cases import changing_units, sheet_report, succession, unit_book
from server.organisation.store.units import Units
from server.organisation.tree import parents_first
from tests.server.directory.bringing import MEMBERS, UNITS, bring, counts, stock
from tests.town import CLUSTER, PASSWORD, TEAM, Town
from tests.wires import Answer, Browser

OF_UNITS = ["Mã", "Tên", "Loại", "Thuộc (mã)", "Từ ngày", "Đến ngày"]
OF_MEMBERS = ["Họ và tên", "Đội", "Từ ngày", "Đến ngày"]
FIRST, LAST = "01/11/2026", "20/11/2026"
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ")
MIDDLE = ("Thị", "Văn", "Minh", "Hoàng", "Thanh", "Ngọc")
GIVEN = ("Lan", "Hoa", "Tuấn", "Sơn", "Hà", "Nga", "Bình", "An", "Phúc", "Mai")


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


def name(number: int) -> str:
    return f"{SURNAMES[number % 10]} {MIDDLE[number // 10 % 6]} {GIVEN[number // 60 % 10]}"


def members(desk: Browser, numbers: Sequence[int], last: str | None, **more: Any) -> Answer:
    team = desk.get("/api/teams").json["rows"][0]["name"]
    rows = [[name(number), team, FIRST, last] for number in numbers]
    return bring(desk, MEMBERS, OF_MEMBERS, *rows, **more)


def units(
    desk: Browser, numbers: Sequence[int], last: str | None, kind: str = "Thôn", **more: Any
) -> Answer:
    rows = [[f"T{n}", f"{kind} {name(n)}", "Thôn", "21472", FIRST, last] for n in numbers]
    return bring(desk, UNITS, OF_UNITS, *rows, **more)


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """What is said to the database meanwhile, through SQLAlchemy."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("send", [members, units])
def test_new_rows_that_end_ask_no_more_than_few(app: Flask, desk: Browser, send: Any) -> None:
    asked = []
    for numbers in (range(5), range(100, 350)):
        for dry_run in (True, False):
            with statements(app) as said:
                answer = send(desk, numbers, LAST, dry_run=dry_run)
            assert counts(answer) == {"added": len(numbers)}
            asked.append(len(said))
    assert asked[2] == asked[0]
    assert asked[3] <= asked[1] + 4


@pytest.mark.parametrize("send", [members, units])
def test_rows_that_end_what_there_is_ask_no_more_than_few(
    app: Flask, desk: Browser, send: Any
) -> None:
    send(desk, range(260), None)
    asked = []
    for numbers in (range(5), range(10, 210)):
        for dry_run in (True, False):
            with statements(app) as said:
                answer = send(desk, numbers, LAST, dry_run=dry_run)
            assert counts(answer) == {"changed": len(numbers)}
            asked.append(len(said))
    assert asked[2] == asked[0]
    assert asked[3] <= asked[1] + 4


def test_names_of_many_units_are_corrected_at_once(app: Flask, desk: Browser) -> None:
    units(desk, range(200), None)
    asked = []
    for numbers in (range(5), range(10, 200)):
        with statements(app) as said:
            assert counts(units(desk, numbers, None, kind="Tổ")) == {"changed": len(numbers)}
        asked.append(len(said))
    assert asked[1] <= asked[0] + 4


def changes(desk: Browser, dry_run: bool) -> Answer:
    (unit,) = [
        row
        for row in desk.get("/api/units").json["rows"]
        if row["code"] == "21472" and row["valid_to"] is None
    ]
    into = {"code": "21472", "name": "Khánh Mới", "kind": "xa", "parent": CLUSTER}
    body = {"kind": "rename", "units": [unit["id"]], "into": [into], "on": "2026-11-24"}
    return desk.post("/api/units/changes", {**body, "goes": [], "dry_run": dry_run})


def test_what_stands_below_goes_along_at_once(app: Flask, desk: Browser) -> None:
    asked = []
    for numbers in (range(5), range(5, 205)):
        units(desk, numbers, None)
        with statements(app) as said:
            answer = changes(desk, dry_run=True)
        assert answer.status == 200, answer.body
        assert answer.json["refusals"] == []
        asked.append(len(said))
    assert asked[1] <= asked[0] + 4
    assert len(changes(desk, dry_run=False).json["begins"]) == 206


def writes(said: Sequence[str]) -> list[str]:
    first = ("INSERT", "UPDATE", "DELETE", "BEGIN IMMEDIATE")
    return [each for each in said if each.lstrip().startswith(first) or "FOR UPDATE" in each]


@pytest.mark.parametrize("send", [members, units])
def test_nobody_waits_for_a_preview_or_for_what_is_refused(
    app: Flask, desk: Browser, send: Any
) -> None:
    send(desk, range(20), None)
    before = stock(app)
    with statements(app) as said:
        assert counts(send(desk, range(40), LAST, dry_run=True)) == {"added": 20, "changed": 20}
    assert writes(said) == []
    with statements(app) as said:
        assert send(desk, range(40), "01/10/2026").code == "sheet_refused"
    assert writes(said) == []
    assert stock(app) == before
    with statements(app) as said:
        assert send(desk, range(40), LAST).status == 200
    assert writes(said)


@pytest.mark.parametrize("send", [members, units])
def test_one_file_changes_so_many_rows(
    app: Flask, desk: Browser, send: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_report, "MOST_CHANGES", 10)
    send(desk, range(30), None)
    before = stock(app)
    for dry_run in (True, False):
        with statements(app) as said:
            answer = send(desk, range(11), LAST, dry_run=dry_run)
        assert (answer.status, answer.code) == (413, "sheet_changes_many")
        assert writes(said) == []
    assert stock(app) == before
    assert counts(send(desk, range(10), LAST)) == {"changed": 10}


@pytest.mark.parametrize("send", [members, units])
def test_what_keeps_others_waiting_too_long_is_taken_back(
    app: Flask, desk: Browser, send: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stock(app)
    with monkeypatch.context() as patch:
        patch.setattr(sheet_report, "LOCKED_SECONDS", -1.0)
        answer = send(desk, range(20), LAST)
        assert (answer.status, answer.code) == (503, "sheet_slow")
        assert stock(app) == before
        assert counts(send(desk, range(20), LAST, dry_run=True)) == {"added": 20}
    assert counts(send(desk, range(20), LAST)) == {"added": 20}


def test_few_copies_of_all_units_are_kept(desk: Browser) -> None:
    for number in range(12):
        assert counts(units(desk, [number], None)) == {"added": 1}
        desk.get("/api/units")
    gc.collect()
    assert sum(isinstance(each, Units) for each in gc.get_objects()) <= 6


def test_a_chain_of_units_is_put_in_order_in_a_line() -> None:
    def seconds(length: int) -> float:
        parents = {f"{n:05}": f"{n - 1:05}" if n else None for n in range(length)}
        began = process_time()
        assert parents_first(parents) == sorted(parents)
        return process_time() - began

    short = min(seconds(1_000) for _ in range(3))
    assert min(seconds(10_000) for _ in range(3)) < 40 * short
    assert parents_first({"a": "b", "b": "a", "c": None}) == ["c"]


def test_so_many_units_stand_right_below_one(
    app: Flask, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a form, by a sheet and as what takes the place of others; those that are over take no room."""
    for most, refused in (
        (4, ["unit_full"]),
        (5, []),
    ):  # five stand under the cluster, and one gives way
        monkeypatch.setattr(unit_book, "MOST_BELOW", most)
        told = changes(desk, dry_run=True).json["refusals"]
        assert [each["code"] for each in told] == refused
    monkeypatch.setattr(unit_book, "MOST_BELOW", 10)
    commune = next(
        row["id"] for row in desk.get("/api/units").json["rows"]
        if row["code"] == "21472" and row["valid_to"] is None
    )  # fmt: skip
    assert counts(units(desk, range(10), None)) == {"added": 10}
    before = stock(app)
    sheet = units(desk, [10], None)
    assert sheet.code == "sheet_refused"
    (fault,) = sheet.json["details"]["errors"]
    assert (fault["code"], fault["column"]) == ("unit_full", "Thuộc (mã)")
    one = {"code": "T10", "name": "Thôn Mới", "kind": "thon", "parent": commune}
    answer = desk.post("/api/units", {**one, "valid_from": "2026-11-01"})
    assert (answer.status, answer.code) == (409, "unit_full")
    assert stock(app) == before
    assert changes(desk, dry_run=True).json["refusals"] == []  # each goes along under a new one
    assert counts(units(desk, [0], LAST)) == {"changed": 1}
    assert desk.post("/api/units", {**one, "valid_from": "2026-11-01"}).status == 201


def test_units_that_are_over_take_room_too(
    town: Town, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing takes them away again, and all of them are read for whatever is shown: 36,000 made an answer
    fifty times as slow. What has a long history can still be renamed as a whole, and be merged by an
    administrator."""
    most = 20
    monkeypatch.setattr(unit_book, "MOST_EVER_BELOW", most)
    assert counts(units(desk, range(1), None)) == {"added": 1}
    sheet = units(desk, range(100, 100 + most), LAST)
    assert [each["code"] for each in sheet.json["details"]["errors"]] == ["unit_full"]
    assert counts(units(desk, range(100, 99 + most), LAST)) == {"added": most - 1}
    rows = desk.get("/api/units").json["rows"]
    (hamlet,) = [row for row in rows if row["code"] == "T0"]
    new = {"name": "Thôn Mới", "kind": "thon", "parent": hamlet["parent"]}
    one = {**new, "code": "T1", "valid_from": "2026-11-01"}
    assert desk.post("/api/units", one).code == "unit_full"
    body: dict[str, Any] = {"kind": "rename", "on": "2026-11-24", "goes": [], "dry_run": True}
    body |= {"units": [hamlet["id"]], "into": [{**new, "code": "T0"}]}

    def refusals(browser: Browser) -> list[str]:
        told = browser.post("/api/units/changes", body).json["refusals"]
        return [each["code"] for each in told]

    assert refusals(desk) == ["unit_full"]
    assert refusals(town.sign_in("quan")) == []
    assert changes(desk, dry_run=False).status == 200


@pytest.mark.parametrize("send", [members, units])
def test_an_account_adds_so_much_in_a_day(
    town: Town, app: Flask, desk: Browser, send: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    what: throttle.AddedAtDesk = "member" if send is members else "unit"
    monkeypatch.setitem(throttle._ADDED_AT_DESK, what, Limit(10, timedelta(hours=24)))
    with app.app_context():
        create_account("mai", "Mai", "coordinator", CLUSTER, PASSWORD)
    assert counts(send(desk, range(6), LAST)) == {"added": 6}
    before = stock(app)
    told = send(desk, range(6, 11), LAST)
    assert (told.status, told.code) == (429, "added_too_much")
    assert stock(app) == before
    assert counts(send(desk, range(6, 10), LAST)) == {"added": 4}
    wait = int(send(desk, range(10, 11), LAST).headers["Retry-After"])
    if send is units:
        assert changes(desk, dry_run=True).code == "added_too_much"
        assert changes(desk, dry_run=False).code == "added_too_much"
        assert counts(units(desk, range(1), None, kind="Tổ")) == {"changed": 1}
    else:
        path = f"/api/teams/{TEAM}/members"
        assert desk.post(path, {"name": "Nguyễn Thị Lan"}).code == "added_too_much"
    assert counts(send(town.desk("mai"), range(10, 11), LAST)) == {"added": 1}
    town.clock.move(seconds=wait)
    assert counts(send(town.desk(), range(11, 12), LAST)) == {"added": 1}


def test_an_account_sets_up_so_many_teams_in_a_day(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle._ADDED_AT_DESK, "team", Limit(3, timedelta(hours=24)))
    team = {"name": "Đội", "kind": "khac", "unit": CLUSTER, "from": "2026-11-01"}
    assert {desk.post("/api/teams", team).status for _ in range(3)} == {201}
    told = desk.post("/api/teams", team)
    assert (told.status, told.code) == (429, "added_too_much")


def test_one_change_takes_so_many_units_along(
    app: Flask, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(succession, "MOST_RENEWED", 10)
    units(desk, range(10), None)
    before = stock(app)
    for dry_run in (True, False):
        with statements(app) as said:
            answer = changes(desk, dry_run)
        assert (answer.status, answer.code) == (413, "change_too_large")
        assert writes(said) == []
    assert stock(app) == before
    units(desk, [0], LAST)
    assert changes(desk, dry_run=False).status == 200


def test_a_change_that_keeps_others_waiting_too_long_is_taken_back(
    app: Flask, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stock(app)
    with monkeypatch.context() as patch:
        patch.setattr(changing_units, "LOCKED_SECONDS", -1.0)
        for dry_run in (True, False):
            answer = changes(desk, dry_run)
            assert (answer.status, answer.code) == (503, "change_slow")
        assert stock(app) == before
    assert changes(desk, dry_run=False).status == 200


@pytest.mark.usefixtures("worker")
def test_one_change_is_in_work_at_a_time(
    town: Town, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes waits for one of them at the most, not for as many as somebody sends at once."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", CLUSTER, PASSWORD)
    same, other = town.desk(), town.desk("mai")
    check, told = changing_units._check_fits, list[tuple[int, str | None]]()

    def meanwhile(*asked: Any) -> None:
        monkeypatch.setattr(changing_units, "_check_fits", check)
        # Of threads of their own: here the first request is under way.
        for browser in (same, other):
            answer = pool.submit(changes, browser, dry_run=True).result()
            told.append((answer.status, answer.headers.get("Retry-After")))
        check(*asked)

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(changing_units, "_check_fits", meanwhile)
        assert changes(desk, dry_run=True).status == 200
    assert told == [(503, "5")] * 2
    assert changes(same, dry_run=True).status == 200


def test_nobody_waits_for_a_change_that_cannot_be(app: Flask, desk: Browser) -> None:
    assert changes(desk, dry_run=False).status == 200
    (old,) = [
        row["id"] for row in desk.get("/api/units").json["rows"]
        if row["code"] == "21472" and row["valid_to"] == "2026-11-23"
    ]  # fmt: skip
    into = {"code": "21472", "name": "Khánh Cũ", "kind": "xa", "parent": CLUSTER}
    body = {"kind": "rename", "units": [old], "into": [into], "on": "2026-11-24", "goes": []}
    for dry_run in (True, False):
        with statements(app) as said:
            answer = desk.post("/api/units/changes", {**body, "dry_run": dry_run})
        assert answer.code == "already_replaced" or answer.json["refusals"]
        assert writes(said) == []
