"""The rows that tell who is asking."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from sqlalchemy import update
from sqlalchemy.orm import Session

from server.auth.principal import Enrolled, Kind, Phone, SignedIn
from server.auth.stages import Stage
from server.auth.tables import AccountSession, Device
from server.database.bulk import to_db
from server.database.connections import Connectable
from server.database.sql import Query, fetch, fetch_all
from sync.membership import EnrolmentState


class FoundAccount(NamedTuple):
    """The account of a session; `is_stale`: its last use is longer ago than asked; the kind of its unit;
    and whether it has a second factor."""

    account: SignedIn
    is_stale: bool
    unit_kind: str | None
    has_factor: bool


def find_account(
    database: Connectable,
    token_hash: str,
    moment: datetime,
    idle: timedelta,
    touch_after: timedelta,
) -> FoundAccount | None:
    """The account of a session that still holds."""
    moments = {"now": moment, "used": moment - idle, "touched": moment - touch_after}
    kept = {name: to_db(database, each) for name, each in moments.items()}
    rows = fetch_all(database, _ACCOUNT, token=token_hash, **kept)
    if not rows:
        return None
    account, login, name, role, unit, stage, stale, unit_kind, has_factor = rows[0]
    found = SignedIn(account, login, name, Kind(role), unit, Stage(stage), token_hash)
    return FoundAccount(found, bool(stale), unit_kind, bool(has_factor))


_ACCOUNT = """
SELECT account.id, account.login, account.name, account.role, account.unit_id,
 account_session.stage, account_session.last_seen_at < :touched, unit.kind,
 EXISTS (SELECT 1 FROM passkey WHERE passkey.account_id = account.id)
 OR EXISTS (SELECT 1 FROM totp WHERE totp.account_id = account.id AND totp.secret IS NOT NULL)
FROM account_session JOIN account ON account.id = account_session.account_id
LEFT JOIN unit ON unit.id = account.unit_id
WHERE account_session.token_hash = :token AND account_session.expires_at > :now
 AND account_session.last_seen_at > :used AND account.disabled_at IS NULL
"""


def touch_session(session: Session, token_hash: str, moment: datetime) -> None:
    """Notes that an account's session was used."""
    session.execute(
        update(AccountSession)
        .where(AccountSession.token_hash == token_hash)
        .values(last_seen_at=moment)
    )


def require_acting(session: Session, device_id: str) -> None:
    """Notes that a phone names who holds it."""
    session.execute(update(Device).where(Device.id == device_id).values(acting_required=True))


BY_SECRET = """device.secret_hash = :key AND (device.last_contact_at > :live_since
 OR device.created_at > :live_since OR device.secret_renewed_at > :live_since
 OR CAST(device.public_key AS TEXT) = '{}')"""
"""Which phone has the secret, if it was heard of since a moment or its secret is not older. One without
a key could not come back by it (PROTOCOL 7.12), so its secret holds."""


def find_phone(
    database: Connectable, secret_hash: str, day: str, live_since: datetime
) -> tuple[Phone, tuple[Enrolled, ...]] | None:
    """The phone with this secret, if it was heard of since that moment, and its people as
    `find_enrolments` has them."""
    since = to_db(database, live_since)
    rows = fetch_all(database, _PHONE.format(BY_SECRET), key=secret_hash, day=day, live_since=since)
    return read_phone(rows)


def phone_by_id(
    database: Connectable, device_id: str, day: str
) -> tuple[Phone, tuple[Enrolled, ...]] | None:
    """The phone with this id, and its people as `find_enrolments` has them."""
    return fetch(database, phone_query(device_id, day))


def phone_query(device_id: str, day: str) -> Query[tuple[Phone, tuple[Enrolled, ...]] | None]:
    """What asks for `phone_by_id`."""
    return Query(_PHONE.format("device.id = :key"), {"key": device_id, "day": day}, read_phone)


def find_enrolments(database: Connectable, device_id: str, day: str) -> tuple[Enrolled, ...]:
    """The people on a phone, each with the role of the membership that holds on the day."""
    found = phone_by_id(database, device_id, day)
    return found[1] if found else ()


class People(NamedTuple):
    """The parts of a question for a phone and its people on a `:day`, one row for each membership; for
    whoever asks for more of the phone at once. `columns` is how many are `selected`."""

    selected: str
    columns: int
    joined: str
    ordered: str


PEOPLE = People(
    """device.id, device.revoked_at IS NOT NULL, device.acting_required,
 enrolment.member_id, enrolment.team_id, enrolment.state, membership.role""",
    7,
    """
LEFT JOIN enrolment ON enrolment.device_id = device.id
LEFT JOIN membership ON membership.member_id = enrolment.member_id
 AND membership.team_id = enrolment.team_id AND membership.valid_from <= :day
 AND (membership.valid_to IS NULL OR membership.valid_to >= :day)
 AND (NOT membership.provisional OR enrolment.state = 'pending')""",
    "enrolment.created_at, enrolment.member_id",
)
_PHONE = (
    f"SELECT {PEOPLE.selected} FROM device {PEOPLE.joined} WHERE {{}} ORDER BY {PEOPLE.ordered}"
)


def read_phone(rows: Sequence[Sequence[Any]]) -> tuple[Phone, tuple[Enrolled, ...]] | None:
    """A phone and its people out of the rows that `PEOPLE` asks for; None where there are none."""
    if not rows:
        return None
    phone = Phone(rows[0][0], bool(rows[0][1]), bool(rows[0][2]))
    found: dict[tuple[str, str], Enrolled] = {}
    for _, _, _, member, team, kept, held in rows:
        if member is None:
            continue
        state = cast(EnrolmentState, kept)
        if held is None and state == "approved":
            state = "ended"
        # Of two memberships at once the stronger one stands.
        if (member, team) not in found or held == "lead":
            found[member, team] = Enrolled(member, team, state, held or "volunteer")
    return phone, tuple(found.values())
