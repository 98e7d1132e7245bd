"""The demonstration gives the initiative's numbers, and what the desk shows is what was sent."""

import csv
import json
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.app.factory import create_app
from server.database.clock import day_of
from server.directory.use_cases.import_units import unit_id
from server.operations.demo.blocks import silent_today
from server.operations.demo.roster import read_teams
from tests.demo import fold
from tests.demo.loading import Loaded, begin, command, read_loaded
from tests.keys import SECRET_KEY
from tests.machine.needs import ROOT

CLUSTER = unit_id("CUM-DP", "2025-07-01")
TOWN = unit_id("534", "2020-02-01")
PROVINCE_BEFORE = unit_id("51", "1989-07-01")
NEW_COMMUNE = unit_id("21472", "2025-07-01")
JUNE = ("2025-06-01", "2025-06-30")
TODAY = day_of(datetime.now(UTC))
SINCE_THE_REFORM = ("2025-07-01", TODAY)
ALWAYS = ("2025-06-01", TODAY)


@pytest.fixture(scope="module")
def loaded(demonstration: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A copy of our own: Sơn signs in to it, and others may be copying the first one."""
    return read_loaded(demonstration.copy_to(tmp_path_factory.mktemp("loaded") / "instance"))


@pytest.fixture(scope="module")
def database(loaded: Loaded) -> Path:
    return loaded.folder / "tungngo.sqlite"


@pytest.fixture(scope="module")
def son(loaded: Loaded) -> Iterator[FlaskClient]:
    """Sơn, signed in."""
    app = create_app({"INSTANCE_DIR": str(loaded.folder), "PUBLIC_URL": "http://127.0.0.1:8000"})
    with app.test_client() as client:
        answer = client.post(
            "/api/session",
            json={"login": loaded.login, "password": loaded.password},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert answer.status_code == 200, answer.text
        yield client


@pytest.fixture(scope="module")
def sessions(database: Path) -> list[fold.Session]:
    return fold.sessions(database)


def tallies(client: FlaskClient, **query: str) -> dict[str, Any]:
    answer = client.get("/api/tallies", query_string=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def within(
    chosen: list[fold.Session], period: tuple[str, str], teams: set[str] | None = None
) -> list[fold.Session]:
    first, last = period
    return [
        session
        for session in chosen
        if first <= session.fields["day"] <= last and (teams is None or session.team in teams)
    ]


def teams_under(database: Path, unit: str) -> set[str]:
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT team_id FROM team_unit WHERE unit_id = ?", [unit])
        found = {row[0] for row in rows}
    connection.close()
    return found


def affiliations(database: Path) -> dict[str, str]:
    with sqlite3.connect(database) as connection:
        found = dict(connection.execute("SELECT member_id, affiliation FROM membership").fetchall())
    connection.close()
    return found


def test_june_gives_the_initiatives_own_numbers(sessions: list[fold.Session]) -> None:
    june = within(sessions, JUNE)
    by_service = fold.add_up(june).by_service
    assert sum(n for code, n in by_service.items() if code.startswith("DD")) == 5000
    at_the_desk = [session for session in june if session.fields["place_kind"] == "HCC"]
    assert len(fold.add_up(at_the_desk).present) == 1000


def test_the_desk_shows_the_numbers_of_june(son: FlaskClient) -> None:
    rows = tallies(son, unit=CLUSTER, **{"from": JUNE[0]}, to=JUNE[1], by="service")["rows"]
    assert sum(row["totals"]["turns"] for row in rows if row["key"].startswith("DD")) == 5000


def test_the_congress_has_a_code_for_its_door(son: FlaskClient) -> None:
    rows = son.get(f"/api/activities?from={TODAY}&to=2100-01-01").get_json()["rows"]
    (code,) = (row["code"] for row in rows if row["kind"] == "dai_hoi")
    assert "Đại hội Đoàn cụm Đức Phổ" in son.get(f"/c/{code}").text


@pytest.mark.parametrize("period", [JUNE, SINCE_THE_REFORM, ALWAYS])
@pytest.mark.parametrize("unit", [CLUSTER, NEW_COMMUNE])
def test_totals_equal_an_own_count(
    son: FlaskClient,
    database: Path,
    sessions: list[fold.Session],
    unit: str,
    period: tuple[str, str],
) -> None:
    """With the boundaries of now a unit holds also what was done under those it replaced."""
    told = tallies(son, unit=unit, **{"from": period[0]}, to=period[1], by="team")["total"]
    teams = None if unit == CLUSTER else teams_under(database, unit)
    mine = fold.add_up(within(sessions, period, teams))
    assert (told["sessions"], told["people"], told["turns"]) == (
        mine.sessions,
        mine.people,
        mine.turns,
    )
    kinds = affiliations(database)
    union = sum(kinds[member] == "DOAN" for member, _, _ in mine.present)
    police = sum(kinds[member] == "CONGAN" for member, _, _ in mine.present)
    assert told["volunteer_turns"]["union"] == union
    assert told["volunteer_turns"]["police"] == police
    assert told["volunteer_turns"]["all"] == len(mine.present)


def test_each_service_equals_an_own_count(son: FlaskClient, sessions: list[fold.Session]) -> None:
    rows = tallies(son, unit=CLUSTER, **{"from": ALWAYS[0]}, to=ALWAYS[1], by="service")["rows"]
    told = {row["key"]: row["totals"]["turns"] for row in rows if row["totals"]["turns"]}
    assert told == dict(fold.add_up(within(sessions, ALWAYS)).by_service)


def test_then_boundaries_keep_june_out_of_the_cluster(son: FlaskClient) -> None:
    told = tallies(son, unit=CLUSTER, **{"from": JUNE[0]}, to=JUNE[1], by="team", boundaries="then")
    assert told["total"]["sessions"] == 0


def test_the_blocks_end_yesterday_and_today(sessions: list[fold.Session], database: Path) -> None:
    with sqlite3.connect(database) as connection:
        (last,) = connection.execute("SELECT max(at) FROM sync_commit").fetchone()
    connection.close()
    today = date.fromisoformat(day_of(datetime.fromisoformat(last).replace(tzinfo=UTC)))
    days = {session.fields["day"] for session in sessions}
    assert {today.isoformat(), (today - timedelta(days=1)).isoformat()} <= days
    assert max(days) == today.isoformat()


def test_recount_says_equal(loaded: Loaded) -> None:
    done = command(loaded.folder, "recount")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_waits_for_a_coordinator(son: FlaskClient) -> None:
    review = son.get("/api/review", query_string={"unit": CLUSTER}).get_json()["rows"]
    assert sorted(item["kind"] for item in review) == ["proposal", "review"]
    waiting = son.get(
        "/api/enrolments", query_string={"unit": CLUSTER, "state": "pending"}
    ).get_json()["rows"]
    assert len(waiting) == 1
    told = tallies(son, unit=CLUSTER, **{"from": JUNE[0]}, to=ALWAYS[1], by="team")["completeness"]
    assert (told["teams"], told["teams_with_unsent"]) == (31, 2)
    assert told["unsent_at_least"] == 10
    silent = len(silent_today(read_teams(Random(1))))
    assert silent > 0
    assert 0 < told["teams_reported_today"] <= 31 - silent


def test_all_teams_have_their_head_counts(database: Path) -> None:
    with (ROOT / "server/operations/demo/teams.csv").open(encoding="utf-8") as rows:
        wanted = {
            row["code"]: (int(row["union_members"]), int(row["police"]))
            for row in csv.DictReader(rows)
        }
    query = """SELECT team.code, sum(affiliation = 'DOAN'), sum(affiliation = 'CONGAN')
        FROM team JOIN membership ON team.id = team_id
        JOIN member ON member.id = member_id WHERE member.name != 'Võ Ngọc Diễm' GROUP BY 1"""
    with sqlite3.connect(database) as connection:
        found = {code: (union, police) for code, union, police in connection.execute(query)}
    connection.close()
    assert found == wanted


def test_the_logins_are_for_the_owner_only(loaded: Loaded) -> None:
    path = loaded.folder / "demonstration.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    access = json.loads(path.read_text())
    assert len(access["administrator"]["password"]) >= 15


def test_it_prints_one_line_and_is_quick(loaded: Loaded) -> None:
    assert loaded.output.count("\n") == 1
    assert loaded.output.startswith("31 teams, ")


def test_it_refuses_an_address_that_others_reach(tmp_path: Path) -> None:
    done = command(
        tmp_path, "demo", PUBLIC_URL="https://tungngo.example.vn", SECRET_KEY=SECRET_KEY,
        LASTING_DISK=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 1
    assert "PUBLIC_URL" in done.stderr


def test_it_refuses_a_database_that_is_not_empty(loaded: Loaded) -> None:
    done = command(loaded.folder, "demo")
    assert done.returncode == 1
    assert "not loaded" in done.stderr
    assert command(loaded.folder, "demo", "--if-empty").returncode == 0


def test_a_loading_that_was_interrupted_is_done_anew(tmp_path: Path) -> None:
    folder = tmp_path / "half"
    assert command(folder, "db", "upgrade").returncode == 0
    with begin(folder, "demo", "--if-empty") as begun:
        while begun.poll() is None and teams_in(folder) == 0:
            time.sleep(0.02)
        begun.kill()
    assert not (folder / "demonstration.json").exists()
    again = command(folder, "demo", "--if-empty")
    assert again.returncode == 0, again.stderr
    assert "loaded anew" in again.stdout
    assert (folder / "demonstration.json").exists()
    assert teams_in(folder) == 31
    assert command(folder, "recount").returncode == 0
    assert command(folder, "demo", "--if-empty").stdout == ""


def teams_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "tungngo.sqlite")) as database:
        return int(database.execute("SELECT count(*) FROM team").fetchone()[0])
