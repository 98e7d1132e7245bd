"""POST /api/sync/v1: what a phone sends goes in once, and what it takes away is the server's."""

import json

import pytest
from sqlalchemy import select

from server.extensions import db
from server.identity.tables import Device
from server.syncing.schemas import RoundSchema
from tests.phones import Phone
from tests.town import Town


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


def test_only_names_of_channels_are_logged(town: Town) -> None:
    lan = town.lan()
    names = [lan.channel, "catalogue", f"device:{lan.device}"]
    asked = lan.envelope([], repaired=[*names, "team:0905123456", "bà Sáu"])
    assert lan.ask([], repaired=asked["repaired"]).status == 200
    assert RoundSchema().load(asked)["repaired"] == names
