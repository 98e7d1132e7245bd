"""A new code on its way to the wall: as a PDF, as a printed page, and by the share sheet."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from server.reports.period_names import slug
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import nothing_wrong
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import join, log_in, start_logging
from tests.journeys.words import t
from tests.server.qr_posters.paper import read_sheet

SHARES = """
  navigator.canShare = (what) => what.files?.length === 1
  navigator.share = async ({ files }) => {
    window.shared = { name: files[0].name, type: files[0].type, size: files[0].size }
  }
"""
REFUSES = SHARES + "navigator.share = async () => { throw new DOMException('', 'NotAllowedError') }"


def make_code(page: Page, found: Seed) -> str:
    """On the page that makes codes for the team: a new one. Answers its link, as it stands there."""
    page.get_by_role("button", name=t("invite.make"), exact=True).click()
    expect(
        page.get_by_role("heading", name=t("invite.show.title", team=found.team_name))
    ).to_be_focused()
    link = page.get_by_text(re.compile(r"/j#v1\.")).inner_text()
    return link.split(": ", 1)[1]


def test_a_code_goes_onto_paper(house: tuple[House, Seed], new_phone: NewPhone) -> None:
    _, found = house
    phone = new_phone("son")
    log_in(phone.open("/desk/login"), COORDINATOR, found.password)
    page = phone.go(f"/desk/team/{found.team}")
    link = make_code(page, found)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    nothing_wrong(page)

    with page.expect_download() as coming:
        page.get_by_role("button", name=t("poster.pdf")).click()
    expect(page.get_by_text(t("poster.ready"))).to_be_visible()
    name = f"tung-ngo-ma-moi-{slug(found.team_name)}.pdf"
    assert coming.value.suggested_filename == name
    pdf = read_sheet(coming.value.path().read_bytes())
    printed = read_sheet(page.pdf(format="A4"))
    short = page.locator(".short-code").inner_text()
    for sheet in (pdf, printed):
        assert [code.text for code in sheet.codes] == [link]
        assert sheet.codes[0].side >= 120
        for wanted in (found.team_name, short, t("poster.what"), t("poster.step.3")):
            assert wanted in sheet.text
        assert re.search(t("invite.until_day", when=r"\d\d/\d\d/\d{4} \d\d:\d\d"), sheet.text)
    # Nothing else of the page is on the paper.
    for other in (t("do.close"), t("team.members"), t("invite.show.copy")):
        assert other not in printed.text

    # Where the screen stands now its head may lie across the code.
    code = page.get_by_role("img", name=t("invite.show.qr", team=found.team_name))
    code.evaluate("(code) => code.scrollIntoView({ block: 'center' })")
    picture = Image.open(io.BytesIO(page.screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [link]

    page.get_by_role("button", name=t("do.close")).click()
    expect(page.get_by_text(link)).to_have_count(0)
    expect(page.get_by_text(short)).to_have_count(0)


@pytest.mark.parametrize("refused", [False, True], ids=["taken", "refused"])
def test_a_lead_sends_the_sheet_from_her_phone(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, refused: bool
) -> None:
    running, found = house
    phone = new_phone("ha")
    link = desk.invite(found.team, role="lead", max_uses=1)["link"]
    join(phone.open(link.removeprefix(running.url)), "Phan Thị Hà")
    start_logging(phone.page)
    page = phone.page
    page.add_init_script(REFUSES if refused else SHARES)
    phone.go("/team/invite")
    made = make_code(page, found)
    send = page.get_by_role("button", name=t("poster.share"))
    if refused:
        with page.expect_download() as coming:
            send.click()
        (code,) = read_sheet(coming.value.path().read_bytes()).codes
        assert code.text == made
        return
    send.click()
    page.wait_for_function("() => window.shared")
    shared = page.evaluate("() => window.shared")
    assert (shared["name"], shared["type"]) == (
        f"tung-ngo-ma-moi-{slug(found.team_name)}.pdf",
        "application/pdf",
    )
    assert shared["size"] > 10_000
