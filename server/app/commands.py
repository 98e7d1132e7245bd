"""The commands of `flask --app server …`."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from server.accounts.passwords import random_password
from server.accounts.use_cases.own_sessions import end_by_command
from server.accounts.use_cases.password_sign_in import create_account
from server.accounts.use_cases.rekeying import rekey
from server.accounts.use_cases.reset_password import drop_factors_by_command, make_link_by_command
from server.audit.writing import SYSTEM
from server.catalogue.use_cases.importing import DATA as CATALOGUE
from server.catalogue.use_cases.importing import import_catalogue
from server.config import Settings
from server.database.clock import today
from server.directory.use_cases.create_team import KINDS, Placement, create_team
from server.directory.use_cases.erasing_members import NothingToErase, erase_member
from server.directory.use_cases.import_units import DATA as UNITS
from server.directory.use_cases.import_units import UnitsError, import_units
from server.directory.use_cases.merging_members import merge_by_command
from server.enrolment.use_cases.invite import create_invitation, invitation_options
from server.guides.files import DATA as GUIDES
from server.guides.use_cases.importing import import_guides
from server.heritage.use_cases.exporting import export_sites
from server.operations.backup_commands import (
    IDENTITY,
    backup_command,
    drill_command,
    prove_command,
    tell_of_missing,
)
from server.operations.backups.temporary_folders import stopped_in_order
from server.operations.demo.command import demo
from server.operations.disk_cleanup import clear_remains, rewrite
from server.operations.journal_commands import (
    end_replaying,
    journal_group,
    summary,
    tell_of_remains,
)
from server.operations.log_names import log_names
from server.operations.retention_command import retention_command
from server.operations.startup_banner import welcome
from server.operations.use_cases.backing_up import restore
from server.operations.use_cases.erasing import erase_record
from server.operations.use_cases.outcomes import note_outcome
from server.organisation.store import memberships, teams, units
from server.organisation.tables import Unit
from server.public_codes.use_cases.exporting import export_codes
from server.qr_codes.drawing import svg, terminal
from server.targets.use_cases.indicators import import_indicators
from server.totals.use_cases.recounting import rebuild, recount
from sync.problems import ProblemError

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
REASON = click.option("--reason", required=True, help="Why; it stands in the audit trail.")
NEW_FILE = click.Path(path_type=Path, dir_okay=False)
NEW_FOLDER = click.Path(path_type=Path, file_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)

units_group = AppGroup("units", help="The units of the tree.")
catalogue_group = AppGroup("catalogue", help="Services, outcomes, reasons and other lists.")
guides_group = AppGroup("guides", help="What volunteers read in the field.")
account_group = AppGroup("account", help="Coordinators and administrators.")
erase_group = AppGroup("erase", help="For ever, at somebody's wish.")
codes_group = AppGroup("codes", help="What is printed with a QR code.")
sites_group = AppGroup("sites", help="Heritage sites and their public pages.")
team_group = AppGroup("team", help="Teams of volunteers.")


@units_group.command("import")
@click.argument("file", type=FILE, default=UNITS)
def units_import(file: Path) -> None:
    """Load units from a CSV FILE; without one, those that come with the server."""
    try:
        count, changed = import_units(file)
    except UnitsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} units, {changed} of them new or changed")


@catalogue_group.command("import")
@click.argument("folder", type=FOLDER, default=CATALOGUE)
def catalogue_import(folder: Path) -> None:
    """Load the lists from the CSV files in FOLDER; without one, those of the server. Usual
    indicators that are missing are added."""
    try:
        count, changed = import_catalogue(folder)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    import_indicators()
    click.echo(f"{count} entries, {changed} of them new or changed")


@guides_group.command("import")
@click.argument("file", type=FILE, default=GUIDES)
def guides_import(file: Path) -> None:
    """Load the guides from a JSON FILE; without one, those that come with the server."""
    try:
        count, changed = import_guides(file)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} guides, {changed} of them new or changed")


@account_group.command("create")
@click.argument("login")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=click.Choice(["coordinator", "administrator"]), default="coordinator")
@click.option("--unit", help="The code of the unit of today; a coordinator needs one.")
def account_create(login: str, name: str, role: str, unit: str | None) -> None:
    """Make an account that signs in as LOGIN, and print a password for its first sign-in."""
    password = random_password()
    try:
        create_account(login, name, role, _unit(unit).id if unit else None, password, made=True)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"login {login}   password {password}")
    click.echo("It is to be changed at the first sign-in.")


@account_group.command("reset")
@click.argument("login")
def account_reset(login: str) -> None:
    """Print a link by which the owner of LOGIN sets a new password."""
    try:
        made = make_link_by_command(login)
    except ProblemError as error:
        raise click.ClickException(f"there is no account {login} that may sign in") from error
    click.echo(f"{made['link']}\nIt holds once, for half an hour. Second factors stay.")


@account_group.command("factors-drop")
@click.argument("login")
def account_factors_drop(login: str) -> None:
    """Take all second factors of LOGIN away, whose owner lost the phone, and sign it out."""
    try:
        count = drop_factors_by_command(login)
    except ProblemError as error:
        raise click.ClickException(f"there is no account {login} that may sign in") from error
    click.echo(f"login {login}: {count} second factors taken away")


@account_group.command("sign-out")
@click.argument("login", required=False)
@click.option("--all", "of_all", is_flag=True, help="Of every account.")
def account_sign_out(login: str | None, of_all: bool) -> None:
    """Sign LOGIN out of every browser, or with --all everybody."""
    if (login is None) is not of_all:
        raise click.UsageError("name a LOGIN, or say --all")
    try:
        count = end_by_command(login)
    except ProblemError as error:
        raise click.ClickException(f"there is no account {login}") from error
    click.echo(f"{count} sessions ended")


@codes_group.command("export")
@click.argument("folder", type=NEW_FOLDER)
def codes_export(folder: Path) -> None:
    """Write every printed code into FOLDER: a CSV, a map for nginx, and pages for any web server."""
    click.echo(f"{export_codes(folder)} codes in {folder}")


@sites_group.command("export")
@click.argument("folder", type=NEW_FOLDER)
def sites_export(folder: Path) -> None:
    """Write the public pages of heritage sites into FOLDER, for any web server."""
    click.echo(f"{export_sites(folder)} sites in {folder}")


@team_group.command("create")
@click.argument("code")
@click.argument("name")
@click.option("--unit", required=True, help="The code of the unit that it stands under.")
@click.option("--kind", type=click.Choice(KINDS), default="doi_hinh", show_default=True)
def team_create(code: str, name: str, unit: str, kind: str) -> None:
    """Make a team called NAME under a unit of today."""
    if teams.team_by_code(code) is not None:
        raise click.ClickException(f"there is a team {code} already")
    create_team(SYSTEM, kind, name, [Placement(_unit(unit).id, today())], code=code)
    click.echo(f"team {code}: {name}")


@team_group.command("members")
@click.argument("team")
def team_members(team: str) -> None:
    """Print who is and was in TEAM (its code or id): id, first day, last day, name."""
    found = teams.team_by_code(team) or teams.team_by_id(team)
    if found is None:
        raise click.ClickException(f"there is no team {team}")
    for member, held in memberships.members_of_team(found.id):
        click.echo(f"{member.id}  {held.valid_from}  {held.valid_to or '-':10}  {member.name}")


@team_group.command("merge")
@click.argument("member")
@click.argument("into")
def team_merge(member: str, into: str) -> None:
    """Make MEMBER (an id) one with INTO, who is kept; also where it is too much for the app. In a quiet hour:
    nobody else writes meanwhile."""
    try:
        sessions = merge_by_command(member.lower(), into.lower())
    except ProblemError as error:
        raise click.ClickException(error.problem.en) from error
    click.echo(f"one person now, with {sessions} more sessions")


@click.command("invite")
@click.argument("team")
@click.option("--role", type=click.Choice(["volunteer", "lead"]), default="volunteer")
@click.option("--approval/--no-approval", default=False, help="Whether somebody lets phones in.")
@click.option("--hours", type=int, help="How long it holds.")
@click.option("--uses", type=int, help="How many may join.")
@click.option("--svg", "image", type=click.Path(path_type=Path), help="Also draw the QR code here.")
@with_appcontext
def invite_command(
    team: str, role: str, approval: bool, hours: int | None, uses: int | None, image: Path | None
) -> None:
    """Make an invitation into TEAM (its code) and print its link and QR code."""
    found = teams.team_by_code(team)
    if found is None:
        raise click.ClickException(f"there is no team {team}")
    try:
        wish = invitation_options(role, auto_approve=not approval, hours=hours, max_uses=uses)
        made = create_invitation(SYSTEM, found.id, wish)
    except ProblemError as error:
        told = [
            f"--{name.removeprefix('max_')}: {', '.join(said)}"
            for name, said in error.details.get("errors", {}).get("json", {}).items()
        ]
        raise click.ClickException("; ".join(told) or error.problem.en) from error
    if image:
        image.write_text(svg(made["link"], found.name), encoding="utf-8")
    click.echo(f"{made['link']}\n{made['short_code']}\n\n{terminal(made['link'])}")


@click.command("recount")
@click.option("--rebuild", "mend", is_flag=True, help="Make the totals what the changes give.")
@with_appcontext
def recount_command(mend: bool) -> None:
    """Prove the kept totals against the changes themselves."""
    result = rebuild() if mend else recount()
    left = 0 if mend else len(result.differences)
    note_outcome("recount", {"differences": left}, succeeded=not left)
    for each in result.differences[:20]:
        click.echo(f"{each.table} {each.key}: kept {each.kept}, counted {each.counted}")
    said = f"{result.sessions} sessions, {result.totals} totals"
    if result.differences and mend:
        click.echo(f"{said}: {len(result.differences)} differed and are now what was counted")
        return
    if result.differences:
        raise click.ClickException(f"{said}: {len(result.differences)} differ from the changes")
    click.echo(f"{said}: all equal to what the changes give")


@click.command("rekey")
@with_appcontext
def rekey_command() -> None:
    """Encrypt authenticator apps anew by SECRET_KEY, before SECRET_KEY_FALLBACKS is emptied."""
    done, lost = rekey()
    click.echo(f"{done} authenticator apps are kept by the key of today")
    if lost:
        raise click.ClickException(
            f"{lost} were kept by a key that is neither SECRET_KEY nor in SECRET_KEY_FALLBACKS: put it there, "
            "restart and run this again, or have these accounts set theirs up anew"
        )


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--files", type=FOLDER, help="Bring back from this folder what is lacking of files.")
@IDENTITY
@with_appcontext
@stopped_in_order()
def restore_command(file: Path, files: Path | None, identity: Path | None) -> None:
    """Put the backup FILE in the place of the database. Stop the server first."""
    done = restore(file, files, identity)
    if isinstance(done.kept, Path):
        click.echo(f"the database of before is kept: {done.kept}")
    elif done.kept is not None:
        click.echo(
            f"the tables of before are kept in schema {done.kept}; "
            f"when nobody needs them: DROP SCHEMA {done.kept} CASCADE"
        )
    click.echo("the backup is in its place, and its tables are those of this version")
    if done.files.copied:
        click.echo(f"{done.files.copied} photos and papers were brought back")
    tell_of_missing(done.files)
    if done.replayed is None:
        click.echo("No journal is kept: end again by hand what was ended since the backup.")
    else:
        click.echo(summary(done.replayed))
        click.echo("everybody signs in again")
    end_replaying(done.replayed)
    click.echo("Start the server: phones give back what the backup lacks.")


@erase_group.command("record")
@click.argument("record")
@REASON
def erase_record_command(record: str, reason: str) -> None:
    """Empty a help session or a place, RECORD (its id), with all that was ever stored of it."""
    _erase(erase_record, record, reason)


@erase_group.command("member")
@click.argument("member")
@REASON
def erase_member_command(member: str, reason: str) -> None:
    """Take the name of a volunteer, MEMBER (their id), out of everything; their work still counts."""
    _erase(erase_member, member, reason)


def _erase(erase: Callable[[str, str], bool], key: str, reason: str) -> None:
    try:
        done = erase(key.lower(), reason)
    except NothingToErase as error:
        raise click.ClickException(str(error)) from error
    click.echo("erased for ever" if done else "it was erased before")
    if cast(Settings, current_app.config["SETTINGS"]).journal is None:
        click.echo("No journal is kept: after a restore of a backup from before, erase it again.")
    tell_of_remains(clear_remains())


@click.command("vacuum")
@with_appcontext
def vacuum_command() -> None:
    """Write the whole database anew: nothing is left of what was ever deleted. In a quiet hour."""
    tell_of_remains(rewrite())
    click.echo("nothing is left in the database's files of what was deleted")


@click.command("welcome")
@with_appcontext
def welcome_command() -> None:
    """Print how to get in, and how a phone can."""
    click.echo(welcome(cast(Settings, current_app.config["SETTINGS"])))


def _unit(code: str) -> Unit:
    day = today()
    for unit in units.all_units():
        if unit.code == code and unit.valid_from <= day <= (unit.valid_to or day):
            return unit
    raise click.ClickException(f"there is no unit {code} today: load units first")


COMMANDS = (
    units_group,
    catalogue_group,
    guides_group,
    account_group,
    codes_group,
    sites_group,
    team_group,
    rekey_command,
    backup_command,
    restore_command,
    drill_command,
    prove_command,
    erase_group,
    journal_group,
    invite_command,
    recount_command,
    retention_command,
    vacuum_command,
    log_names,
    welcome_command,
    demo,
)
"""All of them."""
