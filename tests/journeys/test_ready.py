"""Whether a phone may be carried where there is no network: it says so, or what to do first."""

from playwright.sync_api import expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join, log, start_logging
from tests.journeys.test_screens import look_over
from tests.journeys.words import t


def test_one_thing_to_do_after_the_other_until_the_badge_is_green(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", lasting=True)  # what passes is never kept
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    page = lan.go("/me")
    badge = page.locator("#ready")
    expect(badge).to_contain_text(t("ready.installed.todo"))
    look_over(lan, "not-ready", [PHONE])
    page = lan.go("/")
    first = t("ready.no.why", what=t("ready.lacks.installed"))
    told = page.get_by_role("link", name=first)
    # a browser that offers it early is taken at its word
    offered = page.get_by_role("button", name=t("home.install.take"), exact=True)
    expect(told.or_(offered).first).to_be_visible()

    # What a page says of itself that was opened from an iPhone's home screen.
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: true })")
    page = lan.go("/me")
    expect(badge).to_contain_text(t("ready.kept.todo"))
    page = lan.go("/")
    first = t("ready.no.why", what=t("ready.lacks.kept"))
    expect(page.get_by_role("link", name=first)).to_be_visible()
    session = page.context.new_cdp_session(page)
    session.send(
        "Browser.setPermission",
        {
            "permission": {"name": "persistent-storage"},
            "setting": "granted",
            "origin": running.url,
        },
    )
    log(page)  # with the first save the browser is asked
    expect(page.get_by_role("link", name=first)).to_have_count(0)
    page = lan.go("/me")
    expect(page.get_by_role("heading", name=t("ready.yes"))).to_be_visible()
    lan.network(on=False)
    page = lan.go("/me")  # and it is true
    expect(page.get_by_role("heading", name=t("ready.yes"))).to_be_visible()
    look_over(lan, "ready", [PHONE])
    lan.network(on=True)

    desk.wait_for(
        lambda: [row["readiness"]["ready"] for row in desk.ask("GET", "/api/phones")["rows"]],
        [True],
    )
    son = at_desk(new_phone, found, PHONE, "/desk/silent")
    expect(son.page.get_by_text(t("silent.ready_n", n=1, all=1))).to_be_visible()
    expect(son.page.get_by_role("listitem").get_by_text(t("ready.yes"))).to_be_visible()
    look_over(son, "desk-silent-ready", [PHONE])
