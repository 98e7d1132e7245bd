"""Which names a server answers to: against a page that lets its own name point to this machine."""

from pathlib import Path

import pytest
from flask import Flask

from tests.keys import SECRET_KEY
from tests.server.operations.conftest import MakeApp
from tests.wires import InProcess


def ask(app: Flask, host: str) -> int:
    return InProcess(app).send("GET", "/api/probe", None, {"Host": host}).status


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1:8123", "[::1]:8000", "[::1]", "desk.localhost:80"],
)
def test_on_this_machine_its_own_names_are_answered(other_app: MakeApp, host: str) -> None:
    assert ask(other_app(), host) < 400


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "192.168.1.5:8000", "localhost.evil.example", "[x",
     "localhost@evil.example"],
)  # fmt: skip
def test_on_this_machine_other_names_are_not(other_app: MakeApp, host: str) -> None:
    answer = InProcess(other_app()).send("GET", "/api/probe", None, {"Host": host})
    assert answer.code == "not_found"
    assert "Content-Security-Policy" in answer.headers


def test_behind_https_the_proxy_chooses_the_name(other_app: MakeApp, tmp_path: Path) -> None:
    public = other_app(
        PUBLIC_URL="https://tungngo.example.vn",
        LASTING_DISK=str(tmp_path),
        SECRET_KEY=SECRET_KEY,
    )
    assert ask(public, "inside:8000") < 400
