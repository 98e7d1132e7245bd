"""One application whose settings hold for all papers."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server import create_app
from server.database.engine import db


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("papers")
    settings = {"INSTANCE_DIR": str(folder), "DATABASE_URL": "", "PUBLIC_URL": "http://localhost"}
    made = create_app({**settings, "LOG_LEVEL": "error"})
    yield made
    with made.app_context():
        db.engine.dispose()
