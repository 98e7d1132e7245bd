"""The initiative's 31 teams with their people, as planned before anything is written."""

import csv
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

from server.operations.demo.names import Names

TEAMS_FILE = Path(__file__).with_name("teams.csv")
STORY_TEAM = "DH-21472"  # Phổ Cường: Hà leads it, Lan and Minh volunteer in it
STORY_PEOPLE = ["Phan Thị Hà", "Nguyễn Thị Lan", "Trần Văn Minh"]


@dataclass
class Person:
    """One member of a team; `id` is the server's once the person has joined with a phone."""

    name: str
    role: str
    affiliation: str
    has_phone: bool
    id: str
    membership_id: str


@dataclass
class TeamPlan:
    """A row of teams.csv and the people in it; the lead comes first, then those who carry a phone."""

    code: str
    unit_code: str
    unit_valid_from: str
    kind: str
    name: str
    id: str
    people: list[Person] = field(default_factory=list)

    @property
    def union(self) -> list[Person]:
        """Members who count as Union members."""
        return [person for person in self.people if person.affiliation == "DOAN"]


def new_id(rng: Random) -> str:
    """A uuid (version 4) that the seed decides, so that two runs make the same ids."""
    return str(UUID(int=rng.getrandbits(128), version=4))


def recorded_id(rng: Random, moment: datetime) -> str:
    """The id of something that a phone recorded then (uuid version 7), as the app makes it."""
    chance = UUID(int=rng.getrandbits(128), version=4).hex
    moment_ms = int(moment.timestamp() * 1000)
    return str(UUID(f"{moment_ms:012x}7{chance[13:]}"))


def read_teams(rng: Random) -> list[TeamPlan]:
    """All teams of teams.csv with as many people as it counts, named from the seed."""
    names = Names(rng)
    with TEAMS_FILE.open(encoding="utf-8", newline="") as rows:
        return [_team(row, rng, names) for row in csv.DictReader(rows)]


def _team(row: dict[str, str], rng: Random, names: Names) -> TeamPlan:
    team = TeamPlan(
        row["code"], row["unit_code"], row["unit_valid_from"], row["kind"], row["name"], new_id(rng)
    )
    union, police = int(row["union_members"]), int(row["police"])
    phones = 4 if union >= 20 else 3 if team.code == STORY_TEAM or union >= 7 else 2
    for place in range(union):
        told = team.code == STORY_TEAM and place < len(STORY_PEOPLE)
        name = STORY_PEOPLE[place] if told else names.next()
        role = "lead" if place == 0 else "volunteer"
        team.people.append(Person(name, role, "DOAN", place < phones, new_id(rng), new_id(rng)))
    for _ in range(police):
        name = names.next(police=True)
        team.people.append(Person(name, "volunteer", "CONGAN", False, new_id(rng), new_id(rng)))
    return team
