"""The coordinators' views on A4: whose, of which days, what was chosen, as of when; and nothing
that could only be tapped."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo.loading import Loaded
from tests.journeys.browsing import DESKTOP, PassingPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import today
from tests.journeys.house import House
from tests.journeys.steps import log_in
from tests.journeys.test_screens import settle
from tests.journeys.words import screens, t

UNIT = "Cụm Đức Phổ"
AS_OF = re.compile(t("print.as_of", at=r"\d\d/\d\d/\d{4} \d\d:\d\d"), re.IGNORECASE)
# One of each sort of table: of places, of the catalogue, of time, and one that hides small counts.
DIVIDED = ("unit", "service", "day", "age_band")
# What is there to be filled in or gone through, and shows nothing that somebody would hang up.
NO_VIEW = {
    "/desk/khong-co", "/desk/login", "/desk/take", "/desk/more", "/desk/account", "/desk/practice",
    "/desk/units/change", "/desk/units/import", "/desk/members/import", "/desk/certify",
    "/desk/certificate/AAAAAAAAAA",  # a sheet of its own (test_certificates.py)
}  # fmt: skip
VIEWS = [path for path in screens() if path.startswith("/desk") and path not in NO_VIEW]
# An A4 sheet less its margins, in the pixels of styles.
WIDTH = 703
TAPPED = (
    "button:not(th > button), input, select, textarea, form, nav, summary svg, .button, .back, .top"
)


@pytest.fixture(scope="module")
def son(
    shared_browser: Browser,
    demonstration: Loaded,
    tmp_path_factory: pytest.TempPathFactory,
    project: Path,
) -> Iterator[tuple[PassingPhone, Desk, Loaded]]:
    """A coordinator at the demonstration, by night: paper is white all the same."""
    folder = demonstration.copy_to(tmp_path_factory.mktemp("paper") / "instance")
    house = House(folder, project=project)
    house.start()
    phone = PassingPhone(shared_browser, house.url, DESKTOP)
    log_in(phone.open("/desk/login"), demonstration.login, demonstration.password)
    phone.page.emulate_media(color_scheme="dark")
    yield phone, Desk(house.url, demonstration.login, demonstration.password), demonstration
    phone.close()
    house.kill()


def on_paper(phone: PassingPhone, path: str) -> tuple[Page, str]:
    """A view as it is printed: the page, still in the styles of paper, and the text of its sheets."""
    page = phone.go(path)
    settle(page)
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    page.emulate_media(media="print")
    return page, " ".join(text.split())


def back_to_screen(page: Page) -> None:
    page.emulate_media(media="null")  # "screen" would hold for what is printed next
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]


def expect_a_sheet(page: Page, text: str) -> None:
    assert page.locator("h1").inner_text() in text
    assert page.locator("main .paper-line").inner_text() in text
    tapped = page.locator(TAPPED)
    assert [one for one in tapped.all() if one.is_visible()] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    for table in page.locator(".scroll").all():
        assert table.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    white = page.locator("body").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert white == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_goes_onto_paper(son: tuple[PassingPhone, Desk, Loaded], path: str) -> None:
    phone, desk, loaded = son
    if path.startswith("/desk/team/"):
        path = f"/desk/team/{loaded.team}"
    if path.startswith("/desk/session/"):
        path = f"/desk/session/{desk.sessions(loaded.team)[0]['id']}"
    if path.startswith("/desk/activity/"):
        year = int(today()[:4])
        held = desk.ask("GET", f"/api/activities?from={year}-01-01&to={year + 1}-12-31")["rows"]
        path = f"/desk/activity/{held[0]['id']}"
    if path.startswith("/desk/sites/"):
        path = f"/desk/sites/{desk.ask('GET', '/api/sites')['rows'][0]['id']}"
    page, text = on_paper(phone, path)
    expect_a_sheet(page, text)
    if path == "/desk/report":
        assert re.search(t("report.as_of", at=r"\d\d/\d\d/\d{4} \d\d:\d\d"), text)
    elif path == "/desk/briefing":
        # One time alone, that of its figures: it says so on the screen too.
        assert re.search(t("desk.as_of", at=r"\d\d:\d\d"), text)
        assert not AS_OF.search(text)
        assert t("briefing.sum") in text
        assert len(pypdfium2.PdfDocument(page.pdf(format="A4"))) == 1
    else:
        assert AS_OF.search(text)
    # Guides are the same for everybody, whichever unit reads them.
    of_one = ("/desk/session/", "/desk/team/", "/desk/activity/", "/desk/sites/")
    if not path.startswith(("/desk/guides", *of_one)):
        assert UNIT in text
    back_to_screen(page)


@pytest.mark.parametrize("by", DIVIDED)
def test_the_totals_go_onto_paper_with_what_was_chosen(
    son: tuple[PassingPhone, Desk, Loaded], by: str
) -> None:
    page, text = on_paper(son[0], f"/desk?period=month&by={by}&boundaries=then")
    expect_a_sheet(page, text)
    line = page.locator(".paper-line").inner_text()
    assert t("print.by", by=t(f"desk.by.{by}"))[1:] in line
    assert t("print.boundaries", boundaries=t("desk.boundaries.then")) in line
    assert AS_OF.search(line)
    year, month, day = today().split("-")
    assert f"01/{month}/{year} – {day}/{month}/{year}" in text or day == "01"
    expect(page.locator("table.bars tbody tr").first).to_be_visible()
    back_to_screen(page)


def test_no_row_of_a_long_list_stays_behind(son: tuple[PassingPhone, Desk, Loaded]) -> None:
    phone, desk, _ = son
    page, text = on_paper(phone, "/desk/silent")
    phones = desk.ask("GET", "/api/phones")["rows"]
    assert len(phones) > 30
    for row in phones:
        assert row["member"]["name"] in text
    back_to_screen(page)
    # More than a page of them, also where a month has only begun.
    first = date.fromisoformat(today()) - timedelta(days=27)
    page, text = on_paper(phone, f"/desk/sessions?from={first}&to={today()}")
    assert t("print.goes_on") in text
    back_to_screen(page)


def test_days_that_were_chosen_stand_on_paper(son: tuple[PassingPhone, Desk, Loaded]) -> None:
    phone, _, _ = son
    for path in ("activities", "indicators", "sessions", "trail"):
        page, text = on_paper(phone, f"/desk/{path}?from=2025-06-01&to=2025-06-30")
        assert "01/06/2025" in text
        assert "30/06/2025" in text
        back_to_screen(page)


def test_a_closed_month_carries_its_code(son: tuple[PassingPhone, Desk, Loaded]) -> None:
    phone, desk, _ = son
    unit = desk.ask("GET", "/api/session")["account"]["unit"]["id"]
    closed = desk.ask("POST", "/api/reports", {"unit": unit, "month": "2025-07", "despite": True})[
        "closed"
    ]
    page, text = on_paper(phone, "/desk/report?month=2025-07")
    expect_a_sheet(page, text)
    at, code = r"\d\d/\d\d/\d{4} \d\d:\d\d", f"{closed['code'][:5]}-{closed['code'][5:]}"
    assert re.search(t("report.closed", at=at, code=code), text)
    assert f"{UNIT} · Tháng 07/2025" in text
    assert not AS_OF.search(text)
    expect(page.locator(".report-qr .qr")).to_be_visible()
    back_to_screen(page)
