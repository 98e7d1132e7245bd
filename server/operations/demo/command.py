"""`flask --app server demo`: loads the demonstration into an empty database."""

import time
from contextvars import Context

import click
from flask.cli import ScriptInfo
from sqlalchemy import func, select

from server.config import Settings
from server.extensions import db
from server.operations.demo.load import keep_access, load
from server.organisation.tables import Team, Unit

FILE = "demonstration.json"
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
        found = sum(
            db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Team, Unit)
        )
        db.session.rollback()
    if found:
        if if_empty:
            return
        raise click.ClickException(NOT_EMPTY)
    began = time.monotonic()
    # Flask runs commands inside an app context, which the phones' requests would then share.
    loaded = Context().run(load, app, seed)
    keep_access(settings.instance / FILE, loaded.access)
    click.echo(
        f"{loaded.teams} teams, {loaded.phones} phones and {loaded.changes} changes "
        f"in {time.monotonic() - began:.0f} s; how to get in stands in {settings.instance / FILE}"
    )
