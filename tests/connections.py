"""Connections of PostgreSQL that end while somebody uses them."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session, scoped_session

from server.extensions import db


def end_connection(session: Session | scoped_session[Any]) -> None:
    """Ends the session's connection at the server, as a restart does."""
    driver: Any = session.connection().connection.driver_connection
    with db.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": driver.info.backend_pid})
