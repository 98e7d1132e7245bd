"""Sabotages of what keeps reading cheap, and of who reads what of moved teams and of other units."""

from tests.sabotage.sabotage import Sabotage

PAGE_BYTES = "tests/server/sync/test_page_bytes.py"
SEND_QUEUE = "tests/server/http/test_send_queue.py"
HISTORY = "tests/server/statistics/test_history_pages.py"

READING = (
    Sabotage(
        "a session's history goes out whole",
        "9.4",
        "server/records/store/changes.py",
        "    latest = chosen.order_by(Change.seq.desc(), Change.id.desc()).limit(limit)",
        "    latest = chosen.order_by(Change.seq.desc(), Change.id.desc())",
        (HISTORY,),
    ),
    Sabotage(
        "a page of a round is as long as its rows",
        "6.3",
        "server/sync/use_cases/pull.py",
        "        if room < 0:",
        "        if False:",
        (PAGE_BYTES,),
    ),
    Sabotage(
        "a page may be without a row for ever",
        "6.3",
        "server/sync/use_cases/pull.py",
        "            return max(number, 1)",
        "            return number",
        (PAGE_BYTES,),
    ),
    Sabotage(
        "a thread waits for who reads a byte at a time",
        "9.1",
        "server/http/buffered_socket.py",
        "            if self._is_slow(monotonic() - self._since):",
        "            if False:",
        (SEND_QUEUE,),
    ),
    Sabotage(
        "memory waits for who reads a byte at a time",
        "9.1",
        "server/http/send_queue.py",
        "            if waiting.until <= now or waiting.is_slow(len(conn.sock.unsent), now)",
        "            if waiting.until <= now",
        (SEND_QUEUE,),
    ),
)
