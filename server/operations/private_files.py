"""What the server keeps on a disk is for its own user alone."""

import os
import stat
from collections.abc import Iterator
from glob import escape
from pathlib import Path

import structlog

from server.config import Settings

log = structlog.get_logger()

UMASK = 0o077
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def write_privately() -> None:
    """From now on whatever this process and those that it starts write is for their user alone."""
    os.umask(UMASK)


def close_to_others(settings: Settings) -> None:
    """Files that are there already and that others can read are closed to them, and so is the folder
    of the instance, where they belong to this process's user; where they do not, a line in the log
    says so."""
    for file in (settings.instance, *_kept_files(settings)):
        try:
            status = file.stat()
            is_ours = stat.S_ISREG(status.st_mode) or file == settings.instance
            if not is_ours or not status.st_mode & _OTHERS:
                continue
            before = f"{stat.S_IMODE(status.st_mode):04o}"
            if status.st_uid != os.geteuid():
                log.warning("file_open_to_others", file=str(file), mode=before)
                continue
            file.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)
            log.warning("file_closed_to_others", file=str(file), mode_before=before)
        except OSError as error:  # gone meanwhile, such as a -wal; or on a disk without modes
            log.debug("file_not_looked_at", file=str(file), error=error.strerror)


def _kept_files(settings: Settings) -> Iterator[Path]:
    """The secret key, the demonstration's passwords, the journal, and the database with its logs and
    with what `restore` has kept of older ones."""
    yield from (settings.instance / name for name in ("secret_key", "demonstration.json"))
    if isinstance(settings.journal, Path):
        yield settings.journal
    scheme, _, place = settings.database_url.partition(":///")
    file = Path(place.partition("?")[0])
    if scheme.startswith("sqlite") and file.name and file.name != ":memory:":
        yield from file.parent.glob(f"{escape(file.name)}*")
