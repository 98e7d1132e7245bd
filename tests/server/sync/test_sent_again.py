"""What a phone sends again, because it heard no answer, leaves nothing behind (PROTOCOL 5.2.1)."""

from typing import Any

from sqlalchemy import func, select

from server.audit.tables import AuditEntry
from server.auth.tables import Device
from server.database.engine import db
from server.records.tables import Change, ReviewItem, SyncClock, SyncCommit
from tests.server.sync.test_bundles import Signer
from tests.town import Town


def kept(town: Town) -> dict[str, Any]:
    """How many rows there are of all that a push writes, and where the clock stands."""
    with town.app.app_context():
        tables = (AuditEntry, SyncCommit, Change, ReviewItem)
        counts = {
            table.__tablename__: db.session.scalar(select(func.count()).select_from(table))
            for table in tables
        }
        return {**counts, "clock": list(db.session.scalars(select(SyncClock.hi)))}


def test_the_same_push_again_writes_nothing(town: Town) -> None:
    lan = town.lan()
    changes = [lan.session(), lan.session(people=0), {"id": "none", "op": 1}]
    first = lan.ask(changes).json["results"]
    before = kept(town)
    for _ in range(3):
        assert lan.ask(changes).json["results"] == first
    assert kept(town) == before
    new = lan.session()
    assert [each["verdict"] for each in lan.ask([*changes, new]).json["results"]][-1] == "applied"
    after = kept(town)
    assert after["audit_entry"] == before["audit_entry"] + 1
    assert after["sync_commit"] == before["sync_commit"] + 1


def test_other_content_under_a_known_id_is_kept_once(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    lan.ask([change])
    other = {**change, "set": {**change["set"], "people": 7}}
    first = lan.ask([other]).json["results"]
    before = kept(town)
    assert lan.ask([other]).json["results"] == first
    assert kept(town) == before


def test_what_the_phone_says_of_itself_is_kept_all_the_same(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    assert lan.ask([change], pending=8).status == 200
    town.clock.move(minutes=5)
    assert lan.ask([change], pending=3).status == 200
    with town.app.app_context():
        pending, at = db.session.execute(
            select(Device.pending_count, Device.last_contact_at).where(Device.id == lan.device)
        ).one()
    assert (pending, at) == (2, town.clock())


def test_a_bundle_that_is_brought_again_writes_nothing(town: Town) -> None:
    ha, lan = town.ha(), Signer(town)
    body = lan.bundle(lan.phone.session())
    first = ha.web.post("/api/bundles", body).json
    before = kept(town)
    again = ha.web.post("/api/bundles", body)
    assert (again.status, again.json) == (200, first)
    assert kept(town) == before
