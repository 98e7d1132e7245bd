"""The form of what is said about the server itself."""

from marshmallow import Schema, fields


class ProbeSchema(Schema):
    """Proof that it is this server that answers, and not the page of some network's gate."""

    tungngo = fields.Boolean(required=True)
    version = fields.String(required=True)
    now = fields.AwareDateTime(required=True)


class HealthSchema(Schema):
    """How the database is set; `durable`: what was confirmed outlives a power cut; `journal`: what
    was erased and revoked outlives a restored backup."""

    status = fields.String(required=True)
    version = fields.String(required=True)
    database = fields.String(required=True)
    durable = fields.Boolean(required=True)
    settings = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    journal = fields.Boolean(required=True)


class ReadySchema(Schema):
    """Whether the server may be sent requests."""

    ready = fields.Boolean(required=True)
