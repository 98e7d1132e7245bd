"""What serving never needs, and what would take a tenth of its memory: the commands and the migrations
are loaded when somebody asks for them."""

import atexit
import weakref
from collections.abc import Callable
from functools import wraps
from typing import Any

import psycopg
from click import ClickException, Command, Context, Group
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError

from server.database.engine import MIGRATIONS, db


def install_commands(app: Flask) -> None:
    """Puts every command of `flask --app server …` within reach."""
    app.cli = _Commands(app)
    app.extensions["migrate"] = _Migrations(app)


class _Commands(AppGroup):
    """The commands, loaded with the first look at them."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app.name)
        self._app = app
        self._is_loaded = False

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        self._load()
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Context) -> list[str]:
        self._load()
        return super().list_commands(ctx)

    def _load(self) -> None:
        if self._is_loaded:
            return
        self._is_loaded = True
        from server.app.commands import COMMANDS  # noqa: PLC0415

        for command in COMMANDS:
            self.add_command(command)
        _load_migrations(self._app)
        _tell_of_no_database(self)
        atexit.register(_close, weakref.ref(self._app))


def _tell_of_no_database(group: Group) -> None:
    """Has each command say in a sentence that there is no way to the database."""
    for command in group.commands.values():
        if isinstance(command, Group):
            _tell_of_no_database(command)
        # The commands are the same for all applications of a process.
        elif command.callback is not None and not hasattr(command.callback, "in_a_sentence"):
            command.callback = _in_a_sentence(command.callback)


def _in_a_sentence(run: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run)
    def run_or_say(*words: Any, **options: Any) -> Any:
        try:
            return run(*words, **options)
        except OperationalError as error:
            if not _is_unreachable(error.orig):
                raise
            said = " ".join(str(error.orig).split())
            raise ClickException(
                f"there is no way to the database: {said}. See that it runs, and that DATABASE_URL (or "
                "LASTING_DISK, and JOURNAL where that is an address) is right"
            ) from error

    run_or_say.in_a_sentence = True  # type: ignore[attr-defined]
    return run_or_say


def _is_unreachable(error: BaseException | None) -> bool:
    """Whether there was no way in, as against an answer that is an error."""
    if isinstance(error, psycopg.errors.PipelineAborted):
        return False
    if isinstance(error, psycopg.OperationalError):
        return error.sqlstate is None
    return str(error) == "unable to open database file"


def _close(app: Callable[[], Flask | None]) -> None:
    """Lets go of the database at a process's end: SQLite then brings all that is in its log into the file. What
    an application consists of is not collected, and so does not do this by itself."""
    found = app()
    if found is not None:
        with found.app_context():
            db.engine.dispose()


class _Migrations:
    """Stands where Flask-Migrate looks for what it knows of the application, until it looks."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        _load_migrations(self._app)
        return getattr(self._app.extensions["migrate"], name)


def _load_migrations(app: Flask) -> None:
    """Brings `flask db` too."""
    from flask_migrate import Migrate  # noqa: PLC0415

    # A failing migration is rolled back whole, also on SQLite.
    Migrate(
        app,
        db,
        directory=MIGRATIONS,
        render_as_batch=True,
        transactional_ddl=True,
        user_module_prefix="engine.",
    )
