"""A heritage site from the desk to whoever stands before its plaque: written by one person, approved by another
one, printed, scanned, and opened again without a network."""

import gzip

from playwright.sync_api import Browser, Page, expect

from sync.public_code import grouped
from tests.journeys.axe import violations
from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, nothing_wrong, unit
from tests.journeys.lead_steps import LAN, World, come_in
from tests.journeys.site_files import (
    ALT,
    CREDIT,
    all_shown,
    choose_files,
    nothing_told,
    plays_by_tap,
)
from tests.journeys.steps import log_in
from tests.journeys.words import t
from tests.server.qr_posters.paper import read_sheet

TITLE, NAME = "Bia chiến thắng Mỹ Trang", "bia-chien-thang-my-trang"
LEAD = "Tấm bia ghi lại một trận đánh của quân và dân địa phương."
FACT, SOURCE = "Bia được dựng năm 1995.", "Sổ truyền thống của xã"
HIEN, PASSWORD = "hien", "mot-mat-khau-dai-cua-hien"
_KEPT = """async () => {
    const kept = await caches.open('places-1')
    const found = await kept.match(location.href)
    const { controller } = navigator.serviceWorker
    const answers = controller?.scriptURL.endsWith('/p/sw.js')
    const pictures = [...document.images].map((one) => kept.match(one.currentSrc))
    return Boolean(answers && found && (await Promise.all(pictures)).every(Boolean))
}"""
SMALL = {"width": 320, "height": 640}


