"""Second factors: codes of an authenticator app, recovery codes, who must have one, and the password
once more before they are changed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.accounts.use_cases.password_sign_in import create_account
from server.auth.tables import Account, RecoveryCode, Totp
from server.database.engine import db
from tests.server.accounts.authenticators import App, Authenticator, add_totp
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, Town
from tests.wires import Answer, Browser

NEW = {"login": "mai", "name": "Mai", "role": "coordinator", "unit": KHANH_CUONG}


def sign_in(town: Town, login: str = "son", password: str = PASSWORD) -> tuple[Browser, Answer]:
    browser = Browser(town.connect())
    return browser, browser.post("/api/session", {"login": login, "password": password})


@pytest.fixture
def son(town: Town) -> App:
    """Sơn's authenticator app; half a minute later its first code is no more the one of now."""
    app = add_totp(town.sign_in(), town.clock)
    town.clock.move(seconds=30)
    return app


@pytest.fixture
def demanded(app: Flask) -> Iterator[None]:
    """As a server off loopback is set."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, second_factor_demanded=True)
    yield
    app.config["SETTINGS"] = before


@pytest.fixture
def may_be_demanded(app: Flask) -> Iterator[None]:
    """A test sets it so meanwhile."""
    before = app.config["SETTINGS"]
    yield
    app.config["SETTINGS"] = before


def test_a_password_alone_is_half_a_sign_in(town: Town, son: App) -> None:
    browser, answer = sign_in(town)
    assert (answer.json["stage"], answer.json["factors"]) == ("factor", ["totp", "recovery"])
    assert browser.get("/api/units").code == "sign_in_unfinished"
    assert browser.get("/api/account/factors").code == "sign_in_unfinished"
    answer = browser.post("/api/session/factor", {"code": son.code()})
    assert (answer.status, answer.json["stage"]) == (200, "ready")
    assert browser.get("/api/units").status == 200


def test_the_token_is_another_one_after_the_second_step(town: Town, son: App) -> None:
    browser, first = sign_in(town)
    second = browser.post("/api/session/factor", {"code": son.code()})
    tokens = [answer.headers["Set-Cookie"].split(";")[0] for answer in (first, second)]
    assert tokens[0] != tokens[1]
    old = town.app.test_client(use_cookies=False)
    assert old.get("/api/session", headers={"Cookie": tokens[0]}).status_code == 401


def test_a_half_sign_in_lives_for_ten_minutes(town: Town, son: App) -> None:
    browser, _ = sign_in(town)
    town.clock.move(minutes=10)
    assert browser.post("/api/session/factor", {"code": son.code()}).code == "unauthenticated"


def test_a_code_is_good_once(town: Town, son: App) -> None:
    code = son.code()
    assert sign_in(town)[0].post("/api/session/factor", {"code": code}).status == 200
    answer = sign_in(town)[0].post("/api/session/factor", {"code": code})
    assert (answer.status, answer.code) == (401, "bad_factor")


def test_no_code_before_one_that_was_used_is_good(town: Town, son: App) -> None:
    later, now = son.code(1), son.code()
    assert sign_in(town)[0].post("/api/session/factor", {"code": later}).status == 200
    assert sign_in(town)[0].post("/api/session/factor", {"code": now}).code == "bad_factor"


@pytest.mark.parametrize(("steps", "status"), [(-2, 401), (-1, 200), (0, 200), (1, 200), (2, 401)])
def test_a_phone_may_go_half_a_minute_wrong(town: Town, son: App, steps: int, status: int) -> None:
    town.clock.move(minutes=2)
    answer = sign_in(town)[0].post("/api/session/factor", {"code": son.code(steps)})
    assert answer.status == status


def test_a_code_is_typed_in_groups_too(town: Town, son: App) -> None:
    code = son.code()
    typed = f" {code[:3]} {code[3:]} "
    assert sign_in(town)[0].post("/api/session/factor", {"code": typed}).status == 200


@pytest.mark.parametrize("body", [{}, {"code": "1", "recovery": "2"}, {"code": ""}, {"code": None}])
def test_a_second_step_is_one_of_the_two(town: Town, son: App, body: dict[str, Any]) -> None:
    assert sign_in(town)[0].post("/api/session/factor", body).code == "invalid_shape"


@pytest.mark.parametrize("code", ["000000", "đđđđđđ", "12345", "\ud83d"])
def test_wrong_codes(town: Town, son: App, code: str) -> None:
    answer = sign_in(town)[0].post("/api/session/factor", {"code": code})
    assert answer.code in ("bad_factor", "bad_text")


def test_recovery_codes_are_good_once_each_however_they_are_typed(town: Town, son: App) -> None:
    assert son.recovery is not None
    assert all(re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code) for code in son.recovery)
    first, second = son.recovery[0], son.recovery[1].lower().replace("-", " ")
    for code in (first, second):
        assert sign_in(town)[0].post("/api/session/factor", {"recovery": code}).status == 200
        again = sign_in(town)[0].post("/api/session/factor", {"recovery": code})
        assert again.code == "bad_factor"
    browser, _ = sign_in(town)
    browser.post("/api/session/factor", {"recovery": son.recovery[2]})
    assert browser.get("/api/account/factors").json["recovery_left"] == 7
    assert len(trail(town.app, "recovery_used")) == 3


def test_new_recovery_codes_end_the_old_ones(town: Town, son: App) -> None:
    assert son.recovery is not None
    desk, _ = sign_in(town)
    desk.post("/api/session/factor", {"code": son.code()})
    new = desk.post("/api/account/recovery", {}).json["recovery"]
    assert not set(new) & set(son.recovery)
    browser, _ = sign_in(town)
    assert browser.post("/api/session/factor", {"recovery": son.recovery[0]}).code == "bad_factor"
    assert browser.post("/api/session/factor", {"recovery": new[0]}).status == 200


def test_recovery_codes_come_with_a_factor(town: Town) -> None:
    answer = town.sign_in().post("/api/account/recovery", {})
    assert (answer.status, answer.code) == (409, "no_factor")


@pytest.mark.parametrize("passkey", [False, True])
def test_what_the_password_alone_began_ends_with_the_first_factor(
    town: Town, passkey: bool
) -> None:
    thief, desk = town.sign_in(), town.sign_in()
    assert thief.get("/api/session").status == 200
    if passkey:
        assert Authenticator().add(desk).status == 201
    else:
        add_totp(desk, town.clock)
    assert desk.get("/api/accounts").status != 401
    assert thief.get("/api/accounts").code == "unauthenticated"


def test_nothing_secret_of_a_factor_stands_in_the_database(town: Town, son: App) -> None:
    assert son.recovery is not None
    with town.app.app_context():
        row = db.session.scalars(select(Totp)).one()
        kept = f"{row.secret} {row.offered}"
        hashes = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert son.secret not in kept
    assert not set(son.recovery) & set(hashes)


def test_a_secret_of_one_account_is_none_of_another(town: Town, son: App) -> None:
    """Whoever may write into the database gives nobody an authenticator app of their own."""
    with town.app.app_context():
        row = db.session.scalars(select(Totp)).one()
        quan = db.session.scalars(select(Account.id).where(Account.login == "quan")).one()
        db.session.add(Totp(account_id=quan, secret=row.secret, since=row.since, step=0))
        db.session.commit()
    browser, answer = sign_in(town, "quan")
    assert answer.json["stage"] == "factor"
    assert browser.post("/api/session/factor", {"code": son.code()}).code == "bad_factor"


def test_a_secret_that_was_only_offered_does_not_count(town: Town) -> None:
    desk = town.sign_in()
    offered = desk.post("/api/account/totp", {}).json
    assert offered["uri"].startswith("otpauth://totp/")
    assert f"secret={offered['secret']}" in offered["uri"]
    assert offered["qr"].startswith("<svg")
    assert desk.get("/api/account/factors").json["totp_since"] is None
    assert sign_in(town)[1].json["stage"] == "ready"
    assert desk.post("/api/account/totp/confirm", {"code": "000000"}).code == "bad_factor"
    assert sign_in(town)[1].json["stage"] == "ready"


def test_another_app_takes_the_place_of_the_first_once_its_code_was_shown(
    town: Town, son: App
) -> None:
    desk, _ = sign_in(town)
    desk.post("/api/session/factor", {"code": son.code()})
    new = App(desk.post("/api/account/totp", {}).json["secret"], town.clock)
    town.clock.move(seconds=30)
    assert sign_in(town)[0].post("/api/session/factor", {"code": son.code()}).status == 200
    answer = desk.post("/api/account/totp/confirm", {"code": new.code()})
    assert answer.json["recovery"] is None
    town.clock.move(seconds=60)
    browser, _ = sign_in(town)
    assert browser.post("/api/session/factor", {"code": son.code()}).code == "bad_factor"
    assert browser.post("/api/session/factor", {"code": new.code()}).status == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/account/totp", {}),
        ("POST", "/api/account/totp/confirm", {"code": "123456"}),
        ("DELETE", "/api/account/totp", None),
        ("POST", "/api/account/passkeys/options", {}),
        ("POST", "/api/account/recovery", {}),
    ],
)
def test_a_browser_left_open_changes_no_factor(
    town: Town, method: str, path: str, body: dict[str, Any] | None
) -> None:
    desk = town.sign_in()
    add_totp(desk, town.clock)
    town.clock.move(minutes=15, seconds=1)

    def ask() -> Answer:
        return desk.delete(path) if method == "DELETE" else desk.post(path, body)

    assert (ask().status, ask().code) == (403, "confirm_first")
    assert desk.post("/api/session/confirm", {"password": "sai-mat-khau"}).code == "wrong_password"
    assert ask().code == "confirm_first"
    assert desk.post("/api/session/confirm", {"password": PASSWORD}).status == 204
    assert ask().code != "confirm_first"


def test_confirming_is_no_way_to_guess(town: Town) -> None:
    desk = town.sign_in()
    for number in range(5):
        wrong = {"password": f"sai-mat-khau-{number}"}
        assert desk.post("/api/session/confirm", wrong).code == "wrong_password"
    answer = desk.post("/api/session/confirm", {"password": PASSWORD})
    assert (answer.status, answer.code) == (429, "too_many_attempts")
    town.clock.move(seconds=int(answer.headers["Retry-After"]))
    assert desk.post("/api/session/confirm", {"password": PASSWORD}).status == 204


def test_codes_are_guessed_slowly(town: Town, son: App) -> None:
    """From many browsers, each with a session of its own: the account counts them together."""
    told = []
    for number in range(40):
        browser, _ = sign_in(town)
        told.append(browser.post("/api/session/factor", {"code": f"{number:06}"}).status)
        town.clock.move(seconds=1)
    assert told[:10] == [401] * 10
    assert told.count(401) <= 12


def test_five_codes_a_session(town: Town, son: App) -> None:
    browser, _ = sign_in(town)
    for number in range(5):
        assert browser.post("/api/session/factor", {"code": f"{number:06}"}).status == 401
    assert browser.post("/api/session/factor", {"code": son.code()}).code == "too_many_attempts"


def test_codes_that_strangers_guess_keep_no_known_browser_out(town: Town, son: App) -> None:
    known, _ = sign_in(town)
    assert known.post("/api/session/factor", {"code": son.code()}).status == 200
    known.delete("/api/session")
    for number in range(12):
        sign_in(town)[0].post("/api/session/factor", {"code": f"{number:06}"})
    assert sign_in(town)[0].post("/api/session/factor", {"code": "000000"}).status == 429
    town.clock.move(seconds=30)
    known.post("/api/session", {"login": "son", "password": PASSWORD})
    assert known.post("/api/session/factor", {"code": son.code()}).status == 200


def test_wrong_codes_are_told(town: Town, son: App) -> None:
    browser, _ = sign_in(town)
    browser.post("/api/session/factor", {"code": "000000"})
    answer = browser.post("/api/session/factor", {"code": son.code()})
    assert answer.json["guesses"]["count"] == 1
    assert [details for _, details in trail(town.app, "sign_in_failed")] == [{"count": 1}]


def test_a_session_that_waits_for_nothing_is_answered_as_it_is(town: Town) -> None:
    answer = town.sign_in().post("/api/session/factor", {"code": "000000"})
    assert (answer.status, answer.json["stage"]) == (200, "ready")


@pytest.mark.usefixtures("demanded")
@pytest.mark.parametrize(
    ("login", "role", "unit", "stage"),
    [
        ("a", "administrator", None, "enrol"),
        ("b", "coordinator", CLUSTER, "enrol"),
        ("c", "coordinator", KHANH_CUONG, "ready"),
    ],
)
def test_of_whom_a_second_factor_is_demanded(
    town: Town, login: str, role: str, unit: str | None, stage: str
) -> None:
    with town.app.app_context():
        create_account(login, "Ai đó", role, unit, PASSWORD)
    browser, answer = sign_in(town, login)
    assert (answer.json["stage"], answer.json["demanded"]) == (stage, stage == "enrol")
    if stage == "ready":
        return
    assert browser.get("/api/units").code == "sign_in_unfinished"
    add_totp(browser, town.clock)
    assert browser.get("/api/session").json["stage"] == "ready"
    assert browser.get("/api/units").status == 200


@pytest.mark.usefixtures("demanded")
def test_a_passkey_is_a_second_factor_too(town: Town) -> None:
    browser, _ = sign_in(town)
    key = Authenticator()
    assert key.add(browser).status == 201
    assert browser.get("/api/session").json["stage"] == "ready"
    assert key.sign_in(Browser(town.connect())).json["stage"] == "ready"


@pytest.mark.usefixtures("demanded")
def test_the_last_factor_stays_where_one_is_demanded(town: Town) -> None:
    desk, _ = sign_in(town)
    add_totp(desk, town.clock)
    answer = desk.delete("/api/account/totp")
    assert (answer.status, answer.code) == (409, "last_factor")
    made = Authenticator().add(desk).json["passkey"]["id"]
    assert desk.delete("/api/account/totp").status == 204
    assert desk.delete(f"/api/account/passkeys/{made}").code == "last_factor"


def test_where_none_is_demanded_the_last_one_goes_with_its_codes(town: Town, app: Flask) -> None:
    desk = town.sign_in()
    add_totp(desk, town.clock)
    assert desk.delete("/api/account/totp").status == 204
    assert desk.delete("/api/account/totp").code == "not_found"
    assert desk.get("/api/session").json["factors"] == []
    assert trail(app, "factor_removed")[-1][1] == {"factor": "totp"}


@pytest.mark.usefixtures("demanded")
def test_who_is_moved_above_a_commune_signs_in_again(town: Town) -> None:
    with town.app.app_context():
        account = create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("boss", "Bình", "administrator", None, PASSWORD)
    mai = town.sign_in("mai")
    boss, _ = sign_in(town, "boss")
    add_totp(boss, town.clock)
    assert boss.patch(f"/api/accounts/{account}", {"unit": CLUSTER}).status == 200
    assert mai.get("/api/session").code == "unauthenticated"
    # Sơn, who kept the account, could know the password of before.
    token = boss.post(f"/api/accounts/{account}/reset", {}).json["link"].partition("#")[2]
    own = "mot-mat-khau-rieng-cua-mai"
    reset = Browser(town.connect()).post("/api/reset", {"token": token, "password": own})
    assert reset.status == 204
    assert sign_in(town, "mai", own)[1].json["stage"] == "enrol"


@pytest.mark.usefixtures("may_be_demanded")
def test_a_session_that_was_ready_waits_once_a_factor_is_demanded(town: Town, app: Flask) -> None:
    """The setting changes while people are signed in; who has a factor goes on."""
    desk, quan = town.sign_in(), town.sign_in("quan")
    add_totp(quan, town.clock)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], second_factor_demanded=True)
    assert desk.get("/api/units").code == "sign_in_unfinished"
    assert desk.get("/api/session").json["stage"] == "enrol"
    assert quan.get("/api/units").status == 200
    add_totp(desk, town.clock)
    assert desk.get("/api/units").status == 200
    assert desk.get("/api/session").json["stage"] == "ready"


def test_a_made_password_is_changed_first(town: Town) -> None:
    made = town.sign_in().post("/api/accounts", NEW).json["password"]
    browser, answer = sign_in(town, "mai", made)
    assert answer.json["stage"] == "password"
    assert browser.get("/api/units").code == "sign_in_unfinished"
    body = {"old": made, "new": made}
    answer = browser.post("/api/session/password", body)
    assert (answer.status, answer.json["details"]) == (422, {"reason": "same"})
    answer = browser.post("/api/session/password", {**body, "new": PASSWORD})
    assert (answer.status, answer.json["stage"]) == (200, "ready")
    assert browser.get("/api/units").status == 200
    assert sign_in(town, "mai")[1].json["stage"] == "ready"


def test_a_renewed_password_is_changed_first(town: Town) -> None:
    desk = town.sign_in("quan")
    (son,) = [row["id"] for row in desk.get("/api/accounts").json["rows"]]
    made = desk.post(f"/api/accounts/{son}/password", {}).json["password"]
    assert sign_in(town, "son", made)[1].json["stage"] == "password"


@pytest.mark.usefixtures("demanded")
def test_the_stages_come_one_after_the_other(town: Town) -> None:
    """A made password first, and then the factor that is demanded; at the next sign-in the factor."""
    with town.app.app_context():
        create_account("boss", "Bình", "administrator", None, "AAAA-BBBB-CCCC-DDDD", made=True)
    browser, answer = sign_in(town, "boss", "AAAA-BBBB-CCCC-DDDD")
    assert answer.json["stage"] == "password"
    assert browser.post("/api/account/totp", {}).code == "sign_in_unfinished"
    body = {"old": "AAAA-BBBB-CCCC-DDDD", "new": PASSWORD}
    assert browser.post("/api/session/password", body).json["stage"] == "enrol"
    assert browser.post("/api/session/password", body).code == "sign_in_unfinished"
    add_totp(browser, town.clock)
    assert browser.get("/api/session").json["stage"] == "ready"
    assert sign_in(town, "boss")[1].json["stage"] == "factor"


def test_a_lost_phone(town: Town, son: App, app: Flask) -> None:
    """Who keeps the account takes its factors away; the password stays, and sessions end."""
    desk, signed_in = town.sign_in("quan"), sign_in(town)[0]
    (row,) = desk.get("/api/accounts").json["rows"]
    assert row["factors"] == 1
    assert desk.delete(f"/api/accounts/{row['id']}/factors").status == 204
    assert signed_in.get("/api/session").code == "unauthenticated"
    assert sign_in(town)[1].json["stage"] == "ready"
    told = trail(app, "factor_removed")[-1]
    assert told == (row["id"], {"factor": "all", "count": 1})
    (row,) = desk.get("/api/accounts").json["rows"]
    assert row["factors"] == 0


def test_a_phone_goes_on_with_a_sign_in_half_done(town: Town) -> None:
    """Somebody leaves the desk's sign-in half done on a volunteer's phone, which still syncs."""
    lan = town.lan()
    add_totp(town.sign_in(), town.clock)
    answer = lan.web.post("/api/session", {"login": "son", "password": PASSWORD})
    assert answer.json["stage"] == "factor"
    assert lan.sync(lan.session()) is not None
    assert lan.web.get("/api/units").code == "sign_in_unfinished"
