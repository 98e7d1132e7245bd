"""THE TABLE, played: every route by every method as everybody. What the table refuses is refused
with the right status, and what it allows never ends in 401 or 403."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from server.auth.permissions import PERMISSIONS, shape_of
from server.auth.principal import Kind
from server.auth.request_guard import UnnamedRoute, check_table
from tests.phones import Phone
from tests.town import OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Browser

SOME_ID = "0a000000-0000-4000-8000-00000000000a"


@pytest.fixture
def everybody(town: Town) -> dict[Kind, Browser]:
    """One browser of each kind."""
    revoked, waiting = town.minh(), town.phone("Mai", auto_approve=False)
    found = {
        Kind.NOBODY: Browser(town.connect()),
        Kind.WAITING: waiting.web,
        Kind.VOLUNTEER: town.lan().web,
        Kind.LEAD: town.ha().web,
        Kind.COORDINATOR: town.sign_in("son"),
        Kind.ADMINISTRATOR: town.sign_in("quan"),
        Kind.REVOKED: revoked.web,
    }
    assert town.sign_in().delete(f"/api/devices/{revoked.device}").status == 204
    return found


def path_of(shape: str) -> str:
    return shape.replace("/versions/<>", "/versions/1").replace("<>", SOME_ID)


def ask(browser: Browser, method: str, path: str) -> tuple[int, str | None]:
    if method == "GET":
        answer = browser.get(path)
    elif method == "DELETE":
        answer = browser.delete(path)
    elif path.startswith("/api/blobs/") and method != "POST":
        headers = {"Content-Type": "application/octet-stream", "Sec-Fetch-Site": "same-origin"}
        answer = browser.wire.send(method, path, b"x", headers)
    elif method == "PATCH":
        answer = browser.patch(path, {})
    elif method == "PUT":
        answer = browser.put(path, {})
    else:
        answer = browser.post(path, {})
    is_problem = answer.status >= 400 and answer.headers["Content-Type"] == "application/json"
    return answer.status, answer.json.get("code") if is_problem else None


def refusal(kind: Kind) -> tuple[int, str]:
    if kind is Kind.NOBODY:
        return 401, "unauthenticated"
    return (403, "device_revoked" if kind is Kind.REVOKED else "wrong_role")


def test_everybody_meets_the_table_at_every_route(everybody: dict[Kind, Browser]) -> None:
    wrong = []
    for (shape, method), allowed in PERMISSIONS.items():
        if (shape, method) == ("/api/session", "DELETE"):
            continue  # would sign out; below
        for kind, browser in everybody.items():
            status, code = ask(browser, method, path_of(shape))
            let_in = code not in ("unauthenticated", "wrong_role", "device_revoked")
            if kind not in allowed and (status, code) != refusal(kind):
                wrong.append(f"{method} {shape}: {kind} got {status} {code}")
            if kind in allowed and (not let_in or status >= 500):
                wrong.append(f"{method} {shape}: {kind} was refused, {status} {code}")
    assert wrong == []


def test_signing_out_is_for_accounts(everybody: dict[Kind, Browser]) -> None:
    for kind, browser in everybody.items():
        status, _ = ask(browser, "DELETE", "/api/session")
        wanted = PERMISSIONS["/api/session", "DELETE"]
        assert status == (204 if kind in wanted else refusal(kind)[0])


def rules(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield shape_of(rule.rule), method


def test_the_table_names_the_routes_that_there_are_and_no_others(app: Flask) -> None:
    assert set(rules(app)) == set(PERMISSIONS)


def test_a_route_outside_the_table_stops_the_server() -> None:
    app = Flask(__name__)
    app.add_url_rule("/api/secrets", view_func=lambda: "")
    with pytest.raises(UnnamedRoute, match=r"GET /(static|api/secrets)"):
        check_table(app)


def other_site(**headers: str) -> dict[str, str]:
    return {"Content-Type": "application/json", **headers}


ELSEWHERE: list[dict[str, str]] = [
    other_site(**{"Sec-Fetch-Site": "cross-site"}),
    other_site(**{"Sec-Fetch-Site": "same-site"}),
    other_site(**{"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}),
    other_site(Origin="https://evil.example"),
    other_site(Origin="null"),
    other_site(),
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_no_other_site_acts_in_somebodys_name(
    town: Town, everybody: dict[Kind, Browser], headers: dict[str, str]
) -> None:
    for shape, method in PERMISSIONS:
        if method != "GET":
            answer = everybody[Kind.COORDINATOR].wire.send(method, path_of(shape), b"{}", headers)
            assert (answer.status, answer.code) == (403, "cross_site"), f"{method} {shape}"
    assert everybody[Kind.COORDINATOR].get("/api/session").status == 200


@pytest.mark.parametrize(
    "media", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""]
)
def test_what_a_form_can_send_is_refused(everybody: dict[Kind, Browser], media: str) -> None:
    headers = {"Content-Type": media, "Sec-Fetch-Site": "same-origin"}
    for shape, method in PERMISSIONS:
        if method == "POST":
            answer = everybody[Kind.COORDINATOR].wire.send(method, path_of(shape), b"a=b", headers)
            assert (answer.status, answer.code) == (415, "unsupported_media_type"), shape


def test_our_own_pages_may_act_in_browsers_that_do_not_say_where_from(town: Town) -> None:
    wire = town.connect()
    headers = {"Content-Type": "application/json", "Origin": "http://localhost"}
    answer = wire.send("POST", "/api/join/look", b'{"code": "ABCDE-FGHJK"}', headers)
    assert answer.code == "invitation_unknown"


def test_a_coordinator_with_a_volunteers_phone_is_both(town: Town) -> None:
    lan: Phone = town.lan()
    answer = lan.web.post("/api/session", {"login": "son", "password": "mot-mat-khau-dai-cua-son"})
    assert answer.status == 200
    lan.sync()
    assert lan.web.get("/api/units").status == 200


BAD: list[tuple[bytes, int, str]] = [
    (b"{", 400, "bad_json"),
    (b"", 400, "bad_json"),
    (b"\xff\xfe", 400, "bad_json"),
    (b'{"code": "a", "code": "b"}', 400, "bad_json"),
    (b'{"code": NaN}', 400, "not_finite_number"),
    (b'{"code": 1e999}', 400, "not_finite_number"),
    (b'{"code": "a\\u0000b"}', 400, "bad_text"),
    (b'{"code": "\\ud800"}', 400, "bad_text"),
    (b"[" * 900 + b"]" * 900, 400, "too_deep"),
    (b"[" * 3_000 + b"]" * 3_000, 413, "body_too_large"),
    (b"[]", 422, "invalid_shape"),
    (b'{"code": "' + b"a" * 1_100_000 + b'"}', 413, "body_too_large"),
]


@pytest.mark.parametrize(("body", "status", "code"), BAD)
def test_bodies_that_no_program_of_ours_sends(
    town: Town, body: bytes, status: int, code: str
) -> None:
    answer: Any = Browser(town.connect()).raw("/api/join/look", body)
    assert (answer.status, answer.code) == (status, code)


def test_nothing_is_called_nul(everybody: dict[Kind, Browser]) -> None:
    desk = everybody[Kind.COORDINATOR]
    for path in ("/api/help-sessions/%00", "/api/tallies?team=%00", "/api/teams?unit=a%00"):
        assert desk.get(path).code == "not_found", path


def with_account(phone: Phone, login: str) -> Browser:
    """The phone's browser, in which somebody with an account has signed in too."""
    answer = phone.web.post("/api/session", {"login": login, "password": PASSWORD})
    assert answer.status == 200
    return phone.web


