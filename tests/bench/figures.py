"""One measured figure beside its goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`; a figure without a goal is only told. `aim` is where it is going: told too, and
    nothing fails for it. With `bare`, the same of a bare endpoint in the same moments, goal and aim are in
    times that, and no figure of time is judged otherwise: how fast the machine is then stands on both
    sides. `base`: how many times the bare endpoint it was in version 1.1.0."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    aim: float | None = None
    bare: float | None = None
    base: float | None = None

    @property
    def judged(self) -> float:
        """What the goal is held against: the value, or how many times dearer than the bare endpoint."""
        if self.bare is None:
            return self.value
        return self.bare / self.value if self.at_least else self.value / self.bare

    @property
    def passes(self) -> bool:
        """Whether the goal is met; true if there is none."""
        if self.goal is None:
            return True
        is_rate = self.at_least and self.bare is None
        return self.judged >= self.goal if is_rate else self.judged <= self.goal

    def line(self) -> str:
        """The figure as a line of the table."""
        sign = "≥" if self.at_least and self.bare is None else "≤"
        unit = self.unit if self.bare is None else "×"
        goal = "" if self.goal is None else f"{sign} {self.goal:.4g} {unit}"
        verdict = "" if self.goal is None else "pass" if self.passes else "FAIL"
        aim = "" if self.aim is None else f"{sign} {self.aim:.4g}"
        times = "" if self.bare is None else f"{_short(self.judged)} × bare"
        base = "" if self.base is None else f"1.1.0 {_short(self.base)} ×"
        value = f"{_short(self.value):>8} {self.unit:<5} {times:<14} {base:<16}"
        return f"{self.name:<72} {value} {goal:<14} {aim:<8} {verdict}".rstrip()


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.4g}"
