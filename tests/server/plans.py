"""How a database means to answer a question."""

from server.database.connections import is_postgres
from server.database.engine import db
from server.database.sql import execute, fetch_all


def count(table: str) -> None:
    """Lets the database see what is in a table now, so that its plans follow from that alone: to
    PostgreSQL an index that tests have filled and emptied many times is as large as it ever was."""
    again = "REINDEX TABLE" if is_postgres(db.session.connection()) else "REINDEX"
    execute(db.session, f"{again} {table}")
    execute(db.session, f"ANALYZE {table}")


def planned(question: str) -> str:
    """The plan of a question, in the session's transaction; the names of the indexes stand in it."""
    explain = "EXPLAIN" if is_postgres(db.session.connection()) else "EXPLAIN QUERY PLAN"
    return str([tuple(row) for row in fetch_all(db.session, f"{explain} {question}")])
