"""So much of a phone may wait for a person, and no more (PROTOCOL 4.5.8)."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from server.audit.tables import AuditEntry
from server.auth.rate_limits import PUSHED
from server.database.engine import db
from server.records.tables import Change, Record, ReviewItem
from server.sync.push_limiter import KEPT
from server.sync.store import review_quota
from server.sync.store.review_quota import MOST, Most
from tests.phones import Phone, new_id
from tests.server.sync.test_bundles import Signer
from tests.town import Town


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for three of anybody's."""
    for state in MOST:
        monkeypatch.setitem(review_quota.MOST, state, Most(3, 10_000, 3))


def wrong(phone: Phone, **fields: Any) -> dict[str, Any]:
    """A session that waits for a person: the server does not understand it."""
    return phone.session(people=900, **fields)


def kept(town: Town) -> tuple[int, ...]:
    """How many changes, records and items the server has."""
    with town.app.app_context():
        tables = (Change.id, Record.id, ReviewItem.id)
        return tuple(db.session.scalar(select(func.count(each))) or 0 for each in tables)


def settle_all(town: Town) -> None:
    desk = town.desk()
    for item in desk.get("/api/review").json["rows"]:
        answer = desk.post(f"/api/review/{item['id']}/settlement", {"decision": "refuse"})
        assert answer.status == 200, answer.body


@pytest.mark.usefixtures("little")
def test_beyond_it_nothing_of_the_push_is_kept_and_nothing_is_lost(town: Town) -> None:
    lan = town.lan()
    lan.sync(*(wrong(lan) for _ in range(3)))
    before, late, good = kept(town), wrong(lan), lan.session()
    answer = lan.ask([good, late])
    assert (answer.status, answer.code) == (429, "waiting_full")
    assert int(answer.headers["Retry-After"]) == review_quota.RETRY_SECONDS
    assert answer.json["details"] == {"change": late["id"], "changes": [late["id"]]}
    assert kept(town) == before
    assert [told["verdict"] for told in lan.sync(good)] == ["applied"]
    settle_all(town)
    town.clock.move(seconds=review_quota.RETRY_SECONDS)
    assert [told["verdict"] for told in lan.sync(late)] == ["review"]


@pytest.mark.usefixtures("little")
def test_all_changes_without_room_are_named_at_once(town: Town) -> None:
    lan = town.lan()
    waiting, good = [wrong(lan) for _ in range(40)], [lan.session() for _ in range(5)]
    answer = lan.ask([*waiting, *good])
    named = answer.json["details"]["changes"]
    assert named == [each["id"] for each in waiting[3:]]
    assert answer.json["details"]["change"] == named[0]
    rest = [each for each in [*waiting, *good] if each["id"] not in named]
    assert [told["verdict"] for told in lan.sync(*rest)] == ["review"] * 3 + ["applied"] * 5


@pytest.mark.usefixtures("little")
def test_a_phone_without_room_hears_the_verdicts_again_and_pulls(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    waiting = [wrong(lan) for _ in range(3)]
    lan.sync(*waiting)
    (told,) = minh.sync(minh.session())
    assert [each["verdict"] for each in lan.sync(*waiting)] == ["review"] * 3
    assert told["row"]["id"] in lan.rows


@pytest.mark.usefixtures("little")
def test_bytes_count_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(review_quota.MOST, "approved", Most(1_000, 4_000, 1_000))
    lan = town.lan()
    notes = [f"chợ {n} " * 40 for n in range(20)]
    codes = [lan.ask([wrong(lan, note=note)]).code for note in notes]
    assert codes[0] is None
    assert codes[-1] == "waiting_full"
    assert 4 <= codes.count(None) <= 8


@pytest.mark.usefixtures("little")
def test_what_a_waiting_phone_recorded_counts_until_it_is_approved(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    minh.sync(*(minh.session() for _ in range(3)))
    before, late = kept(town), minh.session()
    answer = minh.ask([late])
    assert (answer.code, answer.json["details"]) == ("waiting_full", {})
    assert kept(town) == before
    edited = minh.edit(next(iter(minh.rows)), {"people": 2}, {"people": 1})
    assert minh.ask([edited]).status == 200
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "approve"}).status == 200
    minh.sync()
    assert [told["verdict"] for told in minh.sync(late)] == ["applied"]


@pytest.mark.usefixtures("little")
def test_held_edits_and_other_contents_of_known_changes_count(town: Town) -> None:
    lan = town.lan()
    known = lan.session()
    lan.sync(known)
    others = [{**known, "set": {**known["set"], "people": n}} for n in (2, 3)]
    lan.sync(*others, lan.edit(new_id(), {"people": 2}, {"people": 1}))
    again = {**known, "set": {**known["set"], "people": 4}}
    assert lan.ask([again]).code == "waiting_full"
    assert [told["verdict"] for told in lan.sync(*others)] == ["id_reuse"] * 2


@pytest.mark.usefixtures("little")
def test_a_bundle_takes_its_makers_room(town: Town) -> None:
    lan, minh = Signer(town), town.minh()
    body = lan.bundle(*(wrong(lan.phone) for _ in range(4)))
    assert minh.web.post("/api/bundles", body).code == "waiting_full"
    assert minh.sync(*(wrong(minh) for _ in range(3)))[0]["verdict"] == "review"


