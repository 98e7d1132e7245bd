"""POST /api/members/import: people out of an Excel file, all or none."""

from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.auth import read_limiter
from server.directory.use_cases import members_from_sheet, units_from_sheet
from server.spreadsheets.turn import lock_of_spreadsheets, turn
from tests.phones import Phone
from tests.server.directory.bringing import MEMBERS, UNITS, bring, counts, said, stock
from tests.server.spreadsheets.hostile.attacks import ATTACKS
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Answer, Browser
from tests.workbooks import sent, workbook

HEAD = ["Họ và tên", "Đội", "Mã đội", "Vai trò", "Lực lượng", "Từ ngày", "Đến ngày", "Mã"]
PHO_CUONG, PHO_AN = "Đội hình Phổ Cường", "Đội hình Phổ An"
TODAY = "2026-11-24"


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


@pytest.fixture
def commune(town: Town) -> Browser:
    """The coordinator of Khánh Cường, in whose scope Phổ An's team is not."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    return town.desk("mai")


def bring_in(desk: Browser, *rows: list[Any], **more: Any) -> Answer:
    """Rows that may end before the last column; in the team of Phổ Cường where they name none."""
    return bring(desk, MEMBERS, HEAD, *rows, **{"team": TEAM, **more})


def book(desk: Browser, team: str = TEAM) -> list[tuple[str, str, str, str, str | None]]:
    """(name, role, affiliation, from, to) of every membership of a team."""
    rows = desk.get(f"/api/teams/{team}").json["members"]
    names = ("name", "role", "affiliation", "from", "to")
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.parametrize("word", ["Đoàn viên", "ĐOÀN VIÊN - THANH NIÊN", "thanh niên", "ĐV"])
def test_a_union_member_is_understood_however_written(desk: Browser, word: str) -> None:
    assert bring_in(desk, ["Nguyễn Thị Lan", None, None, None, word]).status == 200
    assert ("Nguyễn Thị Lan", "DOAN") in [(name, force) for name, _, force, *_ in book(desk)]


def test_a_list_of_names_is_looked_at_and_then_taken(town: Town, app: Flask, desk: Browser) -> None:
    ha = town.ha()
    rows = [
        ["Nguyễn Thị Lan", PHO_CUONG, None, "Tình nguyện viên", "Công an", "05/11/2026"],
        ["  Trần  Văn Minh ", "doi hinh pho an", "DH-PA", None, None, None],
        ["Lê Thị Sáu", None, "dh-pc", "Đội trưởng", "doan vien, thanh nien", None, "24/11/2026"],
    ]
    before = stock(app)
    looked = bring_in(desk, *rows, dry_run=True)
    assert (looked.json["written"], counts(looked)) == (False, {"added": 3})
    assert stock(app) == before
    taken = bring_in(desk, *rows)
    assert (taken.json["written"], counts(taken)) == (True, {"added": 3})
    assert book(desk) == [
        ("Hà", "lead", "DOAN", TODAY, None),
        ("Lê Thị Sáu", "lead", "DOAN", TODAY, TODAY),
        ("Nguyễn Thị Lan", "volunteer", "CONGAN", "2026-11-05", None),
    ]
    assert book(desk, OTHER_TEAM) == [("Trần Văn Minh", "volunteer", "DOAN", TODAY, None)]
    ha.sync()
    known = {row["f"]["name"]: row["f"] for row in ha.of_kind("member")}
    assert known["Nguyễn Thị Lan"]["affiliation"] == "CONGAN"
    assert (known["Lê Thị Sáu"]["role"], known["Lê Thị Sáu"]["to"]) == ("lead", TODAY)
    assert known["Nguyễn Thị Lan"]["by_code"] is False


def test_each_person_and_the_whole_stand_in_the_trail(app: Flask, desk: Browser) -> None:
    bring_in(desk, ["Lan"], ["Minh", PHO_AN])
    people = {row["id"]: row["name"] for team in (TEAM, OTHER_TEAM) for row in members(desk, team)}
    told = [(people[subject], details["team"]) for subject, details in trail(app, "member_added")]
    assert sorted(told) == [("Lan", TEAM), ("Minh", OTHER_TEAM)]
    whole = {"rows": 2, "added": 2, "changed": 0, "unchanged": 0, "left": 0}
    assert trail(app, "members_imported") == [(CLUSTER, whole)]


def members(desk: Browser, team: str = TEAM) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"/api/teams/{team}").json["members"]
    return found


def test_the_same_file_again_changes_nothing(app: Flask, desk: Browser) -> None:
    rows = [
        ["Lan", PHO_CUONG, None, "Đội trưởng", "Công an", "05/11/2026", None],
        ["Minh", PHO_AN, None, None, None, "05/11/2026", "20/11/2026"],
    ]
    assert counts(bring_in(desk, *rows)) == {"added": 2}
    before = stock(app)
    again = bring_in(desk, *rows)
    assert (counts(again), said(again, "warnings")) == ({"unchanged": 2}, [])
    after = stock(app)
    assert {**after, "hi": 0, "sync_commit": 0} == {**before, "hi": 0, "sync_commit": 0}


def test_rows_of_which_one_is_wrong_are_not_taken(app: Flask, desk: Browser) -> None:
    rows: list[list[Any]] = [
        ["Lan", PHO_CUONG],
        ["Minh", "Đội hình Phổ Xa"],
        [None, PHO_CUONG],
        ["Tư 0905123456"],
        ["Năm", None, None, "Đội phó"],
        ["Sáu", None, None, None, "Quân đội"],
        ["Bảy", None, None, None, None, "25/11/2026"],
        ["Tám", None, None, None, None, "20/11/2026", "10/11/2026"],
        ["Chín", PHO_AN, "DH-PC"],
        ["=1+1"],
        ["Mười", None, None, None, None, "hôm qua"],
        ["Lan Anh", None, None, None, None, None, None, "1"],
    ]
    wanted = [
        (3, "Đội", "Đội hình Phổ Xa", "team_unknown"),
        (4, "Họ và tên", "", "cell_empty"),
        (5, "Họ và tên", "Tư 0905123456", "name_refused"),
        (6, "Vai trò", "Đội phó", "role_unknown"),
        (7, "Lực lượng", "Quân đội", "affiliation_unknown"),
        (8, "Từ ngày", "25/11/2026", "day_too_late"),
        (9, "Đến ngày", "10/11/2026", "day_too_early"),
        (10, "Đội", PHO_AN, "team_differs"),
        (11, "Họ và tên", "=1+1", "cell_formula"),
        (12, "Từ ngày", "hôm qua", "cell_no_day"),
        (13, "Mã", "1", "member_unknown"),
    ]
    before = stock(app)
    looked = bring_in(desk, *rows, dry_run=True)
    assert (counts(looked), said(looked)) == ({"added": 1, "refused": 11}, wanted)
    taken = bring_in(desk, *rows)
    assert (taken.status, taken.code, said(taken)) == (422, "sheet_refused", wanted)
    assert taken.json["details"]["written"] is False
    assert stock(app) == before
    assert counts(bring_in(desk, *rows[:1])) == {"added": 1}


def test_all_that_is_wrong_with_a_row_is_said_at_once(desk: Browser) -> None:
    answer = bring_in(desk, ["=1+1", "Đội Xa", True, "Đội phó", "Quân đội", "hôm qua", None, "1"])
    assert sorted((column, code) for _, column, _, code in said(answer)) == [
        ("Họ và tên", "cell_formula"),
        ("Lực lượng", "affiliation_unknown"),
        ("Mã", "member_unknown"),
        ("Mã đội", "cell_not_text"),
        ("Từ ngày", "cell_no_day"),
        ("Vai trò", "role_unknown"),
        ("Đội", "team_unknown"),
    ]
    assert answer.json["details"]["refused"] == 1


def test_what_lies_out_of_scope_is_not_there(app: Flask, commune: Browser, desk: Browser) -> None:
    rows: list[list[Any]] = [["Lan", PHO_AN], ["Minh", None, "DH-PA"], ["Tư", PHO_CUONG]]
    before = stock(app)
    taken = bring_in(commune, *rows)
    assert said(taken) == [
        (2, "Đội", PHO_AN, "team_unknown"),
        (3, "Mã đội", "DH-PA", "team_unknown"),
    ]
    assert stock(app) == before
    assert counts(bring_in(desk, *rows)) == {"added": 3}
    assert bring_in(commune, ["Lan"], team=OTHER_TEAM).code == "not_found"


def test_nobody_of_another_team_is_changed_by_code(desk: Browser, commune: Browser) -> None:
    bring_in(desk, ["Lan", PHO_AN])
    (lan,) = members(desk, OTHER_TEAM)
    row = ["Lan", PHO_CUONG, None, "Đội trưởng", None, None, None, lan["id"]]
    for browser in (desk, commune):
        assert said(bring_in(browser, row)) == [(2, "Mã", lan["id"][:60], "member_unknown")]


def test_without_a_team_of_the_page_each_row_names_one(desk: Browser) -> None:
    answer = bring(desk, MEMBERS, ["Họ và tên"], ["Lan"])
    assert said(answer) == [(2, "", "", "cell_empty")]


def test_two_teams_of_one_name_need_their_codes(desk: Browser) -> None:
    new = {"name": PHO_AN.upper(), "kind": "khac", "unit": KHANH_CUONG, "from": "2026-11-01"}
    other = desk.post("/api/teams", new).json["id"]
    assert said(bring_in(desk, ["Lan", PHO_AN])) == [(2, "Đội", PHO_AN, "team_ambiguous")]
    assert counts(bring_in(desk, ["Lan", PHO_AN, "DH-PA"])) == {"added": 1}
    desk.post(f"/api/teams/{other}/end", {"on": TODAY})
    assert counts(bring_in(desk, ["Minh", PHO_AN])) == {"added": 1}
    assert len(book(desk, OTHER_TEAM)) == 2


def test_nobody_comes_into_a_team_that_has_ended(desk: Browser) -> None:
    desk.post(f"/api/teams/{TEAM}/end", {"on": TODAY})
    answer = bring_in(desk, ["Lan", PHO_CUONG])
    assert said(answer) == [(2, "Đội", PHO_CUONG, "closed_on_day")]


def test_role_force_and_last_day_are_changed(app: Flask, town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    ha.web.post(f"/api/teams/{TEAM}/invitations", {"role": "volunteer"})
    town.clock.move(days=1)
    desk = town.desk()
    answer = bring_in(
        desk,
        ["Hà", None, None, "Tình nguyện viên"],
        ["Lan", None, None, None, "Công an", None, "25/11/2026", lan.member],
    )
    assert counts(answer) == {"changed": 2}
    assert book(desk) == [
        ("Hà", "lead", "DOAN", TODAY, TODAY),
        ("Hà", "volunteer", "DOAN", "2026-11-25", None),
        ("Lan", "volunteer", "CONGAN", TODAY, "2026-11-25"),
    ]
    # With the same consequences as by hand: no open code of a lead that was, no phone of who left.
    assert len(trail(app, "invitation_revoked")) == 1
    (changed,) = [each for who, each in trail(app, "membership_changed") if who == lan.member]
    assert changed["devices"] == [lan.device]
    lan.sync()
    (told,) = lan.of_kind("device")
    assert told["f"]["enrolments"][0]["state"] == "ended"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["Minh", None, None, None, None, None, None, "{lan}"], ("Mã", "member_differs")),
        (["Lan", None, None, None, None, None, "25/11/2026"], ("Đến ngày", "day_too_late")),
        (["Lan", None, None, None, None, None, "23/11/2026"], ("Đến ngày", "day_too_early")),
        (["Lan", None, None, None, None, None, None, str(uuid4())], ("Mã", "member_unknown")),
    ],
)
def test_changes_that_cannot_be_made(
    town: Town, app: Flask, desk: Browser, row: list[Any], fault: tuple[str, str]
) -> None:
    lan = town.lan()
    row = [lan.member if each == "{lan}" else each for each in row]
    before = stock(app)
    ((number, column, _, code),) = said(bring_in(desk, row))
    assert (number, column, code) == (2, *fault)
    assert stock(app) == before


def test_nobody_changes_the_own_role(town: Town) -> None:
    ha = town.ha()
    assert ha.web.post("/api/session", {"login": "son", "password": PASSWORD}).status == 200
    answer = bring_in(ha.web, ["Hà", None, None, "Tình nguyện viên"])
    assert said(answer) == [(2, "Vai trò", "Tình nguyện viên", "wrong_role")]


def test_first_days_stay_and_nobody_comes_back(desk: Browser, town: Town) -> None:
    lan = town.lan()
    desk.patch(f"/api/teams/{TEAM}/members/{lan.member}", {"to": TODAY})
    town.clock.move(days=2)
    answer = bring_in(town.desk(), ["Lan", None, None, None, None, "01/11/2026", None, lan.member])
    assert counts(answer) == {"unchanged": 1}
    assert [each[1:] for each in said(answer, "warnings")] == [
        ("Từ ngày", "01/11/2026", "first_kept"),
        ("Đến ngày", "", "last_kept"),
    ]


def test_where_it_is_not_certain_who_is_meant_nothing_is_done(town: Town, desk: Browser) -> None:
    for name in ("Nguyễn Thị Hòa", "Trần Văn Nam", "Trần Văn Nam"):
        desk.post(f"/api/teams/{TEAM}/members", {"name": name})
    town.phone("Võ Thị Chờ", auto_approve=False)
    before = book(desk)
    rows: list[list[Any]] = [
        ["nguyen thi hoa"],
        ["Trần Văn Nam", None, None, "Đội trưởng"],
        ["Võ Thị Chờ", None, None, "Đội trưởng"],
        ["NGUYỄN THỊ HÒA"],
        ["Nguyễn Thị Hòa", None, None, "Đội trưởng"],
    ]
    answer = bring_in(desk, *rows)
    assert counts(answer) == {"unchanged": 1, "left": 4}
    assert [(row, code) for row, _, _, code in said(answer, "warnings")] == [
        (2, "name_alike"), (3, "name_ambiguous"), (4, "name_waits"), (6, "row_again"),
    ]  # fmt: skip
    assert book(desk) == before


def test_a_name_twice_in_a_file_is_one_person(desk: Browser) -> None:
    answer = bring_in(
        desk, ["Lan"], ["LAN"], ["Lan", None, None, "Đội trưởng"], ["Lan", PHO_AN], ["Lâm"]
    )
    assert counts(answer) == {"added": 3, "unchanged": 1, "left": 1}
    assert said(answer, "warnings") == [(4, "Họ và tên", "Lan", "row_again")]
    assert [row[0] for row in book(desk)] == ["Lan", "Lâm"]


def test_a_code_twice_in_a_file_with_two_wishes_is_wrong(town: Town, desk: Browser) -> None:
    lan = town.lan()
    row = ["Lan", None, None, "Đội trưởng", None, None, None, lan.member]
    other = ["Lan", None, None, "Tình nguyện viên", None, None, None, lan.member]
    assert counts(bring_in(desk, row, row, dry_run=True)) == {"changed": 1, "unchanged": 1}
    assert said(bring_in(desk, row, other)) == [(3, "Mã", lan.member[:60], "row_twice")]


def test_who_left_and_is_called_the_same_may_be_another(town: Town, desk: Browser) -> None:
    lan = town.lan()
    desk.patch(f"/api/teams/{TEAM}/members/{lan.member}", {"to": TODAY})
    town.clock.move(days=1)
    answer = bring_in(town.desk(), ["Lan"])
    assert (counts(answer), said(answer, "warnings")) == (
        {"added": 1}, [(2, "Họ và tên", "Lan", "name_left")],
    )  # fmt: skip


def test_columns_that_were_not_read_are_named(desk: Browser, app: Flask) -> None:
    answer = bring(
        desk, MEMBERS, ["STT", "Họ và tên", "Điện thoại"], [1, "Lan", "0905123456"], team=TEAM
    )
    assert answer.json["ignored"] == ["STT", "Điện thoại"]
    assert "0905123456" not in answer.text
    assert "0905123456" not in repr(trail(app, "member_added") + trail(app, "members_imported"))


def test_of_very_many_faults_the_first_are_told(desk: Browser) -> None:
    answer = bring_in(desk, *(["12"] for _ in range(300)), dry_run=True)
    assert (len(answer.json["errors"]), answer.json["errors_in_all"]) == (200, 300)
    assert answer.json["errors"][0]["row"] == 2
    assert answer.json["refused"] == 300


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_that_is_none_is_told_in_words(desk: Browser, dry_run: bool) -> None:
    assert desk.post(MEMBERS, sent(b"PK", dry_run=dry_run)).code == "sheet_unreadable"
    assert desk.post(MEMBERS, {"file": "***", "dry_run": dry_run}).code == "invalid_shape"
    too_large = sent(workbook(HEAD) + b"\0" * 2_097_152, dry_run=dry_run)
    assert desk.post(MEMBERS, too_large).code == "sheet_too_large"
    assert desk.post(MEMBERS, sent(b"\0" * 2_500_000)).code == "body_too_large"


def test_a_file_comes_inside_json_only(desk: Browser) -> None:
    answer = desk.raw(
        MEMBERS,
        workbook(HEAD),
        **{"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    )
    assert answer.code == "unsupported_media_type"


def test_other_bodies_may_not_be_as_long(desk: Browser) -> None:
    answer = desk.post(f"/api/teams/{TEAM}/members", {"name": "x" * 1_100_000})
    assert answer.code == "body_too_large"


def test_the_whole_team_hears_of_it_at_once(town: Town, desk: Browser) -> None:
    """Who comes in by a file is in the channel like anybody else, and its digest holds."""
    lan: Phone = town.lan()
    bring_in(desk, *([f"Người {chr(65 + n)}"] for n in range(20)))
    lan.sync()
    assert len([row for row in lan.of_kind("member") if row["f"]["name"] != "Lan"]) == 20
    person = next(row["f"]["member"] for row in lan.of_kind("member") if row["f"]["name"] != "Lan")
    (told,) = lan.sync(lan.session(companions=[person]))
    assert told["verdict"] == "applied"


def test_a_template_that_nobody_filled_in_is_told_so(app: Flask, desk: Browser) -> None:
    before = stock(app)
    assert bring_in(desk, dry_run=True).code == "sheet_empty"
    assert bring_in(desk).code == "sheet_empty"
    assert stock(app) == before


@pytest.mark.parametrize(
    "name", ["250,000 styles", "1.1 million shared strings", "3 million cells in a row"]
)
def test_a_file_that_was_made_to_be_dear_is_refused(desk: Browser, name: str) -> None:
    answer = desk.post(MEMBERS, sent(ATTACKS[name](), team=TEAM, dry_run=True))
    assert (answer.status, answer.code) == (413, "sheet_too_large")


def test_while_another_file_is_read_somebody_waits(town: Town, desk: Browser) -> None:
    with town.app.app_context():
        lock = lock_of_spreadsheets()
    with turn(lock):
        refused = bring_in(desk, ["Lan"], dry_run=True)
    assert (refused.status, refused.code) == (503, "sheet_busy")
    assert refused.headers["Retry-After"] == "5"
    assert bring_in(desk, ["Lan"], dry_run=True).status == 200


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("path", [MEMBERS, UNITS])
def test_who_brings_files_all_the_time_leaves_the_turn_to_others(
    town: Town, desk: Browser, monkeypatch: pytest.MonkeyPatch, path: str, dry_run: bool
) -> None:
    """Three lines of one account kept all others from bringing theirs: 113 of 113 within two minutes."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", CLUSTER, PASSWORD)
        lock = lock_of_spreadsheets()

    def send(browser: Browser) -> Answer:
        return bring(browser, path, ["Mã", *HEAD[:2]], [None, "Lan", PHO_CUONG], dry_run=dry_run)

    other = town.desk("mai")
    with monkeypatch.context() as patch:
        patch.setattr(read_limiter, "POINTS_PER_SECOND", 10**9)
        assert send(desk).code != "read_too_much"
    with turn(lock):
        refused = send(desk)
        assert send(other).code == "sheet_busy"
    assert (refused.status, refused.code) == (429, "read_too_much")
    assert bring_in(other, ["Lan"], dry_run=dry_run).status == 200
    town.clock.move(seconds=int(refused.headers["Retry-After"]))
    assert bring_in(desk, ["Lan"], dry_run=dry_run).status == 200


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize(
    ("path", "module", "name"),
    [
        (MEMBERS, members_from_sheet, "import_members"),
        (UNITS, units_from_sheet, "import_units_of_sheet"),
    ],
)
def test_one_file_is_in_work_at_a_time(
    town: Town,
    desk: Browser,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    module: ModuleType,
    name: str,
) -> None:
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", CLUSTER, PASSWORD)
    same, other = town.desk(), town.desk("mai")
    take_in, told = getattr(module, name), list[str | None]()

    def send(browser: Browser) -> Answer:
        return bring(browser, path, HEAD[:2], ["Lan", PHO_CUONG], dry_run=True)

    def meanwhile(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(module, name, take_in)
        # Of threads of their own: here the first request is under way.
        told.extend(pool.submit(send, browser).result().code for browser in (same, other))
        return take_in(*given, **named)

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(module, name, meanwhile)
        first = send(desk)
    assert told == ["sheet_busy"] * 2
    assert first.code != "sheet_busy"
    assert send(same).code == first.code
