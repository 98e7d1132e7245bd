"""A congress from the desk to a delegate's phone: set up, its programme pasted, its report sent, both read with
no network, and called off."""

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from sync.text import fold
from tests.journeys.browsing import BOTH_SIZES, DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, choose, nothing_wrong, today
from tests.journeys.lead_steps import LAN, World, come_in
from tests.journeys.test_screens import look_over
from tests.journeys.twelve_layouts import LAYOUTS, read_all, send_all
from tests.journeys.words import t
from tests.server.parsing.layouts import report

NAME = "Đại hội Đoàn phường"
PAPER = "Báo cáo chính trị trình Đại hội"
PASTED = """7h30 – 8h00\tĐón tiếp đại biểu\tBan tổ chức
8h00\tBáo cáo chính trị\tBí thư Đoàn phường
Bế mạc"""


def has_come(page: Page, name: str) -> None:
    """The card of the first screen says that it is expected; the phone asks when it comes into sight."""
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("link", name=name)).to_be_visible(timeout=30_000)


def test_a_congress_from_the_desk_to_a_phone_without_a_network(
    house: World, desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    running, found = house
    son = at_desk(new_phone, found, DESKTOP, "/desk/activities")
    page = son.page
    tomorrow = (date.fromisoformat(today()) + timedelta(days=1)).isoformat()
    button(page, "activities.add").click()
    page.get_by_label(t("activities.kind"), exact=True).select_option("dai_hoi")
    page.get_by_label(t("activities.name")).fill(NAME)
    for label in ("form.from", "targets.last"):
        page.get_by_label(t(label), exact=True).fill(tomorrow)
    page.get_by_label(t("activities.place")).fill("Hội trường")
    team = page.get_by_label(found.team_name)
    expect(team).to_be_attached()
    for folded in page.locator(".team-group > details:not([open]) > summary").all():
        folded.click()
    team.check()
    nothing_wrong(page)
    button(page, "do.save").click()
    button(page, "activities.reach.save").click()  # no phone has joined the team yet
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()

    page.get_by_role("link", name=t("activities.programme.none")).click()
    page.get_by_label(t("programme.part.name")).fill("Phiên chính thức")
    page.get_by_label(t("programme.part.start"), exact=True).fill("07:30")
    page.get_by_label(t("programme.part.lines")).fill(PASTED)
    expect(page.get_by_text("Máy đọc được 3 nội dung")).to_be_visible()
    look_over(son, "desk-programme-form", (DESKTOP, PHONE))
    button(page, "do.save").click()
    expect(page.get_by_text("08:00 · Báo cáo chính trị")).to_be_visible()
    look_over(son, "desk-programme", (DESKTOP, PHONE))

    paper = tmp_path / "bao-cao.pdf"
    paper.write_bytes(report(3))
    button(page, "papers.add").click()
    page.get_by_role("radio", name=t("papers.secret.no"), exact=True).check(force=True)
    page.get_by_label(t("papers.file"), exact=True).set_input_files(paper)
    page.get_by_label(t("papers.title"), exact=True).fill(PAPER)
    look_over(son, "desk-paper-form", (DESKTOP, PHONE))
    button(page, "do.save").click()
    expect(page.get_by_role("heading", name=PAPER)).to_be_visible(timeout=30_000)
    expect(page.get_by_text(t("papers.phones.none"))).to_be_visible()
    programme = page.url

    send_all(page)
    expect(page.get_by_text(t("papers.phones.none"))).to_have_count(1 + len(LAYOUTS))

    lan = new_phone("lan", PHONE, worker=True)
    at_phone = come_in(lan, running, desk.invite(found.team), LAN)
    has_come(at_phone, NAME)
    look_over(lan, "home-activity", BOTH_SIZES)
    lan.wait_for_worker()
    # What it needs for it is fetched without being opened.
    lan.wait_for_kept("own-activities")
    lan.wait_for_kept("reader")
    at_phone.get_by_role("link", name=NAME).click()
    at_phone.get_by_role("button", name="Lưu tất cả để đọc không mạng").click()
    expect(at_phone.get_by_text(t("paper.all_saved"))).to_be_visible(timeout=30_000)
    lan.network(on=False)
    lan.go("/")
    at_phone.get_by_role("link", name=NAME).click()
    expect(at_phone.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    for said in ("Phiên chính thức", "Báo cáo chính trị", "Bí thư Đoàn phường", "Bế mạc"):
        expect(at_phone.get_by_text(said).first).to_be_visible()
    look_over(lan, "activity", BOTH_SIZES)
    read_all(lan, NAME)
    at_phone.get_by_role("link", name=PAPER).click()
    expect(at_phone.get_by_role("heading", level=1, name=PAPER)).to_be_visible()
    words = at_phone.locator("[data-block]")
    expect(words.first).to_be_visible()
    sought = words.nth(5).inner_text().split()[0]
    at_phone.get_by_label(t("paper.find"), exact=True).fill(fold(sought))
    expect(at_phone.locator(".found").first).to_be_visible()
    at_phone.get_by_role("button", name=t("paper.larger")).click()
    look_over(lan, "paper", BOTH_SIZES)
    lan.go("/activities")
    expect(at_phone.get_by_role("link", name=NAME)).to_be_visible()
    look_over(lan, "activities", BOTH_SIZES)

    # That it was opened goes up by itself, and the desk hears of it, of no number that would be a name.
    with at_phone.expect_response(
        lambda answer: answer.url.endswith("/api/sync/v1") and bool(answer.json().get("results"))
    ):
        lan.network(on=True)
        at_phone.evaluate("dispatchEvent(new Event('online'))")
    page.goto(programme)
    report_of_it = page.get_by_role("listitem").filter(has_text=PAPER)
    opened = report_of_it.get_by_text(t("papers.opened.few"))
    expect(opened).to_be_visible()
    opened.click()
    untold = report_of_it.get_by_role("cell", name=t("papers.opened.untold"), exact=True)
    expect(untold.first).to_be_visible()
    look_over(son, "desk-papers", (DESKTOP, PHONE))
    button(page, "papers.read.of", name=PAPER).click()
    expect(page.get_by_role("dialog").locator("[data-block]").first).to_be_visible()
    look_over(son, "desk-paper-read", (DESKTOP, PHONE))
    page.get_by_role("dialog").get_by_role("button", name=t("do.close")).click()
    _a_newer_version(son, lan, tmp_path)

    son.go("/desk/activities")
    choose(page, NAME, "activities.call_off")
    page.get_by_role("dialog").get_by_role("button", name=t("activities.call_off")).click()
    expect(page.get_by_text(t("activities.called_off"))).to_be_visible()
    lan.go("/activities")
    expect(at_phone.get_by_text(t("activity.off"))).to_be_visible(timeout=30_000)


def _a_newer_version(son: Phone, lan: Phone, tmp_path: Path) -> None:
    """The phone asks once whether to fetch it; until then the old one is read, and says that it is."""
    lan.network(on=False)
    choose(son.page, PAPER, "papers.change")
    newer = tmp_path / "bao-cao-2.pdf"
    newer.write_bytes(report(4))
    son.page.get_by_label(t("papers.file.new"), exact=True).set_input_files(newer)
    son.page.get_by_role("radio", name=t("papers.secret.no"), exact=True).check(force=True)
    button(son.page, "do.save").click()
    expect(son.page.get_by_text(t("papers.published"))).to_be_visible(timeout=30_000)
    phone = lan.page
    lan.network(on=True)
    phone.get_by_role("link", name=NAME).click()
    asked = phone.get_by_text("có bản mới thay bản ngày")
    expect(asked).to_be_visible(timeout=30_000)
    look_over(lan, "paper-newer", BOTH_SIZES)
    button(phone, "paper.newer.later").click()
    expect(asked).to_have_count(0)
    lan.network(on=False)
    phone.get_by_role("link", name=PAPER).click()
    old = phone.get_by_text("Đây là bản cũ")
    expect(old).to_be_visible()
    expect(phone.locator("[data-block]").first).to_be_visible()
    # Whose phone it is stands across the text, for nobody who listens, and in nobody's way.
    name = phone.locator(".paper-own-name[aria-hidden=true]")
    assert "Lan" in name.evaluate(
        "(one) => decodeURIComponent(getComputedStyle(one).backgroundImage)"
    )
    block = phone.locator("[data-block]").nth(3)
    assert block.evaluate(
        "(one) => { one.scrollIntoView({ block: 'center' }); const at = one.getBoundingClientRect();"
        " return one.contains(document.elementFromPoint(at.left + 5, at.top + 5)) }"
    )
    look_over(lan, "paper-old", BOTH_SIZES)
    lan.network(on=True)
    phone.get_by_role("button", name="Tải bản mới").click()
    expect(old).to_have_count(0)
    expect(phone.get_by_text("Bản này thay bản ngày")).to_be_visible()
    expect(phone.locator("[data-block]").first).to_be_visible()
