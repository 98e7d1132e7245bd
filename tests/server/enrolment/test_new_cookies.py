"""How often a phone may have a new cookie by a right proof: each is in the journal and the audit trail
for good (PROTOCOL 4.7.7, 7.12)."""

from functools import partial

import pytest
from sqlalchemy import select

from server.auth.tables import Attempt, Device
from server.database.engine import db
from tests.restoring import KeepingPhone, joins
from tests.server.enrolment.joining import count, new_phone
from tests.server.trail import trail
from tests.town import Town
from tests.wires import Answer


def renewals(town: Town) -> int:
    return len(trail(town.app, "device_secret_renewed"))


def secret(town: Town, phone: KeepingPhone) -> str | None:
    with town.app.app_context():
        return db.session.scalar(select(Device.secret_hash).where(Device.id == phone.device))


def again(town: Town, phone: KeepingPhone, code: str) -> Answer:
    """The browser was killed, and comes back by a code, or by its receipts without one."""
    phone.web = new_phone(town).web
    return phone.join(code, "Lan", proof=phone.proof()) if code else phone.rejoin()


@pytest.mark.parametrize("purpose", ["join", "rejoin"])
@pytest.mark.parametrize("is_stopped", [False, True])
def test_a_phone_renews_its_cookie_five_times_in_an_hour(
    town: Town, purpose: str, is_stopped: bool
) -> None:
    lan = joins(town)
    if is_stopped:
        town.desk().delete(f"/api/devices/{lan.device}")
        town.clock.move(minutes=1)
    code = town.invite(max_uses=20) if purpose == "join" else ""
    come = partial(again, town, lan, code)
    assert [come().status for _ in range(5)] == [200] * 5
    held, cookie = secret(town, lan), lan.web
    for _ in range(20):
        answer = come()
        assert (answer.status, answer.code) == (429, "too_many_attempts")
        assert 0 < int(answer.headers["Retry-After"]) <= 3600
        assert "Set-Cookie" not in answer.headers
    assert renewals(town) == count(town, Attempt) == 5
    assert secret(town, lan) == held  # the cookie of before holds on
    # Another phone at the same address comes in meanwhile.
    assert new_phone(town).join(town.invite(), "Minh").status == 200
    lan.web = cookie
    town.clock.move(hours=1, seconds=1)
    assert come().status == 200
    assert renewals(town) == 6


def test_and_twenty_times_in_a_day(town: Town) -> None:
    lan = joins(town)
    told = []
    for _ in range(5):
        told += [again(town, lan, "").status for _ in range(5)]
        town.clock.move(hours=2)
    assert told == [200] * 20 + [429] * 5
    town.clock.move(hours=14, seconds=1)
    assert again(town, lan, "").status == 200


def test_who_waits_a_while_has_lost_nothing(town: Town) -> None:
    lan = joins(town)
    change = lan.session()
    for _ in range(6):
        told = again(town, lan, "")
    assert lan.web.post("/api/sync/v1", lan.envelope([change])).status == 401
    town.clock.move(seconds=int(told.headers["Retry-After"]))
    assert lan.rejoin().status == 200
    (result,) = lan.sync(change)
    assert result["verdict"] == "applied"


def test_what_a_phone_joins_with_its_cookie_is_not_counted(town: Town) -> None:
    lan, code = joins(town), town.invite(max_uses=20)
    told = [lan.join(code, f"Bạn {chr(97 + n)}", proof=lan.proof()).status for n in range(8)]
    assert told == [200] * 8
