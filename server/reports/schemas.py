"""The form of reports on the wire."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from server.http.fields import StrictBoolean
from server.http.schema import Schema
from server.reports.csv import SEPARATORS
from server.reports.periods import Asked
from server.statistics.schemas import (
    DAY,
    FiguresSchema,
    ForcesSchema,
    PlanSchema,
)
from server.statistics.session_schemas import SessionFilterSchema
from server.totals.periods import days_of

_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_MONTH = validate.Regexp(r"^20[0-9]{2}-(0[1-9]|1[0-2])\Z")


class MonthQuerySchema(Schema):
    """Of which unit, and of which month (YYYY-MM)."""

    unit = fields.String(required=True, validate=_UUID)
    month = fields.String(required=True, validate=_MONTH)


class ReportQuerySchema(Schema):
    """Of which unit, and of which days: a month (YYYY-MM), or from a day to a day; or of days of action,
    which have their own unit and days."""

    unit = fields.String(load_default=None, validate=_UUID)
    month = fields.String(load_default=None, validate=_MONTH)
    first = fields.Date(load_default=None, data_key="from", validate=DAY)
    last = fields.Date(load_default=None, data_key="to", validate=DAY)
    activity = fields.String(load_default=None, validate=_UUID)

    @validates_schema
    def _says_one(self, data: dict[str, Any], **_: Any) -> None:
        ends = [data["first"] is not None, data["last"] is not None]
        said = [data["month"] is not None, any(ends), data["activity"] is not None]
        if sum(said) != 1 or any(ends) != all(ends):
            raise ValidationError("A month, both ends of some days, or an activity.", "month")
        if (data["unit"] is None) != (data["activity"] is not None):
            raise ValidationError("A unit, but of an activity.", "unit")

    @post_load
    def _asked(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        unit, month, first, last, activity = (
            data.pop(name) for name in ("unit", "month", "first", "last", "activity")
        )
        if month is not None:
            first, last = days_of(month)
        return {**data, "asked": Asked(unit, first, last, activity)}


class PaperQuerySchema(ReportQuerySchema):
    """In the Union's own layout (`doan`), or in that of Decree 30 (`nd30`)."""

    layout = fields.String(load_default="doan", validate=validate.OneOf(["doan", "nd30"]))


class LinesQuerySchema(ReportQuerySchema):
    """What stands between the values."""

    separator = fields.String(load_default="comma", validate=validate.OneOf(list(SEPARATORS)))


class SessionsAsLinesSchema(SessionFilterSchema):
    """Which sessions, and what stands between their values."""

    separator = fields.String(load_default="comma", validate=validate.OneOf(list(SEPARATORS)))


class MonthToCloseSchema(MonthQuerySchema):
    """`despite`: though something is known to be missing."""

    despite = StrictBoolean(load_default=False)


class MonthToReopenSchema(MonthQuerySchema):
    """A closed month, and why it is opened again."""

    reason = fields.String(required=True, validate=validate.Length(1, 800))


class UnsentTeamSchema(Schema):
    """A team whose phones said that they hold something."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    unsent_at_least = fields.Integer(required=True)


class UnheardTeamSchema(Schema):
    """A team of which nothing was heard since the month ended."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)


class UnitBelowSchema(Schema):
    """A unit below."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)


class MissingFromMonthSchema(Schema):
    """What a month still lacks; of the teams the first fifty are named. `asks`: it is closed only
    despite that."""

    runs = fields.Boolean(required=True)
    unsent_teams = fields.Integer(required=True)
    unsent_at_least = fields.Integer(required=True)
    unsent = fields.List(fields.Nested(UnsentTeamSchema), required=True)
    silent_teams = fields.Integer(required=True)
    silent = fields.List(fields.Nested(UnheardTeamSchema), required=True)
    waiting = fields.Integer(required=True)
    open_below = fields.List(fields.Nested(UnitBelowSchema), required=True)
    asks = fields.Boolean(required=True)


class UnitToReportSchema(Schema):
    """A unit."""

    unit = fields.String(required=True, validate=_UUID)


class ReportUnitSchema(Schema):
    """A unit as it is named."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    code = fields.String(required=True)


