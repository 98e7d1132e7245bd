"""The register of what is printed with a code: who keeps it, where codes lead, where they hang."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from server.public_codes.use_cases import register
from sync.public_code import grouped, normalise
from tests.server.directory.changing import MERGE, ask
from tests.server.directory.test_changing_units import coordinator
from tests.server.moved_units import desks_of
from tests.server.public_codes.codes import (
    GATE,
    LINK,
    end,
    listed,
    make,
    one,
    said,
    scan,
    write,
)
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, TEAM, TRA_CAU, Town
from tests.wires import Browser
from tests.workbooks import rows_of


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


@pytest.fixture
def anybody(town: Town) -> Browser:
    return Browser(town.connect())


def test_a_new_code_has_no_letters_that_look_alike(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter((5, 0))
    monkeypatch.setattr("secrets.randbelow", lambda _: next(numbers))
    assert make(desk)["code"] == "0000000"


def test_a_code_is_made_changed_and_listed(desk: Browser, town: Town) -> None:
    made = make(desk)
    code = made["code"]
    assert normalise(code) == code
    assert made == {
        "kind": "link",
        "code": code,
        "unit": KHANH_CUONG,
        "unit_name": "Xã Khánh Cường",
        "purpose": "Cổng dịch vụ công",
        "link": LINK,
        "target": None,
        "from": None,
        "to": None,
        "state": "live",
        "made_at": made["made_at"],
        "scans": 0,
        "last_scan": None,
        "prints": [],
        "former": [],
    }
    town.clock.move(minutes=5)
    other = "https://vneid.gov.vn/"
    answer = write(desk, code, link=other, purpose="VNeID", to="2026-12-31")
    assert answer.status == 200, answer.body
    (row,) = listed(desk)
    assert (row["link"], row["purpose"], row["to"]) == (other, "VNeID", "2026-12-31")
    assert [each["link"] for each in row["former"]] == [LINK]
    # The trail tells what became of it, and of links no more than the host.
    made_act, changed = (trail(town.app, each)[0] for each in ("code_made", "code_changed"))
    assert made_act[1]["code"] == changed[1]["code"] == code
    assert changed[1]["after"]["link"] == "vneid.gov.vn"


@pytest.mark.parametrize(
    "link",
    [
        "http://dichvucong.gov.vn/",
        "https://dichvucong.gov.vn.evil.com/",
        "https://notgov.vn/",
        "https://evil.com/?https://dichvucong.gov.vn/",
        "https://dichvucong.gov.vn@evil.com/",
        "https://a:b@dichvucong.gov.vn/",
        "https://evil.com\\@dichvucong.gov.vn/",
        "https://dichvucong.gov.vn:8443/",
        "https://dichvucong.gov.vn/ x",
        "https://dichvucong.gov.vn/\u202egpj",
        "javascript:alert(1)",
        "//dichvucong.gov.vn/",
        "https://",
        "https://[",
        "https://gov.vn/$http_cookie",
        'https://gov.vn/";x',
        "https://evil.com%2f.gov.vn/",
        "https://*.gov.vn/",
        "https://..gov.vn/",
        "http://localhost/j#v1.secret",
    ],
)
def test_a_code_leads_to_no_other_hosts_than_those_listed(desk: Browser, link: str) -> None:
    answer = desk.post("/api/codes", {**GATE, "link": link})
    assert (answer.status, answer.code) == (422, "link_refused")
    code = make(desk)["code"]
    assert write(desk, code, link=link).code == "link_refused"
    assert write(desk, code, link=None).code == "invalid_shape"


@pytest.mark.parametrize(
    "link",
    [
        "https://gov.vn/",
        "https://DICHVUCONG.gov.vn/a?b=c#d",
        "https://doanthanhnien.vn",
        "https://dichvucong.gov.vn:443/",
        "http://localhost/guides",
    ],
)
def test_it_leads_to_these_and_to_the_own_pages(desk: Browser, link: str) -> None:
    assert make(desk, link=link)["link"] == link


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"purpose": "  "}, "label_refused"),
        ({"purpose": "Gọi 0912345678"}, "label_refused"),
        ({"purpose": "Nhà ông Nguyễn Văn Tám"}, "person_named"),
        ({"from": "2026-12-02", "to": "2026-12-01"}, "invalid_shape"),
        ({"link": ""}, "invalid_shape"),
    ],
)
def test_what_is_wrong_is_refused(desk: Browser, wrong: dict[str, str], code: str) -> None:
    assert desk.post("/api/codes", {**GATE, **wrong}).code == code


def test_a_unit_has_so_many(desk: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "MOST_CODES", 2)
    first, _ = make(desk), make(desk)
    assert desk.post("/api/codes", GATE).code == "codes_full"
    assert desk.post("/api/codes", {**GATE, "unit": TRA_CAU}).status == 201
    assert end(desk, first["code"]).json["state"] == "ended"
    make(desk)
    assert end(desk, first["code"], ended=False).code == "codes_full"


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(desk: Browser) -> None:
    code, other = make(desk)["code"], "https://vneid.gov.vn/"
    assert write(desk, code, link=other).status == 200
    answer = write(desk, code, before=LINK, purpose="Cổng")
    assert (answer.status, answer.code) == (409, "changed_meanwhile")
    # Nor does who mends a word let one hold again that was ended.
    assert end(desk, code).status == 200
    assert write(desk, code, link=other, purpose="Cổng").json["state"] == "ended"


def test_one_whose_host_is_listed_no_more_leads_nowhere_and_can_be_ended(
    desk: Browser, anybody: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = make(desk)["code"]
    settings = replace(app.config["SETTINGS"], link_hosts=(".doanthanhnien.vn",))
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    answer = scan(anybody, code)
    assert (answer.status, LINK in answer.text) == (409, False)
    assert f"Mã {grouped(code)} tạm khóa" in said(answer)
    assert one(desk, code)["state"] == "blocked"
    assert write(desk, code, purpose="Cổng").json["state"] == "blocked"
    assert end(desk, code).json["state"] == "ended"
    assert end(desk, code, ended=False).status == 200
    assert write(desk, code, link="https://doanthanhnien.vn/").json["state"] == "live"


def test_of_very_many_the_latest_are_listed_and_that_there_are_more(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MOST_LISTED", 2)
    codes = [make(desk)["code"] for _ in range(2)]
    assert desk.get("/api/codes").json["more"] is False
    codes.append(make(desk)["code"])
    answer = desk.get("/api/codes").json
    assert answer["more"] is True
    assert {row["code"] for row in answer["rows"]} < set(codes)


def test_where_sheets_hang_is_noted_and_that_they_were_taken_down(
    desk: Browser, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MOST_PRINTS", 2)
    code = make(desk)["code"]
    path = f"/api/codes/{code}/prints"
    for place in ("Cổng chợ Cung", "Nhà văn hóa thôn 2"):
        assert desk.post(path, {"place": place, "day": "2026-11-24"}).status == 201
    assert desk.post(path, {"place": "Trường", "day": "2026-11-24"}).code == "codes_full"
    named = {"place": "Nhà ông Nguyễn Văn Tám", "day": "2026-11-24"}
    assert desk.post(path, named).code == "person_named"
    assert desk.post(path, {"place": "Chợ", "day": "2026-11-25"}).code == "day_too_late"
    first, second = one(desk, code)["prints"]
    assert (first["place"], first["day"]) != (second["place"], "")
    assert desk.delete(f"{path}/{first['id']}").status == 204
    assert desk.delete(f"{path}/{first['id']}").status == 204
    assert [each["id"] for each in one(desk, code)["prints"]] == [second["id"]]
    other = make(desk)["code"]
    assert desk.delete(f"/api/codes/{other}/prints/{second['id']}").status == 404
    assert len(trail(town.app, "code_taken_down")) == 1


def test_a_merger_gives_codes_to_who_keeps_what_took_the_units_place(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    coordinator(town, KHANH_CUONG)
    code = make(town.desk("mai"))["code"]
    assert ask(desk, MERGE).status == 200
    assert "Đơn vị phụ trách Đoàn xã Khánh Trà" in said(scan(anybody, code))
    assert [row["code"] for row in listed(town.desk("mai"))] == [code]
    assert write(town.desk("mai"), code, purpose="Mới").status == 200
    assert "Mới" in said(scan(anybody, code))


def test_the_former_cluster_keeps_no_code_of_a_commune_that_went(town: Town) -> None:
    desks = desks_of(town)
    code = make(desks.former)["code"]
    desks.move("2026-11-20")
    assert one(desks.present, code)["code"] == code
    assert write(desks.present, code).status == 200
    assert write(desks.former, code).code in ("wrong_role", "not_found")
    assert listed(desks.former, unit=CLUSTER) == listed(desks.former) == []
    assert desks.former.get(f"/api/codes/sheet.pdf?codes={code}").status == 404


def test_everything_printed_stands_in_it(desk: Browser, town: Town) -> None:
    town.lan()
    invited = desk.post(f"/api/teams/{TEAM}/invitations", {"max_uses": 20, "hours": 24})
    assert invited.status == 201
    for_one = desk.post(f"/api/teams/{TEAM}/invitations", {"max_uses": 1, "hours": 24})
    assert for_one.status == 201
    closed = desk.post(
        "/api/reports", {"unit": KHANH_CUONG, "month": "2026-10", "despite": True}
    ).json["closed"]["code"]
    code = make(desk)["code"]
    posters = listed(desk, "poster")
    assert [row["purpose"] for row in posters] == ["Đội hình Phổ Cường"] * 2
    assert all(row["code"] is None for row in posters)
    (report,) = listed(desk, "report")
    assert (report["code"], report["purpose"], report["unit"]) == (closed, "2026-10", KHANH_CUONG)
    sheet = desk.get("/api/codes.xlsx")
    assert sheet.status == 200
    rows = rows_of(sheet.body)
    kinds = {row.get("Mã"): row["Loại"] for row in rows}
    assert kinds[grouped(code)] == "Mã dẫn đến trang"
    assert kinds[closed] == "Báo cáo tháng"
    assert kinds[None] == "Mã mời vào đội"
    assert sum(row.get("Người vào đội", 0) for row in rows) == sum(row["scans"] for row in posters)
    assert len(rows) == len(posters) + 2


@pytest.mark.parametrize("answer", ["sees", "does not see"])
def test_each_commune_sees_its_own(town: Town, desk: Browser, answer: str) -> None:
    coordinator(town, TRA_CAU)
    unit = TRA_CAU if answer == "sees" else KHANH_CUONG
    code = make(desk, unit=unit)["code"]
    seen: Any = [row["code"] for row in listed(town.desk("mai"))]
    assert seen == ([code] if answer == "sees" else [])
    status = town.desk("mai").get(f"/api/codes/sheet.pdf?codes={code}").status
    assert status == (200 if answer == "sees" else 404)
