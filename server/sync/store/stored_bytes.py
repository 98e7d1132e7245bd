"""How many bytes a phone may store in a day (PROTOCOL 4.5.7): counted in its row, which a restart leaves."""

from server.database.clock import today
from server.database.connections import AnySession
from server.database.sql import fetch_all
from sync.problems import PROBLEMS, ProblemError

MOST = {"approved": 400_000_000, "pending": 40_000_000, "revoked": 10_000_000}
"""By the state of the phone that made the changes."""
MOST_OF_A_TEAM = 120_000_000
"""Of all phones together that wait to join one team, or were refused there."""
FREE = 400_000
"""Some fifty sessions: so many bytes of a phone that waits go in whatever the others have stored."""
RETRY_SECONDS = 3_600


def count_stored(session: AnySession, device: str, state: str, size: int) -> None:
    """Counts what a push has stored, in its transaction. Raises pushed_too_much where a phone has stored too
    much today; then nothing of the push is kept."""
    ((stored,),) = fetch_all(session, _COUNT, day=today(), size=size, device=device)
    if stored > MOST[state] or (
        state == "pending" and stored > FREE and _team_is_full(session, device)
    ):
        raise ProblemError(PROBLEMS["pushed_too_much"], retry_after=RETRY_SECONDS)


def _team_is_full(session: AnySession, device: str) -> bool:
    ((stored,),) = fetch_all(session, _OF_TEAMS, day=today(), device=device)
    return int(stored) > MOST_OF_A_TEAM


_COUNT = """
UPDATE device SET stored_on = CAST(:day AS VARCHAR),
 stored_bytes = CASE WHEN stored_on = CAST(:day AS VARCHAR) THEN stored_bytes ELSE 0 END + :size
WHERE id = :device RETURNING stored_bytes
"""
_OF_TEAMS = """
SELECT COALESCE(SUM(stored_bytes), 0) FROM device WHERE stored_on = :day AND id IN (
 SELECT device_id FROM enrolment WHERE state IN ('pending', 'refused') AND team_id IN (
  SELECT team_id FROM enrolment WHERE device_id = :device AND state IN ('pending', 'refused')
 )
)
"""
