"""GET /api/exports/help-sessions.csv: what the list shows, as a file."""

import csv
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.orm import Session

from server.reports.use_cases import exporting
from server.statistics.store import sessions
from server.statistics.use_cases import listing
from tests.phones import Phone
from tests.town import CLUSTER, OTHER_TEAM, TEAM, Town
from tests.wires import Browser

DAYS = "from=2026-11-01&to=2026-11-30"
PATH = f"/api/exports/help-sessions.csv?{DAYS}"


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def rows(web: Browser, query: str = "") -> list[dict[str, Any]]:
    answer = web.get(PATH + query)
    assert answer.status == 200, answer.body
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.body.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_session_is_a_line_in_words(town: Town, lan: Phone) -> None:
    later = {"people": 3, "outcome": "HEN", "reasons": ["MAY2"]}
    lan.sync(lan.session(people=12, note="chợ sáng", **{"services.DD04": later}))
    answer = town.desk().get(PATH)
    assert (
        'filename="tung-ngo-cac-buoi-cac-doi-2026-11-01-2026-11-30.csv"'
        in answer.headers["Content-Disposition"]
    )
    (row,) = rows(town.desk())
    assert row["Việc"] == (
        "Cài đặt VNeID từ kho chính thức: 1, Hoàn thành; "
        "Kích hoạt tài khoản: 3, Hẹn lại (Máy cũ hoặc đầy bộ nhớ)"
    )
    assert (row["Ngày"], row["Bắt đầu"], row["Số người"]) == ("2026-11-24", "09:10", "12")
    assert (row["Đội"], row["Người ghi"]) == ("Đội hình Phổ Cường", "Lan")
    assert (row["Ghi chú"], row["Trạng thái"]) == ("chợ sáng", "Đã tính")
    assert row["Hệ thống nhận lúc"] == "2026-11-24 09:00"


def test_what_somebody_typed_is_no_formula(town: Town, lan: Phone) -> None:
    lan.sync(lan.session(note='=HYPERLINK("http://x","y")'))
    (row,) = rows(town.desk())
    assert row["Ghi chú"].startswith("'=HYPERLINK")


def test_nor_is_it_where_the_file_is_read_with_the_other_separator(town: Town, lan: Phone) -> None:
    lan.sync(lan.session(note="x;=1+1; ＋1,-2"))
    for said, other in (("comma", ";"), ("semicolon", ",")):
        text = town.desk().get(f"{PATH}&separator={said}").body.decode()[1:]
        cells = [cell for line in text.splitlines() for cell in line.split(other)]
        assert not any(cell.lstrip().startswith(("=", "＋", "-")) for cell in cells), cells


def test_semicolons_can_stand_between_the_values(town: Town, lan: Phone) -> None:
    lan.sync(lan.session(note="chợ sáng, chợ chiều; =1"))
    desk = town.desk()
    text = desk.get(f"{PATH}&separator=semicolon").body.decode()[1:]
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert row["Ghi chú"] == "chợ sáng, chợ chiều; '=1"
    assert row == rows(desk, "&separator=comma")[0] == rows(desk)[0]
    assert desk.get(f"{PATH}&separator=tab").code == "invalid_shape"


def test_it_has_every_session_of_the_list_once(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "CHUNK", 3)
    made = [lan.session(day=f"2026-11-{day:02}") for day in (20, 20, 21, 22, 22, 22, 24)]
    lan.sync(*made)
    listed = town.desk().get(f"/api/help-sessions?{DAYS}").json["rows"]
    assert [row["Mã buổi"] for row in rows(town.desk())] == [row["id"] for row in listed]
    assert len(listed) == len(made)


def test_it_is_filtered_like_the_list(town: Town, lan: Phone) -> None:
    later = {"people": 1, "outcome": "HEN", "reasons": ["MAY1"]}
    lan.sync(lan.session(), lan.session(**{"services.DD01": later}))
    assert len(rows(town.desk(), "&reason=MAY1")) == 1
    assert len(rows(town.desk(), "&group=TT")) == 0
    assert len(rows(town.desk(), f"&unit={CLUSTER}")) == 2


def test_its_scope_is_that_of_the_list(town: Town, lan: Phone) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    lan.sync(lan.session())
    tam.sync(tam.session())
    assert len(rows(town.desk())) == 2
    assert [row["Người ghi"] for row in rows(lan.web)] == ["Lan"]
    assert lan.web.get(f"{PATH}&team={OTHER_TEAM}").code == "not_found"
    assert lan.web.get(f"{PATH}&unit={CLUSTER}").code == "not_found"
    assert len(rows(lan.web, f"&team={TEAM}")) == 1
    assert town.desk("quan").get(PATH).code == "wrong_role"


def test_without_sessions_there_is_the_head(town: Town) -> None:
    assert rows(town.desk()) == []


def test_a_session_that_gets_another_day_meanwhile_is_there_once(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "CHUNK", 1)
    made = [lan.session(day=f"2026-11-{day}") for day in (20, 21, 22, 23)]
    lan.sync(*made)
    back = lan.edit(made[3]["record"], {"day": "2026-11-19"}, {"day": "2026-11-23"})
    on = lan.edit(made[0]["record"], {"day": "2026-11-24"}, {"day": "2026-11-20"})
    shown, results = exporting.shown, []

    def shown_and_changed(*asked: Any) -> Any:
        """With the first session read, before the next one is."""
        if not results:
            with ThreadPoolExecutor() as meanwhile:
                results.extend(meanwhile.submit(lan.sync, back, on).result())
        return shown(*asked)

    monkeypatch.setattr(exporting, "shown", shown_and_changed)
    found = [row["Mã buổi"] for row in rows(town.desk())]
    assert [told["verdict"] for told in results] == ["applied", "applied"]
    assert found == [change["record"] for change in reversed(made)]


@pytest.mark.parametrize(
    ("module", "when"), [(exporting, "before"), (listing, "before"), (listing, "after")]
)
def test_a_session_that_is_approved_meanwhile_is_there_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, module: Any, when: str
) -> None:
    minh = town.phone("Minh", auto_approve=False)
    made = minh.session()
    minh.sync(made)
    desk, other, begin = town.desk(), town.desk(), module.snapshot
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"

    def approve() -> None:
        with ThreadPoolExecutor() as meanwhile:
            asked = meanwhile.submit(other.post, path, {"decision": "approve"})
            assert asked.result().status == 200

    @contextmanager
    def snapshot() -> Iterator[Session]:
        if when == "before":
            approve()
        with begin() as session:
            yield session
        if when == "after":
            approve()

    monkeypatch.setattr(module, "snapshot", snapshot)
    if module is exporting:
        found = [row["Mã buổi"] for row in rows(desk, "&state=any")]
    else:
        listed = desk.get(f"/api/help-sessions?{DAYS}&state=any").json["rows"]
        found = [row["id"] for row in listed]
    assert found == [made["record"]]
