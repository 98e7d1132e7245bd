"""Practice: the same people and services, another look, and nothing that is ever sent."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.test_screens import look_over
from tests.journeys.words import t


def begin_practice(page: Page) -> None:
    page.get_by_role("button", name=t("practice.begin")).click()
    expect(page.get_by_role("complementary", name=t("practice.begin"))).to_be_visible()


def test_what_is_practised_is_neither_sent_nor_kept_and_what_is_real_stays(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan")
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
