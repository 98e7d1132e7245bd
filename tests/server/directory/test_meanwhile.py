"""What somebody asks for while a unit ends or goes elsewhere: whoever waits for the clock is answered as
things stand behind it. Two connections of PostgreSQL, of which one holds the clock."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PROVINCE, TRA_CAU, Town
from tests.wires import Answer

pytestmark = pytest.mark.parametrize(
    "sort", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
MOVES = f"UPDATE unit SET parent_id = '{PROVINCE}' WHERE id = '{KHANH_CUONG}'"
ENDS = f"UPDATE unit SET valid_to = '2026-11-23' WHERE id = '{KHANH_CUONG}'"


@contextmanager
def meanwhile(town: Town, change: str, ask: Callable[[], Answer]) -> Iterator[Answer]:
    """What is answered to somebody who asked before the change was done, and waited for whoever did it."""
    with town.app.app_context():
        engine = db.engine
    with Session(engine) as holder, engine.connect() as looking, ThreadPoolExecutor(1) as pool:
        holder.execute(text("UPDATE sync_clock SET hi = hi WHERE id = 1"))
        asked: Future[Answer] = pool.submit(ask)
        while not looking.execute(text(WAITING)).scalar() and not asked.done():
            looking.rollback()
        assert not asked.done(), asked.result().body
        holder.execute(text(change))
        with town.app.app_context():
            record_audit(holder, SYSTEM, "unit_changed", ("unit", KHANH_CUONG))
        holder.commit()
        yield asked.result()


def test_no_team_begins_under_a_unit_that_ended_meanwhile(town: Town) -> None:
    desk = town.desk()
    body = {"name": "Đội hình Mới", "kind": "doi_hinh", "unit": KHANH_CUONG}
    with meanwhile(town, ENDS, lambda: desk.post("/api/teams", body)) as answer:
        assert (answer.status, answer.code) == (409, "closed_on_day")
    assert "Đội hình Mới" not in {row["name"] for row in desk.get("/api/teams").json["rows"]}


def test_no_account_is_opened_at_a_unit_that_ended_meanwhile(town: Town) -> None:
    desk = town.desk()
    body = {"login": "moi", "name": "Lê Lan", "role": "coordinator", "unit": KHANH_CUONG}
    with meanwhile(town, ENDS, lambda: desk.post("/api/accounts", body)) as answer:
        assert (answer.status, answer.code) == (409, "closed_on_day")
    assert desk.get("/api/accounts").json["rows"] == []


def test_no_account_is_put_at_a_unit_that_ended_meanwhile(town: Town) -> None:
    desk = town.desk()
    body = {"login": "moi", "name": "Lê Lan", "role": "coordinator", "unit": TRA_CAU}
    path = f"/api/accounts/{desk.post('/api/accounts', body).json['id']}"
    with meanwhile(town, ENDS, lambda: desk.patch(path, {"unit": KHANH_CUONG})) as answer:
        assert (answer.status, answer.code) == (409, "closed_on_day")
    (row,) = desk.get("/api/accounts").json["rows"]
    assert row["unit"]["id"] == TRA_CAU


def test_no_activity_is_set_up_at_a_unit_that_went_elsewhere_meanwhile(town: Town) -> None:
    desk = town.desk()
    days = {"from": "2026-11-23", "to": "2026-11-24"}
    body = {"unit": KHANH_CUONG, "name": "Ngày hội", "place": "Chợ", "teams": [OTHER_TEAM], **days}
    with meanwhile(town, MOVES, lambda: desk.post("/api/activities", body)) as answer:
        assert (answer.status, answer.code) == (404, "not_found")
    with town.app.app_context():
        assert db.session.execute(text("SELECT count(*) FROM activity")).scalar() == 0


def test_no_month_is_closed_of_a_unit_that_went_elsewhere_meanwhile(town: Town) -> None:
    desk = town.desk()
    body = {"unit": KHANH_CUONG, "month": "2026-10", "despite": True}
    with meanwhile(town, MOVES, lambda: desk.post("/api/reports", body)) as answer:
        assert (answer.status, answer.code) == (404, "not_found")
    assert desk.get(f"/api/reports/closed?unit={CLUSTER}").json["rows"] == []
