"""Hà looks after what her team recorded: corrections, with a reason, and what needs a look."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button
from tests.journeys.lead_steps import (
    HA,
    LAN,
    World,
    accept,
    come_in,
    expect_reason,
    lead,
    open_duty,
)
from tests.journeys.steps import expect_state, log, tile
from tests.journeys.test_screens import look_over
from tests.journeys.words import t


def test_a_lead_corrects_and_voids_with_a_reason_and_the_author_reads_it_and_takes_the_session_back(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk, PHONE)
    lan = new_phone("lan", DESKTOP)
    page = come_in(lan, running, desk.invite(found.team), LAN)
    log(page, people=7)
    expect_state(page, here=0, received=1)
    (row,) = desk.sessions(found.team)
    session, when = row["id"], f"{row['day'][8:]}/{row['day'][5:7]} {row['start']}"

    ha.go("/team")
    line = ha.page.locator(f"main a[href='/session/{session}?from=team']")
    expect(line).to_be_visible(timeout=20_000)
    line.click()
    tab = ha.page.locator("nav a[href='/team']")
    expect(tab).to_have_attribute("aria-current", "page")
    expect(ha.page.get_by_role("link", name=t("do.back"))).to_have_attribute("href", "/team")
    people = ha.page.get_by_label(t("log.people"), exact=True)
    people.fill("5")
    people.blur()
    ha.page.get_by_role("button", name=t("session.save"), exact=True).click()
    dialog = ha.page.get_by_role("dialog")
    save = dialog.get_by_role("button", name=t("session.save"), exact=True)
    save.click()
    expect(dialog.get_by_text(t("why.missing"))).to_be_visible()
    dialog.get_by_label(t("why.label")).fill("Đếm lại chỉ có 5")
    save.click()
    expect(ha.page.get_by_text(t("session.saved"))).to_be_visible()
    desk.wait_for(lambda: [row["people"] for row in desk.sessions(found.team)], [5])
    expect_reason(lan, session, t("why.edited", name=HA) + ": “Đếm lại chỉ có 5”")

    ha.page.get_by_role("button", name=t("session.cancel"), exact=True).click()
    dialog = ha.page.get_by_role("dialog")
    dialog.get_by_label(t("why.label")).fill("Trùng buổi sáng")
    dialog.get_by_role("button", name=t("session.cancel.yes"), exact=True).click()
    expect(ha.page.get_by_role("heading", level=1, name=t("screen.name.own_team"))).to_be_visible()
    desk.wait_for(lambda: [row["state"] for row in desk.sessions(found.team)], ["void"])
    history = desk.ask("GET", f"/api/help-sessions/{session}")["history"]
    assert [each["why"] for each in history] == [None, "Đếm lại chỉ có 5", "Trùng buổi sáng"]

    lan.go("/")
    told = t("news.voided", name=HA, when=when) + ": “Trùng buổi sáng”"
    expect(page.get_by_text(told, exact=True)).to_be_visible(timeout=20_000)
    page.get_by_text(told, exact=True).click()
    expect(page.get_by_text(t("why.voided", name=HA) + ": “Trùng buổi sáng”")).to_be_visible()
    page.get_by_role("button", name=t("session.restore"), exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(t("why.label")).fill("Hai buổi khác nhau")
    dialog.get_by_role("button", name=t("session.restore"), exact=True).click()
    desk.wait_for(lambda: [row["state"] for row in desk.sessions(found.team)], ["counted"])
    lan.go("/")
    expect(tile(page, "Kích hoạt tài khoản")).to_be_visible()
    expect(page.get_by_text(told, exact=True)).to_have_count(0)

    ha.go("/")
    back = t("news.back", name=LAN, when=when) + ": “Hai buổi khác nhau”"
    expect(ha.page.get_by_text(back, exact=True)).to_be_visible(timeout=20_000)
    seen = ha.page.get_by_role("button", name=t("own_team.newcomer.seen"), exact=True)
    more = ha.page.get_by_role("button", name=t("do.show_more"))
    expect(seen.or_(more).first).to_be_visible()
    if more.is_visible():
        more.click()
    seen.click()
    expect(ha.page.get_by_text(back, exact=True)).to_have_count(0)


def new_session(lan: Phone, house: World, desk: Desk) -> str:
    """Lan logs one more session, of four people, and it is received; its id."""
    team = house[1].team
    before = {row["id"] for row in desk.sessions(team)}
    page = lan.go("/")
    log(page, people=4)
    expect_state(page, here=0, received=len(before) + 1)
    (session,) = {row["id"] for row in desk.sessions(team)} - before
    return str(session)


def two_values_of_one_field(lan: Phone, ha: Phone, house: World, desk: Desk) -> str:
    """Lan and her lead say of a new session where it was, Lan later than Hà; the session's id."""
    session = new_session(lan, house, desk)
    ha.go("/team")
    row = ha.page.locator(f"main a[href='/session/{session}?from=team']")
    expect(row).to_be_visible(timeout=20_000)
    lan.go(f"/session/{session}")
    expect(places(lan.page).first).to_be_visible()
    lan.network(False)
    choose_place(lan.page)
    lan.page.get_by_role("button", name=t("session.save"), exact=True).click()
    expect(lan.page.get_by_text(t("session.saved"))).to_be_visible()
    row.click()
    choose_place(ha.page, last=True)
    ha.page.get_by_role("button", name=t("session.save"), exact=True).click()
    dialog = ha.page.get_by_role("dialog")
    dialog.get_by_label(t("why.label")).fill("Ở nhà văn hóa")
    dialog.get_by_role("button", name=t("session.save"), exact=True).click()
    history = f"/api/help-sessions/{session}"
    desk.wait_for(lambda: len(desk.ask("GET", history)["history"]), 2)
    lan.network(True)
    expect(lan.page.get_by_text(t("state.attention_n", n=1))).to_be_visible(timeout=20_000)
    return session


