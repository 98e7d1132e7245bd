"""Numbers: on the phone over time and without a network, at the desk down to the session, as a
text for Zalo, as a file, and whose phone is silent."""

import csv
import io
from base64 import b64decode
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import expect_state, join, log, log_in, start_logging
from tests.journeys.test_screens import OUTPUT, PICTURES, look_over
from tests.journeys.words import t

SMALL = {"width": 320, "height": 640}


@pytest.fixture
def lan(
    request: pytest.FixtureRequest,
    house: tuple[House, Seed],
    desk: Desk,
    new_phone: NewPhone,
) -> Phone:
    """Lan's phone, which a test wants with a worker or without, on which two sessions were logged and
    received."""
    running, found = house
    phone = new_phone("lan", worker=request.param)
    page = phone.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log(page)
    log(page, people=5)
    expect_state(page, here=0, received=2)
    return phone


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def figure(place: Locator, label: str) -> Locator:
    """The number that stands with a label."""
    return place.locator(".figure", has=place.page.get_by_text(label, exact=True)).locator("dd")


def copied(page: Page) -> str:
    """What "Sao chép" put on the clipboard."""
    page.get_by_text(t("message.title")).click()
    page.get_by_role("button", name=t("message.copy"), exact=True).click()
    expect(page.get_by_text(t("copy.done"))).to_be_visible()
    return str(page.evaluate("() => navigator.clipboard.readText()"))


SHARES = """
  navigator.canShare = ({ files }) => files?.length === 1
  navigator.share = async ({ files, text }) => {
    const read = new FileReader()
    read.onload = () => (window.shared = { url: read.result, name: files[0].name, text })
    read.readAsDataURL(files[0])
  }
"""


