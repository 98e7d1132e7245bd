"""From where a request comes is told from its bytes as the application tells it behind its proxies."""

import pytest

from server.http.request_source import source_of

PEER = "192.0.2.1"


@pytest.mark.parametrize(
    ("headers", "proxies", "source"),
    [
        ("", 0, PEER),
        ("X-Forwarded-For: 198.51.100.7\r\n", 0, PEER),
        ("", 1, PEER),
        ("X-Forwarded-For: 198.51.100.7\r\n", 1, "198.51.100.7"),
        ("X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n", 1, "198.51.100.7"),
        ("X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n", 2, "203.0.113.9"),
        ("X-Forwarded-For: 198.51.100.7\r\n", 2, PEER),
        ("x-forwarded-for:203.0.113.9\r\nX-Forwarded-For: 198.51.100.7\r\n", 1, "198.51.100.7"),
        ("X-Forwarded-For: ::ffff:198.51.100.7\r\n", 1, "198.51.100.7"),
        ("X-Forwarded-For: who knows\r\n", 1, "who knows"),
        ("\r\nX-Forwarded-For: 198.51.100.7\r\n", 1, PEER),  # of the body
    ],
)
def test_the_last_address_that_our_proxies_add_counts(
    headers: str, proxies: int, source: str
) -> None:
    received = f"POST / HTTP/1.1\r\nHost: h\r\n{headers}\r\n".encode()
    assert source_of(received, PEER, proxies) == source


def test_a_customer_of_ipv6_is_one_network() -> None:
    first, second, other = (
        source_of(b"", address, 0)
        for address in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1")
    )
    assert first == second != other
