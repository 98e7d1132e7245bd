"""Days of action, and the history of what was done, at both sizes; and each coordinator sees exactly
what lies at and below the own unit."""

from playwright.sync_api import expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import (
    at_desk,
    button,
    no_sideways_scroll,
    nothing_wrong,
    today,
    unit,
)
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.sign_in_steps import new_password, sign_in
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.words import t

NAME = "Ngày hội chuyển đổi số"
OWN_PASSWORD = "bốn mùa gió thổi qua đồng"


def test_a_day_of_action_counts_its_teams_the_history_tells_of_it_and_two_coordinators_see_theirs(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    son = at_desk(new_phone, found, PHONE, "/desk/activities")
    page = son.page
    expect(page.get_by_text(t("activities.none"))).to_be_visible()
    button(page, "activities.add").click()
    page.get_by_label(t("activities.name")).fill(NAME)
    page.get_by_label(t("activities.place")).fill("Chợ Đức Phổ")
    page.get_by_label(t("activities.partners")).fill("Công an phường")
    page.get_by_label(found.team_name).check()
    nothing_wrong(page)
    button(page, "do.save").click()
    button(page, "activities.reach.save").click()  # no phone has joined the team yet
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()

    lan = new_phone("lan")
    at_phone = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(at_phone, "Nguyễn Thị Lan")
    start_logging(at_phone)
    log(at_phone, people=7)
    expect_state(at_phone, here=0, received=1)
    page.reload()
    expect(page.locator('dd[data-figure="people"]')).to_have_text("7")
    no_sideways_scroll(page)

    son.go("/desk/trail?about=figures")
    expect(page.get_by_text(t("act.activity_added"))).to_be_visible()
    nothing_wrong(page)
    no_sideways_scroll(page)

    # Each of two coordinators sees exactly what is theirs.
    team = desk.ask("GET", f"/api/teams/{found.team}")
    home = team["unit"]["name"]
    away = next(name for name in ("Trà Câu", "Sa Huỳnh") if name != home)
    wish = {"role": "coordinator", "name": "Cán bộ"}
    passwords = {
        name: desk.ask(
            "POST", "/api/accounts", {**wish, "login": f"xa{number}", "unit": unit(desk, name)}
        )["password"]
        for number, name in enumerate((home, away))
    }
    for number, (name, people) in enumerate(((home, "7"), (away, "0"))):
        theirs = new_phone(f"desk{number}")
        page = theirs.open("/desk/login")
        sign_in(page, f"xa{number}", passwords[name])
        new_password(page, OWN_PASSWORD, "made.take")
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        expect(page.locator('.sums dd[data-figure="people"]')).to_have_text(people)
        for screen in ("report", "activities", "trail", "teams"):
            theirs.go(f"/desk/{screen}")
            page.wait_for_load_state("networkidle")
            assert (found.team_name in page.locator("main").inner_text()) <= (name == home)
        other = unit(desk, home if name == away else away)
        with theirs.page.expect_response(lambda told: "/api/tallies" in told.url) as told:
            theirs.go(f"/desk?unit={other}&from={today()}&to={today()}")
        assert told.value.status == 404
        theirs.forgive("404")
