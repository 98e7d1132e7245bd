"""Following an activity by the code that hangs at its door."""

from server.activities import store as activities
from server.activities.publishing import last_granted
from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db
from server.public_codes.kinds.activity import Activities
from server.public_codes.use_cases.destinations import state_of
from server.public_codes.use_cases.resolving import code_known
from server.records.writer import writing
from server.sync.store import grants
from sync.channel import activity
from sync.problems import PROBLEMS, ProblemError


def follow(principal: Principal, text: str) -> str:
    """Grants the phone that asks the activity to which a code leads, as the activity's teams have it, and
    commits; answers its id. Raises not_found for a code that leads to none by now."""
    row = code_known(text)
    if row.target_kind != Activities.kind or row.target_id is None or principal.device is None:
        raise ProblemError(PROBLEMS["not_found"])
    with writing(db.session) as writer:
        found = activities.activity_by_id(db.session, row.target_id)
        if found is None or state_of(row, today()) != "live":
            raise ProblemError(PROBLEMS["not_found"])
        own, last = activity(found.id), last_granted(found.last)
        grants.put_grants(writer.session, own, [principal.device.id], found.first, last)
    db.session.commit()
    return found.id
