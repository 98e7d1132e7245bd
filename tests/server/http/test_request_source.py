"""Which addresses count as one customer's."""

from pathlib import Path

import pytest
from flask import request

from server.app.factory import create_app
from server.http.request_source import customer_of
from tests.wires import InProcess

PEER = "127.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "source"),
    [
        ("198.51.100.7", 0, PEER),
        ("", 1, PEER),
        ("203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 2, "203.0.113.9"),
        ("198.51.100.7", 2, PEER),
    ],
)
def test_the_last_address_that_our_proxies_add_counts(
    tmp_path: Path, forwarded: str, proxies: int, source: str
) -> None:
    app = create_app({"INSTANCE_DIR": str(tmp_path), "TRUSTED_PROXIES": str(proxies)})
    seen = list[str | None]()
    app.before_request(lambda: seen.append(request.remote_addr))
    InProcess(app).send("GET", "/api/probe", None, {"X-Forwarded-For": forwarded})
    assert seen == [source]


def test_a_customer_of_ipv6_is_one_network() -> None:
    first, second = customer_of("2001:db8::1"), customer_of("2001:db8::ffff:2")
    assert first == second != customer_of("2001:db8:0:1::1")


def test_an_address_of_ipv4_is_one_customer_however_it_is_spelled() -> None:
    assert customer_of("::ffff:198.51.100.7") == customer_of("198.51.100.7")
    assert customer_of("198.51.100.8") != customer_of("198.51.100.7")
    assert customer_of("who knows") == "who knows"
