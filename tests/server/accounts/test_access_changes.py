"""What others did to the ways into an account is told to its owner at the desk."""

from typing import Any

from flask import Flask

from server.accounts.use_cases.reset_password import drop_factors_by_command, make_link_by_command
from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from tests.town import PASSWORD, Town
from tests.wires import Browser

CHANGES = "/api/account/access-changes"


def told(desk: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get("/api/session").json["access_changes"]
    return found


def kept(town: Town, quan: Browser) -> str:
    """Sơn's account, as Quân keeps it."""
    rows = quan.get("/api/accounts").json["rows"]
    return next(row["id"] for row in rows if row["login"] == "son")


def test_the_owner_is_told_who_changed_what_until_it_was_noted(town: Town) -> None:
    quan, son = town.sign_in("quan"), town.sign_in()
    account = kept(town, quan)
    assert told(son) == []
    assert quan.post(f"/api/accounts/{account}/reset", {}).status == 200
    town.clock.move(minutes=1)
    assert quan.delete(f"/api/accounts/{account}/factors").status == 204
    after = town.sign_in()
    first, second = told(after)
    by = {"name": "Quân", "role": "administrator", "unit": None}
    assert [(each["action"], each["by"]) for each in (first, second)] == [
        ("factor_removed", by),
        ("reset_made", by),
    ]
    assert first["at"] > second["at"]
    assert after.delete(f"{CHANGES}?until={second['id']}").status == 204
    assert [each["id"] for each in told(after)] == [first["id"]]
    assert after.delete(f"{CHANGES}?until={first['id']}").status == 204
    assert told(after) == []
    assert told(town.sign_in()) == []
    assert told(quan) == []


def test_a_password_that_somebody_made_is_told_when_the_own_one_is_chosen(town: Town) -> None:
    quan = town.sign_in("quan")
    made = quan.post(f"/api/accounts/{kept(town, quan)}/password", {}).json["password"]
    son = Browser(town.connect())
    begun = son.post("/api/session", {"login": "son", "password": made}).json
    assert (begun["stage"], begun["access_changes"]) == ("password", [])
    chosen = {"old": made, "new": f"{PASSWORD}-moi"}
    assert son.post("/api/session/password", chosen).status == 200
    assert [each["action"] for each in told(son)] == ["password_renewed"]


def test_a_command_is_told_as_the_server_s_and_what_is_still_to_come_is_told(
    town: Town, app: Flask
) -> None:
    with app.app_context():
        make_link_by_command("son")
        drop_factors_by_command("son")
    son = town.sign_in()
    assert [each["by"] for each in told(son)] == [None, None]
    assert son.delete(f"{CHANGES}?until={10**9}").status == 204
    assert told(son) == []
    with app.app_context():
        make_link_by_command("son")
    assert [each["action"] for each in told(son)] == ["reset_made"]


def test_what_the_owner_did_is_told_to_nobody(town: Town) -> None:
    son = town.sign_in()
    account = son.get("/api/session").json["account"]["id"]
    with town.app.app_context():
        record_audit(db.session, SYSTEM, "sign_in_failed", ("account", account))
        db.session.commit()
    changed = {"old": PASSWORD, "new": f"{PASSWORD}-moi"}
    assert son.post("/api/session/password", changed).status == 200
    assert told(son) == []
