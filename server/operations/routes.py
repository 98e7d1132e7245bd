"""Health over HTTP, and the probe by which a phone knows that it is online."""

from typing import Any

from flask import Response, jsonify

from server.auth.current import current_principal
from server.config import VERSION
from server.database.clock import now
from server.http.blueprint import ApiBlueprint
from server.operations.health import has_journal, health, is_migrated
from server.operations.schemas import (
    HealthSchema,
    ProbeSchema,
    ReadySchema,
    TrailQuerySchema,
    TrailSchema,
)
from server.operations.use_cases import audit_entries

blueprint = ApiBlueprint("operations", __name__, description="The server itself")


@blueprint.get("/api/probe")
@blueprint.response(200, ProbeSchema)
def get_probe() -> dict[str, Any]:
    """Says that this server answers; asks nothing of the database."""
    return {"tungngo": True, "version": VERSION, "now": now()}


@blueprint.get("/healthz")
@blueprint.response(200, HealthSchema)
@blueprint.alt_response(503, schema=HealthSchema, description="the database fails or forgets")
def get_health() -> Response:
    """The settings on which the promise of "Đã gửi xong" rests."""
    found = health()
    answer = jsonify(
        status="ok" if found.durable else "failing",
        version=VERSION,
        database=found.database,
        durable=found.durable,
        replication=found.replication,
        settings=found.settings,
        journal=has_journal(),
    )
    answer.status_code = 200 if found.durable else 503
    return answer


@blueprint.get("/readyz")
@blueprint.response(200, ReadySchema)
@blueprint.alt_response(503, schema=ReadySchema, description="the tables are not ready")
def get_ready() -> Response:
    """Whether the database answers and has the tables of this version."""
    ready = is_migrated()
    answer = jsonify(ready=ready)
    answer.status_code = 200 if ready else 503
    return answer


@blueprint.get("/api/audit")
@blueprint.arguments(TrailQuerySchema, location="query")
@blueprint.response(200, TrailSchema)
def get_audit(query: dict[str, Any]) -> dict[str, Any]:
    """What accounts and phones below the asker's unit did, and what was done about these accounts,
    teams and units, the latest first; to an administrator what is about accounts, and what
    administrators did about teams, figures and lists."""
    return audit_entries.entries(current_principal(), **query)
