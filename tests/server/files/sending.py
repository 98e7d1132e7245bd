"""Sending files as the desk does, and files to send."""

import os
import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from server.auth.principal import Principal
from server.database.connections import AnySession
from server.files.readers import FileAnswer, install_readers
from server.files.use_cases.receiving import PIECE_BYTES
from server.files.use_cases.sweeping import sweep
from tests.town import Town
from tests.wires import Answer, Browser

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
WORD = "word/document.xml"


def photo(
    seed: int = 1, side: int = 64, kind: str = "JPEG", quality: int = 90, **more: Any
) -> bytes:
    """A picture of noise, each seed another one, without a word beside it."""
    written = BytesIO()
    _noise(seed, side).save(written, kind, quality=quality, **more)
    return written.getvalue()


@cache
def _noise(seed: int, side: int) -> Image.Image:
    return Image.frombytes("RGB", (side, side), random.Random(seed).randbytes(side * side * 3))


@cache
def large_photo() -> bytes:
    """Some 400 kB, as a phone's camera gives it after scaling."""
    return photo(7, 690, quality=88)


def office(part: str = WORD, types: str = "<Types/>", **parts: bytes) -> bytes:
    """The least that a DOCX or XLSX is."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(part, "<document/>")
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


def hash_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def _send(web: Browser, method: str, sha: str, data: bytes, **headers: str) -> Answer:
    usual = {"Content-Type": "application/octet-stream", "Sec-Fetch-Site": "same-origin"}
    return web.wire.send(method, f"/api/blobs/{sha}", data, {**usual, **headers})


def put(web: Browser, data: bytes, sha: str | None = None) -> Answer:
    return _send(web, "PUT", sha or hash_of(data), data)


def patch(web: Browser, sha: str, piece: bytes, offset: int, length: int) -> Answer:
    headers = {"Upload-Offset": str(offset), "Upload-Length": str(length)}
    return _send(web, "PATCH", sha, piece, **headers)


def head(web: Browser, sha: str) -> Answer:
    return web.wire.send("HEAD", f"/api/blobs/{sha}", None, {})


def offset(web: Browser, sha: str) -> int | None:
    """What the server says is here."""
    answer = head(web, sha)
    return int(answer.headers["Upload-Offset"]) if answer.status == 200 else None


def missing(web: Browser, *shas: str) -> list[str]:
    answer = web.post("/api/blobs/have", {"blobs": list(shas)})
    assert answer.status == 200, answer.body
    found: list[str] = answer.json["missing"]
    return found


def pieces(data: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    for at in range(start, len(data), PIECE_BYTES):
        yield at, data[at : at + PIECE_BYTES]


def send(web: Browser, data: bytes) -> str:
    """A file as the app sends it; answers its hash."""
    sha = hash_of(data)
    for at, piece in pieces(data):
        answer = patch(web, sha, piece, at, len(data))
        assert answer.status == 204, answer.body
    return sha


@dataclass
class Notes:
    """Records that name files: which, by hash, and by whom they may be read."""

    named: dict[str, str] = field(default_factory=dict)
    inline: bool = True
    type: str = "image/jpeg"
    name: str = "Ra quân ngày 24.jpg"

    def find(self, session: AnySession, principal: Principal, sha: str) -> FileAnswer | None:
        who = principal.account.login if principal.account else "phone"
        if self.named.get(sha) != who:
            return None
        return FileAnswer(self.type, self.name, self.inline)

    def names(self, session: AnySession, shas: Collection[str]) -> set[str]:
        return self.named.keys() & set(shas)


def naming(town: Town, *notes: Notes) -> None:
    """From now on these records name files."""
    install_readers(town.app, *notes)


def sweep_after(town: Town, **parts: float) -> None:
    """Sweeps when so much time has gone by since the latest file was sent, by the town's clock."""
    folder: Path | None = town.app.config["SETTINGS"].file_folder
    for place in folder.glob("*/*") if folder else ():
        os.utime(place, (min(place.stat().st_mtime, town.clock().timestamp()),) * 2)
    town.clock.move(**parts)
    with town.app.app_context():
        sweep()
