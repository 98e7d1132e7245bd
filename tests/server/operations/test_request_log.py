"""One line a request says why somebody got the answer they got, and tells nothing about anybody."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from server.auth.permissions import PERMISSIONS, shape_of
from server.config import ConfigError, read_settings
from server.http import static_files
from server.http.request_log import EXTENSION, network_of
from sync.problems import PROBLEMS
from tests.phones import new_id
from tests.server.operations.conftest import MakeApp
from tests.server.request_lines import Line, parsed, request_log
from tests.server.sync.quiet import ask, body_of, flask_asked, up_to_date
from tests.town import OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Answer, Browser, InProcess

Capture = pytest.CaptureFixture[str]
FIELDS = {
    "event", "level", "timestamp", "request_id", "method", "route", "status", "code", "ms", "from",
    "in", "out",
}  # fmt: skip
SECRETS = ("Nguyễn Thị Bí Mật", "0912345678", "079204001234", "chồng chị Tư xóm Đình")


def lines_of(capture: Capture) -> list[Line]:
    return parsed(capture.readouterr().err)


def only_line(capture: Capture) -> Line:
    (line,) = lines_of(capture)
    return line


def attempts(wire: InProcess, shape: str, method: str) -> list[Answer]:
    """A route asked in ways that it refuses, nearly all of them."""
    path = shape.replace("<>", new_id()) + "?q=" + "a" * 9
    own = {"Sec-Fetch-Site": "same-origin"}
    typed = {**own, "Content-Type": "application/json"}
    return [
        wire.send(method, path, None, own),
        wire.send(method, path, b'{"x": 1}', typed),
        wire.send(method, path, b"{", typed),
        wire.send(method, path, b"x", {**own, "Content-Type": "text/plain"}),
        wire.send(method, path, b"{}", {**typed, "Sec-Fetch-Site": "cross-site"}),
        wire.send("PROPFIND", path, None, own),
        wire.send(method, path + "&y=%00", None, {**own, "Host": "evil.example"}),
    ]


@pytest.mark.parametrize("who", ["nobody", "volunteer", "coordinator"])
def test_every_problem_of_every_route_is_there(town: Town, capfd: Capture, who: str) -> None:
    browser = {
        "nobody": lambda: Browser(InProcess(town.app)),
        "volunteer": lambda: town.lan().web,
        "coordinator": town.desk,
    }[who]()
    assert isinstance(browser.wire, InProcess)
    wire, refused = browser.wire, 0
    with request_log(town.app):
        for shape, method in PERMISSIONS:
            capfd.readouterr()
            answers = attempts(wire, shape, method)
            lines = {line["request_id"]: line for line in lines_of(capfd)}
            assert len(lines) == len(answers)
            for answer in answers:
                line = lines[answer.headers["Request-Id"]]
                assert line["status"] == answer.status
                assert line["out"] == len(answer.body)
                if answer.status >= 400:
                    refused += 1
                    assert line["code"] == answer.code, line
                    assert line["code"] in PROBLEMS
                    assert line["route"] is None or shape_of(line["route"]) == shape
    assert refused > 3 * len(PERMISSIONS)


def test_a_line_has_these_fields(town: Town, capfd: Capture) -> None:
    lan = up_to_date(town.lan())
    with request_log(town.app), flask_asked(town.app) as asked:
        answer = ask(lan, body_of(lan))
    line = only_line(capfd)
    assert asked == []  # by the idle fast path
    assert line.keys() == FIELDS | {"device"}
    assert (line["method"], line["route"]) == ("POST", "/api/sync/v1")
    assert (line["status"], line["code"]) == (200, None)
    assert (line["in"], line["out"]) == (len(body_of(lan)), len(answer.body))
    assert (line["event"], line["level"]) == ("request", "info")
    assert line["from"] == "127.0.0.0/24"
    assert 0 < line["ms"] < 10_000
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["timestamp"])
    assert re.fullmatch(r"[0-9a-f]{16}", line["request_id"])
    assert answer.headers["Request-Id"] == line["request_id"]


def test_why_a_phone_was_told_409(town: Town, capfd: Capture) -> None:
    lan = town.lan()
    with request_log(town.app):
        assert lan.ask([], seen=[10**6, "00000000"]).status == 409
    line = only_line(capfd)
    assert (line["route"], line["status"], line["code"]) == ("/api/sync/v1", 409, "history_reset")
    assert line["device"] == town.app.extensions[EXTENSION].hash_of(lan.device)


def test_why_a_change_waits_for_a_person(town: Town, capfd: Capture) -> None:
    lan = town.lan()
    lan.sync()
    late = {**lan.session(), "channel": f"team:{OTHER_TEAM}"}
    unknown = {**lan.session(), "author": new_id()}
    with request_log(town.app):
        results = lan.ask([lan.session(), lan.session(), late, unknown]).json["results"]
    told = [f"{each['verdict']}:{each['code']}" for each in results if each["code"]]
    assert len(told) == 2
    assert only_line(capfd)["verdicts"] == {
        "applied": 2,
        **{each: told.count(each) for each in told},
    }


def test_accounts_and_phones_stand_as_keyed_hashes(town: Town, capfd: Capture) -> None:
    desk, other = town.desk(), town.desk()
    with request_log(town.app):
        desk.get("/api/units")
        other.get("/api/units")
    first, second = lines_of(capfd)
    assert first["account"] == second["account"]
    assert re.fullmatch(r"[0-9a-f]{12}", first["account"])
    assert first["request_id"] != second["request_id"]


def test_nothing_that_anybody_wrote_stands_in_a_line(town: Town, capfd: Capture) -> None:
    name, phone, number, note = SECRETS
    lan, desk = town.lan(), town.desk()
    lan.sync()
    capfd.readouterr()
    code = town.invite()
    with request_log(town.app):
        town.phone(name)
        lan.sync(lan.session(note=f"{note} {phone}", place_text=number))
        lan.ask([{"note": name}], now=name, app=phone)
        desk.post("/api/session", {"login": phone, "password": number})
        desk.get(f"/api/units?q={phone}&name={number}")
        desk.post(f"/api/teams/{TEAM}/members", {"name": name, "note": note})
        desk.get(f"/api/{phone}/{number}")
        desk.get(f"/api/{name}", **{"User-Agent": phone, "Referer": number, "Cookie": f"x={phone}"})
        desk.post("/api/join/look", {"code": code})
        desk.wire.send(phone, "/", None, {})
        forwarded = {"X-Forwarded-For": "203.0.113.77", "Request-Id": number, "X-Request-Id": phone}
        desk.get("/api/session", **forwarded)
        desk.get("/api/session", **{"Sec-Fetch-Mode": note.encode("ascii", "ignore").decode()})
    written = capfd.readouterr().err
    assert len(parsed(written)) >= 12
    cookies = lan.web.remembered() | desk.remembered()
    for word in (
        *SECRETS,
        *cookies.values(),
        lan.device,
        lan.member,
        code,
        "203.0.113.77",
        PASSWORD,
    ):
        assert word not in written
        assert json.dumps(word)[1:-1] not in written


def test_somebody_elses_request_id_counts_for_nothing(town: Town, capfd: Capture) -> None:
    desk = town.desk()
    with request_log(town.app):
        answer = desk.get("/api/probe", **{"Request-Id": "feedfacefeedface"})
    assert answer.headers["Request-Id"] == only_line(capfd)["request_id"] != "feedfacefeedface"


def test_other_lines_of_a_request_carry_its_id(other_app: MakeApp, capfd: Capture) -> None:
    app = other_app(LOG_LEVEL="error")
    app.view_functions["shell.shell"] = lambda: 1 / 0
    answer = Browser(InProcess(app)).get("/desk")
    said = [json.loads(each) for each in capfd.readouterr().err.splitlines()]
    assert answer.code == "internal"
    assert {each["event"] for each in said} == {"request", "unexpected"}
    assert {each["request_id"] for each in said} == {answer.headers["Request-Id"]}
    (line,) = [each for each in said if each["event"] == "request"]
    assert (line["level"], line["code"]) == ("error", "internal")


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>")
    (folder / "sw.js").write_text("self.skipWaiting()")
    monkeypatch.setattr(static_files, "DIST", folder)
    return folder


def test_built_files_have_lines_too(dist: Path, other_app: MakeApp, capfd: Capture) -> None:
    web = Browser(InProcess(other_app()))
    web.get("/sw.js")
    web.get("/desk")
    web.get("/nowhere", **{"Sec-Fetch-Mode": "navigate"})
    web.post("/sw.js", {})
    file, page, lost, posted = lines_of(capfd)
    assert (file["route"], file["status"], file["out"]) == ("static", 200, 18)
    assert (page["route"], page["status"], page["code"]) == ("/desk", 200, None)
    assert (lost["route"], lost["status"], lost["code"]) == (None, 404, "not_found")
    assert (posted["status"], posted["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize(("wanted", "lines"), [("on", 3), ("problems", 2), ("off", 0)])
def test_there_may_be_fewer_lines(town: Town, capfd: Capture, wanted: str, lines: int) -> None:
    lan = town.lan()
    lan.sync()
    with request_log(town.app, wanted):
        lan.ask([])
        lan.ask([{**lan.session(), "author": new_id()}])
        answer = lan.web.get("/api/units/x/y")
    assert len(lines_of(capfd)) == lines
    assert answer.headers["Request-Id"]


def test_a_wish_that_nobody_knows_stops_the_start() -> None:
    with pytest.raises(ConfigError, match="REQUEST_LOG must be"):
        read_settings({"REQUEST_LOG": "loud"})


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", None),
        ("chị Tư", None),
    ],
)
def test_addresses_are_networks(address: str, network: str | None) -> None:
    assert network_of(address) == network


def test_who_cannot_write_a_line_answers_all_the_same(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("server.http.request_log.os.write", full)
    with request_log(app):
        assert Browser(InProcess(app)).get("/api/probe").status == 200
