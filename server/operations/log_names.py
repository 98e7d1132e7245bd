"""`flask --app server log-names`: whose the hashes in the request log are."""

from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from server.auth.store import accounts, devices
from server.http.request_log import EXTENSION, RequestLog
from server.organisation.store import teams


@click.command("log-names")
@click.argument("team", required=False)
@with_appcontext
def log_names(team: str | None) -> None:
    """Print how the phones of TEAM (its code or id), or without one the accounts, stand in the
    request log."""
    log = cast(RequestLog, current_app.extensions[EXTENSION])
    if team is None:
        for account in accounts.all_accounts():
            click.echo(f"{log.hash_of(account.id)}  {account.login}")
        return
    found = teams.team_by_code(team) or teams.team_by_id(team)
    if found is None:
        raise click.ClickException(f"there is no team {team}")
    for device in devices.devices_in_team(found.id):
        people = [
            member.name
            for _, member, place in devices.enrolments_of(device)
            if place.id == found.id
        ]
        click.echo(f"{log.hash_of(device)}  {', '.join(people)}")
