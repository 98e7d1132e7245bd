"""A report as a file: as it was closed, or as it stands now."""

from io import BytesIO

from flask import current_app

from server.auth.database_state import read_version
from server.auth.principal import Principal
from server.config import Settings
from server.database.engine import db
from server.database.query_cache import cached
from server.organisation.store import units
from server.organisation.unit_names import Unit
from server.reports.content import Content
from server.reports.periods import Asked
from server.reports.use_cases.campaign import report_of_campaign
from server.reports.use_cases.composing import report_of


def report(principal: Principal, asked: Asked) -> Content:
    """The report. Raises as `report_of` and `report_of_campaign`."""
    # Each of its figures asks what stood below a unit, and so for thousands of units and teams.
    with cached(read_version(db.session)):
        if asked.activity is not None:
            return report_of_campaign(principal, asked.activity)
        unit, first, last = asked.unit, asked.first, asked.last
        assert unit is not None  # by the form of the query, as the days
        assert first is not None
        assert last is not None
        return report_of(principal, unit, first, last)


def report_as_book(principal: Principal, asked: Asked) -> tuple[Content, bytes]:
    """The report, and its spreadsheet. Raises as `report`."""
    from server.reports.xlsx.report import write_report  # noqa: PLC0415  # seldom needed

    content = report(principal, asked)
    file = BytesIO()
    write_report(file, content, link_of(content))
    return content, file.getvalue()


def report_as_paper(principal: Principal, asked: Asked, layout: str) -> tuple[Content, bytes]:
    """The report, and its paper in a layout. Raises as `report`."""
    from server.reports.report_docx import write_paper  # noqa: PLC0415  # seldom needed

    content = report(principal, asked)
    return content, write_paper(
        layout, content, units_above(content["unit"]["id"]), link_of(content)
    )


def units_above(unit_id: str) -> list[Unit]:
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
