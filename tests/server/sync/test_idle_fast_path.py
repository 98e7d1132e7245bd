"""Rounds that are answered before Flask is asked, against Flask's own answer to the same ones."""

import gzip
import sqlite3
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.test import create_environ, run_wsgi_app

from server.sync import idle_fast_path
from server.sync.use_cases import exchange
from tests.phones import Phone, new_id
from tests.server.sync.quiet import (  # fmt: skip
    PATH,
    READY,
    ask,
    body_of,
    flask_asked,
    is_told_alike,
    up_to_date,
)
from tests.town import OTHER_TEAM, PASSWORD, Town
from tests.wires import InProcess


def test_a_phone_for_which_nothing_is_new_is_answered_ahead(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    up_to_date(lan)
    assert is_told_alike(town, lan)
    assert ask(lan, body_of(lan)).json.keys() == {"now", "same"}
    assert is_told_alike(town, lan, brief=False)
    assert ask(lan, body_of(lan, brief=False)).json["digest"] == lan.digests()
    with flask_asked(town.app) as asked:
        packed = ask(lan, gzip.compress(body_of(lan)), **{"Content-Encoding": "gzip"})
    assert (packed.json.keys(), asked) == ({"now", "same"}, [])


def test_what_others_wrote_elsewhere_moves_a_phone_on(town: Town) -> None:
    lan, other = up_to_date(town.lan()), town.phone("Phạm Văn Sáu", OTHER_TEAM)
    other.sync(other.session())
    assert is_told_alike(town, lan)
    told = ask(lan, body_of(lan)).json
    assert told["seen"] == other.seen
    assert set(told["cursor"].values()) == {other.seen[0]}
    lan.take(told)
    assert lan.digests() == lan.last["digest"]
    assert ask(lan, body_of(lan)).json.keys() == {"now", "same"}


def test_a_phone_that_waits_is_answered_ahead_too(town: Town) -> None:
    waiting = up_to_date(town.phone("Võ Thị Mới", auto_approve=False))
    assert set(waiting.cursor) == {"catalogue", f"device:{waiting.device}"}
    assert is_told_alike(town, waiting)


def test_whoever_has_something_new_asks_flask(town: Town) -> None:
    lan, minh = up_to_date(town.lan()), town.minh()
    minh.sync(theirs := minh.session())
    assert not is_told_alike(town, lan)
    with flask_asked(town.app) as asked:
        told = ask(lan, body_of(lan)).json
    assert asked
    assert theirs["record"] in {row["id"] for row in told["rows"]}


def test_leads_hear_of_phones_and_ask_flask(town: Town) -> None:
    ha = up_to_date(town.ha())
    assert not is_told_alike(town, ha)
    assert "arrivals" in ask(ha, body_of(ha)).json


def test_a_leads_phone_that_a_volunteer_holds_is_answered_ahead(town: Town) -> None:
    ha = town.ha()
    ha.join(town.invite(), "Lan")
    up_to_date(ha)
    assert not is_told_alike(town, ha)
    acting = {"Acting-Member": ha.member}
    with flask_asked(town.app) as asked:
        told = ask(ha, body_of(ha), **acting)
    assert (told.json.keys(), asked) == ({"now", "same"}, [])


ALSO_AHEAD = ({"seen": None}, {"of_a_newer_app": 1})


@pytest.mark.parametrize(
    "said",
    [
        {"seen": None},
        {"seen": [1, "00000000"]},
        {"cursor": {}},
        {"cursor": {"catalogue": 0}},
        {"cursor": "ahead"},
        {"device": "7d000000-0000-4000-8000-000000000009"},
        {"app": "1.0.0 Sáu"},
        {"repaired": ["catalogue"]},
        {"differing": ["catalogue"]},
        {"pending": 3},
        {"now": "1999-01-01T00:00:00+07:00"},
        {"of_a_newer_app": 1},
        {"ready": {**READY, "lacks": "clock"}},
    ],
    ids=str,
)
def test_whoever_says_something_unusual_is_told_alike(town: Town, said: dict[str, Any]) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    up_to_date(lan)
    if said == {"cursor": "ahead"}:
        said = {"cursor": {name: number + 1 for name, number in lan.cursor.items()}}
    assert is_told_alike(town, lan, **said) is (said in ALSO_AHEAD)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 404),
        ({"Host": "a b.localhost"}, 404),
        ({"Host": "evil.example\\@localhost"}, 404),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Encoding": "br"}, 415),
        ({"Content-Encoding": "gzip"}, 400),
    ],
    ids=str,
)
def test_what_comes_in_a_wrong_way_is_refused(
    town: Town, headers: dict[str, str], status: int
) -> None:
    lan = up_to_date(town.lan())
    assert is_told_alike(town, lan)
    assert ask(lan, body_of(lan), **headers).status == status


