"""What volunteers read in the field, and what coordinators write for them."""

import re

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, join, start_logging, tile
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

NFC = "VNeID trên máy mới, đọc thẻ NFC"
FRAUD = "Nhận ra lừa đảo"


def test_a_guide_is_found_and_read_with_no_network(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", worker=True)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    lan.network(on=False)

    page.get_by_role("link", name=t("screen.name.guides"), exact=True).click()
    lines = page.get_by_role("list").get_by_role("link")
    expect(lines).to_have_count(12)
    look_over(lan, "guides", [PHONE])
    field = page.get_by_label(t("guides.find"))
    field.fill("tháo ốp")
    expect(lines).to_have_count(1)
    field.fill("bat nfc op lung")  # in no order, with no marks
    expect(lines).to_have_text([re.compile(f"{NFC}.*tháo ốp lưng")])
    lines.click()
    expect(page.get_by_role("heading", level=1, name=NFC, exact=True)).to_be_visible()
    expect(page.get_by_role("listitem").first).to_contain_text(
        "Mỗi tài khoản chỉ dùng trên một máy"
    )
    look_over(lan, "guide")
    page.get_by_role("link", name=t("do.back")).click()
    expect(field).to_have_value("bat nfc op lung")
    field.fill("xyz")
    expect(page.get_by_text(t("guides.none"))).to_be_visible()

    # From the card of what is being done, and back to it as it was left.
    page = lan.go("/")
    tile(page, INSTALL).click()
    people = page.get_by_role("dialog").get_by_label(t("log.people"), exact=True)
    button(page, "do.more", what=t("log.people")).click()
    expect(people).to_have_value("2")
    page.get_by_role("link", name=re.compile("^" + t("guides.for", title=""))).click()
    expect(page.get_by_role("heading", level=1, name="Cài VNeID, đăng ký mức 1")).to_be_visible()
    page.go_back()
    expect(people).to_have_value("2")


def test_a_coordinator_writes_one_anew_and_takes_an_earlier_one_back(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan")
    join(lan.open(desk.invite(found.team)["link"].removeprefix(running.url)), "Nguyễn Thị Lan")
    start_logging(lan.page)

    son = at_desk(new_phone, found, DESKTOP, "/desk/guides")
    page = son.page
    page.get_by_role("link", name=re.compile(FRAUD)).click()
    button(page, "guide.edit").click()
    page.get_by_label(t("guide.title_vi"), exact=True).fill("Coi chừng lừa đảo")
    step = page.get_by_role("group", name=t("guide.step", n=1), exact=True)
    step.get_by_label(t("guide.step.vi")).fill("Ai giục bạn làm ngay thì dừng lại.")
    step.get_by_label(t("guide.picture"), exact=True).select_option("call")
    texts = page.get_by_label(t("guide.step.vi"))
    second, third = (texts.nth(n).input_value() for n in (1, 2))
    button(page, "guide.step.remove", n=2).click()
    expect(texts.nth(1)).to_have_value(third)
    expect(page.locator(":focus")).to_have_text(t("guide.step", n=2))
    button(page, "do.undo").click()
    expect(texts.nth(1)).to_have_value(second)
    button(page, "guide.step.up", n=3).click()
    expect(texts.nth(1)).to_have_value(third)
    expect(button(page, "guide.step.up", n=2)).to_be_focused()
    button(page, "guide.step.remove", n=3).click()
    texts.nth(2).fill("Gọi số 0905123456 để hỏi.")  # could be a citizen's: not kept
    services = page.get_by_role("group", name=t("guide.services"), exact=True)
    expect(services.get_by_role("checkbox", checked=True)).to_have_count(4)
    services.get_by_label(t("guide.services.find")).fill("goi zalo")
    expect(services.get_by_role("checkbox")).to_have_count(5)
    services.get_by_label("Zalo, gọi video", exact=True).check()
    services.get_by_label("Gỡ ứng dụng lạ", exact=True).uncheck()
    services.get_by_label(t("guide.services.find")).fill("")
    expect(page.get_by_text(re.compile(r"\b[A-Z]{2}\d\d\b"))).to_have_count(0)
    found = t("screen.found.phone_number", where=t("guide.step.vi"))
    expect(page.get_by_text(found)).to_be_visible()
    expect(button(page, "screen.remove")).to_be_visible()
    button(page, "do.save").click()
    said = t("screen.found.phone_number", where=t("guide.step", n=3))
    expect(page.get_by_role("alert")).to_have_text(f"{said} {t('screen.why')} {t('guide.clean')}")
    look_over(son, "desk-guide-form")
    button(page, "screen.remove").click()
    expect(texts.nth(2)).to_have_value("Gọi số … để hỏi.")
    texts.nth(2).fill("Gọi số 0905123456 để hỏi.")
    page.reload()  # what was typed is still there
    expect(page.get_by_label(t("guide.title_vi"), exact=True)).to_have_value("Coi chừng lừa đảo")
    expect(texts.nth(0)).to_have_value("Ai giục bạn làm ngay thì dừng lại.")
    expect(texts.nth(1)).to_have_value(third)
    expect(texts.nth(2)).not_to_have_value(re.compile("0905"))
    button(page, "do.save").click()
    expect(page.get_by_role("heading", level=1, name="Coi chừng lừa đảo")).to_be_visible()
    look_over(son, "desk-guide")
    rows = desk.ask("GET", "/api/guides/LUADAO/versions")["rows"]
    assert rows[0]["services"] == ["AT01", "AT02", "AT04", "KN02"]

    phone = lan.go("/guides/LUADAO")
    expect(phone.get_by_role("heading", level=1, name="Coi chừng lừa đảo")).to_be_visible()
    expect(phone.get_by_text(t("guides.version", n=2))).to_be_visible()

    # Somebody else has written meanwhile: nothing is overwritten, nothing typed is gone.
    button(page, "guide.edit").click()
    page.get_by_label(t("guide.title_en"), exact=True).fill("Beware")
    rows = desk.ask("GET", "/api/guides/LUADAO/versions")["rows"]
    desk.ask("PUT", "/api/guides/LUADAO", _said(rows[0]) | {"version": 2, "title_vi": "Lừa đảo"})
    button(page, "do.save").click()
    behind = page.get_by_text(t("guide.behind", who="Lê Hoàng Sơn", n=3))
    expect(behind).to_be_visible()
    son.forgive("409")
    button(page, "do.save").click()  # not by trying again, only by a word of one's own
    expect(page.get_by_text(re.compile("Có người vừa sửa"))).to_be_visible()
    expect(button(page, "guide.behind.over")).to_be_visible()
    expect(page.get_by_label(t("guide.title_en"), exact=True)).to_have_value("Beware")
    button(page, "do.close").click()

    page.reload()
    page.locator("summary").last.click()
    button(page, "guide.again").click()
    expect(page.get_by_role("heading", level=1, name=FRAUD)).to_be_visible()
    phone = lan.go("/guides/LUADAO")
    expect(phone.get_by_text(t("guides.version", n=4))).to_be_visible()
    expect(phone.get_by_role("heading", level=1, name=FRAUD)).to_be_visible()


def _said(row: dict[str, object]) -> dict[str, object]:
    kept = ("title_vi", "title_en", "sort", "active", "services", "steps")
    return {name: row[name] for name in kept}
