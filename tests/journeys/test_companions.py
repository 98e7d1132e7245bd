"""Who came along: chosen by the one who logs, and never the one who logs."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.lead_steps import HA, come_in, lead
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, expect_state, log, tile
from tests.journeys.test_shared_phone import LAN, MINH, choose, shared
from tests.journeys.words import VOIDED, t

World = tuple[House, Seed]

# As an earlier version of the app let it through: the author stands among the companions. No round that
# read what was there before is on its way meanwhile.
MADE_OWN_COMPANION = """() => navigator.locks.request('tungngo-sync', async () => {
  const open = indexedDB.open('tungngo')
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const store = db.transaction('outbox', 'readwrite').objectStore('outbox')
  const all = store.getAll()
  await new Promise((done) => {
    all.onsuccess = () => {
      for (const one of all.result) store.put({ ...one, set: { ...one.set, companions: [one.author] } })
    }
    store.transaction.oncomplete = done
  })
  db.close()
})"""


def companions(page: Page | Locator) -> Locator:
    """The chips of those who may have come along."""
    return page.get_by_role("group", name=t("log.companions"))


def whole(desk: Desk, session: str) -> list[str]:
    """The companions of a session, as the server has it."""
    rows = desk.ask("GET", f"/api/help-sessions/{session}")["companions"]
    return [row["name"] for row in rows]


def test_whom_one_takes_along_the_next_one_does_not(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    phone = shared(new_phone, house, desk, PHONE)
    page = phone.page
    tile(page, INSTALL).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text(t("log.details")).click()
    companions(sheet).get_by_label(MINH, exact=True).check()
    sheet.get_by_role("button", name=t("do.save"), exact=True).click()
    expect_state(page, here=0, received=1)

    choose(page, found, LAN, MINH)
    tile(page, INSTALL).click()
    sheet = page.get_by_role("dialog")
    expect(companions(sheet).get_by_label(LAN, exact=True)).not_to_be_checked()
    expect(companions(sheet).get_by_label(MINH, exact=True)).to_have_count(0)
    sheet.get_by_role("button", name=t("do.save"), exact=True).click()
    expect_state(page, here=0, received=2)

    choose(page, found, MINH, LAN)
    log(page)  # the usual of the day is each person's own, and still there
    expect_state(page, here=0, received=3)
    took = {(row["author"]["name"], *whole(desk, row["id"])) for row in desk.sessions(found.team)}
    assert took == {(LAN, MINH), (MINH,)}


def refused(phone: Phone, page: Page) -> None:
    """A session of Lan in which she is her own companion: the server does not take it."""
    phone.network(False)
    log(page)
    page.evaluate(MADE_OWN_COMPANION)
    phone.network(True)
    phone.go("/sent")
    attention = page.get_by_role("radio", name=t("state.attention_n", n=1), exact=True)
    attention.check(timeout=20_000)
    page.get_by_role("main").get_by_role("link").filter(has_text=INSTALL).first.click()
    expect(companions(page).get_by_label(LAN, exact=True)).to_be_checked()


def test_a_session_that_names_its_own_author_is_mended_or_cancelled(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan")
    page = come_in(lan, running, desk.invite(found.team), LAN)
    refused(lan, page)
    people = page.get_by_label(t("log.people"), exact=True)
    people.fill("3")
    people.blur()
    save = page.get_by_role("button", name=t("session.save"), exact=True)
    save.click()
    expect(page.get_by_text(t("log.companion.author"))).to_be_visible()
    companions(page).get_by_label(LAN, exact=True).uncheck()
    save.click()
    expect_state(page, here=0, received=1)
    assert [row["people"] for row in desk.sessions(found.team)] == [3]
    assert desk.ask("GET", "/api/review")["rows"] == []

    lan.go("/")
    refused(lan, page)
    page.get_by_role("button", name=t("session.cancel"), exact=True).click()
    expect(page.get_by_text(VOIDED)).to_be_visible()
    expect_state(page, here=0, received=1)
    desk.wait_for(
        lambda: sorted(row["state"] for row in desk.sessions(found.team)), ["counted", "void"]
    )
    assert desk.ask("GET", "/api/review")["rows"] == []


def test_a_lead_may_be_named_and_the_author_not_and_what_needs_a_look_names_those_who_came_along(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk)
    lan = new_phone("lan")
    page = come_in(lan, running, desk.invite(found.team), LAN)
    log(page)
    expect_state(page, here=0, received=1)
    session = desk.sessions(found.team)[0]["id"]
    ha.go("/team")
    row = ha.page.locator(f"main a[href^='/session/{session}']")
    expect(row).to_be_visible(timeout=20_000)
    row.click()
    expect(companions(ha.page).get_by_role("checkbox")).to_have_count(1)
    companions(ha.page).get_by_label(HA, exact=True).check()
    save(ha.page, "Hà cùng làm")
    desk.wait_for(lambda: whole(desk, session), [HA])

    come_in(new_phone("minh"), running, desk.invite(found.team), MINH)
    log(page)
    expect_state(page, here=0, received=2)
    session = next(row["id"] for row in desk.sessions(found.team) if row["id"] != session)
    lan.go(f"/session/{session}")
    expect(companions(page).get_by_label(MINH, exact=True)).to_be_visible()
    lan.network(False)
    companions(page).get_by_label(MINH, exact=True).check()
    page.get_by_role("button", name=t("session.save"), exact=True).click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()

    ha.go("/team")
    row = ha.page.locator(f"main a[href^='/session/{session}']")
    expect(row).to_be_visible(timeout=20_000)
    row.click()
    companions(ha.page).get_by_label(HA, exact=True).check()
    save(ha.page, "Hà cùng làm")
    desk.wait_for(lambda: whole(desk, session), [HA])
    lan.network(True)
    expect(page.get_by_text(t("state.attention_n", n=1))).to_be_visible(timeout=20_000)
    ha.go("/team/attention")
    main = ha.page.get_by_role("main")
    expect(main.get_by_role("definition").filter(has_text=HA)).to_be_visible()
    expect(main.get_by_role("definition").filter(has_text=MINH)).to_be_visible()


def save(page: Page, why: str) -> None:
    """A lead saves what is changed in somebody else's session."""
    page.get_by_role("button", name=t("session.save"), exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(t("why.label")).fill(why)
    dialog.get_by_role("button", name=t("session.save"), exact=True).click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()
