"""Members and units as Excel files, read by another program, and taken in again as they are."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.directory.schemas_of_sheets import CODES, OF_THE_BOOK
from server.directory.sheets import KINDS, ROLES
from server.organisation.tree import RANKS
from tests.journeys.words import t
from tests.server.directory.bringing import MEMBERS, UNITS, counts, said
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Browser
from tests.workbooks import MEDIA_TYPE, opened, rows_of, sent

TODAY = datetime.fromisoformat("2026-11-24")


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


@pytest.fixture
def commune(town: Town) -> Browser:
    """The coordinator of Khánh Cường."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    return town.desk("mai")


def taken(desk: Browser, path: str) -> bytes:
    answer = desk.get(path)
    assert answer.status == 200, answer.body
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    return answer.body


def names(file: bytes) -> list[str]:
    return [row["Họ và tên"] for row in rows_of(file)]


def test_a_person_is_a_row_in_words(town: Town, desk: Browser) -> None:
    ha = town.ha()
    answer = desk.get(f"/api/members.xlsx?team={TEAM}")
    told = 'attachment; filename="tung-ngo-thanh-vien-2026-11-24.xlsx"'
    assert answer.headers["Content-Disposition"] == told
    assert rows_of(answer.body) == [
        {
            "Họ và tên": "Hà",
            "Đội": "Đội hình Phổ Cường",
            "Mã đội": "DH-PC",
            "Vai trò": "Đội trưởng",
            "Lực lượng": "Đoàn viên, thanh niên",
            "Từ ngày": TODAY,
            "Mã": ha.member,
        }
    ]


def test_it_holds_who_is_and_was_there_once_and_nobody_who_waits(town: Town, desk: Browser) -> None:
    lan, minh = town.lan(), town.minh()
    town.phone("Chờ", auto_approve=False)
    town.clock.move(days=1)
    desk = town.desk()
    desk.patch(f"/api/teams/{TEAM}/members/{lan.member}", {"role": "lead"})
    desk.patch(f"/api/teams/{TEAM}/members/{minh.member}", {"to": "2026-11-24"})
    rows = rows_of(taken(desk, f"/api/members.xlsx?team={TEAM}"))
    assert [(row["Họ và tên"], row["Vai trò"], row.get("Đến ngày")) for row in rows] == [
        ("Lan", "Đội trưởng", None),
        ("Minh", "Tình nguyện viên", TODAY),
    ]


def test_each_account_sees_its_own_teams(town: Town, desk: Browser, commune: Browser) -> None:
    desk.post(f"/api/teams/{TEAM}/members", {"name": "Lan"})
    desk.post(f"/api/teams/{OTHER_TEAM}/members", {"name": "Tâm"})
    assert names(taken(desk, "/api/members.xlsx")) == ["Tâm", "Lan"]
    assert names(taken(desk, f"/api/members.xlsx?unit={TRA_CAU}")) == ["Tâm"]
    assert names(taken(commune, "/api/members.xlsx")) == ["Lan"]
    assert commune.get(f"/api/members.xlsx?team={OTHER_TEAM}").code == "not_found"
    assert commune.get(f"/api/members.xlsx?unit={TRA_CAU}").code == "not_found"
    assert town.desk("quan").get("/api/members.xlsx").code == "wrong_role"
    assert town.ha().web.get("/api/members.xlsx").code == "wrong_role"


def test_a_name_that_looks_like_a_formula_is_text(desk: Browser) -> None:
    desk.post(f"/api/teams/{TEAM}/members", {"name": "=cmd Lan"})
    cell = opened(taken(desk, "/api/members.xlsx")).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=cmd Lan", "s")


