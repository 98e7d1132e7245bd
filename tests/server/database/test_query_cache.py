"""What only acts change is read anew after an act, and only then (server/database/query_cache.py)."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import insert, update

from server.audit.tables import NEWEST_ACTS, AuditEntry
from server.audit.writing import SYSTEM, record_audit
from server.auth.database_state import ACTS
from server.database.clock import now
from server.database.engine import autocommit_connection, db
from server.database.query_cache import Version, cached, fetch_cached
from server.database.sql import Query, fetch_pipelined
from server.organisation.tables import Unit
from tests.kept import Kept
from tests.server.plans import count, planned
from tests.town import CLUSTER, Town

NAMES = "SELECT name FROM unit ORDER BY id"


class Reader:
    """Reads the names of all units, as an answer does, and counts how often they were asked for."""

    def __init__(self, town: Town) -> None:
        self._town, self.asked = town, 0

    def read(self, meanwhile: Callable[[], None] = lambda: None) -> list[str]:
        """`meanwhile` happens after the acts were looked at, and before the names are."""
        with self._town.app.app_context(), autocommit_connection() as database:
            (acts,) = fetch_pipelined(database, ACTS)
            meanwhile()
            with cached(Version(ACTS, acts)):
                once, again = (fetch_cached(database, self._question)[0] for _ in range(2))
        assert once is again
        return list(once)

    @property
    def _question(self) -> Query[list[str]]:
        return Query(NAMES, {}, self._names)

    def _names(self, rows: Sequence[Any]) -> list[str]:
        self.asked += 1
        return [row[0] for row in rows]


@pytest.fixture
def reader(town: Town) -> Reader:
    found = Reader(town)
    assert len(found.read()) > 1
    assert found.asked == 1
    return found


def rename(town: Town, name: str, unit: str = CLUSTER) -> None:
    """An act: the unit and the entry that tells of it, in one transaction."""
    with town.app.app_context():
        db.session.execute(update(Unit).where(Unit.id == unit).values(name=name))
        record_audit(db.session, SYSTEM, "unit_changed", ("unit", unit), {})
        db.session.commit()


def entry(action: str) -> dict[str, Any]:
    """A row of the trail."""
    by = {"at": now(), "actor_kind": "system", "action": action}
    return {**by, "subject_kind": "unit", "subject_id": CLUSTER, "details": {}}


def kept(town: Town) -> Kept:
    """A backup. Putting it back makes the server forget nothing, as `Shelf.put_back` would."""
    assert town.shelf
    return town.shelf.keep()


def test_it_is_read_once_until_somebody_acts(town: Town, reader: Reader) -> None:
    names = reader.read()
    assert reader.asked == 1
    rename(town, "Cụm mới")
    assert sorted(set(reader.read()) - set(names)) == ["Cụm mới"]
    assert (reader.read(), reader.asked) == (reader.read(), 2)


def test_what_phones_bring_is_no_act(town: Town) -> None:
    lan, reader = town.lan(), Reader(town)
    lan.sync(lan.session())
    names = reader.read()
    told = lan.sync(lan.session(), lan.session(people=2))
    assert {each["verdict"] for each in told} == {"applied"}
    assert (reader.read(), reader.asked) == (names, 1)


def test_outside_of_an_answer_it_is_asked_each_time(town: Town, reader: Reader) -> None:
    """A use case that changes units may look at them before the trail tells of it."""
    with town.app.app_context():
        db.session.execute(update(Unit).where(Unit.id == CLUSTER).values(name="Cụm mới"))
        (names,) = fetch_cached(db.session, reader._question)
        assert "Cụm mới" in names
        db.session.rollback()
    assert "Cụm mới" not in reader.read()


def test_an_act_that_comes_in_between_is_kept_for_nobody(town: Town, reader: Reader) -> None:
    """The names are as of after it, the answer's acts as of before: such names are nobody's."""
    rename(town, "Cụm mới")
    backup = kept(town)
    assert "Cụm mới hơn" in reader.read(lambda: rename(town, "Cụm mới hơn"))
    with town.app.app_context():
        backup.put_back()
    assert "Cụm mới" in reader.read()


def test_an_act_that_is_committed_after_a_later_one_is_noticed(town: Town, reader: Reader) -> None:
    with town.app.app_context():
        last = db.session.query(db.func.max(AuditEntry.id)).scalar()
    for number in (last + 2, last + 1):
        with town.app.app_context():
            name = f"Cụm {number}"
            db.session.execute(update(Unit).where(Unit.id == CLUSTER).values(name=name))
            db.session.execute(insert(AuditEntry), [{"id": number, **entry("unit_changed")}])
            db.session.commit()
        assert name in reader.read()


def test_a_server_restored_from_a_backup_shows_what_it_holds(town: Town, reader: Reader) -> None:
    """Its trail gives the same numbers to other acts."""
    backup = kept(town)
    rename(town, "Sau bản sao")
    assert "Sau bản sao" in reader.read()
    with town.app.app_context():
        backup.put_back()
    assert "Sau bản sao" not in reader.read()
    town.clock.move(seconds=1)
    rename(town, "Sau khi khôi phục")
    assert "Sau khi khôi phục" in reader.read()


def test_acts_are_found_past_all_that_phones_brought(town: Town) -> None:
    """By an index of their own, where there are more entries than to be read through."""
    with town.app.app_context():
        brought = entry("changes_received")
        db.session.execute(insert(AuditEntry), [brought] * 3_000)
        count("audit_entry")
        plan = planned(NEWEST_ACTS)
        db.session.rollback()
    assert "ix_audit_entry_acts" in plan


def test_on_the_next_day_it_is_read_anew(town: Town, reader: Reader) -> None:
    """What is made of the rows may depend on the day."""
    town.clock.move(days=1)
    reader.read()
    assert reader.asked == 2
