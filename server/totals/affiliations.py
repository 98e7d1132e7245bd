"""As what a member took part: Youth Union, police, partner or other."""

from collections.abc import Iterable

from server.organisation.store.memberships import WAITING
from sync.membership import Membership, last_day

UNKNOWN = "KHAC"


def affiliation_on(memberships: Iterable[Membership], team: str, day: str) -> str:
    """The affiliation of a member in a team on a day (YYYY-MM-DD), of all memberships of that
    member. A day before the first one or in a gap takes the next one's, the day of a move to
    another team and a day after the last takes the last one's; somebody who never was in the team
    is KHAC, and who only waits for it WAITING."""
    known = list(memberships)
    own = [m for m in known if m.affiliation != WAITING]
    ours = sorted((m for m in own if m.team == team), key=lambda m: str(m.start))
    for membership in ours:
        end = last_day(membership, own)
        if end is None or day <= str(end):
            return membership.affiliation
    if ours:
        return ours[-1].affiliation
    return WAITING if any(m.team == team for m in known) else UNKNOWN
