"""Files for download never keep a phone waiting that brings nothing: one is made at a time for each asker,
and one in each worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.held_server import Line, Server, first_answered, held_server
from tests.town import Town

FILE = "/api/exports/help-sessions.csv?from=2026-11-01&to=2026-11-30"
AT_ONCE = 16


@pytest.fixture
def server(database_url: str, tmp_path: Path, town: Town) -> Iterator[Server]:
    with held_server("tests.server.held_files:app", town, database_url, tmp_path) as found:
        yield found


def test_one_asker_gets_one_file_at_a_time(town: Town, server: Server) -> None:
    lan, ha = town.lan(), town.ha()
    with server.hold():
        first = server.line(lan).ask(FILE)
        server.wait_until_begun()
        others = [server.line(lan).ask(FILE) for _ in range(AT_ONCE - 1)]
        assert [line.told() for line in others] == [(429, "file_in_work", "5")] * len(others)
        assert server.line(ha).idle_round() == 200
    assert first.told()[0] == 200


def test_files_for_many_askers_leave_threads_for_all_others(town: Town, server: Server) -> None:
    ha, first = town.ha(), town.lan()
    phones = [town.phone(f"Người {number}") for number in range(AT_ONCE)]
    with server.hold():
        making = server.line(first).ask(FILE)
        server.wait_until_begun()
        lines = [server.line(phone).ask(FILE) for phone in phones]
        for _ in range(20):
            assert server.line(ha).idle_round() == 200
        # Who waits for a slot has a file in work too.
        assert server.line(phones[0]).ask(FILE).told()[1] == "file_in_work"
    assert [line.told()[0] for line in [making, *lines]] == [200] * (1 + AT_ONCE)
    assert server.line(phones[0]).ask(FILE).told()[0] == 200


def test_an_account_comes_before_the_phones_of_a_big_team(town: Town, server: Server) -> None:
    desk = town.desk()
    phones = [town.phone(f"Người {number}") for number in range(4)]
    with server.hold():
        first = server.line(town.lan()).ask(FILE)
        server.wait_until_begun()
        lines = [waiting(server.line(phone), server.line(phone)) for phone in phones]
        lines.append(waiting(server.line_of_desk(desk), server.line_of_desk(desk)))
    assert [line.told()[0] for line in [first, *lines]] == [200] * 6
    assert server.begun() == b"A...."


def waiting(*two: Line) -> Line:
    """Of two lines of one asker that which waits for a file: the other is refused, whichever came first."""
    for line in two:
        line.ask(FILE)
    answered = first_answered(two)
    assert answered.told()[1] == "file_in_work"
    return next(line for line in two if line is not answered)
