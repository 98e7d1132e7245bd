"""`flask --app server demo`: loads the demonstration into an empty database."""

import time
from contextvars import Context

import click
from flask.cli import ScriptInfo
from sqlalchemy import func, select

from server.audit.tables import AuditEntry
from server.audit.writing import SYSTEM, record_audit
from server.config import Settings
from server.database.engine import db
from server.operations.demo.load import keep_access, load
from server.organisation.tables import Team, Unit

FILE = "demonstration.json"
BEGUN, LOADED = "demonstration_begun", "demonstration_loaded"
ANEW = "The demonstration was not loaded to its end the last time; it is loaded anew."
NOT_HERE = (
    "The demonstration has accounts and records that are made up, so it is loaded only where "
    "PUBLIC_URL names this machine itself, such as http://127.0.0.1:8000."
)
NOT_EMPTY = (
    "There are units or teams in the database already, so the demonstration was not loaded. "
    "Point DATABASE_URL or INSTANCE_DIR at an empty one."
)


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing, without complaint, if there are data.")
@click.option("--seed", default=1, show_default=True, help="Another number, other people.")
@click.pass_obj
def demo(script: ScriptInfo, if_empty: bool, seed: int) -> None:
    """Load the Đức Phổ demonstration into an empty database."""
    app = script.load_app()
    settings: Settings = app.config["SETTINGS"]
    if not settings.loopback:
        raise click.ClickException(NOT_HERE)
    with app.app_context():
        if _was_interrupted():
            click.echo(ANEW)
            _empty()
        elif _holds_data():
            if if_empty:
                return
            raise click.ClickException(NOT_EMPTY)
        _note(BEGUN)
    began = time.monotonic()
    # Flask runs commands inside an app context, which the phones' requests would then share.
    loaded = Context().run(load, app, seed)
    keep_access(settings.instance / FILE, loaded.access)
    with app.app_context():
        _note(LOADED)
    click.echo(
        f"{loaded.teams} teams, {loaded.phones} phones and {loaded.changes} changes "
        f"in {time.monotonic() - began:.0f} s; how to get in stands in {settings.instance / FILE}"
    )


def _was_interrupted() -> bool:
    """Whether a loading of the demonstration began in this database and did not end."""
    actions = set(
        db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.in_([BEGUN, LOADED])))
    )
    db.session.rollback()
    return actions == {BEGUN}


def _holds_data() -> bool:
    found = any(
        db.session.scalar(select(func.count()).select_from(table)) for table in (Team, Unit)
    )
    db.session.rollback()
    return found


def _empty() -> None:
    """A half demonstration is taken out whole: nothing else can stand in a database in which the
    loading began while it was empty."""
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()


def _note(action: str) -> None:
    record_audit(db.session, SYSTEM, action, ("database", "demonstration"))
    db.session.commit()
