"""What a report says in sentences: four sections, filled from the figures. Where only people
know what to write there is a line of dots. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from server.organisation.unit_names import titled
from server.reports import heading
from server.reports.comparison import comparison_said
from server.reports.content import FIGURES, Content
from server.reports.issuing import organisation
from server.reports.lines import COUNTED, Line, Part, parts, sections
from server.reports.period_names import long_period, within
from server.reports.vietnamese import (
    capital,
    lowered,
    numeric_day,
    numeric_month,
    percent,
    whole,
)

BLANK = "…" * 27
_MOST_NAMED = 8
"""So many of a kind are named; of more, the number of the rest is told."""
_BEST = 3

Paragraphs = list[str]


@dataclass(frozen=True)
class Narrative:
    """The paragraphs between the headings and the tables, in their order."""

    directing: Paragraphs
    results: Paragraphs
    by_part: Paragraphs
    outcomes: Paragraphs
    strengths: Paragraphs
    weaknesses: Paragraphs
    causes: Paragraphs
    requests: Paragraphs
    plans: Paragraphs
    closing: str


def narrative(content: Content) -> Narrative:
    """The sentences of a report."""
    return Narrative(
        directing=_directing(content),
        results=_results(content),
        by_part=_by_part(content),
        outcomes=_outcomes(content),
        strengths=_strengths(content),
        weaknesses=_weaknesses(content),
        causes=_causes(content),
        requests=[BLANK],
        plans=_plans(content),
        closing=f"Trên đây là báo cáo {lowered(heading.SUBJECT)} "
        f"{long_period(content)} của {organisation(content['unit'])}./.",
    )


def _directing(content: Content) -> Paragraphs:
    teams = content["completeness"]["teams"]
    kept = f"duy trì hoạt động của {whole(teams)} đội" if teams else "triển khai các đội"
    said = [
        f"Thực hiện chương trình công tác Đoàn và phong trào thanh thiếu nhi năm "
        f"{content['to'][:4]}, {organisation(content['unit'])} đã chỉ đạo, {kept} tình nguyện "
        f"hỗ trợ người dân chuyển đổi số trên địa bàn {titled(content['unit'])}."
    ]
    planned = [_aim(line) for line in _lines(content) if line.plan is not None]
    if planned:
        said.append(f"Chỉ tiêu {within(content)}: {'; '.join(planned)}.")
    return [*said, f"Văn bản, kế hoạch đã ban hành: {BLANK[:14]}"]


def _results(content: Content) -> Paragraphs:
    total, unit = content["total"], titled(content["unit"])
    period = capital(long_period(content))
    if not any(total.values()):
        nothing = f"{period}, chưa ghi nhận buổi hỗ trợ nào trên địa bàn {unit}."
        return [nothing, *_beside(content)]
    forces = content["forces"] or {}
    others = [
        f"{whole(forces[name])} lượt {who}"
        for name, who in (
            ("police", "công an"),
            ("partner", "doanh nghiệp, đối tác"),
            ("other", "lực lượng khác"),
        )
        if forces.get(name)
    ]
    said = (
        f"{period}, các đội tình nguyện trên địa bàn {unit} đã tổ chức "
        f"{whole(total['sessions'])} buổi hỗ trợ, giúp {whole(total['people'])} lượt người dân "
        f"với {whole(total['turns'])} lượt hỗ trợ; có {whole(total['volunteers'])} lượt đoàn viên, "
        f"thanh niên tham gia"
    )
    found = [f"{said}, cùng với {_and(others)}." if others else f"{said}."]
    against = [_against(line) for line in _lines(content) if line.ratio is not None]
    if against:
        found.append(f"So với chỉ tiêu: {'; '.join(against)}.")
    found += comparison_said(content)
    groups = [
        f"{row['label']} {whole(row['turns'])} lượt ({percent(row['turns'] / total['turns'])})"
        for row in content["groups"]
        if row["turns"] and total["turns"]
    ]
    if groups:
        found.append(f"Lượt hỗ trợ theo nhóm việc: {'; '.join(groups)}.")
    days = [_day_of_action(each) for each in content.get("activities", [])]
    if days:
        found.append(f"Đã tổ chức {whole(len(days))} đợt ra quân: {_some(days, 'đợt khác')}.")
    return [*found, *_beside(content)]


def _beside(content: Content) -> Paragraphs:
    """What is told beside the figures of help, of which it is no part."""
    rows = content.get("beside", [])
    n = {row["figure"]: row["n"] for row in rows if not row["part"]}
    kinds = [f"{whole(row['n'])} {lowered(row['label'])}" for row in rows if row["part"]]
    said = []
    if "activities" in n:
        said.append(f"tổ chức {whole(n['activities'])} hoạt động ({', '.join(kinds)})")
    if "papers" in n:
        said.append(f"đăng {whole(n['papers'])} tài liệu")
    if "opened" in n:
        said.append(f"{whole(n['opened'])} lượt mở tài liệu")
    if "sites" in n:
        said.append(f"công bố {whole(n['sites'])} di tích, địa chỉ đỏ")
    if "scans" in n:
        said.append(f"{whole(n['scans'])} lượt quét mã QR")
    if not said:
        return []
    return [f"Ngoài các số liệu trên (tính riêng, không cộng vào): {'; '.join(said)}."]


def _day_of_action(each: Mapping[str, Any]) -> str:
    first, last = numeric_day(each["from"]), numeric_day(each["to"])
    when = f"ngày {first}" if first == last else f"từ {first} đến {last}"
    figures = each["figures"]
    did = (
        f"giúp {whole(figures['people'])} lượt người dân với {whole(figures['turns'])} lượt hỗ trợ"
    )
    return f"{each['name']} ({when}, {each['place']}; {whole(each['teams'])} đội, {did})"


def _by_part(content: Content) -> Paragraphs:
    below = (part for part in _active(content) if part.is_below)
    rows = sorted(below, key=lambda part: -part.figures["people"])
    if len(rows) < 2:
        return []
    best = [f"{_named(row, content)} ({whole(row.figures['people'])})" for row in rows[:_BEST]]
    kind = "đội" if content["by"] == "team" else "đơn vị"
    return [
        f"Có {whole(len(rows))} {kind} ghi nhận kết quả {within(content)}; số lượt người dân được giúp "
        f"cao nhất: {'; '.join(best)}."
    ]


def _outcomes(content: Content) -> Paragraphs:
    found = []
    counted = [
        f"{row['label']} {whole(row['people'])} lượt"
        for row in content["outcomes"]
        if row["people"]
    ]
    if counted:
        uncounted = sum(row["people"] for row in content["outcomes"]) - content["total"]["turns"]
        found.append(f"Theo kết quả: {'; '.join(counted)}.")
        if uncounted > 0:
            found[-1] += f" Trong số này, {whole(uncounted)} lượt không tính là lượt hỗ trợ."
    for late in content["late"]:
        found.append(_late(late))
    below = [_closed_otherwise(each, content) for each in content.get("closed_below", [])]
    if below:
        found.append(f"Đã chốt tháng này với số liệu khác báo cáo này: {_some(below)}.")
    found.append(f"{heading.as_of(content)}: {heading.completeness(content)}.")
    return found


def _late(late: Mapping[str, Any]) -> str:
    changes = [
        f"{'tăng' if late['figures'][name] > 0 else 'giảm'} {whole(abs(late['figures'][name]))} {what}"
        for name, what in (
            ("people", "lượt người dân được giúp"),
            ("turns", "lượt hỗ trợ"),
            ("volunteers", "lượt đoàn viên tham gia"),
            ("sessions", "buổi hỗ trợ"),
        )
        if late["figures"][name]
    ]
    return (
        f"Bổ sung số liệu ghi nhận sau khi chốt tháng {numeric_month(late['month'])}: "
        f"{', '.join(changes)}."
    )


def _closed_otherwise(closed: Mapping[str, Any], content: Content) -> str:
    """ "Phường Trà Câu (lượt hỗ trợ: đã chốt 120, nay 123)"."""
    here = next(row["figures"] for row in content["rows"] if row["key"] == closed["key"])
    others = [
        f"{lowered(COUNTED[name][0])}: đã chốt {whole(closed['figures'][name])}, nay {whole(here[name])}"
        for name in FIGURES
        if closed["figures"][name] != here[name]
    ]
    unit = capital(titled({"name": closed["label"], "kind": closed["kind"]}))
    return f"{unit} ({'; '.join(others)})"


def _strengths(content: Content) -> Paragraphs:
    found = []
    reached = [_against(line) for line in _lines(content) if (line.ratio or 0) >= 1]
    if reached:
        found.append(f"Đạt và vượt chỉ tiêu: {'; '.join(reached)}.")
    ahead = [
        f"{_named(part, content)} ({percent(part.ratio)})"
        for part in parts(content)
        if part.ratio is not None and part.ratio >= 1
    ]
    if ahead:
        kind = "Đội" if content["by"] == "team" else "Đơn vị"
        found.append(f"{kind} đạt chỉ tiêu người dân được giúp: {_some(ahead)}.")
    return [*found, BLANK]


def _weaknesses(content: Content) -> Paragraphs:
    found = []
    missed = _missed(content)
    if missed:
        found.append(f"Chưa đạt chỉ tiêu: {'; '.join(map(_against, missed))}.")
    idle = _idle(content)
    if idle:
        kind = "đội" if content["by"] == "team" else "đơn vị"
        found.append(
            f"Còn {whole(len(idle))} {kind} chưa có kết quả {within(content)}: {_some(idle)}."
        )
    told = content["completeness"]
    if told["unsent_at_least"]:
        found.append(
            f"Số liệu chưa đầy đủ: {whole(told['teams_with_unsent'])} đội còn ít nhất "
            f"{whole(told['unsent_at_least'])} mục trên máy, chưa gửi về."
        )
    return [*found, BLANK]


def _causes(content: Content) -> Paragraphs:
    reasons = [
        f"{row['label']} ({whole(row['people'])} lượt)"
        for row in content["reasons"]
        if row["people"]
    ]
    if not reasons:
        return [BLANK]
    said = f"Nguyên nhân chính chưa hoàn thành: {'; '.join(reasons)}."
    return [said, BLANK]


def _plans(content: Content) -> Paragraphs:
    said = [
        f"Tiếp tục duy trì các đội tình nguyện hỗ trợ người dân chuyển đổi số trên địa bàn "
        f"{titled(content['unit'])}."
    ]
    missed = [_name(line) for line in _missed(content)]
    if missed:
        said.append(f"Tập trung thực hiện những chỉ tiêu chưa đạt: {'; '.join(missed)}.")
    idle = _idle(content)
    if idle:
        said.append(f"Hỗ trợ, đôn đốc nơi chưa có kết quả: {_some(idle)}.")
    return [*said, BLANK]


def _lines(content: Content) -> Iterable[Line]:
    return chain.from_iterable(section.lines for section in sections(content))


def _missed(content: Content) -> list[Line]:
    return [line for line in _lines(content) if line.ratio is not None and line.ratio < 1]


def _against(line: Line) -> str:
    """ "buổi hỗ trợ đạt 120,0% (1.200/1.000 buổi)"; of a measured share what it is of what it was to
    be."""
    name = _name(line)
    if line.is_share:
        return f"{name} đạt {line.told(line.result)} (chỉ tiêu {line.told(line.plan)})"
    fraction = f"{line.told(line.result)}/{line.told(line.plan)} {line.counted_in}"
    return f"{name} đạt {percent(line.ratio or 0)} ({fraction})"


def _aim(line: Line) -> str:
    """ "1.000 lượt hỗ trợ", "5.000.000 đồng (nguồn lực huy động)", "tỷ lệ số hóa đạt 40,0%"."""
    if line.is_share:
        return f"{_name(line)} đạt {line.told(line.plan)}"
    if line.label.lower().startswith(line.counted_in.lower()):
        return f"{line.told(line.plan)} {lowered(line.label)}"
    if line.said:
        return f"{line.told(line.plan)} {line.said}"
    return f"{line.told(line.plan)} {line.counted_in} ({lowered(line.label)})"


def _name(line: Line) -> str:
    """What the line is of, inside a sentence."""
    return line.said or lowered(line.label)


def _active(content: Content) -> list[Part]:
    return [part for part in parts(content) if not part.did_nothing]


def _idle(content: Content) -> list[str]:
    return [_named(part, content) for part in parts(content) if part.did_nothing]


def _named(part: Part, content: Content) -> str:
    return part.label if content["by"] == "team" else lowered(part.label)


def _some(names: Sequence[str], others: str = "nơi khác") -> str:
    rest = len(names) - _MOST_NAMED
    said = "; ".join(names[:_MOST_NAMED])
    return f"{said} và {whole(rest)} {others}" if rest > 0 else said


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"
