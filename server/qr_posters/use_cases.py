"""Making a poster of an invitation."""

from typing import TYPE_CHECKING

from flask import current_app

from server.auth.principal import Principal
from server.auth.store.invitations import invitation_by_hashes
from server.config import Settings
from server.database.clock import ZONE, today
from server.database.engine import db, only_reading
from server.enrolment.invitation_codes import hashes_of_code
from server.enrolment.invitation_use import check_usable
from server.enrolment.use_cases.invite import link_of
from server.organisation.store import teams
from server.organisation.unit_names import formal_name
from server.qr_posters import words
from server.scope.reach import check_team_in_care
from sync.code import grouped, normalise
from sync.problems import PROBLEMS, ProblemError

if TYPE_CHECKING:
    from server.qr_posters.poster import Poster


def make_poster(principal: Principal, code: str, short_code: str) -> tuple[str, bytes]:
    """The name of the team and the PDF of an invitation into it, in the asker's care. The codes come from
    the asker and go nowhere but onto the sheet. Raises not_found, also if the two are not of one invitation;
    invitation_expired, _used_up, _revoked, since such a sheet would lead nowhere."""
    from server.qr_posters.poster import draw_poster  # noqa: PLC0415  # seldom needed

    with only_reading():
        wanted = _describe_poster(principal, code, short_code)
    return wanted.team, draw_poster(wanted)


def _describe_poster(principal: Principal, code: str, short_code: str) -> "Poster":
    from server.qr_posters.poster import Poster  # noqa: PLC0415

    invitation = invitation_by_hashes(db.session, hashes_of_code(code))
    short = normalise(short_code)
    if invitation is None or short is None or invitation.short_hash not in hashes_of_code(short):
        raise ProblemError(PROBLEMS["not_found"])
    check_team_in_care(principal, invitation.team_id)
    check_usable(invitation)
    team, unit = teams.team_by_id(invitation.team_id), teams.unit_of(invitation.team_id, today())
    settings: Settings = current_app.config["SETTINGS"]
    return Poster(
        team=team.name if team else "",
        unit=f"{words.UNION} · {formal_name(unit)}" if unit else words.UNION,
        link=link_of(code, short),
        short_code=grouped(short),
        until=invitation.expires_at.astimezone(ZONE).strftime("%d/%m/%Y %H:%M"),
        address=f"{settings.public_url.split('://', 1)[1]}/j",
    )
