"""A PostgreSQL database on another machine is spoken to by TLS alone: what travels there is the names of
volunteers and the password of the database."""

from collections.abc import Mapping
from ipaddress import ip_address

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

_ENCRYPTED = ("require", "verify-ca", "verify-full")


class NotEncrypted(ValueError):
    """The address asks for less than TLS; the text says what to do."""


def with_tls(database_url: str, setting: str = "DATABASE_URL") -> str:
    """The address as it is to be used, by commands and PostgreSQL's own programs too. One that leads
    off this machine and says nothing of TLS gets `sslmode=require`. `setting` gave it. Raises NotEncrypted."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        return database_url  # SQLAlchemy says so itself, when it is used
    if url.get_backend_name() != "postgresql" or all(map(_is_here, _hosts(url))):
        return database_url
    mode = url.query.get("sslmode")
    if mode is None:
        return url.update_query_dict({"sslmode": "require"}).render_as_string(hide_password=False)
    if mode not in _ENCRYPTED:
        raise NotEncrypted(
            f"{setting} leads to another machine with sslmode={mode}, so names and the password "
            "could be read on the way: write sslmode=verify-full (with sslrootcert=…) or "
            "sslmode=require. Only where the network itself is private, set DATABASE_TLS=off."
        )
    return database_url


def leads_to_the_same(one: str, other: str) -> bool:
    """Whether two addresses name a database of the same name on a host and port that both name."""
    try:
        urls = make_url(one), make_url(other)
    except ArgumentError:
        return False
    if any(each.get_backend_name() != "postgresql" for each in urls):
        return False
    places = [{_place(host, url.port) for host in _hosts(url)} for url in urls]
    return urls[0].database == urls[1].database and bool(places[0] & places[1])


def _place(host: str, port: int | None) -> tuple[str, str]:
    """The machine, however this one is called, and the port."""
    name, said = host, str(port or 5432)
    if host.count(":") == 1 and not host.startswith("/"):
        name, _, said = host.partition(":")
    return ("" if _is_here(name) else name.lower(), said)


def _hosts(url: URL) -> list[str]:
    """All that the address may lead to; a socket's folder begins with a slash, and nothing at all is
    the usual socket."""
    query: Mapping[str, str | tuple[str, ...]] = url.query
    named: list[str] = [url.host or ""] if url.host or "host" not in query else []
    for name in ("host", "hostaddr"):
        given = query.get(name, ())
        named += [given] if isinstance(given, str) else given
    return [each for text in named for each in text.split(",")]


def _is_here(host: str) -> bool:
    # One without a slash at its beginning may name its port too.
    name = (
        host if host.startswith("/") else host.partition(":")[0] if host.count(":") == 1 else host
    )
    if name == "" or name.startswith(("/", "@")) or name == "localhost":
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
