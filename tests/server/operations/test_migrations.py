"""The migrations make exactly the tables that the code speaks of."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, text

from server.database.engine import db
from tests.applications import make_app
from tests.machine import postgres
from tests.town import Clock


def differences() -> list[object]:
    with db.engine.connect() as connection:
        found: list[object] = list(
            compare_metadata(MigrationContext.configure(connection), db.metadata)
        )
        return found + (kept_otherwise(connection) if db.engine.name == "sqlite" else [])


def kept_otherwise(connection: Connection) -> list[object]:
    """Tables of SQLite that are kept by number and not by key, or the other way round."""
    by_key = connection.execute(
        text("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")
    )
    wanted = {
        table.name
        for table in db.metadata.tables.values()
        if not table.dialect_options["sqlite"]["with_rowid"]
    }
    return sorted(wanted ^ set(by_key.scalars()))


def test_the_tables_are_those_of_the_code(app: Flask) -> None:
    with app.app_context():
        assert differences() == []


def test_the_newest_step_can_be_taken_back_and_again(tmp_path: Path, clock: Clock) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'steps.sqlite'}", clock, tmp_path)
    with app.app_context():
        upgrade()
        downgrade(revision="-1")
        assert differences() != []
        upgrade()
        assert differences() == []
        db.engine.dispose()


def brought_up(
    app: Flask, revision: str, statements: list[str], asked: str
) -> dict[str, str | int | None]:
    """What a question for pairs finds in the tables of today, if this was done in those of a revision."""
    with app.app_context():
        upgrade(revision=revision)
        with db.engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        upgrade()
        with db.engine.connect() as connection:
            found = dict(connection.execute(text(asked)).all())
        db.engine.dispose()
    return found


LAN, OLD, NEW = "lan", "old-team", "new-team"
MOVED = [
    f"INSERT INTO team (id, kind, name, label) VALUES ('{OLD}', 'khac', 'A', '')",
    f"INSERT INTO team (id, kind, name, label) VALUES ('{NEW}', 'khac', 'B', '')",
    f"INSERT INTO member (id, name, created_at) VALUES ('{LAN}', 'Lan', '2026-11-01 00:00:00')",
    *(
        "INSERT INTO membership (id, member_id, team_id, role, affiliation, valid_from, valid_to)"
        f" VALUES ('{key}', '{LAN}', '{team}', 'volunteer', 'DOAN', '{first}', {last})"
        for key, team, first, last in (
            ("left", OLD, "2026-10-01", "'2026-10-09'"),
            ("moved", OLD, "2026-11-01", "'2026-11-19'"),
            ("begun", NEW, "2026-11-20", "NULL"),
        )
    ),
    "INSERT INTO audit_entry (at, actor_kind, action, subject_kind, subject_id, details) VALUES"
    f" ('2026-11-20 00:00:00', 'account', 'member_moved', 'member', '{LAN}',"
    f' \'{{"before": "{OLD}", "after": "{NEW}", "from": "2026-11-20"}}\')',
]


def test_which_times_ended_by_a_move_is_told_from_the_audit_trail(
    database_url_of_its_own: str, tmp_path: Path, clock: Clock
) -> None:
    app = make_app(database_url_of_its_own, clock, tmp_path)
    asked = "SELECT id, moved_to FROM membership"
    found = brought_up(app, "0003", MOVED, asked)
    assert found == {"left": None, "moved": NEW, "begun": None}


CHANNELS = [
    "INSERT INTO channel_digest (channel, n, sum) VALUES ('rows', 1, 'a'), ('exits', 0, 'b'), ('', 0, 'c')",
    "INSERT INTO record (id, kind, channel, ver, h, state, fields, erased)"
    " VALUES ('a', 'place', 'rows', 7, '', 'counted', '{}', FALSE)",
    "INSERT INTO exit_row (channel, record_id, ver)"
    " VALUES ('rows', 'b', 5), ('exits', 'b', 9), ('exits', 'c', 8)",
]


def test_the_newest_number_of_each_channel_is_told_from_its_rows(
    database_url_of_its_own: str, tmp_path: Path, clock: Clock
) -> None:
    app = make_app(database_url_of_its_own, clock, tmp_path)
    asked = "SELECT channel, ver FROM channel_digest WHERE ver_of = sum"
    assert brought_up(app, "0018", CHANNELS, asked) == {"rows": 7, "exits": 9, "": 0}


AT, DAY = "2026-11-20 00:00:00", "2026-11-20"
ACTED = [
    f"INSERT INTO unit (id, code, valid_from, name, kind) VALUES ('xa', '1', '{DAY}', 'Xã', 'xa')",
    "INSERT INTO account (id, login, name, password_hash, role, unit_id, created_at)"
    f" VALUES ('son', 'son', 'Sơn', '', 'coordinator', 'xa', '{AT}')",
    "INSERT INTO audit_entry (id, at, actor_kind, actor_id, action, subject_kind, subject_id, details)"
    f" VALUES (1, '{AT}', 'account', 'son', 'member_added', 'member', 'a', '{{}}'),"
    f" (2, '{AT}', 'device', 'son', 'member_added', 'member', 'b', '{{}}')",
    "INSERT INTO activity (id, unit_id, name, first, last, place, set_by, set_at)"
    f" VALUES ('c', 'xa', 'Ngày hội', '{DAY}', '{DAY}', 'Chợ', 'son', '{AT}')",
]


def test_acts_and_activities_of_before_are_of_the_unit_where_the_account_is(
    database_url_of_its_own: str, tmp_path: Path, clock: Clock
) -> None:
    app = make_app(database_url_of_its_own, clock, tmp_path)
    asked = (
        "SELECT subject_id, actor_unit_id FROM audit_entry"
        " UNION ALL SELECT id, set_from FROM activity"
    )
    assert brought_up(app, "0026", ACTED, asked) == {"a": "xa", "b": None, "c": "xa"}


def _member(member: str, *times: tuple[str, str, str]) -> list[str]:
    """Somebody with times in team t: (role, first, last or NULL)."""
    rows = ", ".join(
        f"('{member} {first}', '{member}', 't', '{role}', 'DOAN', '{first}', {last})"
        for role, first, last in times
    )
    return [
        f"INSERT INTO member (id, name, consented_at, created_at)"
        f" VALUES ('{member}', '{member}', '{AT}', '{AT}')",
        "INSERT INTO membership (id, member_id, team_id, role, affiliation, valid_from, valid_to)"
        f" VALUES {rows}",
    ]


def _on(device: str, member: str, team: str, state: str, decided: str, **more: str) -> str:
    names = ", ".join(["", *more])
    values = ", ".join(["", *more.values()])
    return (
        "INSERT INTO enrolment (device_id, member_id, team_id, state, phrase, created_at, decided_at"
        f"{names}) VALUES ('{device}', '{member}', '{team}', '{state}', '', '{AT}', {decided}{values})"
    )


def _devices(*ids: str) -> list[str]:
    values = ", ".join(f"('{each}', '{each}', '{{}}', '{AT}')" for each in ids)
    return [f"INSERT INTO device (id, secret_hash, public_key, created_at) VALUES {values}"]


TEAMS = [
    "INSERT INTO team (id, name, kind, label) VALUES ('t', 'T', 'khac', ''), ('u', 'U', 'khac', '')"
]
ASKED_FOR = [
    *TEAMS,
    *_devices("d", "e", "f"),
    *_member("new", ("volunteer", DAY, "NULL")),
    _on("d", "new", "t", "pending", "NULL"),
    # Whoever left days before asks on one phone, and is on another one no more.
    *_member("back", ("volunteer", "2026-10-01", "'2026-10-09'"), ("volunteer", DAY, "NULL")),
    _on("d", "back", "t", "pending", "NULL"),
    _on("e", "back", "t", "ended", "'2026-10-09 10:00:00'"),
    # Whoever is in the team asks on a second phone; whoever was added has none that was let in.
    *_member("two", ("volunteer", DAY, "NULL")),
    _on("d", "two", "t", "pending", "NULL", stands_alone="TRUE"),
    _on("e", "two", "t", "approved", f"'{AT}'"),
    *_member("added", ("volunteer", DAY, "NULL")),
]


def test_which_times_somebody_only_asked_for_is_told_from_their_phones(
    database_url_of_its_own: str, tmp_path: Path, clock: Clock
) -> None:
    app = make_app(database_url_of_its_own, clock, tmp_path)
    asked = "SELECT id, CAST(provisional AS INTEGER) FROM membership"
    assert brought_up(app, "0035", ASKED_FOR, asked) == {
        f"new {DAY}": 1,
        "back 2026-10-01": 0,
        f"back {DAY}": 1,
        f"two {DAY}": 0,
        f"added {DAY}": 0,
    }


CODE = (
    "INSERT INTO invitation (id, team_id, role, affiliation, secret_hash, short_hash, auto_approve,"
    " member_id, expires_at, max_uses, uses, created_by, created_at) VALUES "
)
VOUCHED = [
    *TEAMS,
    *_devices("lead", "d", "e", "f"),
    *_member("lan", ("volunteer", DAY, "NULL")),
    CODE + f"('c', 't', 'volunteer', 'DOAN', 'a', 'b', TRUE, 'lan', '{AT}', 1, 1, 'lead', '{AT}')",
    _on("d", "lan", "t", "ended", f"'{AT}'", invitation_id="'c'"),
    # It came along into another team.
    _on("d", "lan", "u", "approved", f"'{AT}'"),
    _on("e", "lan", "t", "approved", f"'{AT}'", vouched_by="'lead'"),
    _on("f", "lan", "t", "approved", f"'{AT}'"),
]


def test_the_words_of_leads_are_told_from_codes_and_decisions(
    database_url_of_its_own: str, tmp_path: Path, clock: Clock
) -> None:
    app = make_app(database_url_of_its_own, clock, tmp_path)
    asked = "SELECT device_id || ' ' || team_id, given_on || ' ' || given_in FROM voucher"
    found = brought_up(app, "0034", VOUCHED, asked)
    assert found == {"d t": "lead t", "d u": "lead t", "e t": "lead t"}


@pytest.mark.postgresql
def test_who_holds_a_table_is_not_waited_for_without_an_end(
    cluster: postgres.Cluster, tmp_path: Path, clock: Clock
) -> None:
    """All who come after a change of a table wait behind it: it gives up, says why, and changed nothing."""
    app = make_app(cluster.create_database(), clock, tmp_path)
    with app.app_context():
        upgrade(revision="0042")
        with db.engine.connect() as holding:
            holding.execute(text("LOCK TABLE alembic_version IN SHARE ROW EXCLUSIVE MODE"))
            with pytest.raises(SystemExit):
                upgrade()
        with db.engine.connect() as connection:
            (found,) = connection.execute(text("SELECT version_num FROM alembic_version")).one()
        assert found == "0042"
        db.engine.dispose()


def test_figures_of_before_are_those_of_activities_papers_and_sites(
    database_url_of_its_own: str, tmp_path: Path, clock: Clock
) -> None:
    app = make_app(database_url_of_its_own, clock, tmp_path)
    at = "'2026-11-23 18:30:00'"  # half past one of the 24th in Vietnam
    units = [("above", "NULL"), ("below", "'above'")]
    statements = [
        "INSERT INTO unit (id, code, name, kind, parent_id, valid_from)"
        f" VALUES ('{unit}', '{unit}', 'Một nơi', 'xa', {parent}, '2025-07-01')"
        for unit, parent in units
    ]
    statements += [
        "INSERT INTO activity (id, unit_id, name, kind, first, last, place, set_by, set_at, called_off_at)"
        f" VALUES ('{name}', 'below', 'Một', 'hoi_nghi', '2026-11-05', '2026-11-06', 'Xã', 'son', {at}, {off})"
        for name, off in (("held", "NULL"), ("off", at))
    ]
    statements += [
        "INSERT INTO paper (id, unit_id, title, kind, readers, version, edition, set_by, set_at)"
        f" VALUES ('paper', 'below', 'Một', 'ke_hoach', 'public', 1, 1, 'son', {at})",
        "INSERT INTO heritage_site (id, name, unit_id, latest, live, made_at)"
        f" VALUES ('site', 'mot-noi', 'above', 1, 1, {at})",
        "INSERT INTO heritage_site_version (site_id, number, content, written_by, written_at, approved_at)"
        f" VALUES ('site', 1, '{{}}', 'son', {at}, {at})",
    ]
    found = brought_up(
        app,
        "0042",
        statements,
        "SELECT scope_id || ' ' || period || ' ' || figure || ' ' || part, n FROM figure_tally",
    )
    expected = {
        f"{unit} {period} {figure}": 1
        for figure, day, scopes in (
            ("activities hoi_nghi", "2026-11-05", ("above", "below")),
            ("papers ke_hoach", "2026-11-24", ("above", "below")),
            ("sites ", "2026-11-24", ("above",)),
        )
        for unit in scopes
        for period in (day, day[:7])
    }
    assert found == expected
