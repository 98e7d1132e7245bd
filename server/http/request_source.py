"""Where a request comes from: one customer's address or network."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

_FORWARDED = re.compile(rb"\r\nx-forwarded-for[ \t]*:[ \t]*([^\r\n]*)", re.I)
_END_OF_HEAD = b"\r\n\r\n"


def source_of(received: bytes, peer: str, proxies: int) -> str:
    """The network of who asks, told from the request's bytes as ProxyFix tells the address: `peer` is at the
    other end of the line, `proxies` so many in front add to X-Forwarded-For who came to them."""
    if proxies:
        head = received[: received.find(_END_OF_HEAD)]
        said = b",".join(_FORWARDED.findall(head)).decode("latin-1").split(",")
        told = [address.strip() for address in said if address.strip()]
        if len(told) >= proxies:
            peer = told[-proxies]
    return customer_of(peer)


def customer_of(address: str) -> str:
    """The address; of IPv6 the network, since each customer has 2^64 addresses."""
    parsed = parsed_address(address)
    if parsed is None:
        return address
    return str(int(parsed) >> 64 if isinstance(parsed, IPv6Address) else parsed)


def parsed_address(address: str) -> IPv4Address | IPv6Address | None:
    """A server that listens on both sees IPv4 inside of one network of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    return (isinstance(parsed, IPv6Address) and parsed.ipv4_mapped) or parsed
