"""Totals divided by something that records say: what was done, how it ended, when, where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.catalogue.store import groups_of_services, labels_in_both
from server.database.clock import today
from server.database.engine import db
from server.statistics.small_cells import HIDDEN_BY, hidden
from server.totals.figures import Totals, groups_by, nothing
from server.totals.periods import days_between
from server.totals.store import Where

LABELS = {"group": "service"}
IN_TIME = ("day", "month")
UNTOLD = {"sessions": None, "people": None, "turns": None, "volunteer_turns": None}


@dataclass(frozen=True)
class Divided:
    """By what, over which days, and of which service if of one."""

    by: str
    first: date
    last: date
    service: str | None


def rows_of(
    question: Divided, found: Mapping[str, Totals], completed: Mapping[str, Totals] | None = None
) -> list[dict[str, Any]]:
    """A row for each part in the order of its list, with what it is called, the days or months in
    theirs, and with how many of its turns were completed where that is known. Of few people by place or by
    age it is not told how many they were."""
    by = question.by
    if by == "group":
        groups = groups_of_services(db.session)
        found = groups_by(found, groups)
        completed = completed and groups_by(completed, groups)
    if by == "day":
        found = _every_day(question, found)
    names = (
        {key: (key, key) for key in sorted(found)}
        if by in IN_TIME
        else labels_in_both(db.session, LABELS.get(by, by))
    )
    order = [*(key for key in names if key in found), *sorted(found.keys() - names.keys())]
    few = hidden({key: _size(each) for key, each in found.items()}) if by in HIDDEN_BY else ()
    return [
        {
            "key": key,
            "label": names[key][0] if key in names else key,
            "label_en": names[key][1] if key in names else key,
            "kind": by,
            "totals": UNTOLD if key in few else found[key].wire() | _completed(key, completed),
        }
        for key in order
        if by == "day" or not found[key].is_nothing()
    ]


def _completed(key: str, completed: Mapping[str, Totals] | None) -> dict[str, int]:
    if completed is None:
        return {}
    return {"completed": (completed[key].turns or 0) if key in completed else 0}


def _size(cell: Totals) -> int:
    """By what a cell is small: its people, or, where all its sessions go on from others and so count
    nobody anew, what else would tell of those few."""
    return cell.people or max(cell.turns or 0, cell.sessions or 0)


def _every_day(question: Divided, found: Mapping[str, Totals]) -> Mapping[str, Totals]:
    """With the days on which nothing was done, from the first that was asked for to the last that has
    come: on a trend nothing is a figure too."""
    if not found:
        return found
    end = max(min(question.last, date.fromisoformat(today())), date.fromisoformat(max(found)))
    where = Where("unit", [], [], "period", question.service)
    return {day: found.get(day) or nothing(where) for day in days_between(question.first, end)}
