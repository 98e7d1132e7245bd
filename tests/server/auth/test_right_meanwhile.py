"""A right that ends while a request waits for the clock is none behind it: what is under way when somebody is
stopped, demoted or disabled leaves nothing behind (PROTOCOL 4.7.2)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.orm import Session

from server.accounts.use_cases.password_sign_in import create_account
from server.database.sql import Query
from server.records import writer
from tests.phones import Phone
from tests.server.accounts.test_accounts import account_id
from tests.server.enrolment.test_coming_back import states
from tests.server.enrolment.test_enrolments import decision
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, TEAM, Town

PATH = f"/api/teams/{TEAM}/invitations"
Act = Callable[[], object]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Act], None]:
    """Has something happen, in a request of its own, right before the next one takes the clock."""
    take, acts = writer.store.take_clock, list[Act]()

    def wait_and_take(session: Session, n: int, *questions: Query[Any]) -> Any:
        if acts:
            with ThreadPoolExecutor(1) as other:
                other.submit(acts.pop()).result()
        return take(session, n, *questions)

    monkeypatch.setattr(writer.store, "take_clock", wait_and_take)
    return acts.append


def ends(town: Town, ha: Phone, how: str) -> Act:
    desk = town.desk()
    if how == "stopped":
        return lambda: desk.delete(f"/api/devices/{ha.device}")
    path, given = f"/api/teams/{TEAM}/members/{ha.member}", {"role": "volunteer"}
    return lambda: desk.patch(path, given)


@pytest.mark.parametrize(
    ("how", "code"), [("stopped", "device_revoked"), ("demoted", "wrong_role")]
)
def test_a_lead_who_is_none_by_then_makes_no_code(
    town: Town, meanwhile: Callable[[Act], None], how: str, code: str
) -> None:
    ha, lan = town.ha(), town.lan()
    for wish in ({"member": lan.member}, {"role": "volunteer", "auto_approve": True}):
        assert ha.web.post(PATH, wish).status == 201
    meanwhile(ends(town, ha, how))
    assert ha.web.post(PATH, {"member": lan.member}).code == code
    rows = town.desk().get(PATH).json["rows"]
    assert all(row["revoked_at"] for row in rows if row["member"])


@pytest.mark.parametrize(
    ("how", "code"), [("stopped", "device_revoked"), ("demoted", "wrong_role")]
)
def test_nor_lets_anybody_in(
    town: Town, meanwhile: Callable[[Act], None], how: str, code: str
) -> None:
    ha, lan = town.ha(), town.lan()
    other = Phone(town.connect(), town.clock)
    other.join(town.invite(auto_approve=False), "Lan", namesake="same")
    assert other.member == lan.member
    meanwhile(ends(town, ha, how))
    assert ha.web.post(decision(other), {"decision": "approve"}).code == code
    other.sync()
    assert states(other) == {"Lan": "pending"}


def test_who_leads_another_team_still_is_asked_to_try_again(
    town: Town, meanwhile: Callable[[Act], None]
) -> None:
    """The right that is left is judged by the next request."""
    ha, desk = town.ha(), town.desk()
    unit, today = KHANH_CUONG, town.clock().date().isoformat()
    made = desk.post("/api/teams", {"name": "Tổ hai", "kind": "khac", "unit": unit, "from": today})
    lead = town.invite(made.json["id"], role="lead", hours=24, max_uses=1)
    assert ha.join(lead, "Hà").status == 200
    meanwhile(ends(town, ha, "demoted"))
    answer = ha.web.post(PATH, {})
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "server_busy", "1")
    assert ha.web.post(PATH, {}).code == "not_found"


@pytest.mark.parametrize("what", ["account", "code", "link", "password"])
def test_an_account_that_may_not_sign_in_by_then_gives_no_way_in(
    town: Town, meanwhile: Callable[[Act], None], what: str
) -> None:
    with town.app.app_context():
        create_account("thu", "Thu", "coordinator", CLUSTER, PASSWORD)
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    thu, quan = town.desk("thu"), town.desk("quan")
    path, wish = {
        "account": ("/api/accounts", {"login": "an", "name": "An", "unit": KHANH_CUONG}),
        "code": (PATH, {"role": "lead", "hours": 24, "max_uses": 1}),
        "link": (f"/api/accounts/{account_id(town.app, 'mai')}/reset", {}),
        "password": (f"/api/accounts/{account_id(town.app, 'mai')}/password", {}),
    }[what]
    own = f"/api/accounts/{account_id(town.app, 'thu')}"
    meanwhile(lambda: quan.patch(own, {"disabled": True}))
    answer = thu.post(path, wish)
    assert (answer.status, answer.code) == (401, "unauthenticated")
    rows = quan.get("/api/accounts").json["rows"]
    assert {row["login"]: row["disabled"] for row in rows if row["login"] in ("an", "thu")} == {
        "thu": True
    }
    assert town.sign_in("mai").get("/api/session").status == 200


def test_somebody_who_may_as_much_or_more_goes_on(
    town: Town, meanwhile: Callable[[Act], None]
) -> None:
    ha = town.ha()
    code = town.invite(auto_approve=True)
    meanwhile(lambda: ha.join(code, "Mai"))
    assert ha.web.post(PATH, {}).status == 201
