"""Who is asking, as one value. Everything in it comes from the server's rows."""

from dataclasses import dataclass
from enum import StrEnum

from server.auth.stages import Stage
from sync.membership import Enrolment, Role


class Kind(StrEnum):
    """What somebody is to the server, from nobody to administrator."""

    NOBODY = "nobody"
    WAITING = "waiting"
    VOLUNTEER = "volunteer"
    LEAD = "lead"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    REVOKED = "revoked"


@dataclass(frozen=True)
class SignedIn:
    """The account behind a session cookie, how far its sign-in has come, and the hash of the
    session's token."""

    id: str
    login: str
    name: str
    role: Kind
    unit_id: str | None
    stage: Stage = Stage.READY
    session: str = ""


@dataclass(frozen=True)
class Phone:
    """The device behind a device cookie. `acting_required`: it named who holds it before, so it has
    to go on doing so."""

    id: str
    revoked: bool
    acting_required: bool = False


@dataclass(frozen=True, slots=True)
class Enrolled(Enrolment):
    """One person in one team on the phone. A membership that is over makes the state ended;
    `role` is that of the membership."""

    role: Role


@dataclass(frozen=True)
class Principal:
    """Who asks: an account, a phone, both or neither. `kind` is the account's if there is one.
    `enrolments` are all people of the phone; `acting` is the one of them who holds it, where the
    phone says so: its rights are then that person's alone. `acting_missing`: the phone has to say so
    and does not: nobody's rights."""

    account: SignedIn | None = None
    device: Phone | None = None
    enrolments: tuple[Enrolled, ...] = ()
    acting: str | None = None
    acting_missing: bool = False
    unfinished: SignedIn | None = None

    @property
    def kind(self) -> Kind:
        """The account's role, else what the phone's people may do."""
        return self.account.role if self.account else self.phone_kind

    @property
    def kinds(self) -> frozenset[Kind]:
        """Everything the asker is: a coordinator may carry a volunteer's phone too."""
        found = {self.phone_kind}
        if self.account:
            found.add(self.account.role)
        return frozenset(found)

    @property
    def phone_kind(self) -> Kind:
        """What the phone's people may do: the most that any of them may, or who acts."""
        if self.device is None:
            return Kind.NOBODY
        if self.device.revoked:
            return Kind.REVOKED
        approved = self._active()
        if any(who.role == "lead" for who in approved):
            return Kind.LEAD
        return Kind.VOLUNTEER if approved else Kind.WAITING

    @property
    def unit_id(self) -> str | None:
        """The unit at and below which the account sees; None without one."""
        return self.account.unit_id if self.account else None

    @property
    def team_ids(self) -> frozenset[str]:
        """The teams that the phone's approved people are in."""
        return frozenset(who.team for who in self._active())

    @property
    def holder(self) -> str | None:
        """Who holds the phone: whom it names, or the one person who is let in on it. None where it may
        be one of several."""
        members = {who.member for who in self._active()}
        return members.pop() if len(members) == 1 else None

    @property
    def led_team_ids(self) -> frozenset[str]:
        """The teams that somebody on this phone leads."""
        return frozenset(who.team for who in self._active() if who.role == "lead")

    def lead_of(self, team_id: str) -> str | None:
        """Who leads this team on this phone; the one who holds it, where the phone says so."""
        leads = [who.member for who in self._active() if (who.role, who.team) == ("lead", team_id)]
        return min(leads, default=None)

    def _active(self) -> list[Enrolled]:
        if self.device is None or self.device.revoked or self.acting_missing:
            return []
        approved = [who for who in self.enrolments if who.state == "approved"]
        return [who for who in approved if self.acting in (None, who.member)]
