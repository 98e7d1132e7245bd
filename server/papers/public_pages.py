"""Pages of an activity and of its public papers for whoever has no app: without a script or a cookie."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import orjson
from markupsafe import Markup

from server.activities.tables import Activity
from server.http.public_page import english_day, go_on, lines, page, paragraphs
from server.papers.store import Held

Blocks = list[dict[str, Any]]
_LINK = Markup('<li><a href="{}">{}</a></li>\n')
_LIST = Markup("<ul>\n{}</ul>\n")
_PART = Markup("<h3>{}</h3>\n")
_ITEM = Markup("<li>{}</li>\n")
_TABLE = Markup("<table>\n{}</table>\n")
_ROW = Markup("<tr>{}</tr>\n")
_CELL = Markup("<td>{}</td>")
"""Each text is escaped as it is put in."""


def activity_page(row: Activity, unit: str, papers: Iterable[Held]) -> str:
    """When and where it is, what comes when, and the papers that are open to everybody."""
    days, english = _when(row)
    links = Markup().join(
        _LINK.format(paper_path(each.paper.id), each.paper.title) for each in papers
    )
    said = lines(("Thời gian", days), ("Địa điểm", row.place), ("Đơn vị", unit))
    if row.called_off_at is not None:
        said = paragraphs("Hoạt động này đã hủy.") + said
    for slot in row.slots:
        end = f"–{slot['end']}" if slot["end"] else ""
        said += _PART.format(f"{_day(slot['day'])} {slot['start']}{end} {slot['name'] or ''}")
        said += _LIST.format(Markup().join(_ITEM.format(each) for each in _agenda(row, slot["id"])))
    if links:
        said += _PART.format("Tài liệu") + _LIST.format(links)
    said += paragraphs(
        "Đội tham gia xem đủ tài liệu trong ứng dụng Từng Ngõ, đọc được khi không có mạng."
    )
    said += go_on(f"/activities/{row.id}", "Mở trong ứng dụng")
    told = lines(("When", english), ("Where", row.place), ("Held by", unit))
    if row.called_off_at is not None:
        told = paragraphs("This activity was called off.") + told
    return page((row.name, said), (row.name, told), is_good=row.called_off_at is None)


def render_text(text: str) -> str:
    """HTML of a paper's text, JSON of its blocks."""
    return str(_text(orjson.loads(text)))


def paper_page(held: Held, unit: str, html: str | None) -> str:
    """A paper to read, of which `html` is the text, and the file as it was sent."""
    paper, version = held.paper, held.version
    about = [each for each in (paper.number, paper.issuer or unit) if each]
    said = paragraphs(" · ".join(about))
    if html is not None:
        said += Markup(html)  # its texts were escaped by `render_text`
    size = f"{max(1, round(version.bytes / 1000))} kB"
    said += go_on(f"{paper_path(paper.id)}/file", f"Tải bản gốc ({size})")
    told = paragraphs("This paper is in Vietnamese.")
    return page((paper.title, said), (paper.title, told), is_good=True)


def unknown_page() -> str:
    """The page of what is not there, or is not for everybody."""
    return page(
        (
            "Không có trang này",
            paragraphs(
                "Tài liệu hoặc hoạt động này không mở cho mọi người, chưa mở, hoặc đã thu hồi. "
                "Nếu bạn được mời, bạn mở ứng dụng Từng Ngõ để xem."
            ),
        ),
        ("There is no such page", paragraphs("It is not open to everybody, or was withdrawn.")),
    )


def wait_page(seconds: int) -> str:
    """The page for who asks too often."""
    return page(
        (
            "Bạn thử lại sau",
            paragraphs(f"Có quá nhiều lần tìm. Bạn đợi {seconds} giây rồi mở lại."),
        ),
        ("Try again later", paragraphs(f"Wait for {seconds} seconds.")),
    )


def activity_path(activity_id: str) -> str:
    """Where the page of an activity is."""
    return f"/a/{activity_id}"


def paper_path(paper_id: str) -> str:
    """Where the page of a paper is."""
    return f"/d/{paper_id}"


def _agenda(row: Activity, slot: int) -> list[str]:
    return [
        " · ".join(each for each in (_times(line), line["title"], line["by"]) if each)
        for line in row.agenda
        if line["slot"] == slot
    ]


def _times(line: dict[str, Any]) -> str | None:
    """ "08:00–08:30", "08:00" where no end was given, None without a time."""
    start: str | None = line["start"]
    if start is None or line["minutes"] is None:
        return start
    end = int(start[:2]) * 60 + int(start[3:]) + line["minutes"]
    return f"{start}–{end // 60 % 24:02}:{end % 60:02}"


def _text(blocks: Blocks) -> Markup:
    found: list[Markup] = []
    for kind, those in groupby(blocks, key=lambda block: block["t"]):
        texts = [block["x"] for block in those]
        if kind == "li":
            found.append(_LIST.format(Markup().join(map(_ITEM.format, texts))))
        elif kind == "tr":
            rows = (_ROW.format(Markup().join(map(_CELL.format, cells))) for cells in texts)
            found.append(_TABLE.format(Markup().join(rows)))
        elif kind == "h":
            found += map(_PART.format, texts)
        else:
            found.append(paragraphs(*texts))
    return Markup().join(found)


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
