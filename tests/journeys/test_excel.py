"""Members and units by Excel: a file is looked at, mended in Excel, looked at again, and written;
what is downloaded opens in another program."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_both_sizes, at_desk, button, members, nothing_wrong, today
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.test_screens import PICTURES, photograph
from tests.journeys.words import t
from tests.workbooks import rows_of, workbook

HEAD = ["STT", "Họ và tên", "Đội", "Vai trò", "Lực lượng", "Từ ngày", "Điện thoại"]
FORCE = "Đoàn viên, thanh niên"
WRONG: list[list[Any]] = [
    [1, "Nguyễn Thị Lan", None, "Tình nguyện viên", FORCE, "05/11/2025", "0905123456"],
    [2, "Trần Văn Minh", "Đội hình Phổ Xa", None, None, None, None],
    [3, "=1+1", None, "Đội phó", None, None, None],
    [4, "Lê Thị Sáu", None, "Đội trưởng", None, "31/02/2025", None],
]
MENDED: list[list[Any]] = [
    WRONG[0],
    [2, "Trần Văn Minh", None, None, None, None, None],
    [3, "Đỗ Thị Tư", None, "Tình nguyện viên", None, None, None],
    [4, "Lê Thị Sáu", None, "Đội trưởng", None, "28/02/2025", None],
]


def choose_file(page: Page, file: Path) -> None:
    """Choose a file as by the system's own window."""
    page.locator("input[type=file]").set_input_files(file)


def faults(page: Page, key: str) -> list[list[str]]:
    """The rows of the table with this caption: number, and what is said of it."""
    table = page.get_by_role("table", name=t(key))
    expect(table).to_be_visible()
    return [row.inner_text().split("\n") for row in table.locator("tbody tr").all()]


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("link", name=name, exact=True).click()
    return coming.value.path().read_bytes()


def keep_picture(page: Page, name: str) -> None:
    if PICTURES:
        for number, _ in enumerate(at_both_sizes(page)):
            photograph(page, f"excel-{name}-{number}.png")


def look_over(page: Page, name: str) -> None:
    """Nothing beyond the edge, nothing for axe, a picture where somebody wants one."""
    keep_picture(page, name)
    nothing_wrong(page)


