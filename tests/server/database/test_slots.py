"""Which request needs a write slot, and who waits for one."""

import gzip
import json
from types import SimpleNamespace
from typing import Any

import pytest

from server.auth.permissions import HASHING, PERMISSIONS
from server.database import slots
from server.database.slot_kinds import FILE, HASH, LOOK, MOST_READ, READ, WRITE, Kind, kind_of
from server.database.slots import (
    Line,
    NoSlot,
    ServerBusy,
    SlotQueue,
    check_not_late,
    hold_slot,
    lock_wait,
    name_slot,
)
from server.sync.use_cases import push
from tests.server.sync.quiet import PATH, USUAL, flask_asked
from tests.town import Town

THREADS, WRITES, READS, LOOKS, HASHES = 8, 2, 2, 1, 1


def request(line: str, size: int = 0) -> bytes:
    return f"{line} HTTP/1.1\r\nHost: h\r\nContent-Length: {size}\r\n\r\n".encode() + size * b"a"


@pytest.mark.parametrize(
    ("line", "size", "kind"),
    [
        ("GET /api/tallies?from=2026-11-01", 0, None),
        ("HEAD /", 0, None),
        ("OPTIONS /api/session", 0, None),
        ("POST /api/sync/v1", MOST_READ, None),
        ("POST /api/sync/v1", MOST_READ + 1, WRITE),
        ("POST /api/sync/v1?a=b", MOST_READ, None),
        ("POST /api/sync/v1/have", 10 * MOST_READ, None),
        ("POST /api/bundles", 10, WRITE),
        ("PATCH /api/teams/1", 10, WRITE),
        ("DELETE /api/session", 0, WRITE),
        ("POST /api/session/factor", 10, WRITE),
        ("POST /api/reset/look", 10, WRITE),
        ("POST /api/session", 10, LOOK),
        ("POST /api/session/confirm", 10, LOOK),
        ("POST /api/session/password?a=b", 10, LOOK),
        ("POST /api/reset", 10, LOOK),
        ("POST /api/accounts", 10, LOOK),
        ("POST /api/accounts/1/password", 10, LOOK),
        ("POST http://h/api/session#a", 10, LOOK),
        ("POST /api/%73es\tsion", 10, LOOK),
        ("NONSENSE", 0, WRITE),
    ],
)
def test_what_surely_needs_a_slot_is_told_from_its_bytes(
    line: str, size: int, kind: Kind | None
) -> None:
    assert kind_of(request(line, size)) is kind


def conn(line: str = "POST /api/bundles", source: str = "192.0.2.1") -> Any:
    return SimpleNamespace(received=request(line), turn=None, source=source)


def queue() -> tuple[SlotQueue, list[Any]]:
    submitted: list[Any] = []
    return SlotQueue(THREADS, submitted.append), submitted


def test_one_thread_is_left_for_what_reads() -> None:
    waiting, submitted = queue()
    writes = [conn() for _ in range(THREADS + 1)]
    files = [conn("GET /api/exports/report.xlsx") for _ in range(THREADS)]
    for each in [*writes, *files]:
        waiting.begin(each)
    assert submitted == [*writes[:WRITES], *files]
    at_work = [*writes[:WRITES], *(each for each in files if each.turn.take(FILE))]
    assert len(at_work) == THREADS - READS - LOOKS - HASHES - 1
    for each in files[1:]:
        waiting.wait(each)
    reads = conn("GET /api/probe")
    waiting.begin(reads)
    assert submitted[-1] is reads
    with writes[0].turn:
        hold_slot(WRITE)
    waiting.advance()
    assert submitted[-1] is writes[WRITES]
    with files[0].turn:
        hold_slot(FILE)
    waiting.advance()
    assert submitted[-1] is files[1]


def test_one_asker_reads_one_thing_at_a_time_and_two_askers_at_once() -> None:
    waiting, submitted = queue()
    lines = [conn("GET /api/help-sessions") for _ in range(4)]
    askers = ["lan", "lan", "lan", "minh"]
    for each, asker in zip(lines, askers, strict=True):
        waiting.begin(each)
        each.turn.asker = asker
    at_work = [each.turn.take(READ) for each in lines]
    assert at_work == [True, False, False, True]
    for each in lines[1:3]:
        waiting.wait(each)
    ha = conn("GET /api/help-sessions")
    waiting.begin(ha)
    ha.turn.asker = "ha"
    assert not ha.turn.take(READ)
    waiting.wait(ha)
    assert submitted == [*lines, ha]
    # Minh's place is for whoever comes next and reads nothing yet: Ha, though Lan waits for longer.
    lines[3].turn.end()
    waiting.advance()
    assert submitted[5:] == [ha]
    lines[0].turn.end()
    waiting.advance()
    assert submitted[5:] == [ha, lines[1]]