class ReportRowSchema(Schema):
    """What a unit or a team below did; of kind own: the unit's own teams."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    kind = fields.String(required=True)
    figures = fields.Nested(FiguresSchema, required=True)
    plan = fields.Nested(PlanSchema, required=True, allow_none=True)


class StoodUnitSchema(Schema):
    """A unit where a team stood."""

    name = fields.String(required=True)
    kind = fields.String(required=True)


class ReportTeamSchema(ReportRowSchema):
    """A team, with the unit where it stood last of the days."""

    unit = fields.Nested(StoodUnitSchema, required=True, allow_none=True)


class ComparedFiguresSchema(FiguresSchema):
    """The counted figures, and of the turns those that were completed."""

    completed = fields.Integer(required=True)


class ComparedSchema(Schema):
    """The figures of other days: of the period `before`, of the same time a year before
    (`year_before`), or of the `year_to_date`. Of a period that runs, the others go as far as it."""

    key = fields.String(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    figures = fields.Nested(ComparedFiguresSchema, required=True)


class PlanFromSchema(Schema):
    """A target for other days, with its number and how many days it has; on `planned_days` of the
    report's the plan is its part."""

    measure = fields.String(required=True)
    of = fields.String(required=True)
    number = fields.Integer(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    days = fields.Integer(required=True)
    planned_days = fields.Integer(required=True)


class CampaignSchema(Schema):
    """The days of action that a report is of."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    place = fields.String(required=True)
    partners = fields.String(required=True, allow_none=True)


class ReportGroupSchema(Schema):
    """Turns of help in a group of services, and those of them that were completed; a month that was
    closed before these were told has none."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    label_en = fields.String()
    turns = fields.Integer(required=True)
    plan = fields.Integer(required=True, allow_none=True)
    completed = fields.Integer()
    completed_plan = fields.Integer(allow_none=True)


class ReportPeopleSchema(Schema):
    """People by an outcome or a reason."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    label_en = fields.String()
    people = fields.Integer(required=True)


class ReportBeyondSchema(Schema):
    """What was entered of an indicator over more days than the report's."""

    value = fields.Integer(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")


class ReportIndicatorSchema(Schema):
    """What was entered of an indicator; of kind share in tenths of a percent. A month that was closed
    before it was told apart has no `beyond`."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    label_en = fields.String()
    kind = fields.String(required=True)
    unit = fields.String(required=True)
    unit_en = fields.String()
    value = fields.Integer(required=True, allow_none=True)
    plan = fields.Integer(required=True, allow_none=True)
    sources = fields.String(required=True)
    beyond = fields.List(fields.Nested(ReportBeyondSchema))


class ReportActivitySchema(Schema):
    """A day of action that ended in the month: how many teams were on it, and what they did."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    place = fields.String(required=True)
    partners = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True)
    teams = fields.Integer(required=True)
    figures = fields.Nested(FiguresSchema, required=True)


class ReportBesideSchema(Schema):
    """What is told beside the three figures and is never added to them; of a `part` how many of those of its
    figure are of that kind."""

    figure = fields.String(
        required=True,
        validate=validate.OneOf(["activities", "papers", "opened", "sites", "scans"]),
    )
    part = fields.String(required=True)
    label = fields.String(required=True)
    label_en = fields.String(required=True)
    n = fields.Integer(required=True)


class LateSchema(Schema):
    """What came after an earlier month was closed, and no report has told before this one."""

    month = fields.String(required=True)
    figures = fields.Nested(FiguresSchema, required=True)


class ClosedBelowSchema(Schema):
    """A unit below that closed the month with other figures than count here, and with which."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    kind = fields.String(required=True)
    figures = fields.Nested(FiguresSchema, required=True)


class ReportClosedSchema(Schema):
    """Under which code, and when (ISO 8601), a month was closed."""

    code = fields.String(required=True)
    at = fields.String(required=True)


class ReportCompletenessSchema(Schema):
    """How much was known to be missing."""

    teams = fields.Integer(required=True)
    teams_with_unsent = fields.Integer(required=True)
    unsent_at_least = fields.Integer(required=True)


class ReportSchema(Schema):
    """A unit's days, or days of action. `kind` is month, quarter, year, week, range or campaign, and
    `month` YYYY-MM of a month alone, the only ones that are closed: `closed` is null while they may still
    change. A month that was closed before there was a part tells nothing of it."""

    month = fields.String(required=True, allow_none=True)
    kind = fields.String()
    activity = fields.Nested(CampaignSchema)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    unit = fields.Nested(ReportUnitSchema, required=True)
    above = fields.Nested(ReportUnitSchema, required=True, allow_none=True)
    as_of = fields.String(required=True)
    closed = fields.Nested(ReportClosedSchema, required=True, allow_none=True)
    completeness = fields.Nested(ReportCompletenessSchema, required=True)
    total = fields.Nested(FiguresSchema, required=True)
    forces = fields.Nested(ForcesSchema, required=True, allow_none=True)
    plan = fields.Nested(PlanSchema, required=True, allow_none=True)
    by = fields.String(required=True)
    rows = fields.List(fields.Nested(ReportRowSchema), required=True)
    teams = fields.List(fields.Nested(ReportTeamSchema))
    groups = fields.List(fields.Nested(ReportGroupSchema), required=True)
    outcomes = fields.List(fields.Nested(ReportPeopleSchema), required=True)
    reasons = fields.List(fields.Nested(ReportPeopleSchema), required=True)
    indicators = fields.List(fields.Nested(ReportIndicatorSchema), required=True)
    activities = fields.List(fields.Nested(ReportActivitySchema))
    beside = fields.List(fields.Nested(ReportBesideSchema))
    late = fields.List(fields.Nested(LateSchema), required=True)
    closed_below = fields.List(fields.Nested(ClosedBelowSchema))
    compared = fields.List(fields.Nested(ComparedSchema))
    plan_from = fields.List(fields.Nested(PlanFromSchema))
    # Of a closed month what is counted today.
    now = fields.Nested(FiguresSchema)


class ReopenedSchema(Schema):
    """When, by whom and why a closed month was opened again."""

    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)


class ClosedMonthSchema(Schema):
    """A closed month of a unit."""

    code = fields.String(required=True)
    month = fields.String(required=True)
    closed_at = fields.AwareDateTime(required=True)
    closed_by = fields.String(required=True, allow_none=True)
    total = fields.Nested(FiguresSchema, required=True)
    reopened = fields.Nested(ReopenedSchema, required=True, allow_none=True)


class ClosedMonthsSchema(Schema):
    """The closed months of a unit, the latest first."""

    rows = fields.List(fields.Nested(ClosedMonthSchema), required=True)


class SnapshotSchema(Schema):
    """A closed month as whoever holds the paper may know it: its figures, those of now, what all
    reports together have told of the month, and whether nothing changed."""

    code = fields.String(required=True)
    unit = fields.String(required=True)
    month = fields.String(required=True)
    closed_at = fields.AwareDateTime(required=True)
    total = fields.Nested(FiguresSchema, required=True)
    now = fields.Nested(FiguresSchema, required=True)
    told = fields.Nested(FiguresSchema, required=True)
    same = fields.Boolean(required=True)
    reopened_at = fields.AwareDateTime(required=True, allow_none=True)
