"""What really happened in a run, written down by the world itself: the oracles hold phones and
server against it, and neither of them ever reads it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .wire import RawChange, Seen

Expect = Literal["applied", "anything", "never"]
"""An honest create of a person who stood in the team that day must go in; what a meddled app sends
must not; of anything else only that it is somewhere."""


@dataclass
class Made:
    """A change that a phone said was saved. `after_stop`: its phone was revoked by then; `meant`:
    the day that the session was on, whatever the phone took that for."""

    change: RawChange
    device: str
    expect: Expect
    after_stop: bool = False
    meant: date | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """A session that a lead set to the day that fits. `change`: whose phone was told; `commit`: by
    which it was done; `meant`: as `Made.meant` of the change that had set the wrong day."""

    record: str
    day: str
    change: str
    commit: Seen
    meant: date | None


@dataclass
class Ledger:
    """`excused`: changes whose only copies were destroyed; `only_on_server`: no phone has them any
    more; `committed`: ids that the server ever made durable; `touched`: who ever set a field;
    `copied`: phones that were cloned or set back; `damaged`: phones that lost rows of base;
    `miscounted`: channels whose digest the server had wrong; `reset`: phones whose clock was set;
    `late`: changes that came when nobody waited any more."""

    made: dict[str, Made] = field(default_factory=dict)
    contents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    excused: set[str] = field(default_factory=set)
    only_on_server: set[str] = field(default_factory=set)
    committed: set[str] = field(default_factory=set)
    touched: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    odd: set[str] = field(default_factory=set)
    """Records with a change that could not simply go in: later ones may disagree with it."""
    copied: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)
    miscounted: set[str] = field(default_factory=set)
    mended: list[Mended] = field(default_factory=list)
    reset: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    revoked: set[str] = field(default_factory=set)
    ever_turned_away: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    happened: Counter[str] = field(default_factory=Counter)

    def touch(self, record: str, fields: object, who: str) -> None:
        """Somebody sets fields of a record."""
        for name in fields if isinstance(fields, (list, tuple, dict)) else ():
            self.touched[record, str(name)].add(who)