def test_reads_pushes_and_files_leave_a_thread() -> None:
    waiting, _ = queue()
    asked = [
        (kind, str(number)) for kind in (WRITE, LOOK, HASH, READ, FILE) for number in range(THREADS)
    ]
    taken = 0
    for kind, asker in asked:
        each = conn("GET /api/probe")
        waiting.begin(each)
        each.turn.asker = asker
        taken += each.turn.take(kind)
    assert taken == THREADS - 1


def test_each_route_that_hashes_is_let_in_to_ask_for_its_slot() -> None:
    hashing = {*HASHING, ("/api/session", "POST"), ("/api/reset", "POST")}
    hashing.add(("/api/session/confirm", "POST"))
    spelled = {route: request(f"{route[1]} {route[0].replace('<>', '1')}") for route in PERMISSIONS}
    assert {route for route in spelled if kind_of(spelled[route]) is LOOK} == hashing


def test_one_password_at_a_time_is_looked_at_and_then_waits_for_its_slot() -> None:
    waiting, submitted = queue()
    first, second, third = (conn("POST /api/session") for _ in range(3))
    for each in (first, second, third):
        waiting.begin(each)
    assert submitted == [first]
    with first.turn:
        hold_slot(HASH, "address a")
        waiting.advance()
        assert submitted == [first, second]
        with second.turn, pytest.raises(NoSlot):
            hold_slot(HASH, "address b")
    waiting.wait(second)
    assert submitted == [first, second, third, second]


def ask_to_hash(waiting: SlotQueue, asker: str, *, is_known: bool = False) -> Any:
    """Somebody who gives a password, as far as a slot or the line for one."""
    each = conn("POST /api/session")
    waiting.begin(each)
    each.turn.asker, each.turn.is_known = asker, is_known
    if not each.turn.take(HASH):
        waiting.wait(each)
    return each


def test_whoever_tries_passwords_takes_no_slot_of_who_writes() -> None:
    waiting, submitted = queue()
    passwords = [ask_to_hash(waiting, f"address {number}") for number in range(150)]
    # One is hashed, a few wait, and the others hear at once that the server is busy.
    refused = [each for each in passwords if each.turn.is_late]
    assert refused == passwords[1 + int(HASH.room) :]
    for each in refused:
        with each.turn, pytest.raises(ServerBusy):
            check_not_late()
    pushes = [conn() for _ in range(WRITES)]
    for each in pushes:
        waiting.begin(each)
    assert submitted[-WRITES:] == pushes
    with passwords[0].turn:
        check_not_late()
        hold_slot(WRITE)  # what it writes then needs no other slot
    waiting.advance()
    assert submitted[-1] is passwords[1]


def test_one_address_leaves_places_of_the_line_to_others() -> None:
    waiting, _ = queue()
    crowd = [ask_to_hash(waiting, "address a") for _ in range(64)]
    assert [each.turn.is_late for each in crowd].count(False) == 1 + int(HASH.share)
    assert not ask_to_hash(waiting, "address b").turn.is_late


def write_as(waiting: SlotQueue, each: Any, asker: str) -> bool:
    """Whether a thread that has looked who asks goes on; else the request waits again."""
    try:
        with each.turn:
            name_slot(asker)
            hold_slot(WRITE)
            raise StillAtWork
    except StillAtWork:
        return True
    except NoSlot:
        waiting.wait(each)
        return False


class StillAtWork(NoSlot):
    """Keeps the slot, as a thread does that has not answered yet."""


def test_many_lines_of_one_asker_leave_a_slot_for_writes_to_others() -> None:
    waiting, submitted = queue()
    crowd = [conn() for _ in range(20)]
    for each in crowd:
        waiting.begin(each)
    assert submitted == crowd[:WRITES]
    seen, working = 0, []
    while seen < len(submitted):
        each = submitted[seen]
        seen += 1
        if not each.turn.is_late and write_as(waiting, each, "account a"):
            working.append(each)
        waiting.advance()
    assert working == crowd[:1]
    late = [each for each in crowd if each.turn.is_late]
    assert len(late) == len(crowd) - 1 - int(WRITE.share)
    other = conn()
    waiting.begin(other)
    assert (submitted[-1], write_as(waiting, other, "account b")) == (other, True)
    working[0].turn.end()
    waiting.advance()
    assert submitted[-1] in crowd[1:]
    assert write_as(waiting, submitted[-1], "account a")


