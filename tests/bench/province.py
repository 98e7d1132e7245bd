"""A large province: 20 clusters of 20 communes, 3,000 teams with three phones each, and as many help
sessions of the last year as one likes. They are drawn as the demonstration's, and the totals are moved
by what the server itself moves them with."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import insert, text

from server.accounts.use_cases.password_sign_in import create_account
from server.auth.tables import Device, Enrolment
from server.catalogue.store import outcomes_that_count
from server.catalogue.use_cases.importing import import_catalogue
from server.config import VERSION
from server.database.bulk import insert_rows, table_of
from server.database.clock import day_of
from server.database.engine import Base, db
from server.operations.demo.profiles import FIELD_PLACES, draw_crew, pick
from server.operations.demo.roster import Person, TeamPlan, new_id, recorded_id
from server.operations.demo.sessions import DAYTIME, SessionPlan, plan_session
from server.operations.demo.timeline import local
from server.organisation.store import UnitChains
from server.organisation.tables import Member, Membership, Team, TeamUnit, Unit
from server.records.rows import NewChange, StoredRow
from server.records.store.changes import put_changes
from server.records.store.records import put_records
from server.targets.tables import Target
from server.totals.apply_delta import TABLES, Basis, spread_of
from server.totals.store import add_to_tally, put_presences
from sync.contribution import Sums
from tests.bench.multiplying import hurry

CLUSTERS, COMMUNES, TEAMS, PHONES = 20, 400, 3_000, 3
LOGIN, PASSWORD = "tinh-lon", "mot cum tu dai cho tinh lon"
SINCE = "2022-01-01"
YEAR = timedelta(days=365)
DAYS = 110
"""On so many days of the year a team goes out."""
Fields = dict[str, Any]


@dataclass(frozen=True)
class Province:
    """Where to look: the province, and one of its clusters, communes and teams."""

    unit: str
    cluster: str
    commune: str
    team: str


def build_province(app: Flask, sessions: int, now: datetime | None = None) -> Province:
    """Fills the empty database of an app with what was recorded in the year before a moment, that of now."""
    rng, now = Random(3), now or datetime.now(UTC)
    with app.app_context():
        driver = db.session.connection().connection.driver_connection
        db.session.rollback()
        hurry(driver)
        import_catalogue()
        units = _units(rng)
        province, cluster = units[0]["id"], units[1]["id"]
        communes = [unit["id"] for unit in units if unit["kind"] == "xa"]
        teams = [_team(rng, number) for number in range(TEAMS)]
        places = {team.id: communes[number % COMMUNES] for number, team in enumerate(teams)}
        _put(Unit, units)
        _put_teams(teams, places)
        _put_people(rng, teams, now)
        scopes = [("unit", unit["id"]) for unit in units] + [("team", team.id) for team in teams]
        _put(Target, [_target(rng, *scope, province, now) for scope in scopes])
        db.session.commit()
        create_account(LOGIN, "Lê Thị Tỉnh", "coordinator", province, PASSWORD)
        _put_sessions(rng, teams, sessions, now)
        db.session.commit()
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as alone:
                alone.execute(text("VACUUM ANALYZE"))  # what its autovacuum does within a minute
    return Province(province, cluster, communes[0], teams[0].id)


def _put(table: type[Base], rows: Sequence[Fields]) -> None:
    db.session.execute(insert(table), rows)


def _units(rng: Random) -> list[Fields]:
    def unit(code: str, name: str, kind: str, parent: str | None) -> Fields:
        named = {"code": code, "name": name, "kind": kind, "parent_id": parent}
        return {"id": new_id(rng), "valid_from": SINCE, **named}

    province = unit("TINH", "Tỉnh Lớn", "tinh", None)
    clusters = [unit(f"CUM-{n}", f"Cụm {n}", "cum", province["id"]) for n in range(CLUSTERS)]
    communes = [
        unit(f"XA-{n}", f"Xã {n}", "xa", clusters[n % CLUSTERS]["id"]) for n in range(COMMUNES)
    ]
    return [province, *clusters, *communes]


def _team(rng: Random, number: int) -> TeamPlan:
    people = [
        Person(
            f"Nguyễn Thị Lan {number}-{place}",
            "volunteer" if place else "lead",
            "DOAN" if place < 2 else "CONGAN",
            True,
            new_id(rng),
            new_id(rng),
        )
        for place in range(PHONES)
    ]
    return TeamPlan(f"DOI-{number}", "", SINCE, "TO", f"Đội {number}", new_id(rng), people)


def _put_teams(teams: Sequence[TeamPlan], places: Mapping[str, str]) -> None:
    named = [
        {"id": team.id, "code": team.code, "kind": team.kind, "name": team.name, "label": team.name}
        for team in teams
    ]
    _put(Team, named)
    stood = [
        {"team_id": team, "unit_id": unit, "valid_from": SINCE} for team, unit in places.items()
    ]
    _put(TeamUnit, stood)


def _put_people(rng: Random, teams: Sequence[TeamPlan], now: datetime) -> None:
    """The members, each with a phone; every tenth phone holds something."""
    since = now - YEAR
    both = [(team, person) for team in teams for person in team.people]
    _put(
        Member, [{"id": person.id, "name": person.name, "created_at": since} for _, person in both]
    )
    _put(
        Membership,
        [
            {
                "id": person.membership_id,
                "member_id": person.id,
                "team_id": team.id,
                "role": person.role,
                "affiliation": person.affiliation,
                "valid_from": SINCE,
            }
            for team, person in both
        ],
    )
    devices = [_device(rng, now) for _ in both]
    _put(Device, devices)
    _put(
        Enrolment,
        [
            {
                "device_id": device["id"],
                "member_id": person.id,
                "team_id": team.id,
                "state": "approved",
                "phrase": "sông trong",
                "created_at": since,
            }
            for device, (team, person) in zip(devices, both, strict=True)
        ],
    )


def _device(rng: Random, now: datetime) -> Fields:
    at = now - timedelta(minutes=rng.randint(1, 20_000))
    held = rng.randint(1, 9) if rng.random() < 0.1 else 0
    return {
        "id": new_id(rng),
        "secret_hash": f"{rng.getrandbits(256):064x}",
        "public_key": {"kty": "EC", "crv": "P-256", "x": "f" * 43, "y": "g" * 43},
        "created_at": now - YEAR,
        "last_contact_at": at,
        "app_version": VERSION,
        "pending_count": held,
        "oldest_pending": at - timedelta(hours=9) if held else None,
    }


def _target(rng: Random, kind: str, scope: str, province: str, now: datetime) -> Fields:
    """What a unit or a team is to reach in this calendar year."""
    year = now.date().year
    return {
        "id": new_id(rng),
        "scope_kind": kind,
        "scope_id": scope,
        "measure": "people",
        "of": "",
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
        "goal": 10_000,
        "set_from": province,
        "set_by": province,
        "set_at": now,
    }


def _put_sessions(rng: Random, teams: Sequence[TeamPlan], sessions: int, now: datetime) -> None:
    """As many of each team, with their totals, a cluster's in one transaction."""
    outcomes, chains = outcomes_that_count(db.session), UnitChains()
    seq = db.session.execute(text("SELECT hi FROM sync_clock")).scalar_one()
    today = date.fromisoformat(day_of(now))
    year = [today - timedelta(days=back) for back in range(YEAR.days)]
    for cluster in range(CLUSTERS):
        sums, forces = Sums(), dict[str, str]()
        for place in range(cluster, TEAMS, CLUSTERS):
            team, days = teams[place], rng.sample(year, DAYS)
            many = sessions * (place + 1) // TEAMS - sessions * place // TEAMS
            drawn = [_drawn(rng, team, rng.choice(days)) for _ in range(many)]
            rows = [_row(plan, seq + number) for number, plan in enumerate(drawn, 1)]
            put_records(db.session, rows)
            put_changes(db.session, [_change(rng, row, now) for row in rows])
            seq += len(rows)
            forces |= {person.id: person.affiliation for person in team.people}
            for row in rows:
                sums.add(row.kind, row.state, row.f, 1)
        _put_totals(sums, forces, outcomes, chains)
        db.session.execute(text("UPDATE sync_clock SET hi = :hi"), {"hi": seq})
        db.session.commit()


