"""What a refused request brought is gone with its answer, and a long body is refused unread."""

import gc
import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import marshmallow
import pytest
from flask import Flask

from server.auth.body_limits import LONGER, OF_FORMS, OF_STRANGERS, most_bytes
from server.auth.permissions import ANYONE, PERMISSIONS
from server.database.engine import db
from server.http.schema import Schema
from tests.applications import build_app
from tests.phones import KEY, Phone, new_id
from tests.server.gunicorn import gunicorn, worker_pids
from tests.town import PASSWORD, TEAM, Clock, Town
from tests.wires import Answer, Browser, OverHttp

Ask = Callable[[], Answer]
TEXT = "ngõ " * 500
"""So long that it is found again where it is kept."""
REJOIN = {"device": new_id(), "key": KEY, "proof": None, "receipts": [TEXT], "people": []}


def texts(size: int) -> bytes:
    """An object with one name and many texts, of so many bytes: in memory the dearest there is."""
    return (
        b'{"x":[' + b",".join(b'"%03x\xe2\x82\xac"' % (n % 4096) for n in range(size // 9)) + b"]}"
    )


@contextmanager
def left_over() -> Iterator[list[Any]]:
    """What only the garbage collector frees of what is done inside."""
    found: list[Any] = []
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.garbage.clear()
    try:
        yield found
        gc.collect()
        found.extend(gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/challenge", {"x": [TEXT]}, 422),
        ("/api/challenge", {"device": TEXT, "purpose": "join"}, 422),
        ("/api/join", {"code": "a", "name": "a", "device": new_id(), "key": {"kty": TEXT}}, 422),
        ("/api/rejoin", {**REJOIN, "receipts": [TEXT], "people": [{"id": TEXT}]}, 422),
        ("/api/session", {"login": [TEXT]}, 422),
        (f"/api/teams/{TEAM}/members", {"name": [TEXT]}, 422),
        ("/api/units/changes", {"into": [{"code": TEXT}, {"x": TEXT}]}, 422),
        ("/api/sync/v1", {"changes": [TEXT], "ready": {"x": TEXT}}, 422),
        ("/api/sync/v1/have", {"changes": [TEXT]}, 422),
        ("/api/bundles", {"payload": TEXT}, 422),
    ],
)  # fmt: skip
def test_a_refusal_leaves_nothing_for_the_garbage_collector(
    town: Town, path: str, body: dict[str, Any], status: int
) -> None:
    asker = town.lan().web if "sync" in path or "bundles" in path else town.desk()
    for _ in range(2):  # what is made once stays
        assert asker.post(path, body).status == status
    with left_over() as found:
        asker.post(path, body)
    assert [each for each in found if isinstance(each, FrameType | BaseException)] == []
    assert [each[:40] for each in strings_of(found) if TEXT in each] == []


def test_what_is_not_told_of_an_accepted_round_is_gone_too(town: Town) -> None:
    """Of what a phone says of itself nothing is worth a refusal."""
    lan = town.lan()
    assert lan.ask([], ready={"x": TEXT}).status == 200
    with left_over() as found:
        lan.ask([], ready={"x": TEXT})
    assert [each for each in found if isinstance(each, FrameType | BaseException)] == []
    assert [each[:40] for each in strings_of(found) if TEXT in each] == []


def strings_of(found: list[Any]) -> Iterator[str]:
    """The texts in what is left over, also those in its lists and dictionaries."""
    for each in found:
        inner = each.values() if isinstance(each, dict) else each
        if isinstance(inner, list | tuple | set) or isinstance(each, dict):
            yield from (text for text in inner if isinstance(text, str))


def test_every_schema_of_ours_ends_its_refusals(app: Flask) -> None:
    del app  # it has loaded all of them
    assert [each.__name__ for each in below(marshmallow.Schema) if is_loose(each)] == []


def below(schema: type[marshmallow.Schema]) -> Iterator[type[marshmallow.Schema]]:
    for each in schema.__subclasses__():
        yield each
        yield from below(each)


def is_loose(schema: type[marshmallow.Schema]) -> bool:
    return schema.__module__.startswith("server.") and not issubclass(schema, Schema)


REFUSALS = 100
MOST_GROWTH = 32 * 1024
"""KiB in all, where a single one of these used to keep ten thousand. Each of the worker's threads keeps
some of the most that it ever had, and on a busy machine some see their first long body only here."""


def resident(pid: int) -> int:
    """KiB of memory that a process has."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def test_a_worker_does_not_grow_by_what_it_refuses(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/tungngo.sqlite"
    app = build_app(database, Clock(), tmp_path)
    with app.app_context():
        db.engine.dispose()
    with gunicorn("server:create_app()", database, tmp_path) as address:
        (worker,) = worker_pids(address)
        stranger, desk = Browser(OverHttp(address)), Browser(OverHttp(address))
        signed_in = desk.post("/api/session", {"login": "son", "password": PASSWORD})
        assert signed_in.status == 200, signed_in.body
        code = desk.post(f"/api/teams/{TEAM}/invitations", {}).json["code"]
        phone = Phone(OverHttp(address), lambda: datetime.now(UTC))
        assert phone.join(code, "Lan").status == 200
        few, many, long = texts(8_000), texts(500_000), texts(1_000_000)
        unread = gzip.compress(json.dumps(phone.envelope([])).encode()[:-1] + b"," + long[1:])
        misspelled = gzip.compress(b'{"changes":[1],' + many[1:])
        zipped = {"Content-Encoding": "gzip"}
        routes: dict[str, Ask] = {
            "challenge": lambda: stranger.raw("/api/challenge", few),
            "challenge, long": lambda: stranger.raw("/api/challenge", long),
            "units/changes": lambda: desk.raw("/api/units/changes", many),
            "round": lambda: phone.web.raw("/api/sync/v1", unread, **zipped),
            "push": lambda: phone.web.raw("/api/sync/v1", misspelled, **zipped),
        }
        grown = {}
        for name, ask in routes.items():
            assert {ask().status for _ in range(12)} <= {413, 422, 429}
            before = resident(worker)
            for _ in range(REFUSALS):
                ask()
            grown[name] = resident(worker) - before
        assert {name: kib for name, kib in grown.items() if kib > MOST_GROWTH} == {}


@pytest.mark.parametrize("route", sorted(PERMISSIONS), ids=str)
def test_where_anybody_may_ask_a_few_kilobytes_do(route: tuple[str, str]) -> None:
    most = most_bytes(*route)
    assert route in LONGER or most == (OF_STRANGERS if PERMISSIONS[route] == ANYONE else OF_FORMS)
    if PERMISSIONS[route] == ANYONE:
        assert most <= 128 * 1024


def test_routes_with_long_bodies_are_there() -> None:
    assert LONGER.keys() <= PERMISSIONS.keys()


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/challenge", OF_STRANGERS),
        ("/api/join", OF_STRANGERS),
        ("/api/join/look", OF_STRANGERS),
        ("/api/session", OF_STRANGERS),
        ("/api/reset", OF_STRANGERS),
        ("/api/reset/look", OF_STRANGERS),
        ("/api/session/passkey", 16 * 1024),
        ("/api/rejoin", 128 * 1024),
        (f"/api/teams/{TEAM}/members", OF_FORMS),
        ("/api/units/changes", 512 * 1024),
        ("/api/sync/v1/have", 48 * 1024),
    ],
)
def test_a_longer_body_is_refused_before_it_is_read(town: Town, path: str, most: int) -> None:
    asker = town.lan().web if "sync" in path else town.desk()
    longest, longer = b"{".ljust(most, b"x"), b"{".ljust(most + 1, b"x")
    assert asker.raw(path, longest).code == "bad_json"
    answer = asker.raw(path, longer)
    assert (answer.status, answer.code) == (413, "body_too_large")
    if "sync" in path:
        packed = asker.raw(path, gzip.compress(longer), **{"Content-Encoding": "gzip"})
        assert packed.code == "body_too_large"


def test_what_people_and_phones_send_fits(town: Town) -> None:
    """The longest of each sort that our app makes."""
    lan = town.lan()
    ids = {"changes": [new_id() for _ in range(1000)]}
    assert lan.web.post("/api/sync/v1/have", ids).status == 200
    receipt = lan.joined[-1]["receipt"]
    people = [{"id": new_id(), "name": "Nguyễn Thị Thanh Hương " * 3} for _ in range(100)]
    again = {**REJOIN, "receipts": [receipt] * 100, "people": people, "proof": lan.proof("rejoin")}
    assert town.lan().web.post("/api/rejoin", {**again, "device": lan.device}).status == 200
    guide = {"version": 0, "title_vi": "đ" * 400, "title_en": "e" * 400, "steps": 12 * [STEP]}
    told = town.desk("quan").put("/api/guides/DAI", guide)
    assert told.code == "label_refused", "so it was read"


STEP = {"vi": "ộ" * 400, "en": "e" * 400, "picture": None, "never": False}
