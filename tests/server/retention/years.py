"""Years that go by while phones come and go."""

from typing import Any

from sqlalchemy import select

from server.database.engine import db
from server.totals.tables import PAST
from server.totals.use_cases.recounting import recount
from tests.phones import Phone
from tests.server.totals.test_recount import TABLES
from tests.town import Town

_STEP = 120
"""Days after which a phone's cookie still holds."""


def let_pass(town: Town, days: int, *phones: Phone) -> None:
    """Lets so many days go by, in which these phones are heard of now and then."""
    while days > 0:
        step = min(days, _STEP)
        town.clock.move(days=step)
        days -= step
        for phone in phones:
            phone.sync()


def run(town: Town, *options: str) -> str:
    """What `retention` says."""
    done = town.app.test_cli_runner().invoke(args=["retention", *options])
    assert done.exit_code == 0, (done.output, done.exception)
    return str(done.output)


def kept(town: Town) -> dict[str, list[Any]]:
    """All totals that anybody may ask for."""
    with town.app.app_context():
        found = {}
        for table in TABLES:
            rows = map(tuple, db.session.execute(select(table.__table__)))
            counted = (row for row in rows if any(type(part) is int and part for part in row))
            found[table.__tablename__] = sorted(row for row in counted if row[0] != PAST)
        del found["presence"]
        db.session.rollback()
        return found


def check_recount(town: Town) -> None:
    with town.app.app_context():
        differences = recount().differences
        assert not differences, differences
