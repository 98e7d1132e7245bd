"""How a database means to answer a question."""

from server.asking import ask, is_postgres
from server.extensions import db


def planned(question: str) -> str:
    """The plan of a question, in the session's transaction; the names of the indexes stand in it."""
    explain = "EXPLAIN" if is_postgres(db.session.connection()) else "EXPLAIN QUERY PLAN"
    return str([tuple(row) for row in ask(db.session, f"{explain} {question}")])
