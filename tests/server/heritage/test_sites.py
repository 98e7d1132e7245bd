"""Heritage sites at the desk: who writes, who approves, and what stays."""

import re
from typing import Any

import pytest

from tests.server.directory.changing import MERGE, ask
from tests.server.directory.test_changing_units import coordinator
from tests.server.heritage.sites import (
    CONTENT,
    ENGLISH,
    FACT,
    NAME,
    SITE,
    approve,
    colleague,
    make,
    publish,
    said,
    submit,
    visit,
    write,
)
from tests.server.moved_units import desks_of
from tests.server.trail import trail
from tests.town import KHANH_CUONG, TRA_CAU, Town
from tests.wires import Browser
from tests.workbooks import rows_of


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


@pytest.fixture
def anybody(town: Town) -> Browser:
    return Browser(town.connect())


def listed(desk: Browser, query: str = "") -> list[dict[str, Any]]:
    answer = desk.get(f"/api/sites{query}")
    assert answer.status == 200, answer.body
    rows: list[dict[str, Any]] = answer.json["rows"]
    return rows


def test_what_one_person_wrote_another_one_approves(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    site = make(desk)
    assert (site["state"], site["live"], site["is_own"]) == ("draft", None, True)
    hien = colleague(town)
    assert approve(hien, site).code == "changed_meanwhile"  # It was not handed on.
    assert submit(desk, site).json["state"] == "waiting"
    assert visit(anybody, f"/p/{NAME}").status == 404
    assert approve(desk, site).code == "second_person_needed"
    town.clock.move(minutes=5)
    live = approve(hien, site).json
    assert (live["state"], live["live"], live["is_own"]) == ("live", 1, False)
    (version,) = live["versions"]
    assert (version["written_by"], version["submitted_by"]) == ("Sơn", "Sơn")
    assert version["approved_by"] == "Hiền"
    assert visit(anybody, f"/p/{NAME}").status == 200
    acts = [trail(town.app, act)[0][1] for act in ("site_made", "site_submitted", "site_approved")]
    assert {act["name"] for act in acts} == {NAME}
    # Once more changes nothing.
    assert approve(hien, site).json["versions"] == live["versions"]
    assert len(trail(town.app, "site_approved")) == 1


def test_who_wrote_it_last_is_the_writer(town: Town, desk: Browser) -> None:
    hien, site = colleague(town), make(desk)
    second = write(hien, site, lead="Nơi tưởng niệm.")
    submit(hien, second)
    assert approve(hien, second).code == "second_person_needed"
    assert approve(desk, second).status == 200


def test_all_versions_stay_and_the_public_one_does_until_the_next_is_approved(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    site = publish(town, desk)
    hien = town.desk("hien")
    town.clock.move(hours=1)
    second = write(desk, site, lead="Câu mở đầu mới.")
    assert (second["state"], second["live"], second["latest"]) == ("draft", 1, 2)
    assert (
        desk.put(f"/api/sites/{site['id']}", {"version": 1, "content": CONTENT}).code
        == "changed_meanwhile"
    )
    submit(desk, second)
    assert "Nơi khám bệnh" in said(visit(anybody, f"/p/{NAME}"))
    # What waits is taken back to be mended.
    assert hien.delete(f"/api/sites/{site['id']}/submission").json["state"] == "draft"
    assert approve(hien, second).code == "changed_meanwhile"
    submit(desk, second)
    assert approve(hien, second).json["live"] == 2
    assert "Câu mở đầu mới." in said(visit(anybody, f"/p/{NAME}"))
    assert hien.delete(f"/api/sites/{site['id']}/submission").code == "changed_meanwhile"
    # Each version can be read as the page that it made.
    assert [each["number"] for each in desk.get(f"/api/sites/{site['id']}").json["versions"]] == [
        2,
        1,
    ]
    first = desk.get(f"/api/sites/{site['id']}/versions/1")
    assert "Nơi khám bệnh" in said(first)
    assert "Xem trước bản 1" in said(first)
    english = re.findall(r'href="(/api/[^"]+)" hreflang="en" lang="en"', first.text)
    assert ENGLISH["lead"] in said(desk.get(english[0]))
    assert desk.get(f"/api/sites/{site['id']}/versions/3").code == "not_found"


def test_a_site_is_withdrawn_and_comes_back_by_two_people(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    site = publish(town, desk)
    town.clock.move(hours=1)
    gone = desk.post(f"/api/sites/{site['id']}/withdrawal", {}).json
    assert (gone["state"], gone["live"]) == ("withdrawn", None)
    answer = visit(anybody, f"/p/{NAME}")
    assert answer.status == 410
    assert "Bệnh xá Đặng Thùy Trâm" in said(answer)
    assert "Đoàn xã Khánh Cường" in said(answer)
    assert anybody.get(f"/p/{NAME}").code == "page_withdrawn"
    town.clock.move(hours=1)
    second = write(desk, gone)
    assert second["state"] == "draft"
    submit(desk, second)
    assert approve(town.desk("hien"), second).json["state"] == "live"
    assert visit(anybody, f"/p/{NAME}").status == 200


def test_a_name_is_never_used_again(desk: Browser) -> None:
    make(desk)
    assert desk.post("/api/sites", {**SITE, "unit": TRA_CAU}).code == "site_name_taken"


@pytest.mark.parametrize(
    ("wrong", "problem", "field"),
    [
        ({"lead": "Gọi anh Minh 0905123456."}, "person_named", "lead"),
        ({"body": "Đoạn một.\n\nCCCD 051203004567"}, "person_named", "body"),
        ({"facts": [{**FACT, "text": "Liên hệ minh@example.com"}]}, "person_named", "facts.0.text"),
        ({"facts": [{**FACT, "link": "http://plo.vn/"}]}, "source_refused", "facts.0.link"),
        ({"facts": [{**FACT, "link": "https://a@plo.vn/"}]}, "source_refused", "facts.0.link"),
        ({"facts": [{**FACT, "link": "javascript:alert(1)"}]}, "source_refused", "facts.0.link"),
        ({"title": "…"}, "label_refused", "title"),
        ({"lead": "a" * 301}, "label_refused", "lead"),
    ],
)
def test_no_text_holds_anybodys_number(
    desk: Browser, wrong: dict[str, Any], problem: str, field: str
) -> None:
    answer = desk.post("/api/sites", {**SITE, "content": {**CONTENT, **wrong}})
    assert answer.code == problem
    assert list(answer.json["details"]["errors"]["json"]) == [field]


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "0905123456"},
        {"facts": []},
        {"latitude": 91},
        {"kind": "nha"},
        {"drawing": "../sw"},
    ],
)
def test_the_office_has_a_landline_and_each_site_a_fact(
    desk: Browser, wrong: dict[str, Any]
) -> None:
    answer = desk.post("/api/sites", {**SITE, "content": {**CONTENT, **wrong}})
    assert answer.code == "invalid_shape"