def _put_totals(
    sums: Sums, affiliations: Mapping[str, str], outcomes: Collection[str], chains: UnitChains
) -> None:
    """Those of a cluster and below are new; the province's are added to."""
    forces = Counter((team, day, affiliations[who]) for team, day, who in sums.presence)
    present = [(*key, affiliations[key[2]], sessions) for key, sessions in sums.presence.items()]
    put_presences(db.session, present, [])
    basis = Basis(outcomes, lambda who, team, day: affiliations[who], chains.above)
    spread = spread_of(basis, sums, forces)
    top = chains.above(next(iter(sums.presence))[0], SINCE)[-1]
    for table in TABLES:
        names = tuple(str(column.name) for column in table_of(table).columns)
        rows = sorted(spread.rows(table))
        insert_rows(db.session, table_of(table), names, [row for row in rows if row[1] != top])
        add_to_tally(db.session, table, [row for row in rows if row[1] == top])


def _drawn(rng: Random, team: TeamPlan, day: date) -> SessionPlan:
    crew = [team.people[place] for place in draw_crew(rng, team)]
    return plan_session(rng, team, crew, day, pick(rng, FIELD_PLACES), DAYTIME)


def _row(plan: SessionPlan, seq: int) -> StoredRow:
    of = {"team": plan.team.id, "author": plan.author.id, "status": "live"}
    return StoredRow(
        id=plan.id,
        kind="help_session",
        channel=f"team:{plan.team.id}",
        ver=seq,
        h=f"{seq:016x}",
        state="counted",
        f=plan.fields() | of,
        author=plan.author.id,
    )


def _change(rng: Random, row: StoredRow, now: datetime) -> NewChange:
    sent = {name: value for name, value in row.f.items() if name not in ("team", "author")}
    return NewChange(
        id=recorded_id(rng, local(date.fromisoformat(row.f["day"]), 600)),
        payload_hash=f"{row.ver:064x}",
        verdict="applied",
        seq=row.ver,
        author=row.author,
        no=row.ver,
        kind=row.kind,
        record_id=row.id,
        channel=row.channel,
        op="create",
        schema=1,
        at=f"{row.f['day']}T10:00:00+07:00",
        set_values=sent,
        applied=row.f,
        state=row.state,
        received_at=now,
    )
