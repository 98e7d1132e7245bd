"""Links that somebody typed, and to which others are led."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

LINK_CHARS = 500
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+")
_REFUSED = frozenset(' \\<>"$`{}|^')
"""Characters of a link: browsers read some of them otherwise than servers do, and in nginx's map `$` begins a
variable."""


def is_plain_link(link: str) -> bool:
    """Whether it is short enough and holds nothing that a browser would read otherwise."""
    plain = link.isascii() and link.isprintable() and not _REFUSED & set(link)
    return plain and len(link) <= LINK_CHARS


def is_listed_link(link: str, hosts: Collection[str]) -> bool:
    """Whether it is an https link to one of these hosts in the form in which browsers have it; a host that
    begins with a dot stands for all below it, and itself."""
    if not is_plain_link(link):
        return False
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    is_https = parts.scheme == "https" and port in (None, 443)
    names = {host, f".{host}"}
    found = any(each in names or (each[0] == "." and host.endswith(each)) for each in hosts)
    return is_https and found and "@" not in parts.netloc and bool(_HOST.fullmatch(host))
