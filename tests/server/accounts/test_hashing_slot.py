"""Whoever tries passwords on many lines keeps no owner from signing in: a real server (PROTOCOL 4.10.4)."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from select import select

import pytest

from server.auth.cookies import BROWSER
from server.database.slot_kinds import HASH
from tests.server.held_server import Server, held_server
from tests.town import PASSWORD, Town
from tests.wires import Browser, InProcess

LINES = 64
WRONG = "sai-mat-khau-roi-ban-oi"


@pytest.fixture
def server(database_url: str, tmp_path: Path, town: Town) -> Iterator[Server]:
    with held_server("tests.server.held_hashing:app", town, database_url, tmp_path) as found:
        yield found


def sign_in(server: Server, login: str, password: str, browser: str = "") -> HTTPConnection:
    """A line on which somebody signs in; all come from one address."""
    line = HTTPConnection(server.address, timeout=20)
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    headers |= {"Cookie": f"{BROWSER}={browser}"} if browser else {}
    body = json.dumps({"login": login, "password": password})
    line.request("POST", "/api/session", body, headers)
    return line


def status(line: HTTPConnection) -> int:
    with line.getresponse() as answer:
        answer.read()
    line.close()
    return answer.status


def answered(lines: list[HTTPConnection], count: int) -> list[HTTPConnection]:
    """Those that are answered, once so many are."""
    by_socket = {line.sock: line for line in lines}
    found: list[HTTPConnection] = []
    while len(found) < count:
        found = [by_socket[each] for each in select(by_socket, (), (), 10)[0]]
    return found


def known_browser(town: Town) -> str:
    wire = town.connect()
    assert isinstance(wire, InProcess)
    answer = Browser(wire).post("/api/session", {"login": "son", "password": PASSWORD})
    assert answer.status == 200
    return wire.cookie(BROWSER)


def test_an_owner_in_a_known_browser_goes_before_a_crowd_at_the_same_address(
    town: Town, server: Server
) -> None:
    browser = known_browser(town)
    with server.hold():
        crowd = [sign_in(server, f"khong-{number}-ai", WRONG) for number in range(LINES)]
        server.wait_until_begun()
        refused = answered(crowd, LINES - 1 - int(HASH.share))
        assert {status(line) for line in refused} == {503}
        owner = sign_in(server, "son", PASSWORD, browser)
        assert select([owner.sock], (), (), 0.5)[0] == []
    assert status(owner) == 200
    assert {status(line) for line in crowd if line not in refused} == {401}


def test_who_tried_too_often_hears_it_while_others_are_hashed(town: Town, server: Server) -> None:
    browser, web = known_browser(town), Browser(town.connect())
    for _ in range(5):
        assert web.post("/api/session", {"login": "ai-do", "password": WRONG}).status == 401
    with server.hold():
        at_work = sign_in(server, "son", PASSWORD, browser)
        server.wait_until_begun()
        told = [status(sign_in(server, "ai-do", WRONG)) for _ in range(3)]
        assert told == [429] * 3
        assert server.more_begun() == 0
    assert status(at_work) == 200
