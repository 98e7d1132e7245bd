"""Which addresses count as one customer's."""

from server.http.request_source import customer_of


def test_a_customer_of_ipv6_is_one_network() -> None:
    first, second = customer_of("2001:db8::1"), customer_of("2001:db8::ffff:2")
    assert first == second != customer_of("2001:db8:0:1::1")


def test_an_address_of_ipv4_is_one_customer_however_it_is_spelled() -> None:
    assert customer_of("::ffff:198.51.100.7") == customer_of("198.51.100.7")
    assert customer_of("198.51.100.8") != customer_of("198.51.100.7")
    assert customer_of("who knows") == "who knows"
