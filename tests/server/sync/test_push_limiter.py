"""One push of a phone at a time, and as much as its allowance gives (PROTOCOL 4.5.6, 4.5.7)."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from server.auth import rate_limits
from server.auth.rate_limits import PUSHED, PUSHED_WAITING
from server.auth.tables import Device
from server.confined.turn import hold_turn, lock_of
from server.database.clock import today
from server.database.connections import is_postgres
from server.database.engine import autocommit_connection, db
from server.sync import push_limiter
from server.sync.decoding import USUAL_WITHOUT_CHANGES
from server.sync.push_limiter import BYTES, WIDE_LOCK, PushPermit
from server.sync.store import review_quota
from server.sync.store.stored_bytes import FREE, MOST, MOST_OF_A_TEAM
from tests.phones import Phone, new_id
from tests.server.sync.test_bundles import Signer
from tests.town import OTHER_TEAM, Town


@contextmanager
def in_work(app: Flask, phone: Phone, what: str = "") -> Iterator[None]:
    """A push of the phone, or what it carries, is in work, as in another thread of this worker."""
    push = PushPermit(what + phone.device, PUSHED)
    with app.app_context():
        push.enter(0)
    yield
    with app.app_context():
        push.leave()


CARRIED = "carried "


def stored_by(town: Town, phone: Phone) -> int:
    """Bytes, as they are counted for today."""
    with town.app.app_context():
        asked = select(Device.stored_bytes).where(Device.id == phone.device)
        return int(db.session.scalar(asked) or 0)


def size_of_database(town: Town) -> int:
    """Of the own tables. PostgreSQL's catalogue grows by itself, whenever it looks through tables for its
    statistics."""
    with town.app.app_context():
        if db.engine.dialect.name == "postgresql":
            names = ", ".join(f"'{table.name}'::regclass" for table in db.metadata.sorted_tables)
            asked = f"SUM(pg_total_relation_size(each)) FROM unnest(ARRAY[{names}]) AS each"
        else:
            asked = "page_count * page_size FROM pragma_page_count, pragma_page_size"
        return int(db.session.scalar(text(f"SELECT {asked}")) or 0)


def leave_no_room(town: Town) -> None:
    """Gives back the pages which the rows of earlier tests left: what comes would fill those first, and the
    database not grow. SQLite's are copied anew for each test."""
    with town.app.app_context(), autocommit_connection() as connection:
        if is_postgres(connection):
            tables = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
            connection.execute(text(f"VACUUM (FULL) {tables}"))


