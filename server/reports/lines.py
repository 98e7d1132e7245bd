"""A report's content as the lines of its tables: the same for a spreadsheet, a paper and a text.
Pure: content goes in, lines come out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.catalogue.store import COMPLETED
from server.organisation.unit_names import titled
from server.reports.content import FIGURES, Content, ratio, summed, without
from server.reports.vietnamese import capital, lowered, numeric_day, numeric_month, percent, whole

COUNTED = {
    "people": ("Lượt người dân được giúp", "lượt người"),
    "turns": ("Lượt hỗ trợ", "lượt"),
    "volunteers": ("Lượt đoàn viên tham gia", "lượt"),
    "sessions": ("Buổi hỗ trợ", "buổi"),
}
"""What each counted figure is called, and what it is counted in."""
FORCES = {
    "police": "Lượt công an tham gia",
    "partner": "Lượt doanh nghiệp, đối tác tham gia",
    "other": "Lượt lực lượng khác tham gia",
}
COMPLETED_TURNS = "Lượt hỗ trợ hoàn thành"
NOTES = {
    "people": "Tính theo từng buổi",
    "turns": "Tính theo từng việc",
}
APART = "Tính riêng"
BESIDE = "Hoạt động, tài liệu, di tích (tính riêng, không cộng vào các số liệu trên)"
_BESIDE = {
    "activities": ("hoạt động", ""),
    "papers": ("tài liệu", ""),
    "opened": ("lượt", "Mỗi người mở một tài liệu tính một lượt"),
    "sites": ("địa điểm", "Công bố lần đầu"),
    "scans": ("lượt", ""),
}
"""What each of these is counted in, and what is to be known of it."""
TENTHS = 1000
"""A share of one thing is kept in tenths of a percent: so many are all of it."""


@dataclass(frozen=True)
class Line:
    """A line of the report's table. Of a share, `plan` and `result` are parts of 1; None is a cell
    without anything in it. `said` is what the label is called in a sentence, where that is not the
    label."""

    label: str
    counted_in: str
    plan: float | None
    result: float | None
    note: str = ""
    is_share: bool = False
    is_part: bool = False
    place: str = ""
    said: str = ""

    @property
    def ratio(self) -> float | None:
        """The result as a part of the plan: 1 where just so much was done as was planned."""
        return None if self.result is None or not self.plan else self.result / self.plan

    def told(self, value: float | None) -> str:
        """The plan or the result as a person reads it."""
        if value is None:
            return ""
        return percent(value) if self.is_share else whole(int(value))


@dataclass(frozen=True)
class Section:
    """Lines under a heading of their own."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Part:
    """What a unit or a team below did, or what is left beside those (not `is_below`); `target` is how
    many people it was to help."""

    label: str
    figures: Mapping[str, int]
    target: int | None
    is_below: bool = True
    place: str = ""

    @property
    def ratio(self) -> float | None:
        """The people helped as a part of the target."""
        return ratio(self.figures["people"], self.target)

    def told(self, value: float) -> str:
        """A number as a person reads it."""
        return whole(int(value))

    @property
    def did_nothing(self) -> bool:
        """Whether nothing was counted there."""
        return not any(self.figures.values())


def sections(content: Content) -> list[Section]:
    """The lines of the report's table, numbered from the first to the last; a section without lines
    is left out."""
    found = [
        Section("Số liệu từ các buổi hỗ trợ", list(_counted(content))),
        Section("Số liệu nhập tay", [_entered(row, content) for row in content["indicators"]]),
        Section(BESIDE, [_beside(row) for row in content.get("beside", [])]),
        Section("Bổ sung các tháng trước", list(_late(content["late"]))),
    ]
    return _numbered([section for section in found if section.lines])


def parts(content: Content) -> list[Part]:
    """A row for each unit or team below, numbered. They add up to the total: what no row has stands in a
    last one."""
    rows = [
        Part(
            _name(row, content),
            row["figures"],
            (row["plan"] or {}).get("people"),
            is_below=row.get("kind") != "own",
        )
        for row in content["rows"]
    ]
    return _with_the_rest(rows, content)


def team_parts(content: Content) -> list[Part]:
    """A row for each team, with the unit where it stands; they add up to the total as `parts` do. None
    where the report has no list of teams beside that of units."""
    if not content.get("teams"):
        return []
    rows = [
        Part(_team(row), row["figures"], (row["plan"] or {}).get("people"))
        for row in content["teams"]
    ]
    return _with_the_rest(rows, content)


def _team(row: Mapping[str, Any]) -> str:
    """ "Đội hình Phổ Cường (xã Khánh Cường)"."""
    return f"{row['label']} ({titled(row['unit'])})" if row["unit"] else str(row["label"])


def _with_the_rest(rows: Sequence[Part], content: Content) -> list[Part]:
    rest = without(content["total"], summed(row.figures for row in rows))
    left = Part("Phần còn lại", rest, None, is_below=False)
    found = [*rows, left] if any(rest.values()) else rows
    return [replace(part, place=str(place)) for place, part in enumerate(found, start=1)]


def total_part(content: Content) -> Part:
    """The last row of them all."""
    return Part("Tổng cộng", content["total"], (content["plan"] or {}).get("people"))


