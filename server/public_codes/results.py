"""What the use cases of printed codes return; schemas.py writes it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class CodeTarget:
    """A record to which a code leads or may lead; of a deleted one only kind and id are known."""

    kind: str
    id: str
    title: str = ""
    unit: str | None = None
    path: str | None = None


@dataclass
class PrintedSheet:
    """A sheet that hangs at a place since a day (YYYY-MM-DD)."""

    id: str
    place: str
    day: str


@dataclass
class FormerLink:
    """Where a code led before: a link, or the title of a record."""

    link: str | None
    title: str | None
    until: datetime


@dataclass(kw_only=True)
class PrintedCode:
    """Something printed with a code: a sheet of the register, a team's poster or a month's report."""

    kind: str
    unit: str
    unit_name: str
    purpose: str
    made_at: datetime
    code: str | None = None
    link: str | None = None
    target: CodeTarget | None = None
    first: str | None = None
    last: str | None = None
    state: str = "live"
    scans: int | None = None
    last_scan: str | None = None
    prints: list[PrintedSheet] = field(default_factory=list)
    former: list[FormerLink] = field(default_factory=list)


@dataclass
class PrintedCodes:
    """A page of the register, whether there are more, and where new codes may lead."""

    rows: list[PrintedCode]
    more: bool
    hosts: list[str]
    targets: list[CodeTarget]
