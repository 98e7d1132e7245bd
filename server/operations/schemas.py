"""The form of what is said about the server itself."""

from datetime import date

from marshmallow import fields, validate

from server.http.schema import Schema


class ProbeSchema(Schema):
    """Proof that it is this server that answers, and not the page of some network's gate."""

    tungngo = fields.Boolean(required=True)
    version = fields.String(required=True)
    now = fields.AwareDateTime(required=True)


class HealthSchema(Schema):
    """How the database is set; `durable`: what was confirmed outlives a power cut; `replication`: whether
    it outlives the database's machine, since another one had it before it was confirmed
    (synchronous), or will have it soon (asynchronous); `journal`: what was erased and revoked outlives
    a restored backup; `journal_state`: `foreign`, the database knows another journal; `ahead`, the journal
    tells of acts that the database has lost; `unknown`, one of both does not answer."""

    status = fields.String(required=True)
    version = fields.String(required=True)
    database = fields.String(required=True)
    durable = fields.Boolean(required=True)
    replication = fields.String(
        required=True,
        validate=validate.OneOf(("none", "asynchronous", "synchronous", "unknown")),
    )
    settings = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    journal = fields.Boolean(required=True)
    journal_state = fields.String(
        required=True,
        validate=validate.OneOf(("off", "current", "ahead", "foreign", "unknown")),
    )


class ReadySchema(Schema):
    """Whether the server may be sent requests."""

    ready = fields.Boolean(required=True)


_LARGEST = 2**53 - 1
_DAY = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
ABOUT = ("people", "teams", "sessions", "figures", "lists", "accounts")


class TrailQuerySchema(Schema):
    """Which acts, and which page of them: those with numbers below `before`."""

    about = fields.String(load_default=None, validate=validate.OneOf((*ABOUT, "all")))
    first = fields.Date(load_default=None, data_key="from", validate=_DAY)
    last = fields.Date(load_default=None, data_key="to", validate=_DAY)
    before = fields.Integer(load_default=None, validate=validate.Range(1, _LARGEST))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 100))


class ActSchema(Schema):
    """What somebody did: an account, a phone, or the server itself; `name` is what that is called
    which it was done to, where it has a name, of a figure whose it is, and of a printed code its letters too;
    `where` the team it was done in, with its unit, or the unit that keeps what has a name. `who` is whoever held the phone then, or what the account was called; of a
    phone of which nobody knows who held it, `may_be` names whose it was. `names` are those of the units, teams and members whose ids stand in the
    details."""

    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    who = fields.String(required=True, allow_none=True)
    may_be = fields.List(fields.String(), required=True)
    action = fields.String(required=True)
    kind = fields.String(required=True)
    subject = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    details = fields.Dict(required=True)
    where = fields.String(required=True, allow_none=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class TrailSchema(Schema):
    """A page of the audit trail, the latest first; `next` asks for the one after it."""

    rows = fields.List(fields.Nested(ActSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)