def test_what_two_people_changed_is_settled_by_one_of_the_values_or_a_third_one(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha, lan = lead(new_phone, house, desk, PHONE), new_phone("lan")
    come_in(lan, running, desk.invite(found.team), LAN)
    two_values_of_one_field(lan, ha, house, desk)
    open_duty(ha.page, "screen.name.attention")
    main = ha.page.get_by_role("main")
    expect(main).to_contain_text(LAN)
    # What was accepted holds, though the page is left while it can still be taken back.
    main.get_by_role("button", name=t("review.accept"), exact=True).click()
    expect(ha.page.get_by_text(t("review.accepting"))).to_be_visible()
    ha.page.reload()
    # It is on its way, and the page that comes may be answered before it.
    desk.wait_for(lambda: desk.ask("GET", "/api/review")["rows"], [])
    ha.page.reload()
    expect(main.get_by_text(t("review.none"))).to_be_visible()
    lan.go("/sent")
    lan.page.get_by_role("button", name=t("do.send")).click()
    expect(lan.page.get_by_text(t("state.attention_n", n=1))).to_have_count(0, timeout=20_000)

    session = two_values_of_one_field(lan, ha, house, desk)
    open_duty(ha.page, "screen.name.attention")
    enter_a_third_value(ha, "lead", session, desk)
    expect_reason(lan, session, t("why.edited", name=HA) + ": “Hỏi lại, ở chợ”")
    expect(lan.page.get_by_text(t("state.attention_n", n=1))).to_have_count(0)

    session = two_values_of_one_field(lan, ha, house, desk)
    son = at_desk(new_phone, found, DESKTOP, "/desk/attention")
    enter_a_third_value(son, "coordinator", session, desk)
    expect_reason(lan, session, t("why.edited", name="Lê Hoàng Sơn") + ": “Hỏi lại, ở chợ”")
    expect(lan.page.get_by_text(t("state.attention_n", n=1))).to_have_count(0)


def enter_a_third_value(settling: Phone, who: str, session: str, desk: Desk) -> None:
    """Where the two values stand neither is right: another one goes in, with a reason."""
    main = settling.page.get_by_role("main")
    button(main, "review.edit").click()
    accept = button(main, "review.edit.accept")
    expect(accept).to_be_disabled()
    third = main.get_by_role("group", name=t("field.place_kind")).get_by_role("radio").nth(2)
    third.check()
    accept.click()
    expect(main.get_by_text(t("review.reason.missing"))).to_be_visible()
    main.get_by_label(t("review.reason")).fill("Hỏi lại, ở chợ")
    look_over(settling, f"review-edit-{who}")
    code = third.get_attribute("value")
    accept.click()
    expect(settling.page.get_by_text(t("review.edited"))).to_be_visible()
    expect(main.get_by_text(t("review.none"))).to_be_visible()
    assert desk.ask("GET", f"/api/help-sessions/{session}")["place_kind"] == code


def choose_place(page: Page, last: bool = False) -> None:
    """Another kind of place on a session's form."""
    (places(page).last if last else places(page).nth(1)).check()


def places(page: Page) -> Locator:
    """The kinds of place on a session's form."""
    return page.get_by_role("group", name=t("log.place_kind")).get_by_role("radio")


def set_people(page: Page, people: int) -> None:
    """On a session's form, for all of it."""
    field = page.get_by_label(t("log.people"), exact=True)
    field.fill(str(people))
    field.blur()


def test_late_numbers_are_settled_by_one_word_and_a_session_that_serves_too_many_is_mended(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk, DESKTOP)
    lan = new_phone("lan")
    page = come_in(lan, running, desk.invite(found.team), LAN)
    log(page, people=4)
    expect_state(page, here=0, received=1)
    session = desk.sessions(found.team)[0]["id"]
    ha.go("/team")
    row = ha.page.locator(f"main a[href^='/session/{session}']")
    expect(row).to_be_visible(timeout=20_000)
    lan.go(f"/session/{session}")
    expect(places(lan.page).first).to_be_visible()
    lan.network(False)
    set_people(page, 2)
    page.get_by_role("button", name=t("session.save"), exact=True).click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()
    row.click()
    set_people(ha.page, 6)
    ha.page.get_by_role("button", name=t("session.save"), exact=True).click()
    dialog = ha.page.get_by_role("dialog")
    dialog.get_by_label(t("why.label")).fill("Đếm lại")
    dialog.get_by_role("button", name=t("session.save"), exact=True).click()
    desk.wait_for(lambda: [row["people"] for row in desk.sessions(found.team)], [6])
    lan.network(True)
    expect(page.get_by_text(t("state.attention_n", n=1))).to_be_visible(timeout=20_000)

    open_duty(ha.page, "screen.name.attention")
    items = ha.page.get_by_role("main").get_by_role("listitem")
    expect(items).to_have_count(1)
    expect(items.get_by_role("heading", level=3)).to_have_count(2)
    expect(items).to_contain_text("Đếm lại")
    accept(items.get_by_role("button", name=t("review.accept"), exact=True))
    expect(ha.page.get_by_text(t("review.none"))).to_be_visible()
    whole = desk.ask("GET", f"/api/help-sessions/{session}")
    assert (whole["people"], whole["services"][0]["people"]) == (2, 2)

    # Where one does serve too many, any other field of it can be mended.
    session = new_session(lan, house, desk)
    # As two phones bring it about: one lowered the people, one raised those of the service.
    lan.go(f"/session/{session}")
    page.evaluate(SERVES_MORE)
    page.reload()
    # Of yesterday any time has been; this runs at night too.
    page.get_by_role("radio", name=t("log.day.yesterday"), exact=True).check()
    page.get_by_label(t("log.start")).fill("07:15")
    page.get_by_role("button", name=t("session.save"), exact=True).click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()
    mended = f"/api/help-sessions/{session}"
    desk.wait_for(lambda: desk.ask("GET", mended)["start"], "07:15")


# What stands on the phone is as the server would have sent it.
SERVES_MORE = """async () => {
  const open = indexedDB.open('tungngo')
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const store = db.transaction('base', 'readwrite').objectStore('base')
  const all = store.getAll()
  await new Promise((done) => {
    all.onsuccess = () => {
      for (const row of all.result) {
        if (row.kind === 'help_session') store.put({ ...row, f: { ...row.f, people: 3 } })
      }
    }
    store.transaction.oncomplete = done
  })
  db.close()
}"""
