"""The migrations make exactly the tables that the code speaks of."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from server.extensions import db
from tests.conftest import make_app
from tests.town import Clock


def differences() -> list[object]:
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), db.metadata))


def test_the_tables_are_those_of_the_code(app: Flask) -> None:
    with app.app_context():
        assert differences() == []


def test_the_newest_step_can_be_taken_back_and_again(tmp_path: Path, clock: Clock) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'steps.sqlite'}", clock, tmp_path)
    with app.app_context():
        upgrade()
        downgrade(revision="-1")
        assert differences() != []
        upgrade()
        assert differences() == []
        db.engine.dispose()
