"""Numbers, days and moments as an official paper in Việt Nam writes them. They are put together by
hand: what a system's own Vietnamese does differs from one version to the next."""

from datetime import date, datetime
from math import floor

from server.database.clock import ZONE


def whole(number: int) -> str:
    """1234567 as "1.234.567"."""
    return f"{number:,}".replace(",", ".")


def percent(share: float) -> str:
    """0.625 as "62,5%", 1 for all of it."""
    return f"{tenths(share) / 10:,.1f}%".translate(str.maketrans(",.", ".,"))


def tenths(share: float) -> int:
    """A share in tenths of a percent, 1000 for all of it. Halves go up, and what falls short of all is
    never 100%: as on the screen (pwa/src/screens/desk/shared/format-goal.ts)."""
    found = floor(round(share * 1000, 6) + 0.5)
    return found if share >= 1 else min(found, 999)


def numeric_day(day: str) -> str:
    """YYYY-MM-DD as "05/11/2026"."""
    return date.fromisoformat(day).strftime("%d/%m/%Y")


def numeric_month(month: str) -> str:
    """YYYY-MM as "11/2026"."""
    return f"{month[5:]}/{month[:4]}"


def long_day(day: str) -> str:
    """YYYY-MM-DD as "ngày 05 tháng 3 năm 2026": with a 0 before the days 1 to 9 and the months 1
    and 2 only, so that nobody makes another day of it (Decree 30/2020)."""
    return f"ngày {day[8:]} {long_month(day[:7])}"


def long_month(month: str) -> str:
    """YYYY-MM as "tháng 3 năm 2026"."""
    number = int(month[5:])
    return (
        f"tháng {number:02} năm {month[:4]}" if number <= 2 else f"tháng {number} năm {month[:4]}"
    )


def moment(said: str) -> str:
    """A moment in ISO 8601 as "14:05 ngày 26/11/2026", in Việt Nam's time."""
    return datetime.fromisoformat(said).astimezone(ZONE).strftime("%H:%M ngày %d/%m/%Y")


def month_after(month: str) -> str:
    """The next month, YYYY-MM."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02}"


def capital(text: str) -> str:
    """What stands at the beginning: "phường Đức Phổ" as "Phường Đức Phổ"."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """A name inside a sentence: "Lượt hỗ trợ" as "lượt hỗ trợ", and "VNeID" as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
