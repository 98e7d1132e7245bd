"""Under which unit each day of a team counts, as pure functions: the one rule for totals, lists
and scopes. A team's first standing of all reaches back without end and its last one forward, so
that every day of a team is somebody's: people join with days that lie behind them, and hand in
days after a team ended."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.database.clock import day_before

Span = tuple[str, str]
"""From day to day, both included."""
Stood = tuple[str, str, str | None]
"""A unit, and from which day to which a team stood under it (None: it still does)."""
ALWAYS: Span = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True)
class Stay:
    """A team's time under a unit: it stood there from `start` to `end` (None: it still does), and
    its days from `first` to `last` count there."""

    unit: str
    start: str
    end: str | None
    first: str
    last: str

    def stands(self, day: str) -> bool:
        """Whether the team really stood there on the day."""
        return self.start <= day and (self.end is None or day <= self.end)


def stays(stood: Sequence[Stood]) -> list[Stay]:
    """The stays of one team, from where it stood in its order."""
    begin, end = ALWAYS
    last = len(stood) - 1
    return [
        Stay(
            unit,
            start,
            stop,
            begin if place == 0 else start,
            end if stop is None or place == last else stop,
        )
        for place, (unit, start, stop) in enumerate(stood)
    ]


def days_under(
    known: Mapping[str, Sequence[Stay]], units: Collection[str]
) -> dict[str, list[Span]]:
    """For each team the days that count under these units; teams without any are left out."""
    found: dict[str, list[Span]] = {}
    for team, those in known.items():
        spans = [(stay.first, stay.last) for stay in those if stay.unit in units]
        if spans:
            found[team] = spans
    return found


def standing_on(
    known: Mapping[str, Sequence[Stay]], units: Collection[str], day: str
) -> frozenset[str]:
    """The teams that stand under one of these units on a day."""
    return frozenset(
        team
        for team, those in known.items()
        if any(stay.unit in units and stay.stands(day) for stay in those)
    )


def cared_for(
    known: Mapping[str, Sequence[Stay]], units: Collection[str], day: str
) -> frozenset[str]:
    """The teams whose standing that began last is under one of these units. A team that moved away
    is not among them, one that ended here is, and one that begins later is already."""
    return frozenset(team for team, those in known.items() if _latest(those, day).unit in units)


def _latest(those: Sequence[Stay], day: str) -> Stay:
    return next((stay for stay in reversed(those) if stay.start <= day), those[0])


def stood_instead(stood: Sequence[Stood], into: Mapping[str, str], day: str) -> list[Stood]:
    """Where a team stood if from the day on each unit of `into` gives way to the one that it leads
    to. What then lies side by side under one unit is one time there."""
    found: list[Stood] = []
    for unit, first, last in (part for each in stood for part in _cut(each, into, day)):
        if found and found[-1][0] == unit and found[-1][2] == day_before(first):
            found[-1] = (unit, found[-1][1], last)
        else:
            found.append((unit, first, last))
    return found


def _cut(each: Stood, into: Mapping[str, str], day: str) -> list[Stood]:
    unit, first, last = each
    if unit not in into or (last is not None and last < day):
        return [each]
    if first >= day:
        return [(into[unit], first, last)]
    return [(unit, first, day_before(day)), (into[unit], day, last)]


def days_moved(before: Sequence[Stood], after: Sequence[Stood]) -> list[Span]:
    """The days of a team that count under another unit after a change of where it stood."""
    pairs = [(one, other) for one in stays(before) for other in stays(after)]
    spans = [
        (max(one.first, other.first), min(one.last, other.last))
        for one, other in pairs
        if one.unit != other.unit
    ]
    return sorted((first, last) for first, last in spans if first <= last)


def is_within(day: str, spans: Sequence[Span]) -> bool:
    """Whether a day lies in one of these spans."""
    return any(first <= day <= last for first, last in spans)
