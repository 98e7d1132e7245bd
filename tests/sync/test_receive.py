"""Receiving one change: PROTOCOL 5.1."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.receive import receive
from sync.redact import screen_body

from .situations import CHANGE, LAN, create, session_set

CATALOGUE = Path(__file__).parents[2] / "pwa/src/rules/catalogue.json"


def stored(value: Any) -> str:
    return json.dumps(receive(value).body, ensure_ascii=False)


def test_a_clean_change_is_stored_as_it_came() -> None:
    sent = create(set=session_set(note="vội", **{"services.TT04": None}))
    received = receive(sent)
    assert received.body == sent
    assert (received.id, received.screened) == (CHANGE, ())


@pytest.mark.parametrize(
    "change",
    [
        create(set=session_set(note="số 0912345678")),
        create(set={"phone": "0912345678"}),
        create(set={"0912345678": 1}),
        create(set={"phone": 912345678}),
        create(set={"phone": [{"of": ["0912 345 678"]}]}),
        create(at="0912345678"),
        create(id="0912345678"),
        create(kind="0912345678"),
        create(channel="team:0912345678"),
        {"0912345678": "0912345678"},
        ["0912345678"],
        "0912345678",
        912345678,
    ],
)
def test_a_citizens_number_is_stored_nowhere(change: Any) -> None:
    assert "345678" not in stored(change).replace(" ", "")


@pytest.mark.parametrize(
    "typed", ["OTP_4829", "PIN1975", "MK2580", "PASS1975", "CVV123", "MK_LANHOA", "PIN2580"]
)
def test_what_looks_like_a_code_is_screened_where_no_code_belongs(typed: str) -> None:
    secret = typed.lstrip("OTPINMKASCV_") or "LANHOA"
    for change in (
        create(set=session_set(note=typed)),
        create(kind="place", set={"name": typed, "place_kind": "CHO"}),
        create(op="edit", set={"note": "a"}, prev={"note": typed}),
        create(set=session_set(colour=typed)),
        create(set=session_set(start=typed)),
        create(set={typed: 1}),
        create(why=typed),
        create(op=typed),
        {typed: [typed]},
    ):
        assert secret not in stored(change)


def test_a_volunteer_has_a_name_and_a_citizen_has_none() -> None:
    fields = {"member": LAN, "name": "Nguyễn Thị Lan 0912345678", "affiliation": "DOAN"}
    kept = receive(create(kind="member", set=fields)).body["set"]
    assert kept["name"] == "Nguyễn Thị Lan …"
    for change in (
        create(kind="place", set={"name": "Nhà Nguyễn Thị Lan", "place_kind": "CHO"}),
        create(kind="member", why="Nguyễn Thị Lan"),
        create(set=session_set(note="Nguyễn Thị Lan")),
        create(kind="visit", set={"name": "Nguyễn Thị Lan"}),
    ):
        assert "Nguyễn" not in stored(change)


@pytest.mark.parametrize(
    "fields",
    [
        {"phone": 912345678.5},
        {"at": [51203.004567, 14.812345]},
        {"people": 912345678},
        {"people": 51203.004567},
        {"services.TT04": {"people": 482913.5}},
        {"otp": 482913},
        {"pin": 2580},
        {"pin": "2580"},
        {"mật khẩu": [["lanhoa"]]},
        {"phone": -912345678},
    ],
    ids=str,
)
def test_a_number_of_many_digits_or_with_a_telling_name_is_taken_out(fields: Any) -> None:
    kept = stored(create(set=fields))
    for part in ("12345", "1203", "82913", "580", "lanhoa"):
        assert part not in kept


def test_counts_numbers_and_codes_in_their_places_stay() -> None:
    sent = create(
        no=12_345_678,
        set=session_set(people=500, age_band="TU60", **{"services.OTP99": {"people": 12}}),
        prev={"people": 9000, "place_kind": "PIN1", "colour": 21472, "share": 62.5},
    )
    assert receive(sent).body == sent


def test_the_screened_fields_are_named() -> None:
    assert receive(create(set=session_set(note="số 0912345678"))).screened == ("note",)
    assert receive(create(set=session_set(note="Cho\u031b\u0323"))).screened == ()


def test_fields_that_were_cut_away_are_no_screened_ones() -> None:
    wide = {str(n): None for n in range(150)}
    cut = receive(create(author=dict.fromkeys(map(str, range(4)), wide)))
    assert "set" not in cut.body
    assert (cut.change, cut.screened) == (None, ())
    assert receive({**create(), **dict.fromkeys(map(str, range(200)))}).screened == ()


def test_every_code_of_the_catalogue_passes() -> None:
    for items in json.loads(CATALOGUE.read_text(encoding="utf-8")).values():
        for item in items:
            used = {
                f"services.{item['code']}": {"outcome": item["code"], "reasons": [item["code"]]}
            }
            sent = {"set": {"place_kind": item["code"], **used}}
            assert screen_body(sent) == sent


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**60, 10**400, b"x", object()],
    ids=["NaN", "infinity", "2^60", "10^400", "bytes", "object"],
)
def test_what_no_database_holds_is_taken_out(value: Any) -> None:
    assert receive(create(no=value)).body["no"] is None
    refusal = receive(create(no=value)).refusal
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("bad_shape", "no")


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_text_that_no_database_holds_is_mended(text: str) -> None:
    assert receive(create(set=session_set(note=text))).body["set"]["note"] == "a\ufffdb"


def test_nesting_ends_somewhere() -> None:
    deep: Any = []
    for _ in range(10_000):
        deep = [deep]
    received = receive(create(set={"note": deep}))
    assert received.refusal is not None
    assert received.refusal.code == "bad_value"
    assert len(json.dumps(received.body)) < 1_000


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (None, "bad_shape", None),
        ([], "bad_shape", None),
        ("change", "bad_shape", None),
        ({}, "bad_shape", "schema"),
        (create(schema=0), "bad_shape", "schema"),
        (create(schema=2), "schema_too_new", "schema"),
        (create(schema="1"), "bad_shape", "schema"),
        (create(id="x"), "bad_shape", "id"),
        (create(id=CHANGE.upper()), "bad_shape", "id"),
        (create(no=0), "bad_shape", "no"),
        (create(no=1.5), "bad_shape", "no"),
        (create(no=True), "bad_shape", "no"),
        (create(author=None), "bad_shape", "author"),
        (create(op="delete"), "bad_shape", "op"),
        (create(op=["create"]), "bad_shape", "op"),
        (create(kind="visit"), "unknown_kind", "kind"),
        (create(kind=None), "bad_shape", "kind"),
        (create(kind=["help_session"]), "bad_shape", "kind"),
        (create(record=5), "bad_shape", "record"),
        (create(channel="team:"), "wrong_channel", "channel"),
        (create(at="2026-11-24T09:10:00"), "bad_shape", "at"),
        (create(at="2026-02-30T09:10:00+07:00"), "bad_shape", "at"),
        (create(at="yesterday"), "bad_shape", "at"),
        (create(set=None), "bad_shape", "set"),
        (create(set=[]), "bad_shape", "set"),
        (create(op="edit", set={}), "bad_shape", "set"),
        (create(op="edit", prev=[]), "bad_shape", "prev"),
        (create(prev=3), "bad_shape", "prev"),
        (create(replaces="x"), "bad_shape", "replaces"),
        (create(colour="red"), "bad_shape", "colour"),
        (create(set=session_set(colour="red")), "unknown_field", "colour"),
        (create(set=session_set(people=501)), "bad_value", "people"),
        (create(set=session_set(day="2026-02-29")), "bad_day", "day"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(change: Any, code: str, field: Any) -> None:
    refusal = receive(change).refusal
    assert refusal is not None
    assert (refusal.code, refusal.field) == (code, field)


def test_an_old_value_that_the_phone_saw_is_no_reason_to_refuse() -> None:
    change = receive(create(op="edit", set={"people": 2}, prev={"people": 9000})).change
    assert change is not None
    assert change.prev == {"people": 9000}


def test_prev_is_read_like_set_and_for_the_same_names() -> None:
    sent = create(op="edit", set={"note": "mới", "people": 2}, prev={"note": " cũ ", "start": "x"})
    change = receive(sent).change
    assert change is not None
    assert change.prev == {"note": "cũ", "people": None}


def test_an_instant_may_stand_in_any_zone() -> None:
    for at in ("2026-11-24T02:10:00Z", "2026-11-24T02:10:00.123+00:00"):
        change = receive(create(at=at)).change
        assert change is not None
        assert change.at == at
