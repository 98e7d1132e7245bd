"""The public pages of heritage sites: what they say, hold and cost, and the codes that lead there."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from server.auth.rate_limits import Rate
from server.heritage.content import BODY, FACT, FACTS, LEAD, WAY
from server.heritage.content import SOURCE as SAID_BY
from server.heritage.page_files import WORKER
from server.heritage.routes import public
from server.heritage.site_page import spaced
from server.heritage.use_cases.exporting import export_sites
from server.heritage.words import DRAWINGS, drawing
from tests.server.directory.test_changing_units import coordinator
from tests.server.heritage.sites import (
    CONTENT,
    ENGLISH,
    NAME,
    SOURCE,
    colleague,
    make,
    publish,
    said,
    visit,
)
from tests.server.heritage.sites import FACT as ONE
from tests.server.public_codes.codes import GATE, scan, write_scans
from tests.server.public_codes.codes import make as make_code
from tests.server.public_codes.codes import one as one_code
from tests.server.public_codes.codes import said as said_of_code
from tests.server.qr_posters.paper import read_sheet
from tests.town import TRA_CAU, Town
from tests.wires import Browser


@pytest.fixture(autouse=True)
def nothing_counted(app: Flask) -> Iterator[None]:
    yield
    app.extensions.pop("scan_counter", None)


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


@pytest.fixture
def anybody(town: Town) -> Browser:
    return Browser(town.connect())


def test_anybody_reads_what_is_known_of_a_site_and_who_says_so(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    publish(town, desk)
    answer = visit(anybody, f"/p/{NAME}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    text = said(answer)
    for part in (
        "Địa chỉ đỏ",
        "Sinh ngày 26/11/1942 tại Hà Nội.",
        "Chị ghi nhật ký &lt;ở đây&gt;.",
        "Nguồn: Báo Pháp Luật TP.HCM ( plo.vn ). Kiểm tra ngày 07/01/2026.",
        "Đơn vị quản lý Trạm Y tế xã Khánh Cường · 0255 3859 123",
        "Đơn vị giới thiệu Đoàn xã Khánh Cường",
        "Cập nhật ngày 24/11/2026",
    ):
        assert part in text
    assert re.findall(r"<h(\d)>", answer.text) == ["1", "2", "2", "2"]
    links = re.findall(r'<a [^>]*href="([^"]*)"', answer.text)
    assert links == ["/p/", f"/p/{NAME}/en", SOURCE, "geo:14.72030,109.05360", "tel:02553859123"]
    assert '<html lang="vi">' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "X-Robots-Tag" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_english_page_is_there_where_it_was_written(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    publish(town, desk)
    answer = visit(anybody, f"/p/{NAME}/en")
    assert '<html lang="en">' in answer.text
    for part in ("Revolutionary site", ENGLISH["lead"], ENGLISH["facts"][0], "7 January 2026"):
        assert part in said(answer)
    site = make(desk, name="ben-tre", content={**CONTENT, "english": None})
    assert site["content"]["english"] is None
    wrong = {**CONTENT, "english": {**ENGLISH, "facts": ["One.", "Two."]}}
    assert desk.post("/api/sites", {"unit": TRA_CAU, "name": "mot", "content": wrong}).code == (
        "invalid_shape"
    )


def test_a_slash_at_the_end_leads_to_the_same_page(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    publish(town, desk)
    for path in (f"/p/{NAME}", f"/p/{NAME}/en"):
        assert visit(anybody, f"{path}/").text == visit(anybody, path).text


def test_all_public_sites_stand_on_one_page(town: Town, desk: Browser, anybody: Browser) -> None:
    assert "Chưa có nơi nào được giới thiệu." in said(visit(anybody, "/p/"))
    publish(town, desk, content={**CONTENT, "english": None})
    make(desk, name="truong-luy")
    answer = visit(anybody, "/p/")
    assert re.findall(r'<a href="(/p/[^"]*)"', answer.text) == [f"/p/{NAME}"]
    assert visit(anybody, f"/p/{NAME}/en").status == 404


def test_a_page_that_there_is_not_is_said_so_and_nobody_tries_all_names(
    town: Town, desk: Browser, anybody: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "UNKNOWN_SITES", Rate("few", 4, 60, "too_many_attempts"))
    publish(town, desk)
    for name in ("khong-co", "Khong Co"):
        answer = visit(anybody, f"/p/{name}")
        assert (answer.status, "Không có trang này" in said(answer)) == (404, True)
    answer = visit(anybody, "/p/khong-co")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "60")
    assert anybody.get("/p/khong-co").code == "too_many_attempts"
    # Nobody behind that address is kept from what there is.
    assert visit(anybody, f"/p/{NAME}").status == 200


def test_the_longest_page_is_small(town: Town, desk: Browser, anybody: Browser) -> None:
    words = "Di tích lịch sử và văn hóa của quê hương "
    long = {
        **CONTENT,
        "lead": (words * 20)[:LEAD],
        "body": (words * 400)[:BODY],
        "way": (words * 20)[:WAY],
        "facts": [{**ONE, "text": (words * 20)[:FACT], "source": (words * 9)[:SAID_BY]}] * FACTS,
        "english": None,
    }
    publish(town, desk, content=long)
    answer = visit(anybody, f"/p/{NAME}")
    assert answer.status == 200
    assert len(answer.text.encode()) <= 25_000
    pictures = re.findall(r'src="(/p/drawings/[a-z_]+\.svg)"', answer.text)
    loaded = [visit(anybody, path).body for path in (*pictures, "/p/register.js", "/p/sw.js")]
    assert len(answer.text.encode()) + sum(map(len, loaded)) <= 60_000


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_run_nothing(anybody: Browser, name: str) -> None:
    answer = anybody.get(f"/p/drawings/{name}.svg")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    assert len(gzip.compress(answer.body)) <= 2_000
    assert b"<script" not in answer.body
    assert b"href" not in answer.body
    assert answer.body == drawing(name)
    assert anybody.get(f"/p/drawings/{name}x.svg").status == 404


def test_the_worker_is_small_and_sees_its_own_pages_alone(anybody: Browser) -> None:
    answer = anybody.get("/p/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    assert len(gzip.compress(WORKER.encode())) <= 1_500


def test_a_code_leads_there_and_its_scans_are_the_sites(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    site = make(desk)
    target = {"link": None, "target": {"kind": "heritage_site", "id": site["id"]}}
    code = make_code(desk, **target, purpose="Bảng ở cổng")["code"]
    assert one_code(desk, code)["state"] == "unpublished"
    for step in ("submission", "approval"):
        who = desk if step == "submission" else colleague(town)
        assert who.post(f"/api/sites/{site['id']}/{step}", {"version": 1}).status == 200
    row = one_code(desk, code)
    assert (row["state"], row["target"]["path"]) == ("live", f"/p/{NAME}")
    assert f'href="/p/{NAME}"' in scan(anybody, code).text
    scan(anybody, code)
    write_scans(town)
    (listed,) = desk.get("/api/sites").json["rows"]
    assert (listed["code"], listed["scans"]) == (code, 2)
    assert f"Mã trên bảng {code[:3]}-{code[3:]}" in said(visit(anybody, f"/p/{NAME}"))
    paper = read_sheet(desk.get(f"/api/codes/sheet.pdf?codes={code}").body)
    assert "Trạm Y tế xã Khánh Cường · 0255 3859 123" in paper.text
    town.clock.move(days=10)  # Last month's scans are no longer told.
    desk = town.desk()
    (listed,) = desk.get("/api/sites").json["rows"]
    assert listed["scans"] == 0
    assert desk.post(f"/api/sites/{site['id']}/withdrawal", {}).status == 200
    answer = scan(anybody, code)
    assert answer.status == 410
    assert "Đoàn xã Khánh Cường" in said_of_code(answer)
    offered = desk.get("/api/codes").json["targets"]
    assert offered == []


def test_nobody_has_a_code_lead_to_a_site_of_another_unit(town: Town, desk: Browser) -> None:
    site = make(desk)
    coordinator(town, TRA_CAU)
    target = {"link": None, "target": {"kind": "heritage_site", "id": site["id"]}}
    mai = town.desk("mai")
    assert mai.get("/api/codes").json["targets"] == []
    answer = mai.post("/api/codes", {**GATE, **target, "unit": TRA_CAU})
    assert (answer.status, answer.code) == (404, "not_found")


def test_all_pages_are_written_as_files(
    town: Town, desk: Browser, app: Flask, tmp_path: Path
) -> None:
    publish(town, desk)
    make(desk, name="ban-nhap")
    with app.app_context():
        assert export_sites(tmp_path) == 1
    pages = {
        str(path.relative_to(tmp_path / "p"))
        for path in (tmp_path / "p").rglob("*")
        if path.is_file()
    }
    drawings = {f"drawings/{name}.svg" for name in DRAWINGS}
    assert pages == {
        "index.html", f"{NAME}/index.html", f"{NAME}/en/index.html", "sw.js", "register.js", *drawings,
    }  # fmt: skip
    page = (tmp_path / "p" / NAME / "index.html").read_text()
    assert page == visit(Browser(town.connect()), f"/p/{NAME}").text


@pytest.mark.parametrize(
    ("phone", "read"),
    [("02553859123", "0255 3859 123"), ("02838297604", "028 38297 604"), ("19001234", "1900 1234")],
)
def test_numbers_of_offices_are_read_in_parts(phone: str, read: str) -> None:
    assert spaced(phone) == read
