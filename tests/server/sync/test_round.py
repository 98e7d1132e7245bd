"""POST /api/sync/v1: what a phone sends goes in once, and what it takes away is the server's."""

import json

import pytest
from sqlalchemy import select

from server.auth.tables import Device
from server.database.engine import db
from server.records.tables import SyncClock
from server.sync import round_request
from tests.phones import Phone, new_id
from tests.town import OTHER_TEAM, TEAM, Town


def test_a_session_goes_in_and_comes_back(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    (told,) = lan.sync(change)
    assert (told["verdict"], told["code"], told["fields"]) == ("applied", None, [])
    row = lan.rows[change["record"]]
    assert row["state"] == "counted"
    assert row["f"]["author"] == lan.member
    assert lan.digests() == lan.last["digest"]


def test_a_row_comes_once_to_a_phone_that_asks_for_that(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    minh.sync(theirs := minh.session())
    lan.cursor = {}
    own = lan.session()
    told = lan.ask([own], once=True).json
    assert own["record"] not in {row["id"] for row in told["rows"]}
    assert theirs["record"] in {row["id"] for row in told["rows"]}
    lan.take(told)
    assert lan.digests() == lan.last["digest"]


def test_a_row_that_changed_since_its_verdict_is_not_left_out(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    lan.sync(change := lan.session())
    ha.sync(ha.edit(change["record"], {"people": 3}, {"people": 1}))
    lan.take(lan.ask([change], once=True).json)
    assert lan.rows[change["record"]]["f"]["people"] == 3
    assert lan.digests() == lan.last["digest"]


def test_rows_come_twice_where_nothing_is_said(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    told = lan.ask([change]).json
    assert told["results"][0]["row"] in told["rows"]


def test_a_phone_that_wants_it_brief_is_not_told_what_it_said(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    lan.sync(lan.session())
    assert lan.ask([], brief=True).json.keys() == {"now", "same"}
    assert lan.ask([]).json.keys() > {"digest", "channels", "rows"}
    ha.sync(ha.session())
    lan.take(lan.ask([], brief=True).json)
    assert lan.digests() == lan.last["digest"]
    assert ha.ask([], brief=True).json.keys() == {"now", "same", "arrivals", "reviews"}


def test_brief_or_not_a_phone_is_told_of_another_channel_and_of_a_newer_commit(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    for said in (
        {"cursor": {name: at for name, at in lan.cursor.items() if name != "catalogue"}},
        {"cursor": {**lan.cursor, f"team:{new_id()}": 0}},
        {"cursor": {**lan.cursor, lan.channel: 0}},
        {"cursor": {**lan.cursor, "catalogue": lan.cursor["catalogue"] - 1}},
        {"seen": None},
    ):
        told = lan.ask([], brief=True, **said).json
        assert "same" not in told
        assert told["channels"] == lan.last["channels"]


def test_a_body_that_is_spelled_in_another_way_is_read_alike(town: Town) -> None:
    lan = town.lan()
    changes = [lan.session(), lan.session(note="a[{\n", people=2)]
    tight = json.dumps(lan.envelope(changes), separators=(",", ":"), ensure_ascii=False)
    first = lan.web.raw("/api/sync/v1", tight.encode()).json
    again = lan.web.raw("/api/sync/v1", json.dumps(lan.envelope(changes), indent=1).encode()).json
    assert [each["verdict"] for each in first["results"]] == ["applied"] * 2
    assert again["results"] == first["results"]


@pytest.mark.parametrize("app_version", ["1.0.0", "2.13", "1.4.0-beta.2"])
def test_a_phones_version_is_kept(town: Town, app_version: str) -> None:
    lan = town.lan()
    assert lan.ask([], app=app_version).status == 200
    assert version_of(town, lan) == app_version


@pytest.mark.parametrize("text", ["0905123456", "gọi 0905123456", "1.0.0 Sáu", "1.0.0\n"])
def test_a_version_that_is_none_is_not_kept(town: Town, text: str) -> None:
    lan = town.lan()
    assert lan.ask([], app=text).status == 200
    assert version_of(town, lan) == "?"


def version_of(town: Town, phone: Phone) -> str | None:
    with town.app.app_context():
        query = select(Device.app_version).where(Device.id == phone.device)
        return db.session.scalar(query)


def test_a_phone_that_only_says_it_is_there_takes_no_number(town: Town) -> None:
    """What is not synced does not take the clock (PROTOCOL 5.1.6)."""
    lan = town.lan()
    lan.sync()
    before = hi(town)
    lan.sync(pending=2, oldest="2026-11-24T08:00:00+07:00")
    assert hi(town) == before
    lan.sync(lan.session())
    assert hi(town) > before


def test_what_comes_with_the_request_waits_no_more(town: Town) -> None:
    """The phone counts as unsent what it sends now (PROTOCOL 4.1.5)."""
    lan = town.lan()
    lan.ask([lan.session(), lan.session()], pending=5)
    with town.app.app_context():
        held = db.session.scalar(select(Device.pending_count).where(Device.id == lan.device))
    assert held == 3


def test_a_verdict_brings_no_row_of_a_team_that_is_the_phones_no_more(town: Town) -> None:
    """On the day of a move the author still edits their own session (PROTOCOL 4.1.6, 5.3.4)."""
    lan = town.lan()
    lan.sync(create := lan.session())
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    assert town.desk().post(path, {"team": OTHER_TEAM, "on": "2026-11-24"}).status == 200
    (told,) = lan.ask([lan.edit(create["record"], {"people": 4}, {"people": 1})]).json["results"]
    assert (told["verdict"], told["row"]) == ("applied", None)


def test_an_app_that_is_too_old_sends_and_gets_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PROTOCOL 4.5.5."""
    lan, minh = town.lan(), town.minh()
    minh.sync(minh.session())
    monkeypatch.setattr(round_request, "PROTOCOL", 2)
    told = lan.ask([lan.session()]).json
    assert [each["verdict"] for each in told["results"]] == ["applied"]
    assert (told["upgrade"], told["rows"], told["digest"]) == (True, [], {})
    assert set(told["cursor"].values()) == {0}


def hi(town: Town) -> int:
    with town.app.app_context():
        return int(db.session.scalar(select(SyncClock.hi)) or 0)
