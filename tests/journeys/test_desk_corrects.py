"""A coordinator corrects a session at the desk, and its author reads by whom and why."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_both_sizes, at_desk, button, no_sideways_scroll, today
from tests.journeys.house import House
from tests.journeys.kept import wait_until_kept
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.words import t

LAN, SON = "Nguyễn Thị Lan", "Lê Hoàng Sơn"
WHY = "Đếm thiếu hai người"
AGAIN = "Thêm một người đến muộn"
World = tuple[House, Seed]


@pytest.fixture
def lan(house: World, desk: Desk, new_phone: NewPhone) -> Phone:
    """Lan's phone, with one session that the server has."""
    running, found = house
    phone = new_phone("lan")
    join(phone.open(desk.invite(found.team)["link"].removeprefix(running.url)), LAN)
    start_logging(phone.page)
    log(phone.page)
    expect_state(phone.page, here=0, received=1)
    return phone


def people(desk: Desk, found: Seed) -> int:
    return int(desk.totals(found.team, today())["total"]["people"])


def field(page: Page) -> Locator:
    return page.get_by_label(t("log.people"), exact=True).first


def say_why(page: Page, yes: str, why: str = WHY) -> None:
    dialog = page.get_by_role("dialog")
    button(dialog, yes).click()
    expect(dialog.get_by_text(t("why.missing"))).to_be_visible()
    dialog.get_by_label(t("why.label"), exact=True).fill(why)
    button(dialog, yes).click()
    expect(dialog).to_have_count(0)


def say_again(page: Page, yes: str, why: str = WHY) -> None:
    """The reason was said before, and stands there still."""
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label(t("why.label"), exact=True)).to_have_value(why)
    button(dialog, yes).click()
    expect(dialog).to_have_count(0)


def fetched(phone: Phone, session: dict[str, Any]) -> Page:
    """Lan's phone asks for what is new, and shows the session."""
    page = phone.go("/sent")
    button(page, "do.send").click()
    expect(page.get_by_text(t("sent.end.all"))).to_be_visible()
    return phone.go(f"/session/{session['id']}")


def test_a_number_is_mended_the_session_voided_and_taken_back_and_what_lan_changed_comes_first(
    house: World, desk: Desk, new_phone: NewPhone, lan: Phone
) -> None:
    _, found = house
    (session,) = desk.sessions(found.team)
    son = at_desk(new_phone, found, PHONE, f"/desk/session/{session['id']}")
    page = son.page
    button(page, "record.correct").click()
    field(page).fill("3")
    field(page).blur()
    no_sideways_scroll(page)
    for _ in at_both_sizes(page):
        assert violations(page) == []
    # What was typed outlives a reload: nobody begins again because a tab was thrown away.
    wait_until_kept(page, '"people":3')
    page.reload()
    expect(field(page)).to_have_value("3")
    # Nor does anybody say again why, where there was no network.
    son.network(on=False)
    button(page, "session.save").click()
    say_why(page, "session.save")
    expect(page.locator(".snackbar")).to_contain_text(t("problem.unreachable"))
    son.network(on=True)
    button(page, "session.save").click()
    say_again(page, "session.save")
    expect(page.get_by_text(t("why.said", why=WHY))).to_be_visible()
    assert people(desk, found) == 3
    mine = fetched(lan, session)
    expect(mine.get_by_text(f"{t('why.edited', name=SON)}: “{WHY}”")).to_be_visible()

    button(page, "record.correct").click()
    expect(field(page)).to_have_value("3")
    button(page, "session.cancel").click()
    say_why(page, "session.cancel.yes", "Ghi trùng buổi sáng")
    expect(page.get_by_text(t("record.state.void"), exact=True)).to_be_visible()
    assert people(desk, found) == 0
    button(page, "session.restore").click()
    say_why(page, "session.restore", "Không trùng")
    expect(page.get_by_text(t("record.state.counted"), exact=True)).to_be_visible()
    assert people(desk, found) == 3
    for _ in at_both_sizes(page):
        assert violations(page) == []

    # The history tells the three apart, and leads to the session.
    page = son.go("/desk/trail?about=sessions")
    acts = page.get_by_role("main").get_by_role("listitem")
    expect(acts).to_have_count(3)
    expect(acts.nth(0)).to_contain_text(f"→ {t('field.live')}")
    expect(acts.nth(1)).to_contain_text(f"{t('field.live')} →")
    no_sideways_scroll(page)
    assert violations(page) == []
    acts.nth(0).get_by_role("link", name=t("audit.session")).click()
    expect(page.get_by_text(t("record.state.counted"), exact=True)).to_be_visible()

    # What Lan changed meanwhile is shown first.
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page = son.go(f"/desk/session/{session['id']}")
    button(page, "record.correct").click()
    field(page).fill("4")
    field(page).blur()

    mine = lan.go(f"/session/{session['id']}")
    field(mine).fill("5")
    field(mine).blur()
    button(mine, "session.save").click()
    desk.wait_for(lambda: people(desk, found), 5)

    button(page, "session.save").click()
    say_why(page, "session.save", AGAIN)
    expect(page.get_by_text(t("problem.changed_meanwhile"))).to_be_visible()
    expect(field(page)).to_have_value("5")
    assert people(desk, found) == 5
    field(page).fill("6")
    field(page).blur()
    button(page, "session.save").click()
    say_again(page, "session.save", AGAIN)
    expect(page.get_by_text(t("why.said", why=AGAIN))).to_be_visible()
    assert people(desk, found) == 6
    son.forgive("409 (CONFLICT)")
