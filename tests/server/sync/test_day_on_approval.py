"""A session of a phone that waited for approval, on a day that does not fit: the lead is offered the
day that fits by the phone's clock (PROTOCOL 5.3.3, 5.7.4)."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.phones import Change, Phone
from tests.server.sync.test_day_that_fits import SLOW, TODAY, WRONG, expect_mended, mend, people_on
from tests.server.sync.test_settling_items import items, settle, state
from tests.server.sync.test_waiting import decide
from tests.town import OTHER_TEAM, TEAM, Town


def waiting_session(phone: Phone, **fields: Any) -> Change:
    """A session of today on a waiting phone whose clock is 60 days slow."""
    told = phone.now() - SLOW
    change = phone.session(day=told.date().isoformat(), **fields)
    (result,) = phone.sync(change, now=told.isoformat(timespec="seconds"))
    assert (result["verdict"], result["code"]) == ("applied", None)
    assert state_on_slow(phone, change) == "awaiting_approval"
    return change


def state_on_slow(phone: Phone, change: Change) -> str:
    """How a session counts, asked by a phone whose clock is still slow."""
    phone.sync(now=(phone.now() - SLOW).isoformat(timespec="seconds"))
    return str(phone.rows[change["record"]]["state"])


def let_in(town: Town, phone: Phone) -> None:
    """The same person joins again, by a code that lets in at once whoever was not refused."""
    member = phone.member
    if phone.join(town.invite(), "Minh").json["device"]["state"] == "pending":
        decide(town, phone, "approve")
    assert phone.member == member


def test_a_day_is_offered_when_the_phone_is_approved(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    change = waiting_session(minh, people=4)
    decide(town, minh, "approve")
    assert state_on_slow(minh, change) == "attention"
    (item,) = items(town)
    assert (item["code"], item["fits"]) == ("bad_day", TODAY)
    assert mend(town.desk(), item).status == 200
    assert state(minh, change) == "counted"
    assert minh.rows[change["record"]]["f"]["day"] == TODAY
    assert (people_on(town, WRONG), people_on(town, TODAY)) == (0, 4)
    expect_mended(town, minh, change)


def test_a_code_that_lets_in_at_once_offers_it_too(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    change = waiting_session(minh)
    let_in(town, minh)
    (item,) = items(town)
    assert (item["record"], item["fits"]) == (change["record"], TODAY)


@pytest.mark.parametrize("decision", ["approve", "refuse"])
def test_who_was_asked_before_is_asked_again(town: Town, decision: str) -> None:
    """Refused, made void by its author, who waits again and takes it back: a session that stands and
    does not count is never without somebody who is asked."""
    minh, slow, change = refused(town)
    minh.sync(minh.edit(change["record"], {"status": "void"}, {"status": "live"}), now=slow)
    assert items(town) == []
    wait_again(town, minh)
    minh.sync(minh.edit(change["record"], {"status": "live"}, {"status": "void"}), now=slow)
    assert state_on_slow(minh, change) == "awaiting_approval"
    decide(town, minh, decision)
    assert state_on_slow(minh, change) == "attention"
    (item,) = items(town)
    assert item["fits"] == (TODAY if decision == "approve" else None)


def test_what_the_desk_refused_is_asked_again_when_it_comes_back(town: Town) -> None:
    minh, slow, change = refused(town)
    (item,) = items(town)
    assert settle(town, item, "refuse").status == 200
    wait_again(town, minh)
    minh.sync(now=slow)
    minh.sync(minh.edit(change["record"], {"status": "live"}, {"status": "void"}), now=slow)
    decide(town, minh, "approve")
    (item,) = items(town)
    assert mend(town.desk(), item).status == 200
    assert state_on_slow(minh, change) == "counted"
    assert (people_on(town, WRONG), people_on(town, TODAY)) == (0, 1)


def refused(town: Town) -> tuple[Phone, str, Change]:
    """Minh's phone, what its slow clock says, and his session, once he was not let in."""
    minh = town.phone("Minh", auto_approve=False)
    change = waiting_session(minh)
    decide(town, minh, "refuse")
    assert state_on_slow(minh, change) == "attention"
    return minh, (minh.now() - SLOW).isoformat(timespec="seconds"), change


def wait_again(town: Town, phone: Phone) -> None:
    """The same person asks once more to be let in."""
    answer = phone.join(town.invite(auto_approve=False), "Minh")
    assert answer.json["device"]["state"] == "pending"


def test_nothing_is_offered_once_the_clock_is_right(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    waiting_session(minh)
    minh.sync()
    decide(town, minh, "approve")
    (item,) = items(town)
    assert (item["code"], item["fits"]) == ("bad_day", None)
    assert mend(town.desk(), item).json["details"]["code"] == "bad_day"


def test_nothing_is_offered_for_a_day_that_fits(town: Town) -> None:
    """A clock that is a little slow makes no question of a day on which its author was there."""
    minh = town.phone("Minh", auto_approve=False)
    told = minh.now() - timedelta(hours=11)
    change = minh.session(day=told.date().isoformat())
    minh.sync(change, now=told.isoformat(timespec="seconds"))
    decide(town, minh, "approve")
    assert state(minh, change) == "counted"
    assert items(town) == []


def test_a_day_that_an_edit_set_is_in_no_doubt(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    told = minh.now() - timedelta(hours=26)
    change = minh.session(day=told.date().isoformat())
    edit = minh.edit(change["record"], {"day": "2026-11-22"}, {"day": change["set"]["day"]})
    minh.sync(change, edit, now=told.isoformat(timespec="seconds"))
    decide(town, minh, "approve")
    assert state(minh, change) == "counted"


def test_no_day_is_offered_on_which_a_companion_was_not_there(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=60)
    today = town.clock.moment.date().isoformat()
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    assert town.desk().post(path, {"team": OTHER_TEAM, "on": today}).status in (200, 204)
    town.clock.move(days=5)
    minh = town.phone("Minh", auto_approve=False)
    with_lan, alone = waiting_session(minh, companions=[lan.member]), waiting_session(minh)
    decide(town, minh, "approve")
    fits = {item["record"]: item["fits"] for item in items(town)}
    day = date.fromisoformat(today) + timedelta(days=5)
    assert fits == {with_lan["record"]: None, alone["record"]: day.isoformat()}


def test_whoever_was_refused_first_is_asked_about_once(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    change = waiting_session(minh)
    decide(town, minh, "refuse")
    (refused,) = items(town)
    assert (refused["code"], refused["fits"]) == ("not_member", None)
    let_in(town, minh)
    (item,) = items(town)
    assert (item["id"], item["fits"]) == (refused["id"], TODAY)
    assert mend(town.desk(), item).status == 200
    assert state(minh, change) == "counted"
    assert items(town) == []


def test_what_its_author_took_back_on_a_refused_phone_is_asked_about_once(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    change = waiting_session(minh)
    slow = (minh.now() - SLOW).isoformat(timespec="seconds")
    minh.sync(minh.edit(change["record"], {"status": "void"}, {"status": "live"}), now=slow)
    decide(town, minh, "refuse")
    minh.sync(minh.edit(change["record"], {"status": "live"}, {"status": "void"}), now=slow)
    assert state_on_slow(minh, change) == "attention"
    let_in(town, minh)
    (item,) = items(town)
    assert item["fits"] == TODAY
    assert settle(town, item, "refuse").status == 200
    assert state(minh, change) == "void"
    assert items(town) == []
