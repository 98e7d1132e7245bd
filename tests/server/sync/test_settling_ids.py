"""Ids that phones choose and ids that the server makes do not meet."""

from uuid import UUID, uuid5

import pytest

from server.database.engine import db
from server.records.writer import writing
from sync.refusal import ChangeRefused
from tests.town import TEAM, Town


def test_another_phone_s_use_of_a_change_s_id_leaves_its_settlement(town: Town) -> None:
    """Whoever reads a teammate's changes can send something else under the id of one."""
    lan, ha, desk = town.lan(), town.ha(), town.desk()
    bad = lan.session(place_kind="KHONGCO")
    other = ha.session(place_kind="KHONGCO") | {"id": bad["id"]}
    reasons = ((lan, bad, "sai nơi"), (ha, other, "sai việc"))
    for phone, change, reason in reasons:
        phone.sync(change)
        (item,) = desk.get("/api/review").json["rows"]
        path = f"/api/review/{item['id']}/settlement"
        assert desk.post(path, {"decision": "refuse", "reason": reason}).status == 200
        phone.sync()
    for phone, _, reason in reasons:
        phone.cursor = {}
        phone.rows.clear()
        phone.sync()
        (told,) = phone.of_kind("settlement")
        assert told["f"]["reason"] == reason


def test_no_phone_takes_an_id_that_the_server_will_need(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    bad = lan.session(place_kind="KHONGCO")
    squat = lan.session(record=str(uuid5(UUID(bad["id"]), f"settlement {lan.device}")))
    told = lan.sync(squat, bad)
    assert [each["code"] for each in told] == ["bad_shape", "unknown_code"]
    for item in desk.get("/api/review").json["rows"]:
        path = f"/api/review/{item['id']}/settlement"
        assert desk.post(path, {"decision": "refuse"}).status == 200
    lan.sync()
    assert len(lan.of_kind("settlement")) == 2


def test_a_record_never_becomes_one_of_another_kind(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    lan.sync(change)
    with town.app.app_context():
        with pytest.raises(ChangeRefused), writing(db.session) as writer:
            writer.put("settlement", change["record"], f"team:{TEAM}", {})
        db.session.rollback()
    lan.sync()
    assert lan.rows[change["record"]]["state"] == "counted"
