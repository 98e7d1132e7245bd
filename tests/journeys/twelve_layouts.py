"""Papers of a conference in the layouts that there really are: sent at the desk, then read with no network."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page, expect

from sync.text import fold
from tests.journeys.browsing import Phone
from tests.journeys.desk_steps import button
from tests.journeys.words import t
from tests.server.parsing import layouts


class Layout(NamedTuple):
    """A paper by its title; `within`: words of its middle, none of a scan, which has no text."""

    title: str
    make: Callable[[], bytes]
    within: str
    ending: str = "pdf"


LAYOUTS = (
    Layout("Công văn của Đoàn", layouts.union_letter, "triển khai thực hiện nghiêm túc"),
    Layout("Kế hoạch của xã", layouts.decree, "vai trò xung kích"),
    Layout("Chương trình hội nghị", layouts.programme, "tuyên bố lý do"),
    Layout("Chương trình trang ngang", layouts.wide_programme, "phong trào thanh thiếu nhi"),
    Layout("Bản tin hai cột", layouts.two_columns, "tin số 7"),
    Layout("Tài liệu tám mươi trang", layouts.long_book, "đoạn 40.3"),
    Layout("Danh sách đại biểu", layouts.delegates, "đại biểu số 61"),
    Layout("Báo cáo hai mươi bảy trang", layouts.report, "chỉ tiêu 18.2"),
    Layout("Giấy mời", layouts.invitation, "hội nghị tổng kết"),
    Layout("Quyết định", layouts.decision, "mười hai thành viên"),
    Layout("Báo cáo bản Word", layouts.report_in_word, "nhiệm vụ thứ 2", "docx"),
    Layout("Bản quét có dấu", layouts.scan, ""),
)


def send_all(page: Page) -> None:
    """Each by the form of the activity's papers."""
    for each in LAYOUTS:
        button(page, "papers.add").click()
        page.get_by_role("radio", name=t("papers.secret.no"), exact=True).check(force=True)
        file = {"name": f"tai-lieu.{each.ending}", "mimeType": "", "buffer": each.make()}
        page.get_by_label(t("papers.file"), exact=True).set_input_files(file)
        page.get_by_label(t("papers.title"), exact=True).fill(each.title)
        button(page, "do.save").click()
        expect(page.get_by_role("heading", name=each.title, exact=True)).to_be_visible(
            timeout=30_000
        )


def read_all(phone: Phone, activity: str) -> None:
    """Each is opened with no network, and words of its middle, typed without marks, are found."""
    page = phone.page
    for each in LAYOUTS:
        page.get_by_role("link", name=each.title).click()
        expect(page.get_by_role("heading", level=1, name=each.title, exact=True)).to_be_visible()
        if each.within:
            expect(page.locator("[data-block]").first).to_be_visible()
            page.get_by_label(t("paper.find"), exact=True).fill(fold(each.within))
            found = page.locator(".found").first
            expect(found).to_be_visible()
            assert fold(each.within) in fold(" ".join(found.inner_text().split())), each.title
        else:
            picture = page.locator("img.paper-page")
            expect(picture).to_be_visible()
            assert picture.evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 500
        page.go_back()
        expect(page.get_by_role("heading", level=1, name=activity)).to_be_visible()
