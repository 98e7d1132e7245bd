"""What a journal tells of units and of where teams stand (PROTOCOL 5.9): teams are put where they were
put since the backup, so that nobody looks after them again who does so no more; units are not, since
too much hangs on them that the backup does not have."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from server.audit.journal import Event
from server.audit.writing import SYSTEM
from server.directory.move_team import place
from server.operations.use_cases.replaying_acts import ActReplayer
from server.organisation.store import units
from server.records.writer import Writer

OF_UNITS = ("units_replaced", "unit_ended")


def move_teams(replayer: ActReplayer, due: Iterable[Event]) -> None:
    """Puts teams under other units again, each move in its order: days in between count under the units in
    between. Of what was put under a unit that the backup does not know `left_to_people` tells."""
    for each in due:
        if each.action == "team_moved":
            replayer.replay(each, partial(_move, replayer.writer, each))


def _move(writer: Writer, event: Event) -> bool:
    before, after, day = (event.parts[name] for name in ("before", "after", "from"))
    return _is_known(after) and bool(place(writer, SYSTEM, event.subject, {before: after}, day))


def left_to_people(lost: Iterable[Event]) -> dict[str, int]:
    """How many of these acts only a person can do again, by action."""
    return dict(
        Counter(
            each.action
            for each in lost
            if each.action in OF_UNITS
            or (each.action == "team_moved" and not _is_known(each.parts.get("after", "")))
        )
    )


def _is_known(unit_id: str) -> bool:
    return units.unit_by_id(unit_id) is not None
