"""How backups in a folder are called, and which of them go: grandfather, father and son."""

import re
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.database.clock import ZONE
from server.operations.backups.errors import BackupError

SEALED = ".age"
"""At the end of the name of one that is encrypted."""
YOUNG = timedelta(days=2)
"""What is younger stays: somebody may be restoring it, and of nightly ones it is two."""
AHEAD = timedelta(minutes=5)
"""By how much a clock may differ from that of the server before."""
_NAME = re.compile(r"tungngo-(\d{8}T\d{6}Z)\.backup(\.age)?")
_MOMENT = "%Y%m%dT%H%M%SZ"
_KEEP = re.compile(r"(?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})w)?(?:(\d{1,4})m)?")


@dataclass(frozen=True)
class Keep:
    """The last backup of so many days, weeks and months on which there is one."""

    days: int = 0
    weeks: int = 0
    months: int = 0


def parse_keep(text: str) -> Keep:
    """Reads `7d4w12m`, of which parts may be left out, in this order. Raises BackupError."""
    found = _KEEP.fullmatch(text)
    if found is None or not any(int(number or 0) for number in found.groups()):
        raise BackupError(
            f"--keep {text} is not understood: write days, weeks, months, as in 7d4w12m"
        )
    return Keep(*(int(number or 0) for number in found.groups()))


def backup_name(moment: datetime, *, is_sealed: bool) -> str:
    """The name of a backup that is made at a moment."""
    return f"tungngo-{moment.astimezone(UTC):{_MOMENT}}.backup{SEALED * is_sealed}"


def moment_of(name: str) -> datetime | None:
    """When the backup of that name was made; None for what is none of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def of_the_future(names: Collection[str], moment: datetime) -> list[str]:
    """The backups among the names of a folder that were made while a clock was ahead of `moment`: nobody
    knows how old they are."""
    return sorted(set(filter(moment_of, names)) - set(_until(names, moment)), key=_age)


def newest(names: Collection[str], moment: datetime) -> str | None:
    """The latest backup among the names of a folder that is not of the future; None where there is none."""
    return max(_until(names, moment), key=_age, default=None)


def to_prune(names: Collection[str], keep: Keep, moment: datetime) -> list[str]:
    """Which of the names of a folder go. Days, weeks (from Monday) and months are those of Vietnam; in each
    the last backup stays. The newest of all and what is YOUNG stay in any case, and a name that is not ours, or
    of the future, is never among them."""
    ours = sorted(_until(names, moment), key=_age, reverse=True)
    stay = {*ours[:1], *(name for name, made in _made(ours) if made > moment - YOUNG)}
    for count, part in ((keep.days, _day), (keep.weeks, _week), (keep.months, _month)):
        stay |= _last_of_each(ours, part, count)
    return [name for name in ours if name not in stay]


def _until(names: Collection[str], moment: datetime) -> list[str]:
    return [name for name, made in _made(names) if made <= moment + AHEAD]


def _made(names: Collection[str]) -> list[tuple[str, datetime]]:
    return [(name, made) for name in names if (made := moment_of(name)) is not None]


def _last_of_each(ours: list[str], part: Callable[[datetime], Hashable], count: int) -> set[str]:
    last: dict[Hashable, str] = {}
    for name in ours:
        moment = moment_of(name)
        if moment is not None:
            last.setdefault(part(moment.astimezone(ZONE)), name)
    return set(list(last.values())[:count])


def _age(name: str) -> tuple[datetime, str]:
    return moment_of(name) or datetime.min.replace(tzinfo=UTC), name


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month


def files_in(folder: Path) -> list[str]:
    """The names of the files in a folder: what a link or a folder of such a name is, is not ours."""
    return [each.name for each in folder.iterdir() if each.is_file() and not each.is_symlink()]


def prune(folder: Path, keep: Keep, moment: datetime, made: str) -> list[str]:
    """Deletes the files that go, but never the one that was just `made`; their names."""
    gone = [name for name in to_prune(files_in(folder), keep, moment) if name != made]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return gone
