"""Writing of heritage sites as the desk does, and reading as anybody does."""

import re
from typing import Any

from server.accounts.use_cases.password_sign_in import create_account
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, Town
from tests.wires import Answer, Browser

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "User-Agent": "Mozilla/5.0 Mobile"}
SOURCE = "https://plo.vn/benh-xa-dang-thuy-tram-van-giu-nguyen-ten-goi-post890336.html"
FACT = {
    "text": "Bệnh xá vẫn mang tên Đặng Thùy Trâm.",
    "source": "Báo Pháp Luật TP.HCM",
    "link": SOURCE,
    "checked": "2026-01-07",
}
ENGLISH: dict[str, Any] = {
    "title": "Đặng Thùy Trâm clinic",
    "ranking": "",
    "lead": "A clinic named after the young doctor of the war diary.",
    "body": "## The clinic\n\nIt treats people of the commune.",
    "way": "Beside national road 1.",
    "facts": ["The clinic keeps the name Đặng Thùy Trâm."],
}
CONTENT: dict[str, Any] = {
    "kind": "dia_chi_do",
    "drawing": "nha",
    "title": "Bệnh xá Đặng Thùy Trâm",
    "ranking": "",
    "lead": "Nơi khám bệnh và tưởng niệm liệt sĩ, bác sĩ Đặng Thùy Trâm.",
    "body": "## Người bác sĩ trẻ\nSinh ngày 26/11/1942 tại Hà Nội.\n\nChị ghi nhật ký <ở đây>.",
    "way": "Cạnh quốc lộ 1, thôn Nga Mân.",
    "facts": [FACT],
    "latitude": 14.7203,
    "longitude": 109.0536,
    "keeper": "Trạm Y tế xã Khánh Cường",
    "phone": "02553859123",
    "english": ENGLISH,
}
NAME = "benh-xa-dang-thuy-tram"
SITE = {"unit": KHANH_CUONG, "name": NAME, "content": CONTENT}


def make(desk: Browser, **other: Any) -> dict[str, Any]:
    answer = desk.post("/api/sites", {**SITE, **other})
    assert answer.status == 201, answer.body
    made: dict[str, Any] = answer.json
    return made


def write(desk: Browser, site: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A further version, written after the one that is told."""
    body = {"version": site["latest"], "content": {**CONTENT, **other}}
    answer = desk.put(f"/api/sites/{site['id']}", body)
    assert answer.status == 200, answer.body
    written: dict[str, Any] = answer.json
    return written


def submit(desk: Browser, site: dict[str, Any]) -> Answer:
    return desk.post(f"/api/sites/{site['id']}/submission", {"version": site["latest"]})


def approve(desk: Browser, site: dict[str, Any]) -> Answer:
    return desk.post(f"/api/sites/{site['id']}/approval", {"version": site["latest"]})


def colleague(town: Town, login: str = "hien", unit: str = CLUSTER) -> Browser:
    """Another account, at the cluster: Hiền."""
    with town.app.app_context():
        create_account(login, "Hiền", "coordinator", unit, PASSWORD)
    return town.desk(login)


def publish(town: Town, desk: Browser, **other: Any) -> dict[str, Any]:
    """A site that Sơn wrote and Hiền approved."""
    site = make(desk, **other)
    assert submit(desk, site).status == 200
    answer = approve(colleague(town), site)
    assert answer.status == 200, answer.body
    live: dict[str, Any] = answer.json
    return live


def visit(browser: Browser, path: str) -> Answer:
    """What anybody's browser gets."""
    return browser.get(path, **PAGE)


def said(answer: Answer) -> str:
    """The page's text."""
    return " ".join(
        re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL).split()
    )
