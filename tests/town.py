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
        return self.phone.remembered(), dict(self.town.signed_in)

    def recall(self, remembered: Any) -> None:
        of_phone, signed_in = remembered
        self.phone.recall(of_phone)
        self.town.signed_in.update(signed_in)


@dataclass
class Town:
    """A server with the town in it, and ways to reach it."""

    app: Flask
    clock: Clock
    shelf: Shelf | None = None
    connect: Callable[[], Wire] = field(init=False)
    signed_in: dict[str, Any] = field(default_factory=dict, init=False)
    """By login, what a browser in this process keeps in which somebody has signed in."""

    def __post_init__(self) -> None:
        self.connect = lambda: InProcess(self.app)

    def desk(self, login: str = "son") -> Browser:
        """Another window of the browser in which somebody has signed in; if they have not, or are no
        longer, they do so. To sign in takes as long as ten requests."""
        browser = Browser(self.connect())
        if self._is_signed_in(browser, login):
            return browser
        return self.sign_in(login)

    def sign_in(self, login: str = "son") -> Browser:
        """A browser in which somebody signs in, wherever else they have."""
        browser = Browser(self.connect())

        def sign_in() -> None:
            answer = browser.post("/api/session", {"login": login, "password": PASSWORD})
            assert answer.status == 200, answer.body

        self._begin_with(("signs in", login), browser, sign_in)
        if isinstance(browser.wire, InProcess):
            self.signed_in[login] = browser.remembered()
        return browser

    def _is_signed_in(self, browser: Browser, login: str) -> bool:
        if not isinstance(browser.wire, InProcess) or login not in self.signed_in:
            return False
        browser.recall(self.signed_in[login])
        answer = browser.get("/api/session")
        return answer.status == 200 and bool(answer.json["stage"] == "ready")

    def first_sign_in(self, login: str, made: str) -> Browser:
        """A browser in which somebody has signed in by a made password and changed it."""
        browser = Browser(self.connect())
        assert browser.post("/api/session", {"login": login, "password": made}).status == 200
        answer = browser.post("/api/session/password", {"old": made, "new": PASSWORD})
        assert (answer.status, answer.json["stage"]) == (200, "ready"), answer.body
        return browser

    def invite(self, team: str = TEAM, **wish: Any) -> str:
        """A fresh invitation's code, made by Sơn."""
        asked = {"role": "volunteer", "auto_approve": True, **wish}
        address = f"/api/teams/{team}/invitations"
        answer = self.desk(INVITES).post(address, asked)
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
