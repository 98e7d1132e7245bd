"""What a request takes of the database it gives back, whatever becomes of it."""

import pytest
from sqlalchemy.pool import QueuePool

from server.database.engine import db
from tests.town import Town


def taken(town: Town) -> int:
    """How many connections are out of the pool."""
    with town.app.app_context():
        pool = db.engine.pool
        assert isinstance(pool, QueuePool)
        return pool.checkedout()


@pytest.mark.parametrize(
    "path", ["/api/phones", "/api/units/none", "/api/help-sessions.csv", "/api/tallies?by=none"]
)
def test_no_request_keeps_a_connection(town: Town, path: str) -> None:
    """Of whoever is told something, of whoever is refused, and of what comes piece by piece."""
    desk, lan = town.desk(), town.lan()
    for _ in range(3):
        desk.get(path)
        lan.sync()
        lan.sync(lan.session())
    assert taken(town) == 0