@pytest.mark.parametrize("name", ["a", "Benh-xa", "benh--xa", "benh_xa", "bệnh-xá", "x" * 61])
def test_a_name_stands_in_an_address(desk: Browser, name: str) -> None:
    assert desk.post("/api/sites", {**SITE, "name": name}).code == "invalid_shape"


def test_sites_are_listed_by_unit_and_state_and_in_a_file(town: Town, desk: Browser) -> None:
    publish(town, desk)
    make(desk, unit=TRA_CAU, name="truong-luy")
    assert [row["name"] for row in listed(desk)] == [NAME, "truong-luy"]
    assert [row["name"] for row in listed(desk, f"?unit={KHANH_CUONG}")] == [NAME]
    assert [row["name"] for row in listed(desk, "?state=draft")] == ["truong-luy"]
    row, _ = rows_of(desk.get("/api/sites.xlsx").body)
    assert (row["Tên"], row["Tình trạng"]) == ("Bệnh xá Đặng Thùy Trâm", "Đang công bố")
    assert row["Địa chỉ trang"] == f"http://localhost/p/{NAME}"


def test_a_merger_gives_sites_to_who_keeps_what_took_the_units_place(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    coordinator(town, KHANH_CUONG)
    site = make(town.desk("mai"))
    assert submit(desk, site).status == 200
    assert approve(desk, site).status == 200
    assert ask(desk, MERGE).status == 200
    assert "Đơn vị giới thiệu Đoàn xã Khánh Trà" in said(visit(anybody, f"/p/{NAME}"))
    assert [row["id"] for row in listed(town.desk("mai"))] == [site["id"]]
    assert write(town.desk("mai"), site)["latest"] == 2


def test_the_former_cluster_keeps_no_site_of_a_commune_that_went(town: Town) -> None:
    desks = desks_of(town)
    site = make(desks.former)
    desks.move("2026-11-20")
    assert [row["id"] for row in listed(desks.present)] == [site["id"]]
    assert write(desks.present, site)["latest"] == 2
    assert listed(desks.former) == []
    assert desks.former.get(f"/api/sites/{site['id']}").code == "not_found"


def test_another_commune_sees_none_and_changes_none(town: Town, desk: Browser) -> None:
    coordinator(town, TRA_CAU)
    site, mai = make(desk), town.desk("mai")
    assert listed(mai) == []
    for answer in (submit(mai, site), approve(mai, site)):
        assert (answer.status, answer.code) == (404, "not_found")
    assert mai.post("/api/sites", SITE).code == "not_found"
