"""Two people change the same field: nothing is overwritten in silence, a person decides."""

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.lead_steps import accept
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import INSTALL, expect_state, join, log, log_in, start_logging
from tests.journeys.words import t


def test_a_late_edit_waits_for_a_person_and_both_phones_learn_the_end(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan, ha = new_phone("lan", worker=True), new_phone("ha")
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    log(page, INSTALL, people=10)
    expect_state(page, here=0, received=1)
    session = desk.sessions(found.team)[0]["id"]

    leading = desk.invite(found.team, role="lead", max_uses=1)
    desks_page = ha.open(leading["link"].removeprefix(running.url))
    join(desks_page, "Phan Thị Hà")
    start_logging(desks_page)

    lan.wait_for_worker()
    lan.network(False)
    _change_people(lan, session, 11)
    _change_people(ha, session, 12, why="Đếm lại")
    # Hers is somebody else's session: the pill does not count it.
    desk.wait_for(lambda: desk.sessions(found.team)[0]["people"], 12)
    lan.network(True)
    expect(lan.page.get_by_text(t("state.attention_n", n=1))).to_be_visible(timeout=20_000)

    son = new_phone("son", DESKTOP)
    page = son.open("/desk/login")
    log_in(page, COORDINATOR, found.password)
    page.goto(f"{running.url}/desk/attention")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Nguyễn Thị Lan")
    takes = main.get_by_role("button", name=t("review.accept"), exact=True)
    expect(takes).to_have_count(1)  # people, and the people of the service
    accept(takes)
    expect(takes).to_have_count(0)

    for phone in (lan, ha):
        phone.go("/sent")
        phone.page.get_by_role("button", name=t("do.send")).click()
        phone.go(f"/session/{session}")
        expect(phone.page.get_by_label(t("log.people"), exact=True)).to_have_value("11")
    totals = desk.totals(found.team, _day(desk, session))["total"]
    assert (totals["people"], totals["turns"]) == (11, 11)


def _change_people(phone: Phone, session: str, people: int, why: str = "") -> None:
    """Without a network the service worker opens the page; of a lead it asks why."""
    page = phone.go(f"/session/{session}")
    field = page.get_by_label(t("log.people"), exact=True)
    field.fill(str(people))
    field.blur()
    page.get_by_role("button", name=t("session.save")).click()
    if why:
        dialog = page.get_by_role("dialog")
        dialog.get_by_label(t("why.label")).fill(why)
        dialog.get_by_role("button", name=t("session.save"), exact=True).click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()


def _day(desk: Desk, session: str) -> str:
    return str(desk.ask("GET", f"/api/help-sessions/{session}")["day"])
