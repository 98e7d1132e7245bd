"""nginx as the operator's manual sets it up, in front of a real server: each answer has the protective headers
once, nginx's own pages too."""

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from http.client import HTTPResponse
from pathlib import Path
from statistics import quantiles

import pytest

from server.config import Settings, read_settings
from server.http.headers import JSON_POLICY, json_headers, security_headers
from tests.demo.loading import command
from tests.docs.readme import host_file
from tests.journeys.front import CERTIFICATE, NAME
from tests.keys import SECRET_KEY
from tests.machine.ports import free_port
from tests.machine.programs import nginx
from tests.server.gunicorn import gunicorn, wait_for

pytestmark = pytest.mark.nginx
STALLED, NOISE = 40, 0.1
"""Lines, and seconds that a busy machine takes by chance."""
AROUND = """
user root; worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log info;
events {{ worker_connections 512; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    set_real_ip_from 127.0.0.1; real_ip_header X-From;
    {site}
    server {{ listen 127.0.0.1:{told}; return 200 "$customer"; }}
}}
"""


@dataclass
class Front:
    """Where nginx listens; at `told` it answers as whose a request counts. Its logs lie in `folder`."""

    plain: int
    tls: int
    told: int
    folder: Path


def site(front: Front, behind: str) -> str:
    """The manual's configuration with this machine's ports, folders and certificate."""
    changes: dict[str, str] = {
        r"listen \[::\]:\d+( ssl)?;": "",
        r"listen 80;": f"listen 127.0.0.1:{front.plain};",
        r"listen 443 ssl;": f"listen 127.0.0.1:{front.tls} ssl;",
        r"/etc/letsencrypt/live/[\w.]+/(fullchain|privkey)\.pem": str(CERTIFICATE),
        r"http://127\.0\.0\.1:8000": behind,
        r"/var/log/nginx/": f"{front.folder}/own-",
        r"/var/www/html": str(front.folder),
    }
    text = host_file("nginx.conf")
    for pattern, put in changes.items():
        text, count = re.subn(pattern, put, text)
        assert count, pattern
    return text


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Front]]:
    """Starts nginx in front of an address, with other numbers in place of the manual's."""
    running = []

    def started(behind: str, **numbers: str) -> Front:
        folder = tmp_path_factory.mktemp("nginx")
        front = Front(free_port(), free_port(), free_port(), folder)
        own = site(front, behind)
        for name, put in numbers.items():
            own, count = re.subn(rf"\b{name}([ =])[0-9]+[^ ;]*", rf"{name}\g<1>{put}", own)
            assert count == 1, name
        text = AROUND.format(folder=folder, site=own, told=front.told)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        arguments = ["-p", folder, "-e", folder / "error.log", "-c", folder / "nginx.conf"]
        running.append(subprocess.Popen([nginx(), *arguments], stderr=subprocess.DEVNULL))
        until = time.monotonic() + 20
        while time.monotonic() < until:
            assert running[-1].poll() is None, (folder / "error.log").read_text()
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", front.tls)) == 0:
                    return front
            time.sleep(0.02)
        raise AssertionError("nginx does not listen")

    yield started
    for each in running:
        each.terminate()
        each.wait(20)


