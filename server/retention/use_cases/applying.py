"""Taking away what has outlived its term. It may be ended and begun again at any moment: each part is a
transaction of its own, and what was done is done."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from server.audit.writing import SYSTEM
from server.config import current_settings
from server.database.clock import now
from server.database.engine import db, only_reading
from server.directory.use_cases.erasing_members import erase_inside
from server.records.store.rolled_up import SessionDay, days_due, last_number_before
from server.records.writer import writing
from server.retention import store
from server.retention.rollup import forget_answers, parts, roll_up
from server.retention.terms import Cutoffs, cutoffs
from server.totals.use_cases.recounting import recount

_LONGEST_PAUSE = 1.0


class TotalsDiffer(Exception):
    """The kept totals are not what the changes give; once the changes are gone nobody can tell which is right."""


@dataclass(frozen=True)
class Due:
    """What has outlived its term: before which day, and how much of what."""

    day: str
    sessions: int
    members: int


@dataclass
class Done:
    """How much was taken away."""

    day: str
    sessions: int = 0
    items: int = 0
    entries: int = 0
    phones: int = 0
    members: int = 0

    @property
    def figures(self) -> dict[str, int]:
        """All of it by name."""
        return {name: n for name, n in vars(self).items() if name != "day"}


def due() -> Due:
    """What `apply` would take away of sessions and names. Reads only."""
    until = _cutoffs()
    with only_reading():
        days, _ = _days(until)
        members = store.members_who_left(db.session, until)
        return Due(until.day, sum(each.sessions for each in days), len(members))


def apply() -> Done:
    """Takes it away, and commits, part by part. Raises TotalsDiffer before anything is taken away."""
    until = _cutoffs()
    done = Done(until.day)
    with only_reading():
        days, settled = _days(until)
    if days and recount().differences:
        raise TotalsDiffer
    for part in parts(days):
        done.sessions += _in_turns(partial(roll_up, part, settled))
    with only_reading():
        last = last_number_before(db.session, until.moment)
    while _in_turns(partial(forget_answers, last)):
        pass
    done.items = _all_of(store.some_items, store.empty_items, until)
    with only_reading():
        members = store.members_who_left(db.session, until)
    # Before the trail, which tells what they were called once.
    for member in members:
        done.members += _in_turns(partial(_erase, member, until))
    done.entries = _all_of(store.some_entries, partial(store.empty_entries, cutoffs=until), until)
    done.phones = _all_of(store.some_phones, store.empty_phones, until)
    store.drop_renewals(db.session, until)
    db.session.commit()
    return done


def _cutoffs() -> Cutoffs:
    return cutoffs(now(), current_settings().retention_months)


def _days(until: Cutoffs) -> tuple[list[SessionDay], int]:
    settled = last_number_before(db.session, until.quiet)
    return days_due(db.session, until.day, settled), settled


def _in_turns(act: Callable[[], int]) -> int:
    """Does a part, and then leaves the others as long a time as that took: on SQLite nobody queues."""
    began = time.monotonic()
    count = act()
    time.sleep(min(_LONGEST_PAUSE, time.monotonic() - began))
    return count


def _all_of(
    some: Callable[[Any, Cutoffs], Sequence[Any]], empty: Callable[[Any, Any], None], until: Cutoffs
) -> int:
    """Empties all rows that there are, some at a time; how many."""
    count = 0
    while True:
        with only_reading():
            found = some(db.session, until)
        if not found:
            return count
        count += _in_turns(partial(_emptied, found, empty))


def _emptied(found: Sequence[Any], empty: Callable[[Any, Any], None]) -> int:
    empty(db.session, found)
    db.session.commit()
    return len(found)


def _erase(member: str, until: Cutoffs) -> int:
    """Erases the name of a member who left, unless they came back meanwhile."""
    with writing(db.session, 3) as writer:
        if not store.members_who_left(db.session, until, among=[member]):
            return 0
        erased = erase_inside(writer, SYSTEM, member, "RETENTION_MONTHS")
    db.session.commit()
    return int(erased)
