"""The plan alone: the same from the same seed, and exact."""

from collections.abc import Sequence
from datetime import date
from random import Random

from server.operations.demo.key import public_key
from server.operations.demo.numbers import reach_turns
from server.operations.demo.roster import read_teams
from server.operations.demo.sessions import SessionPlan, days_between, desk_duties, field_days

DAYS = days_between(date(2025, 6, 1), date(2025, 6, 30))


def plan(seed: int) -> Sequence[SessionPlan]:
    rng = Random(seed)
    teams = read_teams(rng)
    sessions = desk_duties(rng, teams, DAYS, 1000) + field_days(rng, teams, DAYS, 0.3)
    reach_turns(rng, sessions, "DD", 5000)
    return sessions


def test_the_same_seed_gives_the_same_plan() -> None:
    one, two, other = plan(1), plan(1), plan(2)
    assert [(each.id, each.fields()) for each in one] == [(each.id, each.fields()) for each in two]
    assert [each.id for each in one] != [each.id for each in other]


def test_every_count_stays_within_its_session() -> None:
    for session in plan(3):
        assert all(1 <= each["people"] <= session.people for each in session.services.values())
    assert sum(session.turns("DD") for session in plan(3)) == 5000


def test_people_have_names_of_their_own() -> None:
    names = [person.name for team in read_teams(Random(5)) for person in team.people]
    assert len(names) == len(set(names)) == 224


def test_a_phones_key_lies_on_the_curve() -> None:
    key = public_key(Random(1))
    assert (key["kty"], key["crv"]) == ("EC", "P-256")
    assert len(key["x"]) == len(key["y"]) == 43
