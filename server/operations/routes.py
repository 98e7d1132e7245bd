"""Health over HTTP, the probe by which a phone knows that it is online, and where programs look by themselves:
whom to tell of a hole (RFC 9116), and where a password is changed."""

from datetime import UTC, timedelta
from typing import Any

from flask import Response, jsonify, request
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from server.auth.current import current_principal
from server.config import VERSION, current_settings
from server.database.clock import now
from server.http.blueprint import ApiBlueprint
from server.operations.health import has_journal, health, is_migrated
from server.operations.journal_state import journal_state
from server.operations.schemas import (
    HealthSchema,
    ProbeSchema,
    ReadySchema,
    TrailQuerySchema,
    TrailSchema,
)
from server.operations.use_cases import audit_entries
from server.operations.use_cases.exposing import exposition
from sync.problems import PROBLEMS, ProblemError

blueprint = ApiBlueprint("operations", __name__, description="The server itself")
CONTACT_HOLDS = timedelta(days=180)
PASSWORD_PAGE = "/desk/account"
_TEXT = {"type": "string"}


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
        journal_state=journal_state(),
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


@blueprint.get("/metrics")
@blueprint.response(200, {"type": "string"}, content_type="text/plain")
def get_metrics() -> Response:
    """What Prometheus reads (text format 0.0.4): for who asks on this machine without a proxy, or says the
    METRICS_TOKEN as a Bearer token. To all others there is no such page."""
    return Response(exposition(request.environ), content_type=CONTENT_TYPE_PLAIN_0_0_4)


@blueprint.get("/api/audit")
@blueprint.arguments(TrailQuerySchema, location="query")
@blueprint.response(200, TrailSchema)
def get_audit(query: dict[str, Any]) -> dict[str, Any]:
    """What accounts and phones below the asker's unit did, and what was done about these accounts,
    teams and units, the latest first; to an administrator what is about accounts, and what
    administrators did about teams, figures and lists."""
    return audit_entries.entries(current_principal(), **query)


@blueprint.get("/.well-known/security.txt")
@blueprint.response(200, _TEXT, content_type="text/plain")
def get_security() -> Response:
    """Whom to tell, in which languages, and until when that holds; 404 where nobody was named."""
    settings = current_settings()
    if settings.security_contact is None:
        raise ProblemError(PROBLEMS["not_found"])
    until = (now() + CONTACT_HOLDS).astimezone(UTC).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {settings.security_contact}",
        f"Expires: {until}",
        "Preferred-Languages: vi, en",
        f"Canonical: {settings.public_url}/.well-known/security.txt",
    )
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@blueprint.get("/.well-known/change-password")
@blueprint.response(302, _TEXT, content_type="text/html")
def get_change_password() -> Response:
    """Where password managers send who is to change one."""
    return Response(status=302, headers={"Location": PASSWORD_PAGE})
