"""A report's figures beside those of other days: what they were before, how they changed, and what has
come together since the year began. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.reports.content import FIGURES, Content
from server.reports.lines import completed
from server.reports.period_names import between, compared_with, numeric_period
from server.reports.vietnamese import capital, lowered, percent, whole

BEFORE, YEAR_BEFORE, YEAR_TO_DATE = "before", "year_before", "year_to_date"
COMPARED = ("people", "turns", "completed", "volunteers", "sessions")
"""The figures that are compared: the counted ones, and of the turns those that were completed."""
_SAID = {
    "people": "lượt người dân được giúp",
    "turns": "lượt hỗ trợ",
    "completed": "lượt hỗ trợ hoàn thành",
    "volunteers": "lượt đoàn viên tham gia",
    "sessions": "buổi hỗ trợ",
}


@dataclass(frozen=True)
class Compared:
    """The figures of some days, or (`is_change`) how much more or less than those the report has, as
    parts of 1; None where there was nothing to grow from."""

    label: str
    days: tuple[str, str]
    figures: Mapping[str, float | None]
    is_change: bool = False

    def told(self, value: float) -> str:
        """A figure or a change as a person reads it."""
        return changed(value) if self.is_change else whole(int(value))


def comparison(content: Content) -> list[Compared]:
    """The rows of the table: the report's own days, the others, each with the change; none of a
    report that is compared with nothing."""
    return list(_rows(content)) if content.get("compared") else []


def change(now: int, before: int) -> float | None:
    """0.125 for an eighth more; None from nothing."""
    return now / before - 1 if before else None


def changed(value: float) -> str:
    """0.125 as "+12,5%"."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{percent(abs(value))}"


def own_figures(content: Content) -> dict[str, int]:
    """What is compared, of the report's own days."""
    return {**{name: content["total"][name] for name in FIGURES}, "completed": completed(content)}


def comparison_said(content: Content) -> list[str]:
    """The same in sentences; days on which nothing was done are not told of."""
    others = content.get("compared") or ()
    return [_beside(other, content) for other in others if any(other["figures"].values())]


def _rows(content: Content) -> Iterator[Compared]:
    own = own_figures(content)
    yield Compared(capital(numeric_period(content)), (content["from"], content["to"]), {**own})
    for other in content["compared"]:
        label = f"{compared_with(content, other['key'])} ({between(other['from'], other['to'])})"
        figures = {name: other["figures"][name] for name in COMPARED}
        days = (other["from"], other["to"])
        yield Compared(label, days, {**figures})
        if other["key"] != YEAR_TO_DATE:
            changes = {name: change(own[name], figures[name]) for name in COMPARED}
            if any(each is not None for each in changes.values()):
                yield Compared("Tăng, giảm", days, changes, is_change=True)


def _beside(other: Mapping[str, Any], content: Content) -> str:
    """ "So với tháng trước (từ 01/10/2026 đến 31/10/2026): lượt hỗ trợ tăng 12,5% (90/80)", or what has
    come together since the year began."""
    with_, days = compared_with(content, other["key"]), between(other["from"], other["to"])
    figures = other["figures"]
    if other["key"] == YEAR_TO_DATE:
        said = [f"{whole(figures[name])} {what}" for name, what in _SAID.items()]
        return f"{with_} ({days}): {', '.join(said)}."
    own = own_figures(content)
    said = [
        f"{what} {_changed(own[name], figures[name])}"
        for name, what in _SAID.items()
        if figures[name]
    ]
    return f"So với {lowered(with_)} ({days}): {'; '.join(said)}."


def _changed(now: int, before: int) -> str:
    part = change(now, before) or 0
    fraction = f"({whole(now)}/{whole(before)})"
    if now == before:
        return f"bằng {fraction}"
    return f"{'tăng' if part > 0 else 'giảm'} {percent(abs(part))} {fraction}"
