"""A backup of a PostgreSQL database by its own tools: made while the server runs, put back while it
does not."""

import os
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import SQLAlchemyError

from server.operations.backups.drafts import draft_of
from server.operations.backups.errors import BackupError, check_version

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def back_up(database: str, file: Path) -> None:
    """Writes the database as it is at one moment into a new file. Raises BackupError."""
    try:
        with draft_of(file) as draft:
            _run("pg_dump", database, "-Fc", "--no-owner", "-N", "before_*", "-f", str(draft))
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            os.link(draft, file)  # never over a file that came meanwhile
    except OSError as error:
        raise BackupError(f"the backup was not made: {error}") from error


def restore(file: Path, database: str, moment: str, versions: Collection[str]) -> str:
    """Puts a backup in the place of the tables, which stay in the same database under the schema
    that is answered. Raises BackupError, also where somebody is connected to the database, or the
    backup's tables are of none of the `versions`."""
    _run("pg_restore", None, "--list", str(file))
    kept = f"before_{moment.replace('-', '_')}"
    engine = create_engine(make_url(database))
    try:
        with engine.begin() as connection:
            if connection.scalar(_OTHERS):
                raise BackupError("somebody is connected to the database: stop the server first")
            _rename(connection, "public", kept)
            connection.execute(text("CREATE SCHEMA public"))
        try:
            options = ("--no-owner", "--single-transaction", "--exit-on-error")
            _run("pg_restore", database, *options, str(file))
            with engine.connect() as connection:
                found = connection.scalar(text("SELECT version_num FROM public.alembic_version"))
            check_version(str(found), versions)
        except (BackupError, SQLAlchemyError):
            with engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                _rename(connection, kept, "public")
            raise
    except SQLAlchemyError as error:
        raise BackupError(f"the backup was not restored: {error}") from error
    finally:
        engine.dispose()
    return kept


def _rename(connection: Connection, old: str, new: str) -> None:
    connection.execute(text(f'ALTER SCHEMA "{old}" RENAME TO "{new}"'))


def _run(program: str, database: str | None, *arguments: str) -> None:
    """One of PostgreSQL's programs. The password goes in its environment: anybody on the machine
    may read its command line."""
    found = shutil.which(program)
    if found is None:
        raise BackupError(
            f"{program} is not installed. It comes with PostgreSQL's client programs "
            "(Debian: apt install postgresql-client), of the server's version or newer."
        )
    url = make_url(database) if database is not None else None
    place, secret = _apart(url) if url is not None else ((), {})
    done = subprocess.run(
        [found, *place, *arguments],
        env={**os.environ, **secret},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _apart(url: URL) -> tuple[tuple[str, str], dict[str, str]]:
    """Where the database is, for a command line that others can read, and the password."""
    query = dict(url.query)
    password = query.pop("password", url.password)
    # `URL.set` takes None for "as it is".
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    secret = {"PGPASSWORD": str(password)} if password else {}
    return ("-d", bare.render_as_string(hide_password=False)), secret
