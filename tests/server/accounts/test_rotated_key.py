"""A new secret key beside the former one, and then without it."""

import pytest
from flask import Flask

from server.enrolment.receipts import Receipt, make_receipt, read_receipt
from tests.server.accounts.authenticators import App, add_totp
from tests.town import PASSWORD, TEAM, Town
from tests.wires import Browser

NEW = "0f6a52c1be7d4938a1d06e27f4b38c95d2117ae09c46fb83540d9e6a72c18bf3"
RECEIPT = Receipt("a", "b", "c")


class Given:
    """What the server has given out under its first key."""

    def __init__(self, town: Town) -> None:
        self.town = town
        desk = town.sign_in()
        self.short = desk.post(f"/api/teams/{TEAM}/invitations", {}).json["short_code"]
        self.app: App = add_totp(desk, town.clock)
        with town.app.app_context():
            self.receipt = make_receipt(RECEIPT)
        town.clock.move(seconds=30)

    def opens(self) -> bool:
        browser = Browser(self.town.connect())
        return browser.post("/api/join/look", {"code": self.short}).status == 200

    def proves(self, **answered: str) -> bool:
        """Whether this ends a sign-in; the half minute in which a code counts is over then."""
        browser = Browser(self.town.connect())
        browser.post("/api/session", {"login": "son", "password": PASSWORD})
        answer = browser.post("/api/session/factor", answered)
        self.town.clock.move(seconds=30)
        return answer.status == 200

    def is_read(self) -> bool:
        with self.town.app.app_context():
            return read_receipt(self.receipt) == RECEIPT


def rotate(app: Flask, patch: pytest.MonkeyPatch, *former: str) -> None:
    patch.setitem(app.config, "SECRET_KEY", NEW)
    patch.setitem(app.config, "SECRET_KEY_FALLBACKS", list(former))


def test_what_was_given_out_holds_on_while_the_former_key_does(
    town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, former = Given(town), str(app.config["SECRET_KEY"])
    assert given.app.recovery
    first, second, *_ = given.app.recovery
    rotate(app, monkeypatch, former)
    assert [given.opens(), given.is_read()] == [True, True]
    assert given.proves(code=given.app.code())
    assert given.proves(recovery=first)
    with app.app_context():
        new = make_receipt(RECEIPT)
    offered = town.desk().post("/api/account/totp", {}).json["secret"]
    # Without it only what was made since, or encrypted anew, is good.
    said = app.test_cli_runner().invoke(args=["rekey"]).output
    assert said == "1 authenticator apps are kept by the key of today\n"
    rotate(app, monkeypatch)
    # What somebody was just scanning is good too.
    scanned = App(offered, town.clock)
    answer = town.desk().post("/api/account/totp/confirm", {"code": scanned.code()})
    assert answer.status == 200, answer.body
    town.clock.move(seconds=30)
    given.app = scanned
    assert [given.opens(), given.is_read()] == [False, False]
    with app.app_context():
        assert read_receipt(new) == RECEIPT
    assert not given.proves(recovery=second)
    assert given.proves(code=given.app.code())


def test_an_authenticator_app_of_a_key_that_is_gone_is_told(
    town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Given(town)
    rotate(app, monkeypatch)
    assert not given.proves(code=given.app.code())
    told = app.test_cli_runner().invoke(args=["rekey"])
    assert told.exit_code == 1
    assert "1 were kept by a key that is neither" in told.output
