"""What happens when: the acts of people and phones, played in order with a clock that jumps."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from server.database.clock import ZONE

Act = Callable[[datetime], None]


class Clock:
    """The server's clock while the demonstration is loaded: it shows what it is set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class Timeline:
    """Acts with their moments; `play` runs them in order and moves the clock to each."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []

    def at(self, moment: datetime, act: Act) -> None:
        """Let this happen at that moment; acts of one moment keep the order they came in."""
        self._acts.append((moment, len(self._acts), act))

    def play(self, clock: Clock) -> None:
        """Everything, in order of time; the clock is never set back."""
        for moment, _, act in sorted(self._acts, key=lambda entry: entry[:2]):
            clock.moment = max(clock.moment, moment)
            act(moment)


def local(day: date, minutes: float) -> datetime:
    """A moment of a day in Việt Nam, so many minutes after midnight."""
    return datetime.combine(day, time(), ZONE) + timedelta(minutes=minutes)
