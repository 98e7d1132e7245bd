"""One push of a phone at a time, and as much as its allowance gives (PROTOCOL 4.5.6, 4.5.7)."""

import errno
import gzip
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from server.auth import allowances
from server.auth.allowances import Debt
from server.database.connections import is_postgres
from server.database.engine import autocommit_connection, db
from server.sync import push_limiter as pushes
from server.sync.decoding import USUAL_WITHOUT_CHANGES
from server.sync.push_limiter import (
    APPROVED,
    REVOKED,
    WAITING,
    WAITING_OF_A_TEAM,
    PushLimiter,
    push_limiter,
)
from server.sync.store import review_quota
from server.sync.use_cases import push
from sync.problems import ProblemError
from tests.phones import Phone, new_id
from tests.server.sync.test_bundles import Signer
from tests.town import OTHER_TEAM, Town


@contextmanager
def in_work(app: Flask, phone: Phone, what: str = "") -> Iterator[None]:
    """A push of the phone, or what it carries, is in work, as in another thread of this worker."""
    with app.app_context():
        ours = push_limiter()
        ours.enter(what + phone.device, APPROVED)
    yield
    with app.app_context():
        ours.leave(what + phone.device, APPROVED, 0)


@contextmanager
def in_another_worker(app: Flask, phone: Phone) -> Iterator[int]:
    """The same in another process; its id."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with app.app_context():
            settings = app.config["SETTINGS"]
            PushLimiter(settings.state, settings.secret_key).enter(phone.device, APPROVED)
        os.write(tell, b".")
        signal.pause()
    os.read(told, 1)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(told)
        os.close(tell)


CARRIED = "carried "


def debt_of(town: Town, phone: Phone, what: str = "") -> Debt:
    with town.app.app_context():
        return push_limiter().debt(push_limiter().place(what + phone.device), APPROVED)


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


def test_workers_tell_each_other_and_a_worker_that_dies_holds_nothing(town: Town) -> None:
    lan = town.lan()
    with in_another_worker(town.app, lan):
        assert lan.ask([lan.session()]).code == "push_in_work"
        assert lan.ask([]).status == 200
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_what_fails_gives_the_place_back(town: Town) -> None:
    lan = town.lan()
    for changes in ([{}] * 501, [lan.session()]):
        assert lan.ask(changes, device=Phone(town.connect(), town.clock).device).status >= 400
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_a_phone_that_handed_in_too_much_goes_on_after_a_while(town: Town) -> None:
    lan = town.lan()
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, APPROVED.points)
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
    assert debt_of(town, lan).stored < APPROVED.stored / 2


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


def test_phones_that_wait_for_one_team_share_an_allowance(town: Town) -> None:
    """Sixty phones by one poster stored what sixty may, also after they were refused."""
    code, desk = town.invite(auto_approve=False), town.desk()

    def waiting(name: str, code: str) -> Phone:
        phone = Phone(town.connect(), town.clock)
        assert phone.join(code, name).json["device"]["state"] == "pending"
        return phone

    def hands_in(phone: Phone) -> int:
        """How many pushes are taken."""
        for taken in range(100):
            if phone.ask([phone.session() for _ in range(50)]).code == "pushed_too_much":
                return taken
        raise AssertionError("no end")

    names = ("Mai", "Bình", "Tư", "Năm", "Sáu", "Bảy")
    phones = [waiting(name, code) for name in names]
    taken = [hands_in(phone) for phone in phones]
    assert taken[0] > 0
    assert sum(taken) <= (WAITING_OF_A_TEAM.points / WAITING.points + 1) * taken[0]
    assert taken[-1] == 1  # a first push goes in, whatever the others have spent
    path = f"/api/enrolments/{phones[-1].device}/{phones[-1].member}/decision"
    assert desk.post(path, {"decision": "refuse"}).status == 200
    refused = phones[-1].ask([phones[-1].session()])
    assert (refused.status, refused.code) == (429, "pushed_too_much")
    # Who was let in, or waits for another team, is not concerned.
    path = f"/api/enrolments/{phones[4].device}/{phones[4].member}/decision"
    assert desk.post(path, {"decision": "approve"}).status == 200
    other = waiting("Tám", town.invite(OTHER_TEAM, auto_approve=False))
    for phone in (phones[4], other):
        assert phone.ask([phone.session()]).status == 200
    town.clock.move(seconds=int(refused.headers["Retry-After"]))
    assert phones[-1].ask([phones[-1].session()]).status == 200


def test_one_dear_push_is_in_work_on_the_machine_and_usual_ones_beside_it(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    with town.app.app_context():
        ours = push_limiter()
        ours.take(pushes._WIDE)
    dear = [minh.session(colour="đỏ " * 40) for _ in range(200)]
    busy = minh.ask(dear)
    assert (busy.status, busy.code, busy.headers["Retry-After"]) == (503, "server_busy", "2")
    assert minh.ask([minh.session(colour="x" * 1_000) for _ in range(300)]).code == "server_busy"
    noted = [lan.session(note=f"chợ đông, {n} người ghé qua rồi về sớm") for n in range(325)]
    usual = [lan.session() for _ in range(175)]
    answer = lan.ask([*noted, *usual])
    assert answer.status == 200, answer.body
    # It looks like a usual one, and turns out to be dear.
    dense = [minh.session(note=f"{n:x} " + "1a" * 58) for n in range(60)]
    assert minh.ask(dense).code == "server_busy"
    with town.app.app_context():
        spent = ours.debt(ours.place(minh.device), APPROVED).points
    assert spent < 200, "what was refused costs nothing"
    ours.give_back(pushes._WIDE)
    assert minh.ask(dear[:100]).status == 200
    assert minh.ask(dear[100:]).status == 200


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
    with town.app.app_context():
        push_limiter().enter(CARRIED + ha.device, APPROVED)
        push_limiter().leave(CARRIED + ha.device, APPROVED, APPROVED.points)
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
        before = debt_of(town, ha, CARRIED).points
        body = lan.bundle(lan.phone.session(), said={"x": junk})
        assert len(body["payload"]) < 10_000
        answer = ha.web.post("/api/bundles", body)
        assert answer.status == (200 if junk is many else 422), answer.body
        assert debt_of(town, ha, CARRIED).points - before > len(json.dumps(junk)) / pushes.BYTES
    with town.app.app_context():
        assert push_limiter().take(pushes._WIDE)  # what was taken was given back
    before = debt_of(town, ha, CARRIED).points
    answer = ha.web.post("/api/bundles", body)
    assert (answer.status, answer.code) == (503, "server_busy")
    assert debt_of(town, ha, CARRIED).points == before, "what was refused costs nothing"
    small = lan.bundle(lan.phone.session())
    assert ha.web.post("/api/bundles", small).status == 200
    with town.app.app_context():
        push_limiter().give_back(pushes._WIDE)


def test_a_body_as_long_as_a_push_is_not_read_before_its_turn(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, APPROVED.points)
    monkeypatch.setattr("server.sync.decoding.read_json", None)
    assert lan.ask([lan.session() for _ in range(50)]).code == "pushed_too_much"


def test_a_long_round_without_changes_is_none_of_it(town: Town) -> None:
    lan = town.lan()
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, APPROVED.points)
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


class _Trouble:
    """`os`, with calls that fail as on a disk that is full or broken."""

    def __init__(self, **failing: int) -> None:
        self._failing = failing

    def __getattr__(self, name: str) -> Any:
        number = self._failing.get(name)
        if number is None:
            return getattr(os, name)

        def fail(*_: Any) -> None:
            raise OSError(number, os.strerror(number))

        return fail


@pytest.mark.parametrize(
    "failing",
    [
        {"pwrite": errno.ENOSPC},
        {"pwrite": errno.EIO},
        {"pread": errno.EIO},
        {"pread": errno.EIO, "pwrite": errno.EIO},
    ],
    ids=str,
)
def test_a_file_in_trouble_changes_no_answer(
    town: Town, monkeypatch: pytest.MonkeyPatch, failing: dict[str, int]
) -> None:
    lan = town.lan()
    with monkeypatch.context() as patched:
        patched.setattr(allowances, "os", _Trouble(**failing))
        for _ in range(2):
            answer = lan.ask([lan.session()])
            assert answer.status == 200, answer.body
            assert answer.json["results"][0]["verdict"] == "applied"
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_whatever_goes_wrong_on_the_way_in_gives_the_place_back(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        ours = push_limiter()
        with monkeypatch.context() as patched:
            patched.setattr(allowances, "_seconds", None)
            with pytest.raises(TypeError):
                ours.enter("lan", APPROVED)
        ours.enter("lan", APPROVED)
        ours.leave("lan", APPROVED, 0)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EIO])
def test_without_locks_of_the_system_a_push_is_alone_in_its_worker(
    app: Flask, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("server.database.machine_locks.fcntl.lockf", fail)
    with app.app_context():
        ours = push_limiter()
        ours.enter("lan", APPROVED)
        with pytest.raises(ProblemError):
            ours.enter("lan", APPROVED)
        ours.leave("lan", APPROVED, 0)
        ours.enter("lan", APPROVED)
        ours.leave("lan", APPROVED, 0)


def test_a_leads_phone_that_carries_bundles_goes_on_pushing(town: Town) -> None:
    """It has named who holds it once; the app of before names nobody at bundles."""
    ha, lan = town.ha(), Signer(town)
    named = {"Acting-Member": ha.member}
    assert ha.web.get("/api/teams", **named).status == 200
    assert ha.web.get("/api/teams").code == "acting_member_required"
    with town.app.app_context():
        ours = push_limiter()
        ours.enter(ha.device, APPROVED)
        ours.leave(ha.device, APPROVED, 2 * WAITING.points)
    for _ in range(3):
        answer = ha.web.post("/api/bundles", lan.bundle(lan.phone.session()))
        assert answer.status == 200, answer.body
    assert ha.sync(ha.session())[0]["verdict"] == "applied"


def test_what_a_phone_spent_is_not_multiplied_when_it_is_let_in(app: Flask) -> None:
    with app.app_context():
        ours = push_limiter()
        ours.enter("minh", WAITING)
        ours.leave("minh", WAITING, WAITING.points)
        with pytest.raises(ProblemError):
            ours.enter("minh", WAITING)
        ours.enter("minh", APPROVED)
        ours.leave("minh", APPROVED, 0)
        assert ours.debt(ours.place("minh"), APPROVED).points <= WAITING.points


def test_a_clock_that_was_set_back_keeps_nobody_out(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=30)
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, 1000 * APPROVED.points)
    waits = int(lan.ask([lan.session()]).headers["Retry-After"])
    assert waits <= 2 * APPROVED.seconds
    town.clock.move(days=-30)
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_a_folder_that_cannot_be_written_counts_all_the_same(app: Flask) -> None:
    with app.app_context():
        alone = PushLimiter(pushes.Path("/proc/nowhere"), "key")
        alone.enter("lan", APPROVED)
        with pytest.raises(ProblemError):
            alone.enter("lan", APPROVED)
        alone.leave("lan", APPROVED, APPROVED.points)
        with pytest.raises(ProblemError) as refused:
            alone.enter("lan", APPROVED)
        assert refused.value.problem.code == "pushed_too_much"


def test_nobody_can_tell_which_phones_share_a_place(app: Flask) -> None:
    folder = app.config["SETTINGS"].state
    places = [
        [each.place(str(n)) for n in range(50)]
        for each in (PushLimiter(folder, "a"), PushLimiter(folder, "b"))
    ]
    assert places[0] != places[1]


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
    before, counted = size_of_database(town), debt_of(town, lan).stored
    for n in range(6):
        there, new = (1, 2) if n % 2 == 0 else (2, 1)
        flips = [(services(new), services(there)), (services(there), services(new))]
        edits = [lan.edit(record, *flips[n % 2]) for n in range(200)]
        edits.append(lan.edit(record, services(new), services(there)))
        told = {each["verdict"] for each in lan.ask(edits).json["results"]}
        assert told <= ({"applied"} if record == session["record"] else {"held", "review"})
    grown, stored = size_of_database(town) - before, debt_of(town, lan).stored - counted
    assert 2_000_000 < grown <= 1.2 * stored, (grown, stored)


def test_no_day_of_one_phone_fills_the_disk() -> None:
    for allowance in (APPROVED, WAITING, REVOKED):
        assert 1.2 * (allowance.stored + allowance.stored_a_day) <= 500_000_000
    assert APPROVED.stored > 2 * 10_000 * 3_500


def test_who_has_stored_too_much_goes_on_as_bytes_come_back(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, 0, APPROVED.stored + 1_000_000)
    answer = lan.ask([lan.session()])
    assert (answer.status, answer.code) == (429, "pushed_too_much")
    assert int(answer.headers["Retry-After"]) >= 1_000_000 / APPROVED.stored_rate
    assert lan.ask([]).status == 200
    assert minh.sync(minh.session())[0]["verdict"] == "applied"
    town.clock.move(seconds=int(answer.headers["Retry-After"]))
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_what_a_push_took_of_the_processor_counts_also_where_nothing_went_in(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However somebody finds to make it dear."""
    lan, ha = town.lan(), town.ha()
    seconds = iter(range(0, 1_000, 4))
    monkeypatch.setattr(push, "thread_time", lambda: next(seconds))
    monkeypatch.setitem(review_quota.MOST, "approved", review_quota.Most(0, 0, 0))
    assert lan.ask([lan.session(people=900)]).code == "waiting_full"
    assert lan.ask([lan.session(people=900)]).code == "waiting_full"
    late = lan.ask([lan.session()])
    assert (late.status, late.code) == (429, "pushed_too_much")
    assert [told["verdict"] for told in ha.sync(ha.session())] == ["applied"]
