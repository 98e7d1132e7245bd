"""The form of heritage sites on the wire."""

from datetime import date

from marshmallow import fields, validate

from server.heritage import content
from server.heritage.words import DRAWINGS, KINDS
from server.http.schema import Schema

_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
NAME = r"^[a-z0-9]+(-[a-z0-9]+)*\Z"
_SHA = validate.Regexp(r"^[0-9a-f]{64}\Z")
_OFFICE = validate.Regexp(r"^(02\d{8,9}|1[89]00\d{4,6})\Z")
"""A landline or a hotline: a mobile is somebody's own."""
STATES = ("draft", "waiting", "live", "withdrawn")


def _is_day(text: str) -> bool:
    """Kept as text, in the JSON of a version."""
    try:
        return len(text) == len("2026-01-07") and 2000 <= date.fromisoformat(text).year <= 2100
    except ValueError:
        return False


def _said(most: int, *, least: int = 0) -> fields.String:
    # Blanks and line ends are taken out afterwards.
    return fields.String(required=True, validate=validate.Length(least, 2 * most))


class SitesQuerySchema(Schema):
    """Of which unit and all below it, and in which state."""

    unit = fields.String(load_default=None, validate=_UUID)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))


class SiteVersionQuerySchema(Schema):
    """In which language a version is shown."""

    language = fields.String(load_default="vi", validate=validate.OneOf(("vi", "en")))


class SiteFactSchema(Schema):
    """Something that is so, who says it, under which https address, and on which day that was looked at."""

    text = _said(content.FACT, least=1)
    source = _said(content.SOURCE, least=1)
    link = fields.String(required=True, allow_none=True, validate=validate.Length(1, content.LINK))
    checked = fields.String(required=True, validate=_is_day)


class SitePictureSchema(Schema):
    """A picture by the hash of its file, what it shows for whoever does not see it (in English where that was
    written), and whose it is and by what right it is shown. The first one stands above the page."""

    file = fields.String(required=True, validate=_SHA)
    alt = _said(content.ALT, least=1)
    english = fields.String(
        required=True, allow_none=True, validate=validate.Length(0, 2 * content.ALT)
    )
    credit = _said(content.CREDIT, least=1)


class SiteSoundSchema(Schema):
    """A recording by the hash of its file, whose it is, and what is said in it, for whoever does not hear it."""

    file = fields.String(required=True, validate=_SHA)
    credit = _said(content.CREDIT, least=1)
    transcript = _said(content.TRANSCRIPT, least=1)


class SiteTextsSchema(Schema):
    """The texts of a site in one language; in `body` a line that begins with "## " is a heading, and blank lines
    part paragraphs."""

    title = _said(content.TITLE, least=1)
    ranking = _said(content.RANKING)
    lead = _said(content.LEAD, least=1)
    body = _said(content.BODY, least=1)
    way = _said(content.WAY)


class SiteEnglishSchema(SiteTextsSchema):
    """The same in English, the facts in their order."""

    facts = fields.List(
        _said(content.FACT, least=1), required=True, validate=validate.Length(1, content.FACTS)
    )
    sound = fields.Nested(SiteSoundSchema, load_default=None, allow_none=True)


class SiteContentSchema(SiteTextsSchema):
    """What is written of a site. `drawing` is one of ours, `phone` that of the office that keeps the site."""

    kind = fields.String(required=True, validate=validate.OneOf(tuple(KINDS)))
    drawing = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(tuple(DRAWINGS))
    )
    facts = fields.List(
        fields.Nested(SiteFactSchema), required=True, validate=validate.Length(1, content.FACTS)
    )
    latitude = fields.Float(required=True, allow_none=True, validate=validate.Range(-90, 90))
    longitude = fields.Float(required=True, allow_none=True, validate=validate.Range(-180, 180))
    keeper = _said(content.KEEPER, least=1)
    phone = fields.String(required=True, allow_none=True, validate=_OFFICE)
    pictures = fields.List(
        fields.Nested(SitePictureSchema),
        load_default=list,
        validate=validate.Length(max=content.PICTURES),
    )
    sound = fields.Nested(SiteSoundSchema, load_default=None, allow_none=True)
    english = fields.Nested(SiteEnglishSchema, required=True, allow_none=True)


class SiteToMakeSchema(Schema):
    """A new site of a unit, and the name in its address, which stays."""

    unit = fields.String(required=True, validate=_UUID)
    name = fields.String(required=True, validate=[validate.Length(3, 60), validate.Regexp(NAME)])
    content = fields.Nested(SiteContentSchema, required=True)


class SiteToWriteSchema(Schema):
    """A further version, written after having read that one."""

    version = fields.Integer(required=True, validate=validate.Range(min=1), strict=True)
    content = fields.Nested(SiteContentSchema, required=True)


class SiteVersionToTakeSchema(Schema):
    """Which version it is about."""

    version = fields.Integer(required=True, validate=validate.Range(min=1), strict=True)


class SiteSchema(Schema):
    """A site as lists show it. `state` is that of the version written last: a draft, waiting for a second person,
    live, or the whole site withdrawn; `live` is the version that anybody reads, if there is one. `code` is a
    printed code that leads there, `scans` how often such codes were scanned this month. `is_own` tells that the
    asker wrote the latest version, which another account has to approve; `lacks` counts the pictures and sounds of
    the latest and the public version that a restore left without their bytes."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    path = fields.String(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    latest = fields.Integer(required=True)
    live = fields.Integer(required=True, allow_none=True)
    written_at = fields.DateTime(required=True)
    is_own = fields.Boolean(required=True)
    is_kept = fields.Boolean(required=True)
    lacks = fields.Integer(required=True)
    code = fields.String(required=True, allow_none=True)
    scans = fields.Integer(required=True)


class SitesSchema(Schema):
    """Sites by name, and whether there is `more` than these thousand."""

    rows = fields.List(fields.Nested(SiteSchema), required=True)
    more = fields.Boolean(required=True)


class SiteVersionSchema(Schema):
    """When a version was written and by whom, and who handed it on and approved it; accounts by their names."""

    number = fields.Integer(required=True)
    written_by = fields.String(required=True)
    written_at = fields.DateTime(required=True)
    submitted_by = fields.String(required=True, allow_none=True)
    submitted_at = fields.DateTime(required=True, allow_none=True)
    approved_by = fields.String(required=True, allow_none=True)
    approved_at = fields.DateTime(required=True, allow_none=True)


class SiteInFullSchema(SiteSchema):
    """A site with what its latest version says, all versions, the latest first, and those `files` of the latest
    whose bytes are here."""

    content = fields.Nested(SiteContentSchema, required=True)
    versions = fields.List(fields.Nested(SiteVersionSchema), required=True)
    files = fields.List(fields.String(), required=True)