@pytest.mark.parametrize("login", ["son", "quan"])
def test_an_account_and_a_phone_in_one_browser_meet_the_table_as_both(
    town: Town, login: str
) -> None:
    both = {Kind.VOLUNTEER, Kind.COORDINATOR if login == "son" else Kind.ADMINISTRATOR}
    browser = with_account(town.phone("Tâm", OTHER_TEAM), login)
    for (shape, method), allowed in PERMISSIONS.items():
        if (shape, method) != ("/api/session", "DELETE"):
            _, code = ask(browser, method, path_of(shape))
            assert (code != "wrong_role") == bool(both & allowed), f"{method} {shape}: {code}"


@pytest.mark.parametrize(("login", "reads"), [("son", True), ("quan", False)])
def test_an_administrators_account_adds_no_records_to_a_phones(
    town: Town, login: str, reads: bool
) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    theirs, own = lan.session(), tam.session()
    lan.sync(theirs)
    tam.sync(own)
    browser = with_account(tam, login)
    days = "/api/help-sessions?from=2026-11-01&to=2026-11-30"
    records = {own["record"], theirs["record"]} if reads else {own["record"]}
    assert {row["id"] for row in browser.get(days).json["rows"]} == records
    assert browser.get(f"{days}&team={TEAM}").status == (200 if reads else 404)
    assert browser.get(f"/api/help-sessions/{theirs['record']}").status == (200 if reads else 404)
    assert browser.get(f"/api/help-sessions/{own['record']}").status == 200