def test_a_second_push_waits_for_the_first(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    change = lan.session()
    with in_work(town.app, lan):
        answer = lan.ask([change])
        assert (answer.status, answer.code) == (429, "push_in_work")
        assert int(answer.headers["Retry-After"]) == 1
        assert lan.ask([]).status == 200
        assert minh.sync(minh.session())[0]["verdict"] == "applied"
    (told,) = lan.sync(change)
    assert told["verdict"] == "applied"


def test_what_fails_gives_the_place_back(town: Town) -> None:
    lan = town.lan()
    for changes in ([{}] * 501, [lan.session()]):
        assert lan.ask(changes, device=Phone(town.connect(), town.clock).device).status >= 400
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_a_phone_that_handed_in_too_much_goes_on_after_a_while(town: Town) -> None:
    lan = town.lan()
    PUSHED.spend(lan.device, PUSHED.each)
    change = lan.session()
    answer = lan.ask([change])
    assert (answer.status, answer.code) == (429, "pushed_too_much")
    assert lan.ask([]).status == 200
    minh = town.minh()
    assert minh.sync(minh.session())[0]["verdict"] == "applied"
    town.clock.move(seconds=int(answer.headers["Retry-After"]))
    assert lan.sync(change)[0]["verdict"] == "applied"


def test_ten_thousand_stored_sessions_go_up_at_once(town: Town) -> None:
    lan = town.lan()
    for _ in range(20):
        answer = lan.ask([lan.session(note="chợ đông, ghé qua rồi về") for _ in range(500)])
        assert answer.status == 200, answer.body
    assert stored_by(town, lan) < MOST["approved"] / 4


@pytest.mark.parametrize("state", ["pending", "revoked"])
def test_who_waits_or_was_revoked_may_hand_in_little_at_a_time(town: Town, state: str) -> None:
    phone = town.phone("Minh", auto_approve=False)
    if state == "revoked":
        assert town.desk().delete(f"/api/devices/{phone.device}").status == 204
    codes = [phone.ask([phone.session() for _ in range(50)]).code for _ in range(12)]
    assert codes[0] is None
    assert codes[-1] == "pushed_too_much"
    while phone.ask([phone.session()]).code == "pushed_too_much":
        town.clock.move(minutes=1)


def test_who_brings_a_bundle_counts_not_who_made_it(town: Town) -> None:
    ha, lan = town.ha(), Signer(town)
    body = lan.bundle(lan.phone.session())
    with in_work(town.app, ha, CARRIED):
        answer = ha.web.post("/api/bundles", body)
        assert (answer.status, answer.code) == (429, "push_in_work")
    with in_work(town.app, lan.phone), in_work(town.app, lan.phone, CARRIED):
        assert ha.web.post("/api/bundles", body).status == 200


def test_what_is_carried_keeps_nobody_from_bringing_their_own(town: Town) -> None:
    lan, ha = Signer(town), town.ha()
    PUSHED.spend(CARRIED + ha.device, PUSHED.each)
    bundle = lan.bundle(lan.phone.session())
    late = ha.web.post("/api/bundles", bundle)
    assert (late.status, late.code) == (429, "pushed_too_much")
    assert ha.sync(ha.session())[0]["verdict"] == "applied"
    town.clock.move(seconds=int(late.headers["Retry-After"]))
    assert ha.web.post("/api/bundles", bundle).status == 200


def test_a_bundle_is_charged_for_what_it_unpacks_to(town: Town) -> None:
    """Some kilobytes of gzip hold a megabyte, which is read whatever becomes of it."""
    ha, lan = town.ha(), Signer(town)
    many: list[Any] = [1] * 300_000
    for junk in (many, [[[]]] * 100_000):
        before = PUSHED.spent(CARRIED + ha.device)
        body = lan.bundle(lan.phone.session(), said={"x": junk})
        assert len(body["payload"]) < 10_000
        answer = ha.web.post("/api/bundles", body)
        assert answer.status == (200 if junk is many else 422), answer.body
        assert PUSHED.spent(CARRIED + ha.device) - before > len(json.dumps(junk)) / BYTES


def test_a_body_as_long_as_a_push_is_not_read_before_its_turn(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    PUSHED.spend(lan.device, PUSHED.each)
    monkeypatch.setattr("server.sync.decoding.read_json", None)
    assert lan.ask([lan.session() for _ in range(50)]).code == "pushed_too_much"


def test_a_long_round_without_changes_is_none_of_it(town: Town) -> None:
    lan = town.lan()
    PUSHED.spend(lan.device, PUSHED.each)
    answer = lan.ask([], more="x" * 2 * USUAL_WITHOUT_CHANGES)
    assert answer.status == 200, answer.body
    # A push stays one, whatever else it says.
    assert lan.ask([lan.session()], more='"changes":[]').code == "pushed_too_much"


@pytest.mark.parametrize("item", [b"[]", b'{"a":1.5}'])
@pytest.mark.parametrize("state", ["approved", "revoked"])
def test_a_long_round_without_changes_is_refused_at_a_look(
    town: Town, monkeypatch: pytest.MonkeyPatch, item: bytes, state: str
) -> None:
    """A megabyte of what no app knows, in a kilobyte of gzip: read strictly it costs a tenth of a second."""
    lan = town.lan()
    if state == "revoked":
        assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    junk = b",".join([item] * (1_000_000 // (len(item) + 1)))
    body = gzip.compress(json.dumps(lan.envelope([])).encode()[:-1] + b',"x":[' + junk + b"]}")
    packed = {"Content-Encoding": "gzip"}
    with monkeypatch.context() as patched:
        patched.setattr("server.sync.decoding.read_json", None)
        codes = [lan.web.raw("/api/sync/v1", body, **packed).code for _ in range(2)]
    # It comes out of the phone's allowance too, which is small once the phone is revoked.
    second = "body_too_large" if state == "approved" else "pushed_too_much"
    assert codes == ["body_too_large", second]
    assert lan.ask([]).status == 200


def test_a_round_with_all_that_a_phone_may_say_is_read(town: Town) -> None:
    lan = town.lan()
    names = [f"team:{new_id()}" for _ in range(100)]
    answer = lan.ask([], cursor=dict.fromkeys(names, 0), repaired=names, differing=names)
    assert answer.status == 200, answer.body


def test_a_leads_phone_that_carries_bundles_goes_on_pushing(town: Town) -> None:
    """It has named who holds it once; the app of before names nobody at bundles."""
    ha, lan = town.ha(), Signer(town)
    named = {"Acting-Member": ha.member}
    assert ha.web.get("/api/teams", **named).status == 200
    assert ha.web.get("/api/teams").code == "acting_member_required"
    PUSHED.spend(ha.device, 2 * PUSHED_WAITING.each)
    for _ in range(3):
        answer = ha.web.post("/api/bundles", lan.bundle(lan.phone.session()))
        assert answer.status == 200, answer.body
    assert ha.sync(ha.session())[0]["verdict"] == "applied"


CODES = [f"DD{n:02}" for n in range(1, 8)]


def services(people: int) -> dict[str, Any]:
    served = {"people": people, "outcome": "CHO", "reasons": ["CQ1", "CQ2"]}
    return {f"services.{code}": served for code in CODES}


@pytest.mark.parametrize("what", ["edits of an own session", "what waits for a person"])
def test_the_disk_grows_by_no_more_than_is_counted(town: Town, what: str) -> None:
    """Within a fifth: pages are not quite full."""
    lan = town.lan()
    session = lan.session(people=50, **services(1))
    lan.sync(session)
    record = session["record"] if what == "edits of an own session" else new_id()
    leave_no_room(town)
    before, counted = size_of_database(town), stored_by(town, lan)
    for n in range(6):
        there, new = (1, 2) if n % 2 == 0 else (2, 1)
        flips = [(services(new), services(there)), (services(there), services(new))]
        edits = [lan.edit(record, *flips[n % 2]) for n in range(200)]
        edits.append(lan.edit(record, services(new), services(there)))
        told = {each["verdict"] for each in lan.ask(edits).json["results"]}
        assert told <= ({"applied"} if record == session["record"] else {"held", "review"})
    grown, stored = size_of_database(town) - before, stored_by(town, lan) - counted
    assert 2_000_000 < grown <= 1.2 * stored, (grown, stored)


def test_what_a_push_took_of_the_processor_counts_also_where_nothing_went_in(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However somebody finds to make it dear."""
    lan, ha = town.lan(), town.ha()
    seconds = count()
    monkeypatch.setattr(push_limiter, "thread_time", lambda: next(seconds))
    monkeypatch.setitem(review_quota.MOST, "approved", review_quota.Most(0, 0, 0))
    assert lan.ask([lan.session(people=900)]).code == "waiting_full"
    assert lan.ask([lan.session(people=900)]).code == "waiting_full"
    late = lan.ask([lan.session()])
    assert (late.status, late.code) == (429, "pushed_too_much")
    assert [told["verdict"] for told in ha.sync(ha.session())] == ["applied"]


def store(town: Town, phone: Phone, size: int) -> None:
    """As if it had stored so many bytes today."""
    with town.app.app_context():
        db.session.execute(
            update(Device)
            .where(Device.id == phone.device)
            .values(stored_on=today(), stored_bytes=size)
        )
        db.session.commit()


def test_a_phone_that_stored_too_much_goes_on_the_next_day(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    store(town, lan, MOST["approved"])
    change = lan.session()
    answer = lan.ask([change])
    assert (answer.status, answer.code) == (429, "pushed_too_much")
    assert stored_by(town, lan) == MOST["approved"], "nothing of it was kept"
    assert lan.ask([]).status == 200
    assert minh.sync(minh.session())[0]["verdict"] == "applied"
    town.clock.move(hours=24)
    assert lan.sync(change)[0]["verdict"] == "applied"


def test_phones_that_wait_for_one_team_store_so_much_together(town: Town) -> None:
    """Also after they were refused; who has stored little goes in whatever the others have stored."""
    code, desk = town.invite(auto_approve=False), town.desk()

    def waiting(name: str, code: str) -> Phone:
        phone = Phone(town.connect(), town.clock)
        assert phone.join(code, name).json["device"]["state"] == "pending"
        return phone

    many, much, little, let_in = (waiting(name, code) for name in ("Mai", "Bình", "Tư", "Năm"))
    other = waiting("Sáu", town.invite(OTHER_TEAM, auto_approve=False))
    store(town, many, MOST_OF_A_TEAM)
    for phone in (much, let_in, other):
        store(town, phone, FREE)
    for phone, decision in ((many, "refuse"), (let_in, "approve")):
        path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
        assert desk.post(path, {"decision": decision}).status == 200
    assert much.ask([much.session()]).code == "pushed_too_much"
    for phone in (little, let_in, other):
        assert phone.ask([phone.session()]).status == 200


def test_no_day_of_one_phone_fills_the_disk() -> None:
    assert 1.2 * max(MOST.values()) <= 500_000_000
    assert MOST["approved"] > 4 * 10_000 * 3_500


def test_one_wide_push_is_in_work_on_the_machine_and_usual_ones_beside_it(
    town: Town, app: Flask
) -> None:
    lan, minh = town.lan(), town.minh()
    dear = [minh.session(colour="đỏ " * 40) for _ in range(200)]
    long = [minh.session(colour="x" * 1_000) for _ in range(300)]
    noted = [lan.session(note=f"chợ đông, {n} người ghé qua rồi về sớm") for n in range(325)]
    usual = [lan.session() for _ in range(175)]
    # It looks like a usual one, and turns out to be wide.
    dense = [minh.session(note=f"{n:x} " + "1a" * 58) for n in range(60)]
    with app.app_context():
        lock = lock_of(WIDE_LOCK)
    with hold_turn(lock):
        for wide in (dear, long, dense):
            refused = minh.ask(wide)
            assert (refused.status, refused.code) == (503, "server_busy")
            assert refused.headers["Retry-After"] == "5"
        answer = lan.ask([*noted, *usual])
        assert answer.status == 200, answer.body
    rate_limits.clear()
    assert minh.ask(dear[:100]).status == 200
    assert minh.ask(dear[100:]).status == 200
