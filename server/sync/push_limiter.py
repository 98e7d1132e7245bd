"""Whose push is in work, and how much a phone has handed in lately (PROTOCOL 4.5.6, 4.5.7).

A push is the dearest thing that a phone may ask for. So one of a phone is in work at a time, across all
workers of the machine, and what it costs comes out of an allowance (server/auth/allowances.py). No usual
round without changes comes here."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flask import current_app, g

from server.auth.allowances import Allowance, Allowances, Debt
from server.auth.current import current_principal
from server.auth.principal import Kind, Principal
from server.config import Settings
from server.database.machine_locks import PLACES
from server.metrics.current import instruments
from sync.problems import PROBLEMS, ProblemError

FILE_NAME = "allowances"
_WIDE = PLACES
"""One place more, for the one dear push that may be in work."""
_IN_WORK_SECONDS = 2
_OWN_SECONDS = 1
"""Who reloads the app leaves a push in work, which is done by then."""

WIDE_BYTES, WIDE_POINTS = 350_000, 25_000
"""The app puts 300,000 bytes of changes into a push at most; with a note in two of three of 500 some
23,000 points of it are looked through."""

Said = ParamSpec("Said")
Told = TypeVar("Told")


APPROVED = Allowance(30_000, 150, 80_000_000, 320_000_000)
WAITING = Allowance(3_000, 300, 8_000_000, 32_000_000)
REVOKED = Allowance(500, 300, 2_000_000, 8_000_000)
"""A point is what one plain change costs, about a tenth of a millisecond. Ten thousand stored sessions
cost 15,000; who waits has handed in 2,000 by then, and goes on with 400 a minute. They store 25 MB, with
notes and five services each 35 MB; the worst day of a phone is 400 MB, where points alone would let it
store 29 GB."""
WAITING_OF_A_TEAM = Allowance(9_000, 300, 24_000_000, 96_000_000)
"""Of all phones together that ask to join a team: a poster lets two hundred ask, and whoever holds it may
make as many. Sixty people who each bring sixty sessions go up at once."""
WAITING_FREELY = Debt(300, 400_000)
"""Who waits and has not handed in more lately, which is some fifty sessions, goes in whatever others who ask
to join the team have spent: a stranger with the poster keeps nobody out."""
REQUEST, KEPT, LINK = 20, 10, 1
"""Points of each push; of each item that is kept for a person, or closed by what replaces it; of each
link to what was replaced before (PROTOCOL 4.1.4), and of each session that goes on from a changed one or
lies before it (5.5)."""
SECOND = 5_000
"""Points that a push costs at the least for each second of the processor between the clock and its end,
whether it went in or not: twice as long as plain changes take. So it costs what it costs, however somebody
finds to make it dear."""
BYTES, LOOKED, ROWS = 2_000, 10, 16
"""A point for so many bytes of a body, for so many points of the request's screening, and for so many rows
that the phone takes away with its verdicts."""


class PushPermit:
    """One request's place among the pushes. `enter` takes it, `charge` counts what it costs. `teams`:
    whose phones that wait share an allowance, too, out of which it comes."""

    def __init__(
        self,
        limiter: "PushLimiter",
        who: str,
        allowance: Allowance,
        teams: Collection[str] = (),
    ) -> None:
        self._limiter, self._who, self._allowance = limiter, who, allowance
        self._shared = [limiter.place(f"waiting {team}") for team in sorted(teams)]
        self._cost, self._stored = 0, 0
        self._is_in, self._is_wide, self._is_refused = False, False, False

    def enter(self, size: int) -> None:
        """For a push whose body has so many bytes. Raises push_in_work, pushed_too_much and
        server_busy; nothing of it was looked at then."""
        if not self._is_in:
            if not self._limiter.has_spent_little(self._who, self._allowance):
                for place in self._shared:
                    self._limiter.check(place, WAITING_OF_A_TEAM, "pushed_too_much")
            self._limiter.enter(self._who, self._allowance)
            self._is_in = True
            instruments().pushes.inc()
            self.charge(REQUEST)
            self.charge_bytes(size)

    def charge_bytes(self, size: int) -> None:
        """Counts so many bytes that are about to be read. Raises server_busy, as `widen` does."""
        self.charge(size // BYTES)
        if size > WIDE_BYTES:
            self.widen()

    def widen(self) -> None:
        """For a push that costs more than a few usual ones: one is in work on the machine, so that
        such pushes never take all workers. Raises server_busy: it is not this phone that has another
        one in work, and what was not taken costs it nothing."""
        if self._is_in and not self._is_wide:
            self._is_wide = self._limiter.take(_WIDE)
            if not self._is_wide:
                self._cost = 0
                self._is_refused = True
                raise ProblemError(PROBLEMS["server_busy"], retry_after=_IN_WORK_SECONDS)

    def charge(self, points: int) -> None:
        """Counts what the push costs, whatever becomes of it once it was taken."""
        if not self._is_refused:
            self._cost += points

    def charge_at_least(self, points: int) -> None:
        """The push costs so much, if it does not cost more."""
        if not self._is_refused:
            self._cost = max(self._cost, points)

    def store(self, size: int) -> None:
        """Counts what the push has stored, in bytes."""
        self._stored += size

    def leave(self) -> None:
        """The next push of the phone may come."""
        if self._is_wide:
            self._is_wide = False
            self._limiter.give_back(_WIDE)
        if self._is_in:
            self._is_in = False
            instruments().pushes.dec()
            self._limiter.leave(self._who, self._allowance, self._cost, self._stored)
            for place in self._shared:
                self._limiter.spend(place, WAITING_OF_A_TEAM, self._cost, self._stored)


class PushLimiter(Allowances):
    """The pushes of all phones on this machine."""

    def __init__(self, folder: Path, key: str) -> None:
        super().__init__(folder / FILE_NAME, key)

    def has_spent_little(self, who: str, allowance: Allowance) -> bool:
        """Whether somebody need not wait for others with whom they share an allowance."""
        debt = self.debt(self.place(who), allowance)
        return debt.points < WAITING_FREELY.points and debt.stored < WAITING_FREELY.stored

    def enter(self, who: str, allowance: Allowance) -> None:
        """Raises push_in_work and pushed_too_much; else `leave` has to follow."""
        place = self.place(who)
        if not self.take(place):
            raise ProblemError(PROBLEMS["push_in_work"], retry_after=_OWN_SECONDS)
        try:
            self.check(place, allowance, "pushed_too_much")
        except BaseException:
            self.give_back(place)
            raise

    def leave(self, who: str, allowance: Allowance, cost: int, stored: int = 0) -> None:
        """Ends what `enter` began, and takes its points and bytes out of the allowance. Raises nothing: the
        push is in the database by then."""
        place = self.place(who)
        try:
            self.spend(place, allowance, cost, stored)
        finally:
            self.give_back(place)


def push_limiter() -> PushLimiter:
    """Those of this application."""
    settings: Settings = current_app.config["SETTINGS"]
    found: PushLimiter = current_app.extensions.setdefault(
        "push_limiter", PushLimiter(settings.state, settings.secret_key)
    )
    return found


def limit_pushes(view: Callable[Said, Told]) -> Callable[Said, Told]:
    """A view whose request may be a push. Its place is before the body is read: that costs too."""
    return _limited(view, carried=False)


def limit_carried(view: Callable[Said, Told]) -> Callable[Said, Told]:
    """The same of one that brings what another phone made."""
    return _limited(view, carried=True)


def _limited(view: Callable[Said, Told], *, carried: bool) -> Callable[Said, Told]:
    @wraps(view)
    def limited(*args: Said.args, **kwargs: Said.kwargs) -> Told:
        g.push_permit = _permit_for(current_principal(), carried=carried)
        try:
            return view(*args, **kwargs)
        finally:
            g.push_permit.leave()

    return limited


def current_permit() -> PushPermit | None:
    """That of this request, if it may be a push."""
    found: Any = g.get("push_permit")
    return found if isinstance(found, PushPermit) else None


def charge_unpacked(size: int) -> None:
    """Counts what a request's bundle unpacks to, before it is read. Raises server_busy."""
    permit = current_permit()
    if permit is not None:
        permit.charge_bytes(size)


