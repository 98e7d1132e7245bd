"""Following an activity by the code that hangs at its door."""

from server.activities import store as activities
from server.activities.publishing import last_granted
from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db, only_reading
from server.public_codes.kinds.activity import Activities
from server.public_codes.use_cases.destinations import state_of
from server.public_codes.use_cases.resolving import code_known
from server.records.writer import writing
from server.sync.store import grants
from sync.channel import activity
from sync.problems import PROBLEMS, ProblemError


def follow(principal: Principal, text: str) -> str:
    """Grants the phone the activity to which a code leads, as the activity's teams have it, and commits;
    writes nothing where it follows already. Answers its id. Raises not_found for a code that leads to none."""
    with only_reading():
        row = code_known(text)
        if row.target_kind != Activities.kind or row.target_id is None or principal.device is None:
            raise ProblemError(PROBLEMS["not_found"])
        found = activities.activity_by_id(db.session, row.target_id)
        if found is None or state_of(row, today()) != "live":
            raise ProblemError(PROBLEMS["not_found"])
        own, phone = activity(found.id), principal.device.id
        if grants.is_granted(db.session(), own, phone):
            return found.id
    with writing(db.session) as writer:
        grants.put_grants(writer.session, own, [phone], found.first, last_granted(found.last))
    db.session.commit()
    return found.id
