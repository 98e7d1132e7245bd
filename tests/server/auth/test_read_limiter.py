"""What somebody reads keeps nobody waiting, and comes out of an allowance (PROTOCOL 4.5.10)."""

import json
from typing import Any

import pytest

from server.auth.permissions import PERMISSIONS, is_limited_read
from server.auth.rate_limits import PUSHED, READ, READ_FEW
from server.auth.throttle import client_at
from server.sync import push_limiter
from tests.phones import Phone
from tests.town import Town
from tests.wires import Answer, Browser

SESSIONS = "/api/help-sessions?from=2026-11-01&to=2026-11-30"
TALLIES = "/api/tallies?from=2026-11-01&to=2026-11-30"
WHOLE: dict[str, Any] = {"seen": None, "cursor": {}, "limit": 2_000}


def device(phone: Phone) -> str:
    return f"device {phone.device}"


def refused(answer: Answer) -> int:
    """For how long who read too much is asked to wait."""
    assert (answer.status, answer.code) == (429, "read_too_much")
    return int(answer.headers["Retry-After"])


def test_who_read_too_much_goes_on_after_a_while(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    lan.sync()
    READ.spend(device(lan), READ.each)
    wait = refused(lan.web.get(TALLIES))
    assert refused(lan.web.post("/api/sync/v1/have", {"changes": []})) == wait
    assert minh.web.get(TALLIES).status == 200
    # What it hands in and a round that finds nothing new are as ever.
    assert lan.ask([]).status == 200
    assert lan.ask([lan.session()]).status == 200
    assert lan.sync(lan.session())[0]["verdict"] == "applied"
    minh.sync(minh.session())
    before = lan.cursor
    assert refused(lan.ask([])) == wait
    assert lan.cursor == before
    town.clock.move(seconds=wait)
    lan.sync()
    assert lan.cursor != before
    assert lan.web.get(TALLIES).status == 200


def test_the_desk_has_an_allowance_of_its_own(town: Town) -> None:
    desk = town.sign_in()
    account = desk.get("/api/session").json["account"]["id"]
    READ.spend(f"account {account}", READ.each)
    wait = refused(desk.get(SESSIONS))
    assert wait <= READ.seconds
    assert town.sign_in("quan").get("/api/units").status == 200
    town.clock.move(seconds=wait)
    assert desk.get(SESSIONS).status == 200


def test_what_is_read_is_counted_and_a_first_download_is_a_small_part(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    for _ in range(4):
        minh.sync(*(minh.session() for _ in range(500)))
    before = READ.spent(device(lan))
    answer = lan.ask([], **WHOLE)
    assert len(answer.json["rows"]) >= 2_000 - 1
    a_page = READ.spent(device(lan)) - before
    assert 0 < a_page * 25 < READ.each
    assert lan.web.get(SESSIONS).status == 200
    assert READ.spent(device(lan)) > before + a_page


def test_a_round_that_finds_nothing_new_counts_for_nothing(town: Town) -> None:
    lan = town.lan()
    lan.sync()
    before = READ.spent(device(lan))
    for _ in range(5):
        assert lan.ask([]).status == 200
        assert lan.web.raw("/api/sync/v1?a=b", json.dumps(lan.envelope([])).encode()).status == 200
    assert READ.spent(device(lan)) == before


def test_a_phone_that_nobody_let_in_may_read_little(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    READ_FEW.spend(device(minh), READ_FEW.each)
    refused(minh.ask([], **WHOLE))
    assert READ_FEW.most * 10 <= READ.most


def test_what_a_push_takes_away_comes_out_of_the_allowance_of_pushes(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine its seconds would cost more than what it takes away.
    monkeypatch.setattr(push_limiter, "thread_time", lambda: 0.0)
    lan, minh = town.lan(), town.minh()
    for _ in range(4):
        minh.sync(*(minh.session() for _ in range(500)))

    def cost(**parts: Any) -> float:
        before = PUSHED.spent(lan.device)
        assert lan.ask([lan.session()], **parts).status == 200
        return PUSHED.spent(lan.device) - before

    assert cost(**WHOLE) > cost(seen=None, cursor={}, limit=1) + 100


def test_each_read_for_which_somebody_has_to_be_known_is_limited() -> None:
    free = {
        rule
        for rule, method in PERMISSIONS
        if method == "GET" and not is_limited_read(rule, method)
    }
    assert {rule for rule in free if rule.startswith("/api/")} == {
        "/api/activities.xlsx",
        "/api/codes.xlsx",
        "/api/codes/sheet.pdf",
        "/api/exports/help-sessions.csv",
        "/api/exports/help-sessions.xlsx",
        "/api/exports/report.csv",
        "/api/exports/report.docx",
        "/api/exports/report.xlsx",
        "/api/members.xlsx",
        "/api/members/template.xlsx",
        "/api/openapi.json",
        "/api/papers.xlsx",
        "/api/phone",
        "/api/probe",
        "/api/sites.xlsx",
        "/api/units.xlsx",
        "/api/units/template.xlsx",
    }


def test_strangers_who_look_up_a_report_have_an_allowance_of_their_address(town: Town) -> None:
    stranger = Browser(town.connect())
    assert stranger.get("/api/snapshots/ABCDE-23456").code == "not_found"
    READ_FEW.spend(client_at("127.0.0.1"), READ_FEW.each)
    refused(stranger.get("/api/snapshots/ABCDE-23456"))
    assert town.desk().get(TALLIES).status == 200
