"""POST /api/units/import: units out of an Excel file, all or none."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.directory.use_cases.import_units import unit_id
from tests.server.directory.bringing import UNITS, bring, counts, said, stock
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, PHO_CUONG, PROVINCE, TRA_CAU, Town
from tests.wires import Answer, Browser

HEAD = ["Mã", "Tên", "Loại", "Thuộc (mã)", "Từ ngày", "Đến ngày"]
DAY = "01/11/2026"


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


@pytest.fixture
def commune(town: Town) -> Browser:
    """The coordinator of Khánh Cường."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    return town.desk("mai")


def bring_in(desk: Browser, *rows: list[Any], **more: Any) -> Answer:
    return bring(desk, UNITS, HEAD, *rows, **more)


def units(desk: Browser) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in desk.get("/api/units").json["rows"]}


def test_a_commune_with_its_villages_in_any_order(app: Flask, desk: Browser) -> None:
    rows: list[list[Any]] = [
        ["tdp-2", "Tổ dân phố 2", "Thôn, tổ dân phố", 21999, DAY, "20/11/2026"],
        ["TDP-1", "  Tổ dân  phố 1", "tdp", "21999", DAY, None],
        [21999, "Phổ Mới", "XA", "CUM-DP", DAY, None],
        ["THON-9", "Thôn Chín", "thôn", "21472", DAY, None],
    ]
    before = stock(app)
    looked = bring_in(desk, *rows, dry_run=True)
    assert (counts(looked), stock(app)) == ({"added": 4}, before)
    assert counts(bring_in(desk, *rows)) == {"added": 4}
    found = {row["code"]: row for row in units(desk).values()}
    new = found["21999"]
    assert (new["name"], new["kind"], new["parent"]) == ("Phổ Mới", "xa", CLUSTER)
    assert new["id"] == unit_id("21999", "2026-11-01")
    assert (found["TDP-1"]["name"], found["TDP-1"]["parent"]) == ("Tổ dân phố 1", new["id"])
    assert (found["TDP-2"]["valid_to"], found["TDP-2"]["parent"]) == ("2026-11-20", new["id"])
    assert found["THON-9"]["parent"] == KHANH_CUONG
    assert len(trail(app, "unit_created")) == 4
    whole = {"rows": 4, "added": 4, "changed": 0, "unchanged": 0, "left": 0}
    assert trail(app, "units_imported")[-1] == (CLUSTER, whole)
    again = bring_in(desk, *rows)
    assert (counts(again), said(again, "warnings")) == ({"unchanged": 4}, [])


def test_without_a_parent_it_hangs_under_the_own_unit(town: Town, commune: Browser) -> None:
    assert counts(bring_in(commune, ["THON-9", "Thôn Chín", "Thôn", None, DAY])) == {"added": 1}
    (new,) = [row for row in units(commune).values() if row["code"] == "THON-9"]
    assert new["parent"] == KHANH_CUONG
    quan = town.desk("quan")
    assert counts(bring_in(quan, ["60", "Tỉnh Mới", "Tỉnh", None, DAY])) == {"added": 1}
    (top,) = [row for row in units(quan).values() if row["code"] == "60"]
    assert top["parent"] is None


def test_names_are_corrected_and_units_end(app: Flask, town: Town, desk: Browser) -> None:
    ha = town.ha()
    bring_in(desk, ["THON-9", "Thôn Chín", "Thôn", "21472", DAY])
    answer = bring_in(
        desk,
        ["21472", "Khánh Cường Mới", "Xã", None, None, None],
        ["THON-9", "Thôn 9", "Thôn", "21472", DAY, "24/11/2026"],
    )
    assert (counts(answer), said(answer, "warnings")) == ({"changed": 2}, [])
    found = units(desk)
    assert found[KHANH_CUONG]["name"] == "Khánh Cường Mới"
    assert found[unit_id("THON-9", "2026-11-01")]["valid_to"] == "2026-11-24"
    assert trail(app, "unit_changed")[0][0] == KHANH_CUONG
    ha.sync()
    (team,) = ha.of_kind("team")
    assert team["f"]["unit_name"] == "Xã Khánh Cường Mới"


def test_a_code_is_free_for_another_unit_once_the_first_has_ended(desk: Browser) -> None:
    bring_in(desk, ["THON-9", "Thôn Chín", "Thôn", "21472", DAY])
    answer = bring_in(
        desk,
        ["THON-9", "Thôn Mới", "Thôn", "21472", "20/11/2026", None],
        ["THON-9", "Thôn Chín", "Thôn", "21472", DAY, "19/11/2026"],
    )
    assert counts(answer) == {"added": 1, "changed": 1}


def test_a_tree_ends_from_below(desk: Browser) -> None:
    rows: list[list[Any]] = [
        ["21999", "Phổ Mới", "Xã", "CUM-DP", DAY, "20/11/2026"],
        ["TDP-1", "Tổ 1", "Thôn", "21999", DAY, "20/11/2026"],
    ]
    bring_in(desk, *(row[:5] for row in rows))
    assert counts(bring_in(desk, *rows)) == {"changed": 2}


