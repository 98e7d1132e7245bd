"""Where programs look by themselves for whom to tell of a hole, and for where a password is changed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from server.config import ConfigError, read_settings
from tests.town import Town
from tests.wires import Browser

CONTACT = "mailto:an-toan@tungngo.example.vn"


def test_whom_to_tell_is_told_where_somebody_is_named(
    town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, path = Browser(town.connect()), "/.well-known/security.txt"
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", replace(settings, security_contact=None))
    assert browser.get(path).status == 404
    monkeypatch.setitem(app.config, "SETTINGS", replace(settings, security_contact=CONTACT))
    answer = browser.get(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in answer.body.decode().splitlines())
    assert told["Contact"] == CONTACT
    assert told["Canonical"].endswith(path)
    # RFC 9116 2.5.5: less than a year ahead.
    left = datetime.fromisoformat(told["Expires"]) - town.clock()
    assert timedelta(days=90) < left < timedelta(days=365)


def test_a_password_manager_finds_where_a_password_is_changed(town: Town) -> None:
    browser = Browser(town.connect())
    answer = browser.get("/.well-known/change-password")
    assert (answer.status, answer.headers["Location"]) == (302, "/desk/account")
    # By this address it asks whether addresses that are not there say so.
    probe = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200"
    assert browser.get(probe).status == 404


@pytest.mark.parametrize("said", ["an-toan@example.vn", "http://example.vn", "mailto:a b@c"])
def test_a_contact_that_nobody_could_follow_stops_the_start(said: str) -> None:
    with pytest.raises(ConfigError, match="SECURITY_CONTACT"):
        read_settings({"SECURITY_CONTACT": said})
