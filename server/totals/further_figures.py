"""Kept totals of what stands beside the three figures and is never added to them (PROTOCOL 5.18):
activities by kind and papers by kind, each by its first day; papers opened, once for each member and paper;
places published, by the day on which that was done first. They are written in the transaction of the act."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from server.database.connections import AnySession
from server.database.sql import Query, json_array
from server.organisation.store import UnitChains
from server.organisation.store.units import tree
from server.totals import store
from server.totals.tables import FigureTally

ACTIVITIES, PAPERS, OPENED, SITES = "activities", "papers", "opened", "sites"


class Counted(NamedTuple):
    """One kind of thing that counts on a day, as that of a team (`scope_kind` "team") or of a unit."""

    scope_kind: str
    scope: str
    day: str
    figure: str
    part: str = ""


Counts = Mapping[Counted, int]
Chain = Callable[[str, str], Sequence[str]]
"""From a team and a day to the units above the team on that day, from the nearest up."""


def move_figures(session: AnySession, counts: Counts, chain: Chain | None = None) -> None:
    """Adds counts to the kept totals of their team or unit and of every unit above it, by day and month.
    Call it with the clock taken."""
    rows = spread_figures(counts, chain or UnitChains().above)
    totals: list[store.Total] = [(*key, n) for key, n in sorted(rows.items()) if n]
    store.add_to_tally(session, FigureTally, totals)


def replace_figure(session: AnySession, before: Counted | None, after: Counted | None) -> None:
    """Something counted as `before` and counts as `after` from now on; None: as nothing."""
    if before == after:
        return
    counts: dict[Counted, int] = {}
    if before is not None:
        counts[before] = -1
    if after is not None:
        counts[after] = 1
    move_figures(session, counts)


def spread_figures(counts: Counts, chain: Chain) -> dict[tuple[str, ...], int]:
    """By key of the table what counts come to in all scopes and periods."""
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for each, n in counts.items():
        for scope in _scopes(each, chain):
            for period in (each.day, each.day[:7]):
                found[(*scope, period, each.figure, each.part)] += n
    return found


def _scopes(each: Counted, chain: Chain) -> list[tuple[str, str]]:
    if each.scope_kind == "team":
        return [("team", each.scope), *(("unit", unit) for unit in chain(each.scope, each.day))]
    units, found = tree(), []
    unit: str | None = each.scope
    while unit is not None:
        found.append(("unit", unit))
        unit = units[unit].parent
    return found


def further_query(
    signed: Sequence[str], periods: Sequence[str]
) -> Query[dict[tuple[str, str], int]]:
    """Asks for the figures of units (with a "-" before one that is taken away) over some periods, by figure and
    part; those of nothing are left out."""
    values = {
        "scopes": json_array(each.removeprefix("-") for each in signed),
        "less": json_array(each[1:] for each in signed if each.startswith("-")),
        "periods": json_array(periods),
    }
    return Query(_SUMS, values, _by_figure)


_SUMS = """
SELECT figure, part, SUM(CASE WHEN scope_id IN_JSON(:less) THEN -n ELSE n END) FROM figure_tally
WHERE scope_kind = 'unit' AND scope_id IN_JSON(:scopes) AND period IN_JSON(:periods)
GROUP BY figure, part
"""


def _by_figure(rows: Iterable[Any]) -> dict[tuple[str, str], int]:
    return {(figure, part): int(n) for figure, part, n in rows if n}
