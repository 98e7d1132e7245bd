"""The public page of a certificate, for whoever holds the paper."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask import Flask

from server.auth.rate_limits import Rate
from server.database.engine import db
from server.organisation.store import memberships
from server.public_codes import routes
from tests.phones import Phone
from tests.server.certificates.issuing import issued, proof, withdraw
from tests.town import Town
from tests.wires import Browser


@pytest.fixture
def lan(town: Town) -> Phone:
    lan = town.lan()
    lan.sync(lan.session(day="2026-11-20"), lan.session(day="2026-11-21"))
    return lan


@pytest.fixture
def anybody(town: Town) -> Browser:
    return Browser(town.connect())


def text_of(page: str) -> str:
    shown = re.sub(r"</?span>", "", page)
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", shown, flags=re.DOTALL).split())


def test_a_genuine_one_says_all_that_is_printed(town: Town, lan: Phone, anybody: Browser) -> None:
    code = issued(town.desk(), lan)["code"]
    number = f"{code[:5]}-{code[5:]}"
    for spelled in (code, number, number.lower(), f" {number} ".replace(" ", "%20")):
        answer = proof(anybody, spelled)
        assert answer.status == 200
        said = text_of(answer.text)
        assert f"Giấy xác nhận số {number} là thật" in said
        assert f"Certificate {number} is genuine" in said
        for line in (
            "Họ và tên Lan",
            "Đội Đội hình Phổ Cường",
            "Đơn vị Xã Khánh Cường",
            "Thời gian Từ 01/01/2026 đến 24/11/2026",
            "Số ngày tham gia 2",
            "Số buổi tham gia 2",
            "Nơi cấp Đoàn xã Khánh Cường",
            "Ngày cấp 24/11/2026",
            "Period 1 January 2026 to 24 November 2026",
        ):
            assert line in said
        # Who issued it, and any id, is nobody else's.
        assert "Sơn" not in answer.text
        assert lan.member not in answer.text


def test_it_loads_nothing_and_is_kept_and_found_by_nobody(
    town: Town, lan: Phone, anybody: Browser
) -> None:
    answer = proof(anybody, issued(town.desk(), lan)["code"])
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, flags=re.DOTALL)
    held = b64encode(sha256(style.encode()).digest()).decode()
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        f"style-src 'sha256-{held}'"
    )
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.text
    assert not re.search(r"<script|src=|href=|url\(", answer.text)


def test_names_are_text_whatever_stands_in_them(town: Town, lan: Phone, anybody: Browser) -> None:
    with town.app.app_context():
        member = memberships.member_by_id(lan.member)
        assert member is not None
        member.name = """<script>x()</script> & "Lan" 'O'{code}"""
        db.session.commit()
    page = proof(anybody, issued(town.desk(), lan)["code"]).text
    assert "<script" not in page
    shown = "&lt;script&gt;x()&lt;/script&gt; &amp; &#34;Lan&#34; &#39;O&#39;{code}"
    assert page.count(f"<dd>{shown}</dd>") == 2


def test_a_withdrawn_one_says_so_and_nothing_of_the_person(
    town: Town, lan: Phone, anybody: Browser
) -> None:
    desk = town.desk()
    code = issued(desk, lan)["code"]
    town.clock.move(days=1)
    assert withdraw(town.desk(), code, reason="Ghi nhầm").status == 200
    answer = proof(anybody, code)
    said = text_of(answer.text)
    assert answer.status == 200
    assert f"Giấy xác nhận số {code[:5]}-{code[5:]} không còn giá trị" in said
    assert "Đoàn xã Khánh Cường đã thu hồi giấy này ngày 25/11/2026." in said
    for hidden in ("Lan", "Phổ Cường", "Ghi nhầm", "là thật"):
        assert hidden not in said


@pytest.mark.parametrize("code", ["AAAAA-AAAAA", "aaaaaaaaaa", "%3Cscript%3E12", "ABCDE-FGHJ0"])
def test_an_unknown_one_says_so(anybody: Browser, app: Flask, code: str) -> None:
    answer = proof(anybody, code)
    assert answer.status == 404
    said = text_of(answer.text)
    assert "Không có giấy xác nhận nào mang số này" in said
    # It may be genuine all the same, and somebody can tell.
    for line in (
        "Giấy thật mới cấp ngay trước lần máy chủ khôi phục dữ liệu từ bản sao lưu",
        "Cần xác minh hoặc xin cấp lại: liên hệ tổ chức Đoàn ghi ở đầu tờ giấy.",
        "issued shortly before the server was restored from a backup may be missing here, too.",
        "To make sure, or for a new one, ask the Union named at the head of the paper.",
    ):
        assert line in said
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "<script" not in answer.text
    # A program is told as everywhere.
    assert anybody.get(f"/c/{code}").code == "not_found"


def test_certificates_are_looked_up_at_a_pace(
    town: Town, anybody: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "CERTIFICATES", Rate("few", 6, 60, "too_many_attempts"))
    desk = town.desk()
    statuses = [proof(anybody, "AAAAA-AAAAA").status for _ in range(4)]
    assert statuses == [404, 404, 404, 429]
    refused = proof(anybody, "AAAAA-AAAAA")
    assert refused.headers["Retry-After"] == "60"
    assert "Đề nghị đợi 60 giây rồi tải lại trang." in refused.text
    assert anybody.get("/c/AAAAA-AAAAA").code == "too_many_attempts"
    assert proof(desk, "AAAAA-AAAAA").status == 404
