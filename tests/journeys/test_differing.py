"""A phone whose rows are not the server's although it fetched them anew: never silently."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, come_in, lead, open_duty
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, log
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

STORE = """async ([name, change]) => {
  const open = indexedDB.open('tungngo')
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const store = db.transaction(name, 'readwrite').objectStore(name)
  const all = store.getAll()
  const found = await new Promise((done) => {
    all.onsuccess = () => {
      for (const one of all.result) {
        if (change === 'break' && one.kind === 'help_session') {
          store.put({ ...one, h: '0000000000000001', f: { ...one.f, people: 9 } })
        }
        // Digests are compared every ten minutes where nothing is new.
        if (change === 'long ago' && one.key === 'compared') store.put({ ...one, value: {} })
        if (change === 'yesterday' && one.key === 'repairs') {
          const before = Object.keys(one.value).map((channel) => [channel, '2026-01-01'])
          store.put({ ...one, value: Object.fromEntries(before) })
        }
      }
    }
    store.transaction.oncomplete = () => done(all.result)
  })
  db.close()
  return found
}"""


def people(page: Page) -> list[int]:
    """Of how many people the phone's own rows tell."""
    rows: list[dict[str, Any]] = page.evaluate(STORE, ["base", "read"])
    return [row["f"]["people"] for row in rows if row["kind"] == "help_session"]


def break_row(page: Page) -> None:
    page.evaluate(STORE, ["base", "break"])
    page.evaluate(STORE, ["meta", "long ago"])
    assert people(page) == [9]


def test_a_row_that_breaks_twice_in_a_day_is_seen_by_who_looks_after_the_phone(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk, PHONE)
    lan = new_phone("lan", PHONE)
    page = come_in(lan, running, desk.invite(found.team), LAN)
    log(page, people=3)
    expect_state(page, here=0, received=1)

    break_row(page)
    page.reload()
    desk.wait_for(lambda: people(page), [3])
    assert told(desk) is None

    break_row(page)
    page.reload()
    desk.wait_for(lambda: told(desk) is not None, True)
    assert "channels_differ" in running.log()
    assert desk.sessions(found.team)[0]["people"] == 3
    page = lan.go("/me")
    expect(page.get_by_text(t("about.differs"))).to_be_visible()
    look_over(lan, "differs-me")

    son = at_desk(new_phone, found, PHONE, f"/desk/silent?team={found.team}")
    first = son.page.locator("ul.lines > li").first
    expect(first).to_contain_text(LAN)
    expect(first).to_contain_text(t("silent.differs", when="")[:-1])
    expect(first).to_contain_text(t("silent.differs.todo"))
    look_over(son, "differs-desk")
    son.go(f"/desk/team/{found.team}")
    expect(son.page.get_by_text(t("silent.differs.todo"))).to_be_visible()
    look_over(son, "differs-team")
    open_duty(ha.page, "screen.name.own_team_phones")
    expect(ha.page.get_by_text(t("silent.differs.todo"))).to_be_visible()
    look_over(ha, "differs-lead")

    page.evaluate(STORE, ["meta", "yesterday"])
    page.reload()
    desk.wait_for(lambda: people(page), [3])
    expect(page.get_by_text(t("about.version", version="")[:-1])).to_be_visible()
    expect(page.get_by_text(t("about.differs"))).to_have_count(0)
    page.reload()
    desk.wait_for(lambda: told(desk), None)
    son.go(f"/desk/silent?team={found.team}")
    expect(son.page.locator("ul.lines > li").filter(has_text=LAN)).to_be_visible()
    expect(son.page.get_by_text(t("silent.differs.todo"))).to_have_count(0)


def told(desk: Desk) -> str | None:
    """Since when Lan's phone differs, as the server has it."""
    rows = desk.ask("GET", "/api/phones")["rows"]
    (since,) = [row["differs_since"] for row in rows if row["member"]["name"] == LAN]
    return None if since is None else str(since)