@pytest.fixture(scope="module")
def front(serve: Callable[..., Front], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("behind")
    assert command(folder, "db", "upgrade").returncode == 0
    database = f"sqlite:///{folder}/tungngo.sqlite"
    with gunicorn("server:create_app()", database, folder) as address:
        wait_for(address)
        yield serve(address)


@pytest.fixture(scope="module")
def silent(serve: Callable[..., Front]) -> Front:
    """With no server behind it."""
    return serve(f"http://127.0.0.1:{free_port()}")


def over_tls(port: int) -> socket.socket:
    """A line to nginx."""
    context = ssl.create_default_context(cafile=str(CERTIFICATE))
    context.check_hostname = False
    line = socket.create_connection(("127.0.0.1", port), timeout=20)
    return context.wrap_socket(line, server_hostname=NAME)


def said(port: int, text: bytes, tls: bool = True) -> HTTPResponse:
    """The answer to these bytes."""
    plain = partial(socket.create_connection, ("127.0.0.1", port), timeout=20)
    with over_tls(port) if tls else plain() as line:
        line.sendall(text)
        answer = HTTPResponse(line)
        answer.begin()
        answer.read()
    return answer


def check(answer: HTTPResponse, names: set[str]) -> None:
    for name in names:
        assert len(answer.headers.get_all(name) or []) == 1, (name, answer.headers.items())
    assert answer.headers["Server"] == "nginx"


def settings_there() -> Settings:
    """The server's off this machine."""
    there = {
        "PUBLIC_URL": f"https://{NAME}",
        "SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": "postgresql:///x",
    }
    return read_settings(there)


def wanted() -> dict[str, str]:
    """What the server puts on its pages there."""
    return {**security_headers(settings_there()), "Cache-Control": "no-store"}


GET = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize("path", [b"/api/probe", b"/api/nowhere", b"/api/units"])
def test_the_servers_answers_have_them_once(front: Front, path: bytes) -> None:
    answer = said(front.tls, GET % path)
    assert answer.headers["Request-Id"]
    of_json = {*json_headers(settings_there()), "Cache-Control"}
    check(answer, of_json)
    assert answer.headers["Content-Security-Policy"] == JSON_POLICY
    assert (wanted().keys() - of_json).isdisjoint(answer.headers.keys())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n", 413),
        (b"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nA: " + 40_000 * b"a" + b"\r\n\r\n", 400),
    ],
    ids=["host", "long body", "address", "long head"],
)
def test_pages_of_its_own_have_them(front: Front, text: bytes, status: int) -> None:
    answer = said(front.tls, text)
    assert (answer.status, answer.headers["Request-Id"]) == (status, None)
    check_own(answer)


def test_the_page_while_the_server_is_away_has_them(silent: Front) -> None:
    answer = said(silent.tls, GET % b"/")
    assert answer.status == 502
    check_own(answer)


def test_who_comes_without_tls(front: Front) -> None:
    answer = said(front.plain, GET.replace(b"localhost", NAME.encode()) % b"/j", tls=False)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/j")
    check(answer, {"Content-Security-Policy", "X-Content-Type-Options"})
    wrong = said(front.tls, GET % b"/", tls=False)
    assert wrong.status == 400
    check_own(wrong)


def test_the_certificate_is_renewed_without_tls(silent: Front) -> None:
    """certbot lays its proof there, and whoever signs the certificate reads it on port 80."""
    place = silent.folder / ".well-known/acme-challenge"
    place.mkdir(parents=True)
    (place / "token").write_text("proof")
    asked = b"/.well-known/acme-challenge/%s"
    assert said(silent.plain, GET % (asked % b"token"), tls=False).status == 200
    assert said(silent.plain, GET % (asked % b"other"), tls=False).status == 404


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8:1:2::a", "2001:db8:1:2:3:4:5:6", True),
        ("2001:db8::1", "2001:db8::2:3:4:5", True),
        ("2001:db8:1:2::a", "2001:db8:1:3::a", False),
        ("2001:db8:1::a", "2001:db8:2::a", False),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_a_network_of_ipv6_is_one_customer(
    front: Front, one: str, other: str, are_one: bool
) -> None:
    told = set()
    for address in (one, other):
        asked = f"GET / HTTP/1.0\r\nX-From: {address}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", front.told), timeout=20) as line:
            line.sendall(asked)
            told.add(line.makefile("rb").read().partition(b"\r\n\r\n")[2])
    assert len(told) == 2 - are_one
    assert b"" not in told


IDLE = (
    b"POST /api/sync/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Sec-Fetch-Site: same-origin\r\nContent-Length: 27\r\nConnection: close\r\n\r\n"
    b'{"protocol":1,"changes":[]}'
)


def p95(port: int) -> float:
    """Seconds of the slowest of twenty rounds."""
    took = []
    for _ in range(60):
        began = time.monotonic()
        assert said(port, IDLE).status == 401
        took.append(time.monotonic() - began)
    return quantiles(took, n=20)[-1]


def test_stalled_bodies_keep_nobody_waiting(front: Front) -> None:
    """More of them than the server has threads."""
    quiet = p95(front.tls)
    with ExitStack() as lines:
        for _ in range(STALLED):
            lines.enter_context(over_tls(front.tls)).sendall(IDLE[:-1])
        assert p95(front.tls) < max(3 * quiet, NOISE)


def from_network(network: int, host: int, path: str = "/api/probe") -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-From: 2001:db8:1:{network}::{host}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode()


