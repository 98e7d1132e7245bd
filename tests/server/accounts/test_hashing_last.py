"""No password is hashed for who has no right to what it is for, nor for who tried too often: each costs
some 40 ms of a processor and 19 MiB."""

import pytest

from server.accounts.passwords import hash_password
from server.accounts.use_cases import change_password, manage_accounts
from tests.town import PASSWORD, Town

NEW = "Mua-xuan-tren-doi-che-4711"


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed to be kept."""
    found: list[str] = []

    def note(password: str) -> str:
        found.append(password)
        return hash_password(password)

    for module in (change_password, manage_accounts):
        monkeypatch.setattr(module, "hash_password", note)
    return found


def test_a_wrong_password_costs_no_new_hash(town: Town, hashed: list[str]) -> None:
    desk, codes = town.sign_in(), []
    for _ in range(12):
        said = {"old": "sai sai sai", "new": NEW}
        codes.append(desk.post("/api/session/password", said).code)
    assert {"wrong_password", "too_many_attempts"} == set(codes)
    assert hashed == []
    town.clock.move(hours=1)
    assert desk.post("/api/session/password", {"old": PASSWORD, "new": NEW}).status == 200
    assert hashed == [NEW]


def test_an_account_that_may_not_be_made_costs_no_hash(town: Town, hashed: list[str]) -> None:
    desk = town.sign_in()
    said = {"login": "zz", "name": "Z", "role": "administrator"}
    assert desk.post("/api/accounts", said).code == "wrong_role"
    assert desk.post("/api/accounts/00000000-0000-4000-8000-000000000000/password", {}).code in (
        "not_found",
        "confirm_first",
    )
    assert hashed == []
