"""The protocol over HTTP only: in this process on both databases, or, with TUNGNGO_URL (and a
coordinator's TUNGNGO_LOGIN and TUNGNGO_PASSWORD), against a server that runs somewhere. An
aspect of the protocol that is not covered here is not promised."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tests.phones import Phone
from tests.town import PASSWORD, Town
from tests.wires import Browser, OverHttp, Wire

URL = os.environ.get("TUNGNGO_URL")


@dataclass
class Server:
    """A server of which only the address and a coordinator's login are known."""

    connect: Callable[[], Wire]
    now: Callable[[], datetime]
    login: str
    password: str

    def desk(self) -> Browser:
        browser = Browser(self.connect())
        word = {"login": self.login, "password": self.password}
        answer = browser.post("/api/session", word)
        assert answer.status == 200, answer.body
        return browser

    def phone(self, name: str, role: str = "volunteer") -> Phone:
        """A phone in the first team that the coordinator sees."""
        desk = self.desk()
        team = desk.get("/api/teams").json["rows"][0]["id"]
        asked = {"role": role, "auto_approve": True}
        made = desk.post(f"/api/teams/{team}/invitations", asked)
        assert made.status == 201, made.body
        phone = Phone(self.connect(), self.now)
        answer = phone.join(made.json["code"], name)
        assert answer.status == 200, answer.body
        return phone


if URL is None:

    @pytest.fixture
    def server(town: Town) -> Server:
        return Server(town.connect, town.clock, "son", PASSWORD)

else:
    address: str = URL

    @pytest.fixture
    def server() -> Server:
        login, password = os.environ["TUNGNGO_LOGIN"], os.environ["TUNGNGO_PASSWORD"]
        return Server(lambda: OverHttp(address), lambda: datetime.now(UTC), login, password)


@pytest.fixture
def lan(server: Server) -> Phone:
    return server.phone("Lan")
