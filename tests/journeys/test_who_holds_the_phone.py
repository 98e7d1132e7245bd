"""Only who holds the phone, on an open screen, acts on it: at the desk and on the way in too."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.lead_steps import HA
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import join, log_in, start_logging
from tests.journeys.test_shared_phone import LAN, PIN, chip, choose, set_pin, try_pin
from tests.journeys.words import t

World = tuple[House, Seed]


def shared(
    new_phone: NewPhone, house: World, desk: Desk, size: dict[str, int] | None = None
) -> Phone:
    """A phone on which Lan, who volunteers, and then Hà, who leads, have joined; Hà holds it."""
    running, found = house
    phone = new_phone("shared", size or PHONE)
    phone.open("")
    for name, wish in ((LAN, {}), (HA, {"role": "lead", "max_uses": 1})):
        page = phone.go(desk.invite(found.team, **wish)["link"].removeprefix(running.url))
        join(page, name)
        start_logging(page)
    expect(page.get_by_role("link", name=t("tab.own_team"), exact=True)).to_be_visible(
        timeout=20_000
    )
    return phone


def expect_closed(page: Page) -> None:
    """The desk is for others, and says so."""
    title = page.get_by_role("heading", level=1, name=t("me.desk"))
    expect(title).to_be_visible(timeout=20_000)
    expect(page.get_by_text(t("desk.closed", name=LAN))).to_be_visible()


def test_the_desk_is_open_to_who_holds_the_phone_and_closed_to_the_next(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    phone = shared(new_phone, house, desk, DESKTOP)
    page = phone.page
    # The server gives the phone the rights of who holds it.
    told: dict[str, str | None] = {}
    page.on(
        "request",
        lambda one: told.update({_path(one.url): one.headers.get("acting-member")}),
    )
    for path, name, what in (
        ("phones", "own_team_phones", "enrolments"),
        ("attention", "attention", "review"),
    ):
        with page.expect_request(lambda one, what=what: _path(one.url) == f"/api/{what}"):
            phone.go(f"/team/{path}")
        title = page.get_by_role("heading", level=1, name=t(f"screen.name.{name}"))
        expect(title).to_be_visible()
        page.wait_for_load_state("networkidle")
    members = desk.ask("GET", f"/api/teams/{found.team}")["members"]
    ha = next(row["id"] for row in members if row["name"] == HA)
    assert told["/api/enrolments"] == told["/api/review"] == ha
    assert told["/api/sync/v1"] is None

    phone.go("/desk/sessions")  # as the lead, and the app says so
    # What the app leaves to the browser is taken all the same: links carry no header of ours.
    for name in ("csv.take_all", "report.xlsx"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=t(name), exact=True).click()
        assert coming.value.failure() is None
    phone.forgive(f"403 (FORBIDDEN) {phone.url}/api/units")  # the tree of units is not for leads
    phone.go("/desk/phones")  # as the lead: what was answered is kept
    expect(page.get_by_role("heading", level=1, name=t("screen.name.waiting"))).to_be_visible()
    phone.go("/")
    choose(page, found, HA, LAN)
    expect(chip(page, found, LAN)).to_be_visible()
    # A page that does not say who holds the phone has nobody's rights.
    for path in ("/api/enrolments", f"/api/teams/{found.team}", "/api/review"):
        assert page.evaluate(ASK, path) == [403, "acting_member_required"], path
        phone.forgive(f"403 (FORBIDDEN) {phone.url}{path}")

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("/api")[-1]))
    page.get_by_role("link", name=t("tab.me"), exact=True).click()
    page.get_by_role("link", name=t("me.desk")).click()
    expect_closed(page)
    for path in ("/desk/phones", "/desk/sessions", "/desk/teams", f"/desk/team/{found.team}"):
        phone.go(path)
        expect_closed(page)
    # What the team is out for is for everybody in it, and asked for after a round.
    desks = [one for one in asked if not one.endswith("/plan")]
    assert [one for one in desks if one.startswith(("/phones", "/enrolments", "/teams"))] == []

    page.get_by_role("link", name=t("login.take"), exact=True).click()
    page.get_by_label(t("login.name")).fill(COORDINATOR)
    page.get_by_label(t("login.password"), exact=True).fill(found.password)
    page.get_by_role("button", name=t("login.take"), exact=True).click()
    expect(page.get_by_role("heading", level=1, name=found.team_name)).to_be_visible()
    page.get_by_role("button", name=t("desk.sign_out"), exact=True).click()
    expect(page.get_by_role("heading", level=1, name=t("login.title"))).to_be_visible()
    phone.go("/desk")
    expect_closed(page)
    # Whether the session lasts may be asked just as it ends.
    phone.forgive("403 (FORBIDDEN) " + phone.url + "/api/session")
    assert phone.complaints == []

    # A session that has ended does not hold the door open.
    phone.go("/")
    choose(page, found, LAN, HA)
    expect(chip(page, found, HA)).to_be_visible()
    log_in(phone.go("/desk/login"), COORDINATOR, found.password)
    phone.go("/")
    choose(page, found, HA, LAN)
    expect(chip(page, found, LAN)).to_be_visible()
    cookies = [one for one in phone.context.cookies() if "account" not in str(one.get("name"))]
    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)  # type: ignore[arg-type]
    phone.go("/desk")
    expect_closed(page)
    phone.forgive("403 (FORBIDDEN)")


ASK = """async (path) => {
  const answer = await fetch(path)
  return [answer.status, (await answer.json()).code]
}"""


def _path(url: str) -> str:
    return urlsplit(url).path


def test_no_address_leads_around_a_locked_screen_and_who_signs_in_at_the_desk_needs_no_pin(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    phone = shared(new_phone, house, desk)
    page = phone.page
    locked = page.get_by_role("heading", level=1, name=t("lock.title"))
    set_pin(page, PIN)
    for path in ("/desk", "/desk/sessions", "/desk/phones", "/desk/more", "/j", "/team", "/"):
        phone.go(path)
        expect(locked, path).to_be_visible()
        expect(page.get_by_role("navigation"), path).to_have_count(0)
        expect(page.locator("main a"), path).to_have_count(0)
        try_pin(page, HA, PIN)
        expect(locked, path).to_have_count(0)
    page.wait_for_load_state("networkidle")
    phone.forgive("/api/units")  # the tree of units is not for leads

    # An invitation is looked at once the screen is open.
    invitation = desk.invite(found.team)
    phone.go("/")
    page.goto(invitation["link"])
    expect(page.get_by_text(t("lock.invited"))).to_be_visible()
    assert invitation["code"] not in page.url
    try_pin(page, HA, PIN)
    expect(page.get_by_label(t("join.name"))).to_be_visible()
    expect(page.get_by_role("heading", name=found.team_name)).to_be_visible()

    log_in(phone.go("/desk/login"), COORDINATOR, found.password)
    phone.go("/desk/teams")
    expect(page.get_by_role("heading", level=1, name=t("screen.name.teams"))).to_be_visible()
    phone.go("/team")
    expect(page.get_by_role("heading", level=1, name=t("lock.title"))).to_be_visible()


def test_another_link_is_looked_at_while_the_joining_screen_stands(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    phone = new_phone("lan")
    page = phone.open("/j")
    expect(page.get_by_label(t("join.code"))).to_be_visible()
    for wish, says in (
        ({}, "join.as_volunteer"),
        ({"role": "lead", "max_uses": 1}, "join.as_lead"),
    ):
        invitation = desk.invite(found.team, **wish)
        page.evaluate("(link) => { location.href = link }", invitation["link"])
        expect(page.get_by_text(t(says))).to_be_visible()
        assert invitation["code"] not in page.url
