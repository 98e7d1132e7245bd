"""Where teams stood, as the rows tell it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from server.asking import Question, answer, listed
from server.extensions import db
from server.organisation.standing import Stay, stays

_STOOD = "SELECT team_id, unit_id, valid_from, valid_to FROM team_unit {} ORDER BY valid_from"
Rows = tuple[tuple[str, str, str, str | None], ...]


def all_stays() -> Mapping[str, Sequence[Stay]]:
    """The stays of every team, each team's in their order."""
    return answer(db.session, all_stays_asked())


def all_stays_asked() -> Question[Mapping[str, Sequence[Stay]]]:
    """What asks for `all_stays`."""
    return Question(_STOOD.format(""), {}, _stayed)


def stays_of(team_id: str) -> Sequence[Stay]:
    """The stays of one team in their order; none for an unknown one."""
    return answer(db.session, stays_asked([team_id])).get(team_id, [])


def stays_asked(teams: Iterable[str]) -> Question[Mapping[str, Sequence[Stay]]]:
    """Asks for the stays of these teams."""
    return Question(_STOOD.format("WHERE team_id AMONG(:teams)"), {"teams": listed(teams)}, _stayed)


def _stayed(rows: Sequence[Any]) -> Mapping[str, Sequence[Stay]]:
    return _stays(tuple(rows))


@lru_cache(maxsize=64)
def _stays(rows: Rows) -> Mapping[str, Sequence[Stay]]:
    stood: dict[str, list[tuple[str, str, str | None]]] = {}
    for team, unit, start, end in rows:
        stood.setdefault(team, []).append((unit, start, end))
    return {team: stays(each) for team, each in stood.items()}