def charge_stored(size: int) -> None:
    """Counts what a push has stored, where a request brought it."""
    permit = current_permit()
    if permit is not None:
        permit.store(size)


def charge_seconds(seconds: float) -> None:
    """Counts the seconds of the processor for which a push was written, or was tried to be."""
    permit = current_permit()
    if permit is not None:
        permit.charge_at_least(int(SECOND * seconds))


def charge_also_read(records: int) -> None:
    """Counts the records that the totals of a push had to be asked of (PROTOCOL 5.5)."""
    permit = current_permit()
    if permit is not None:
        permit.charge(LINK * records)


def charge_pulled(rows: int) -> None:
    """Counts the rows that a push takes away. One that only takes away reads (server/auth/read_limiter.py)."""
    permit = current_permit()
    if permit is not None:
        permit.charge(rows // ROWS)


def _permit_for(principal: Principal, *, carried: bool) -> PushPermit:
    """Who brings something counts, whoever made it: a phone, or an account without one. What it carries for
    others costs it nothing of what it may bring of its own."""
    what = "carried " if carried else ""
    if principal.device is None:
        account = principal.account.id if principal.account else ""
        return PushPermit(push_limiter(), what + account, APPROVED)
    few = {Kind.REVOKED: REVOKED, Kind.WAITING: WAITING}
    # That of the whole phone, whoever of its people holds it and whether it says so.
    whole = replace(principal, acting=None, acting_missing=False)
    allowance = few.get(whole.phone_kind, APPROVED)
    asks = whole.phone_kind is Kind.WAITING
    teams = {who.team for who in whole.enrolments if asks and who.state in ("pending", "refused")}
    return PushPermit(push_limiter(), what + principal.device.id, allowance, teams)