def test_a_stopped_phone_has_less_room_than_one_that_waits_and_that_less_than_one_let_in(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n, state in enumerate(("revoked", "pending", "approved")):
        share = Most(*(each // part for each, part in zip(MOST[state], (100, 1, 100), strict=True)))
        monkeypatch.setitem(review_quota.MOST, state, share)
        phone = town.phone(f"Minh {n}", auto_approve=state == "approved")
        if state == "revoked":
            assert town.desk().delete(f"/api/devices/{phone.device}").status == 204
        assert taken(town, phone, wrong) == {"revoked": 1, "pending": 1, "approved": 20}[state]
        if state == "pending":  # what waits for the phone itself buries nothing
            assert taken(town, phone, Phone.session) == 9


def taken(town: Town, phone: Phone, make: Callable[[Phone], dict[str, Any]]) -> int:
    """How many changes of a phone have room."""
    count = 0
    while phone.ask([make(phone)]).status == 200:
        count += 1
        town.clock.move(minutes=5)
    return count


@pytest.mark.parametrize("state", ["pending", "revoked"])
def test_a_phone_that_sends_for_days_does_not_fill_the_disk(town: Town, state: str) -> None:
    phone = town.phone("Minh", auto_approve=False)
    if state == "revoked":
        assert town.desk().delete(f"/api/devices/{phone.device}").status == 204
    before, codes = stored(town), []
    for turn in range(12):
        changes = [
            phone.session(people=900, note=f"{turn}-{n} " + "chợ chiều đông " * 5)
            for n in range(100)
        ]
        understood = [phone.session(note=f"{turn}-{n} chợ chiều đông") for n in range(100)]
        for some in (changes, understood):
            answer = phone.ask(some)
            codes.append(answer.code)
            assert answer.status == 200 or answer.code in ("waiting_full", "pushed_too_much")
            town.clock.move(hours=1)
    grown = stored(town) - before
    assert None in codes, "some of it is kept"
    assert codes[-1] == "waiting_full", "and then no more"
    assert MOST[state].size / 20 < grown <= 3 * MOST[state].size


def stored(town: Town) -> int:
    """Characters of what was sent that the server keeps, and of what it writes down about it."""
    kept = (ReviewItem.body, Change.set_, Change.applied, Record.fields, AuditEntry.details)
    with town.app.app_context():
        return sum(len(str(each)) for column in kept for each in db.session.scalars(select(column)))


SERVICES = [f"services.{code}" for code in ("DD01", "DD02", "DD03")]


def served(people: int) -> dict[str, Any]:
    return {name: {"people": people, "outcome": "XONG", "reasons": []} for name in SERVICES}


@pytest.mark.usefixtures("little")
def test_proposals_count_until_somebody_has_settled_them(town: Town) -> None:
    lan = town.lan()
    session = lan.session(people=9, **served(1))
    lan.sync(session)
    late = lan.edit(session["record"], served(3), served(2))
    (told,) = lan.sync(late)
    assert (told["verdict"], sorted(told["fields"])) == ("conflict", SERVICES)
    before = kept(town)
    later = lan.edit(session["record"], {SERVICES[0]: served(4)[SERVICES[0]]}, {})
    answer = lan.ask([later, lan.session()])
    assert answer.code == "waiting_full"
    assert answer.json["details"] == {"change": later["id"], "changes": [later["id"]]}
    assert kept(town) == before
    assert lan.ask([wrong(lan)]).code == "waiting_full"
    assert [each["verdict"] for each in lan.sync(late)] == ["conflict"]
    settle_all(town)
    town.clock.move(seconds=review_quota.RETRY_SECONDS)
    assert [each["verdict"] for each in lan.sync(later)] == ["conflict"]


@pytest.mark.usefixtures("little")
def test_the_proposals_of_a_teammate_take_nobodys_room(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    session = lan.session(people=9, **served(1))
    lan.sync(session)
    ha.sync(ha.edit(session["record"], served(3), served(2)))
    assert ha.ask([wrong(ha)]).code == "waiting_full"
    lan.sync(*(wrong(lan) for _ in range(3)))
    assert lan.ask([wrong(lan)]).code == "waiting_full"


def test_edits_that_meet_other_values_pile_up_no_proposals(town: Town) -> None:
    """Each asks a person once, so it costs what is kept for one, and there is an end to it."""
    lan = town.lan()
    session = lan.session(people=9, **served(1))
    lan.sync(session)
    before = PUSHED.spent(lan.device)
    lan.sync(*(lan.edit(session["record"], served(3), served(2)) for _ in range(50)))
    assert PUSHED.spent(lan.device) - before >= 50 * (1 + len(SERVICES) * KEPT)
    codes = []
    for _ in range(7):
        edits = [lan.edit(session["record"], served(3), served(2)) for _ in range(110)]
        codes.append(lan.ask(edits).code)
    assert codes == [None] * 5 + ["waiting_full"] * 2
    with town.app.app_context():
        waiting = select(func.count()).where(Record.kind == "proposal")
        assert (
            db.session.scalar(waiting) == (50 + 5 * 110) * len(SERVICES) <= MOST["approved"].items
        )