def test_rows_of_which_one_is_wrong_are_not_taken(app: Flask, desk: Browser) -> None:
    rows: list[list[Any]] = [
        ["THON-1", "Thôn Một", "Thôn", "21472", DAY],
        ["không", "Thôn Hai", "Thôn", "21472", DAY],
        ["THON-3", "Thôn 0905 123 456", "Thôn", "21472", DAY],
        ["THON-4", "Thôn Bốn", "Vương quốc", "21472", DAY],
        ["THON-5", None, "Thôn", "21472", DAY],
        ["THON-6", "Thôn Sáu", "Thôn", "99999", DAY],
        ["THON-7", "Thôn Bảy", "Thôn", "21472", None],
        ["21998", "Xã Tám", "Xã", "21472", DAY],
        ["21472", "Khánh Cường", "Xã", "CUM-DP", DAY],
        ["THON-10", "Thôn Mười", "Thôn", "không", DAY],
        ["THON-11", "Thôn Mười Một", "Thôn", "21472", "01/06/2025"],
        ["21451", "Trà Câu", "Phường", None, None, "24/11/2026"],
        ["THON-12", "Thôn Hai", "Thôn", "THON-12", DAY],
        ["THON-1", "Thôn Khác", "Thôn", "21472", DAY],
    ]
    wanted = [
        (3, "Mã", "không", "code_bad"),
        (4, "Tên", "Thôn 0905 123 456", "label_refused"),
        (5, "Loại", "Vương quốc", "kind_unknown"),
        (6, "Tên", "", "cell_empty"),
        (7, "Thuộc (mã)", "99999", "parent_unknown"),
        (8, "Từ ngày", "", "cell_empty"),
        (9, "Loại", "Xã", "kind_not_below"),
        (10, "Từ ngày", DAY, "first_differs"),
        (11, "Thuộc (mã)", "không", "parent_refused"),
        (12, "Thuộc (mã)", "21472", "parent_unknown"),
        (13, "Đến ngày", "24/11/2026", "unit_in_use"),
        (14, "Thuộc (mã)", "THON-12", "parent_unknown"),
        (15, "Mã", "THON-1", "row_twice"),
    ]
    before = stock(app)
    looked = bring_in(desk, *rows, dry_run=True)
    assert (said(looked), looked.json["added"]) == (wanted, 1)
    taken = bring_in(desk, *rows)
    assert (taken.code, said(taken)) == ("sheet_refused", wanted)
    assert stock(app) == before
    assert counts(bring_in(desk, *rows[:1])) == {"added": 1}


def test_all_that_is_wrong_with_a_row_is_said_at_once(desk: Browser) -> None:
    answer = bring_in(desk, ["không", None, "Vương quốc", True, "hôm qua"])
    assert sorted((column, code) for _, column, _, code in said(answer)) == [
        ("Loại", "kind_unknown"),
        ("Mã", "code_bad"),
        ("Thuộc (mã)", "cell_not_text"),
        ("Tên", "cell_empty"),
        ("Từ ngày", "cell_no_day"),
    ]


def test_below_a_wrong_row_the_parent_is_what_has_to_be_mended(desk: Browser) -> None:
    answer = bring_in(
        desk,
        ["TDP-1", "Tổ 1", "Thôn", "21999", DAY],
        ["21999", "Phổ Mới 0905123456", "Xã", "CUM-DP", DAY],
    )
    assert [(row, code) for row, _, _, code in said(answer)] == [
        (2, "parent_refused"), (3, "label_refused"),
    ]  # fmt: skip


def test_a_code_that_another_scope_has_is_taken(commune: Browser) -> None:
    answer = bring_in(commune, ["21451", "Thôn Một", "Thôn", None, DAY])
    assert said(answer) == [(2, "Mã", "21451", "code_taken")]


def test_what_lies_out_of_scope_is_not_there(app: Flask, commune: Browser, desk: Browser) -> None:
    before = stock(app)
    rows: list[list[Any]] = [
        ["THON-1", "Thôn Một", "Thôn", "21451", DAY],
        ["THON-2", "Thôn Hai", "Thôn", "51", DAY],
    ]
    answer = bring_in(commune, *rows)
    assert said(answer) == [
        (2, "Thuộc (mã)", "21451", "parent_unknown"),
        (3, "Thuộc (mã)", "51", "parent_unknown"),
    ]
    assert stock(app) == before
    assert counts(bring_in(desk, rows[0])) == {"added": 1}
    assert units(desk)[unit_id("THON-1", "2026-11-01")]["parent"] == TRA_CAU


@pytest.mark.parametrize(
    "row",
    [
        ["CUM-DP", "Cụm Khác", "Cụm", None, None],
        ["21472", "Phổ Cường Khác", "Xã", None, "01/02/2020"],
    ],
    ids=["own", "replaced"],
)
def test_the_own_unit_and_replaced_ones_are_only_seen(desk: Browser, row: list[Any]) -> None:
    before = units(desk)
    ((_, column, _, code),) = said(bring_in(desk, row))
    assert (column, code) == ("Tên", "wrong_role")
    assert units(desk) == before
    assert {PHO_CUONG, CLUSTER} <= before.keys()


def test_kind_parent_and_ends_of_what_stands_are_kept(desk: Browser) -> None:
    bring_in(desk, ["THON-9", "Thôn Chín", "Thôn", "21472", DAY, "20/11/2026"])
    answer = bring_in(desk, ["THON-9", "Thôn Chín", "Xã", "21451", DAY, None])
    assert counts(answer) == {"unchanged": 1}
    assert [each[1:] for each in said(answer, "warnings")] == [
        ("Loại", "Xã", "kind_kept"),
        ("Thuộc (mã)", "21451", "parent_kept"),
        ("Đến ngày", "", "last_kept"),
    ]


def test_a_province_of_villages_is_taken_at_once(town: Town, desk: Browser) -> None:
    rows = [[f"THON-{n}", f"Thôn {n}", "Thôn", ("21472", "21451")[n % 2], DAY] for n in range(400)]
    assert counts(bring_in(desk, *rows)) == {"added": 400}
    assert PROVINCE not in units(desk)
