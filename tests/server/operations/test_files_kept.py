"""Photos and papers beside a backup: a folder that only grows, and what comes back from it."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.database.engine import db
from server.files.blob_store import blob_store
from server.operations.tables import OperationOutcome
from tests.server.files.sending import hash_of, large_photo, missing, photo, send
from tests.server.operations.test_commands import run
from tests.town import Town


@pytest.fixture(params=("folder", "database"))
def town(own_town: Town, tmp_path: Path, request: pytest.FixtureRequest) -> Town:
    """A town in a database that may be thrown away, with each store."""
    config = own_town.app.config
    folder = tmp_path / "blobs" if request.param == "folder" else None
    config["SETTINGS"] = replace(config["SETTINGS"], file_folder=folder)
    return own_town


def lose(town: Town, *shas: str) -> None:
    with town.app.app_context():
        for sha in shas:
            blob_store(db.session).delete(sha)
        db.session.commit()


def test_the_folder_gets_what_it_lacks_and_gives_back_what_is_lost(
    town: Town, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    first = send(town.desk(), large_photo())
    code, said = run(town.app, "backup", str(tmp_path / "one"), "--files", str(files))
    assert (code, said.splitlines()[1]) == (0, f"{files}: 1 more of 1 photos and papers")
    second = send(town.desk(), photo(2))
    code, said = run(town.app, "backup", str(tmp_path / "two"), "--files", str(files))
    assert (code, said.splitlines()[1]) == (0, f"{files}: 1 more of 2 photos and papers")
    with town.app.app_context():
        kept = db.session.get_one(OperationOutcome, "backup")
        assert kept.succeeded_at == kept.ended_at  # nobody held the lock while it was copied
    assert {place.name for place in files.glob("*/*")} == {first, second}
    assert (files / first[:2] / first).read_bytes() == large_photo()
    assert (files / first[:2] / first).stat().st_mode & 0o077 == 0
    third = send(town.desk(), photo(3))
    (files / second[:2] / second).write_bytes(b"spoilt")

    lose(town, first, second, third)
    code, said = run(town.app, "restore", str(tmp_path / "two"), "--files", str(files))
    assert code == 0, said
    # A backup with the database as its store has the bytes itself.
    in_database = "photos and papers were brought back" not in said
    if not in_database:
        assert "1 photos and papers were brought back\n1 of 2 photos and papers are missing" in said
    assert missing(town.desk(), first) == []
    assert missing(town.desk(), second) == ([] if in_database else [second])
    assert missing(town.desk(), third) == [third]
    for data in (photo(2), photo(3)):
        if missing(town.desk(), hash_of(data)):
            send(town.desk(), data)
    assert missing(town.desk(), first, second, third) == []


def test_without_a_folder_a_restore_says_what_is_missing(town: Town, tmp_path: Path) -> None:
    sha = send(town.desk(), photo())
    assert run(town.app, "backup", str(tmp_path / "one"))[0] == 0
    lose(town, sha)
    code, said = run(town.app, "restore", str(tmp_path / "one"))
    assert code == 0
    assert ("1 of 1 photos and papers are missing" in said) is bool(missing(town.desk(), sha))
