"""One's own data: seen and saved on the phone, erased at one's wish (PROTOCOL 5.20)."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from sync.kinds.member import ERASED_NAME
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, choose, nothing_wrong
from tests.journeys.lead_steps import LAN, World, come_in
from tests.journeys.sign_in_steps import age_sessions
from tests.journeys.steps import expect_state, log
from tests.journeys.words import t

MINH = "Trần Văn Minh"


def open_part(page: Page, key: str) -> None:
    """Unfold a part of what is kept."""
    page.locator("summary", has_text=re.compile(rf"^{re.escape(t(key))}")).click()


def asks_to_be_erased(page: Page) -> None:
    button(page, "own_data.wish.erase").click()
    asked = page.get_by_role("dialog", name=t("own_data.erase.question"))
    expect(asked.get_by_text(t("own_data.erase.detail"))).to_be_visible()
    nothing_wrong(page)
    button(asked, "own_data.send").click()


def test_asked_without_a_network_erased_at_the_desk(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", PHONE, worker=True)
    page = come_in(lan, running, desk.invite(found.team), LAN)
    log(page)
    expect_state(page, here=0, received=1)
    lan.wait_for_worker()
    lan.wait_for_kept("/own/own-data")

    lan.network(False)
    page.get_by_role("link", name=t("tab.me"), exact=True).click()
    page.get_by_role("link", name=t("screen.name.own_data"), exact=True).click()
    expect(page.get_by_text(t("own_data.here"))).to_be_visible()
    open_part(page, "own_data.sessions")
    expect(page.get_by_text(re.compile("ghi 1 buổi, đi cùng 0 buổi"))).to_be_visible()
    asks_to_be_erased(page)
    expect(page.get_by_text(t("own_data.state.here"))).to_be_visible()
    # While it is open it is shown, and not asked for once more.
    expect(button(page, "own_data.wish.erase")).to_have_count(0)
    nothing_wrong(page)

    lan.network(True)
    answered_by = re.compile(r"Cán bộ Đoàn trả lời chậm nhất ngày \d\d/\d\d/\d{4}")
    expect(page.get_by_text(answered_by)).to_be_visible(timeout=20_000)
    expect(page.get_by_text(re.compile("^Gồm cả phần máy chủ giữ"))).to_be_visible()
    for part in ("phones", "acts", "kept"):
        open_part(page, f"own_data.{part}")
    expect(page.get_by_text(re.compile("bạn vào đội bằng mã mời"))).to_be_visible()
    nothing_wrong(page)
    with page.expect_download() as saving:
        button(page, "own_data.save").click()
    saved = Path(saving.value.path()).read_text(encoding="utf-8")
    assert saving.value.suggested_filename.endswith(".html")
    assert LAN in saved
    assert "vào đội bằng mã mời" in saved

    son = at_desk(new_phone, found, DESKTOP, "/desk/waiting")
    son.page.get_by_role("link", name=t("desk.waiting.data", n=1)).click()
    heading = son.page.get_by_role("heading", level=2, name=LAN)
    expect(heading).to_be_visible()
    expect(son.page.get_by_text(re.compile("trả lời chậm nhất ngày"))).to_be_visible()
    nothing_wrong(son.page)
    button(son.page, "data_requests.erase").click()
    button(son.page, "data_requests.erase").click()
    expect(son.page.get_by_text(t("data_requests.erase.reason.missing"))).to_be_visible()
    son.page.get_by_label(t("data_requests.erase.reason"), exact=True).fill("Theo ý của bạn ấy")
    nothing_wrong(son.page)
    age_sessions(running, minutes=20)
    button(son.page, "data_requests.erase").click()
    asked = son.page.get_by_role("dialog", name=t("confirm.title"))
    asked.get_by_label(t("login.password"), exact=True).fill(found.password)
    button(asked, "confirm.take").click()
    expect(son.page.get_by_text(t("data_requests.erase.saved"))).to_be_visible()
    expect(son.page.get_by_text(t("data_requests.none.open"))).to_be_visible()
    son.page.get_by_role("radio", name=t("data_requests.show.answered")).check()
    expect(son.page.get_by_role("heading", level=2, name=ERASED_NAME)).to_be_visible()
    nothing_wrong(son.page)
    son.forgive("403 (FORBIDDEN)")

    lan.go("/")
    expect(page.get_by_text(t("home.ended.title", name=ERASED_NAME))).to_be_visible(timeout=20_000)
    lan.go("/me/data")
    expect(page.get_by_text(t("own_data.asks.out"))).to_be_visible()
    expect(page.get_by_text(LAN)).to_have_count(0)
    nothing_wrong(page)
    lan.forgive("403 (FORBIDDEN)")


def test_a_correction_is_answered_and_a_paper_letter_erases(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    minh = new_phone("minh", PHONE)
    page = come_in(minh, running, desk.invite(found.team), MINH)
    minh.go("/me/data")
    button(page, "own_data.wish.correct").click()
    asked = page.get_by_role("dialog", name=t("own_data.correct.question"))
    button(asked, "own_data.send").click()
    expect(asked.get_by_text(t("own_data.correct.missing"))).to_be_visible()
    wrote = asked.get_by_label(t("own_data.correct.label"), exact=True)
    wrote.fill("Số mình là 0912345678")
    expect(asked.get_by_text(t("screen.why"))).to_be_visible()
    wrote.fill("Tên mình là Trần Văn Mình")
    nothing_wrong(page)
    button(asked, "own_data.send").click()
    expect(page.get_by_text("Tên mình là Trần Văn Mình")).to_be_visible()

    son = at_desk(new_phone, found, DESKTOP, "/desk/data-requests").page
    expect(
        son.get_by_text(t("data_requests.wrote", text="Tên mình là Trần Văn Mình"))
    ).to_be_visible()
    button(son, "data_requests.done").click()
    son.get_by_label(t("data_requests.done.label"), exact=True).fill("Đã sửa tên cho bạn")
    nothing_wrong(son)
    button(son, "do.save").click()
    expect(son.get_by_text(t("data_requests.none.open"))).to_be_visible()
    minh.go("/me/data")
    expect(page.get_by_text(t("own_data.answer", text="Đã sửa tên cho bạn"))).to_be_visible(
        timeout=20_000
    )
    nothing_wrong(page)

    son.goto(f"{running.url}/desk/team/{found.team}")
    choose(son, MINH, "members.erase")
    son.get_by_label(t("data_requests.erase.reason"), exact=True).fill("Theo thư của bạn ấy")
    nothing_wrong(son)
    button(son, "data_requests.erase").click()
    expect(son.get_by_text(t("data_requests.erase.saved"))).to_be_visible()
    expect(son.get_by_text(MINH)).to_have_count(0)
