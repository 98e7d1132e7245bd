"""Brings a plan to an exact number of turns by changing counts a little, here and there."""

from random import Random

from server.operations.demo.profiles import COUNTING_OUTCOMES
from server.operations.demo.sessions import SessionPlan

MOST_PEOPLE = 60  # of one session; a crowd beyond that would look made up


def reach_turns(rng: Random, sessions: list[SessionPlan], group: str, wanted: int) -> None:
    """Change people of services, one at a time, until the group's turns are exactly `wanted`."""
    chances = [
        (session, code)
        for session in sessions
        if session.place_kind != "NHA"  # a home holds one or two; they stay as they are
        for code, service in session.services.items()
        if code.startswith(group) and service["outcome"] in COUNTING_OUTCOMES
    ]
    total = sum(session.turns(group) for session in sessions)
    while total != wanted:
        session, code = rng.choice(chances)
        total += _step(session, code, 1 if total < wanted else -1)


def _step(session: SessionPlan, code: str, by: int) -> int:
    """Change one count by one where the session allows it; returns the change made."""
    service = session.services[code]
    people = service["people"] + by
    if not 1 <= people <= MOST_PEOPLE:
        return 0
    service["people"] = people
    session.people = max(session.people, people)
    return by