def test_one_customer_has_so_many_requests_in_work(serve: Callable[..., Front]) -> None:
    """None of them is answered before its body is here."""
    with socket.create_server(("127.0.0.1", 0)) as behind, ExitStack() as lines:
        front = serve(f"http://127.0.0.1:{behind.getsockname()[1]}", lines="3")
        for host in range(3):
            line = lines.enter_context(over_tls(front.tls))
            line.sendall(from_network(1, host))
            behind.settimeout(20)
            lines.enter_context(behind.accept()[0])
        assert said(front.tls, from_network(1, 9)).status == 503
        lines.enter_context(over_tls(front.tls)).sendall(from_network(2, 9))
        lines.enter_context(behind.accept()[0])


@pytest.mark.parametrize(
    ("zone", "path", "beside"),
    [("bodies", "/api/sync/v1", "/api/units/import"), ("sheets", "/api/units/import", "/api/join")],
)
def test_one_customer_hands_in_so_many_bodies_at_once(
    serve: Callable[..., Front], zone: str, path: str, beside: str
) -> None:
    """What dribbles in lies on the disk, as long as somebody likes."""
    front = serve(f"http://127.0.0.1:{free_port()}", **{zone: "2"})
    head = b"POST %s HTTP/1.1\r\nHost: localhost\r\nX-From: %s\r\nContent-Length: 9\r\n\r\n"
    one, other = b"2001:db8:1:1::1", b"2001:db8:1:2::1"
    with ExitStack() as lines:
        for _ in range(2):
            line = lines.enter_context(over_tls(front.tls))
            # Before the next one has agreed on its keys, this is read.
            line.sendall(head % (path.encode(), one) + b"12345678")
        assert said(front.tls, head % (path.encode(), one) + b"123456789").status == 503
        for where, whose in ((path, other), (beside, one if zone == "sheets" else other)):
            text = head % (where.encode(), whose) + b"123456789"
            assert said(front.tls, text).status == 502
        assert said(front.tls, GET % b"/").status == 502


def test_only_a_sheet_is_long(silent: Front) -> None:
    for path, length, status in (
        ("/api/sync/v1", 1_048_576, 502),
        ("/api/sync/v1", 1_300_000, 413),
        ("/api/members/import", 3_145_728, 502),
        ("/api/members/import", 4_300_000, 413),
    ):
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
        body = b"" if status == 413 else length * b"a"
        assert said(silent.tls, head.encode() + body).status == status


def test_one_customer_asks_so_often(serve: Callable[..., Front]) -> None:
    front = serve(f"http://127.0.0.1:{free_port()}", rate="1r/m", burst="2")
    told = [said(front.tls, from_network(1, host)).status for host in range(4)]
    assert told == [502, 502, 502, 503]
    assert said(front.tls, from_network(2, 0)).status == 502


def test_no_log_tells_what_was_asked_for(serve: Callable[..., Front]) -> None:
    """A search names a citizen where a note did, and a code opens the paper of whom it was given to."""
    front = serve(f"http://127.0.0.1:{free_port()}", rate="1r/m", burst="1")
    asked = from_network(1, 0, "/api/help-sessions?q=Nguyen%20Thi%20Hoa")
    assert [said(front.tls, asked).status for _ in range(3)] == [502, 502, 503]
    assert said(front.plain, asked, tls=False).status == 301
    assert said(front.tls, b"GET /c/Hoa%zz HTTP/1.1\r\nHost: a\r\n\r\n").status == 400
    said(front.told, GET % b"/this-is-told", tls=False)
    logs = {each.name: each.read_text() for each in front.folder.glob("*.log")}
    assert set(logs) == {"access.log", "error.log", "own-error.log"}
    assert "/this-is-told" in logs["access.log"]
    for name, log in logs.items():
        assert "Hoa" not in log, name
        assert "2001:db8" not in log, name


def check_own(answer: HTTPResponse) -> None:
    check(answer, set(wanted()))
    for name, value in wanted().items():
        if name != "Content-Security-Policy":
            assert answer.headers[name] == value
    assert answer.headers["Content-Security-Policy"] == JSON_POLICY


def test_caddy_is_told_the_same() -> None:
    own = host_file("Caddyfile").partition("handle_errors {")[2]
    for name, value in wanted().items():
        if name != "Content-Security-Policy":
            assert re.search(rf'^ *{name} "?{re.escape(value)}"?$', own, re.MULTILINE), name
    assert host_file("Caddyfile").count("-Server") == 2