@pytest.mark.parametrize("lan", [True], ids=["worker"], indirect=True)
def test_a_volunteers_numbers_and_a_picture_of_the_day_in_two_taps_without_a_network(
    lan: Phone,
) -> None:
    lan.wait_for_worker()
    lan.page.add_init_script(SHARES)
    page = lan.go("/me")
    page.get_by_role("link", name=t("numbers.text")).click()
    mine = card(page, t("home.you"))
    expect(figure(mine, t("home.people"))).to_have_text("6")
    # The picture's file comes once somebody has joined; from then on the worker keeps it.
    expect(card(page, t("boast.title"))).to_be_visible()
    lan.network(on=False)
    page.goto(f"{lan.url}/")
    log(page, people=3)
    page.goto(f"{lan.url}/me/numbers")
    expect(figure(mine, t("home.people"))).to_have_text("9")
    expect(page.locator("p[role=status]")).to_contain_text(t("numbers.here", n=1))
    for period, people in (("week", "9"), ("month", "9"), ("last_month", "0"), ("season", "9")):
        page.locator(f"input[value={period}]").check()
        expect(figure(mine, t("home.people"))).to_have_text(people)
        assert parse_qs(urlsplit(page.url).query)["period"] == [period]
    page.reload()
    expect(figure(mine, t("home.people"))).to_have_text("9")
    page.get_by_role("radio", name=t("numbers.day"), exact=True).check()
    text = copied(page)
    assert text.startswith("Nguyễn Thị Lan\n")
    assert f"9 {t('desk.people')}" in text
    assert t("message.unsent", n=1) in text
    assert len(text) < 1000

    page.goto(f"{lan.url}/")
    page.get_by_role("region", name=t("home.title")).get_by_role("link").click()
    shown = card(page, t("boast.title"))
    head = f"{t('boast.day')} 9 {t('boast.people')}"
    expect(shown.get_by_role("img", name=head)).to_be_visible()
    look_over(lan, "numbers-boast", [SMALL, PHONE])
    shown.get_by_role("button", name=t("boast.share")).click()
    page.wait_for_function("() => window.shared")
    shared = page.evaluate("() => window.shared")
    picture = Image.open(io.BytesIO(b64decode(shared["url"].split(",")[1])))
    assert (picture.format, picture.size) == ("PNG", (1080, 1350))
    if PICTURES:
        picture.save(OUTPUT / "boast.png")
    colours = {colour: n for n, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    # each window of 34 by 40 dots, but for its edges, which may lie between two dots
    assert 9 * 32 * 38 <= colours[255, 216, 105] <= 9 * 34 * 40, "a window for each person"
    assert shared["text"].startswith(f"{head}\n")
    assert t("message.unsent", n=1) in shared["text"]
    assert "Lan" not in shared["text"]
    with page.expect_download() as taken:
        shown.get_by_role("button", name=t("boast.save")).click()
    assert taken.value.suggested_filename == shared["name"]
    expect(page.get_by_text(t("boast.saved.copied"))).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == shared["text"]


@pytest.mark.parametrize("lan", [False], ids=["no worker"], indirect=True)
def test_a_total_opens_down_to_its_sessions_leaves_as_file_and_text_and_tells_whose_phone_is_silent(
    lan: Phone, house: tuple[House, Seed]
) -> None:
    page = lan.go("/desk/login")
    log_in(page, COORDINATOR, house[1].password)
    for by in ("group", "month", "outcome", "place_kind", "age_band"):
        page.get_by_role("radio", name=t(f"desk.by.{by}"), exact=True).check()
        expect(page.locator("table.bars tbody tr")).to_have_count(1)
    page.get_by_role("radio", name=t("desk.by.reason"), exact=True).check()
    # Of sessions that were all finished nobody is left: that is a figure.
    expect(page.locator("table.bars tbody td")).to_have_text(["0"])
    page.get_by_role("radio", name=t("desk.by.group"), exact=True).check()
    row = page.locator("table.bars tbody tr")
    expect(row.locator("td").first).to_have_text("6")
    text = copied(page)
    assert f"6 {t('desk.people')}" in text
    assert f"- Định danh điện tử: {t('message.turns', n=6)}" in text
    assert len(text) < 1000
    with page.expect_download() as taken:
        page.get_by_role("button", name=t("csv.take"), exact=True).click()
    lines = _csv(taken.value.path())
    assert lines[1] == ["Định danh điện tử", "6"]
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name=t("screen.name.desk_sessions"))).to_be_visible()
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["group"] == ["DD"]
    expect(page.get_by_role("link", name="Nguyễn Thị Lan")).to_have_count(2)
    page.get_by_text(t("sessions.filter.narrow")).click()
    with page.expect_download() as taken:
        page.get_by_role("link", name=t("csv.take_all")).click()
    head, *lines = _csv(taken.value.path())
    assert sorted(line[head.index("Số người")] for line in lines) == ["1", "5"]

    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    # Sorted as the address says, and back at the line from a session that was opened.
    page.get_by_role("button", name=t("sessions.col.people"), exact=True).click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("5")
    second = page.get_by_role("row").nth(2).get_by_role("link")
    second.click()
    expect(page.get_by_role("heading", name=t("screen.name.desk_session"))).to_be_visible()
    page.get_by_role("link", name=t("do.back")).click()
    expect(page.get_by_role("row").nth(2).get_by_role("link")).to_be_focused()
    assert parse_qs(urlsplit(page.url).query)["sort"] == ["-people"]

    lan.go("/desk")
    # The only team has sent: there is nobody to remind, and yet the phones can be looked at.
    page.get_by_role("link", name=t("desk.silent.phones")).click()
    line = page.locator("li.line", has_text="Nguyễn Thị Lan")
    expect(line).to_be_visible()
    expect(line).to_contain_text("Chrome")
    expect(line).not_to_contain_text(t("desk.never_sent"))
    with page.expect_download() as taken:
        page.get_by_role("button", name=t("csv.take"), exact=True).click()
    assert _csv(taken.value.path())[1][0] == "Nguyễn Thị Lan"


def _csv(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))
