"""Guides: loading, publishing to phones, writing by hand with all versions kept."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.guides.files import DATA, read_guides
from server.guides.pictures import PICTURES
from server.guides.use_cases.importing import import_guides
from tests.machine.needs import ROOT
from tests.phones import Phone
from tests.server.trail import trail
from tests.town import KHANH_CUONG, PASSWORD, Town

STEP = {
    "vi": "Ngồi cạnh người dân.",
    "en": "Sit beside people.",
    "picture": "beside",
    "never": False,
}
NEW = {
    "version": 0, "title_vi": "Cài Wi-Fi", "title_en": "Set up Wi-Fi", "services": ["KN01"],
    "steps": [STEP],
}  # fmt: skip
ADDRESS = "/api/guides/WIFI"


@pytest.fixture(autouse=True)
def _guides(town: Town, app: Flask) -> None:
    with app.app_context():
        import_guides()


def on_phone(phone: Phone, code: str) -> dict[str, Any] | None:
    phone.sync()
    found = [row["f"] for row in phone.of_kind("guide") if row["f"]["code"] == code]
    return found[0] if found else None


def test_the_guides_that_come_with_the_server_are_on_every_phone(town: Town) -> None:
    lan = town.lan()
    lan.sync()
    there = sorted((row["f"] for row in lan.of_kind("guide")), key=lambda fields: fields["sort"])
    assert [fields["code"] for fields in there] == [guide["code"] for guide in read_guides()]
    assert there == [{**guide, "version": 1} for guide in read_guides()]


def test_what_they_help_with_is_in_the_catalogue(town: Town) -> None:
    rows = town.desk().get("/api/catalogue").json["rows"]
    services = {row["code"] for row in rows if row["kind"] == "service" and row["active"]}
    assert {code for guide in read_guides() for code in guide["services"]} <= services


def test_none_of_them_would_be_refused_at_the_desk(town: Town) -> None:
    desk = town.desk()
    for row in desk.get("/api/guides").json["rows"]:
        said = {name: row[name] for name in ("title_vi", "title_en", "services", "steps")}
        answer = desk.put(f"/api/guides/{row['code']}", {**said, "version": 1})
        assert (answer.status, answer.json["version"]) == (200, 1), row["code"]


def test_every_picture_is_used_and_the_app_has_drawn_it() -> None:
    used = {step["picture"] for guide in read_guides() for step in guide["steps"]}
    source = (ROOT / "pwa/src/screens/guides/pictures.tsx").read_text(encoding="utf-8")
    drawn = set(re.findall(r"^  (\w+): \{", source, re.MULTILINE))
    assert used == PICTURES == drawn


def test_a_guide_is_written_and_written_anew(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    first = desk.put(ADDRESS, NEW)
    assert (first.status, first.json["version"]) == (200, 1)
    assert on_phone(lan, "WIFI") == {
        "code": "WIFI", "version": 1, "title_vi": "Cài Wi-Fi", "title_en": "Set up Wi-Fi",
        "services": ["KN01"], "steps": [STEP], "sort": first.json["sort"], "active": True,
    }  # fmt: skip
    anew = {**NEW, "version": 1, "title_vi": "Vào Wi-Fi", "active": False}
    assert desk.put(ADDRESS, anew).json["version"] == 2
    there = on_phone(lan, "WIFI")
    assert there is not None
    assert (there["title_vi"], there["active"], there["version"]) == ("Vào Wi-Fi", False, 2)
    versions = desk.get(f"{ADDRESS}/versions").json["rows"]
    assert [(row["version"], row["title_vi"]) for row in versions] == [
        (2, "Vào Wi-Fi"), (1, "Cài Wi-Fi"),
    ]  # fmt: skip
    assert {row["written_by"] for row in versions} == {"Sơn"}


def test_what_says_nothing_new_is_no_version_and_moves_no_phone(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    desk.put(ADDRESS, NEW)
    lan.sync()
    before = {row["id"]: row["ver"] for row in lan.of_kind("guide")}
    assert desk.put(ADDRESS, {**NEW, "version": 1}).json["version"] == 1
    lan.sync()
    assert {row["id"]: row["ver"] for row in lan.of_kind("guide")} == before


def test_two_who_write_at_once_do_not_overwrite_each_other(town: Town) -> None:
    desk = town.desk()
    desk.put(ADDRESS, NEW)
    assert desk.put(ADDRESS, {**NEW, "version": 1, "title_vi": "Một"}).status == 200
    late = desk.put(ADDRESS, {**NEW, "version": 1, "title_vi": "Hai"})
    assert (late.status, late.json["code"]) == (409, "changed_meanwhile")
    taken = desk.put(ADDRESS, NEW)
    assert (taken.status, taken.json["code"]) == (409, "code_taken")
    unknown = desk.put("/api/guides/NOTHING", {**NEW, "version": 3})
    assert unknown.status == 404
    assert desk.get("/api/guides/NOTHING/versions").status == 404


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"title_vi": "Gọi 0905123456"}, 422, "label_refused"),
        ({"title_en": " "}, 422, "label_refused"),
        ({"steps": [{**STEP, "vi": "Số căn cước 051099001234"}]}, 422, "label_refused"),
        ({"steps": [{**STEP, "vi": "a" * 201}]}, 422, "label_refused"),
        ({"steps": [{**STEP, "picture": "cat"}]}, 422, "invalid_shape"),
        ({"steps": []}, 422, "invalid_shape"),
        ({"steps": [STEP] * 13}, 422, "invalid_shape"),
        ({"services": ["ZZ99"]}, 422, "invalid_shape"),
        ({"version": None}, 422, "invalid_shape"),
    ],
)
def test_what_cannot_be_read_in_the_field_is_refused(
    town: Town, change: dict[str, Any], status: int, code: str
) -> None:
    answer = town.desk().put(ADDRESS, {**NEW, **change})
    assert (answer.status, answer.json["code"]) == (status, code)
    assert town.desk().get(f"{ADDRESS}/versions").status == 404


@pytest.mark.parametrize("code", ["wifi", "A B", "A" * 17, "NGUYEN-VAN-A", "0905123456 A", "ĐỌC"])
def test_a_guide_has_a_code_and_no_name(town: Town, code: str) -> None:
    answer = town.desk().put(f"/api/guides/{code}", NEW)
    assert (answer.status, answer.json["code"]) == (422, "invalid_shape")


def test_one_commune_does_not_write_for_all(town: Town, app: Flask) -> None:
    with app.app_context():
        create_account("xa", "Xã", "coordinator", KHANH_CUONG, PASSWORD)
    commune = town.desk("xa")
    assert commune.put(ADDRESS, NEW).json["code"] == "wrong_role"
    assert commune.get("/api/guides").status == 200


def test_a_writing_by_hand_stands_above_the_file(town: Town, app: Flask, tmp_path: Path) -> None:
    desk = town.desk()
    shown = next(row for row in desk.get("/api/guides").json["rows"] if row["code"] == "LUADAO")
    said = {name: shown[name] for name in ("title_vi", "title_en", "services", "steps")}
    desk.put("/api/guides/LUADAO", {**said, "version": 1, "title_vi": "Coi chừng lừa đảo"})
    guides = json.loads(DATA.read_text(encoding="utf-8"))
    for guide in guides:
        guide["title_en"] += " (2)"
    file = tmp_path / "guides.json"
    file.write_text(json.dumps(guides), encoding="utf-8")
    with app.app_context():
        assert import_guides(file) == (len(guides), len(guides) - 1)
        assert import_guides(file)[1] == 0
    rows = {row["code"]: row for row in desk.get("/api/guides").json["rows"]}
    assert (rows["LUADAO"]["title_vi"], rows["LUADAO"]["version"]) == ("Coi chừng lừa đảo", 2)
    assert (rows["DVC"]["version"], rows["DVC"]["written_by"]) == (2, None)


@pytest.mark.parametrize("spoil", [{"code": "QUYTAC"}, {"steps": [{**STEP, "picture": "cat"}]}])
def test_a_file_that_is_not_right_is_refused_whole(
    town: Town, app: Flask, tmp_path: Path, spoil: dict[str, Any]
) -> None:
    guides = json.loads(DATA.read_text(encoding="utf-8"))
    guides[1].update(spoil)
    file = tmp_path / "guides.json"
    file.write_text(json.dumps(guides), encoding="utf-8")
    with app.app_context(), pytest.raises(ValueError, match=r"guides\.json"):
        import_guides(file)


def test_each_writing_stands_in_the_audit_trail(town: Town, app: Flask) -> None:
    town.desk().put(ADDRESS, NEW)
    assert trail(app, "guide_written") == [("WIFI", {"version": 1, "title_vi": "Cài Wi-Fi"})]
