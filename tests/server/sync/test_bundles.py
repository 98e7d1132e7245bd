"""What one phone made and another one brings (PROTOCOL 8)."""

import gzip
import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.accounts.use_cases.password_sign_in import create_account
from server.database.engine import db
from server.records.tables import Change
from tests.bundles import Key, as_body, bundle
from tests.phones import Phone
from tests.server.trail import trail
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Answer

ADDRESS = "/api/bundles"


def deliver(web: Any, clock: Any, body: dict[str, str], most: int) -> list[list[str]]:
    """The verdicts of each delivery, until none is `retry`, or so many."""
    found: list[list[str]] = []
    while len(found) < most and (not found or "retry" in found[-1]):
        answer = web.post(ADDRESS, body)
        found.append([verdict for verdict, _ in verdicts(answer)])
        clock.move(minutes=10)
    return found


class Signer:
    """Lan's phone, which can sign."""

    def __init__(self, town: Town, **wish: Any) -> None:
        self.key = Key()
        self.phone = Phone(town.connect(), town.clock)
        answer = self.phone.join(town.invite(**wish), "Lan", key=self.key.public)
        assert answer.status == 200, answer.body
        self.phone.sync()

    def bundle(
        self, *changes: Any, packed: bool = True, said: dict[str, Any] | None = None
    ) -> dict[str, str]:
        return bundle(self.key, self.phone.device, list(changes), packed, said)


@pytest.fixture
def lan(town: Town) -> Signer:
    return Signer(town)


def verdicts(answer: Answer) -> list[tuple[str, str | None]]:
    assert answer.status == 200, answer.body
    return [(each["verdict"], each["code"]) for each in answer.json["results"]]


def counted(town: Town, team: str = TEAM) -> int:
    day = town.clock.moment.date().isoformat()
    total = town.desk().get(f"/api/tallies?team={team}&from={day}&to={day}").json["total"]
    return int(total["sessions"])


def test_a_teammate_brings_it_and_the_author_is_who_made_it(town: Town, lan: Signer) -> None:
    minh = town.minh()
    sessions = [lan.phone.session(people=n) for n in (1, 2, 3)]
    answer = minh.web.post(ADDRESS, lan.bundle(*sessions))
    assert verdicts(answer) == [("applied", None)] * 3
    minh.sync()
    there = {row["id"]: row["f"] for row in minh.of_kind("help_session")}
    assert {there[each["record"]]["author"] for each in sessions} == {lan.phone.member}
    assert counted(town) == 3


def test_brought_twice_and_sent_by_its_own_phone_too_it_counts_once(
    town: Town, lan: Signer
) -> None:
    minh, session = town.minh(), lan.phone.session(people=4)
    parcel = lan.bundle(session)
    first = minh.web.post(ADDRESS, parcel)
    again = minh.web.post(ADDRESS, parcel)
    by_desk = town.desk().post(ADDRESS, parcel)
    assert first.json == again.json == by_desk.json
    (told,) = lan.phone.sync(session)
    assert (told["verdict"], told["row"]["f"]["people"]) == ("applied", 4)
    assert counted(town) == 1


def test_its_own_phone_came_first(town: Town, lan: Signer) -> None:
    session = lan.phone.session()
    edit = lan.phone.edit(session["record"], {"people": 5}, {"people": 1})
    lan.phone.sync(session, edit)
    answer = town.minh().web.post(ADDRESS, lan.bundle(session, edit))
    assert verdicts(answer) == [("applied", None)] * 2
    assert counted(town) == 1


def test_who_brings_it_gives_it_no_right(town: Town, lan: Signer) -> None:
    """A lead of another team and a coordinator carry what Lan may not do herself."""
    foreign = lan.phone.session() | {"channel": f"team:{OTHER_TEAM}"}
    for carrier in (town.phone("Thu", OTHER_TEAM, role="lead").web, town.desk()):
        assert verdicts(carrier.post(ADDRESS, lan.bundle(foreign))) == [("review", "wrong_channel")]
    assert counted(town, OTHER_TEAM) == 0


def test_a_waiting_phones_bundle_waits(town: Town) -> None:
    lan = Signer(town, auto_approve=False)
    session = lan.phone.session() | {"channel": f"team:{TEAM}"}
    answer = town.minh().web.post(ADDRESS, lan.bundle(session))
    assert verdicts(answer) == [("applied", None)]
    assert counted(town) == 0


