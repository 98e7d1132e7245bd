"""A worker answers so many requests at a time, and refuses the others soon (PROTOCOL 5.1.7)."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Event, Semaphore

import pytest
from flask import Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.database.timeouts import ROUND, current
from server.http import concurrency
from server.http.concurrency import SPARE_THREADS, WAIT_SECONDS, Permits, Work, take_permit
from server.http.file_response import file_response
from tests.server.held_server import Server, held_server
from tests.town import Town

SESSIONS = "/api/help-sessions?from=2026-11-01&to=2026-11-30"
OWN = {"Sec-Fetch-Site": "same-origin"}
AT_ONCE = 30


@pytest.fixture
def client(town: Town) -> Iterator[FlaskClient]:
    """Of a worker with one permit for requests."""
    concurrency.start_permits(town.app, SPARE_THREADS + 1)
    yield town.app.test_client()
    del town.app.extensions["permits"]


def get(client: FlaskClient, path: str = "/c/1234567") -> TestResponse:
    return client.get(path, buffered=True)


def respond(
    town: Town, monkeypatch: pytest.MonkeyPatch, path: str, view: Callable[[], Response]
) -> None:
    """Lets a path of the app be answered by this."""
    (rule,) = (each for each in town.app.url_map.iter_rules() if each.rule == path)
    monkeypatch.setitem(town.app.view_functions, rule.endpoint, view)


def test_idle_rounds_and_static_files_are_answered_and_others_are_refused(
    town: Town, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    lan.sync()
    begun, over = Event(), Event()

    def wait() -> Response:
        begun.set()
        over.wait(20)
        return Response("{}")

    respond(town, monkeypatch, "/api/openapi.json", wait)
    with ThreadPoolExecutor() as pool:
        held = pool.submit(get, client, "/api/openapi.json")
        assert begun.wait(20)
        try:
            assert lan.ask([]).status == 200
            assert get(client, "/healthz").status_code == 200
            assert get(client, "/sw.js").status_code == 200
            waiting = [pool.submit(get, client) for _ in range(AT_ONCE)]
            began = time.monotonic()
            answers = [each.result() for each in waiting]
            assert time.monotonic() - began < WAIT_SECONDS + 2
            push = lan.ask([lan.session()])
            assert (push.status, push.code) == (503, "server_busy")
        finally:
            over.set()
    assert held.result().status_code == 200
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.headers["Retry-After"] for answer in answers} == {"5"}
    assert all(answer.headers["Request-Id"] for answer in answers)
    assert get(client).status_code == 404


def test_pushes_that_wait_leave_the_permits_of_short_rounds_free(
    town: Town, client: FlaskClient
) -> None:
    lan, ha = town.lan(), town.ha()
    for phone in (lan, ha):
        phone.sync()
    concurrency.start_permits(town.app, SPARE_THREADS + Work.SHORT.permits + 2)
    permits = town.app.extensions["permits"]
    writes = [permits[Work.WRITE].acquire(0) for _ in range(Work.WRITE.permits)]
    with ThreadPoolExecutor() as pool:
        pushes = [pool.submit(ha.ask, [ha.session()]) for _ in range(Work.SHORT.permits)]
        while permits[Work.WRITE]._queue._value > Work.WRITE.waiting - len(pushes):
            time.sleep(0.01)
        began = time.monotonic()
        assert lan.ask([]).status == 200
        assert time.monotonic() - began < WAIT_SECONDS / 2
        for _ in writes:
            permits[Work.WRITE].release()
    assert {push.result().status for push in pushes} <= {200, 429}
    assert get(client).status_code == 404


def test_short_bodies_that_stall_take_no_permit(town: Town, client: FlaskClient) -> None:
    lan, over = town.lan(), Event()
    lan.sync()

    class StalledBody(BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            begun.release()
            over.wait(20)
            return b""

    begun = Semaphore(0)
    rounds = {"method": "POST", "content_length": 100, "content_type": "application/json"}
    with ThreadPoolExecutor() as pool:
        for _ in range(Work.SHORT.permits):
            pool.submit(client.open, "/api/sync/v1", input_stream=StalledBody(), **rounds)
        assert all(begun.acquire(timeout=20) for _ in range(Work.SHORT.permits))
        try:
            assert lan.ask([]).status == 200
        finally:
            over.set()


def test_a_file_keeps_its_permit_until_it_is_sent_and_is_closed(
    town: Town, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concurrency, "WAIT_SECONDS", 0.0)
    file = BytesIO(b"a" * 200_000)

    def view() -> Response:
        take_permit(Work.FILE)
        return file_response(file, "text/csv")

    respond(town, monkeypatch, "/api/openapi.json", view)
    answer = client.get("/api/openapi.json", buffered=False)
    assert get(client).status_code == 503
    answer.close()  # cut off by its reader
    assert file.closed
    assert get(client).status_code == 404


def test_permits_of_a_request_that_fails_are_free_again(
    client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Response:
        take_permit(Work.WRITE)
        raise RuntimeError

    respond(town, monkeypatch, "/api/openapi.json", fail)
    for _ in range(Work.WRITE.permits + 1):
        assert get(client, "/api/openapi.json").status_code == 500
    assert get(client).status_code == 404


def test_permits_are_free_again_where_closing_the_answer_fails(
    client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer() -> Response:
        response = Response("{}")
        response.call_on_close(lambda: 1 / 0)
        return response

    respond(town, monkeypatch, "/api/openapi.json", answer)
    with pytest.raises(ZeroDivisionError):
        get(client, "/api/openapi.json")
    assert get(client).status_code == 404


def test_a_request_waits_for_permit_and_lock_together(
    town: Town, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(self: Permits, _seconds: float) -> bool:
        time.sleep(0.3)
        return True

    def view() -> Response:
        take_permit(Work.WRITE)
        return Response(str(current().lock))

    monkeypatch.setattr(Permits, "acquire", slowly)
    monkeypatch.setattr(Permits, "release", lambda _self: None)
    respond(town, monkeypatch, "/api/openapi.json", view)
    assert float(get(client, "/api/openapi.json").text) == pytest.approx(ROUND.lock - 0.6, abs=0.2)


def test_too_many_waiting_requests_are_refused_at_once() -> None:
    permits = Permits(1, 1)
    assert permits.acquire(0)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(permits.acquire, 20)
        while permits.acquire(0) or not permits._queue or permits._queue._value:
            time.sleep(0.01)
        began = time.monotonic()
        assert not permits.acquire(20)
        assert time.monotonic() - began < 1
        permits.release()
        assert waiting.result()


@pytest.fixture
def server(database_url: str, tmp_path: Path, town: Town) -> Iterator[Server]:
    with held_server("tests.server.held_reads:app", town, database_url, tmp_path) as found:
        yield found


@pytest.mark.parametrize("path", [SESSIONS, f"{SESSIONS}&sort=note"])
def test_idle_rounds_and_pushes_go_on_beside_long_reads(
    town: Town, server: Server, path: str
) -> None:
    lan, ha = town.lan(), town.ha()
    for phone in (lan, ha):
        phone.sync()
    with server.hold():
        lines = [server.line(lan).ask(path) for _ in range(AT_ONCE)]
        server.wait_until_begun()
        for _ in range(20):
            assert server.line(ha).round() == 200
        assert server.line(ha, ha.session()).round() == 200
        refused = [line.told() for line in lines[-10:]]
    assert ("server_busy", "5") in {told[1:] for told in refused}
    assert {line.told()[0] for line in lines[:-10]} <= {200, 503}
