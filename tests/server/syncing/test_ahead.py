"""Rounds that are answered before Flask is asked, against Flask's own answer to the same ones."""

import gzip
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import pytest
from flask import Flask, request_started
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.test import create_environ, run_wsgi_app

from server.asking import AnySession, answer
from server.clock import now
from server.extensions import db, looking
from server.syncing import ahead
from server.syncing.store import records
from server.syncing.store.devices import Contact
from server.syncing.store.news import Seen, news_asked
from server.syncing.tables import ChannelDigest, ExitRow, Record
from server.syncing.use_cases import exchanging
from server.syncing.writing import writing
from server.upserts import put_rows
from sync.digest import Digest
from tests.phones import Phone, new_id
from tests.town import OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Answer, InProcess

PATH = "/api/sync/v1"
READY = {
    "installed": True,
    "persisted": None,
    "room_mb": 1234,
    "browser": "Chrome 120",
    "ready": True,
    "lacks": None,
}
USUAL: dict[str, Any] = {"ready": READY, "once": True, "brief": True, "limit": 500}


@contextmanager
def flask_asked(app: Flask) -> Iterator[list[str]]:
    """The paths that Flask was asked for meanwhile."""
    asked: list[str] = []

    def note(_sender: Flask, **_more: Any) -> None:
        asked.append("asked")

    with request_started.connected_to(note, app):
        yield asked


def body_of(phone: Phone, /, **parts: Any) -> bytes:
    said = phone.envelope([], **{**USUAL, **parts})
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()


def ask(phone: Phone, body: bytes, **headers: str) -> Answer:
    return phone.web.raw(PATH, body, **headers)


def ask_both(town: Town, phone: Phone, /, **parts: Any) -> tuple[Answer, Answer, bool]:
    """The answer to a usual round, Flask's own, and whether the first one is Flask's too."""
    body = body_of(phone, **parts)
    with flask_asked(town.app) as asked:
        usual = ask(phone, body)
        was_ahead = not asked
        theirs = ask(phone, body, **{"Content-Type": "application/json; charset=utf-8"})
        assert asked
    return usual, theirs, was_ahead


def is_told_alike(town: Town, phone: Phone, /, **parts: Any) -> bool:
    """Whether a round is answered ahead; in any case the answer is Flask's."""
    usual, theirs, was_ahead = ask_both(town, phone, **parts)
    assert (usual.status, usual.json) == (theirs.status, theirs.json)
    assert dict(usual.headers) == dict(theirs.headers)
    return was_ahead


def up_to_date(phone: Phone) -> Phone:
    """It knows all, and the server knows all of it."""
    phone.sync(**{**USUAL, "brief": False})
    return phone


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


def only_leaves(town: Town, phone: Phone) -> None:
    """What the phone recorded in its own channel goes to the team's, and nothing comes instead."""
    with town.app.app_context():
        chosen = select(Record.id).where(
            Record.kind == "help_session", Record.channel == f"device:{phone.device}"
        )
        with writing(db.session) as writer:
            for record in db.session.scalars(chosen).all():
                row = writer.row(record)
                assert row is not None
                writer.change(row, channel=f"team:{TEAM}")
        db.session.commit()


def newest_of_channels(town: Town) -> tuple[dict[str, int], dict[str, int]]:
    """Of each channel the newest number that is kept, and the one of its rows and exit rows."""
    with town.app.app_context():
        rows = db.session.execute(select(ChannelDigest.channel, ChannelDigest.ver)).all()
        found: dict[str, int] = {}
        for table in (Record, ExitRow):
            for channel, ver in db.session.execute(select(table.channel, table.ver)):
                found[channel] = max(ver, found.get(channel, 0))
    return dict(map(tuple, rows)), found


def test_a_record_that_only_left_a_channel_is_new_there(town: Town) -> None:
    waiting = town.phone("Võ Thị Mới", auto_approve=False)
    waiting.sync(waiting.session())
    up_to_date(waiting)
    assert is_told_alike(town, waiting)
    only_leaves(town, waiting)
    assert not is_told_alike(town, waiting)
    told = ask(waiting, body_of(waiting)).json
    assert [row["out"] for row in told["rows"]] == [True]
    kept, found = newest_of_channels(town)
    assert len(found) > 3
    assert all(kept[channel] >= ver for channel, ver in found.items())


def test_what_a_program_of_before_wrote_is_new(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows no `ver`, and may go on for a while after the tables have it."""

    def put(session: AnySession, digests: Mapping[str, Digest], ver: int) -> None:
        rows = [{"channel": name, "n": each.n, "sum": each.sum} for name, each in digests.items()]
        put_rows(session, ChannelDigest, rows)

    lan, minh, other = town.lan(), town.minh(), town.phone("Sáu", OTHER_TEAM)
    up_to_date(lan)
    assert is_told_alike(town, lan)
    with monkeypatch.context() as before:
        before.setattr(records, "put_digests", put)
        minh.sync(theirs := minh.session())
        new = town.phone("Võ Thị Mới", auto_approve=False)
        new.sync(own := new.session())
    other.sync(other.session())
    assert not is_told_alike(town, lan)
    lan.take(ask(lan, body_of(lan)).json)
    assert theirs["record"] in lan.rows
    new.cursor = dict.fromkeys(new.cursor, 0)
    new.rows = {}
    new.sync()
    assert own["record"] in new.rows


def test_many_channels_are_asked_about_at_once(town: Town) -> None:
    lan = town.lan()
    channels = [*lan_channels(lan), *(f"team:{n}" for n in range(200))]
    with town.app.app_context(), looking() as database:
        said = Contact(now(), "1.0.0", 0.0, 0, None, None)
        seen = Seen(0, dict.fromkeys(channels, 0))
        news = answer(database, news_asked(database, lan.device, seen, channels, said))
    assert news.is_behind
    assert news.stand.digests.keys() == set(channels)
    assert news.stand.digests[lan.channel].n > 0


def lan_channels(phone: Phone) -> list[str]:
    phone.sync()
    return list(phone.cursor)


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
        {"x": 1},
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
    assert is_told_alike(town, lan, **said) is (said == {"seen": None})


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
    answer = ask(lan, body, **packed)
    assert answer.status in (400, 413, 422)
    assert answer.code in ("too_deep", "bad_json", "body_too_large", "invalid_shape")


def test_a_database_that_is_away_is_told_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = up_to_date(town.lan())
    tried = []

    def away(*_: Any, **__: Any) -> None:
        tried.append("tried")
        raise OperationalError("connect", None, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr(exchanging, "looking", away)
    answer = ask(lan, body_of(lan))
    assert (answer.status, answer.code, tried) == (503, "server_busy", ["tried"])
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_nobody_foresaw_is_left_to_flask(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = up_to_date(town.lan())
    monkeypatch.setattr(ahead, "hear_of_nothing", lambda *_: 1 / 0)
    assert ask(lan, body_of(lan)).json.keys() == {"now", "same"}


def test_an_answer_that_is_worth_packing_is_flasks(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = up_to_date(town.lan())
    assert is_told_alike(town, lan, brief=False)
    monkeypatch.setattr(ahead, "COMPRESS_FROM", 100)
    assert not is_told_alike(town, lan, brief=False)
