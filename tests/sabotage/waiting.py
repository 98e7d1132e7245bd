"""Sabotages of what bounds how long anybody waits for the database."""

from tests.sabotage.sabotage import Sabotage

SLOTS = "tests/server/database/test_slots.py"
TIMEOUTS = "tests/server/database/test_timeouts.py"
BREAKER = "tests/server/database/test_circuit_breaker.py"
HELD = "tests/faults/test_clock_held.py"
FILES = "tests/server/auth/test_file_limiter.py"
SLOW = "tests/server/reports/test_slow_readers.py"

WAITING = (
    Sabotage(
        "pushes take every thread of a worker",
        "5.1.7",
        "server/database/slots.py",
        "max(1, threads - 2)",
        "threads",
        (SLOTS, HELD),
    ),
    Sabotage(
        "files take every thread of a worker",
        "5.1.7",
        "server/database/slots.py",
        "FILE: 1}",
        "FILE: threads}",
        (SLOTS, FILES),
    ),
    Sabotage(
        "files for one asker are made beside each other",
        "5.1.7",
        "server/auth/file_limiter.py",
        "    if not locks.take(place):",
        "    if False:",
        (FILES,),
    ),
    Sabotage(
        "a file keeps its slot until the last byte is taken",
        "5.1.7",
        "server/http/file_response.py",
        "        if turn is None:",
        "        if True:",
        (SLOW,),
    ),
    Sabotage(
        "whoever takes no file may have another one made",
        "5.1.7",
        "server/auth/file_limiter.py",
        "    turn.hold_until_sent(FILE_NAME",
        "    turn.hold_to_end(FILE_NAME",
        (SLOW,),
    ),
    Sabotage(
        "who waits for a slot has no file in work",
        "5.1.7",
        "server/database/slots.py",
        "        if not isinstance(error, NoSlot):",
        "        if True:",
        (FILES,),
    ),
    Sabotage(
        "a short push gets to Flask without a slot",
        "5.1.7",
        "server/sync/idle_fast_path.py",
        "            hold_slot(WRITE)\n",
        "",
        (SLOTS,),
    ),
    Sabotage(
        "an unusual push looks for its phone before it has a slot",
        "5.1.7",
        "server/sync/use_cases/exchange.py",
        "        hold_slot(WRITE)",
        "        pass",
        (SLOTS,),
    ),
    Sabotage(
        "who has waited too long for a slot waits for the lock too",
        "5.1.7",
        "server/database/slots.py",
        "                turn.is_late = turn.until - now < _LEAST_WAIT",
        "                turn.is_late = False",
        (SLOTS, HELD),
    ),
    Sabotage(
        "a round that brings nothing waits for who writes",
        "5.1.6",
        "server/sync/use_cases/exchange.py",
        "        with hardly_waiting():",
        "        if device:",
        (TIMEOUTS,),
    ),
    Sabotage(
        "a statement may run without an end",
        "9.5",
        "server/database/sqlite.py",
        "monotonic() > info.get(_ENDS, inf)",
        "False",
        (TIMEOUTS,),
    ),
    Sabotage(
        "a connection keeps the timeouts of who had it before",
        "9.5",
        "server/database/sqlite.py",
        "    if info.get(_LOCK) != wanted.lock:",
        "    if _LOCK not in info:",
        (TIMEOUTS,),
    ),
    Sabotage(
        "everybody asks a silent database for himself",
        "9.5",
        "server/database/circuit_breaker.py",
        "                self.is_open = True",
        "                pass",
        (BREAKER,),
    ),
)
