"""The printed codes that lead to records: the register is on a floor above, and is given here at the start
(server/app/factory.py)."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from flask import Flask, current_app

from server.database.connections import AnySession

HERITAGE_SITE, ACTIVITY, PAPER = "heritage_site", "activity", "paper"
"""What the register calls the kinds of records."""
_CODES = "codes_of_records"


class CodesOfRecord(NamedTuple):
    """A code that holds and leads to a record, the first that was made, and how often its codes were scanned
    since a day."""

    code: str | None = None
    scans: int = 0


FindCodes = Callable[[AnySession, str, Collection[str], str], Mapping[str, CodesOfRecord]]
"""By session, kind, ids and the first day that counts."""


def install_codes_of_records(app: Flask, find: FindCodes) -> None:
    """`find` reads the codes that lead to some records of a kind."""
    app.extensions[_CODES] = find


def codes_of_records(
    session: AnySession, kind: str, records: Collection[str], since: str
) -> Mapping[str, CodesOfRecord]:
    """The codes that lead to these records of a kind; nothing of those to which none does."""
    find: FindCodes = current_app.extensions[_CODES]
    return find(session, kind, records, since)
