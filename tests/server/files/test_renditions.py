"""Smaller pictures of a stored one are made once and are files of their own (PROTOCOL 5.13.9)."""

from io import BytesIO

import pytest
from PIL import Image

from server.database.engine import db
from server.files import store
from server.files.blob_store import blob_store
from server.files.use_cases.rendering import Rendered, Size, make_renditions
from server.files.use_cases.sweeping import sweep
from server.parsing import reading
from tests.server.files.sending import (
    PDF,
    Notes,
    hash_of,
    missing,
    naming,
    photo,
    put,
    send,
    sweep_after,
)
from tests.town import CLUSTER, Town

SIZES = (Size(256, 30_000), Size(96, 9_000))


def render(town: Town, sha: str) -> list[Rendered] | None:
    with town.app.app_context():
        return make_renditions(sha, SIZES)


def bytes_of(town: Town, sha: str) -> bytes | None:
    with town.app.app_context():
        file = blob_store(db.session).open(sha)
        if file is None:
            return None
        with file:
            return file.read()


def opened(data: bytes) -> Image.Image:
    found = Image.open(BytesIO(data))
    found.load()
    return found


def test_a_picture_has_smaller_ones_which_are_made_once(
    kept: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = send(kept.desk(), photo(4, 400))
    made = render(kept, sha)
    assert made is not None
    told = [(each.type, each.wanted, each.width, each.height) for each in made]
    assert told == [
        (kind, side, side, side) for side in (256, 96) for kind in ("image/avif", "image/jpeg")
    ]
    for each, size in zip(made, [SIZES[0]] * 2 + [SIZES[1]] * 2, strict=True):
        data = bytes_of(kept, each.sha)
        assert data is not None
        assert hash_of(data) == each.sha
        assert len(data) <= size.most_bytes
        assert opened(data).size == (each.width, each.height)
    # They are nobody's, so they take no room of the unit's.
    with kept.app.app_context():
        assert store.bytes_of_unit(db.session, CLUSTER) == len(photo(4, 400))
    naming(kept, Notes({sha: "son"}))
    with monkeypatch.context() as patch:
        patch.setattr(reading, "COMMAND", ("/bin/false",))
        assert render(kept, sha) == made
        kept.clock.move(days=30)
        with kept.app.app_context():
            sweep()
        assert render(kept, sha) == made


def test_one_that_a_restore_lost_is_made_anew(kept: Town) -> None:
    sha = send(kept.desk(), photo(4, 200))
    made = render(kept, sha) or []
    with kept.app.app_context():
        blob_store(db.session).delete(made[0].sha)
        db.session.commit()
    assert bytes_of(kept, made[0].sha) is None
    assert render(kept, sha) == made
    assert bytes_of(kept, made[0].sha) is not None


def test_they_go_after_the_picture_of_which_they_were_made(kept: Town) -> None:
    desk = kept.desk()
    one, other = send(desk, photo(4, 200)), send(desk, photo(5, 200))
    gone, stays = render(kept, one) or [], render(kept, other) or []
    naming(kept, Notes({other: "son"}))
    for _ in range(2):
        sweep_after(kept, days=8)
    assert [bytes_of(kept, each.sha) for each in gone] == [None] * 4
    assert None not in [bytes_of(kept, each.sha) for each in stays]
    assert render(kept, other) == stays
    assert render(kept, one) is None
    assert missing(kept.desk(), other) == []


def test_of_what_is_no_picture_or_not_here_there_is_none(kept: Town) -> None:
    assert put(kept.desk(), PDF).status == 204
    assert render(kept, hash_of(PDF)) is None
    assert render(kept, hash_of(b"?")) is None