def targets_apart(content: Content, rows: Sequence[Part], below: str) -> str:
    """Why the targets of the rows do not add up to that of the last one, "" where they do: each of them
    was set for itself, and nothing has to come to what was set for the unit as a whole."""
    targets = [row.target for row in rows if row.target is not None]
    own = total_part(content).target
    if not targets or own is None or sum(targets) == own:
        return ""
    return (
        f"Chỉ tiêu giao cho từng {below.lower()} cộng lại là {whole(sum(targets))}; dòng Tổng cộng "
        f"theo chỉ tiêu giao chung cho {titled(content['unit'])} là {whole(own)}."
    )


def _counted(content: Content) -> Iterator[Line]:
    plan, forces = content["plan"] or {}, content["forces"] or {}
    for name in FIGURES:
        label, counted_in = COUNTED[name]
        line = Line(label, counted_in, None, content["total"][name], NOTES.get(name, ""))
        if name == "turns":
            yield line
            done = replace(line, label=COMPLETED_TURNS, result=completed(content), note="")
            aims = [(plan.get(each), plan_note(content, each)) for each in ("turns", "completed")]
            yield from _towards(replace(done, is_part=True), aims) or [replace(done, is_part=True)]
            for group in content["groups"]:
                yield from _group(group, content)
            continue
        note = _noted(line.note, plan_note(content, name))
        yield replace(line, plan=plan.get(name), note=note)
        if name == "volunteers":
            for force in FORCES:
                yield Line(FORCES[force], "lượt", None, forces.get(force, 0), APART)


def _group(group: Mapping[str, Any], content: Content) -> Iterator[Line]:
    label, done = group["label"], group.get("completed")
    said = f"lượt hỗ trợ {lowered(label)}"
    line = Line(label, "lượt", None, group["turns"], is_part=True, said=said)
    plans = {"turns": group["plan"], "completed": group.get("completed_plan")}
    aims = [(plan, plan_note(content, each, group["key"])) for each, plan in plans.items()]
    if done is None:  # A month that was closed when these were not counted by group.
        yield from _towards(line, aims) or [line]
        return
    yield line
    name = f"{label}: hoàn thành"
    yield from _towards(replace(line, label=name, result=done, said=f"{said} hoàn thành"), aims)


def _towards(line: Line, aims: Sequence[tuple[int | None, str]]) -> list[Line]:
    """Completed turns beside each plan that there is: one of all turns is judged by these too, as on
    the screens of targets."""
    return [replace(line, plan=plan, note=note) for plan, note in aims if plan is not None]


def plan_note(content: Content, measure: str, of: str = "") -> str:
    """Of which targets a plan is a part, where none was set for just these days: "Chỉ tiêu: 31/365
    ngày của 20.100 (01/01/2026 – 31/12/2026)"."""
    said = [
        f"{row['planned_days']}/{row['days']} ngày của {whole(row['number'])} "
        f"({numeric_day(row['from'])} – {numeric_day(row['to'])})"
        for row in content.get("plan_from", ())
        if (row["measure"], row["of"]) == (measure, of)
    ]
    return f"Chỉ tiêu: {' + '.join(said)}" if said else ""


def _noted(*notes: str) -> str:
    return ". ".join(note for note in notes if note)


def completed(content: Content) -> int:
    """Of the turns those that nothing was left to do for."""
    return next((row["people"] for row in content["outcomes"] if row["key"] == COMPLETED), 0)


def _entered(row: Mapping[str, Any], content: Content) -> Line:
    said = row["sources"] and f"Nguồn: {row['sources']}"
    beyond = row.get("beyond") or ()
    note = said or ("" if row["value"] is not None or beyond else "Chưa nhập")
    note = _noted(note, *map(_not_of_these_days, beyond))
    is_share = row["kind"] == "share"
    if not is_share:
        note = _noted(note, plan_note(content, "indicator", row["key"]))
    line = Line(row["label"], row["unit"], row["plan"], row["value"], note)
    return _as_share(line) if is_share else line


def _not_of_these_days(row: Mapping[str, Any]) -> str:
    days = f"{numeric_day(row['from'])} – {numeric_day(row['to'])}"
    return f"Chưa tính {whole(row['value'])} nhập chung cho {days}"


def _as_share(line: Line) -> Line:
    def part(value: float | None) -> float | None:
        return None if value is None else value / TENTHS

    return replace(
        line, counted_in="%", plan=part(line.plan), result=part(line.result), is_share=True
    )


def _beside(row: Mapping[str, Any]) -> Line:
    counted_in, note = _BESIDE[row["figure"]]
    return Line(row["label"], counted_in, None, row["n"], note, is_part=bool(row["part"]))


def _late(late: Sequence[Content]) -> Iterator[Line]:
    for told in late:
        month = numeric_month(told["month"])
        for name in FIGURES:
            label, counted_in = COUNTED[name]
            if told["figures"][name]:
                note = f"Ghi nhận sau khi chốt tháng {month}"
                yield Line(f"{label}, tháng {month}", counted_in, None, told["figures"][name], note)


def _name(row: Mapping[str, Any], content: Content) -> str:
    if content["by"] == "team":
        return str(row["label"])
    if row["kind"] == "own":
        return f"Đội trực thuộc {titled(content['unit'])}"
    return capital(titled({"name": row["label"], "kind": row["kind"]}))


def _numbered(found: Sequence[Section]) -> list[Section]:
    """The lines get their places: 1, 2, and 2.1 for a part of 2."""
    numbered, number, part = [], 0, 0
    for section in found:
        lines = []
        for line in section.lines:
            number, part = (number, part + 1) if line.is_part else (number + 1, 0)
            lines.append(replace(line, place=f"{number}.{part}" if line.is_part else f"{number}"))
        numbered.append(Section(section.title, lines))
    return numbered
