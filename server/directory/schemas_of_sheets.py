"""The form of spreadsheets on the wire."""

from base64 import b64decode
from typing import Any

from marshmallow import ValidationError, fields, validate

from server.directory.sheets import FAULTS, WARNINGS
from server.http.fields import StrictBoolean
from server.http.schema import Schema
from server.organisation.schemas import GivenSchema
from server.spreadsheets.cells import FAULTS as OF_CELLS

OF_THE_BOOK = (
    "name_refused",
    "label_refused",
    "wrong_role",
    "code_taken",
    "unit_in_use",
    "unit_has_accounts",
    "closed_on_day",
    "team_full",
    "day_too_early",
    "day_too_late",
    "still_waiting",
    "already_replaced",
)
"""What may be said of a row in the words of the register: it could not be done by hand either."""
CODES = (*OF_CELLS, *FAULTS, *WARNINGS, *OF_THE_BOOK)


class File(fields.Field[bytes]):
    """A whole file as base64; how large it may be is the use case's to say."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bytes:
        try:
            return b64decode(value, validate=True)
        except (TypeError, ValueError) as error:
            raise ValidationError("Not base64.") from error


class UnitsImportSchema(Schema):
    """An .xlsx file; with `dry_run` it is only looked at."""

    file = File(required=True, metadata={"type": "string", "format": "byte"})
    dry_run = StrictBoolean(load_default=False)


class MembersImportSchema(GivenSchema, UnitsImportSchema):
    """The same; `team` is that of the rows that name none."""

    team = fields.UUID(load_default=None, allow_none=True)


class MembersQuerySchema(GivenSchema):
    """Whose members are asked for; without either those of all teams of the account."""

    unit = fields.UUID(load_default=None)
    team = fields.UUID(load_default=None)


class TemplateQuerySchema(GivenSchema):
    """The team that the example names."""

    team = fields.UUID(load_default=None)


class RowFaultSchema(Schema):
    """What is wrong with a row, or worth a look: its number as Excel counts, the heading as the
    file has it (empty where it has none), what stands there, cut short."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    value = fields.String(required=True)
    code = fields.String(required=True, validate=validate.OneOf(CODES))


class ImportReportSchema(Schema):
    """What became, or would become, of the rows: added, changed, unchanged, left as they are
    because somebody has to look (a warning says why), refused. `ignored` are the headings of columns
    that were not read. Of the faults 200 are told, `in_all` counts all."""

    written = fields.Boolean(required=True)
    rows = fields.Integer(required=True)
    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    left = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    ignored = fields.List(fields.String(), required=True)
    errors = fields.List(fields.Nested(RowFaultSchema), required=True)
    errors_in_all = fields.Integer(required=True)
    warnings = fields.List(fields.Nested(RowFaultSchema), required=True)
    warnings_in_all = fields.Integer(required=True)
