"""What keeps a backup from being made or restored."""

from collections.abc import Collection

from click import ClickException


class BackupError(ClickException):
    """Nothing was changed; the text says why and what to do, and commands print only it."""


_FIRST_TABLES = (
    "account account_session attempt audit_entry catalogue_item change channel_digest device enrolment exit_row "
    "invitation member membership presence presence_tally record review_item session_tally sync_clock sync_commit "
    "team team_unit turn_tally unit unit_successor"
)
"""Tables of every version of the server."""


class Stopped(BaseException):
    """The command was told to end. Nothing that goes on after an error goes on after this."""


def check_version(found: str, known: Collection[str]) -> None:
    """Raises BackupError for tables that this version of the server does not know."""
    if found not in known:
        raise BackupError(f"the backup is of a newer version of the server (tables {found})")


def check_contents(tables: Collection[str], triggers: Collection[str]) -> None:
    """Raises BackupError for a database that lacks tables of this server, or has triggers."""
    lacking = sorted({*_FIRST_TABLES.split()} - {*tables})
    if lacking:
        raise BackupError(f"this is no backup of this server: it lacks the table {lacking[0]}")
    if triggers:
        raise BackupError(f"this is no backup of this server: it has the trigger {min(triggers)}")
