"""A report as a DOCX to be read through, numbered and signed. docxtpl fills one of two files that Word opens:
`report_doan.docx` (Hướng dẫn 29-HD/TWĐTN-VP of 29/10/2013) and `report_nd30.docx` (Decree 30/2020/NĐ-CP)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment, StrictUndefined

from server.database.clock import day_of
from server.organisation.unit_names import Unit
from server.qr_codes.drawing import png
from server.reports import heading, issuing
from server.reports.comparison import comparison
from server.reports.content import Content
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
TEMPLATES = Path(__file__).parent / "templates"
_CODE_SIDE = Mm(14)


def write_paper(layout: str, content: Content, above: Sequence[Unit], link: str | None) -> bytes:
    """The paper in a layout ("doan" or "nd30"). `above` are the units above the report's own, the
    nearest first; `link` is where the code of a closed month leads."""
    paper = DocxTemplate(TEMPLATES / f"report_{layout}.docx")
    code = InlineImage(paper, BytesIO(png(link)), height=_CODE_SIDE, anchor=link) if link else ""
    # A name that the file has and the report does not is an error, and no empty cell.
    environment = Environment(undefined=StrictUndefined)
    paper.render({**_values(content, above), "code": code}, environment, autoescape=True)
    properties = paper.docx.core_properties
    properties.title = f"Báo cáo {heading.SUBJECT}, {heading.period(content)}"
    properties.author, properties.language = "Từng Ngõ", "vi"
    properties.comments = heading.finality(content)
    properties.created = properties.modified = datetime.fromisoformat(content["as_of"])
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _values(content: Content, above: Sequence[Unit]) -> dict[str, Any]:
    below = heading.below(content)
    by_part = part_columns(below)
    unit, over = content["unit"], issuing.superior(above)
    closed = content["closed"]
    rows, teams = parts(content), team_parts(content)
    compared = [_texts(COMPARISON_COLUMNS, row) for row in comparison(content)]
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
        "parts": [_texts(by_part, part) for part in rows],
        "total": _texts(by_part, total_part(content)),
        "compared": compared,
        "teams": [_texts(by_part, part) for part in teams],
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
        found += [{"title": "", **_texts(LINE_COLUMNS, line)} for line in section.lines]
    return found


def _texts(columns: Sequence[Column[Row]], row: Row) -> dict[str, str]:
    return {column.name: column.text(row) for column in columns}
