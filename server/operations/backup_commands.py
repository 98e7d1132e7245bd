"""`backup` and `drill`."""

import os
from collections.abc import Collection
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from server.files.use_cases.copying import Copied
from server.operations.backups.naming import parse_keep
from server.operations.backups.temporary_folders import stopped_in_order
from server.operations.use_cases.backing_up import back_up, back_up_into
from server.operations.use_cases.drilling import PROVED, drill
from server.totals.use_cases.recounting import recount

NEW_FILE = click.Path(path_type=Path, dir_okay=False)
NEW_FOLDER = click.Path(path_type=Path, file_okay=False)
ANY_PATH = click.Path(path_type=Path, readable=False)
"""What cannot be read is told, and kept, by what reads it."""
IDENTITY = click.option("--identity", type=ANY_PATH, help="The secret key of an encrypted backup.")


@click.command("backup")
@click.argument("file", type=NEW_FILE, required=False)
@click.option("--to", "folder", type=NEW_FOLDER, help="A new file in this folder, with a date.")
@click.option("--keep", help="With --to: how many days, weeks and months stay, as in 7d4w12m.")
@click.option("--files", type=NEW_FOLDER, help="Also add to this folder what it lacks of files.")
@with_appcontext
@stopped_in_order()
def backup_command(
    file: Path | None, folder: Path | None, keep: str | None, files: Path | None
) -> None:
    """Write the whole database into FILE, a new one, or into a folder; the server may run meanwhile."""
    if keep and folder is None:
        raise click.UsageError("--keep goes with --to FOLDER")
    if folder is not None and file is None:
        made = back_up_into(folder, parse_keep(keep) if keep else None, files)
    elif file is not None and folder is None:
        made = back_up(file, files)
    else:
        raise click.UsageError("say either FILE, or --to FOLDER and maybe --keep 7d4w12m")
    click.echo(f"{made.file}: {made.file.stat().st_size:,} bytes")
    for name in made.pruned:
        click.echo(f"no longer kept: {name}")
    _tell_of_the_future(made.ahead)
    if made.copied is not None:
        click.echo(f"{files}: {made.copied.copied} more of {made.copied.named} photos and papers")
        tell_of_missing(made.copied)


@click.command("drill")
@click.argument("folder", type=ANY_PATH)
@IDENTITY
@with_appcontext
@stopped_in_order()
def drill_command(folder: Path, identity: Path | None) -> None:
    """Prove the newest backup of FOLDER: restored beside the database, and its totals counted again."""
    done = drill(folder, identity)
    click.echo(f"{done.file}: restored and proved in {done.seconds:.0f} s; {done.proof}")
    _tell_of_the_future(done.ahead)
    if done.changes:
        click.echo(
            f"newer than it: {done.changes} changes by {done.phones} phones, which give them back as long as "
            "they have them"
        )
    if done.acts:
        click.echo(
            f"newer than it: {done.acts} acts at the desk and by commands, which no phone gives back: what they "
            "took away the journal does again, all others people do"
        )
    if not done.changes and not done.acts:
        click.echo("nothing is newer than it")


def _tell_of_the_future(names: Collection[str]) -> None:
    for name in names:
        click.echo(
            f"dated in the future, and left alone: {name}. A clock was ahead when it was made, or this one is "
            "behind (`date`): set it right, and delete what is not needed"
        )


@click.command("prove", hidden=True)
@with_appcontext
def prove_command() -> None:
    """For the drill, on a database of its own: bring its tables to this version, and recount."""
    if os.environ.get(PROVED) != os.environ.get("DATABASE_URL", ""):
        raise click.ClickException("this is for the drill alone: it changes the tables it is given")
    upgrade()
    result = recount()
    said = f"{result.sessions} sessions, {result.totals} totals"
    if result.differences:
        raise click.ClickException(f"{said}: {len(result.differences)} differ from the changes")
    click.echo(f"{said}, all equal to what the changes give")


def tell_of_missing(files: Copied) -> None:
    """Says what of photos and papers is nowhere."""
    if files.missing:
        click.echo(
            f"{files.missing} of {files.named} photos and papers are missing: they have to be sent again at the desk"
        )
