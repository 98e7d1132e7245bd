"""The commands: setting a server up by hand, and the words of welcome."""

import json
from pathlib import Path

from flask import Flask

from server.directory.use_cases.import_units import DATA
from tests.phones import Phone
from tests.server.accounts.authenticators import add_totp
from tests.town import TEAM, Town
from tests.wires import Browser, InProcess


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output


def test_units_and_catalogue(app: Flask) -> None:
    assert run(app, "units", "import", str(DATA)) == (0, "24 units, 0 of them new or changed\n")
    code, said = run(app, "catalogue", "import")
    assert code == 0
    assert "0 of them new or changed" in said


def test_an_account_with_a_random_password(town: Town) -> None:
    code, said = run(town.app, "account", "create", "thu", "--name", "Thu", "--unit", "21451")
    assert code == 0
    password = said.split("password ")[1].split()[0]
    browser = town.desk()
    answer = browser.post("/api/session", {"login": "thu", "password": password})
    assert answer.json["account"]["unit"]["name"] == "Trà Câu"
    assert answer.json["stage"] == "password"


def test_no_command_takes_a_password(app: Flask) -> None:
    """Whoever may list processes, or read a shell's history, would read it."""
    words = ["thu", "--name", "Thu", "--unit", "21451", "--password", "mot-mat-khau-dai-cua-thu"]
    code, said = run(app, "account", "create", *words)
    assert code == 2
    assert "No such option" in said


def test_a_reset_link_by_a_command(town: Town) -> None:
    code, said = run(town.app, "account", "reset", "quan")
    assert code == 0
    token = said.split("/reset#")[1].split()[0]
    browser = Browser(town.connect())
    assert browser.post("/api/reset/look", {"token": token}).json["login"] == "quan"
    new = "mot-cau-moi-that-dai-cua-quan"
    assert browser.post("/api/reset", {"token": token, "password": new}).status == 204
    assert browser.post("/api/session", {"login": "quan", "password": new}).status == 200
    code, said = run(town.app, "account", "reset", "nobody")
    assert (code, said) == (1, "Error: there is no account nobody that may sign in\n")


def test_second_factors_taken_away_by_a_command(town: Town) -> None:
    desk = town.desk()
    add_totp(desk, town.clock)
    code, said = run(town.app, "account", "factors-drop", "son")
    assert (code, said) == (0, "login son: 1 second factors taken away\n")
    assert desk.get("/api/session").code == "unauthenticated"
    assert town.desk().get("/api/session").json["factors"] == []
    assert run(town.app, "account", "factors-drop", "nobody")[0] == 1


def test_sessions_are_ended_by_a_command(town: Town) -> None:
    son, quan = town.desk(), town.desk("quan")
    assert run(town.app, "account", "sign-out", "son") == (0, "1 sessions ended\n")
    assert son.get("/api/session").code == "unauthenticated"
    assert quan.get("/api/session").status == 200
    assert run(town.app, "account", "sign-out", "--all") == (0, "1 sessions ended\n")
    assert quan.get("/api/session").code == "unauthenticated"
    assert run(town.app, "account", "sign-out", "nobody")[0] == 1
    assert run(town.app, "account", "sign-out")[0] == 2


def test_accounts_that_cannot_be(app: Flask) -> None:
    for words in (
        ["son", "--name", "Sơn", "--unit", "51"],
        ["x", "--name", "X"],
        ["x", "--name", "X", "--unit", "534"],
    ):
        code, said = run(app, "account", "create", *words)
        assert code == 1, words
        assert said.startswith("Error: ")


def test_a_team_and_an_invitation_into_it(town: Town, tmp_path: Path) -> None:
    assert run(town.app, "team", "create", "DH-TC", "Đội Trà Câu", "--unit", "21451")[0] == 0
    assert run(town.app, "team", "create", "DH-TC", "Lại", "--unit", "21451")[0] == 1
    image = tmp_path / "code.svg"
    code, said = run(town.app, "invite", "DH-TC", "--svg", str(image))
    assert code == 0
    assert image.read_text(encoding="utf-8").startswith("<svg")
    phone = Phone(InProcess(town.app), town.clock)
    assert phone.join(said.splitlines()[0], "Mai").status == 200


def test_invitations_that_cannot_be(app: Flask) -> None:
    assert run(app, "invite", "NONE")[0] == 1
    assert run(app, "invite", "DH-PC", "--hours", "100") == (1, "Error: --hours: 1 to 72\n")
    lead = ("invite", "DH-PC", "--role", "lead", "--approval")
    assert run(app, *lead, "--uses", "3") == (1, "Error: --uses: 1 to 1\n")


def test_recount(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    code, said = run(town.app, "recount")
    assert code == 0
    assert said.startswith("1 sessions, ")
    assert "equal" in said


def test_welcome_without_a_demonstration(app: Flask) -> None:
    code, said = run(app, "welcome")
    assert code == 0
    assert "http://localhost" in said
    assert "adb reverse tcp:80 tcp:80" in said


def test_welcome_shows_a_link_that_lets_in_and_renews_it(town: Town) -> None:
    made = town.desk().post(f"/api/teams/{TEAM}/invitations", {}).json
    file = town.app.config["SETTINGS"].instance / "demonstration.json"
    access = {
        "coordinator": {"login": "son", "password": "bí mật"},
        "team": {"id": TEAM, "name": "Đội hình Phổ Cường"},
        "invitation": {name: made[name] for name in ("code", "link", "short_code")},
    }
    file.write_text(json.dumps(access), encoding="utf-8")
    try:
        code, said = run(town.app, "welcome")
        assert code == 0
        assert made["link"] in said
        assert "login son   password bí mật" in said
        assert all(len(line) <= 80 for line in said.splitlines())
        assert "█▀▀▀▀▀█" in said or "▄▄▄▄▄" in said
        town.clock.move(hours=100)
        _, later = run(town.app, "welcome")
        assert made["link"] not in later
        renewed = json.loads(file.read_text(encoding="utf-8"))["invitation"]["code"]
        assert Phone(town.connect(), town.clock).join(renewed, "Mai").status == 200
    finally:
        file.unlink()
