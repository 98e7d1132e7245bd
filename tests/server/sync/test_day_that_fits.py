"""A session on a wrong day, whose day fits once the phone's clock is put right: the day is offered,
and one word sets it (PROTOCOL 5.3.3, 5.7.1)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.database.engine import db
from server.operations.use_cases.erasing import erase_record
from server.records.tables import ReviewItem
from server.totals.use_cases.recounting import recount
from tests.phones import Change, Phone
from tests.server.sync.test_settling_items import items, settle, slow_session, state
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Answer, Browser

TODAY, SLOW = "2026-11-24", timedelta(days=60)
WRONG = "2026-09-25"


def mend(web: Browser, item: Any) -> Answer:
    return web.post(f"/api/review/{item['id']}/settlement", {"decision": "mend_day"})


def people_on(town: Town, day: str) -> int:
    """How many people the team helped on a day, as the totals have it."""
    found = town.desk().get(f"/api/tallies?team={TEAM}&from={day}&to={day}&by=day").json
    return int(found["total"]["people"])


def expect_mended(town: Town, phone: Phone, change: Change) -> None:
    """Nothing is asked any more, the phone has heard of it, and the totals are those of the changes."""
    assert items(town) == []
    (told,) = [row["f"] for row in phone.of_kind("settlement")]
    assert (told["change"], told["outcome"]) == (change["id"], "accepted")
    with town.app.app_context():
        assert recount().differences == []


def earlier_session(phone: Phone, days: int, **fields: Any) -> Change:
    """A session of some days ago on a phone whose clock is 60 days slow."""
    told = phone.now() - SLOW
    day = (told - timedelta(days=days)).date().isoformat()
    change = phone.session(day=day, **fields)
    (result,) = phone.sync(change, now=told.isoformat(timespec="seconds"))
    assert (result["verdict"], result["code"]) == ("applied", "bad_day")
    return change


def test_a_coordinator_sets_the_day_that_fits_and_it_counts_there(town: Town) -> None:
    lan = town.lan()
    change = slow_session(lan, people=4)
    (item,) = items(town)
    assert (item["code"], item["fits"]) == ("bad_day", TODAY)
    assert (people_on(town, WRONG), people_on(town, TODAY)) == (0, 0)
    assert mend(town.desk(), item).status == 200
    assert state(lan, change) == "counted"
    fields = lan.rows[change["record"]]["f"]
    assert (fields["day"], fields["corrected"]) == (TODAY, {"name": "Sơn"})
    assert (people_on(town, WRONG), people_on(town, TODAY)) == (0, 4)
    expect_mended(town, lan, change)


@pytest.mark.parametrize("name", ["Sơn", "Hà"])
def test_the_history_says_who_set_which_day_to_which(town: Town, name: str) -> None:
    ha = town.ha()
    change = slow_session(town.lan())
    (item,) = items(town)
    assert mend(ha.web if name == "Hà" else town.desk(), item).status == 200
    history = town.desk().get(f"/api/help-sessions/{change['record']}").json["history"]
    assert (history[-1]["op"], history[-1]["author_name"]) == ("settle", name)
    assert (history[-1]["prev"], history[-1]["set"]) == ({"day": WRONG}, {"day": TODAY})


def test_a_lead_sets_it_from_the_phone_and_the_author_reads_by_whom(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    change = slow_session(lan)
    (item,) = ha.web.get(f"/api/review?team={TEAM}").json["rows"]
    assert item["fits"] == TODAY
    assert mend(ha.web, item).status == 200
    assert state(lan, change) == "counted"
    assert lan.rows[change["record"]]["f"]["corrected"] == {"by": ha.member}


def test_a_leads_own_session_says_of_no_correction(town: Town) -> None:
    ha = town.ha()
    change = slow_session(ha)
    (item,) = items(town)
    assert mend(ha.web, item).status == 200
    assert state(ha, change) == "counted"
    fields = ha.rows[change["record"]]["f"]
    assert (fields["day"], fields.get("corrected")) == (TODAY, None)


@pytest.mark.parametrize("first", ["mend_day", "accept", "refuse"])
def test_of_two_who_settle_at_once_the_second_is_told(town: Town, first: str) -> None:
    lan, ha = town.lan(), town.ha()
    change = slow_session(lan)
    (item,) = items(town)
    assert settle(town, item, first).status == 200
    before = state(lan, change)
    assert mend(ha.web, item).code == "conflict_settled"
    assert state(lan, change) == before
    expected = WRONG if first != "mend_day" else TODAY
    assert lan.rows[change["record"]]["f"]["day"] == expected


@pytest.mark.parametrize(
    ("wish", "left"), [({"day": TODAY}, "counted"), ({"status": "void"}, "void")]
)
def test_what_its_author_mended_or_voided_first_stays_as_it_is(
    town: Town, wish: dict[str, str], left: str
) -> None:
    lan = town.lan()
    change = slow_session(lan)
    (item,) = items(town)
    lan.sync(lan.edit(change["record"], wish, {"day": WRONG, "status": "live"}))
    assert mend(town.desk(), item).code == "conflict_settled"
    assert state(lan, change) == left


def test_an_offer_is_of_the_day_that_the_session_has(town: Town) -> None:
    lan = town.lan()
    change = slow_session(lan)
    later = lan.edit(change["record"], {"day": "2026-09-20"}, {"day": WRONG})
    lan.sync(later, now=(lan.now() - SLOW).isoformat(timespec="seconds"))
    (item,) = items(town)
    assert item["fits"] == "2026-11-19"
    assert mend(town.desk(), item).status == 200
    assert state(lan, change) == "counted"
    assert lan.rows[change["record"]]["f"]["day"] == "2026-11-19"


def test_a_held_edit_into_a_wrong_day_is_asked_about_when_it_goes_in(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    early = lan.edit(change["record"], {"day": WRONG}, {"day": TODAY})
    slow = (lan.now() - SLOW).isoformat(timespec="seconds")
    assert [each["verdict"] for each in lan.sync(early, change, now=slow)] == ["held", "applied"]
    assert state(lan, change) == "attention"
    assert lan.of_kind("settlement") == []
    (item,) = items(town)
    assert (item["code"], item["fits"]) == ("bad_day", TODAY)
    assert mend(town.desk(), item).status == 200
    assert state(lan, change) == "counted"
    (told,) = [row["f"] for row in lan.of_kind("settlement")]
    assert (told["change"], told["outcome"]) == (early["id"], "accepted")


def test_a_held_edit_that_mends_the_day_ends_the_question(town: Town) -> None:
    lan = town.lan()
    change = lan.session(day=WRONG)
    early = lan.edit(change["record"], {"day": TODAY}, {"day": WRONG})
    slow = (lan.now() - SLOW).isoformat(timespec="seconds")
    assert [each["verdict"] for each in lan.sync(early, change, now=slow)] == ["held", "applied"]
    assert state(lan, change) == "counted"
    assert items(town) == []
    with town.app.app_context():
        assert recount().differences == []


def test_a_day_that_fits_no_more_is_not_set(town: Town) -> None:
    lan = town.lan()
    change = earlier_session(lan, days=10)
    (item,) = items(town)
    assert item["fits"] == "2026-11-14"
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    assert town.desk().post(path, {"team": OTHER_TEAM, "on": TODAY}).status in (200, 204)
    refused = mend(town.desk(), item)
    assert (refused.code, refused.json["details"]) == (
        "invalid_shape", {"code": "not_member", "field": "day"},
    )  # fmt: skip
    assert items(town) == [item]
    row = town.desk().get(f"/api/help-sessions/{change['record']}").json
    assert (row["day"], row["state"]) == ("2026-09-15", "attention")


def test_only_what_stands_on_a_wrong_day_can_be_mended(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    session = lan.session()
    lan.sync(session)
    minh.sync(minh.edit(session["record"], {"people": 5}, {"people": 1}))
    lan.sync(lan.edit(session["record"], {"people": 3}, {"people": 2}))
    lan.sync(lan.session(day="2015-06-01"))
    waiting = town.desk().get("/api/review").json["rows"]
    assert {row["kind"] for row in waiting} == {"review", "proposal"}
    for row in waiting:
        assert row["fits"] is None
        assert mend(town.desk(), row).json["details"]["code"] == "bad_day"
    assert town.desk().get("/api/review").json["rows"] == waiting


def test_only_who_looks_after_the_team_sets_it(town: Town) -> None:
    lan = town.lan()
    slow_session(lan)
    (item,) = items(town)
    stranger = town.phone("Tâm", OTHER_TEAM, role="lead")
    assert mend(lan.web, item).code == "wrong_role"
    assert mend(stranger.web, item).code == "not_found"
    assert mend(town.desk("quan"), item).status in (403, 404)
    assert items(town) == [item]


def test_a_lead_without_a_network_who_set_the_same_day_changes_nothing(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    change = slow_session(lan)
    ha.sync()
    late = ha.edit(change["record"], {"day": TODAY}, {"day": WRONG})
    (item,) = items(town)
    assert mend(town.desk(), item).status == 200
    (result,) = ha.sync(late)
    assert (result["verdict"], result["fields"]) == ("applied", [])
    assert state(lan, change) == "counted"


def test_nothing_is_offered_for_an_erased_session(town: Town) -> None:
    lan = town.lan()
    change = slow_session(lan)
    with town.app.app_context():
        assert erase_record(change["record"], "Theo ý bà con")
        (item,) = db.session.scalars(select(ReviewItem)).all()
        assert (item.fits, item.outcome) == (None, "refused")
