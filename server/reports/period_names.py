"""What the days of a report are called, on papers, in sentences and in the names of files. Pure."""

from datetime import date, timedelta

from server.http.file_names import slug
from server.reports.content import Content
from server.reports.periods import MONTHS, shifted
from server.reports.vietnamese import long_month, month_after, numeric_day, numeric_month

MONTH = "month"
"""What a month is that was closed before there were reports of other days."""
CAMPAIGN = "campaign"
_ROMAN = ("I", "II", "III", "IV")
_WITHIN = {
    MONTH: "trong tháng",
    "quarter": "trong quý",
    "year": "trong năm",
    "week": "trong tuần",
    CAMPAIGN: "trong đợt",
}
_BEFORE = {
    MONTH: "Tháng trước",
    "quarter": "Quý trước",
    "year": "Năm trước",
    "week": "Tuần trước",
}


def kind(content: Content) -> str:
    """month, quarter, year, week, range or campaign."""
    return str(content.get("kind", MONTH))


def numeric_period(content: Content) -> str:
    """ "tháng 11/2026 (từ 01/11/2026 đến 30/11/2026)", "từ 01/11/2026 đến 15/11/2026"."""
    days, year = between(content["from"], content["to"]), content["from"][:4]
    of = kind(content)
    if of == "range":
        return days
    named = {
        MONTH: f"tháng {numeric_month(content['month'] or '')}",
        "quarter": f"quý {_quarter(content['from'])}/{year}",
        "year": f"năm {year}",
        "week": "tuần",
        CAMPAIGN: f"đợt ra quân “{content.get('activity', {}).get('name')}”",
    }
    return f"{named[of]} ({days})"


def long_period(content: Content) -> str:
    """As a title and a sentence have it: "tháng 11 năm 2026", "quý IV năm 2026", "tuần từ 23/11/2026
    đến 29/11/2026"."""
    of, days = kind(content), between(content["from"], content["to"])
    if of == MONTH:
        return long_month(content["month"])
    if of in MONTHS:
        year = content["from"][:4]
        return f"năm {year}" if of == "year" else f"quý {_quarter(content['from'])} năm {year}"
    if of == CAMPAIGN:
        return f"đợt ra quân “{content['activity']['name']}” {days}"
    return f"tuần {days}" if of == "week" else f"thời gian {days}"


def within(content: Content) -> str:
    """ "trong tháng"."""
    return _WITHIN.get(kind(content), "trong thời gian này")


def following(content: Content) -> str:
    """The period after, for which a report plans: "tháng 12 năm 2026"."""
    of = kind(content)
    if of == MONTH:
        return long_month(month_after(content["month"]))
    if of == "week":
        first, last = (date.fromisoformat(content[end]) for end in ("from", "to"))
        week = timedelta(days=7)
        return f"tuần {between((first + week).isoformat(), (last + week).isoformat())}"
    if of not in MONTHS:
        return "thời gian tới"
    begin = shifted(date.fromisoformat(content["from"]), MONTHS[of]).isoformat()
    return f"năm {begin[:4]}" if of == "year" else f"quý {_quarter(begin)} năm {begin[:4]}"


def compared_with(content: Content, which: str) -> str:
    """What the figures of a report are compared with."""
    if which == "year_to_date":
        return "Lũy kế từ đầu năm"
    if which == "year_before":
        return "Cùng kỳ năm trước"
    return _BEFORE.get(kind(content), "Kỳ trước")


def in_file_name(content: Content) -> str:
    """The days in the name of a file; no two of different days have the same."""
    first, last = content["from"], content["to"]
    named = {
        MONTH: f"{content['month']}",
        "quarter": f"quy-{(int(first[5:7]) + 2) // 3}-{first[:4]}",
        "year": f"nam-{first[:4]}",
        "week": f"tuan-{first}",
    }
    if kind(content) == CAMPAIGN:
        return f"dot-{slug(content['activity']['name'])[:40]}-{first}-{last}"
    return named.get(kind(content), f"{first}-{last}")


def between(first: str, last: str) -> str:
    """ "từ 01/11/2026 đến 30/11/2026", "ngày 20/11/2026"."""
    if first == last:
        return f"ngày {numeric_day(first)}"
    return f"từ {numeric_day(first)} đến {numeric_day(last)}"


def _quarter(first: str) -> str:
    return _ROMAN[(int(first[5:7]) - 1) // 3]
