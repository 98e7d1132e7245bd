"""What a printed code says to whoever scans it, and how often it was."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError, TimeoutError

from server import gunicorn_conf
from server.auth.rate_limits import Rate
from server.public_codes import counting, routes, store
from server.public_codes.counting import scan_counter, write_scans_by_and_by
from sync.public_code import public_code
from tests.server.public_codes.codes import (
    LINK,
    PHONE,
    end,
    make,
    one,
    said,
    scan,
    write,
    write_scans,
)
from tests.town import Town
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


@pytest.mark.parametrize("at", ["c", "C"])
def test_it_says_whose_it_is_its_letters_and_where_it_leads(
    desk: Browser, anybody: Browser, at: str
) -> None:
    code = make(desk, purpose="Nộp hồ sơ <tại nhà>")["code"]
    answer = scan(anybody, code, at)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    text = said(answer)
    for part in (
        f"Mã {code[:3]}-{code[3:]}",
        "Nộp hồ sơ &lt;tại nhà&gt;",
        "Đơn vị phụ trách Đoàn xã Khánh Cường",
        "Trang sẽ mở dichvucong.gov.vn",
        "Mở trang này",
    ):
        assert part in text
    assert re.findall(r'href="([^"]*)"', answer.text) == [LINK, LINK]
    assert "<script" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Robots-Tag"] == "noindex"
    # As somebody types it who cannot scan.
    assert scan(anybody, f"{code[:3]}-{code[3:]}".lower(), at).status == 200


def test_it_holds_from_its_first_day_to_its_last_and_until_it_is_ended(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    code = make(desk, **{"from": "2026-11-26", "to": "2026-11-27"})["code"]
    for days, status, problem, part in (
        (0, 409, "code_not_open", "Mời quay lại từ ngày 26/11/2026."),
        (2, 200, None, "Mở trang này"),
        (1, 200, None, "Mở trang này"),
        (1, 410, "code_expired", "Mã có giá trị đến hết ngày 27/11/2026."),
    ):
        town.clock.move(days=days)
        answer = scan(anybody, code)
        assert (answer.status, LINK in answer.text) == (status, status == 200)
        assert part in said(answer)
        # The unit and what it was stand there in any case.
        assert "Đoàn xã Khánh Cường" in said(answer)
        if problem:
            assert anybody.get(f"/c/{code}").code == problem
    desk = town.desk()
    assert end(desk, code).json["state"] == "ended"
    assert "Mã này đã ngừng dùng." in said(scan(anybody, code))
    assert end(desk, code, ended=False).json["state"] == "expired"
    assert write(desk, code).json["state"] == "live"
    assert scan(anybody, code).status == 200


def test_one_that_there_is_not_is_said_so_and_nobody_tries_them_all(
    desk: Browser, anybody: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "UNKNOWN_CODES", Rate("few", 8, 60, "too_many_attempts"))
    code = make(desk)["code"]
    for unknown, part in (
        (public_code(5), "Không có mã này"),
        ("K3F7Q2", "Mã gõ chưa đúng"),
        ("ABCDE-FGHJ", "Mã gõ chưa đúng"),
        ("x" * 300, "Mã gõ chưa đúng"),
    ):
        answer = scan(anybody, unknown)
        assert answer.status == 404
        assert part in said(answer)
    answer = scan(anybody, public_code(6))
    assert (answer.status, answer.headers["Retry-After"]) == (429, "60")
    assert "đợi 60 giây" in said(answer)
    # Nobody behind that address is kept from what there is.
    assert scan(anybody, code).status == 200


def test_a_whole_hall_scans_the_code_at_the_door(
    desk: Browser, anybody: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "UNKNOWN_CODES", Rate("few", 6, 60, "too_many_attempts"))
    code = make(desk)["code"]
    assert {scan(anybody, code).status for _ in range(100)} == {200}


def test_scans_are_counted_by_day_and_previews_of_a_link_are_not(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    code = make(desk)["code"]
    for _ in range(3):
        scan(anybody, code)
    for agent in ("facebookexternalhit/1.1", "Googlebot/2.1", "Zalo-Preview/1", ""):
        assert scan(anybody, code, agent=agent).status == 200
    anybody.wire.send("HEAD", f"/c/{code}", None, {"User-Agent": PHONE})
    assert scan(anybody, code, agent=PHONE.replace("SM-A047F", "CUBOT KINGKONG")).status == 200
    assert one(desk, code)["scans"] == 0
    write_scans(town)
    town.clock.move(days=1)
    desk = town.desk()
    scan(anybody, code, "C")
    write_scans(town)
    write_scans(town)
    row = one(desk, code)
    assert (row["scans"], row["last_scan"]) == (5, "2026-11-25")


@pytest.mark.parametrize(
    "failure", [OperationalError("", {}, Exception("gone")), TimeoutError("no connection left")]
)
def test_what_cannot_be_written_is_counted_on(
    town: Town,
    desk: Browser,
    anybody: Browser,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
) -> None:
    code = make(desk)["code"]
    scan(anybody, code)

    def refuse(*_: object) -> None:
        raise failure

    # Of a code that is not there nothing is kept, and all others are.
    scan_counter(town.app).count("0000000", "2026-11-24")

    with monkeypatch.context() as patch:
        patch.setattr(store, "add_scans", refuse)
        counting.write_scans(town.app)
    scan(anybody, code)
    write_scans(town)
    assert one(desk, code)["scans"] == 2


def test_a_server_writes_them_by_and_by(
    town: Town, desk: Browser, anybody: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = make(desk)["code"]
    scan(anybody, code)

    class Twice:
        looks = iter((False, True))

        def wait(self, _seconds: float) -> bool:
            return next(self.looks)

    monkeypatch.setattr(counting, "Event", Twice)
    write_scans_by_and_by(town.app).join(10)
    assert one(desk, code)["scans"] == 1


def test_a_worker_that_ends_writes_what_it_counted(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    code = make(desk)["code"]
    scan(anybody, code)
    ended: Any = SimpleNamespace(wsgi=town.app)
    gunicorn_conf.worker_exit(ended, ended)
    assert one(desk, code)["scans"] == 1
    never_started: Any = SimpleNamespace()
    gunicorn_conf.worker_exit(never_started, never_started)
