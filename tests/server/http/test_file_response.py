"""A file is handed to the worker, once, and only with the head of its own answer."""

import errno
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.database.slot_kinds import FILE, READ, WRITE
from server.database.slots import Line, QueuedRequest
from server.reports.use_cases import exporting
from tests.server.request_lines import parsed, request_log
from tests.town import PASSWORD, Town

PATH = "/api/exports/help-sessions.csv?from=2026-11-01&to=2026-11-30"
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def desk(town: Town) -> FlaskClient:
    found = town.app.test_client()
    found.post("/api/session", json={"login": "son", "password": PASSWORD}, headers=OWN)
    return found


def request_at_work() -> QueuedRequest:
    return QueuedRequest({kind: Line(1) for kind in (FILE, READ, WRITE)})


def test_the_worker_gets_the_file_and_the_log_its_size(
    town: Town, desk: FlaskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = desk.get(PATH, headers=OWN, buffered=True).data
    turn = request_at_work()
    with turn, request_log(town.app):
        answer = desk.get(PATH, headers=OWN, buffered=True)
    assert (answer.data, answer.content_length) == (b"", len(whole))
    file = turn.take_file()
    assert file is not None
    file.seek(0)
    assert file.read() == whole
    file.close()
    assert turn.take_file() is None
    (line,) = parsed(capfd.readouterr().err)
    assert line["out"] == len(whole)
    # The asker has a file in work until it is sent.
    with request_at_work():
        assert desk.get(PATH, headers=OWN, buffered=True).status_code == 429
    turn.end_sent()
    assert desk.get(PATH, headers=OWN, buffered=True).status_code == 200


def test_nobody_who_asks_for_the_head_gets_the_file(desk: FlaskClient) -> None:
    turn = request_at_work()
    with turn:
        assert desk.head(PATH, headers=OWN, buffered=True).status_code == 200
    assert turn.take_file() is None
    turn.end_sent()


def test_a_file_of_an_answer_that_was_cut_off_is_closed(desk: FlaskClient) -> None:
    turn = request_at_work()
    with turn:
        desk.get(PATH, headers=OWN, buffered=True)
    file = turn.take_file()
    assert file is not None
    turn.hand_over(file)
    turn.end_sent()
    assert file.closed


def test_a_full_disk_is_told(desk: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_asked: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(exporting, "_lines", fail)
    answer = desk.get(PATH, headers=OWN, buffered=True)
    assert (answer.status_code, answer.json and answer.json["code"]) == (507, "server_full")
