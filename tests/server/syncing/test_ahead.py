"""Rounds that are answered before Flask is asked, against Flask's own answer to the same ones."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask, request_started
from sqlalchemy import select

from server.extensions import db
from server.syncing.tables import ChannelDigest, ExitRow, Record
from tests.phones import Phone, new_id
from tests.town import OTHER_TEAM, Town
from tests.wires import Answer

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
    assert ask(lan, gzip.compress(body_of(lan)), **{"Content-Encoding": "gzip"}).status == 200


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


def test_a_record_that_left_a_channel_is_new_there(town: Town) -> None:
    waiting = town.phone("Võ Thị Mới", auto_approve=False)
    waiting.sync(waiting.session())
    up_to_date(waiting)
    path = f"/api/enrolments/{waiting.device}/{waiting.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    assert not is_told_alike(town, waiting)


def test_no_row_is_above_the_newest_number_of_its_channel(town: Town) -> None:
    test_a_record_that_left_a_channel_is_new_there(town)
    lan = town.lan()
    lan.sync(lan.session(), change := lan.session())
    lan.sync(lan.edit(change["record"], {"people": 3}, {"people": 1}))
    with town.app.app_context():
        stands = dict(db.session.execute(select(ChannelDigest.channel, ChannelDigest.ver)).all())
        found: dict[str, int] = {}
        for table in (Record, ExitRow):
            for channel, ver in db.session.execute(select(table.channel, table.ver)):
                found[channel] = max(ver, found.get(channel, 0))
    assert len(found) > 4
    assert all(stands[channel] >= ver for channel, ver in found.items())


def test_leads_hear_of_phones_and_ask_flask(town: Town) -> None:
    ha = up_to_date(town.ha())
    assert not is_told_alike(town, ha)
    assert "arrivals" in ask(ha, body_of(ha)).json


@pytest.mark.parametrize(
    "said",
    [
        {"seen": None},
        {"seen": [1, "00000000"]},
        {"cursor": {}},
        {"cursor": {"catalogue": 0}},
        {"protocol": 0},
        {"limit": 0},
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
    assert is_told_alike(town, lan, **said) is (said == {"seen": None})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 404),
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


def test_a_phone_that_somebody_holds_follows_that_persons_channels(town: Town) -> None:
    lan = town.lan()
    lan.join(town.invite(OTHER_TEAM), "Tâm")
    up_to_date(lan)
    assert is_told_alike(town, lan)
    acting = {"Acting-Member": lan.member}
    usual = ask(lan, body_of(lan), **acting)
    theirs = ask(lan, body_of(lan), **acting, **{"Content-Type": "application/json; a=b"})
    assert usual.json == theirs.json
    assert "channels" in usual.json or "same" in usual.json


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
