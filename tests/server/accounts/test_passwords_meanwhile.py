"""Hashing a password takes a while. Whatever somebody changes of the account in it holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select, update

from server.accounts.use_cases import confirm_password
from server.accounts.use_cases import password_sign_in as signing_in
from server.auth.tables import Account, AccountSession
from server.database.engine import db
from tests.town import PASSWORD, Town
from tests.wires import Answer, Browser

BETTER = "mot-mat-khau-moi-cua-son"
Act = Callable[[], object]


def meanwhile(patch: pytest.MonkeyPatch, module: ModuleType, act: Act) -> None:
    """Lets something happen right after a password was compared, once, in a request of its own."""
    compare, left = module.is_password, [act]

    def compare_then_act(kept: str | None, password: str) -> bool:
        found = bool(compare(kept, password))
        if left:
            with ThreadPoolExecutor(1) as other:
                other.submit(left.pop()).result()
        return found

    patch.setattr(module, "is_password", compare_then_act)


def sign_in(town: Town, password: str = PASSWORD) -> Answer:
    return Browser(town.connect()).post("/api/session", {"login": "son", "password": password})


def account_of_son(app: Flask) -> Account:
    with app.app_context():
        return db.session.scalars(select(Account).where(Account.login == "son")).one()


def sessions_of_son(app: Flask) -> int:
    with app.app_context():
        ours = AccountSession.account_id == account_of_son(app).id
        return len(db.session.scalars(select(AccountSession).where(ours)).all())


def keep_a_weak_hash(app: Flask) -> str:
    """As it was hashed by the settings of years ago."""
    weak = PasswordHasher(memory_cost=8 * 1024, time_cost=1, parallelism=1).hash(PASSWORD)
    with app.app_context():
        db.session.execute(update(Account).where(Account.login == "son").values(password_hash=weak))
        db.session.commit()
    return weak


@pytest.fixture
def quan(town: Town) -> Browser:
    return town.sign_in("quan")


@pytest.fixture
def renewed(app: Flask, quan: Browser) -> list[str]:
    """The passwords that Quân gave Sơn meanwhile."""
    return []


@pytest.fixture
def renew(app: Flask, quan: Browser, renewed: list[str]) -> Act:
    """Quân gives Sơn a new password."""
    son = account_of_son(app).id

    def act() -> None:
        renewed.append(quan.post(f"/api/accounts/{son}/password", {}).json["password"])

    return act


def test_a_password_that_was_renewed_meanwhile_lets_nobody_in(
    town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch, renew: Act, renewed: list[str]
) -> None:
    meanwhile(monkeypatch, signing_in, renew)
    answer = sign_in(town)
    assert (answer.status, answer.code) == (401, "bad_credentials")
    assert sessions_of_son(app) == 0
    assert sign_in(town, renewed[0]).status == 200


def test_an_account_that_was_disabled_meanwhile_lets_nobody_in(
    town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch, quan: Browser
) -> None:
    son = f"/api/accounts/{account_of_son(app).id}"
    meanwhile(monkeypatch, signing_in, lambda: quan.patch(son, {"disabled": True}))
    assert sign_in(town).code == "bad_credentials"
    assert quan.patch(son, {"disabled": False}).status == 200
    assert sessions_of_son(app) == 0


def test_hashing_anew_does_not_bring_the_old_password_back(
    town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch, renew: Act, renewed: list[str]
) -> None:
    keep_a_weak_hash(app)
    meanwhile(monkeypatch, signing_in, renew)
    assert sign_in(town).code == "bad_credentials"
    assert sign_in(town).code == "bad_credentials"
    assert sign_in(town, renewed[0]).status == 200


def test_a_weak_hash_is_made_a_stronger_one_also_by_two_at_once(
    town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = keep_a_weak_hash(app)
    meanwhile(monkeypatch, signing_in, lambda: sign_in(town))
    assert sign_in(town).status == 200
    assert sessions_of_son(app) == 2
    assert account_of_son(app).password_hash != weak
    assert sign_in(town).status == 200


def test_the_old_password_changes_nothing_once_it_was_renewed(
    town: Town, monkeypatch: pytest.MonkeyPatch, renew: Act, renewed: list[str]
) -> None:
    desk = town.sign_in()
    meanwhile(monkeypatch, confirm_password, renew)
    answer = desk.post("/api/session/password", {"old": PASSWORD, "new": BETTER})
    assert (answer.status, answer.code) == (422, "wrong_password")
    assert desk.get("/api/session").status == 401
    assert sign_in(town, BETTER).code == "bad_credentials"
    assert sign_in(town, renewed[0]).status == 200
