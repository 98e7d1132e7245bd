"""Connections of PostgreSQL that end while somebody uses them."""

from typing import Any

import psycopg
from sqlalchemy import text
from sqlalchemy.orm import Session, scoped_session

from server.database.engine import db


def end_connection(session: Session | scoped_session[Any]) -> None:
    """Ends the session's connection at the server, as a restart does, and waits until it has ended."""
    driver: Any = session.connection().connection.driver_connection
    with db.engine.connect() as other:
        end = text("SELECT pg_terminate_backend(:pid, 10000)")
        assert other.execute(end, {"pid": driver.info.backend_pid}).scalar()


def end_connections_in_the_pool() -> int:
    """Ends each connection that stands in the pool, unnoticed by it; how many."""
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as other:
        ended = other.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return sum(each for (each,) in ended)
