"""Practice: another look, and nothing that is ever sent. A volunteer has the same people and services, a
coordinator a commune that does not exist."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browsing import BOTH_SIZES, DESKTOP
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, today
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.test_screens import look_over, settle
from tests.journeys.words import t

BEHIND_NUMBERS = (
    "/desk?team=practice-team-2&period=month&by=member",
    "/desk/sessions?unit=practice&period=month",
    "/desk/silent",
    "/desk/briefing",
)


def begin_practice(page: Page) -> None:
    page.get_by_role("button", name=t("practice.begin")).click()
    expect(page.get_by_role("complementary", name=t("practice.begin"))).to_be_visible()


def test_what_is_practised_is_neither_sent_nor_kept_and_what_is_real_stays(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", worker=True)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    lan.network(on=False)
    log(page)
    expect_state(page, here=1, received=0)

    lan.go("/me")
    begin_practice(page)
    expect_state(page, here=0, received=0)
    expect(page.get_by_role("button", name="Nguyễn Thị Lan")).to_be_visible()
    lan.network(on=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    log(page)
    log(page)
    expect_state(page, here=2, received=0)
    page.get_by_role("link", name=t("tab.sent"), exact=True).click()
    main = page.get_by_role("main")
    expect(main.get_by_text(t("practice.list"))).to_be_visible()
    expect(main.get_by_role("button", name=t("do.send"))).to_have_count(0)
    look_over(lan, "practice-sent")
    main.get_by_role("listitem").get_by_role("link").first.click()
    expect(main.get_by_text(t("practice.text"), exact=True)).to_be_visible()
    expect(main.get_by_text(t("session.where.here"))).to_have_count(0)
    look_over(lan, "practice-session")
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    look_over(lan, "practice")
    page.reload()
    expect_state(page, here=2, received=0)
    assert [url for url in asked if "/api/" in url] == []

    page.get_by_role("button", name=t("practice.end"), exact=True).click()
    expect_state(page, here=0, received=1)
    expect(page.get_by_role("complementary", name=t("practice.begin"))).to_have_count(0)
    assert len(desk.sessions(found.team)) == 1
    lan.go("/me")
    begin_practice(page)
    expect_state(page, here=0, received=0)  # what was practised before is gone


def test_a_coordinator_practises_on_made_up_figures_and_no_real_one_moves(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    real = what_stands(desk)
    son = at_desk(new_phone, found, DESKTOP, "/desk/practice")
    page, main = son.page, son.page.get_by_role("main")
    settle(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    begin_practice(page)
    expect(main.get_by_role("heading", level=1)).to_have_text("Phường Tập Thử")
    expect(main.locator("dd[data-figure=people][data-of=total]")).not_to_have_text("0")
    settle(page)
    look_over(son, "practice-desk", (*BOTH_SIZES, {"width": 320, "height": 640}))
    open_tab(page, "screen.name.waiting")
    main.get_by_role("button", name=re.compile(t("phones.approve.of", name=".*"))).first.click()
    expect(main.locator("li.card")).to_have_count(4)  # a phone and three reviews
    look_over(son, "practice-desk-waiting")
    button(main, "review.accept").nth(1).click()  # two edits of one number: nothing is asked back
    expect(main.locator("li.card")).to_have_count(3, timeout=15_000)
    open_tab(page, "screen.name.targets")
    expect(main.get_by_text("400").first).to_be_visible()
    look_over(son, "practice-desk-targets")
    set_target(page)
    open_tab(page, "screen.name.report")
    close_month(page)
    look_over(son, "practice-desk-report")
    main.get_by_role("link", name=t("report.xlsx")).click()
    expect(page.locator(".snackbar")).to_contain_text(t("problem.not_practised"))
    band = page.get_by_role("complementary", name=t("practice.begin"))
    page.emulate_media(media="print")
    expect(band).to_be_visible()
    expect(band).to_have_css("color", "rgb(0, 0, 0)")  # white would not be seen on paper
    page.emulate_media(media="screen")
    son.go("/desk/trail")  # a page is opened anew
    expect(main.get_by_text(t("problem.not_practised"))).to_be_visible()
    expect(band).to_be_visible()
    for path in BEHIND_NUMBERS:
        settle(son.go(path))
        expect(page.locator("[data-why=not_loaded]")).to_have_count(0)
        look_over(son, re.sub(r"\W+", "-", f"practice{path}"))
    assert [url for url in asked if "/api/" in url] == []

    button(page, "practice.end").click()
    expect(page.get_by_role("complementary", name=t("practice.begin"))).to_have_count(0)
    expect(main.get_by_role("heading", level=1)).not_to_have_text("Phường Tập Thử")
    assert what_stands(desk) == real


def what_stands(desk: Desk) -> list[Any]:
    """What a practice could have moved: figures, what waits, targets, closed months, acts."""
    day = today()
    unit = desk.ask("GET", "/api/session")["account"]["unit"]["id"]
    return [
        desk.ask("GET", f"/api/tallies?from=2026-01-01&to={day}&by=team")["total"],
        desk.ask("GET", "/api/enrolments?state=pending")["rows"],
        desk.ask("GET", "/api/review?limit=50")["rows"],
        desk.ask("GET", "/api/progress")["rows"],
        desk.ask("GET", f"/api/reports/closed?unit={unit}")["rows"],
        desk.ask("GET", "/api/audit?about=figures")["rows"],
    ]


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name=t("app.tabs")).get_by_role(
        "link", name=re.compile(f"^{re.escape(t(name))}")
    ).click()
    settle(page)


def set_target(page: Page) -> None:
    main = page.get_by_role("main")
    button(main, "goal.set").click()
    main.get_by_label(t("targets.measure")).select_option("sessions:")
    main.get_by_label(t("targets.goal"), exact=True).fill("60")
    button(main, "do.save").click()
    expect(page.locator(".snackbar")).to_contain_text(t("targets.saved"))


def close_month(page: Page) -> None:
    main = page.get_by_role("main")
    button(main, "report.close").click()
    dialog = page.get_by_role("dialog")
    month = "/".join(reversed(today()[:7].split("-")))
    dialog.get_by_label(t("report.close.typed", month=month)).fill(month)
    button(dialog, "report.close.despite").click()
    expect(main.get_by_role("status").get_by_text("TAPTH-U")).to_be_visible()