def test_members_that_come_back_as_they_went_change_nothing(town: Town, desk: Browser) -> None:
    town.ha()
    lan = town.lan()
    for name in ("Đỗ Thị Hòa", "Đỗ Thị Hòa", "=cmd Lan", "do thi hoa"):
        desk.post(f"/api/teams/{OTHER_TEAM}/members", {"name": name, "affiliation": "CONGAN"})
    desk.patch(f"/api/teams/{TEAM}/members/{lan.member}", {"to": "2026-11-24"})
    town.clock.move(days=3)
    desk = town.desk()
    file = taken(desk, "/api/members.xlsx")
    for dry_run in (True, False):
        answer = desk.post(MEMBERS, sent(file, dry_run=dry_run))
        assert (counts(answer), said(answer, "warnings")) == ({"unchanged": 6}, [])
        assert answer.json["ignored"] == []


def test_units_that_come_back_as_they_went_change_nothing(
    town: Town, desk: Browser, commune: Browser
) -> None:
    for browser in (desk, commune, town.desk("quan")):
        file = taken(browser, "/api/units.xlsx")
        answer = browser.post(UNITS, sent(file))
        listed = browser.get("/api/units").json["rows"]
        assert (counts(answer), said(answer, "warnings")) == ({"unchanged": len(listed)}, [])
        assert len(listed) > 2


def test_a_unit_is_a_row_in_words(desk: Browser) -> None:
    rows = rows_of(taken(desk, "/api/units.xlsx"))
    found = {(row["Mã"], row["Từ ngày"].date().isoformat()): row for row in rows}
    assert found["21472", "2025-07-01"] == {
        "Mã": "21472",
        "Tên": "Khánh Cường",
        "Loại": "Xã",
        "Thuộc (mã)": "CUM-DP",
        "Từ ngày": datetime.fromisoformat("2025-07-01"),
    }
    old = found["21472", "2020-02-01"]
    assert old["Đến ngày"] == datetime.fromisoformat("2025-06-30")
    # What stands above the own unit is not seen, and so not told.
    assert "Thuộc (mã)" not in found["CUM-DP", "2025-07-01"]


def test_templates_offer_what_can_be_written(desk: Browser, commune: Browser) -> None:
    file = taken(commune, f"/api/members/template.xlsx?team={TEAM}")
    book = opened(file)
    assert book.sheetnames == ["Thành viên", "Ví dụ", "Giá trị"]
    assert rows_of(file) == []
    values = rows_of(file, "Giá trị")
    assert [row["Đội"] for row in values if "Đội" in row] == ["Đội hình Phổ Cường"]
    assert [row["Vai trò"] for row in values if "Vai trò" in row] == list(ROLES.values())
    offered = {str(each.sqref)[0] for each in book.worksheets[0].data_validations.dataValidation}
    assert offered == {"B", "D", "E"}
    example = rows_of(file, "Ví dụ")
    assert {row["Đội"] for row in example} == {"Đội hình Phổ Cường"}

    file = taken(desk, "/api/units/template.xlsx")
    assert rows_of(file) == []
    codes = [row["Thuộc (mã)"] for row in rows_of(file, "Giá trị") if "Thuộc (mã)" in row]
    assert {"CUM-DP", "21472"} <= set(codes)
    assert "51" not in codes


@pytest.mark.parametrize(
    ("template", "path", "title"),
    [
        ("/api/members/template.xlsx", MEMBERS, "Thành viên"),
        ("/api/units/template.xlsx", UNITS, "Đơn vị"),
    ],
)
def test_the_example_of_a_template_can_be_taken_in(
    desk: Browser, template: str, path: str, title: str
) -> None:
    book = opened(taken(desk, template))
    page: Any = book[title]
    for row in book["Ví dụ"].iter_rows(min_row=2, values_only=True):
        page.append(row)

    file = BytesIO()
    book.save(file)
    assert counts(desk.post(path, sent(file.getvalue(), dry_run=True))) == {"added": 2}


@pytest.mark.parametrize("code", CODES)
def test_whatever_is_said_of_a_row_has_a_sentence(code: str) -> None:
    assert t(f"problem.{code}" if code in OF_THE_BOOK else f"excel.fault.{code}")


def test_the_words_are_those_of_the_screens(app: Flask) -> None:
    assert {kind: t(f"unit.kind.{kind}") for kind in RANKS} == KINDS
    assert {role: t(f"role.{role}") for role in ROLES} == ROLES
