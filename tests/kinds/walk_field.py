"""Walked by test_recipes.py in a copy of the project whose table of help sessions has two fields
more, `weather` and `told`, and nowhere else a line about them: not collected in the project itself."""

import csv
from typing import Any

import pytest

from sync.receive import receive
from tests.described import described
from tests.phones import Phone
from tests.server.sync.reviewing import review_of
from tests.town import Town

HOT, TOLD = {"weather": "KHONGHOI"}, {"told": "Loa phường báo"}


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def f_of(phone: Phone, record: str) -> dict[str, Any]:
    phone.sync()
    assert phone.digests() == phone.last["digest"]
    found: dict[str, Any] = phone.rows[record]["f"]
    return found


def test_it_goes_in_as_it_came_and_comes_to_the_others(town: Town, lan: Phone) -> None:
    made = lan.session(**HOT, **TOLD)
    assert receive(made).body is made
    (told,) = lan.sync(made)
    assert (told["verdict"], told["code"]) == ("applied", None)
    assert f_of(town.minh(), made["record"]).items() >= {**HOT, **TOLD}.items()
    (gone,) = lan.sync(
        lan.edit(made["record"], {"weather": None, "told": "không"}, {**HOT, **TOLD})
    )
    assert gone["verdict"] == "applied"
    assert f_of(lan, made["record"])["told"] == "không"
    assert "weather" not in f_of(lan, made["record"])


def test_it_stands_in_the_description_of_the_api(town: Town) -> None:
    schemas = described(town.app).document["components"]["schemas"]
    for fields in (
        schemas["SyncedHelpSession"]["properties"]["f"],
        schemas["CreateHelpSession"]["properties"]["set"],
    ):
        assert fields["properties"]["weather"]["pattern"] == "^[A-Z0-9_]{1,16}$"
        assert fields["properties"]["told"]["maxLength"] == 40


def test_it_has_a_column_in_the_files_of_sessions(town: Town, lan: Phone) -> None:
    lan.sync(lan.session(**HOT, **TOLD), lan.session())
    path = "/api/exports/help-sessions.csv?from=2026-11-24&to=2026-11-24"
    head, *rows = csv.reader(town.desk().get(path).body.decode("utf-8-sig").splitlines())
    place = head.index("Thời tiết")
    assert head[place + 1] == "Được kể"
    assert {tuple(row[place : place + 2]) for row in rows} == {
        ("Không hỏi", TOLD["told"]),
        ("", ""),
    }


def test_what_it_may_not_hold_waits_or_is_screened(lan: Phone) -> None:
    for wrong, code in (({"weather": 3}, "bad_value"), ({"weather": "NANG"}, "unknown_code")):
        (told,) = lan.sync(lan.session(**wrong))
        assert (told["verdict"], told["code"], told["fields"]) == ("review", code, ["weather"])
    assert lan.sync(lan.session(told="a" * 41))[0]["code"] == "bad_value"
    made = lan.session(told="gọi 0912345678")
    (told,) = lan.sync(made)
    assert (told["code"], told["fields"]) == ("screened", ["told"])
    assert f_of(lan, made["record"])["told"] == "gọi …"


def test_it_is_settled_by_one_of_its_own_values(town: Town, lan: Phone) -> None:
    made = lan.session(people=0, weather="NANG", **TOLD)
    lan.sync(made)
    (item,) = review_of(town)
    word = {"decision": "edit", "reason": "Gõ nhầm", "set": {"people": 2, **HOT}}
    assert town.desk().post(f"/api/review/{item['id']}/settlement", word).status == 200
    assert f_of(lan, made["record"]).items() >= {"people": 2, **HOT, **TOLD}.items()


def test_late_values_wait_and_a_correction_takes_them(town: Town, lan: Phone) -> None:
    made, ha = lan.session(**HOT), town.ha()
    lan.sync(made)
    ha.sync(ha.edit(made["record"], {"weather": None}, HOT))
    (told,) = lan.sync(lan.edit(made["record"], {"weather": "NHIEU"}, HOT))
    assert (told["verdict"], told["fields"]) == ("conflict", ["weather"])
    (item,) = review_of(town)
    desk = town.desk()
    word = {"decision": "accept", "reason": None}
    assert desk.post(f"/api/review/{item['id']}/settlement", word).status == 200
    assert f_of(lan, made["record"])["weather"] == "NHIEU"
    wish = {"set": HOT, "prev": {"weather": "NHIEU"}, "why": "Sơn có ở đó"}
    answer = desk.patch(f"/api/help-sessions/{made['record']}", wish)
    assert answer.status == 200, answer.body
    assert answer.json["history"][-1]["set"] == HOT
    assert f_of(lan, made["record"])["weather"] == "KHONGHOI"
