"""Two ways to the same server: in this process, or by HTTP to any address."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http.cookiejar import CookieJar
from io import BytesIO
from typing import Any, Protocol, cast
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener
from zipfile import ZipFile

from flask import Flask

from server.auth.cookies import ACCOUNT, DEVICE
from tests.workbooks import MEDIA_TYPE


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as somebody reads it; of JSON without its escapes, of a spreadsheet unpacked."""
        if self.headers.get("Content-Type") == MEDIA_TYPE:
            with ZipFile(BytesIO(self.body)) as parts:
                return "".join(
                    parts.read(name).decode(errors="replace") for name in parts.namelist()
                )
        if self.headers.get("Content-Type") == "application/json" and self.body:
            return json.dumps(self.json, ensure_ascii=False)
        return self.body.decode(errors="replace")

    @property
    def code(self) -> str | None:
        """The name of the problem, if it is one."""
        return self.json["code"] if self.status >= 400 else None


class Wire(Protocol):
    """One browser's connection, with cookies of its own."""

    def send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer: ...


class InProcess:
    """Straight into the application."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()

    def send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        got = self._client.open(path, method=method, data=body, headers=dict(headers))
        answer = Answer(got.status_code, _mapping(got.headers), got.get_data())
        got.close()
        return answer

    def cookie(self, name: str) -> str:
        """What the server put in a cookie of this browser."""
        found = self._client.get_cookie(name)
        assert found is not None, name
        return found.value

    def cookies(self) -> dict[str, str]:
        """All that it keeps for the server."""
        found = {name: self._client.get_cookie(name) for name in (ACCOUNT, DEVICE)}
        return {name: cookie.value for name, cookie in found.items() if cookie}

    def keep_cookies(self, cookies: Mapping[str, str]) -> None:
        """Keeps these too."""
        for name, value in cookies.items():
            self._client.set_cookie(name, value)

    def take_cookie(self, name: str, other: "InProcess") -> None:
        """Holds the cookie that another browser holds under this name."""
        self._client.set_cookie(name, other.cookie(name))


class OverHttp:
    """To a server somewhere, such as http://127.0.0.1:8000."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._open = build_opener(HTTPCookieProcessor(CookieJar())).open

    def turn_to(self, address: str) -> None:
        """From now on to another server of the same machine; what it was given to keep stays."""
        self._address = address.rstrip("/")

    def send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        request = Request(self._address + path, body, dict(headers), method=method)
        try:
            with self._open(request, timeout=30) as got:
                return Answer(got.status, _mapping(got.headers), got.read())
        except HTTPError as error:
            with error:
                return Answer(error.code, _mapping(error.headers), error.read())


def _mapping(headers: object) -> Mapping[str, str]:
    """Headers as a mapping: they are one, which takes names in any case, and do not say so."""
    return cast(Mapping[str, str], headers)


class Browser:
    """Requests as our app makes them: JSON, from our own pages."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def remembered(self) -> Any:
        """What it keeps for the server; of a browser in this process."""
        return cast(InProcess, self.wire).cookies()

    def recall(self, remembered: Any) -> None:
        """Keeps that too."""
        cast(InProcess, self.wire).keep_cookies(remembered)

    def get(self, path: str, **headers: str) -> Answer:
        return self.wire.send("GET", path, None, headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        return self.raw(path, json.dumps(body).encode(), **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Answer:
        return self._write("PATCH", path, json.dumps(body).encode(), **headers)

    def put(self, path: str, body: Any, **headers: str) -> Answer:
        return self._write("PUT", path, json.dumps(body).encode(), **headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.wire.send("DELETE", path, None, {"Sec-Fetch-Site": "same-origin", **headers})

    def zipped(self, path: str, body: bytes) -> Answer:
        return self.raw(path, gzip.compress(body), **{"Content-Encoding": "gzip"})

    def raw(self, path: str, body: bytes, **headers: str) -> Answer:
        """A POST with exactly these bytes."""
        return self._write("POST", path, body, **headers)

    def _write(self, method: str, path: str, body: bytes, **headers: str) -> Answer:
        usual = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        return self.wire.send(method, path, body, {**usual, **headers})
