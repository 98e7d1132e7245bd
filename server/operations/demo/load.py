"""Loads the demonstration: the organisation by use cases, everything else by simulated phones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask

from server.config import Settings
from server.database.clock import ZONE
from server.operations.demo import blocks, organisation, story
from server.operations.demo.aims import set_aims
from server.operations.demo.phone import Phone
from server.operations.demo.recording import Phones
from server.operations.demo.roster import STORY_TEAM, Person, TeamPlan, read_teams
from server.operations.demo.sites import present_sites
from server.operations.demo.timeline import Clock, Timeline

FOUNDED = datetime(2025, 5, 5, 8, tzinfo=ZONE)
REFORM = datetime(2025, 7, 1, 7, tzinfo=ZONE)
HOLDING_TEAMS = ("DH-21445", "TO-21475")  # one phone of each still holds unsent work
NEWCOMER = "Võ Ngọc Diễm"
_ALWAYS_KNOWN_DAYS = 36_500


@dataclass(frozen=True)
class Loaded:
    """What a person needs to look around; `sessions` are those that the server has."""

    teams: int
    phones: int
    changes: int
    access: dict[str, Any]


@contextmanager
def clock_of(app: Flask, clock: Clock) -> Iterator[None]:
    """The app runs by this clock inside the block. Phones are opened now and then between their
    founding and their first session, which nobody plays: none of them has been idle for too long."""
    before = {name: app.config.get(name) for name in ("CLOCK", "SETTINGS")}
    settings: Settings = app.config["SETTINGS"]
    app.config["CLOCK"] = clock
    app.config["SETTINGS"] = replace(settings, phone_idle_days=_ALWAYS_KNOWN_DAYS)
    try:
        yield
    finally:
        app.config.update(before)


def load(app: Flask, seed: int = 1) -> Loaded:
    """Fill the app's empty database. Call it outside any app context: each phone's request must
    get one of its own, as on a server. Raises PhoneError if the server answers unlike itself."""
    tell = app.config.get("CLOCK")
    now = tell() if tell else datetime.now(UTC)
    rng = Random(seed)
    teams = read_teams(rng)
    clock = Clock(FOUNDED)
    with clock_of(app, clock):
        phones = _found(app, clock, teams, rng)
        with app.app_context():
            access = _accounts()
        timeline = Timeline()
        timeline.at(REFORM, lambda _: _reform(app, teams))
        _plan(timeline, phones, teams, rng, now)
        newcomer = Phone(app.test_client(), rng, "10.31.0.1")
        _newcomer(app, timeline, newcomer, teams, rng, now)
        timeline.play(clock)
        clock.moment = now
        with app.app_context():
            access["invitation"] = organisation.invite(_story_team(teams))
            access["team"] = {"id": _story_team(teams).id, "name": _story_team(teams).name}
            set_aims(access["coordinator"]["login"], [team.id for team in teams], now)
            present_sites(access["coordinator"]["login"], access["colleague"]["login"])
    everyone = [*phones.values(), newcomer]
    return Loaded(len(teams), len(everyone), sum(len(each.verdicts) for each in everyone), access)


def keep_access(path: Path, access: dict[str, Any]) -> None:
    """Write the logins and the invitation into a file that only the owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps(access, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _found(app: Flask, clock: Clock, teams: list[TeamPlan], rng: Random) -> Phones:
    """Units, teams and people, and the phones that join, one after the other."""
    with app.app_context():
        organisation.open_units()
        organisation.open_teams(teams)
        without = [(team, who) for team in teams for who in team.people if not who.has_phone]
        organisation.add_people(without, FOUNDED)
    phones: Phones = {}
    for team in teams:
        with app.app_context():
            codes = {
                role: organisation.invite(team, role)["code"] for role in ("lead", "volunteer")
            }
        for person in team.people:
            if person.has_phone:
                clock.moment += timedelta(minutes=2)
                phones[person.name] = _join(app, person, codes[person.role], rng, len(phones))
    return phones


def _reform(app: Flask, teams: list[TeamPlan]) -> None:
    with app.app_context():
        organisation.announce_units(teams)


def _join(app: Flask, person: Person, code: str, rng: Random, number: int) -> Phone:
    phone = Phone(app.test_client(), rng, f"10.21.{number // 200}.{number % 200 + 1}")
    phone.join(code, person.name)
    person.id = phone.member
    return phone


def _accounts() -> dict[str, Any]:
    return {
        who: {"login": login, "password": organisation.open_account(login, name, role)}
        for who, role, login, name in (
            ("coordinator", "coordinator", "son", "Lê Hoàng Sơn"),
            ("colleague", "coordinator", "hien", "Trần Thu Hiền"),
            ("administrator", "administrator", "quan", "Bùi Minh Quân"),
        )
    }


def _plan(
    timeline: Timeline, phones: Phones, teams: list[TeamPlan], rng: Random, now: datetime
) -> None:
    carriers = {team.code: [who.name for who in team.people if who.has_phone] for team in teams}
    holders = {carriers[code][1] for code in HOLDING_TEAMS}
    blocks.june(timeline, phones, teams, rng)
    blocks.recent(timeline, phones, teams, rng, now, holders)
    story.two_edit_one_session(timeline, phones, rng, now)
    story.wrong_year(timeline, phones, rng, now)
    story.hold_back(timeline, phones, rng, now, holders)
    blocks.today(timeline, phones, teams, rng, now, holders)


def _newcomer(
    app: Flask, timeline: Timeline, phone: Phone, teams: list[TeamPlan], rng: Random, now: datetime
) -> None:
    """Somebody joins this hour with an invitation that a lead has to confirm."""

    def join(at: datetime) -> None:
        with app.app_context():
            code = organisation.invite(_story_team(teams), auto_approve=False)["code"]
        phone.join(code, NEWCOMER)

    timeline.at(now - timedelta(minutes=25), join)
    story.wait_for_approval(timeline, phone, rng, now)


def _story_team(teams: list[TeamPlan]) -> TeamPlan:
    return next(team for team in teams if team.code == STORY_TEAM)
