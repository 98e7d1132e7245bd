"""A file is read through a record that names it, lost where a backup was restored without it, and erased when
nothing names it any more (PROTOCOL 5.13.5 to 5.13.7)."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from server.database.engine import db
from server.files.blob_store import blob_store
from server.files.folder_store import FolderStore
from server.files.use_cases.erasing import delete_unnamed, drop_bytes
from server.files.use_cases.sweeping import KEPT, sweep
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
)
from tests.server.operations.conftest import journal, replay  # noqa: F401
from tests.server.operations.test_replaying import Replay, later
from tests.server.trail import trail
from tests.town import Town


def lose(town: Town, sha: str) -> None:
    """The store has the bytes no more, as after a restore without them."""
    with town.app.app_context():
        blob_store(db.session).delete(sha)
        db.session.commit()


def erase(town: Town, *shas: str) -> list[str]:
    with town.app.app_context():
        gone = delete_unnamed(db.session, shas)
        db.session.commit()
        return gone


def erase_and_die(sha: str) -> None:
    """The server dies before the bytes are gone."""
    delete_unnamed(db.session, [sha])
    db.session.info.clear()
    db.session.commit()


def is_there(town: Town, sha: str) -> bool:
    with town.app.app_context():
        return sha in blob_store(db.session).sizes([sha])


def test_whoever_may_read_a_record_that_names_it_reads_the_file(kept: Town) -> None:
    data = large_photo()
    sha = send(kept.lan().web, data)
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
    lan, data = kept.lan().web, large_photo()
    sha = send(lan, data)
    naming(kept, Notes({sha: "son"}))
    lose(kept, sha)
    answer = kept.desk().get(f"/api/blobs/{sha}")
    assert (answer.status, answer.code) == (404, "blob_missing")
    assert (offset(lan, sha), missing(lan, sha)) == (None, [sha])
    assert send(lan, data) == sha
    assert kept.desk().get(f"/api/blobs/{sha}").body == data
    assert missing(lan, sha) == []


def test_what_nothing_names_any_more_is_erased_and_the_rest_stays(kept: Town) -> None:
    lan, desk = kept.lan().web, kept.desk()
    gone, named, unknown = send(lan, photo(1)), send(lan, photo(2)), hash_of(b"?")
    begun = large_photo()
    assert patch(desk, gone, begun[:9_000], 0, len(begun)).status == 204
    naming(kept, Notes({named: "son"}))
    assert erase(kept, gone, named, unknown) == [gone]
    assert (is_there(kept, gone), is_there(kept, named)) == (False, True)
    assert [offset(lan, sha) for sha in (gone, named)] == [None, len(photo(2))]
    assert offset(desk, gone) is None
    assert trail(kept.app, "file_erased") == [(gone, {})]
    assert erase(kept, gone) == []
    # Whoever sends it anew has it here anew.
    assert send(lan, photo(1)) == gone
    assert is_there(kept, gone)


def test_an_erasure_that_comes_to_nothing_erases_nothing(kept: Town) -> None:
    lan = kept.lan().web
    sha = send(lan, photo())
    with kept.app.app_context():
        assert delete_unnamed(db.session, [sha]) == [sha]
        db.session.rollback()
        db.session.commit()
    assert is_there(kept, sha)
    assert missing(lan, sha) == []
    assert trail(kept.app, "file_erased") == []


def test_a_file_that_is_sent_while_it_is_erased_stays(kept: Town) -> None:
    sha, minh = send(kept.lan().web, photo()), kept.minh().web
    with kept.app.app_context():
        erase_and_die(sha)
    send(minh, photo())
    with kept.app.app_context():
        drop_bytes(sha)
    assert is_there(kept, sha)
    assert missing(minh, sha) == []


def test_a_restored_backup_does_not_give_an_erased_file_back(
    town: Town,
    replay: Replay,  # noqa: F811
) -> None:
    lan = town.lan().web
    sha, other = send(lan, photo(1)), send(lan, photo(2))
    backup = later(town)
    assert erase(town, sha) == [sha]
    send(lan, photo(1))  # its bytes are there again, under rows that the backup has
    assert replay(backup).done == {"file_erased": 1}
    assert (is_there(town, sha), is_there(town, other)) == (False, True)
    assert missing(lan, sha, other) == [sha]


def test_what_was_begun_is_kept_for_a_week(kept: Town) -> None:
    lan, data = kept.lan().web, large_photo()
    sha = hash_of(data)
    assert patch(lan, sha, data[:9_000], 0, len(data)).status == 204
    for days, here in ((6, 9_000), (1, 9_000), (1, None)):
        kept.clock.move(days=days)
        with kept.app.app_context():
            sweep()
        assert offset(lan, sha) == here
    with kept.app.app_context():
        left = db.session.scalar(text("SELECT count(*) FROM partial_file_piece"))
        assert left == 0


def test_bytes_that_nothing_knows_go_after_a_week(kept: Town, tmp_path: Path) -> None:
    lan = kept.lan().web
    known, erased, orphan = send(lan, photo(1)), send(lan, photo(3)), hash_of(photo(2))
    moment = kept.clock()
    with kept.app.app_context():
        blob_store(db.session).write(orphan, [photo(2)])
        is_folder = isinstance(blob_store(db.session), FolderStore)
        erase_and_die(erased)
    draft = tmp_path / "blobs" / orphan[:2] / "killed.part"
    if is_folder:
        draft.write_bytes(b"half")
    for place in (tmp_path / "blobs").glob("*/*"):
        os.utime(place, (moment.timestamp(),) * 2)
    for age, is_left in ((timedelta(), True), (KEPT + timedelta(hours=1), False)):
        kept.clock.moment = moment + age
        with kept.app.app_context():
            sweep()
        assert is_there(kept, orphan) is is_left
        assert draft.exists() is (is_left and is_folder)
        assert not is_there(kept, erased)
        assert is_there(kept, known)


def test_a_spoilt_file_in_the_folder_is_whole_again_when_it_is_sent(
    kept: Town, tmp_path: Path
) -> None:
    lan, data = kept.lan().web, photo()
    sha = send(lan, data)
    place = tmp_path / "blobs" / sha[:2] / sha
    if not place.exists():
        return pytest.fail("no folder") if (tmp_path / "blobs").exists() else None
    assert place.stat().st_mode & 0o077 == 0
    place.write_bytes(data[:100])
    assert missing(lan, sha) == [sha]
    assert put(lan, data).status == 204
    assert place.read_bytes() == data
    return None


def test_no_reader_is_asked_of_what_is_no_hash(town: Town) -> None:
    assert town.desk().get("/api/blobs/..%2Fsecret_key").code == "not_found"
