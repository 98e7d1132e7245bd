"""Papers as the desk brings them, and as phones ask for them."""

from typing import Any

from tests.phones import Phone
from tests.server.files.sending import hash_of, put
from tests.server.parsing.layouts import union_letter
from tests.town import CLUSTER
from tests.wires import Answer, Browser

LETTER = union_letter()
SAID = {
    "title": "Kế hoạch ra quân",
    "kind": "ke_hoach",
    "number": "05-KH/ĐTN",
    "issued": "2026-11-20",
    "issuer": "Ban Chấp hành Đoàn cụm Đức Phổ",
    "readers": "participants",
    "opens": None,
    "ends": None,
    "secret": False,
}


def asked(desk: Browser, file: bytes = LETTER, **parts: Any) -> Answer:
    """Sends a file and makes a paper of it."""
    put(desk, file)
    return desk.post(
        "/api/papers", {**SAID, "unit": CLUSTER, "activity": None, "file": hash_of(file), **parts}
    )


def add(desk: Browser, file: bytes = LETTER, **parts: Any) -> dict[str, Any]:
    answer = asked(desk, file, **parts)
    assert answer.status == 201, answer.body
    told: dict[str, Any] = answer.json
    return told


def change(desk: Browser, paper: str, edition: int = 1, **parts: Any) -> Answer:
    return desk.put(f"/api/papers/{paper}", {**SAID, "file": None, "edition": edition, **parts})


def text_of(phone: Phone, paper: str) -> str:
    """The words of a paper as a phone reads them; what went wrong where it may not."""
    answer = phone.web.get(f"/api/papers/{paper}/text")
    return answer.code or " ".join(str(block["x"]) for block in answer.json["blocks"])


def reads_file(phone: Phone, file: bytes = LETTER) -> bool:
    """Whether a phone is given the file as it was sent."""
    answer = phone.web.get(f"/api/blobs/{hash_of(file)}")
    assert answer.status in (200, 404)
    return answer.status == 200 and answer.body == file
