"""One installation of the app: what it keeps, the pages that run on it, and its way to the server."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.wires import InProcess


@dataclass
class Handset:
    """A phone. `skew` is by how much its clock is wrong; `old` says that the server speaks a newer
    protocol than its app, `stopped` that it was stopped; `saved` holds each change that it called saved,
    by id, with the day of that."""

    name: str
    wire: InProcess
    storage: str
    page: str = ""
    pages: int = 0
    skew: timedelta = timedelta()
    old: bool = False
    stopped: bool = False
    saved: dict[str, int] = field(default_factory=dict)

    def clock(self, now: datetime) -> int:
        """What the phone takes the time for, in milliseconds since 1970."""
        return max(0, round((now.astimezone(UTC) + self.skew).timestamp() * 1000))

    def next_page(self) -> str:
        """The name of a page that has not been there before."""
        self.pages += 1
        return f"{self.name}/{self.pages}"
