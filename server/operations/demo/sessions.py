"""The help sessions of the demonstration, planned before a phone records them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from server.operations.demo.profiles import (
    COUNTING_OUTCOMES,
    FIELD_PLACES,
    PROFILES,
    draw_crew,
    draw_services,
    pick,
)
from server.operations.demo.roster import Person, TeamPlan, recorded_id
from server.operations.demo.timeline import local

Minutes = tuple[int, int]
DAYTIME: Minutes = (7 * 60, 17 * 60)
DESK_HOURS: Minutes = (7 * 60 + 30, 16 * 60 + 30)


@dataclass
class SessionPlan:
    """One session as it shall stand in the end; `crew` begins with the author."""

    id: str
    team: TeamPlan
    crew: list[Person]
    day: date
    start: int  # minutes after midnight
    place_kind: str
    people: int
    age_band: str
    services: dict[str, dict[str, Any]]
    note: str | None = None

    @property
    def author(self) -> Person:
        """Whose phone records it."""
        return self.crew[0]

    def turns(self, group: str) -> int:
        """Turns of help in a group of services, by the outcomes that count."""
        return sum(
            service["people"]
            for code, service in self.services.items()
            if code.startswith(group) and service["outcome"] in COUNTING_OUTCOMES
        )

    def fields(self) -> dict[str, Any]:
        """The fields of the record, as a phone writes them."""
        fields: dict[str, Any] = {
            "day": self.day.isoformat(),
            "start": f"{self.start // 60:02d}:{self.start % 60:02d}",
            "place_kind": self.place_kind,
            "people": self.people,
            "age_band": self.age_band,
            "companions": sorted(person.id for person in self.crew[1:]),
        }
        if self.note:
            fields["note"] = self.note
        return fields | {f"services.{code}": service for code, service in self.services.items()}


def plan_session(
    rng: Random, team: TeamPlan, crew: list[Person], day: date, place: str, hours: Minutes
) -> SessionPlan:
    """A session of that crew at a kind of place, with people and services drawn for it."""
    profile = PROFILES[place]
    people = rng.randint(*profile.people)
    services = draw_services(rng, profile, people)
    age_band = pick(rng, profile.ages)
    start = rng.randint(*hours)
    key = recorded_id(rng, local(day, start))
    return SessionPlan(key, team, crew, day, start, place, people, age_band, services)


def desk_duties(
    rng: Random, teams: list[TeamPlan], days: list[date], presences: int
) -> list[SessionPlan]:
    """Sessions at the one-stop desk that give exactly so many turns of volunteers.

    A crew of Union members stands at the desk of its commune for a working day, at most one crew a
    team and day, and its first phone records one to three sessions; so the distinct member × day ×
    team of these sessions are the sizes of the crews.
    """
    duties = [(team, day) for team in teams for day in days if day.weekday() < 5]
    rng.shuffle(duties)
    sessions: list[SessionPlan] = []
    left = presences
    for team, day in duties:
        if left == 0:
            break
        author = rng.choice([person for person in team.union if person.has_phone])
        others = [person for person in team.union if person is not author]
        size = min(left, 1 + rng.randint(1, 2))
        crew = [author, *rng.sample(others, size - 1)]
        for _ in range(rng.choices([1, 2, 3], weights=[6, 3, 1])[0]):
            sessions.append(plan_session(rng, team, crew, day, "HCC", DESK_HOURS))
        left -= size
    if left:
        raise ValueError(f"{left} turns at the desk do not fit into these days")
    return sessions


def field_days(
    rng: Random, teams: list[TeamPlan], days: list[date], chance: float, hours: Minutes = DAYTIME
) -> list[SessionPlan]:
    """Sessions in hamlets, markets, homes and schools; a team goes out on a day by `chance`."""
    sessions: list[SessionPlan] = []
    for day in days:
        for team in teams:
            if rng.random() < chance * (1.6 if day.weekday() >= 5 else 1):
                crew = [team.people[place] for place in draw_crew(rng, team)]
                place = pick(rng, FIELD_PLACES)
                how_many = rng.choices([1, 2, 3], weights=[6, 3, 1])[0]
                for _ in range(how_many):
                    sessions.append(plan_session(rng, team, crew, day, place, hours))
    return sessions


def days_between(first: date, last: date) -> list[date]:
    """Every day from first to last, both among them."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
