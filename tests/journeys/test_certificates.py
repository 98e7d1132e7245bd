"""A paper for a volunteer: issued at the desk, printed, proved by whoever scans it, and withdrawn."""

import re

from playwright.sync_api import expect

from tests.journeys.axe import violations
from tests.journeys.browsing import BOTH_SIZES, DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, choose, nothing_wrong
from tests.journeys.lead_steps import LAN, World, come_in
from tests.journeys.steps import expect_state, log
from tests.journeys.words import t
from tests.server.qr_posters.paper import read_sheet


def test_a_certificate_from_the_desk_to_whoever_scans_it(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", PHONE, worker=True)
    page = come_in(lan, running, desk.invite(found.team), LAN)
    for sent in (1, 2):
        log(page)
        expect_state(page, here=0, received=sent)

    son = at_desk(new_phone, found, DESKTOP, f"/desk/team/{found.team}").page
    choose(son, LAN, "members.certificate")
    expect(son.get_by_role("heading", level=1, name=t("screen.name.certify"))).to_be_visible()
    expect(son.locator("[data-figure=days]")).to_have_text("1")
    expect(son.locator("[data-figure=sessions]")).to_have_text("2")
    nothing_wrong(son)

    button(son, "certificate.issue").click()
    paper = son.get_by_role("article")
    expect(paper.get_by_role("heading", name=t("certificate.paper.title"))).to_be_visible()
    nothing_wrong(son)
    sheet = read_sheet(son.pdf(format="A4"))
    code = re.search(r"Số: (\w{5})-(\w{5})", sheet.text)
    assert code
    link = f"{running.url}/c/{code[1]}{code[2]}"
    assert [each.text for each in sheet.codes] == [link]
    for said in (LAN, found.team_name, "BCH ĐOÀN", "TỈNH ĐOÀN", t("certificate.paper.days")):
        assert said in sheet.text
    assert t("certificate.print") not in sheet.text

    # Also on a phone that has the app: its worker leaves the page to the server.
    lan.wait_for_worker()
    proof = lan.go(link.removeprefix(running.url))
    number = f"{code[1]}-{code[2]}"
    genuine = proof.get_by_role("heading", level=1, name=f"Giấy xác nhận số {number} là thật")
    expect(genuine).to_be_visible()
    expect(proof.get_by_text(LAN)).to_have_count(2)
    for size in BOTH_SIZES:
        proof.set_viewport_size(size)  # type: ignore[arg-type]
        assert proof.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert violations(proof) == []

    button(son, "certificate.withdraw").click()
    asked = son.get_by_role("dialog")
    asked.get_by_label(t("certificate.withdraw.reason"), exact=True).fill("Ghi nhầm thời gian")
    button(asked, "certificate.withdraw").click()
    expect(paper.get_by_text(t("certificate.paper.void"), exact=True)).to_be_visible()
    nothing_wrong(son)
    proof.reload()
    gone = proof.get_by_role(
        "heading", level=1, name=f"Giấy xác nhận số {number} không còn giá trị"
    )
    expect(gone).to_be_visible()
    expect(proof.get_by_text(LAN)).to_have_count(0)
    assert violations(proof) == []
    son.get_by_role("link", name=t("certificate.anew")).click()
    expect(son.get_by_text(t("certificate.withdrawn.tag"), exact=True)).to_be_visible()
