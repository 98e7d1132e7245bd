"""Under which unit each day of a team counts, as pure functions: the one rule for totals, lists
and scopes. A team's first standing of all reaches back without end and its last one forward, so
that every day of a team is somebody's: people join with days that lie behind them, and hand in
days after a team ended."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Span = tuple[str, str]
"""From day to day, both included."""
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


def stays(stood: Sequence[tuple[str, str, str | None]]) -> list[Stay]:
    """The stays of one team, from its (unit, first day, last day or None) in their order."""
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
