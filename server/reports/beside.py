"""What a report tells beside the three figures, and never adds to them (PROTOCOL 5.18): activities, papers,
heritage sites, and scans of printed codes."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

from flask import Flask, current_app

from server.database.clock import today
from server.database.connections import AnySession
from server.database.engine import db
from server.database.sql import fetch
from server.organisation.store import units
from server.reports.content import Content
from server.statistics.small_cells import FEWEST
from server.totals.boundaries import UnitScope
from server.totals.further_figures import ACTIVITIES, OPENED, PAPERS, SITES, further_query
from server.totals.periods import periods_between

SCANS = "scans"
SHORTEST = timedelta(days=27)
"""Between the first and the last day of a month, of which openings are told."""
LABELS = {
    ACTIVITIES: ("Hoạt động đã tổ chức", "Activities held"),
    PAPERS: ("Tài liệu đã đăng", "Papers published"),
    OPENED: ("Lượt mở tài liệu", "Papers opened"),
    SITES: ("Di tích, địa chỉ đỏ đã công bố", "Heritage sites published"),
    SCANS: ("Lượt quét mã QR", "Scans of QR codes"),
}
"""In their order."""
KINDS = {
    "hoi_nghi": ("Hội nghị", "Meetings"),
    "dai_hoi": ("Đại hội", "Congresses"),
    "tap_huan": ("Lớp tập huấn", "Trainings"),
    "ra_quan": ("Đợt ra quân", "Days of action"),
    "ngay_hoi": ("Ngày hội", "Festivals"),
    "sinh_hoat": ("Buổi sinh hoạt", "Gatherings"),
    "cau_lac_bo": ("Câu lạc bộ", "Clubs"),
}
"""Of activities, in their order."""
ScanCount = Callable[[AnySession, Collection[str], str, str], int]
"""How often the codes of units were scanned from day to day."""
_EXTENSION = "scan_count"


def install_scan_count(app: Flask, count: ScanCount) -> None:
    """Says how scans are counted, on a floor above."""
    app.extensions[_EXTENSION] = count


def beside(unit_id: str, first: date, last: date) -> list[Content]:
    """The lines of a unit's days that are not nought, up to today: of `figure` in all with `part` "", and of
    activities under it one for each kind."""
    until = min(last, date.fromisoformat(today()))
    if until < first:
        return []
    scopes = UnitScope(unit_id, "now").scopes()
    found = fetch(db.session, further_query(scopes, periods_between(first, until)))
    count: ScanCount = current_app.extensions[_EXTENSION]
    own = units.units_counted_now(unit_id)
    found[SCANS, ""] = count(db.session, own, first.isoformat(), until.isoformat())
    lines: list[Content] = []
    for figure, label in LABELS.items():
        n = sum(each for (of, _), each in found.items() if of == figure)
        if n and not (figure == OPENED and _would_tell_who(n, first, last)):
            lines.append(_line(figure, "", label, n))
        if figure == ACTIVITIES:
            parts = {part: each for (of, part), each in found.items() if of == figure and each}
            lines += [
                _line(figure, kind, name, parts[kind])
                for kind, name in KINDS.items()
                if kind in parts
            ]
    return lines


def _would_tell_who(n: int, first: date, last: date) -> bool:
    """Whether so few openings, or those of so few days, would tell whose they are (PROTOCOL 5.17.4)."""
    return n < FEWEST or last - first < SHORTEST


def _line(figure: str, part: str, label: tuple[str, str], n: int) -> Content:
    return {"figure": figure, "part": part, "label": label[0], "label_en": label[1], "n": n}
