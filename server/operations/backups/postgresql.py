"""A backup of a PostgreSQL database by its own tools: made while the server runs, put back while it
does not."""

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast
from uuid import uuid4

from psycopg.conninfo import make_conninfo
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from server.operations.backups.drafts import draft_of, publish
from server.operations.backups.errors import BackupError, Stopped, check_contents, check_version
from server.operations.backups.sealing import seal

SCRATCH = "tungngo_drill_"
_BESIDE = ("/usr/lib/postgresql", "*/bin"), ("/usr", "pgsql-*/bin")
"""Where Debian and the RPMs put the programs of each version; on Debian the one in PATH may be another."""
_DAY = timedelta(days=1)
_LEFT = text(
    r"SELECT datname FROM pg_database WHERE datname LIKE 'tungngo\_drill\_%' AND datname < :before"
)
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def back_up(database: str, file: Path, public_key: str = "") -> None:
    """Writes the database as it is at one moment into a new file, encrypted on the way where there is a key.
    Raises BackupError."""
    options = ("-Fc", "--no-owner", "-N", "before_*")
    try:
        with draft_of(file) as draft:
            if public_key:
                with _output("pg_dump", database, *options) as dump:
                    seal(dump, draft, public_key)
            else:
                _run("pg_dump", database, *options, "-f", str(draft))
            publish(draft, file)
    except OSError as error:
        raise BackupError(f"the backup was not made: {error}") from error


def restore(file: Path, database: str, moment: str, versions: Collection[str]) -> str:
    """Puts a backup in the place of the tables, which stay in the same database under the schema
    that is answered. Raises BackupError, also where somebody is connected to the database, or the
    backup's tables are of none of the `versions`."""
    _check(_run("pg_restore", None, "--list", str(file)))
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
        except (BackupError, SQLAlchemyError, Stopped):
            with engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                _rename(connection, kept, "public")
            raise
    except SQLAlchemyError as error:
        raise BackupError(f"the backup was not restored: {error}") from error
    finally:
        engine.dispose()
    return kept


@contextmanager
def scratch(database: str, moment: datetime) -> Iterator[str]:
    """An empty database beside the one that is named, and its address; dropped at the end. What drills that
    were killed have left is dropped a day later. Raises BackupError."""
    url = make_url(database)
    name = f"{SCRATCH}{moment:%Y%m%d%H%M%S}_{uuid4().hex[:8]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            for left in connection.scalars(_LEFT, {"before": f"{SCRATCH}{moment - _DAY:%Y%m%d}"}):
                connection.execute(text(f'DROP DATABASE IF EXISTS "{left}"'))
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
    except SQLAlchemyError as error:
        raise BackupError(
            "no database to try the backup in was made. The role needs the right to: "
            f'ALTER ROLE "{url.username}" CREATEDB. ({_first_line(error)})'
        ) from error
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        engine.dispose()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _rename(connection: Connection, old: str, new: str) -> None:
    connection.execute(text(f'ALTER SCHEMA "{old}" RENAME TO "{new}"'))


def _check(listed: str) -> None:
    """Raises BackupError for what is no backup of this server. A line of pg_restore's list is number, two ids,
    sort, schema, name, owner."""
    parts = [line.split() for line in listed.splitlines() if not line.startswith(";")]
    check_contents(
        [each[5] for each in parts if each[3:5] == ["TABLE", "public"]],
        [" ".join(each[3:]) for each in parts if {"TRIGGER", "RULE"} & {*each[3:5]}],
    )


def _run(program: str, database: str | None, *arguments: str) -> str:
    """What the program writes. Raises BackupError."""
    words, environment = _command(program, database, *arguments)
    done = subprocess.run(
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")
    return done.stdout


@contextmanager
def _output(program: str, database: str, *arguments: str) -> Iterator[IO[bytes]]:
    """What such a program writes. Raises BackupError at the end where it failed."""
    words, environment = _command(program, database, *arguments)
    with (
        TemporaryFile() as said,
        subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as running,
    ):
        try:
            yield cast(IO[bytes], running.stdout)
        except BaseException:
            running.kill()
            raise
        if running.wait():
            said.seek(0)
            raise BackupError(f"{program} failed: {said.read().decode(errors='replace').strip()}")


def _command(
    program: str, database: str | None, *arguments: str
) -> tuple[list[str], dict[str, str]]:
    """The words that call one of PostgreSQL's programs, and its environment. The password goes there:
    anybody on the machine may read a command line."""
    url = make_url(database) if database is not None else None
    found = _program(program, url)
    if found is None:
        raise BackupError(
            f"{program} is not installed. It comes with PostgreSQL's client programs "
            "(Debian: apt install postgresql-client), of the server's version or newer."
        )
    place, secret = _apart(url) if url is not None else ((), {})
    return [found, *place, *arguments], {**os.environ, **secret}


def _program(name: str, url: URL | None) -> str | None:
    """The path of the program of the server's major version, else of the next newer one; without a server
    of the newest. The one in PATH is taken where no other fits better."""
    usual = shutil.which(name)
    if usual is None:
        return None
    beside = [str(each) for root, place in _BESIDE for each in Path(root).glob(f"{place}/{name}")]
    majors = {path: _major_of(path) for path in (usual, *beside)}
    if majors[usual] is None:
        return usual
    known = {path: major for path, major in majors.items() if major is not None}
    wanted = _server_major(url) if url is not None else None
    if wanted is None:
        return max(known, key=lambda path: known[path])
    fit = [path for path in known if known[path] >= wanted]
    return min(fit, key=lambda path: known[path], default=usual)


def _major_of(program: str) -> int | None:
    """The major version that a program prints, None where it prints none."""
    try:
        printed = subprocess.run(
            [program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        return None
    found = re.search(rb"\(PostgreSQL\) (\d+)", printed.stdout)
    return int(found[1]) if found else None


def _server_major(url: URL) -> int | None:
    """None where the server cannot be reached: the program that is called says why."""
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    except SQLAlchemyError:
        return None


def _apart(url: URL) -> tuple[tuple[str, str], dict[str, str]]:
    """Where the database is, for a command line that others can read, and the password. As SQLAlchemy tells
    psycopg: an address that names several hosts is another one there than libpq reads in a URL."""
    _, told = url.get_dialect()().create_connect_args(url)
    password = told.pop("password", None)
    secret = {"PGPASSWORD": str(password)} if password else {}
    return ("-d", make_conninfo("", **told)), secret
