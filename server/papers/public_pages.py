"""Pages of an activity and of its public papers, for readers without the app."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import orjson
from flask import render_template
from markupsafe import Markup

from server.activities.tables import Activity
from server.http.public_page import english_day
from server.papers.store import Held


def activity_page(row: Activity, unit: str, papers: Iterable[Held]) -> str:
    """When and where it is, its programme, and the papers that are open to everybody."""
    time, english_time = _when(row)
    return render_template(
        "papers/activity.html",
        activity=row,
        time=time,
        english_time=english_time,
        unit=unit,
        papers=list(papers),
        times=_times,
        paper_path=paper_path,
    )


def render_text(text: str) -> str:
    """HTML of a paper's text, JSON of its blocks."""
    groups = groupby(orjson.loads(text), key=lambda block: block["t"])
    return render_template(
        "papers/paper_text.html",
        groups=((kind, [block["x"] for block in blocks]) for kind, blocks in groups),
    )


def paper_page(held: Held, unit: str, html: str | None) -> str:
    """A paper to read, of which `html` is the text, and the file as it was sent."""
    return render_template(
        "papers/paper.html",
        held=held,
        unit=unit,
        text=Markup(html or ""),  # `render_text` escaped it.
        path=paper_path(held.paper.id),
        kilobytes=max(1, round(held.version.bytes / 1000)),
    )


def activity_path(activity_id: str) -> str:
    """Where the page of an activity is."""
    return f"/a/{activity_id}"


def paper_path(paper_id: str) -> str:
    """Where the page of a paper is."""
    return f"/d/{paper_id}"


def _times(line: dict[str, Any]) -> str | None:
    """ "08:00–08:30", "08:00" where no end was given, None without a time."""
    start: str | None = line["start"]
    if start is None or line["minutes"] is None:
        return start
    end = int(start[:2]) * 60 + int(start[3:]) + line["minutes"]
    return f"{start}–{end // 60 % 24:02}:{end % 60:02}"


def _day(day: str) -> str:
    return f"{day[8:]}/{day[5:7]}/{day[:4]}"


def when_and_where(row: Activity) -> str:
    """ "07:30, 07/12/2026 · Hội trường UBND phường"."""
    return f"{_when(row)[0]} · {row.place}"


def _when(row: Activity) -> tuple[str, str]:
    """Its days, with the hour at which the programme of the first one begins."""
    hours = [slot["start"] for slot in row.slots if slot["day"] == row.first]
    hour = f"{min(hours)}, " if hours else ""
    days, english = _days(row.first, row.last)
    return hour + days, hour + english


def _days(first: str, last: str) -> tuple[str, str]:
    if first == last:
        return _day(first), english_day(first)
    return f"{_day(first)} đến {_day(last)}", f"{english_day(first)} to {english_day(last)}"
