"""Of an erased record nothing is kept again, whoever sends it and whatever it says (PROTOCOL
5.2.4)."""

from sqlalchemy import select

from server.database.engine import db
from server.records.tables import Change, ReviewItem
from server.records.writer import writing
from tests.phones import new_id
from tests.server.sync.reviewing import verdict
from tests.town import Town


def erase(town: Town, record: str) -> None:
    """Empties a record as an erasure does."""
    with town.app.app_context():
        with writing(db.session) as writer:
            row = writer.row(record)
            assert row is not None
            writer.change(row, f={}, state="void", erased=True)
        db.session.commit()


def kept(town: Town, record: str) -> tuple[int, list[object]]:
    """How many items wait about a record, and the values that are kept of its latest change."""
    with town.app.app_context():
        items = db.session.scalars(select(ReviewItem).where(ReviewItem.record_id == record)).all()
        latest = select(Change).where(Change.record_id == record).order_by(Change.seq.desc())
        change = db.session.scalars(latest).first()
        assert change is not None
        return len(items), [change.set_, change.prev, change.applied]


def test_neither_stopped_nor_strange_nor_broken_changes_of_it_are_kept(town: Town) -> None:
    lan = town.lan()
    session = lan.session()
    lan.sync(session)
    record = session["record"]
    erase(town, record)
    strange = {**lan.edit(record, {"people": 7}, {"people": 1}), "author": new_id()}
    broken = {**lan.session(record), "mood": "good"}
    for change in (strange, broken, broken):
        assert verdict(lan.sync(change)) == ("gone", "erased")
        assert kept(town, record) == (0, [None, None, None])
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    late = lan.edit(record, {"people": 9}, {"people": 1})
    assert verdict(lan.sync(late)) == ("gone", "erased")
    assert kept(town, record) == (0, [None, None, None])
