"""A phone that was not heard of for half a year is signed out, keeps what it holds, and comes back by
itself: it joins again by its receipts and its key."""

from dataclasses import replace

import pytest
from flask import Flask

from server.auth.tables import Device
from server.database.engine import db
from server.sync import idle_fast_path
from tests.bundles import Key
from tests.phones import Phone
from tests.restoring import KeepingPhone, counted, joins
from tests.server.sync.quiet import ask, body_of, flask_asked, up_to_date
from tests.server.trail import trail
from tests.town import PASSWORD, TEAM, Town

DAYS = "from=2026-11-01&to=2027-12-31"


def sessions_counted(town: Town) -> int:
    path = f"/api/tallies?team={TEAM}&{DAYS}"
    return int(town.sign_in().get(path).json["total"]["sessions"])


def test_a_phone_out_of_a_drawer_comes_back_and_all_it_holds_counts_once(town: Town) -> None:
    lan = joins(town)
    lan.record(people=2)
    unsent = [lan.session(people=n) for n in (3, 4)]
    lost = lan.session(people=5)
    lan.sync(lost)  # and its answer never came: the phone holds it unsent, too
    town.clock.move(days=200)
    answer = lan.ask([*unsent, lost])
    assert (answer.status, answer.code) == (401, "unauthenticated")
    assert counted(town) == 2
    lan.come_back()
    results = lan.sync(*unsent, lost)
    assert [each["verdict"] for each in results] == ["applied"] * 3
    assert [each["verdict"] for each in lan.sync(*unsent, lost)] == ["applied"] * 3
    assert lan.standing() == {TEAM: "approved"}
    assert lan.digests() == lan.last["digest"]
    assert sessions_counted(town) == 4
    assert [subject for subject, _ in trail(town.app, "device_secret_renewed")] == [lan.device]


def test_it_is_in_again_before_it_was_heard_of(town: Town) -> None:
    lan = joins(town)
    town.clock.move(days=400)
    assert lan.rejoin().status == 200
    assert lan.web.get(f"/api/tallies?{DAYS}&team={TEAM}").status == 200
    assert lan.ask([]).status == 200


def test_its_old_cookie_is_worth_nothing(town: Town) -> None:
    ha = joins(town, "Hà", role="lead")
    thief = Phone(town.connect(), town.clock)
    thief.web.recall(ha.web.remembered())
    thief.device = ha.device
    assert thief.web.get("/api/enrolments").status == 200
    town.clock.move(days=181)
    for path in ("/api/enrolments", f"/api/tallies?{DAYS}&team={TEAM}"):
        assert thief.web.get(path).code == "unauthenticated"
    assert thief.ask([]).code == "unauthenticated"
    assert thief.web.post("/api/sync/v1/have", {"changes": []}).code == "unauthenticated"
    assert ha.rejoin().status == 200
    assert thief.ask([]).code == "unauthenticated"


@pytest.mark.parametrize("days", [60, 179])
def test_a_phone_that_comes_seldom_stays_signed_in(town: Town, days: int) -> None:
    lan = up_to_date(town.lan())
    for _ in range(4):
        town.clock.move(days=days)
        assert lan.ask([]).status == 200


def test_a_phone_that_only_asks_whether_there_is_news_was_heard_of(town: Town) -> None:
    """Such a round is mostly answered ahead and writes nothing; at least once a minute it does."""
    lan = up_to_date(town.lan())
    for _ in range(3):
        town.clock.move(days=100)
        for _ in range(3):
            answer = ask(lan, body_of(lan, now=town.clock().isoformat(timespec="seconds")))
            assert answer.status == 200
    with flask_asked(town.app) as asked:
        ask(lan, body_of(lan, now=town.clock().isoformat(timespec="seconds")))
    assert asked == []


def test_a_phone_that_joined_and_was_never_heard_of_ends_too(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=180, seconds=-1)
    assert lan.web.get(f"/api/tallies?{DAYS}&team={TEAM}").status == 200
    town.clock.move(seconds=1)
    assert lan.ask([]).status == 401


def test_it_is_not_answered_ahead_either(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = up_to_date(town.lan())
    town.clock.move(days=181)
    now = town.clock().isoformat(timespec="seconds")
    told: list[object] = []
    hear = idle_fast_path.answer_if_unchanged
    monkeypatch.setattr(
        idle_fast_path, "answer_if_unchanged", lambda *asked: told.append(hear(*asked)) or told[-1]
    )
    assert ask(lan, body_of(lan, now=now)).status == 401
    assert told == [None]


def test_a_waiting_and_a_stopped_phone_come_back_as_what_they_were(town: Town) -> None:
    waiting, stopped = joins(town, "Mới", auto_approve=False), joins(town, "Sáu")
    for phone in (waiting, stopped):
        phone.sync()
        phone.note_people()
    assert town.sign_in().delete(f"/api/devices/{stopped.device}").status == 204
    town.clock.move(days=200)
    made = stopped.session()
    for phone in (waiting, stopped):
        assert phone.ask([]).status == 401
        assert phone.rejoin().status == 200
    waiting.sync()
    assert waiting.standing() == {TEAM: "pending"}
    assert [each["code"] for each in stopped.sync(made)] == ["device_revoked"]
    assert stopped.last["channels"] == []


def test_a_phone_that_could_make_no_key_stays_signed_in(town: Town) -> None:
    """It could not prove who it is, and what it holds must come through."""
    lan = KeepingPhone(town)
    body = {
        "code": town.invite(),
        "name": "Lan",
        "device": lan.device,
        "key": None,
        "consent": True,
    }
    answer = lan.web.post("/api/join", body)
    assert answer.status == 200
    lan.joined.append(answer.json)
    town.clock.move(days=500)
    assert [each["verdict"] for each in lan.sync(lan.session())] == ["applied"]


def test_a_phone_whose_store_is_empty_is_still_told_what_it_held(town: Town) -> None:
    lan = town.lan()
    lan.sync(pending=3)
    town.clock.move(days=200)
    known = lan.web.get("/api/phone").json["phone"]
    assert (known["device"], known["pending"]) == (lan.device, 3)


def test_a_coordinators_session_on_it_goes_on(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=200)
    assert lan.web.post("/api/session", {"login": "son", "password": PASSWORD}).status == 200
    assert lan.web.get("/api/units").status == 200


def test_a_code_brings_it_back_too(town: Town) -> None:
    lan = joins(town)
    lan.sync()
    town.clock.move(days=200)
    assert lan.join(town.invite(), "Lan", key=Key().public).code == "device_taken"
    assert lan.join(town.invite(), "Lan", proof=lan.proof()).status == 200
    lan.sync()
    assert sessions_counted(town) == 0
    assert lan.standing() == {TEAM: "approved"}


def test_how_long_is_a_setting(app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = up_to_date(town.lan())
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", replace(settings, phone_idle_days=30))
    town.clock.move(days=29)
    assert lan.ask([]).status == 200
    town.clock.move(days=31)
    assert lan.ask([]).status == 401
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    assert lan.ask([]).status == 200


def test_a_new_secret_is_noted_at_the_phone(town: Town) -> None:
    lan = joins(town)
    town.clock.move(days=200)
    lan.rejoin()
    with town.app.app_context():
        device = db.session.get_one(Device, lan.device)
        assert device.secret_renewed_at == town.clock()
        assert device.last_contact_at is None, "it said nothing of itself yet"
