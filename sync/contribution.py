"""What a record adds to the tallies (PROTOCOL 5.5). Every path that changes a record subtracts
what it added before and adds what it adds now; there is no other way to a total."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .kinds import help_session

UNKNOWN_AFFILIATION = "KHAC"
_SERVICE_STARTS = len(help_session.SERVICE)


class SessionKey(NamedTuple):
    """What sessions and people helped are counted by."""

    team: str
    day: str
    age_band: str
    place_kind: str


class Sessions(NamedTuple):
    """Number of sessions, and the people of those sessions."""

    sessions: int
    people: int


class TurnKey(NamedTuple):
    """What turns of help are counted by."""

    team: str
    day: str
    service: str
    outcome: str
    age_band: str
    place_kind: str


class Turns(NamedTuple):
    """People who came for a service, and those of them whose outcome counts as a turn."""

    people: int
    turns: int


class ReasonKey(NamedTuple):
    """What people who did not get all they came for are counted by."""

    team: str
    day: str
    service: str
    outcome: str
    reason: str


class Presence(NamedTuple):
    """One member with one team on one day: a volunteer's turn, however many sessions it has."""

    team: str
    day: str
    member: str
    affiliation: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one record adds. Empty for whatever is not counted. `reasons` holds people; who has
    two reasons stands under both, so these do not add up."""

    sessions: dict[SessionKey, Sessions] = field(default_factory=dict)
    turns: dict[TurnKey, Turns] = field(default_factory=dict)
    reasons: dict[ReasonKey, int] = field(default_factory=dict)
    presence: list[Presence] = field(default_factory=list)


NOTHING = Contribution()


def contribution(
    row: Mapping[str, Any],
    outcomes_counting: Collection[str],
    affiliations: Mapping[str, str],
) -> Contribution:
    """What a row {"kind", "state", "f"} adds. Only sessions in state `counted` add anything.
    `outcomes_counting` are the codes whose outcome is a turn, `affiliations` goes from member to
    affiliation; a member that is not in it counts as another force."""
    if row["kind"] != help_session.NAME or row["state"] != "counted":
        return NOTHING
    f: Mapping[str, Any] = row["f"]
    team, day, age_band, place_kind = f["team"], f["day"], f["age_band"], f["place_kind"]
    turns: dict[TurnKey, Turns] = {}
    reasons: dict[ReasonKey, int] = {}
    for name in sorted([name for name in f if name.startswith(help_session.SERVICE)]):
        done = f[name]
        if done is None:
            continue
        service, people, outcome = name[_SERVICE_STARTS:], done["people"], done["outcome"]
        key = TurnKey(team, day, service, outcome, age_band, place_kind)
        turns[key] = Turns(people, people if outcome in outcomes_counting else 0)
        for reason in done["reasons"]:
            reasons[ReasonKey(team, day, service, outcome, reason)] = people
    present = sorted({f["author"], *f.get("companions", ())})
    return Contribution(
        sessions={SessionKey(team, day, age_band, place_kind): Sessions(1, f["people"])},
        turns=turns,
        reasons=reasons,
        presence=[
            Presence(team, day, member, affiliations.get(member, UNKNOWN_AFFILIATION))
            for member in present
        ],
    )
