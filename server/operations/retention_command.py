"""`retention`."""

import click
from flask.cli import with_appcontext

from server.operations.disk_cleanup import clear_remains
from server.operations.use_cases.outcomes import note_outcome
from server.retention.use_cases.applying import Done, TotalsDiffer, apply, due


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only say what has outlived its term.")
@with_appcontext
def retention_command(dry_run: bool) -> None:
    """Take away what has outlived its term; of sessions the totals stay. The server may run meanwhile."""
    if dry_run:
        found = due()
        click.echo(
            f"before {found.day}: {found.sessions} sessions would become totals, and {found.members} names of who "
            "left would be erased"
        )
        return
    try:
        done = apply()
    except TotalsDiffer as error:
        note_outcome("retention", {}, succeeded=False)
        raise click.ClickException(
            "the kept totals are not what the changes give, and once those are gone nobody can tell which is "
            "right: see `flask --app server recount`, mend them by `recount --rebuild`, and come again. Nothing "
            "was taken away"
        ) from error
    note_outcome("retention", done.figures, succeeded=True)
    click.echo(_said(done))
    if not clear_remains():
        click.echo(
            "somebody reads all the time: the -wal file is emptied within ten minutes of when they end"
        )


def _said(done: Done) -> str:
    return (
        f"before {done.day}: {done.sessions} sessions are totals now; emptied: {done.items} settled questions, "
        f"{done.entries} entries of the audit trail, what {done.phones} phones told of themselves; "
        f"{done.members} names of who left were erased"
    )
