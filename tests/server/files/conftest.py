"""Both stores, each on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server.app.factory import FILE_READERS
from server.files.readers import install_readers
from tests.town import Town


@pytest.fixture(params=("folder", "database"))
def store(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[str]:
    """Where the bytes are."""
    settings = app.config["SETTINGS"]
    folder = tmp_path / "blobs" if request.param == "folder" else None
    app.config["SETTINGS"] = replace(settings, file_folder=folder)
    yield request.param
    app.config["SETTINGS"] = settings
    install_readers(app, *FILE_READERS)


@pytest.fixture
def kept(town: Town, store: str) -> Town:
    """A town whose files are there."""
    return town