def test_a_stopped_phones_bundle_goes_to_review(town: Town, lan: Signer) -> None:
    session = lan.phone.session()
    town.desk().delete(f"/api/devices/{lan.phone.device}")
    answer = town.minh().web.post(ADDRESS, lan.bundle(session))
    assert verdicts(answer) == [("review", "device_revoked")]
    assert counted(town) == 0


def test_the_clock_is_as_wrong_as_it_was(town: Town, lan: Signer) -> None:
    """Its phone is ten days ahead, as it said; the bundle lay about for a day."""
    ahead = timedelta(days=10)
    lan.phone.sync(now=(town.clock.moment + ahead).isoformat())
    day = (town.clock.moment + ahead).date().isoformat()
    session = lan.phone.session(day=day)
    town.clock.move(days=1)
    answer = town.minh().web.post(ADDRESS, lan.bundle(session))
    assert verdicts(answer) == [("applied", "bad_day")]
    (item,) = town.desk().get("/api/review").json["rows"]
    assert item["fits"] == (town.clock.moment - timedelta(days=1)).date().isoformat()


def test_nothing_of_a_forged_one_is_taken(town: Town, lan: Signer) -> None:
    minh, session = town.minh(), lan.phone.session()
    mine = Key()
    forged = bundle(mine, lan.phone.device, [session])
    good = lan.bundle(session)
    changed = lan.bundle(session | {"set": {**session["set"], "people": 99}})
    swapped = {**changed, "signature": good["signature"]}
    short = {**good, "signature": good["signature"][:-2]}
    nil = {**good, "signature": "A" * 86}
    for body in (forged, swapped, short, nil):
        answer = minh.web.post(ADDRESS, body)
        assert (answer.status, answer.code) == (422, "bundle_not_signed")
    assert counted(town) == 0


def test_nobody_hands_in_his_own_as_another_phones(town: Town, lan: Signer) -> None:
    """The name in the envelope decides whose key is asked, so it stands in what is signed too."""
    quang = Signer(town)
    body = quang.bundle(quang.phone.session(), said={"device": lan.phone.device})
    answer = town.minh().web.post(ADDRESS, body)
    assert (answer.status, answer.code) == (422, "bundle_damaged")


def test_a_phone_that_nobody_knows(town: Town, lan: Signer) -> None:
    stranger = Phone(town.connect(), town.clock)
    body = bundle(lan.key, stranger.device, [lan.phone.session()])
    answer = town.minh().web.post(ADDRESS, body)
    assert (answer.status, answer.code) == (404, "bundle_unknown_phone")


def test_a_phone_without_a_key_hands_nothing_over(town: Town, lan: Signer) -> None:
    old = Phone(town.connect(), town.clock)
    body = {"code": town.invite(), "name": "Tâm", "device": old.device, "consent": True}
    assert old.web.post("/api/join", {**body, "key": None}).status == 200
    answer = town.minh().web.post(ADDRESS, bundle(lan.key, old.device, [lan.phone.session()]))
    assert (answer.status, answer.code) == (422, "bundle_not_signed")


def test_not_packed_is_read_too(town: Town, lan: Signer) -> None:
    answer = town.minh().web.post(ADDRESS, lan.bundle(lan.phone.session(), packed=False))
    assert verdicts(answer) == [("applied", None)]


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"nothing",
        b"\x1f\x8b garbage",
        gzip.compress(b"[]", mtime=0),
        gzip.compress(b'{"changes": []}', mtime=0),
        gzip.compress(b'{"a": 1, "a": 2}', mtime=0),
        gzip.compress(b" " * 2_000_000, mtime=0),  # a bomb
    ],
)
def test_what_no_app_of_ours_packed_is_refused(town: Town, lan: Signer, payload: bytes) -> None:
    body = as_body(lan.phone.device, payload, lan.key.sign(payload))
    answer = town.minh().web.post(ADDRESS, body)
    assert (answer.status, answer.code) == (422, "bundle_damaged")


def test_at_most_200_changes_and_a_bad_one_harms_no_other(town: Town, lan: Signer) -> None:
    sessions = [lan.phone.session() for _ in range(201)]
    minh = town.minh()
    assert minh.web.post(ADDRESS, lan.bundle(*sessions)).code == "bundle_damaged"
    mixed = [sessions[0], {"id": "no", "op": "x"}, 7, sessions[1] | {"set": {"people": -1}}]
    told = verdicts(minh.web.post(ADDRESS, lan.bundle(*mixed)))
    assert [verdict for verdict, _ in told] == ["applied", "review", "review", "review"]
    assert counted(town) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"device": "x", "payload": "AAAA", "signature": "A" * 86},
        {"payload": "=", "device": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "signature": "A" * 86},
        {"payload": 7, "device": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "signature": "A" * 86},
    ],
)
def test_another_shape_is_refused(town: Town, body: dict[str, Any]) -> None:
    answer = town.desk().post(ADDRESS, body)
    assert (answer.status, answer.code) == (422, "invalid_shape")


