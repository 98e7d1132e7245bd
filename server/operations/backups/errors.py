"""What keeps a backup from being made or restored."""

from collections.abc import Collection

from click import ClickException


class BackupError(ClickException):
    """Nothing was changed; the text says why and what to do, and commands print only it."""


class Stopped(BaseException):
    """The command was told to end. Nothing that goes on after an error goes on after this."""


def check_version(found: str, known: Collection[str]) -> None:
    """Raises BackupError for tables that this version of the server does not know."""
    if found not in known:
        raise BackupError(f"the backup is of a newer version of the server (tables {found})")
