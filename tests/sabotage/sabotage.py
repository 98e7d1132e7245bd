"""What one sabotage is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sabotage:
    """`new` in place of `old` in one file breaks a step of PROTOCOL.md; at least one of the tests
    must fail then. `old` stands in the file once. Tests of the server are named from the top of
    the project, those of the phone from pwa/. They run on SQLite alone, unless only a test
    `on_postgresql` can see it."""

    name: str
    step: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    on_postgresql: bool = False
