"""One measured figure beside its goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `goal` in the same unit; a figure without a goal is only told. `aim` is where it is
    going: told too, and nothing fails for it."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    aim: float | None = None

    @property
    def passes(self) -> bool:
        """Whether the goal is met; true if there is none."""
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self) -> str:
        """The figure as a line of the table."""
        sign = "≥" if self.at_least else "≤"
        goal = "" if self.goal is None else f"{sign} {self.goal:g} {self.unit}"
        verdict = "" if self.goal is None else "pass" if self.passes else "FAIL"
        aim = "" if self.aim is None else f"{sign} {self.aim:g}"
        line = f"{self.name:<66} {self.value:>9.4g} {self.unit:<6} {goal:<14} {aim:<9} {verdict}"
        return line.rstrip()
