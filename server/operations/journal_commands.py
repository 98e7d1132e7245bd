"""`journal`, and how it is told what came of replaying one."""

from collections.abc import Mapping
from pathlib import Path

import click
from flask.cli import AppGroup

from server.config import current_settings
from server.operations.disk_cleanup import clear_remains
from server.operations.journal_state import journal_state
from server.operations.use_cases.keeping_journal import (
    JournalError,
    adopt_journal,
    import_journals,
)
from server.operations.use_cases.replaying import Replayed, replay_journal

ACTS_LEFT = 3
"""How `restore` and `journal replay` end where acts are left: one could not be replayed, or all of them stand in
another journal than the one that was read."""
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)

journal_group = AppGroup("journal", help="What was erased and revoked, outside the database.")


@journal_group.command("replay")
def journal_replay() -> None:
    """Take away again what was taken away since the restored backup was made, or before a failover."""
    place = current_settings().journal
    if place is None:
        raise JournalError("no journal is kept: set JOURNAL to a file on a disk that lasts")
    replayed = replay_journal(place)
    click.echo(summary(replayed))
    end_replaying(replayed)


@journal_group.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True)
def journal_import(files: tuple[Path, ...]) -> None:
    """Bring the journals in FILES into that of JOURNAL, an address."""
    click.echo(f"{import_journals(files)} lines more; nothing writes into these files any more")


@journal_group.command("adopt")
def journal_adopt() -> None:
    """Have the database know the journal of JOURNAL, where the one of before is lost."""
    if not adopt_journal():
        click.echo("the database knows this journal already")
        return
    click.echo(
        "the database knows this journal from now on. What was erased and revoked before it stands in the "
        "former one alone: make a new backup now, and restore none of before it"
    )


def _counted(acts: Mapping[str, int]) -> str:
    return ", ".join(f"{action} {count}" for action, count in sorted(acts.items()))


def summary(replayed: Replayed) -> str:
    """What came of it, in lines for whoever restores."""
    said = f"{replayed.lost} acts since the backup; done again: {_counted(replayed.done) or 'none'}"
    if replayed.given:
        said += (
            f"\ngiven since the backup, and only people give it again: {_counted(replayed.given)}. "
            "Phones that wait are under Việc chờ; accounts that were let in again are blocked"
        )
    if replayed.left:
        said += (
            f"\nto be done again by hand before anybody signs in: {_counted(replayed.left)}. Units stand as in the backup, "
            "and their coordinators look after the teams of then: end, merge, divide or move the units "
            "and the teams again, or block the accounts of those units first"
        )
    if replayed.months:
        said += (
            f"\nclosed since the backup, and open now: {'; '.join(replayed.months)}. Close them again in this "
            "order once phones have given back what is missing, and before any later month: else what "
            "came late is told twice. Nobody can look up these codes any more"
        )
    for login, acts in replayed.made.items():
        said += f"\nmade at the desk since the backup, and lost, by {login}: {_counted(acts)}"
    return said


def end_replaying(replayed: Replayed | None) -> None:
    """Clears the remains, names the acts that failed, the lines that cannot be read, or another journal, and
    ends with ACTS_LEFT then."""
    cleared = clear_remains()
    foreign = _tell_of_foreign_journal()
    failed = replayed.failed if replayed else []
    for each in failed:
        click.echo(f"not replayed: {each.action} {each.subject}: {each.reason}", err=True)
    if failed:
        click.echo(
            f"{len(failed)} acts of the journal are left, all others are done. Before the server starts, "
            "do these by hand (stop, erase, block, withdraw), or mend the cause and run "
            "`flask --app server journal replay` again: it does only what is left",
            err=True,
        )
    spoilt = replayed.spoilt if replayed else []
    if spoilt:
        click.echo(
            f"not replayed: lines of the journal that cannot be read: {', '.join(map(str, spoilt))}. Before the "
            "server starts, find them in another copy of the journal and do their acts by hand (stop, erase, "
            "block, withdraw)",
            err=True,
        )
    tell_of_remains(cleared)
    if failed or spoilt or foreign:
        raise click.exceptions.Exit(ACTS_LEFT)


def _tell_of_foreign_journal() -> bool:
    """Whether the database knows another journal than the one that was replayed; says what to do then."""
    if journal_state() != "foreign":
        return False
    click.echo(
        "The database knows another journal than the one of JOURNAL, so what was erased and revoked since its "
        "backup is NOT taken away again. Before the server starts, put the former journal in its place "
        "and run `flask --app server journal replay`. Only where it is gone for good: "
        "`flask --app server journal adopt`, and end again by hand what was ended since",
        err=True,
    )
    return True


def tell_of_remains(cleared: bool) -> None:
    """Raises where SQLite's log could not be emptied of what was deleted."""
    if not cleared:
        raise click.ClickException(
            "somebody reads the database all the time, so its -wal file still holds what was deleted: "
            "the server empties it within ten minutes of when they end; if none runs, "
            "run `flask --app server vacuum` in a quiet hour"
        )
