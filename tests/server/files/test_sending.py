"""Files of accounts come in whole or in pieces, and are here once (PROTOCOL 5.13)."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from server.database.engine import db
from server.files import store
from server.files.blob_store import blob_store
from server.files.papers import MOST_PAPER_BYTES
from server.files.use_cases import receiving
from server.files.use_cases.receiving import LEAST_PIECE_BYTES, MOST_OPEN, PIECE_BYTES
from tests.server.files.sending import (
    PDF,
    hash_of,
    head,
    large_photo,
    missing,
    office,
    offset,
    patch,
    photo,
    pieces,
    put,
    send,
)
from tests.town import CLUSTER, Town
from tests.wires import Browser


def stored(town: Town, sha: str) -> bytes | None:
    with town.app.app_context():
        file = blob_store(db.session).open(sha)
        if file is None:
            return None
        with file:
            return file.read()


def test_a_whole_photo_is_here_as_it_was_sent(kept: Town) -> None:
    son, data = kept.desk(), photo()
    sha = hash_of(data)
    assert missing(son, sha) == [sha]
    for _ in range(2):  # the answer was lost, and it comes once more
        answer = put(son, data)
        assert (answer.status, answer.headers["Upload-Offset"]) == (204, str(len(data)))
    assert stored(kept, sha) == data
    told = head(son, sha)
    assert (told.status, told.headers["Upload-Offset"]) == (200, str(len(data)))
    assert (told.headers["Upload-Length"], told.body) == (str(len(data)), b"")
    assert missing(son, sha) == []


@cache
def another_large(number: int) -> bytes:
    return photo(100 + number, 690, quality=88)


def test_a_photo_that_is_cut_off_goes_on_where_it_was(kept: Town) -> None:
    """At each boundary of its pieces, and at bytes that chance chooses."""
    son, data = kept.desk(), large_photo()
    assert 380_000 < len(data) < 512 * 1024
    chance = random.Random(3)
    cuts = [0, PIECE_BYTES, *(chance.randrange(5_000, PIECE_BYTES) for _ in range(4))]
    for number, cut in enumerate(cuts):
        # Another file each time: of this one the last table differs.
        one = another_large(number)
        sha = hash_of(one)
        if cut:
            assert patch(son, sha, one[:cut], 0, len(one)).status == 204
        assert (offset(son, sha) or 0) == cut
        # The first try's answer never came; the second says where to go on.
        if cut:
            again = patch(son, sha, one[:cut], 0, len(one))
            assert (again.status, again.code) == (409, "wrong_offset")
            assert again.json["details"] == {"offset": cut}
        for at, piece in pieces(one, cut):
            answer = patch(son, sha, piece, at, len(one))
            assert answer.headers["Upload-Offset"] == str(at + len(piece))
        assert stored(kept, sha) == one
        assert offset(son, sha) == len(one)


def test_the_same_photo_from_two_accounts_is_kept_once_and_is_both_theirs(kept: Town) -> None:
    son, quan, data = kept.desk(), kept.desk("quan"), large_photo()
    sha = hash_of(data)
    (_, first), (second_at, second) = pieces(data)
    assert patch(son, sha, first, 0, len(data)).status == 204
    # What Sơn has sent is nothing of Quân's.
    assert offset(quan, sha) is None
    assert patch(quan, sha, second, second_at, len(data)).json["details"] == {"offset": 0}
    assert send(quan, data) == sha
    assert (offset(son, sha), missing(son, sha)) == (PIECE_BYTES, [sha])
    assert patch(son, sha, second, second_at, len(data)).status == 204
    assert missing(son, sha) == missing(quan, sha) == []
    with kept.app.app_context():
        assert store.bytes_of_unit(db.session, CLUSTER) == len(data)


def test_what_arrives_otherwise_than_it_was_hashed_is_gone(kept: Town) -> None:
    son, data = kept.desk(), large_photo()
    sha = hash_of(data)
    assert put(son, photo(), sha).code == "blob_damaged"
    (_, first), (second_at, second) = pieces(data)
    assert patch(son, sha, first, 0, len(data)).status == 204
    answer = patch(son, sha, bytes(len(second)), second_at, len(data))
    assert (answer.status, answer.code) == (422, "blob_damaged")
    assert offset(son, sha) is None
    assert stored(kept, sha) is None
    assert send(son, data) == sha


def test_a_wrong_length_does_not_spoil_a_file_for_a_week(town: Town) -> None:
    son, data = town.desk(), large_photo()
    sha = hash_of(data)
    assert patch(son, sha, data[:9_000], 0, len(data) - 1).status == 204
    assert patch(son, sha, data[9_000:19_000], 9_000, len(data)).json["details"] == {"offset": 0}
    assert send(son, data) == sha


@pytest.mark.parametrize("piece", [(0, 5_000, 4_999), (0, 100, 5_000), (0, 0, 5_000)])
def test_a_piece_fits_its_file(town: Town, piece: tuple[int, int, int]) -> None:
    at, size, length = piece
    answer = patch(town.desk(), hash_of(b""), bytes(size), at, length)
    assert (answer.status, answer.code) == (422, "invalid_shape")


def test_a_piece_says_where_it_belongs(town: Town) -> None:
    son = town.desk()
    for headers in ({}, {"Upload-Offset": "-1", "Upload-Length": "9"}):
        usual = {"Content-Type": "application/octet-stream", "Sec-Fetch-Site": "same-origin"}
        path = f"/api/blobs/{hash_of(PDF)}"
        assert son.wire.send("PATCH", path, PDF, {**usual, **headers}).code == "invalid_shape"


def test_a_file_is_sent_as_bytes_and_no_longer_than_a_piece(town: Town) -> None:
    son = town.desk()
    assert put(son, bytes(PIECE_BYTES + 1)).code == "body_too_large"
    assert son.put(f"/api/blobs/{hash_of(b'{}')}", {}).code == "unsupported_media_type"
    assert put(son, b"", "0" * 63).code == "not_found"


def test_papers_are_taken_too(town: Town) -> None:
    desk = town.desk()
    for data in (PDF, office(), office("xl/workbook.xml")):
        assert put(desk, data).status == 204
        assert missing(desk, hash_of(data)) == []


def test_what_is_refused_at_its_end_leaves_nothing(kept: Town) -> None:
    son = kept.desk()
    data = photo(5, 690, quality=88, comment=b"Nha ba Sau")
    sha = hash_of(data)
    (_, first), (second_at, second) = pieces(data)
    assert patch(son, sha, first, 0, len(data)).status == 204
    assert patch(son, sha, second, second_at, len(data)).code == "photo_has_metadata"
    assert (offset(son, sha), stored(kept, sha)) == (None, None)


def test_a_hash_opens_nothing_and_tells_nothing(town: Town) -> None:
    son, quan = town.desk(), town.desk("quan")
    sha, unknown = send(son, photo()), hash_of(b"?")
    for web in (quan, town.lan().web):
        for asked in (sha, unknown):
            assert web.get(f"/api/blobs/{asked}").code == "not_found"
            assert head(web, asked).status == 404
    assert missing(quan, sha, unknown) == [sha, unknown]
    # Nor does it to who sent it, as long as no record names it.
    assert son.get(f"/api/blobs/{sha}").code == "not_found"


def test_no_phone_sends_files(town: Town) -> None:
    data, lan, revoked = photo(77), town.lan(), town.minh()
    assert town.desk().delete(f"/api/devices/{revoked.device}").status == 204
    waiting = town.phone("Tư", auto_approve=False)
    codes = (
        (lan, "wrong_role"), (town.ha(), "wrong_role"), (waiting, "wrong_role"),
        (revoked, "device_revoked"),
    )  # fmt: skip
    for phone, code in codes:
        assert put(phone.web, data).code == code
        assert patch(phone.web, hash_of(data), data, 0, len(data)).code == code
        assert phone.web.post("/api/blobs/have", {"blobs": []}).code == code
    assert put(Browser(town.connect()), data).code == "unauthenticated"
    assert stored(town, hash_of(data)) is None


def test_a_unit_has_so_much_room(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = photo(1), photo(2)
    monkeypatch.setattr(receiving, "QUOTA_BYTES", len(one) + len(other) - 1)
    desk = town.desk()
    send(desk, one)
    answer = put(desk, other)
    assert (answer.status, answer.code) == (409, "quota_full")
    assert patch(desk, hash_of(other), other, 0, len(other)).code == "quota_full"
    assert put(desk, one).status == 204
    send(town.desk("quan"), other)  # another unit's


def test_what_is_announced_takes_room_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    data = large_photo()
    monkeypatch.setattr(receiving, "QUOTA_BYTES", len(data) + 1_000)
    desk = town.desk()
    assert patch(desk, hash_of(data), data[:5_000], 0, len(data)).status == 204
    assert put(desk, photo(2)).code == "quota_full"


def test_an_account_announces_five_files_at_most(town: Town) -> None:
    desk, piece = town.desk(), bytes(LEAST_PIECE_BYTES)
    shas = [hash_of(bytes([number])) for number in range(8)]
    for sha in shas:
        town.clock.move(seconds=1)
        assert patch(desk, sha, piece, 0, MOST_PAPER_BYTES).status == 204
    with town.app.app_context():
        assert store.bytes_of_unit(db.session, CLUSTER) == MOST_OPEN * MOST_PAPER_BYTES
    # The latest ones are open, and of the others nothing is left.
    assert [offset(desk, sha) for sha in shas] == [None] * 3 + [len(piece)] * 5


def test_the_same_file_twice_at_once_is_here_once(kept: Town) -> None:
    data, phones = large_photo(), [kept.desk(), kept.desk("quan")]
    sends: list[Callable[[], str]] = [lambda web=web: send(web, data) for web in phones]  # type: ignore[misc]
    with ThreadPoolExecutor(2) as threads:
        assert [each.result() for each in [threads.submit(one) for one in sends]] == [
            hash_of(data)
        ] * 2
    assert stored(kept, hash_of(data)) == data
    assert [missing(web, hash_of(data)) for web in phones] == [[], []]
