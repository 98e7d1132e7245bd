"""Two servers on one database and one journal: what either took away is taken away again, in the order in which
it was done, after an older backup was restored (PROTOCOL 5.9.4)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from server.audit.journal import read_journal
from server.audit.journal_store import open_journal
from server.database.engine import db
from tests.applications import build_app
from tests.faults.grounds import let_go
from tests.faults.served import Served
from tests.machine import postgres
from tests.restoring import KeepingPhone, joins
from tests.server.operations.test_commands import run
from tests.town import TEAM, Clock, Town
from tests.wires import OverHttp


def end(town: Town, phone: KeepingPhone) -> None:
    """Ends the time of who is on a phone, at the server that the town is turned to."""
    path = f"/api/teams/{TEAM}/members/{phone.member}"
    assert town.desk().patch(path, {"to": "2026-11-24"}).status == 200


def stop(town: Town, phone: KeepingPhone) -> None:
    assert town.desk().delete(f"/api/devices/{phone.device}").status == 204


@pytest.mark.postgresql
def test_what_two_servers_took_away_is_taken_away_again(
    cluster: postgres.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(cluster.binaries), prepend=":")
    journal = cluster.create_database()
    monkeypatch.setenv("JOURNAL", journal)
    url, clock = cluster.create_database(), Clock()
    town = Town(build_app(url, clock, tmp_path), clock)
    let_go(town)
    places = [tmp_path / "one", tmp_path / "other"]
    for place in places:
        place.mkdir()
    servers = [Served(url, place, JOURNAL=journal, WEB_CONCURRENCY="1") for place in places]
    try:
        with ThreadPoolExecutor() as starting:
            list(starting.map(Served.start, servers))

        def turn(number: int) -> None:
            town.connect = lambda: OverHttp(servers[number].address)

        turn(0)
        lan, minh, tu = joins(town), joins(town, "Minh"), joins(town, "Tư")
        backup = tmp_path / "backup"
        assert run(town.app, "backup", str(backup))[0] == 0
        let_go(town)
        before = len(read_journal(journal))
        done = []
        for number, act, phone in (
            (0, stop, lan),
            (1, end, minh),
            (0, end, tu),
            (1, stop, tu),
            (0, stop, minh),
        ):
            turn(number)
            act(town, phone)
            done.append((act.__name__, phone.device if act is stop else phone.member))
        turn(1)
        nam = joins(town, "Năm")
        turn(0)
        stop(town, nam)
        healths = [
            OverHttp(each.address).send("GET", "/healthz", None, {}).json for each in servers
        ]
        assert [each["journal_state"] for each in healths] == ["current", "current"]
    finally:
        for each in servers:
            each.stop()
    names = {"device_revoked": "stop", "membership_changed": "end"}
    told = [
        (names[e.action], e.subject) for e in read_journal(journal)[before:] if e.action in names
    ]
    assert told == [*done, ("stop", nam.device)]
    clock.move(hours=1)
    code, said = run(town.app, "restore", str(backup))
    assert code == 0, said
    assert "done again: device_revoked 4, membership_changed 2\n" in said
    with town.app.app_context():
        stopped = db.session.scalars(text("SELECT id FROM device WHERE revoked_at IS NOT NULL"))
        assert set(stopped) == {each.device for each in (lan, minh, tu, nam)}
        ended = db.session.scalars(
            text("SELECT member_id FROM membership WHERE valid_to IS NOT NULL")
        )
        assert set(ended) == {minh.member, tu.member}
        db.session.remove()
    let_go(town)
    open_journal(journal).close()
