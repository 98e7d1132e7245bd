"""Papers that somebody made to do harm cost no more than they may, and harm nothing."""

import json
import signal
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from subprocess import PIPE, Popen
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from server.config import PROJECT
from server.confined.running import ENVIRONMENT
from server.confined.turn import hold_turn, lock_of
from server.parsing import reading
from server.parsing.reading import COMMAND, read_paper
from sync.problems import ProblemError
from tests.server.parsing import hostile
from tests.server.parsing.layouts import union_letter, with_linked_picture
from tests.server.parsing.test_layouts import DOCX, PDF, read, texts


@pytest.fixture(autouse=True)
def _settings(built_once: Flask) -> Iterator[None]:
    with built_once.app_context():
        yield


_HELD = """
import sys; from server.parsing import child; from server.parsing.bounds import LIMITS
from server.confined.limits import hold_to; child._load(); hold_to(LIMITS)
"""


def answers(files: str, wanted: str) -> dict[str, Any]:
    """What one process with the usual limits says of all these files, an expression of names and bytes, one
    after the other."""
    program = (
        f"import json; from tests.server.parsing import hostile\nfiles = {files}{_HELD}"
        f"told = {{str(name): json.loads(child._answer({wanted}, file).split(b'\\n')[0])"
        " for name, file in files.items()}\nprint(json.dumps(told))"
    )
    with Popen(
        [*COMMAND[:-2], "-c", program], cwd=PROJECT, env=ENVIRONMENT, stdout=PIPE
    ) as process:
        said, _ = process.communicate()
    told: dict[str, Any] = json.loads(said)
    return told


def test_no_hostile_docx_is_read() -> None:
    told = answers("{n: f() for n, f in hostile.DOCX.items()}", "{'do': 'read', 'is_pdf': False}")
    assert told == dict.fromkeys(hostile.DOCX)


def test_no_hostile_pdf_says_anything() -> None:
    files = "{n: f() for n, f in hostile.PDF.items()}"
    told = answers(files, "{'do': 'read', 'is_pdf': True}")
    assert told.keys() == hostile.PDF.keys()
    papers = [paper for paper in told.values() if paper is not None]
    assert all(paper["blocks"] == [] and sum(paper["pictures"]) < 10_000 for paper in papers)


def test_a_server_is_only_told_that_it_is_not_read() -> None:
    assert read_paper(hostile.DOCX["zip bomb"](), DOCX) is None
    assert read_paper(hostile.PDF["pages in a loop"](), PDF) is None
    assert read_paper(hostile.PDF["nothing"](), PDF) is None


def test_whatever_is_spoilt_in_a_letter_the_answer_is_a_paper_or_none() -> None:
    wanted = "{'do': 'read', 'is_pdf': bool(name % 2)}"
    told = answers("{seed: hostile.spoilt(seed) for seed in range(60)}", wanted)
    papers = [each for each in told.values() if each is not None]
    assert 0 < len(papers) < len(told) == 60
    kinds = {block["t"] for paper in papers for block in paper["blocks"]}
    assert kinds <= {"h", "p", "li", "tr"}


def test_a_picture_that_lies_elsewhere_is_never_fetched() -> None:
    asked = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Listening) as elsewhere:
        thread = Thread(target=elsewhere.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{elsewhere.server_address[1]}/a.png"
        found = texts(read(with_linked_picture(address), DOCX).blocks)
        elsewhere.shutdown()
        thread.join()
    assert found == "Trước hình.\nSau hình."
    assert asked == []


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "OSError"),
        ("open('/etc/passwd')", "OSError"),
        ("open('/tmp/written', 'w')", "OSError"),
        ("import os; os.fork()\nimport subprocess; subprocess.run(['/bin/true'])", "OSError"),
        ("held = [bytearray(10_000_000) for _ in range(60)]", "MemoryError"),
    ],
)
def test_who_reads_papers_opens_nothing_and_takes_no_more_memory(acts: str, said: str) -> None:
    program = f"{_HELD}try:\n {acts.splitlines()[-1]}\nexcept BaseException as e: print([c.__name__ for c in type(e).__mro__])"
    command = [*COMMAND[:-2], "-c", program]
    with Popen(command, cwd=PROJECT, env=ENVIRONMENT, stdout=PIPE) as process:
        told, _ = process.communicate()
    assert said in told.decode()


def test_one_that_takes_no_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    short = replace(reading.LIMITS, wall_seconds=1)
    endless = f"from dataclasses import replace\n{_HELD.replace('hold_to(LIMITS)', 'hold_to(replace(LIMITS, wall_seconds=1))')}while True: pass"
    monkeypatch.setattr(reading, "LIMITS", short)
    monkeypatch.setattr(reading, "COMMAND", (*COMMAND[:-2], "-c", endless))
    assert read_paper(union_letter(), PDF) is None


def test_one_that_dies_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for acts in (f"import os; os.kill(os.getpid(), {signal.SIGSEGV.value})", "raise SystemExit(3)"):
        monkeypatch.setattr(reading, "COMMAND", (*COMMAND[:-2], "-c", acts))
        assert read_paper(union_letter(), PDF) is None


def test_one_paper_at_a_time() -> None:
    with hold_turn(lock_of("-papers")), pytest.raises(ProblemError) as busy:
        read_paper(union_letter(), PDF)
    assert (str(busy.value), busy.value.retry_after) == ("server_busy", 10)


def test_an_operator_may_switch_reading_off(built_once: Flask) -> None:
    settings = built_once.config["SETTINGS"]
    built_once.config["SETTINGS"] = replace(settings, reads_papers=False)
    try:
        assert read_paper(union_letter(), PDF) is None
    finally:
        built_once.config["SETTINGS"] = settings
