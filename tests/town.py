"""Đức Phổ for the tests. Lan and Minh volunteer in Phổ Cường, Hà leads them, Sơn coordinates the
cluster, Quân is an administrator; Tâm volunteers in another team."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.catalogue.use_cases.importing import import_catalogue
from server.directory.use_cases.create_team import Placement, create_team
from server.directory.use_cases.import_units import import_units, unit_id
from server.targets.use_cases.indicators import import_indicators
from tests.kept import Caller, Shelf
from tests.phones import Phone
from tests.wires import Browser, InProcess, Wire

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
PASSWORD = "mot-mat-khau-dai-cua-son"
CLUSTER = unit_id("CUM-DP", "2025-07-01")
KHANH_CUONG = unit_id("21472", "2025-07-01")
PHO_CUONG = unit_id("21472", "2020-02-01")
TRA_CAU = unit_id("21451", "2025-07-01")
PROVINCE = unit_id("51", "2025-07-01")
TEAM = "7c000000-0000-4000-8000-000000000001"
OTHER_TEAM = "7c000000-0000-4000-8000-000000000002"
INVITES = "son"


@dataclass
class Clock:
    """The time, as the tests say it."""

    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **parts: float) -> None:
        self.moment += timedelta(**parts)


def build_town() -> None:
    """Units, catalogue, two teams and two accounts; call it in an application context."""
    import_units()
    import_catalogue()
    import_indicators()
    create_team(
        SYSTEM,
        "doi_hinh",
        "Đội hình Phổ Cường",
        [
            Placement(PHO_CUONG, "2020-02-01", "2025-06-30"),
            Placement(KHANH_CUONG, "2025-07-01"),
        ],
        code="DH-PC",
        team_id=TEAM,
    )
    create_team(
        SYSTEM,
        "doi_hinh",
        "Đội hình Phổ An",
        [Placement(TRA_CAU, "2025-07-01")],
        code="DH-PA",
        team_id=OTHER_TEAM,
    )
    create_account("son", "Sơn", "coordinator", CLUSTER, PASSWORD)
    create_account("quan", "Quân", "administrator", None, PASSWORD)


@dataclass
class _Joining:
    """A phone that joins, and the browser in which it was invited."""

    phone: Phone
    town: "Town"

    @property
    def wire(self) -> Wire:
        return self.phone.web.wire

    def remembered(self) -> Any:
        return self.phone.remembered(), self.town.inviting()

    def recall(self, remembered: Any) -> None:
        of_phone, inviting = remembered
        self.phone.recall(of_phone)
        self.town.invite_with(inviting)


@dataclass
class Town:
    """A server with the town in it, and ways to reach it."""

    app: Flask
    clock: Clock
    shelf: Shelf | None = None
    connect: Callable[[], Wire] = field(init=False)
    _inviting: Browser | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.connect = lambda: InProcess(self.app)

    def desk(self, login: str = "son") -> Browser:
        """A browser in which somebody has signed in."""
        browser = Browser(self.connect())

        def sign_in() -> None:
            answer = browser.post("/api/session", {"login": login, "password": PASSWORD})
            assert answer.status == 200, answer.body

        self._begin_with(("signs in", login), browser, sign_in)
        if login == INVITES and self._inviting is None:
            self._inviting = browser
        return browser

    def first_sign_in(self, login: str, made: str) -> Browser:
        """A browser in which somebody has signed in by a made password and changed it."""
        browser = Browser(self.connect())
        assert browser.post("/api/session", {"login": login, "password": made}).status == 200
        answer = browser.post("/api/session/password", {"old": made, "new": PASSWORD})
        assert (answer.status, answer.json["stage"]) == (200, "ready"), answer.body
        return browser

    def invite(self, team: str = TEAM, **wish: Any) -> str:
        """A fresh invitation's code, made by Sơn in the browser in which he first signed in."""
        asked = {"role": "volunteer", "auto_approve": True, **wish}
        address = f"/api/teams/{team}/invitations"
        # To sign in takes longer than to invite: who has signed in does so again and again.
        answer = self._inviting.post(address, asked) if self._inviting else None
        if answer is None or answer.status in (401, 403):
            self._inviting = self.desk(INVITES)
            answer = self._inviting.post(address, asked)
        assert answer.status == 201, answer.body
        return str(answer.json["code"])

    def phone(self, name: str, team: str = TEAM, **wish: Any) -> Phone:
        """A phone on which somebody has joined a team."""
        phone = Phone(self.connect(), self.clock)

        def join() -> None:
            answer = phone.join(self.invite(team, **wish), name)
            assert answer.status == 200, answer.body

        asked = ("joins", name, team, repr(sorted(wish.items())))
        self._begin_with(asked, _Joining(phone, self), join)
        return phone

    def inviting(self) -> Any:
        """What the browser in which Sơn invites keeps for the server."""
        return self._inviting.remembered() if self._inviting else None

    def invite_with(self, remembered: Any) -> None:
        """Lets Sơn invite in a browser like that."""
        if remembered is not None:
            self._inviting = Browser(self.connect())
            self._inviting.recall(remembered)

    def _begin_with(self, asked: Hashable, caller: Caller, work: Callable[[], None]) -> None:
        if self.shelf:
            self.shelf.begin_with((self.clock(), asked), caller, work)
        else:
            work()

    def lan(self) -> Phone:
        return self.phone("Lan")

    def minh(self) -> Phone:
        return self.phone("Minh")

    def ha(self) -> Phone:
        return self.phone("Hà", role="lead")
