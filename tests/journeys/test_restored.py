"""A server that comes back from a backup made before a phone joined: the phone comes back by itself,
waits, is let in at the desk, and all that it ever recorded is counted once (PROTOCOL 7.7, 7.11). On
SQLite; tests/server/operations backs up and restores both."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import expect_state, join, log, log_in, start_logging
from tests.journeys.words import WAITING, t

LAN = "Nguyễn Thị Lan"


def test_who_joined_after_the_backup_comes_back_and_counts_once(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    running, found = house
    backup = tmp_path / "backup"
    running.flask("backup", str(backup))
    lan = new_phone("lan")
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, LAN)
    start_logging(page)
    log(page, people=3)
    log(page, people=4)
    expect_state(page, here=0, received=2)
    lan.network(False)
    log(page, people=5)
    expect_state(page, here=1, received=2)

    running.kill()
    assert "give back" in running.flask("restore", str(backup))
    running.start()
    lan.network(True)
    page.reload()
    expect(page.get_by_text(WAITING)).to_be_visible()
    expect_state(page, here=0, received=3)
    again = Desk(running.url, COORDINATOR, found.password)
    assert again.sessions(found.team) == []

    son = new_phone("son", DESKTOP)
    at_desk = son.open("/desk/login")
    log_in(at_desk, COORDINATOR, found.password)
    at_desk.get_by_role("link", name=t("screen.name.waiting")).first.click()
    approve = at_desk.get_by_role("button", name=t("phones.approve.of", name=LAN), exact=True)
    approve.click()
    expect(approve).to_have_count(0)

    page.reload()
    expect(page.get_by_text(WAITING)).to_have_count(0)
    expect_state(page, here=0, received=3)
    rows = again.sessions(found.team)
    assert sorted(row["people"] for row in rows) == [3, 4, 5]
    assert {row["state"] for row in rows} == {"counted"}
    totals = again.totals(found.team, rows[0]["day"])["total"]
    assert (totals["sessions"], totals["people"]) == (3, 12)
    assert "equal" in running.flask("recount").lower()
    _forget_refusals(lan)


def _forget_refusals(phone: Phone) -> None:
    """The browser notes in its console that the server knew neither the phone nor its history, where
    the page asked and not the service worker."""
    phone.complaints[:] = [
        said
        for said in phone.complaints
        if not (said.endswith("/api/sync/v1") and ("401" in said or "409" in said))
    ]
