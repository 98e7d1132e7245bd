"""A server that is held at something dear, and the lines on which phones ask it."""

import fcntl
import http.client
import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.phones import Phone
from tests.server.gunicorn import gunicorn
from tests.town import Town
from tests.wires import Browser


class Server:
    """One worker; `hold` lets it begin with what is dear and do it later."""

    def __init__(self, folder: Path) -> None:
        self.held, self.pipe = folder / "held", folder / "begun"
        self.held.touch()
        os.mkfifo(self.pipe)
        self.told = os.open(self.pipe, os.O_RDWR)
        self.address = ""

    @contextmanager
    def hold(self) -> Iterator[None]:
        with self.held.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def wait_until_begun(self) -> None:
        """Until one more has begun."""
        assert os.read(self.told, 1) == b"."

    def line(self, phone: Phone, *changes: Any) -> "Line":
        return Line(self.address, phone.web, phone.envelope(list(changes)))


class Line:
    """One connection of a phone or a desk to the server."""

    def __init__(self, address: str, web: Browser, round_: Any = None) -> None:
        self._wire = http.client.HTTPConnection(address, timeout=20)
        cookies = "; ".join(f"{name}={value}" for name, value in web.remembered().items())
        self._headers = {"Cookie": cookies, "Sec-Fetch-Site": "same-origin"}
        self._body = json.dumps(round_)

    def ask(self, path: str) -> "Line":
        self._wire.request("GET", path, headers=self._headers)
        return self

    def told(self) -> tuple[int, str | None, str | None]:
        """The status, the problem's code and for how long to wait."""
        with closing(self._wire), self._wire.getresponse() as answer:
            body: Any = answer.read()
        code = json.loads(body)["code"] if answer.status >= 400 else None
        return answer.status, code, answer.headers["Retry-After"]

    def round(self) -> int:
        """The status of a round with the changes of this line."""
        headers = {**self._headers, "Content-Type": "application/json"}
        self._wire.request("POST", "/api/sync/v1", self._body, headers)
        return self.told()[0]


@contextmanager
def held_server(app: str, town: Town, database_url: str, folder: Path) -> Iterator[Server]:
    """That of such an application, with one worker."""
    found = Server(folder)
    settings = {"HELD": str(found.held), "BEGUN": str(found.pipe)}
    settings["SECRET_KEY"] = town.app.config["SETTINGS"].secret_key
    with gunicorn(app, database_url, folder, **settings) as address:
        found.address = address.removeprefix("http://")
        yield found
    os.close(found.told)
