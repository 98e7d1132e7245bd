"""Which names a server answers to: against a page that lets its own name point to this machine."""

from collections.abc import Callable

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
def test_on_this_machine_its_own_names_are_answered(same_app: MakeApp, host: str) -> None:
    assert ask(same_app(), host) < 400


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "192.168.1.5:8000", "localhost.evil.example", "[x",
     "localhost@evil.example"],
)  # fmt: skip
def test_on_this_machine_other_names_are_not(same_app: MakeApp, host: str) -> None:
    answer = InProcess(same_app()).send("GET", "/api/probe", None, {"Host": host})
    assert answer.code == "not_found"
    assert "Content-Security-Policy" in answer.headers


@pytest.fixture
def public(same_app: MakeApp, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Flask]:
    """Makes a server that people reach by a name, behind a proxy."""

    def make(**settings: str) -> Flask:
        usual = {
            "PUBLIC_URL": "https://tungngo.example.vn",
            "LASTING_DISK": str(tmp_path_factory.getbasetemp()),
            "SECRET_KEY": SECRET_KEY,
        }
        return same_app(**{**usual, **settings})

    return make


@pytest.mark.parametrize(
    "host", ["tungngo.example.vn", "TungNgo.Example.VN", "tungngo.example.vn:443"]
)
def test_behind_https_the_public_name_is_answered(public: Callable[..., Flask], host: str) -> None:
    assert ask(public(), host) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:443", "127.0.0.1:8000", "localhost", "[::1]:8000", "10.0.0.7",
     "tungngo.example.vn.evil.example", "a.tungngo.example.vn", "eviltungngo.example.vn",
     "tungngo.example.vn@evil.example", "tungngo.example.vn,evil.example", "tungngo.example.vn:x",
     "[x", "inside:8000"],
)  # fmt: skip
def test_behind_https_no_other_name_is(public: Callable[..., Flask], host: str) -> None:
    answer = InProcess(public()).send("GET", "/api/probe", None, {"Host": host})
    assert (answer.status, answer.code) == (404, "not_found")
    assert answer.json["details"] == {"host": "another name than PUBLIC_URL allows"}
    assert "Content-Security-Policy" in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_the_proxy_is_told_of_a_host_changes_nothing(public: Callable[..., Flask]) -> None:
    forwarded = {
        "Host": "evil.example",
        "X-Forwarded-Host": "tungngo.example.vn",
        "Forwarded": "host=tungngo.example.vn",
    }
    assert InProcess(public()).send("GET", "/api/probe", None, forwarded).status == 404


def test_further_names_may_be_trusted(public: Callable[..., Flask]) -> None:
    app = public(TRUSTED_HOSTS="old.example.vn, .intern.example.vn,từngngõ.vn")
    as_browsers_say = "từngngõ.vn".encode("idna").decode()
    for host in ("old.example.vn", "old.example.vn:8443", "intern.example.vn", "a.intern.example.vn",
                 "tungngo.example.vn", as_browsers_say):  # fmt: skip
        assert ask(app, host) == 200, host
    for host in ("a.old.example.vn", "evil.example", "evilintern.example.vn", ".x"):
        assert ask(app, host) == 404, host


def test_a_page_under_a_further_name_may_write(public: Callable[..., Flask]) -> None:
    """Also in a browser that does not say where a request comes from but by its Origin."""
    wire = InProcess(public(TRUSTED_HOSTS="old.example.vn"))

    def look(origin: str) -> str | None:
        said = {"Host": "old.example.vn", "Origin": origin, "X-Forwarded-Proto": "https"}
        return wire.send("POST", "/api/join/look", b"{}", said).code

    assert look("https://old.example.vn") == "unsupported_media_type"
    assert look("https://evil.example") == look("http://old.example.vn") == "cross_site"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize(
    ("host", "told"),
    [("10.0.3.17:8000", True), ("[fd00::7]:8000", True), ("localhost:8000", True),
     ("evil.example", False), ("10.0.3.17.evil.example", False), ("inside:8000", False)],
)  # fmt: skip
def test_whoever_asks_by_an_address_is_told_of_the_health(
    public: Callable[..., Flask], path: str, host: str, told: bool
) -> None:
    answer = InProcess(public()).send("GET", path, None, {"Host": host})
    assert (b"not_found" in answer.body) is not told
    assert ask(public(), host) == 404
