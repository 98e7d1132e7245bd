"""One measured figure beside its goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `goal` in the same unit; a figure without a goal is only told. `aim` is where it is
    going: told too, and nothing fails for it. `pace` is how fast this machine was beside the one that
    the goal was set on, for figures of time: 0.5 is half as fast."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    aim: float | None = None
    pace: float | None = None

    @property
    def there(self) -> float:
        """The value as it would be on the machine of the goal."""
        if self.pace is None:
            return self.value
        return self.value / self.pace if self.at_least else self.value * self.pace

    @property
    def passes(self) -> bool:
        """Whether the goal is met; true if there is none."""
        if self.goal is None:
            return True
        return self.there >= self.goal if self.at_least else self.there <= self.goal

    def line(self) -> str:
        """The figure as a line of the table."""
        sign = "≥" if self.at_least else "≤"
        goal = "" if self.goal is None else f"{sign} {self.goal:g} {self.unit}"
        verdict = "" if self.goal is None else "pass" if self.passes else "FAIL"
        aim = "" if self.aim is None else f"{sign} {self.aim:g}"
        paced = "" if self.pace is None else f"{_short(self.there)} at {self.pace:.2f}"
        value = f"{_short(self.value):>8} {self.unit:<5} {paced:<14}"
        line = f"{self.name:<66} {value} {goal:<14} {aim:<8} {verdict}"
        return line.rstrip()


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.4g}"