def test_a_stopped_phone_carries_nothing(town: Town, lan: Signer) -> None:
    minh = town.minh()
    town.desk().delete(f"/api/devices/{minh.device}")
    answer = minh.web.post(ADDRESS, lan.bundle(lan.phone.session()))
    assert (answer.status, answer.code) == (403, "device_revoked")


def test_the_trail_tells_who_brought_it(town: Town, lan: Signer, app: Flask) -> None:
    with app.app_context():
        create_account("xa", "Xã", "coordinator", KHANH_CUONG, PASSWORD)
    town.desk("xa").post(ADDRESS, lan.bundle(lan.phone.session()))
    assert trail(app, "bundle_carried") == [(lan.phone.device, {"changes": 1})]


def test_what_identifies_a_citizen_is_blanked_as_ever(town: Town, lan: Signer) -> None:
    session = lan.phone.session(note="gọi 0905123456")
    minh = town.minh()
    assert verdicts(minh.web.post(ADDRESS, lan.bundle(session))) == [("applied", "screened")]
    minh.sync()
    assert "0905123456" not in json.dumps([row["f"] for row in minh.of_kind("help_session")])


def test_a_bundle_whose_notes_all_lose_something_ends(town: Town, lan: Signer) -> None:
    """What is kept has the hash of what screening left, so none of it is known by its own."""
    notes = [f"gọi số 09051234{n % 100:02} nhé, nhà thứ {n} ở cuối xóm" for n in range(200)]
    body = lan.bundle(*(lan.phone.session(note=note) for note in notes))
    told = deliver(town.minh().web, town.clock, body, 4)
    assert told[-1] == ["applied"] * 200
    again = town.minh().web.post(ADDRESS, body)
    assert verdicts(again) == [("applied", "screened")] * 200
    assert counted(town) == 200


def test_each_delivery_of_a_dense_bundle_gets_further(town: Town, lan: Signer) -> None:
    """What the server does not have goes first, so all of it is there in the end, each once."""
    dense = "số 0905123456 " + "1a" * 50
    sent = [lan.phone.session(note=f"{n:03} {dense}", x=dense, y=dense) for n in range(200)]
    edits = [lan.phone.edit(each["record"], {"people": 5}, {"people": 1}) for each in sent[-5:]]
    body, minh = lan.bundle(*sent[:195], *edits), town.minh()
    there: list[int] = []
    while len(there) < 20 and there[-1:] != [200]:
        verdicts(minh.web.post(ADDRESS, body))
        town.clock.move(hours=1)
        with town.app.app_context():
            there.append(len(db.session.scalars(select(Change.id)).all()))
    assert there[0] < 100, "it is dearer than a bundle may be"
    assert there == sorted(set(there)), "each delivery gets further"
    assert there[-1] == 200


def test_what_is_dear_to_compare_holds_up_nothing_of_a_bundle(
    town: Town, lan: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other contents under known ids, of which each comparison costs: what is new goes in."""
    known = [lan.phone.session(note=f"chợ {n} đông người") for n in range(20)]
    lan.phone.sync(*known)
    others = [{**each, "set": {**each["set"], "people": 7}} for each in known]
    new = [lan.phone.session() for _ in range(3)]
    monkeypatch.setattr("server.sync.incoming_changes.BUNDLE_POINTS", 500)
    answer = town.minh().web.post(ADDRESS, lan.bundle(*others, *new))
    told = [verdict for verdict, _ in verdicts(answer)]
    assert told[-3:] == ["applied"] * 3
    assert "id_reuse" in told
    assert "retry" in told
    assert told[:20] == sorted(told[:20]), "those that were compared, then the rest"


def test_what_another_phone_brought_is_there_and_no_word_to_any_other_phone(
    town: Town, lan: Signer
) -> None:
    """PROTOCOL 4.6: whose a change is counts, not who brings it."""
    minh = town.minh()
    change = lan.phone.session()
    assert verdicts(minh.web.post(ADDRESS, lan.bundle(change))) == [("applied", None)]
    asked = {"changes": [change["id"]]}
    assert lan.phone.web.post("/api/sync/v1/have", asked).json["missing"] == []
    assert minh.web.post("/api/sync/v1/have", asked).json["missing"] == [change["id"]]
