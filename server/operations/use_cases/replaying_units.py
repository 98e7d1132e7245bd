"""What a journal tells of units and of where teams stand (PROTOCOL 5.9): teams are put where they were
put since the backup, so that nobody looks after them again who does so no more; units are not, since
too much hangs on them that the backup does not have."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from server.audit.journal import Event
from server.audit.writing import SYSTEM
from server.directory.move_team import place
from server.organisation.store import units
from server.records.writer import Writer

OF_UNITS = ("units_replaced", "unit_ended")


def move_teams(writer: Writer, told: Sequence[Event], lost: set[str]) -> dict[str, int]:
    """Puts teams under other units again, by the acts that were lost (by id); how many it did, by
    action. Of what was put under a unit that the backup does not know `left_to_people` tells."""
    done: Counter[str] = Counter()
    for each in _moves(told, lost):
        before, after, day = (each.parts[name] for name in ("before", "after", "from"))
        if _is_known(after) and place(writer, SYSTEM, each.subject, {before: after}, day):
            done[each.action] += 1
    return dict(done)


def left_to_people(lost: Iterable[Event]) -> dict[str, int]:
    """How many of these acts only a person can do again, by action."""
    return dict(
        Counter(
            each.action
            for each in lost
            if each.action in OF_UNITS
            or (each.action == "team_moved" and not _is_known(each.parts["after"]))
        )
    )


def _moves(told: Iterable[Event], lost: set[str]) -> list[Event]:
    """The moves of teams that were lost, each team's in their order: days in between count under the
    units in between. Not those before a move that the backup knows, which overruled them."""
    moves: dict[str, list[Event]] = defaultdict(list)
    for each in told:
        if each.action == "team_moved":
            moves[each.subject] = [*moves[each.subject], each] if each.id in lost else []
    return [each for those in moves.values() for each in those]


def _is_known(unit_id: str) -> bool:
    return units.unit_by_id(unit_id) is not None
