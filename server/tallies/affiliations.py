"""As what a member took part: Youth Union, police, partner or other."""

from collections.abc import Iterable

from sync.permission import Membership

UNKNOWN = "KHAC"


def affiliation_on(memberships: Iterable[Membership], team: str, day: str) -> str:
    """The affiliation of a member in a team on a day (YYYY-MM-DD). A day before the first
    membership or in a gap takes the next one's, a day after the last takes the last one's;
    somebody who never was in the team is KHAC."""
    ours = sorted((m for m in memberships if m.team == team), key=lambda m: str(m.start))
    for membership in ours:
        if membership.end is None or day <= str(membership.end):
            return membership.affiliation
    return ours[-1].affiliation if ours else UNKNOWN
