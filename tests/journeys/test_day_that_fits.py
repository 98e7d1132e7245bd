"""A phone whose clock stood years ago when something was recorded: one tap sets the right day."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, today
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, come_in, expect_reason, lead, open_duty
from tests.journeys.seed import Seed
from tests.journeys.steps import log
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

World = tuple[House, Seed]
LONG_AGO = "2024-01-15"


def log_on_a_wrong_day(lan: Phone, house: World, desk: Desk) -> str:
    """Lan's phone has lost its clock, as after an empty battery, and she records four people; the
    session's id."""
    running, found = house
    page = come_in(lan, running, desk.invite(found.team), LAN)
    page.clock.set_system_time(datetime.fromisoformat(f"{LONG_AGO}T03:00:00").replace(tzinfo=UTC))
    # A real phone has one clock. Here the worker keeps the right one: it must not send instead.
    page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    page.reload()
    log(page, people=4)
    expect(page.get_by_text(t("state.attention_n", n=1))).to_be_visible(timeout=20_000)
    (row,) = desk.sessions(found.team)
    assert (row["day"], row["state"]) == (LONG_AGO, "attention")
    return str(row["id"])


def sums(desk: Desk, found: Seed) -> list[int]:
    """The people counted on the wrong day and on the right one."""
    return [desk.totals(found.team, day)["total"]["people"] for day in (LONG_AGO, today())]


def offered(page: Page) -> str:
    """The day that is offered, as it is read."""
    year, month, day = today().split("-")
    said = f"{day}/{month}/{year}"
    main = page.get_by_role("main")
    expect(main).to_contain_text(LAN)
    expect(main.get_by_text(t("review.fits", day=said), exact=True)).to_be_visible()
    expect(button(page, "review.keep_day")).to_be_visible()
    return said


def test_a_lead_sets_the_day_with_one_tap_and_who_comes_second_is_told(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    ha = lead(new_phone, house, desk, PHONE)
    lan = new_phone("lan")
    session = log_on_a_wrong_day(lan, house, desk)
    son = at_desk(new_phone, found, PHONE, "/desk/attention")
    offered(son.page)

    open_duty(ha.page, "screen.name.attention")
    day = offered(ha.page)
    look_over(ha, "day-that-fits-lead")
    assert sums(desk, found) == [0, 0]
    button(ha.page, "review.mend_day", day=day).click()
    expect(ha.page.get_by_text(t("review.mended", day=day), exact=True)).to_be_visible()
    expect(ha.page.get_by_text(t("review.none"))).to_be_visible()
    assert sums(desk, found) == [0, 4]

    button(son.page, "review.mend_day", day=day).click()
    expect(son.page.get_by_text(t("problem.conflict_settled"))).to_be_visible()
    expect(son.page.get_by_text(t("review.none"))).to_be_visible()
    son.forgive("Failed to load resource")  # the browser's own word for 409
    assert sums(desk, found) == [0, 4]

    expect_reason(lan, session, t("why.edited", name="Phan Thị Hà"))
    expect(lan.page.get_by_text(t("state.attention_n", n=1))).to_have_count(0)


def test_a_coordinator_sets_the_day_at_the_desk(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    lan = new_phone("lan")
    session = log_on_a_wrong_day(lan, house, desk)
    son = at_desk(new_phone, found, DESKTOP, "/desk/attention")
    day = offered(son.page)
    look_over(son, "day-that-fits-desk")
    button(son.page, "review.mend_day", day=day).click()
    expect(son.page.get_by_text(t("review.none"))).to_be_visible()
    assert sums(desk, found) == [0, 4]
    son.go(f"/desk/session/{session}")
    was = t("record.was", **{"field": t("field.day"), "from": "15/01/2024", "to": day})
    expect(son.page.get_by_text(was, exact=True)).to_be_visible()
    look_over(son, "day-that-fits-session")
    expect_reason(lan, session, t("why.edited", name="Lê Hoàng Sơn"))
