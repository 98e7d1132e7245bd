"""Asking for printed codes as the desk does, and scanning them as anybody does."""

import re
from typing import Any

from server.public_codes.counting import scan_counter
from tests.town import KHANH_CUONG, Town
from tests.wires import Answer, Browser

LINK = "https://dichvucong.gov.vn/p/home"
GATE = {"unit": KHANH_CUONG, "purpose": "Cổng dịch vụ công", "link": LINK}
PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A047F) Chrome/131.0 Mobile"
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def make(desk: Browser, **other: Any) -> dict[str, Any]:
    answer = desk.post("/api/codes", {**GATE, **other})
    assert answer.status == 201, answer.body
    made: dict[str, Any] = answer.json
    return made


def write(desk: Browser, code: str, **other: Any) -> Answer:
    """As the form does that knows where the code leads now."""
    said = {name: value for name, value in GATE.items() if name != "unit"}
    row = {row["code"]: row for row in listed(desk)}.get(code, {})
    target = row.get("target") or {}
    before = {"before": row.get("link"), "before_target": target.get("id")}
    return desk.put(f"/api/codes/{code}", {**said, **before, **other})


def end(desk: Browser, code: str, *, ended: bool = True) -> Answer:
    path = f"/api/codes/{code}/ending"
    return desk.post(path, {}) if ended else desk.delete(path)


def listed(desk: Browser, kind: str = "link", **asked: str) -> list[dict[str, Any]]:
    answer = desk.get("/api/codes" + "".join(f"?unit={unit}" for unit in asked.values()))
    assert answer.status == 200, answer.body
    return [row for row in answer.json["rows"] if row["kind"] == kind]


def one(desk: Browser, code: str) -> dict[str, Any]:
    (found,) = (row for row in listed(desk) if row["code"] == code)
    return found


def scan(browser: Browser, code: str, at: str = "c", agent: str = PHONE) -> Answer:
    """What a phone's browser gets that scanned a code."""
    return browser.get(f"/{at}/{code}", **PAGE, **{"User-Agent": agent})


def said(answer: Answer) -> str:
    """The page's text."""
    shown = re.sub(r"</?span>", "", answer.text)
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", shown, flags=re.DOTALL).split())


def write_scans(town: Town) -> None:
    scan_counter(town.app).write()