def test_rights_are_looked_up_each_time(town: Town) -> None:
    lan = up_to_date(town.lan())
    assert is_told_alike(town, lan)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    told = ask(lan, body_of(lan)).json
    assert told["channels"] == []
    stranger = Phone(town.connect(), town.clock)
    stranger.device = lan.device
    assert ask(stranger, body_of(lan)).code == "unauthenticated"


def test_what_a_phone_says_of_itself_is_kept_and_then_it_is_answered_ahead(town: Town) -> None:
    lan = up_to_date(town.lan())
    town.clock.move(minutes=2)
    assert not is_told_alike(town, lan, now=town.clock().isoformat(timespec="seconds"))
    assert is_told_alike(town, lan)


def test_a_long_body_is_read_once_and_by_flask(town: Town) -> None:
    lan = up_to_date(town.lan())
    body = body_of(lan, cursor={**lan.cursor, **{f"team:{new_id()}": 0 for _ in range(20)}})
    with flask_asked(town.app) as asked:
        assert ask(lan, body).status == 200
    assert asked


def test_whoever_has_signed_in_on_the_phone_asks_flask(town: Town) -> None:
    lan = up_to_date(town.lan())
    signed_in = {"login": "son", "password": PASSWORD}
    assert lan.web.post("/api/session", signed_in).status == 200
    assert not is_told_alike(town, lan)


def test_an_address_with_a_question_is_flasks(town: Town) -> None:
    lan = up_to_date(town.lan())
    with flask_asked(town.app) as asked:
        assert lan.web.raw(f"{PATH}?x=%00", body_of(lan)).status == 404
    assert asked


def test_cookies_of_others_in_any_letters_do_no_harm(town: Town) -> None:
    lan = up_to_date(town.lan())
    secret = cast(InProcess, lan.web.wire).cookie("device")
    sent = {"Cookie": f"device={secret}; x=caf\xe9", "Sec-Fetch-Site": "same-origin"}
    asked = create_environ(
        PATH, "http://localhost", method="POST", data=body_of(lan), headers=sent,
        content_type="application/json",
    )  # fmt: skip
    with flask_asked(town.app) as flask:
        _, status, _ = run_wsgi_app(town.app.wsgi_app, asked)
    assert (status, flask) == ("200 OK", [])


@pytest.mark.parametrize(
    "body",
    [b"[" * 400 + b"]" * 400, b"{", b"", b"\xff", gzip.compress(b" " * 500_000)],
    ids=["deep", "half", "empty", "no text", "large"],
)
def test_bodies_that_are_none_are_refused_by_name(town: Town, body: bytes) -> None:
    lan = up_to_date(town.lan())
    packed = {"Content-Encoding": "gzip"} if body[:1] == b"\x1f" else {}
    told = ask(lan, body, **packed)
    assert told.status in (400, 413, 422)
    assert told.code in ("too_deep", "bad_json", "body_too_large", "invalid_shape")


def test_a_database_that_is_away_is_told_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = up_to_date(town.lan())
    tried = []

    def away(*_: Any, **__: Any) -> None:
        tried.append("tried")
        raise OperationalError("connect", None, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr(exchange, "autocommit_connection", away)
    told = ask(lan, body_of(lan))
    assert (told.status, told.code, tried) == (503, "server_busy", ["tried"])
    assert told.headers["Retry-After"] == "5"
    assert told.headers["Cache-Control"] == "no-store"


def test_what_nobody_foresaw_is_left_to_flask(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = up_to_date(town.lan())
    monkeypatch.setattr(idle_fast_path, "answer_if_unchanged", lambda *_: 1 / 0)
    assert ask(lan, body_of(lan)).json.keys() == {"now", "same"}


def test_an_answer_that_is_worth_packing_is_flasks(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = up_to_date(town.lan())
    assert is_told_alike(town, lan, brief=False)
    monkeypatch.setattr(idle_fast_path, "COMPRESS_FROM", 100)
    assert not is_told_alike(town, lan, brief=False)
