"""Accounts, sessions, invitations, phones and whose they are. Secrets are kept as hashes only."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id

CREDENTIAL_ID_LENGTH, PUBLIC_KEY_LENGTH = 1400, 2000
"""Of a passkey, in base64url: an id has up to 1,023 bytes (WebAuthn level 3, section 7.1), and a key of
RSA with 8,192 bits takes 1,400."""


class Account(Base):
    """Somebody who signs in with a password: a coordinator at a unit, or an administrator.
    `password_made`: somebody else made the password, so the first sign-in by it changes it.
    `acts_noted`: the entry of the audit trail up to which its owner knows what others did to it."""

    __tablename__ = "account"

    id: Mapped[Id] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    unit_id: Mapped[Id | None] = mapped_column(ForeignKey("unit.id"))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    password_made: Mapped[bool] = mapped_column(default=False, server_default=false())
    acts_noted: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class AccountSession(Base):
    """One signed-in browser; the cookie holds the token, this row its hash. `stage` says what is
    left of signing in (server/auth/stages.py), `confirmed_at` when the password was last given
    once more."""

    __tablename__ = "account_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    stage: Mapped[str] = mapped_column(String(8), default="ready", server_default="ready")
    browser: Mapped[str] = mapped_column(String(40), default="", server_default="")
    confirmed_at: Mapped[datetime | None]


class Totp(Base):
    """An account's authenticator app. Both secrets are encrypted (server/crypto/secrets.py):
    `secret` counts since `since`, `offered` not before a code of it was shown. `step` is the last
    one whose code was used."""

    __tablename__ = "totp"

    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secret: Mapped[str | None] = mapped_column(String(200))
    since: Mapped[datetime | None]
    offered: Mapped[str | None] = mapped_column(String(200))
    step: Mapped[int] = mapped_column(BigInteger, default=0)


class Passkey(Base):
    """A WebAuthn credential of an account; its id and key in base64url. `sign_count` is what the
    authenticator counted last, 0 where it does not count."""

    __tablename__ = "passkey"

    id: Mapped[Id] = mapped_column(primary_key=True)
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(CREDENTIAL_ID_LENGTH), unique=True)
    public_key: Mapped[str] = mapped_column(String(PUBLIC_KEY_LENGTH))
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands once for a second factor; its row goes when it is used."""

    __tablename__ = "recovery_code"

    id: Mapped[Id] = mapped_column(primary_key=True)
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))


class SpentChallenge(Base):
    """A challenge of WebAuthn that was answered, kept until it would hold no more in any case."""

    __tablename__ = "spent_challenge"

    id: Mapped[Id] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ResetLink(Base):
    """The link by which an account's owner sets a new password; its row goes when it is used."""

    __tablename__ = "reset_link"

    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]


class KnownBrowser(Base):
    """A browser in which somebody signed in to the account before: its guesses are counted apart
    from those of strangers."""

    __tablename__ = "known_browser"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    last_used_at: Mapped[datetime]


class FailedSignIns(Base):
    """Failed sign-ins to an account: `count` of them since its last sign-in, the first at `since`;
    `shown` were before that and are told at the desk; `untold` are not in the audit trail yet, which
    told of some at `told_at` last."""

    __tablename__ = "failed_sign_ins"

    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime | None]
    shown: Mapped[int] = mapped_column(default=0)
    shown_since: Mapped[datetime | None]
    untold: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime | None]


class Invitation(Base):
    """What a team's QR code stands for. `uses` never passes `max_uses`. With a member it lets that
    one person in on another phone."""

    __tablename__ = "invitation"

    id: Mapped[Id] = mapped_column(primary_key=True)
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    affiliation: Mapped[str] = mapped_column(String(16), default="DOAN")
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    short_hash: Mapped[str] = mapped_column(String(64), unique=True)
    auto_approve: Mapped[bool]
    member_id: Mapped[Id | None] = mapped_column(ForeignKey("member.id"))
    expires_at: Mapped[datetime]
    max_uses: Mapped[int]
    uses: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


WAS_HEARD = "last_contact_at IS NOT NULL AND revoked_at IS NULL"
"""Phones in use that were ever heard of."""


