"""What somebody took part in before anybody let them in counts for no volunteer's turn until then (PROTOCOL
5.5). Called inside the `writing` of the use case that lets them in, after the membership is written."""

from server.database.connections import AnySession
from server.database.sql import fetch, fetch_all
from server.organisation.store import UnitChains, affiliations_query, chains_query
from server.organisation.store.memberships import WAITING
from server.totals import store
from server.totals.affiliations import affiliation_on
from server.totals.apply_delta import Spread
from server.totals.tables import PresenceTally

_WAITED = """
SELECT day, sessions FROM presence
WHERE team_id = :team AND member_id = :member AND affiliation = :waiting
"""


def count_who_waited(session: AnySession, member_id: str, team_id: str) -> None:
    """Counts the days on which a member took part while they waited, as what they are by now."""
    told = {"team": team_id, "member": member_id, "waiting": WAITING}
    waited = fetch_all(session, _WAITED, **told)
    if not waited:
        return
    memberships = fetch(session, affiliations_query([member_id])).get(member_id, [])
    found = {day: affiliation_on(memberships, team_id, day) for day, _ in waited}
    rows = [(team_id, day, member_id, found[day], int(number)) for day, number in waited]
    store.put_presences(session, rows, ())
    chains = [fetch(session, query) for query in chains_query([team_id])]
    spread = Spread(UnitChains(*chains).above)
    for day, affiliation in found.items():
        spread.add(PresenceTally, team_id, day, (WAITING,), (-1,))
        spread.add(PresenceTally, team_id, day, (affiliation,), (1,))
    store.add_to_tally(session, PresenceTally, spread.rows(PresenceTally))
