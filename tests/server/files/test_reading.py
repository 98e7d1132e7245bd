"""A file is read through a record that names it, lost where a backup was restored without it, and deleted where
none names it (PROTOCOL 5.13.5 to 5.13.7)."""

from pathlib import Path

import pytest
from sqlalchemy import text, update

from server.database.engine import db
from server.files import store
from server.files.blob_store import blob_store
from server.files.folder_store import FolderStore
from server.files.tables import FileSender
from server.files.use_cases.sweeping import sweep
from tests.server.files.sending import (
    Notes,
    hash_of,
    head,
    large_photo,
    missing,
    naming,
    offset,
    patch,
    photo,
    put,
    send,
    sweep_after,
)
from tests.town import CLUSTER, Town


def lose(town: Town, sha: str) -> None:
    """The store has the bytes no more, as after a restore without them."""
    with town.app.app_context():
        blob_store(db.session).delete(sha)
        db.session.commit()


def is_there(town: Town, sha: str) -> bool:
    with town.app.app_context():
        return sha in blob_store(db.session).sizes([sha])


def test_whoever_may_read_a_record_that_names_it_reads_the_file(kept: Town) -> None:
    data = large_photo()
    sha = send(kept.desk("quan"), data)
    naming(kept, Notes({hash_of(b"?"): "son"}), Notes({sha: "son"}))
    answer = kept.desk().get(f"/api/blobs/{sha}")
    assert (answer.status, answer.body) == (200, data)
    told = answer.headers
    assert told["Content-Type"] == "image/jpeg"
    assert told["Content-Length"] == str(len(data))
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cache-Control"] == "private, max-age=31536000, immutable"
    assert told["Content-Disposition"] == (
        "inline; filename=\"ra-quan-ngay-24.jpg\"; filename*=UTF-8''Ra%20qu%C3%A2n%20ng%C3%A0y%2024.jpg"
    )
    assert "script-src 'self'" in told["Content-Security-Policy"]
    assert kept.desk("quan").get(f"/api/blobs/{sha}").code == "not_found"
    assert kept.lan().web.get(f"/api/blobs/{sha}").code == "not_found"
    # To read it is not to have sent it.
    assert head(kept.desk(), sha).status == 404


def test_a_file_that_a_restore_lost_is_asked_for_and_comes_back(kept: Town) -> None:
    desk, data = kept.desk(), large_photo()
    sha = send(desk, data)
    naming(kept, Notes({sha: "son"}))
    lose(kept, sha)
    answer = desk.get(f"/api/blobs/{sha}")
    assert (answer.status, answer.code) == (404, "blob_missing")
    assert (offset(desk, sha), missing(desk, sha)) == (None, [sha])
    assert send(desk, data) == sha
    assert desk.get(f"/api/blobs/{sha}").body == data
    assert missing(desk, sha) == []


def test_what_no_record_names_goes_after_a_week(kept: Town, tmp_path: Path) -> None:
    desk, orphan = kept.desk(), hash_of(photo(9))
    named, of_phone, unnamed, again = (send(desk, photo(number)) for number in range(4))
    naming(kept, Notes({named: "son"}))
    with kept.app.app_context():
        blob_store(db.session).write(orphan, [photo(9)])
        db.session.execute(
            update(FileSender).where(FileSender.sha == of_phone).values(kind="device")
        )
        db.session.commit()
        is_folder = isinstance(blob_store(db.session), FolderStore)
    draft = tmp_path / "blobs" / orphan[:2] / "killed.part"
    if is_folder:
        draft.write_bytes(b"half")
    files = {named, again, of_phone, unnamed, orphan}
    sweep_after(kept, days=6)
    assert {sha for sha in files if is_there(kept, sha)} == files
    assert draft.exists() is is_folder
    assert put(kept.desk(), photo(3)).status == 204
    sweep_after(kept, days=1, hours=1)
    with kept.app.app_context():
        left = store.bytes_of_unit(db.session, CLUSTER)
    assert left == len(photo(0)) + len(photo(3))
    assert {sha for sha in files if is_there(kept, sha)} == {named, again}
    assert not draft.exists()
    assert send(kept.desk(), photo(2)) == unnamed
    assert is_there(kept, unnamed)


def test_what_was_begun_is_kept_for_a_week(kept: Town) -> None:
    desk, data = kept.desk(), large_photo()
    sha = hash_of(data)
    assert patch(desk, sha, data[:9_000], 0, len(data)).status == 204
    for days, here in ((6, 9_000), (1, 9_000), (1, None)):
        kept.clock.move(days=days)
        with kept.app.app_context():
            sweep()
        assert offset(kept.desk(), sha) == here
    with kept.app.app_context():
        left = db.session.scalar(text("SELECT count(*) FROM partial_file_piece"))
        assert left == 0


def test_a_spoilt_file_in_the_folder_is_whole_again_when_it_is_sent(
    kept: Town, tmp_path: Path
) -> None:
    desk, data = kept.desk(), photo()
    sha = send(desk, data)
    place = tmp_path / "blobs" / sha[:2] / sha
    if not place.exists():
        return pytest.fail("no folder") if (tmp_path / "blobs").exists() else None
    assert place.stat().st_mode & 0o077 == 0
    place.write_bytes(data[:100])
    assert missing(desk, sha) == [sha]
    assert put(desk, data).status == 204
    assert place.read_bytes() == data
    return None


def test_no_reader_is_asked_of_what_is_no_hash(town: Town) -> None:
    assert town.desk().get("/api/blobs/..%2Fsecret_key").code == "not_found"
