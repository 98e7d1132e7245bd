"""The audit trail as the tests read it."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.database.engine import db


def trail(app: Flask, action: str) -> list[tuple[str, dict[str, Any]]]:
    """(subject, details) of every row of an action, the oldest first."""
    with app.app_context():
        rows = db.session.execute(
            select(AuditEntry.subject_id, AuditEntry.details)
            .where(AuditEntry.action == action)
            .order_by(AuditEntry.id)
        )
        return [(subject, details) for subject, details in rows]
