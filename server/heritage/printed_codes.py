"""The printed codes that lead to sites: the register stands on a floor above, and is given here at the start
(server/app/factory.py)."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from flask import Flask, current_app

from server.database.connections import AnySession

KIND = "heritage_site"
"""What the register calls a site."""
_CODES = "codes_of_sites"


class CodesOfSite(NamedTuple):
    """A code that holds and leads to a site, the first that was made, and how often its codes were scanned since
    a day."""

    code: str | None = None
    scans: int = 0


FindCodes = Callable[[AnySession, str, Collection[str], str], Mapping[str, CodesOfSite]]
"""By session, kind, ids and the first day that counts."""


def install_codes_of_sites(app: Flask, find: FindCodes) -> None:
    """`find` tells of the codes that lead to some sites."""
    app.extensions[_CODES] = find


def codes_of_sites(
    session: AnySession, sites: Collection[str], since: str
) -> Mapping[str, CodesOfSite]:
    """The codes that lead to these sites; nothing of those to which none does."""
    find: FindCodes = current_app.extensions[_CODES]
    return find(session, KIND, sites, since)
