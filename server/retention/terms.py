"""How long things are kept. The table stands in server/operations/README.md, too, which a test holds to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from server.database.clock import begin_of, day_of

QUIET = timedelta(days=90)
"""So long ago something has to have been written for the last time: phones keep what they sent for as long."""
CERTIFICATE_YEARS = 5


class Term(NamedTuple):
    """What is kept, how long, and what is left of it afterwards, as an operator reads it."""

    what: str
    how_long: str
    left: str


TERMS: Sequence[Term] = (
    Term(
        "help sessions, and who was there",
        "`RETENTION_MONTHS`, whole months of the calendar; longer while a person is asked about one of the "
        "team's day, or 90 days from when one was written last",
        "all totals by day, month, team and unit; of each change its id and hash, so that it never counts twice",
    ),
    Term(
        "what waited for a person, and why it was settled so",
        "`RETENTION_MONTHS` after it was settled",
        "that it was asked, and when it was settled how",
    ),
    Term(
        "the audit trail",
        "`RETENTION_MONTHS`",
        "of acts that a restored backup must not undo: what was done when to what and by which account, without "
        "values",
    ),
    Term(
        "names of volunteers who left",
        "`RETENTION_MONTHS` after the last day in a team, while no session of theirs stands; with a certificate "
        f"that holds, {CERTIFICATE_YEARS} years after it was issued",
        "that somebody was there: “Đã xóa tên”",
    ),
    Term(
        "what phones told of themselves (browser, version, room)",
        "`RETENTION_MONTHS` after they were heard of for the last time",
        "the phone's id and public key, by which it comes back",
    ),
    Term(
        "requests about one's own data, and their answers",
        "until the name of who asked goes",
        "that somebody asked for what, and when it was answered",
    ),
    Term(
        "files that no paper or site names, pictures of the pages of a withdrawn paper",
        "seven days after they were sent or drawn",
        "nothing",
    ),
    Term("failed attempts to sign in or join", "a day", "nothing"),
    Term("sessions of the desk, reset links, challenges", "until they hold no more", "nothing"),
    Term(
        "who opened which paper on which day, and whose phone fetched it",
        "as long as the paper; the name goes with the member's",
        "how many did",
    ),
    Term(
        "names of the desk's accounts",
        "for good: closed months, certificates and the trail say who acted",
        "–",
    ),
    Term(
        "places, units, teams, activities, papers, heritage sites, closed months, printed codes and how often "
        "they were scanned",
        "for good",
        "–",
    ),
)


@dataclass(frozen=True)
class Cutoffs:
    """Until when things have outlived their terms. `day`: the first day whose sessions are kept; `moment`: when
    it began; `quiet`: what was written after it is not looked at; `certificates`: those issued before are no
    reason to keep a name."""

    day: str
    moment: datetime
    quiet: datetime
    certificates: datetime


def cutoffs(now: datetime, months: int) -> Cutoffs:
    """Those of a moment: whole months, so that what is reported by month is either there or not."""
    year, month, _ = map(int, day_of(now).split("-"))
    whole, rest = divmod(year * 12 + month - 1 - months, 12)
    day = f"{whole:04}-{rest + 1:02}-01"
    moment = begin_of(day)
    years = begin_of(f"{year - CERTIFICATE_YEARS:04}-{month:02}-01")
    return Cutoffs(day, moment, now - QUIET, min(years, moment))
