"""How often a thumb touches the glass for each job, with one hand and no network."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import button
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, lead
from tests.journeys.seed import Seed
from tests.journeys.steps import ACTIVATE, INSTALL, expect_state, join, log, start_logging, tile
from tests.journeys.test_screens import look_over
from tests.journeys.words import VOIDED, t

# Every touch, whatever comes of it.
COUNT = """() => {
  if (window.touched === undefined) addEventListener('pointerdown', () => { window.touched += 1 }, true)
  window.touched = 0
}"""


@contextmanager
def taps(page: Page, budget: int) -> Iterator[None]:
    """What is done inside takes so many taps, on one page that nobody loads anew."""
    page.evaluate(COUNT)
    yield
    assert page.evaluate("() => window.touched") == budget


@pytest.fixture
def lan(house: tuple[House, Seed], desk: Desk, new_phone: NewPhone) -> Phone:
    """Lan's phone has joined, which took her name and two taps behind the one on the link, and stands on
    its first screen, in the field."""
    running, found = house
    phone = new_phone("lan", worker=True)
    page = phone.open(desk.invite(found.team)["link"].removeprefix(running.url))
    expect(page.get_by_label(t("join.name"))).to_be_visible()
    with taps(page, 2):
        join(page, LAN)
    start_logging(phone.page)
    phone.wait_for_worker()
    expect_state(phone.page, here=0, received=0)
    phone.network(on=False)
    return phone


def record(page: Page) -> None:
    """From the first screen to the session that was saved last."""
    page.get_by_role("link", name=t("tab.sent"), exact=True).click()
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    expect(button(page, "session.cancel")).to_be_visible()


def home(page: Page) -> None:
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    expect(tile(page, INSTALL)).to_be_visible()


def test_logging_undoing_counting_seeing_what_is_unsent_and_handing_over(lan: Phone) -> None:
    page = lan.page
    log(page)
    with taps(page, 0):  # what is unsent, and one's own total of the day
        expect_state(page, here=1, received=0)
        expect(page.get_by_text(t("home.sessions", n=1), exact=True).first).to_be_visible()
    with taps(page, 1):
        page.get_by_role("link", name=re.compile(re.escape(t("state.here")))).click()
        expect(page.get_by_role("listitem").filter(has_text=INSTALL)).to_be_visible()
    with taps(page, 1):
        button(page, "do.send").click()
        expect(page.get_by_text(t("sent.end.offline", what="1 buổi"))).to_be_visible()
    with taps(page, 1):
        page.get_by_role("listitem").get_by_role("link").first.click()
        expect(button(page, "session.cancel")).to_be_visible()
    home(page)

    # Handing over, keeping a file, and taking from somebody else.
    with taps(page, 2):
        page.get_by_role("link", name=t("tab.sent"), exact=True).click()
        page.get_by_role("link", name=t("screen.name.hand"), exact=True).click()
        expect(page.get_by_role("img", name=t("hand.code", n=1, of=1), exact=True)).to_be_visible()
    home(page)
    with taps(page, 2), page.expect_download():
        page.get_by_role("link", name=t("tab.sent"), exact=True).click()
        button(page, "sent.export").click()
    home(page)
    with taps(page, 2):  # to the camera; what it sees is taken by itself
        page.get_by_role("link", name=t("tab.sent"), exact=True).click()
        page.get_by_role("link", name=t("screen.name.take"), exact=True).click()
        expect(page.get_by_role("heading", level=1, name=t("screen.name.take"))).to_be_visible()
    home(page)

    # Logging, again and with a result.
    with taps(page, 2):
        log(page)
    with taps(page, 1):
        button(page, "home.once_more", n=1).click()
        expect_state(page, here=3, received=0)
    with taps(page, 3):
        tile(page, ACTIVATE).click()
        page.get_by_role("dialog").get_by_role("radio", name="Chỉ tư vấn", exact=True).check()
        button(page, "do.save").click()
        expect_state(page, here=4, received=0)

    # A detail is one tap more once details are unfolded.
    tile(page, INSTALL).click()
    card = page.get_by_role("dialog")
    card.locator("summary").click()
    card.get_by_role("radio", name="Từ 60", exact=True).check()
    button(page, "do.save").click()
    expect_state(page, here=5, received=0)
    with taps(page, 3):
        tile(page, ACTIVATE).click()
        card.get_by_role("radio", name="Dưới 14", exact=True).check()
        button(page, "do.save").click()
        expect_state(page, here=6, received=0)

    # Undoing, at once and later.
    log(page)
    with taps(page, 1):
        button(page, "do.undo").click()
        expect(page.get_by_text(t("log.undone"))).to_be_visible()
    log(page)
    with taps(page, 3):  # nobody asks whether it is meant: the way back is one tap
        record(page)
        button(page, "session.cancel").click()
        expect(page.get_by_text(VOIDED)).to_be_visible()
    expect(page.get_by_text(t("session.void"), exact=True)).to_have_count(2)
    with taps(page, 1):
        button(page, "do.bring_back").click()
        expect(page.get_by_text(t("log.brought_back"))).to_be_visible()
    expect(page.get_by_text(t("session.void"), exact=True)).to_have_count(1)
    home(page)

    # Counting a crowd.
    with taps(page, 1):
        page.get_by_role("link", name=t("screen.name.count"), exact=True).click()
        expect(tile(page, INSTALL)).to_be_visible()
    with taps(page, 3):
        for _ in range(3):
            tile(page, INSTALL).click()
        expect(page.locator(".counted .sum b")).to_have_text("3")
    with taps(page, 1):
        button(page, "do.undo").click()
        expect(page.locator(".counted .sum b")).to_have_text("2")
    with taps(page, 1):
        button(page, "count.done", n=2).click()
        expect_state(page, here=8, received=0, others=1)  # one was taken back

    # Another language.
    home(page)
    lan.network(on=True)
    with taps(page, 2):
        page.get_by_role("link", name=t("tab.me"), exact=True).click()
        page.get_by_label("English", exact=True).check()
        expect(page.get_by_role("link", name="Me", exact=True)).to_be_visible()


def test_a_lead_reminds_those_who_are_to_be_reminded_and_gives_somebody_a_new_phone(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, lan: Phone
) -> None:
    lan.network(on=True)
    log(lan.page)
    expect_state(lan.page, here=0, received=1)
    ha = lead(new_phone, house, desk)
    ha.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = ha.page
    with taps(page, 1):
        page.get_by_role("link", name=t("tab.own_team"), exact=True).click()
        expect(page.get_by_text(re.compile(f"^{LAN}: "))).to_be_visible()
    with taps(page, 1):
        button(page, "reminder.copy").click()
        expect(page.get_by_text(t("copy.done"))).to_be_visible()
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert text.startswith(t("reminder.hello.settings"))
    errand = t("reminder.ready", tab=t("tab.me"), card=t("ready.no"))
    assert f"- {LAN}: {errand}" in text
    look_over(ha, "team-remind", [PHONE])

    home(page)
    with taps(page, 3):
        page.get_by_role("link", name=t("tab.own_team"), exact=True).click()
        page.get_by_role("main").get_by_role("link", name=t("screen.name.own_team_members")).click()
        button(page, "own_team.new_phone.of", name=LAN).click()
        expect(page.get_by_text(t("own_team.new_phone.show", name=LAN))).to_be_visible()
