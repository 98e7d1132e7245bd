"""Forms that nobody has saved yet, every field of a saved one, and two windows at once."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.kept import wait_until_gone, wait_until_kept
from tests.journeys.seed import Seed
from tests.journeys.steps import ACTIVATE, INSTALL, expect_state, join, log, start_logging, tile
from tests.journeys.words import t

PEOPLE = '"people":12'


def begin(house: tuple[House, Seed], desk: Desk, lan: Phone) -> Page:
    running, found = house
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    expect_state(page, here=0, received=0)
    return page


def add_service(page: Page, service: str) -> None:
    page.get_by_role("button", name=t("log.add_service"), exact=True).click()
    tile(page.get_by_role("dialog"), service).click()


def number(place: Page | Locator, label: str, value: int) -> None:
    field = place.get_by_label(t(label), exact=True)
    field.fill(str(value))
    field.blur()


def test_an_open_card_outlives_a_dead_battery_and_is_saved_once(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", PHONE, lasting=True)
    page = begin(house, desk, lan)
    lan.wait_for_worker()
    running, _ = house
    running.kill()  # a worker that wakes before the browser is told to be offline finds nobody either
    lan.network(False)
    tile(page, INSTALL).click()
    number(page.get_by_role("dialog"), "log.people", 12)
    wait_until_kept(page, PEOPLE)
    lan.kill()
    page = lan.open(offline=True)
    card = page.get_by_role("dialog")
    expect(card.get_by_label(t("log.people"), exact=True)).to_have_value("12")
    card.get_by_role("button", name=t("do.save"), exact=True).click()
    expect(card).to_have_count(0)
    expect_state(page, here=1, received=0)
    lan.kill()
    running.start()
    page = lan.open()
    expect_state(page, here=0, received=1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [row["people"] for row in desk.sessions(house[1].team)] == [12]


UNDER_THE_FOOT = """field => {
  field.blur()
  scrollBy(0, field.getBoundingClientRect().bottom - innerHeight + 100)
}"""


def test_a_card_put_away_does_not_come_back_and_a_place_only_typed_is_taken_along_or_missed(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", DESKTOP)
    page = begin(house, desk, lan)
    tile(page, INSTALL).click()
    number(page.get_by_role("dialog"), "log.people", 12)
    wait_until_kept(page, PEOPLE)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait_until_gone(page, PEOPLE)
    page.reload()
    expect(tile(page, INSTALL)).to_be_visible()
    tile(page, ACTIVATE).click()
    expect(page.get_by_role("dialog").get_by_label(t("log.people"), exact=True)).to_have_value("1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_role("link", name=t("screen.name.log"), exact=True).click()
    add_service(page, ACTIVATE)
    page.get_by_label(t("log.place")).select_option(label=t("log.place.new"))
    name = page.get_by_label(t("log.place.name"))
    name.evaluate(UNDER_THE_FOOT)
    name.focus()
    field, foot = name.bounding_box(), page.locator(".page > .foot").bounding_box()
    assert field
    assert foot
    assert field["y"] + field["height"] <= foot["y"]  # nothing lies over what is being typed
    name.fill("Nhà ông Sáu 0912345678")
    save = page.get_by_role("button", name=t("do.save"), exact=True)
    save.click()
    expect(page.get_by_text(t("log.place.unadded"))).to_be_visible()
    name.fill("Nhà văn hóa thôn Thủy Thạch")
    save.click()
    expect(page.get_by_text(t("log.place.kind.missing"))).to_be_visible()
    page.get_by_role("group", name=t("log.place.kind")).get_by_role("radio").first.check()
    save.click()
    expect_state(page, here=0, received=1)
    (row,) = desk.sessions(house[1].team)
    assert row["place_name"] == "Nhà văn hóa thôn Thủy Thạch"

    page.get_by_role("region", name=t("home.last")).get_by_role("link").click()
    page.get_by_label(t("log.place")).select_option(label=t("log.place.new"))
    name.fill("Chợ Phổ Cường")
    page.get_by_role("button", name=t("session.save")).click()
    expect(page.get_by_text(t("log.place.unadded"))).to_be_visible()


def test_every_field_of_a_session_can_be_changed(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    minh = new_phone("minh")
    join(minh.open(desk.invite(found.team)["link"].removeprefix(running.url)), "Trần Văn Minh")
    lan = new_phone("lan", DESKTOP)
    page = begin(house, desk, lan)
    log(page)
    page.get_by_role("region", name=t("home.last")).get_by_role("link").click()
    number(page, "log.people", 30)
    add_service(page, ACTIVATE)
    number(page.get_by_role("region", name=ACTIVATE), "log.service_people", 12)
    first = page.get_by_role("region", name=INSTALL)
    first.get_by_role("radio", name="Hẹn lại", exact=True).check()
    first.get_by_label(t("log.reason"), exact=True).select_option(index=1)
    page.get_by_role("radio", name=t("log.day.yesterday"), exact=True).check()
    page.get_by_label(t("log.start")).fill("07:30")
    page.get_by_role("radio", name="Chợ", exact=True).check()
    page.get_by_label(t("log.place")).select_option(label=t("log.place.new"))
    page.get_by_label(t("log.place.name")).fill("Chợ Phổ Cường")
    page.get_by_role("button", name=t("log.place.add"), exact=True).click()
    page.get_by_role("checkbox", name="Trần Văn Minh").check()
    page.get_by_role("radio", name="Từ 60", exact=True).check()
    page.get_by_label(t("log.note"), exact=True).fill("Hẹn bà con sáng mai")
    page.get_by_role("button", name=t("session.save")).click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()
    desk.wait_for(lambda: [one["people"] for one in desk.sessions(found.team)], [30])
    expect_state(page, here=0, received=1)
    (row,) = desk.sessions(found.team)
    whole = desk.ask("GET", f"/api/help-sessions/{row['id']}")
    services = {one["code"]: (one["people"], one["outcome"]) for one in row["services"]}
    assert services["DD04"] == (12, "XONG")
    assert services["DD01"] == (30, "HEN")
    assert (row["people"], row["start"], row["place_kind"]) == (30, "07:30", "CHO")
    assert (row["place_name"], row["note"]) == ("Chợ Phổ Cường", "Hẹn bà con sáng mai")
    assert row["age_band"] == "60"
    assert [one["name"] for one in whole["companions"]] == ["Trần Văn Minh"]
    assert len(whole["history"]) == 2


def test_two_windows_of_one_phone_agree_and_one_form_in_both_is_one_session(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", PHONE)
    first = begin(house, desk, lan)
    second = lan.context.new_page()
    second.goto(lan.url)
    expect_state(second, here=0, received=0)
    lan.network(False)
    log(first)
    expect_state(second, here=1, received=0)
    log(second, people=2)
    expect_state(first, here=2, received=0)
    lan.network(True)
    for page in (first, second):
        expect_state(page, here=0, received=2)
    assert sorted(row["people"] for row in desk.sessions(house[1].team)) == [1, 2]

    for page in (first, second):
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    for round_ in (1, 2):
        tile(first, INSTALL).click()
        number(first.get_by_role("dialog"), "log.people", 12)
        wait_until_kept(first, PEOPLE)
        second.goto(lan.url)  # the card stands open here too
        people = second.get_by_role("dialog").get_by_label(t("log.people"), exact=True)
        expect(people).to_have_value("12")
        if round_ == 2:
            number(second.get_by_role("dialog"), "log.people", 13)
        saves = [
            page.get_by_role("dialog")
            .get_by_role("button", name=t("do.save"), exact=True)
            .element_handle()
            for page in (first, second)
        ]
        saves[0].evaluate("(button) => button.click()")
        # At once, mostly before this window has heard of the other one; afterwards the button is
        # out of the page, and a click on it does nothing.
        if round_ == 2:
            saves[1].evaluate("(button) => button.click()")
        expect(second.get_by_text(t("log.saved_elsewhere"))).to_be_visible()
        for page in (first, second):
            expect(page.get_by_role("dialog")).to_have_count(0)
            expect_state(page, here=0, received=2 + round_)
    assert sorted(row["people"] for row in desk.sessions(house[1].team)) == [1, 2, 12, 12]
    tile(second, INSTALL).click()
    expect(second.get_by_role("dialog")).to_be_visible()  # a new form is a new session
    second.get_by_role("button", name=t("do.save"), exact=True).click()
    expect_state(second, here=0, received=5)
