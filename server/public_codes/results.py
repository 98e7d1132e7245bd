"""What the use cases of printed codes return."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from server.http.results import named

State = Literal[
    "planned", "live", "expired", "ended", "lost", "blocked", "unpublished", "withdrawn"
]


@dataclass
class CodeTargetShown:
    """A record to which a code leads or may lead. `path` is its public page, null where there is none now."""

    kind: str
    id: str
    title: str = ""
    unit: str | None = None
    path: str | None = None


@dataclass
class PrintedSheet:
    """A sheet that hangs."""

    id: str
    place: str
    day: str


@dataclass
class FormerLink:
    """Where a code led before: a link, or the `title` of a record."""

    link: str | None
    title: str | None
    until: datetime


@dataclass(kw_only=True)
class PrintedCode:
    """A printed code. `kind`: what was printed, a sheet that leads to a link, a team's poster or a month's
    report; the two last have no `code` of these, and are looked after where they were made. `state`:
    planned, live, expired, ended, lost, of one that a restored server only knows to be there, blocked, since
    its host is not listed any more, unpublished or withdrawn, as the record is to which it leads. `scans` are
    null where nobody counts them."""

    kind: Literal["link", "poster", "report"]
    code: str | None = None
    unit: str
    unit_name: str
    purpose: str
    link: str | None = None
    target: CodeTargetShown | None = None
    first: str | None = named("from", default=None)
    last: str | None = named("to", default=None)
    state: State = "live"
    made_at: datetime
    scans: int | None = None
    last_scan: str | None = None
    prints: list[PrintedSheet] = field(default_factory=list)
    former: list[FormerLink] = field(default_factory=list)


@dataclass
class PrintedCodes:
    """What is printed, the latest first, whether there is `more` than these thousand, and to which hosts a
    code may lead: names, with a leading dot where all names below count; and to which records."""

    rows: list[PrintedCode]
    more: bool
    hosts: list[str]
    targets: list[CodeTargetShown]
