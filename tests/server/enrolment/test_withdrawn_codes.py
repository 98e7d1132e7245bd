"""A join code ends with the right by which it was made, and none can be hidden behind others."""

from typing import Any

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from tests.phones import Phone
from tests.server.accounts.test_accounts import account_id
from tests.server.directory.test_changing_units import SPLIT
from tests.town import KHANH_CUONG, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Browser

PATH = f"/api/teams/{TEAM}/invitations"
LEAD: dict[str, Any] = {"role": "lead", "auto_approve": True, "hours": 24, "max_uses": 1}
POSTER: dict[str, Any] = {"role": "volunteer", "auto_approve": False}


@pytest.fixture
def thu(town: Town) -> Browser:
    with town.app.app_context():
        create_account("thu", "Thu", "coordinator", KHANH_CUONG, PASSWORD)
    return town.desk("thu")


def code(browser: Browser, **wish: Any) -> str:
    answer = browser.post(PATH, wish)
    assert answer.status == 201, answer.body
    return str(answer.json["code"])


def joins(town: Town, given: str) -> tuple[int, str]:
    answer = Phone(town.connect(), town.clock).join(given, "Lạ")
    return answer.status, answer.code or answer.json["device"]["state"]


def test_codes_made_on_a_phone_end_when_it_is_stopped(town: Town) -> None:
    ha = town.ha()
    at_once, poster = code(ha.web), code(ha.web, **POSTER)
    assert town.desk().delete(f"/api/devices/{ha.device}").status == 204
    assert joins(town, at_once) == (410, "invitation_revoked")
    assert joins(town, poster) == (200, "pending")


@pytest.mark.parametrize("change", [{"disabled": True}, {"unit": TRA_CAU}])
def test_codes_made_by_an_account_end_with_its_right(
    town: Town, thu: Browser, change: dict[str, Any]
) -> None:
    lead, poster = code(thu, **LEAD), code(thu, **POSTER)
    desk = town.desk()
    assert desk.patch(f"/api/accounts/{account_id(town.app, 'thu')}", change).status == 200
    assert joins(town, lead) == (410, "invitation_revoked")
    assert joins(town, poster) == (200, "pending")


def test_codes_into_a_team_end_when_its_unit_is_divided(town: Town, thu: Browser) -> None:
    """Whoever looked after it does so no more, and goes along with neither of the new ones."""
    lead, poster = code(thu, **LEAD), code(thu, **POSTER)
    on = town.clock().date().isoformat()
    division = SPLIT | {"on": on, "goes": [{"team": TEAM, "into": 0}], "dry_run": False}
    answer = town.desk().post("/api/units/changes", division)
    assert answer.status == 200, answer.body
    assert thu.get(f"/api/teams/{TEAM}").status == 404
    assert joins(town, lead) == (410, "invitation_revoked")
    assert joins(town, poster) == (200, "pending")


def test_codes_into_a_team_end_when_it_is_moved(town: Town, thu: Browser) -> None:
    lead = code(thu, **LEAD)
    move = {"unit": TRA_CAU, "from": town.clock().date().isoformat()}
    assert town.desk().post(f"/api/teams/{TEAM}/move", move).status == 200
    assert joins(town, lead) == (410, "invitation_revoked")


def test_an_open_code_is_listed_however_many_were_made_since(town: Town) -> None:
    desk = town.desk()
    hidden = desk.post(PATH, LEAD).json["id"]
    for _ in range(101):
        town.clock.move(seconds=1)
        made = desk.post(PATH, {}).json["id"]
        assert desk.delete(f"/api/invitations/{made}").status == 204
    assert hidden in [row["id"] for row in desk.get(PATH).json["rows"]]


def test_a_keeper_who_is_disabled_leaves_no_way_in_behind(town: Town) -> None:
    with town.app.app_context():
        create_account("keeper", "Kha", "administrator", None, PASSWORD)
    keeper, desk = town.desk("keeper"), town.desk("quan")
    mai = {"login": "mai", "name": "Mai", "role": "coordinator", "unit": KHANH_CUONG}
    made = keeper.post("/api/accounts", mai).json
    nga = desk.post("/api/accounts", {**mai, "login": "nga", "name": "Nga"}).json
    token = keeper.post(f"/api/accounts/{nga['id']}/reset", {}).json["link"].rsplit("#", 1)[-1]
    assert (
        desk.patch(f"/api/accounts/{account_id(town.app, 'keeper')}", {"disabled": True}).status
        == 200
    )
    first = {"login": "mai", "password": made["password"]}
    assert Browser(town.connect()).post("/api/session", first).code == "bad_credentials"
    looked = Browser(town.connect()).post("/api/reset/look", {"token": token})
    assert looked.code == "reset_unknown"
    # What another keeper made stays.
    town.first_sign_in("nga", nga["password"])


def test_what_another_keeper_made_instead_stays(town: Town) -> None:
    with town.app.app_context():
        create_account("keeper", "Kha", "administrator", None, PASSWORD)
    keeper, desk = town.desk("keeper"), town.desk("quan")
    mai = {"login": "mai", "name": "Mai", "role": "coordinator", "unit": KHANH_CUONG}
    first = keeper.post("/api/accounts", mai).json["id"]
    second = keeper.post("/api/accounts", {**mai, "login": "nga", "name": "Nga"}).json["id"]
    assert keeper.post(f"/api/accounts/{second}/reset", {}).status == 200
    password = desk.post(f"/api/accounts/{first}/password", {}).json["password"]
    token = desk.post(f"/api/accounts/{second}/reset", {}).json["link"].rsplit("#", 1)[-1]
    path = f"/api/accounts/{account_id(town.app, 'keeper')}"
    assert desk.patch(path, {"disabled": True}).status == 200
    town.first_sign_in("mai", password)
    assert Browser(town.connect()).post("/api/reset/look", {"token": token}).status == 200
