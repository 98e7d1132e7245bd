"""A unit's month as a file: the report as it was closed, or as it stands now."""

from io import BytesIO

from flask import current_app

from server.auth.principal import Principal
from server.config import Settings
from server.organisation.store import units
from server.reports.content import Content
from server.reports.issuing import Unit
from server.reports.use_cases.composing import report_of


def report_as_book(principal: Principal, unit_id: str, month: str) -> tuple[Content, bytes]:
    """The report, and its spreadsheet. Raises not_found."""
    from server.reports.xlsx.report import write_report  # noqa: PLC0415  # seldom needed

    content = report_of(principal, unit_id, month)
    file = BytesIO()
    write_report(file, content, link_of(content))
    return content, file.getvalue()


def report_as_paper(
    principal: Principal, unit_id: str, month: str, layout: str
) -> tuple[Content, bytes]:
    """The report, and its paper in a layout. Raises not_found."""
    from server.reports.docx.report import write_paper  # noqa: PLC0415  # seldom needed

    content = report_of(principal, unit_id, month)
    return content, write_paper(layout, content, _above(unit_id), link_of(content))


def _above(unit_id: str) -> list[Unit]:
    """The units above one, the nearest first."""
    found: list[Unit] = []
    unit = units.unit_by_id(unit_id)
    while unit is not None and unit.parent_id is not None:
        unit = units.unit_by_id(unit.parent_id)
        if unit is not None:
            found.append({"name": unit.name, "kind": unit.kind})
    return found


def link_of(content: Content) -> str | None:
    """Where whoever holds the paper of a closed month asks whether its figures still stand."""
    settings: Settings = current_app.config["SETTINGS"]
    closed = content["closed"]
    return f"{settings.public_url}/r/{closed['code']}" if closed else None
