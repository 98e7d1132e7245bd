"""A coordinator's requests without a browser, for what a journey only needs as its setting."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from hashlib import sha256
from http.cookiejar import CookieJar
from typing import Any

PATIENCE_SECONDS = 15
PIECE_BYTES = 256 * 1024


class Desk:
    """One account, signed in."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )
        self.ask("POST", "/api/session", {"login": login, "password": password})

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The answer's JSON; None for an empty one. A refusal fails the test."""
        request = urllib.request.Request(
            f"{self.url}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"},
        )
        try:
            with self._opener.open(request, timeout=20) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{method} {path}: {error.code} {error.read()!r}") from None
        return json.loads(text) if text else None

    def send(self, data: bytes) -> None:
        """Sends a file, as the app does in pieces."""
        for at in range(0, len(data), PIECE_BYTES):
            headers = {
                "Content-Type": "application/octet-stream", "Sec-Fetch-Site": "same-origin",
                "Upload-Offset": str(at), "Upload-Length": str(len(data)),
            }  # fmt: skip
            request = urllib.request.Request(
                f"{self.url}/api/blobs/{sha256(data).hexdigest()}",
                method="PATCH",
                data=data[at : at + PIECE_BYTES],
                headers=headers,
            )
            with self._opener.open(request, timeout=20) as answer:
                assert answer.status == 204

    def invite(self, team: str, **options: object) -> dict[str, Any]:
        """A new invitation into a team: code, link, short_code."""
        usual: dict[str, object] = {
            "role": "volunteer",
            "auto_approve": True,
            "hours": 24,
            "max_uses": 20,
            "affiliation": "DOAN",
        }
        made: dict[str, Any] = self.ask("POST", f"/api/teams/{team}/invitations", usual | options)
        return made

    def totals(self, team: str, day: str) -> dict[str, Any]:
        """The totals of a team on one day."""
        found: dict[str, Any] = self.ask(
            "GET", f"/api/tallies?team={team}&from={day}&to={day}&by=service"
        )
        return found

    def sessions(self, team: str) -> list[dict[str, Any]]:
        """The help sessions of a team of all days, as the desk lists them (one page)."""
        found: list[dict[str, Any]] = self.ask(
            "GET", f"/api/help-sessions?team={team}&from=2020-01-01&to=2099-12-31&limit=100"
        )["rows"]
        return found

    def wait_for(self, read: Callable[[], object], wanted: object) -> None:
        """Ask again until the answer is the wanted one: nothing tells when the phone has sent."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (found := read()) != wanted:
            assert time.monotonic() < until, f"{found} is not {wanted}"
            time.sleep(0.1)