def test_each_address_has_its_turn_however_many_of_another_wait() -> None:
    waiting, submitted = queue()
    crowd = [conn() for _ in range(20)]
    others = [conn(source=f"198.51.100.{number % 2}") for number in range(3)]
    for each in [*crowd, *others]:
        waiting.begin(each)
    assert submitted == crowd[:WRITES]
    order = [crowd[2], *others[:2], crowd[3], others[2], *crowd[4:]]
    for ended in submitted:
        ended.turn.end()
        waiting.advance()
    assert submitted == [*crowd[:WRITES], *order]


def test_of_whom_most_wait_the_last_makes_room() -> None:
    waiting, submitted = queue()
    crowd, other = [conn() for _ in range(WRITES + 5)], conn(source="198.51.100.1")
    for each in [*crowd, other]:
        waiting.begin(each)
    assert waiting.drop_of_heaviest(6) is None
    assert waiting.drop_of_heaviest(5) is crowd[-1]
    assert waiting.drop_of_heaviest(5) is None
    for ended in submitted:
        ended.turn.end()
        waiting.advance()
    assert set(map(id, submitted)) == set(map(id, [*crowd[:-1], other]))


def test_who_is_known_goes_before_all_strangers() -> None:
    waiting, submitted = queue()
    crowd = [ask_to_hash(waiting, f"address {number}") for number in range(64)]
    known = ask_to_hash(waiting, "browser", is_known=True)
    assert not known.turn.is_late
    crowd[0].turn.end()
    waiting.advance()
    assert (submitted[-1], known.turn.holds(HASH)) == (known, True)
    known.turn.end()
    waiting.advance()
    assert submitted[-1] is crowd[1]


def test_who_waits_behind_who_is_known_is_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr(slots, "monotonic", lambda: moment)
    waiting, _ = queue()
    ask_to_hash(waiting, "address a")
    stranger = ask_to_hash(waiting, "address b")
    moment += 1
    known = ask_to_hash(waiting, "browser", is_known=True)
    moment += waiting.seconds_left() + 0.01
    waiting.advance()
    assert (stranger.turn.is_late, known.turn.is_late) == (True, False)
    assert waiting.seconds_left() > 0


def test_a_short_push_takes_a_slot_or_goes_back() -> None:
    waiting, submitted = queue()
    pushes = [conn("POST /api/sync/v1") for _ in range(THREADS)]
    for each in pushes:
        waiting.begin(each)
    assert submitted == pushes
    for each in pushes[:WRITES]:
        assert each.turn.take(WRITE)
    with pushes[-1].turn, pytest.raises(NoSlot):
        hold_slot(WRITE)
    waiting.wait(pushes[-1])
    assert submitted == pushes
    pushes[0].turn.end()
    waiting.advance()
    assert submitted == [*pushes, pushes[-1]]
    with pushes[-1].turn:
        hold_slot(WRITE)  # it has it by now


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr(slots, "monotonic", lambda: moment)
    waiting, submitted = queue()
    writes = [conn() for _ in range(THREADS)]
    for each in writes:
        waiting.begin(each)
    late = writes[-1]
    assert late not in submitted
    moment += waiting.seconds_left()
    with writes[0].turn:
        assert lock_wait() == pytest.approx(0.25)
        check_not_late()
    # Somebody gave a slot back, but too late: the lock would be waited for once more.
    moment += 0.01
    waiting.advance()
    assert late in submitted
    with late.turn, pytest.raises(ServerBusy):
        check_not_late()


def test_nothing_is_bounded_outside_of_a_worker() -> None:
    hold_slot(WRITE)
    check_not_late()
    assert lock_wait() is None


def test_a_short_push_asks_for_its_slot_before_anything_is_done(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[Any] = []
    monkeypatch.setattr(push, "IncomingChanges", looked_at.append)
    lan, minh = town.lan(), town.minh()
    minh.sync()
    usual = json.dumps(lan.envelope([lan.session()], **USUAL)).encode()
    with slots.QueuedRequest({WRITE: Line(0)}), flask_asked(town.app) as asked:
        assert minh.web.raw(PATH, json.dumps(minh.envelope([])).encode()).status == 200
        asked.clear()
        with pytest.raises(NoSlot):
            lan.web.raw(PATH, gzip.compress(usual), **{"Content-Encoding": "gzip"})
        assert asked == []  # it is small enough to be looked at before
        with pytest.raises(NoSlot):
            lan.web.raw(f"{PATH}?of=nothing", usual)
        assert (len(asked), looked_at) == (1, [])
