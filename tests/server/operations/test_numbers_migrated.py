"""The migration that keeps which numbers never came counts what came before."""

from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import JSON, DateTime, Integer, MetaData, insert, select

from server.auth.tables import Device
from server.database.engine import db
from server.sync.store.numbers import gaps_of
from tests.applications import make_app
from tests.phones import new_id
from tests.town import START, Clock


def test_the_numbers_of_what_came_before_are_known(
    database_url_of_its_own: str, tmp_path: Path, clock: Clock
) -> None:
    app = make_app(database_url_of_its_own, clock, tmp_path)
    with app.app_context():
        upgrade(revision="0005")
        for device, no in (("lan", 1), ("lan", 4), ("lan", 4), ("minh", 1), ("mai", None)):
            insert_old("change", id=new_id(), device_id=device, no=no)
        for device, body in (("lan", {"no": 6}), ("lan", {"no": "7"}), ("tam", {"no": 2})):
            insert_old("review_item", id=new_id(), device_id=device, body=body)
        for device in ("lan", "minh", "mai", "tam"):
            insert_old("device", id=device, secret_hash=device)
        db.session.commit()
        upgrade()
        rows = db.session.execute(select(Device.id, Device.highest_no))
        highest = {row.id: row.highest_no for row in rows}
        assert highest == {"lan": 6, "minh": 1, "mai": None, "tam": 2}
        gaps = {device: found.first for device, found in gaps_of(db.session, highest, 9).items()}
        assert gaps == {"lan": [(2, 3), (5, 5)], "tam": [(1, 1)]}
        db.session.rollback()
        db.engine.dispose()


def insert_old(table: str, **values: object) -> None:
    """A row of a table as it stood then; columns that must hold something hold anything."""
    metadata = MetaData()
    metadata.reflect(db.session.connection(), only=[table])
    found = metadata.tables[table]
    some = {JSON: {}, DateTime: START, Integer: 0}
    needed = {
        column.name: next((some[kind] for kind in some if isinstance(column.type, kind)), "x")
        for column in found.columns
        if not column.nullable
    }
    db.session.execute(insert(found).values({**needed, **values}))
