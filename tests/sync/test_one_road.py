"""What phones send as the app writes it is read in one pass, whatever its kind and its fields; only
what has to be screened goes on to the part that screens."""

from typing import Any

import pytest

from sync import reception
from sync.reception import receive

from .situations import LAN, MINH, PHONE, TEAM, create, done, edit, session_set

MEMBER = {"member": MINH, "name": "Nguyễn Thị Hoa", "affiliation": "DOAN", "from": "2026-11-24"}
PLACE = {"name": "Chợ Đức Phổ", "place_kind": "CHO"}

SENT = {
    "a session": create(),
    "a session on a phone that waits": create(channel=f"device:{PHONE}"),
    "a session said anew": create(replaces=PHONE),
    "a place": create(kind="place", set=PLACE),
    "another name of a place": edit({"name": "Chợ"}, {"name": "Chợ Đức Phổ"}, kind="place"),
    "a member": create(kind="member", set=MEMBER),
    "a note put in where there was none": edit({"note": "vội"}, {"note": None}),
    "a note taken away": edit({"note": None}, {"note": "vội"}),
    "a service put in": edit({"services.TT04": done()}, {"services.TT04": None}),
    "a service taken away": edit({"services.TT04": None}, {"services.TT04": done()}),
    "a correction with its reason": edit({"people": 2}, {"people": 1}, why="Đếm lại"),
    "companions as they were tapped": create(set=session_set(companions=[TEAM, MINH, LAN])),
}


@pytest.mark.parametrize("name", SENT)
def test_nothing_a_phone_sends_falls_onto_another_road(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def screen(*_: Any) -> Any:
        raise AssertionError("it was screened from its start")

    monkeypatch.setattr(reception, "screen_body", screen)
    assert receive(SENT[name]).change is not None
