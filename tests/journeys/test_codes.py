"""A printed code from the desk to whoever scans it: made, printed, put up, led elsewhere, and ended."""

from playwright.sync_api import expect

from sync.public_code import grouped
from tests.journeys.axe import violations
from tests.journeys.browsing import BOTH_SIZES, DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, choose, nothing_wrong
from tests.journeys.lead_steps import LAN, World, come_in
from tests.journeys.words import t
from tests.server.qr_posters.paper import read_sheet

LINK, OTHER = "https://dichvucong.gov.vn/", "https://vneid.gov.vn/"
PURPOSE = "Nộp hồ sơ trực tuyến"


def test_a_code_from_the_desk_to_whoever_scans_it(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    son = at_desk(new_phone, found, DESKTOP, "/desk")
    page = son.page
    son.forgive("422")  # a link to elsewhere
    page.get_by_role("link", name=t("screen.name.codes")).click()
    button(page, "codes.add").click()
    page.get_by_label(t("codes.purpose"), exact=True).fill(PURPOSE)
    page.get_by_label(t("codes.link"), exact=True).fill("https://example.com/")
    button(page, "do.save").click()
    expect(page.get_by_text(t("problem.link_refused"))).to_be_visible()
    page.get_by_label(t("codes.link"), exact=True).fill(LINK)
    button(page, "do.save").click()
    line = page.get_by_role("button", name=PURPOSE, exact=True)
    line.click()
    expect(page.get_by_text(t("codes.to_where", host="dichvucong.gov.vn"))).to_be_visible()
    nothing_wrong(page)

    # What is printed is the address of its page, which a phone's camera opens.
    href = page.get_by_role("link", name=t("codes.plaque")).get_attribute("href")
    (scanned,) = read_sheet(page.context.request.get(f"{running.url}{href}").body()).codes
    code = scanned.text[-7:]
    expect(page.get_by_text(grouped(code))).to_be_visible()
    assert scanned.text == f"{running.url}/C/{code}".upper()

    choose(page, f"{PURPOSE} {grouped(code)}", "codes.hang")
    page.get_by_label(t("codes.hang.place"), exact=True).fill("Cổng chợ Đức Phổ")
    button(page, "do.save").click()
    expect(page.get_by_text("Treo ở: Cổng chợ Đức Phổ")).to_be_visible()
    nothing_wrong(page)

    # Also on a phone that has the app: its worker leaves the page to the server.
    lan = new_phone("lan", PHONE, worker=True)
    come_in(lan, running, desk.invite(found.team), LAN)
    lan.wait_for_worker()
    for at in ("c", "C"):
        public = lan.go(f"/{at}/{code}")
        expect(public.get_by_role("heading", level=1, name=PURPOSE)).to_be_visible()
        expect(public.get_by_text(f"Mã {grouped(code)}")).to_be_visible()
        for size in BOTH_SIZES:
            public.set_viewport_size(size)  # type: ignore[arg-type]
            assert public.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            assert violations(public) == []
    assert public.get_by_role("link").first.get_attribute("href") == LINK

    choose(page, f"{PURPOSE} {grouped(code)}", "codes.change")
    page.get_by_label(t("codes.link"), exact=True).fill(OTHER)
    button(page, "do.save").click()
    expect(page.get_by_text(t("codes.to_where", host="vneid.gov.vn"))).to_be_visible()
    public.reload()
    assert public.get_by_role("link").first.get_attribute("href") == OTHER

    choose(page, f"{PURPOSE} {grouped(code)}", "codes.end")
    page.get_by_role("dialog").get_by_role("button", name=t("codes.end"), exact=True).click()
    expect(page.get_by_role("cell", name=t("codes.state.ended"), exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=t("codes.plaque"))).to_have_count(0)
    nothing_wrong(page)
    lan.forgive("410")
    public.reload()
    ended = public.get_by_role("heading", level=1, name=f"Mã {grouped(code)} không còn dùng")
    expect(ended).to_be_visible()
    assert violations(public) == []
