"""In every way in which what waits for a person can close, the phone that brought it hears how it
ended; else it shows "Cần sửa" for ever (PROTOCOL 5.7.3)."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from server.database.engine import db
from server.operations.use_cases.erasing import erase_record
from server.records.tables import ReviewItem
from tests.phones import Change, Phone
from tests.server.enrolment.test_enrolments import decision
from tests.server.sync.reviewing import review_of
from tests.server.sync.reviewing import settlements as told_to
from tests.server.sync.test_day_that_fits import SLOW, TODAY, WRONG
from tests.server.sync.test_settling_items import LIVE, VOID, items, refused_phone, slow_session
from tests.town import TEAM, Town

Way = Callable[[Town, Phone, Change], str | None]
"""Closes what is asked about a session, and says how that ends on the phone."""


def late_edit(phone: Phone, **wish: Any) -> tuple[Change, Change]:
    """A session, and an edit of it that came first and went in late, on a day in doubt."""
    create = phone.session()
    edit = phone.edit(create["record"], {"day": WRONG, **wish}, {"day": TODAY, "people": 2})
    slow = (phone.now() - SLOW).isoformat(timespec="seconds")
    assert [each["verdict"] for each in phone.sync(edit, now=slow)] == ["held"]
    assert [each["verdict"] for each in phone.sync(create, now=slow)] == ["applied"]
    assert told_to(phone) == []
    return create, edit


def settle(town: Town, item: Any, decision: str, **word: Any) -> None:
    path = f"/api/review/{item['id']}/settlement"
    answer = town.desk().post(path, {"decision": decision, **word})
    assert answer.status == 200, answer.json


def author_voids(town: Town, phone: Phone, create: Change) -> str:
    phone.sync(phone.edit(create["record"], VOID, LIVE))
    return "applied"


def author_mends(town: Town, phone: Phone, create: Change) -> str:
    phone.sync(phone.edit(create["record"], {"day": TODAY}, {"day": WRONG}))
    return "applied"


def lead_voids(town: Town, phone: Phone, create: Change) -> str:
    ha = town.ha()
    ha.sync(ha.edit(create["record"], VOID, LIVE))
    return "applied"


def _corrects(wish: dict[str, str]) -> Way:
    def way(town: Town, phone: Phone, create: Change) -> str:
        desk, path = town.desk(), f"/api/help-sessions/{create['record']}"
        prev = {"day": WRONG} if "day" in wish else LIVE
        word = {"set": wish, "prev": prev, "why": "Theo sổ của đội"}
        answer = desk.patch(path, word)
        assert answer.status in (200, 204), answer.json
        return "applied"

    return way


def _person(decision: str, outcome: str, **word: Any) -> Way:
    def way(town: Town, phone: Phone, create: Change) -> str:
        (item,) = items(town)
        settle(town, item, decision, **word)
        return outcome

    return way


def late_value_of_the_day(town: Town, phone: Phone, create: Change) -> str:
    """Somebody accepts a proposal about the day of the session."""
    ha = town.ha()
    (result,) = ha.sync(ha.edit(create["record"], {"day": TODAY}, {"day": "2026-11-20"}))
    assert result["verdict"] == "conflict"
    (proposal,) = items(town, "proposal")
    settle(town, proposal, "accept")
    return "applied"


def overruled(town: Town, phone: Phone, create: Change) -> str:
    """Somebody accepts what another one sent about the same session, and could not go in."""
    minh = town.minh()
    (result,) = minh.sync(minh.edit(create["record"], {"day": TODAY}, {"day": WRONG}))
    assert (result["verdict"], result["code"]) == ("review", "not_author")
    (item,) = [each for each in items(town) if each["code"] == "not_author"]
    settle(town, item, "accept")
    return "applied"


def erased(town: Town, phone: Phone, create: Change) -> None:
    with town.app.app_context():
        assert erase_record(create["record"], "Theo ý bà con")


WAYS: dict[str, Way] = {
    "the author voids the session": author_voids,
    "the author mends the day": author_mends,
    "a lead voids the session": lead_voids,
    "the desk corrects the day": _corrects({"day": TODAY}),
    "the desk voids the session": _corrects(VOID),
    "a person accepts": _person("accept", "accepted"),
    "a person refuses": _person("refuse", "refused", reason="Ngày này đội nghỉ"),
    "a person edits": _person("edit", "edited", set={"day": TODAY}, reason="Theo sổ của đội"),
    "a person takes the day that is offered": _person("mend_day", "accepted"),
    "a person accepts a late value": late_value_of_the_day,
    "a person accepts another change": overruled,
    "the record is erased": erased,
}


def expect_told(town: Town, phone: Phone, change: Change, outcome: str | None) -> None:
    """Nobody is asked about the change any more, and its phone has heard how it ended."""
    assert review_of(town) == []
    about = [each for each in told_to(phone) if each["change"] == change["id"]]
    found = [(each["outcome"], each["fields"]) for each in about]
    # Of an erased record the phone hears so of one change, and drops them all.
    assert outcome is None or found == [(outcome, [])]
    assert outcome is not None or {each["outcome"] for each in told_to(phone)} >= {"erased"}
    expect_all_told(town, phone)


def expect_all_told(town: Town, phone: Phone) -> None:
    """Whatever is closed in the database was told to the phone that brought it."""
    told = {each["change"] for each in told_to(phone)}
    with town.app.app_context():
        found = db.session.scalars(select(ReviewItem).where(ReviewItem.device_id == phone.device))
        closed = {item.change_id for item in found if item.settled_at is not None}
    assert closed
    assert closed <= told


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_of_a_held_edit_that_went_in_on_a_day_in_doubt(town: Town, way: Way) -> None:
    lan = town.lan()
    create, edit = late_edit(lan)
    outcome = way(town, lan, create)
    expect_told(town, lan, edit, outcome)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_of_a_session_on_a_day_in_doubt(town: Town, way: Way) -> None:
    """The phone was told `applied`, with a code for which it shows the session as "Cần sửa"."""
    lan = town.lan()
    create = slow_session(lan)
    outcome = way(town, lan, create)
    expect_told(town, lan, create, outcome)


def test_of_a_held_edit_that_another_one_mends(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    first = lan.edit(create["record"], {"day": WRONG}, {"day": TODAY})
    second = lan.edit(create["record"], {"day": TODAY}, {"day": WRONG})
    slow = (lan.now() - SLOW).isoformat(timespec="seconds")
    lan.sync(first, second, create, now=slow)
    for edit in (first, second):
        expect_told(town, lan, edit, "applied")


def test_of_a_held_edit_that_met_other_values_too(town: Town) -> None:
    """It is told of field by field (PROTOCOL 5.7.3): nothing comes for what is still open."""
    lan = town.lan()
    create, edit = late_edit(lan, people=3)
    author_voids(town, lan, create)
    assert items(town) == []
    assert told_to(lan) == []
    (proposal,) = items(town, "proposal")
    settle(town, proposal, "accept")
    (told,) = told_to(lan)
    assert (told["change"], told["outcome"], told["fields"]) == (edit["id"], "accepted", ["people"])


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_a_person_who_settles_the_day_leaves_the_late_value_open(town: Town, decision: str) -> None:
    """A refusal is told at once, for it keeps the change among those to mend, with its reason."""
    lan = town.lan()
    _, edit = late_edit(lan, people=3)
    (item,) = items(town)
    settle(town, item, decision)
    told = [(each["change"], each["outcome"]) for each in told_to(lan)]
    assert told == ([(edit["id"], "refused")] if decision == "refuse" else [])
    assert len(items(town, "proposal")) == 1


def test_of_what_a_correction_replaces_link_by_link(town: Town) -> None:
    """The phone closes by itself what its correction names; a copy of it learns so by this."""
    lan = town.lan()
    first = lan.session(day="2015-06-01")
    second = {**lan.session(first["record"], day="2015-06-02"), "replaces": first["id"]}
    last = {**lan.session(first["record"]), "replaces": second["id"]}
    lan.sync(first)
    lan.sync(second)
    assert [row["body"]["id"] for row in review_of(town)] == [second["id"]]
    assert [each["verdict"] for each in lan.sync(last)] == ["applied"]
    for each in (first, second):
        expect_told(town, lan, each, "replaced")


def test_of_an_edit_whose_author_says_again_what_stands(town: Town) -> None:
    """So a wrong day is withdrawn: the session stays as it is, and nobody has to look at it."""
    lan = town.lan()
    create = lan.session()
    lan.sync(create)
    stands = {"day": create["set"]["day"], "note": None}
    wrong = lan.edit(create["record"], {"day": "2016-02-29", "note": "mưa"}, stands)
    assert [each["verdict"] for each in lan.sync(wrong)] == ["review"]
    withdrawn = {**lan.edit(create["record"], stands, stands), "replaces": wrong["id"]}
    (result,) = lan.sync(withdrawn)
    assert (result["verdict"], result["code"]) == ("applied", None)
    fields = result["row"]["f"]
    assert fields["day"] == stands["day"]
    assert fields.get("note") is fields.get("corrected") is None
    expect_told(town, lan, wrong, "replaced")


def test_of_a_session_that_counts_once_its_phone_is_let_in_after_all(town: Town) -> None:
    phone, change = refused_phone(town)
    assert [item["code"] for item in items(town)] == ["not_member"]
    assert phone.join(town.invite(TEAM), "Minh").json["device"]["state"] == "pending"
    assert town.desk().post(decision(phone), {"decision": "approve"}).status == 200
    expect_told(town, phone, change, "applied")