def test_members_come_in_by_a_file_that_had_to_be_mended(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    _, found = house
    page = at_desk(new_phone, found, PHONE, f"/desk/team/{found.team}").page
    expect(page.get_by_role("link", name=t("excel.bring"))).to_be_visible()
    keep_picture(page, "team")
    page.get_by_role("link", name=t("excel.bring")).click()
    expect(page.get_by_text(t("excel.members.team", team=found.team_name))).to_be_visible()
    look_over(page, "members-begin")

    file = tmp_path / "danh-sach.xlsx"
    file.write_bytes(workbook(HEAD, *WRONG))
    choose_file(page, file)
    heading = t("excel.found", file="danh-sach.xlsx", n=4)
    expect(page.get_by_role("heading", name=heading)).to_be_focused()
    seen = faults(page, "excel.errors")
    assert [row[0].split("\t")[0] for row in seen] == ["3", "4", "4", "5"]
    assert "Đội hình Phổ Xa" in "".join(seen[0])
    assert t("excel.fault.team_unknown") in seen[0]
    assert t("excel.fault.cell_formula") in seen[1]
    assert t("excel.fault.role_unknown") in seen[2]
    assert t("excel.fault.cell_no_day") in seen[3]
    expect(page.get_by_text(t("excel.ignored", names="STT, Điện thoại"))).to_be_visible()
    expect(button(page, "excel.write")).to_have_count(0)
    expect(page.get_by_text("0905123456")).to_have_count(0)
    look_over(page, "members-wrong")
    assert members(desk, found.team) == {}

    file.write_bytes(workbook(HEAD, *MENDED))
    choose_file(page, file)
    expect(page.get_by_role("table")).to_have_count(0)
    expect(page.locator(".figure").first).to_have_text(f"{t('excel.added')}4")
    look_over(page, "members-right")
    button(page, "excel.write").click()
    done = t("excel.done", added=4, changed=0, unchanged=0)
    expect(page.get_by_role("heading", name=done)).to_be_focused()
    expect(button(page, "excel.write")).to_have_count(0)
    look_over(page, "members-done")
    assert members(desk, found.team) == {
        "Nguyễn Thị Lan": ("volunteer", None),
        "Trần Văn Minh": ("volunteer", None),
        "Đỗ Thị Tư": ("volunteer", None),
        "Lê Thị Sáu": ("lead", None),
    }

    choose_file(page, file)
    expect(page.get_by_text(t("excel.nothing"))).to_be_visible()
    page.get_by_role("link", name=t("do.back")).click()
    expect(button(page, "form.open.of", name="Đỗ Thị Tư")).to_be_visible()
    rows = rows_of(download(page, t("excel.take")))
    assert {row["Họ và tên"]: row["Vai trò"] for row in rows} == {
        "Nguyễn Thị Lan": "Tình nguyện viên",
        "Trần Văn Minh": "Tình nguyện viên",
        "Đỗ Thị Tư": "Tình nguyện viên",
        "Lê Thị Sáu": "Đội trưởng",
    }


def test_units_come_in_by_the_template(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    _, found = house
    page = at_desk(new_phone, found, PHONE, "/desk/units").page
    expect(page.get_by_role("link", name=t("excel.bring"))).to_be_visible()
    keep_picture(page, "units")
    page.get_by_role("link", name=t("excel.bring")).click()
    template = download(page, t("excel.template"))
    assert rows_of(template) == []
    head = ["Mã", "Tên", "Loại", "Thuộc (mã)", "Từ ngày", "Đến ngày"]
    assert list(rows_of(template, "Ví dụ")[1]) == [name for name in head if name != "Đến ngày"]

    file = tmp_path / "don-vi.xlsx"
    file.write_bytes(workbook(head, ["THON-1", "Thôn Một", "Thôn", "99999", "01/11/2025"]))
    choose_file(page, file)
    ((where, *said),) = faults(page, "excel.errors")
    assert (where.split("\t")[0], said[-1]) == ("2", t("excel.fault.parent_unknown"))
    look_over(page, "units-wrong")
    file.write_bytes(workbook(head, ["THON-1", "Thôn Một", "Thôn", "21472", "01/11/2025"]))
    choose_file(page, file)
    button(page, "excel.write").click()
    done = t("excel.done", added=1, changed=0, unchanged=0)
    expect(page.get_by_role("heading", name=done)).to_be_focused()
    page.get_by_role("link", name=t("do.back")).click()
    expect(page.get_by_text("Thôn Một")).to_be_visible()
    kept = [row["code"] for row in desk.ask("GET", "/api/units")["rows"]]
    assert "THON-1" in kept
    assert [row["Mã"] for row in rows_of(download(page, t("excel.take")))] == kept


def test_files_that_are_none_and_a_server_that_is_away(
    house: tuple[House, Seed], new_phone: NewPhone, tmp_path: Path
) -> None:
    _, found = house
    son = at_desk(new_phone, found, PHONE, "/desk/members/import")
    page, alert = son.page, son.page.get_by_role("alert")
    son.forgive("/api/members/import")  # the console tells of each refusal
    old, other = tmp_path / "cu.xls", tmp_path / "khac.xlsx"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    choose_file(page, old)
    expect(alert).to_have_text(t("problem.sheet_too_old"))
    expect(alert).to_be_in_viewport(ratio=1)
    other.write_bytes(workbook(["Tên gọi"], ["Lan"]))
    choose_file(page, other)
    missing = t("excel.missing", names="Họ và tên")
    expect(alert).to_have_text(f"{t('problem.sheet_without_headings')} {missing}")
    look_over(page, "refused")
    other.write_bytes(b"\0" * (2 * 1024 * 1024 + 1))
    choose_file(page, other)
    expect(alert).to_have_text(t("problem.sheet_too_large"))
    son.network(on=False)
    other.write_bytes(workbook(["Họ và tên"], ["Lan"]))
    choose_file(page, other)
    expect(alert).to_have_text(t("excel.offline"))
    expect(page.locator(".wrong")).to_have_count(0)
    son.network(on=True)
    choose_file(page, other)
    expect(page.get_by_text(t("excel.fault.cell_empty"))).to_be_visible()


def test_what_changed_since_it_was_looked_at_is_told(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    _, found = house
    son = at_desk(new_phone, found, PHONE, f"/desk/members/import?team={found.team}")
    page = son.page
    son.forgive("/api/members/import")
    file = tmp_path / "danh-sach.xlsx"
    file.write_bytes(workbook(["Họ và tên", "Đội"], ["Lan", found.team_name]))
    choose_file(page, file)
    expect(button(page, "excel.write")).to_be_visible()
    desk.ask("POST", f"/api/teams/{found.team}/end", {"on": today()})
    button(page, "excel.write").click()
    expect(page.get_by_role("alert")).to_have_text(t("problem.sheet_refused"))
    assert t("problem.closed_on_day") in faults(page, "excel.errors")[0]
    expect(button(page, "excel.write")).to_have_count(0)
    assert members(desk, found.team) == {}
