"""A whole month, from nothing to the report that is sent up: targets, what is done and what is
entered, closing, what comes late, and whoever scans the paper."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import (
    at_desk,
    button,
    no_sideways_scroll,
    nothing_wrong,
    today,
)
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.words import t

CLOSED = re.compile(r"Đã chốt .*, mã [0-9A-Z]{5}-[0-9A-Z]{5}")


def test_a_month_from_empty_to_the_closed_report(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    son = at_desk(new_phone, found, PHONE, "/desk/targets")
    page = son.page
    expect(page.get_by_text(t("targets.none"))).to_be_visible()
    set_target(page, "30")
    enter(page, son.go, "2", "Sổ họp Ban Thường vụ")

    lan = new_phone("lan")
    at_phone = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(at_phone, "Nguyễn Thị Lan")
    start_logging(at_phone)
    log(at_phone)
    expect_state(at_phone, here=0, received=1)

    son.go("/desk?period=month")
    goal = page.get_by_role("region", name=t("screen.name.targets"))
    expect(goal.get_by_text("1 / 30 · 3,3%")).to_be_visible()
    expect(goal.get_by_text(re.compile(r"còn thiếu 29 · còn \d+ ngày"))).to_be_visible()
    no_sideways_scroll(page)

    son.go("/desk/report")
    expect(figure(page, "result", "people")).to_have_text("1")
    expect(figure(page, "plan", "people")).to_have_text("30")
    expect(figure(page, "result", "entered:TAPHUAN")).to_have_text("2")
    nothing_wrong(page)
    button(page, "report.close").click()
    month = today()[:7]
    in_words = f"{month[5:]}/{month[:4]}"
    asked = page.get_by_role("dialog")
    expect(asked.get_by_text(t("report.close.early", month=in_words))).to_be_visible()
    despite = asked.get_by_role("button", name=t("report.close.despite"))
    despite.click()
    expect(asked.get_by_text(t("report.close.typed.wrong", month=in_words))).to_be_visible()
    nothing_wrong(page)
    asked.get_by_label(t("report.close.typed", month=in_words)).fill(in_words)
    despite.click()
    standing = page.get_by_role("status").get_by_text(CLOSED)
    expect(standing).to_be_visible()
    expect(button(page, "report.close")).to_have_count(0)

    log(at_phone)
    expect_state(at_phone, here=0, received=2)
    page.reload()
    expect(figure(page, "result", "people")).to_have_text("1")
    expect(page.locator('[data-figure="differs"]')).to_contain_text("2 người")
    nothing_wrong(page)

    anybody = new_phone("anybody")
    link = page.locator("a.report-qr").get_attribute("href")
    scanned = anybody.open(str(link))
    expect(scanned.get_by_text(t("snapshot.changed"))).to_be_visible()
    expect(figure(scanned, "people", "then")).to_have_text("1")
    expect(figure(scanned, "people", "now")).to_have_text("2")
    nothing_wrong(scanned)

    late = desk.ask("GET", f"/api/reports?unit={own_unit(desk)}&month={after(month)}")["late"]
    assert [(row["month"], row["figures"]["people"]) for row in late] == [(month, 1)]


def set_target(page: Page, goal: str) -> None:
    """Of people helped in this month, which the form begins with."""
    button(page, "goal.set").click()
    page.get_by_label(t("targets.goal")).fill(goal)
    button(page, "do.save").click()
    expect(page.get_by_text(f"Đạt 0/{goal} (0%)")).to_be_visible()
    nothing_wrong(page)


def enter(page: Page, go: Callable[[str], Page], value: str, source: str) -> None:
    """How many trainings there were."""
    go("/desk/indicators")
    button(page, "indicators.enter").click()
    page.get_by_label(t("indicators.which")).select_option("TAPHUAN")
    page.get_by_label(t("indicators.value", unit="buổi")).fill(value)
    page.get_by_label(t("indicators.source")).fill(source)
    button(page, "do.save").click()
    expect(page.get_by_text(t("indicators.from", source=source))).to_be_visible()
    nothing_wrong(page)


def figure(page: Page, what: str, of: str) -> Locator:
    return page.locator(f'[data-figure="{what}"][data-of="{of}"]')


def own_unit(desk: Desk) -> str:
    return str(desk.ask("GET", "/api/session")["account"]["unit"]["id"])


def after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"