class Device(Base):
    """One installation of the app. The phone makes the id; the secret is in its cookie.
    `highest_no` is the highest number of its changes that came. `differing` are the channels whose
    rows there are not the server's although they were fetched anew, `differs_since` when the phone
    first told of any (PROTOCOL 7.6). `secret_renewed_at` is when it was last given a new secret, if
    ever; `acting_required`: it has named who holds it before, and has to go on doing so. `stored_bytes`: what
    its pushes have stored on the day `stored_on` (PROTOCOL 4.5.7)."""

    __tablename__ = "device"
    # The newest contacts stand in the tag of every coordinator's figures (server/http/etag.py).
    __table_args__ = (
        Index(
            "ix_device_last_contact_at",
            "last_contact_at",
            sqlite_where=text(WAS_HEARD),
            postgresql_where=text(WAS_HEARD),
        ),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    public_key: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_contact_at: Mapped[datetime | None]
    app_version: Mapped[str | None] = mapped_column(String(20))
    clock_offset_seconds: Mapped[float | None]
    pending_count: Mapped[int | None]
    oldest_pending: Mapped[datetime | None]
    highest_no: Mapped[int | None] = mapped_column(BigInteger)
    readiness: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    differing: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    differs_since: Mapped[datetime | None]
    secret_renewed_at: Mapped[datetime | None]
    acting_required: Mapped[bool] = mapped_column(default=False, server_default=false())
    stored_on: Mapped[Day | None]
    stored_bytes: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class Enrolment(Base):
    """One person in one team on one phone: pending, approved, refused, ended or barred, which is
    whoever was let in when the phone was stopped, until they are let in again. `pin_resets` counts
    how often the lock of that person's name on the phone was taken away. `claimed`: whoever came by
    the team's code says to be that person, and nobody has confirmed it (PROTOCOL 4.7.10).
    `held_back`: only a person's word lets them in, whatever code comes for anybody (7.10)."""

    __tablename__ = "enrolment"

    device_id: Mapped[Id] = mapped_column(ForeignKey("device.id"), primary_key=True)
    member_id: Mapped[Id] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id"), primary_key=True, index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    phrase: Mapped[str] = mapped_column(String(60))
    invitation_id: Mapped[Id | None] = mapped_column(ForeignKey("invitation.id"))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(36))
    pin_resets: Mapped[int] = mapped_column(default=0, server_default="0")
    claimed: Mapped[bool] = mapped_column(default=False, server_default=false())
    held_back: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def told_state(self) -> str:
        """The state as phones and pages know it."""
        return "ended" if self.state == "barred" else self.state


class EnrolmentVoucher(Base):
    """A lead's word, by which somebody is on a phone under a name that was there before (PROTOCOL 4.7.2):
    given on which phone, by the right in which team. It goes along with them into other teams."""

    __tablename__ = "voucher"
    __table_args__ = (
        ForeignKeyConstraint(
            ["device_id", "member_id", "team_id"],
            ["enrolment.device_id", "enrolment.member_id", "enrolment.team_id"],
            ondelete="CASCADE",
        ),
    )

    device_id: Mapped[Id] = mapped_column(primary_key=True)
    member_id: Mapped[Id] = mapped_column(primary_key=True)
    team_id: Mapped[Id] = mapped_column(primary_key=True)
    given_on: Mapped[Id] = mapped_column(ForeignKey("device.id"), primary_key=True, index=True)
    given_in: Mapped[Id] = mapped_column(ForeignKey("team.id"), primary_key=True)


class DeviceRenewal(Base):
    """A known phone that asks to come back by a code and proves nothing (PROTOCOL 4.7.8). The secret
    in its new cookie lets nobody in before a person has approved it. `member_name` is that of
    somebody who is nobody yet: approving makes the member. A decision names the `id`, so that nobody
    approves another one than was compared."""

    __tablename__ = "device_renewal"

    id: Mapped[Id] = mapped_column(unique=True)
    device_id: Mapped[Id] = mapped_column(ForeignKey("device.id"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    phrase: Mapped[str] = mapped_column(String(60))
    member_id: Mapped[Id]
    member_name: Mapped[str | None] = mapped_column(String(60))
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.id"), index=True)
    invitation_id: Mapped[Id] = mapped_column(ForeignKey("invitation.id"))
    created_at: Mapped[datetime]


class Attempt(Base):
    """A failed login or join, counted to slow down guessing."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "kind", "key_hash", "at"), Index(None, "at"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    key_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