def test_a_site_from_the_desk_to_whoever_scans_its_plaque(
    house: World, desk: Desk, new_phone: NewPhone, shared_browser: Browser
) -> None:
    running, found = house
    son = at_desk(new_phone, found, DESKTOP, "/desk")
    page = son.page
    page.get_by_role("link", name=t("screen.name.sites")).click()
    expect(page.get_by_role("radio", name=t("sites.state.all"), exact=True)).to_be_checked()
    button(page, "sites.add").click()
    _write(page)
    choose_files(page)
    nothing_wrong(page)
    button(page, "do.save").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(t("sites.draft.why"))).to_be_visible()
    nothing_wrong(page)
    button(page, "sites.submit").click()
    expect(page.get_by_text(t("sites.waits.own"))).to_be_visible()
    expect(button(page, "sites.approve")).to_have_count(0)
    button(page, "codes.print.make").click()
    link = page.get_by_role("link", name="In mã QR")
    expect(link).to_be_visible()
    nothing_wrong(page)

    # Nobody reads it yet.
    href = link.get_attribute("href")
    (scanned,) = read_sheet(page.context.request.get(f"{running.url}{href}").body()).codes
    code = scanned.text[-7:]
    early = page.context.request.get(f"{running.url}/p/{NAME}", headers={"Accept": "text/html"})
    assert early.status == 404

    hien = _colleague(running.url, desk, new_phone)
    hien.page.locator("nav a[href='/desk/waiting']").click()
    hien.page.get_by_role("link", name=TITLE).click()
    button(hien.page, "sites.approve").click()
    nothing_wrong(hien.page)
    hien.page.get_by_role("dialog").get_by_role(
        "button", name=t("sites.approve"), exact=True
    ).click()
    # Twelve million points are made small several times over.
    expect(hien.page.get_by_text(t("sites.live.why"))).to_be_visible(timeout=60_000)
    nothing_wrong(hien.page)

    # Another code leads there by the register's own form.
    page.goto(f"{running.url}/desk/codes")
    button(page, "codes.add").click()
    page.get_by_label(t("codes.purpose"), exact=True).fill("Bảng chỉ đường")
    page.get_by_role("radio", name=t("codes.leads.record"), exact=True).check()
    page.get_by_label(t("codes.target"), exact=True).select_option(label=TITLE)
    nothing_wrong(page)
    button(page, "do.save").click()
    page.get_by_role("button", name="Bảng chỉ đường", exact=True).click()
    expect(page.get_by_text(t("codes.to_where", host=TITLE))).to_be_visible()

    _read_by_a_visitor(shared_browser, scanned.text, code)
    _opened_again_without_a_network(shared_browser, f"{running.url}/p/{NAME}")

    # Also on a phone that has the app: its worker leaves these pages to their own.
    lan = new_phone("lan", PHONE, worker=True)
    come_in(lan, running, desk.invite(found.team), LAN)
    lan.wait_for_worker()
    public = lan.go(f"/p/{NAME}")
    _kept(public)
    lan.network(on=False)
    public.reload()
    expect(public.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def _kept(page: Page) -> None:
    """The page is here, and it is its own worker that answers for it: a browser that loses its network in the
    moment in which that takes over still asks for the page."""
    page.wait_for_function(_KEPT)
    page.reload(wait_until="networkidle")
    page.wait_for_function(_KEPT)


def _write(page: Page) -> None:
    page.get_by_label(t("sites.unit")).first.select_option(label="Xã Khánh Cường")
    for key, text in (
        ("sites.title", TITLE),
        ("sites.lead", LEAD),
        ("sites.body", "## Trận đánh\n\nNăm 1967, quân và dân địa phương giữ vững xóm làng."),
        ("sites.fact.text", FACT),
        ("sites.fact.source", SOURCE),
        ("sites.point", "14.72028, 109.05361"),
        ("sites.keeper", "Ban Quản lý di tích xã Khánh Cường"),
        ("sites.phone", "0905 123 456"),
    ):
        page.get_by_label(t(key), exact=True).fill(text)
    expect(page.get_by_label(t("sites.address"), exact=True)).to_have_value(NAME)
    page.get_by_label(t("sites.drawing"), exact=True).select_option(label=t("sites.drawing.bia"))
    button(page, "do.save").click()
    # A mobile is somebody's own.
    expect(page.get_by_text(t("sites.phone.wrong"))).to_be_visible()
    nothing_wrong(page)
    page.get_by_label(t("sites.phone"), exact=True).fill("0255 3859 123")


def _colleague(url: str, desk: Desk, new_phone: NewPhone) -> Phone:
    """Hiền, of the commune, at a desk of her own."""
    wish = {"login": HIEN, "name": "Trần Thu Hiền", "role": "coordinator"}
    made = desk.ask("POST", "/api/accounts", {**wish, "unit": unit(desk, "Khánh Cường")})
    first = Desk(url, HIEN, made["password"])
    first.ask("POST", "/api/session/password", {"old": made["password"], "new": PASSWORD})
    hien = new_phone("hien", DESKTOP)
    log_in(hien.open("/desk/login"), HIEN, PASSWORD)
    return hien


def _read_by_a_visitor(browser: Browser, scanned: str, code: str) -> None:
    """On a phone without the app and without scripts, in both sizes and both lights."""
    for scheme in ("light", "dark"):
        visitor = browser.new_context(
            viewport=PHONE,  # type: ignore[arg-type]
            color_scheme=scheme,
            java_script_enabled=False,
            locale="vi-VN",
        )
        page = visitor.new_page()
        page.goto(scanned.replace("HTTP://", "http://"))
        expect(page.get_by_text(f"Mã {grouped(code)}")).to_be_visible()
        page.get_by_role("link", name="Xem trang này").click()
        expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
        for text in (
            LEAD,
            FACT,
            SOURCE,
            CREDIT,
            "0255 3859 123",
            grouped(code),
            "Đoàn xã Khánh Cường",
        ):
            expect(page.get_by_text(text).first).to_be_visible()
        assert visitor.cookies() == []
        visitor.close()


def _opened_again_without_a_network(browser: Browser, address: str) -> None:
    for scheme, size in (("light", PHONE), ("dark", SMALL)):
        visitor = browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="vi-VN",
        )
        page = visitor.new_page()
        came: list[int] = []
        page.on("response", lambda answer: came.append(len(answer.body())))  # noqa: B023
        page.goto(address)
        expect(page.get_by_role("img", name=ALT)).to_be_visible()
        all_shown(page)
        assert sum(came) <= 200_000
        assert len(gzip.compress(page.content().encode())) <= 25_000
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        nothing_told(page)
        plays_by_tap(page)
        # The worker is told what the page consists of, and says nothing when it has kept it.
        _kept(page)
        visitor.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
        all_shown(page)
        assert visitor.cookies() == []
        visitor.close()
