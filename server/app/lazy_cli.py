"""What serving never needs, and what would take a tenth of its memory: the commands and the migrations
are loaded when somebody asks for them."""

from typing import Any

from click import Command, Context
from flask import Flask
from flask.cli import AppGroup

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
