"""Erasing a volunteer's name for ever, at their wish: by command, and at the desk."""

from typing import Any

from server.accounts.use_cases.confirm_password import check_confirmed_lately
from server.audit.writing import SYSTEM, Actor, record_audits
from server.auth.principal import Principal
from server.auth.store import devices
from server.database.clock import today
from server.database.engine import db, only_reading
from server.directory.erasing import erase_name
from server.directory.use_cases.changing_members import Changes
from server.directory.use_cases.data_requests import check_keeps
from server.enrolment.settle_enrolment import settle_enrolment
from server.organisation.store import memberships
from server.records.writer import Writer, writing
from sync.problems import PROBLEMS, ProblemError
from sync.redact import screen_body


class NothingToErase(Exception):
    """There is nothing of that id that can be erased; the text says what there is instead."""


def erase_member(member_id: str, reason: str) -> bool:
    """Takes a volunteer's name out of everything, and commits; what they recorded still counts.
    So it is with all who were merged into them. Answers False where nothing was left to erase. Raises
    NothingToErase."""
    with writing(db.session, 3) as writer:
        member = memberships.member_by_id(member_id)
        if member is None:
            raise NothingToErase(f"there is no member {member_id}")
        if member.merged_into is not None:
            # The name goes on, on certificates too, with who was kept.
            raise NothingToErase(
                f"{member_id} was merged into {member.merged_into}: erase that one"
            )
        if not erase_inside(writer, SYSTEM, member_id, reason):
            return False
    db.session.commit()
    return True


def erase_at_desk(
    principal: Principal, actor: Actor, member_id: str, *, reason: str
) -> dict[str, Any]:
    """The same by who coordinates all teams that keep the person, and commits: their times in teams end
    today, and their phones are in no team any more. Once more it changes nothing. Answers {"id", "erased"}.
    Raises not_found for somebody whom no team in the asker's care keeps, wrong_role where another team keeps
    them too, confirm_first, and what ending a time in a team does."""
    with only_reading():
        check_confirmed_lately(principal)
    with writing(db.session, 6) as writer:
        member = memberships.member_by_id(member_id)
        if member is None or member.merged_into is not None:
            raise ProblemError(PROBLEMS["not_found"])
        check_keeps(principal, member_id)
        _take_out(writer, principal, actor, member_id)
        erased = erase_inside(writer, actor, member_id, reason)
    db.session.commit()
    return {"id": member_id, "erased": erased}


def _take_out(writer: Writer, principal: Principal, actor: Actor, member_id: str) -> None:
    """Nobody is in a team without a name, nor waits for one."""
    for row, _ in devices.enrolments_of_members([member_id]):
        if row.state == "pending":
            settle_enrolment(writer, actor, row, "refused")
    latest = memberships.latest_in_teams([member_id])
    lasting = [
        key for key, held in latest.items() if held.valid_to is None or held.valid_to > today()
    ]
    if not lasting:
        return
    changes = Changes(principal, lasting)
    for member, team in lasting:
        changes.change(member, team, {"last": today()})
    changes.write(writer, actor)


def erase_inside(writer: Writer, actor: Actor, member_id: str, reason: str) -> bool:
    """Erases a name with all who were merged into it, and tells trail and journal; commits nothing. Answers
    whether there was anything to erase."""
    if not erase_name(writer, member_id):
        return False
    details = {"reason": screened_reason(reason)}
    # In a backup from before a merge the other one has a name of their own: each has a line in
    # the journal.
    erased = [member_id, *memberships.merged_into([member_id]).get(member_id, ())]
    record_audits(
        db.session, actor, [("member_erased", ("member", each), details) for each in erased]
    )
    return True


def screened_reason(reason: str) -> str:
    """Why something was erased must not tell what was erased."""
    screened: str = screen_body({"why": reason})["why"]
    return screened
