"""Two coordinators at the same thing: nobody's word goes without being seen, and nothing is counted twice."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, choose, no_sideways_scroll, today
from tests.journeys.house import House
from tests.journeys.kept import wait_until_kept
from tests.journeys.seed import Seed
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

World = tuple[House, Seed]


def own_unit(desk: Desk) -> str:
    return str(desk.ask("GET", "/api/session")["account"]["unit"]["id"])


def test_a_target_that_changed_while_its_form_was_open_is_looked_at_first(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    aim = {"unit": own_unit(desk), "measure": "people", "from": today(), "to": today()}
    desk.ask("PUT", "/api/targets", {**aim, "goal": 300})
    son = at_desk(new_phone, house[1], PHONE, "/desk/targets")
    son.forgive("409 (CONFLICT)")
    page = son.page
    choose(page, t("measure.people"), "targets.change")
    goal = page.get_by_label(t("targets.goal"))
    expect(goal).to_have_value("300")
    goal.fill("400")
    wait_until_kept(page, '"400"')
    desk.ask("PUT", "/api/targets", {**aim, "goal": 500})
    page.reload()
    expect(page.get_by_text("Đạt 0/500 (0%)")).to_be_visible()
    expect(goal).to_have_value("400")
    button(page, "do.save").click()
    expect(page.get_by_role("alert")).to_have_text(t("problem.changed_meanwhile"))
    expect(page.get_by_text("Đạt 0/500 (0%)")).to_be_visible()
    no_sideways_scroll(page)
    look_over(son, "targets-changed-meanwhile")
    button(page, "do.save").click()
    expect(page.get_by_text("Đạt 0/400 (0%)")).to_be_visible()

    # One that is taken back takes its form along, and that is said.
    choose(page, t("measure.people"), "targets.change")
    goal.fill("450")
    (row,) = desk.ask("GET", "/api/progress")["rows"]
    desk.ask("DELETE", f"/api/targets/{row['set_here']['id']}")
    button(page, "do.save").click()
    # The form says it until it is gone, and the notice goes on.
    expect(page.get_by_text(t("targets.none"))).to_be_visible()
    expect(page.get_by_text(t("problem.not_found"))).to_be_visible()
    son.forgive("404")


def test_what_stands_in_the_list_is_not_added_again(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    son = at_desk(new_phone, house[1], DESKTOP, "/desk/targets")
    son.forgive("409 (CONFLICT)")
    page = son.page
    expect(page.get_by_text(t("targets.none"))).to_be_visible()
    button(page, "goal.set").click()
    aim = {"unit": own_unit(desk), "measure": "people"}
    written = {
        each: page.get_by_label(t(word), exact=True).input_value() for each, word in DAYS.items()
    }
    days = {each: "-".join(reversed(day.split("/"))) for each, day in written.items()}
    desk.ask("PUT", "/api/targets", {**aim, **days, "goal": 300})
    page.get_by_label(t("targets.goal")).fill("400")
    button(page, "do.save").click()
    expect(page.get_by_role("alert")).to_have_text(t("problem.target_there"))
    expect(page.get_by_text("Đạt 0/300 (0%)")).to_be_visible()
    button(page, "do.close").click()

    page = son.go("/desk/indicators")
    fill_figure(page)
    expect(page.get_by_text(t("indicators.from", source=SOURCE))).to_be_visible()
    fill_figure(page)
    expect(page.get_by_role("alert")).to_have_text(t("problem.figure_there"))
    look_over(son, "indicators-there")


DAYS = {"from": "form.from", "to": "targets.last"}
SOURCE = "Sổ họp Ban Thường vụ"


def fill_figure(page: Page) -> None:
    button(page, "indicators.enter").click()
    page.get_by_label(t("indicators.which")).select_option("TAPHUAN")
    page.get_by_label(t("indicators.value", unit="buổi")).fill("2")
    page.get_by_label(t("indicators.source")).fill(SOURCE)
    button(page, "do.save").click()
