"""Changing one's mind: once more, undo, edit, void, bring back; and what a note must not hold."""

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.words import VOIDED, t


def test_once_more_undo_edit_void_bring_back_and_a_phone_number_in_a_note_is_taken_out(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan")
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    log(page)
    page.get_by_role("button", name=t("home.once_more", n=1)).click()
    undo = page.get_by_role("button", name=t("do.undo"), exact=True)
    undo.hover()  # what is offered for seconds waits while a finger rests on it
    expect_state(page, here=0, received=2)
    undo.click()
    expect(page.get_by_text(t("log.undone"))).to_be_visible()
    expect_state(page, here=0, received=1)  # so the last one is the first one again

    page.get_by_role("region", name=t("home.last")).get_by_role("link").click()
    page.get_by_role("button", name=t("do.more", what=t("log.people")), exact=True).click()
    page.get_by_role("button", name=t("session.save")).click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()
    desk.wait_for(lambda: _standing(desk, found), [(1, "void"), (2, "counted")])

    # What is changed and not saved would be lost: then only somebody asks.
    page.get_by_role("button", name=t("do.more", what=t("log.people")), exact=True).click()
    page.get_by_role("button", name=t("session.cancel")).click()
    expect(page.get_by_text(t("session.cancel.unsaved"))).to_be_visible()
    page.get_by_role("button", name=t("session.cancel.yes"), exact=True).click()
    expect(page.get_by_text(VOIDED)).to_be_visible()
    desk.wait_for(lambda: _standing(desk, found), [(1, "void"), (2, "void")])
    rows = desk.sessions(found.team)
    assert desk.totals(found.team, rows[0]["day"])["total"]["people"] == 0

    session = next(row["id"] for row in rows if row["people"] == 2)
    page.goto(f"{running.url}/session/{session}")
    page.get_by_role("button", name=t("session.restore")).click()
    expect(page.get_by_text(t("log.brought_back"))).to_be_visible()
    desk.wait_for(lambda: _standing(desk, found), [(1, "void"), (2, "counted")])
    assert desk.totals(found.team, rows[0]["day"])["total"]["people"] == 2

    lan.go("/")
    page.get_by_role("button", name="Kích hoạt tài khoản", exact=True).first.click()
    sheet = page.get_by_role("dialog")
    sheet.locator("summary").click()
    note = sheet.get_by_label(t("log.note"), exact=True)
    note.fill("Cô hẹn mai, gọi 0912 345 678 nhé")
    save = sheet.get_by_role("button", name=t("do.save"), exact=True)
    save.click()
    expect(sheet.get_by_role("alert").filter(has_text=t("log.blocked"))).to_be_visible()
    expect(note).to_be_focused()
    sheet.get_by_role("button", name=t("screen.remove"), exact=True).click()
    expect(note).not_to_have_value("0912")
    save.click()
    expect(sheet).to_have_count(0)
    expect_state(page, here=0, received=2)
    row = next(row for row in desk.sessions(found.team) if row["note"])
    assert "0912" not in row["note"]
    assert row["note"].startswith("Cô hẹn mai")


def _standing(desk: Desk, found: Seed) -> list[tuple[int, str]]:
    return sorted((row["people"], row["state"]) for row in desk.sessions(found.team))
