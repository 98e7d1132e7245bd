"""Where a request comes from: one customer's address or network."""

from ipaddress import IPv4Address, IPv6Address, ip_address


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
