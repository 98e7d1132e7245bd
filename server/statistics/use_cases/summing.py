"""The sum of a list of sessions, of which a page shows only some."""

from dataclasses import replace

from server.auth.principal import Principal
from server.catalogue.store import outcomes_that_count
from server.database.snapshot import snapshot
from server.statistics.store.sessions import Filter, sessions_found
from server.statistics.use_cases import sorting
from server.statistics.use_cases.listing import days_asked_for, services_wanted
from server.statistics.use_cases.searching import matching
from server.totals.continuing import repeats_among


def sums_of(
    principal: Principal, unit: str | None, team: str | None, wanted: Filter
) -> dict[str, int]:
    """{"sessions", "people", "turns"} of those of a list (`listing.sessions_of`) that count, of whoever came
    back only the turns. Raises as that list does, and too_many_sessions."""
    days = days_asked_for(principal, unit, team)
    counted, services = replace(wanted, state="counted"), services_wanted(wanted)
    most = sorting.MOST_SESSIONS + 1
    sums = dict.fromkeys(("sessions", "people", "turns"), 0)
    seen = 0
    with snapshot() as session:
        counting = outcomes_that_count(session)
        for keys, rows in sessions_found(session, days, counted, services, None, most):
            seen += len(keys)
            sorting.check_few(seen)
            some = matching(session, rows, wanted.q)
            repeats = repeats_among(session, some)
            for row in some:
                sums["sessions"] += 1
                sums["people"] += sorting.people_of(row, repeats)
                sums["turns"] += sorting.turns_of(row, counting)
    return sums
