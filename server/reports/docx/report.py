"""A report as a paper, ready to be read through, numbered and signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from server.database.clock import day_of
from server.organisation.unit_names import Unit
from server.qr_codes.drawing import png
from server.reports import heading, issuing
from server.reports.comparison import comparison
from server.reports.content import Content
from server.reports.docx.template import template
from server.reports.lines import parts, sections, targets_apart, team_parts, total_part
from server.reports.narrative import narrative
from server.reports.period_names import following, long_period
from server.reports.report_columns import (
    COMPARISON_COLUMNS,
    LINE_COLUMNS,
    Column,
    Row,
    part_columns,
)
from server.reports.vietnamese import long_day

NO_BREAK = "\u00a0"
_CODE_SIDE = Mm(14)


def write_paper(layout: str, content: Content, above: Sequence[Unit], link: str | None) -> bytes:
    """The paper in a layout ("doan" or "nd30"). `above` are the units above the report's own, the
    nearest first; `link` is where the code of a closed month leads."""
    paper = DocxTemplate(BytesIO(template(layout)))
    code = InlineImage(paper, BytesIO(png(link)), height=_CODE_SIDE, anchor=link) if link else ""
    paper.render({**_filled(content, above), "code": code}, autoescape=True)
    said = paper.docx.core_properties
    said.title, said.author = f"Báo cáo {heading.SUBJECT}, {heading.period(content)}", "Từng Ngõ"
    said.comments, said.language = heading.finality(content), "vi"
    said.created = said.modified = datetime.fromisoformat(content["as_of"])
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _filled(content: Content, above: Sequence[Unit]) -> dict[str, Any]:
    below = heading.below(content)
    by_part = part_columns(below)
    unit, over = content["unit"], issuing.superior(above)
    closed = content["closed"]
    rows, teams = parts(content), team_parts(content)
    compared = [_told(COMPARISON_COLUMNS, row) for row in comparison(content)]
    on_behalf, signer = issuing.signature(unit)
    signed = day_of(datetime.fromisoformat(closed["at"] if closed else content["as_of"]))
    return {
        "superior": issuing.organisation(over).upper() if over else "",
        "issuer": issuing.issuer(unit),
        "place": issuing.place(unit),
        "dated": long_day(signed).replace(" ", NO_BREAK),
        "subject": heading.SUBJECT,
        "period": long_period(content),
        "said": narrative(content),
        "below": below,
        "lines": _rows(content),
        "parts": [_told(by_part, part) for part in rows],
        "total": _told(by_part, total_part(content)),
        "compared": compared,
        "teams": [_told(by_part, part) for part in teams],
        "apart": {
            "parts": targets_apart(content, rows, below),
            "teams": targets_apart(content, teams, "Đội"),
        },
        # The tables that there are, in their order, behind the first.
        "number": {"compared": 2, "parts": 2 + bool(compared), "teams": 3 + bool(compared)},
        "following": following(content),
        "on_behalf": on_behalf,
        "signer": signer,
        "recipients": issuing.recipients(unit, over),
        "whose": f"{heading.unit_of(content)} · {heading.period(content)}",
        "finality": f"{heading.finality(content)} · {heading.as_of(content)}",
    }


def _rows(content: Content) -> list[Mapping[str, str]]:
    found: list[Mapping[str, str]] = []
    for section in sections(content):
        found.append({"title": section.title})
        found += [{"title": "", **_told(LINE_COLUMNS, line)} for line in section.lines]
    return found


def _told(columns: Sequence[Column[Row]], row: Row) -> dict[str, str]:
    return {column.name: column.text(row) for column in columns}
