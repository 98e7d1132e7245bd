"""Files come in whole or in pieces, from whoever has them, and are here once (PROTOCOL 5.13)."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from server.database.engine import db
from server.files import store
from server.files.blob_store import blob_store
from server.files.use_cases import receiving
from server.files.use_cases.receiving import PIECE_BYTES
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
from tests.town import KHANH_CUONG, OTHER_TEAM, Town
from tests.wires import Browser


def stored(town: Town, sha: str) -> bytes | None:
    with town.app.app_context():
        file = blob_store(db.session).open(sha)
        if file is None:
            return None
        with file:
            return file.read()


def test_a_whole_photo_is_here_as_it_was_sent(kept: Town) -> None:
    lan, data = kept.lan().web, photo()
    sha = hash_of(data)
    assert missing(lan, sha) == [sha]
    for _ in range(2):  # the answer was lost, and it comes once more
        answer = put(lan, data)
        assert (answer.status, answer.headers["Upload-Offset"]) == (204, str(len(data)))
    assert stored(kept, sha) == data
    told = head(lan, sha)
    assert (told.status, told.headers["Upload-Offset"]) == (200, str(len(data)))
    assert (told.headers["Upload-Length"], told.body) == (str(len(data)), b"")
    assert missing(lan, sha) == []


@cache
def another_large(number: int) -> bytes:
    return photo(100 + number, 690, quality=88)


def test_a_photo_that_is_cut_off_goes_on_where_it_was(kept: Town) -> None:
    """At each boundary of its pieces, and at bytes that chance chooses."""
    lan, data = kept.lan().web, large_photo()
    assert 380_000 < len(data) < 512 * 1024
    chance = random.Random(3)
    cuts = [0, PIECE_BYTES, *(chance.randrange(5_000, PIECE_BYTES) for _ in range(4))]
    for number, cut in enumerate(cuts):
        # Another file each time: of this one the last table differs.
        one = another_large(number)
        sha = hash_of(one)
        if cut:
            assert patch(lan, sha, one[:cut], 0, len(one)).status == 204
        assert (offset(lan, sha) or 0) == cut
        # The first try's answer never came; the second says where to go on.
        if cut:
            again = patch(lan, sha, one[:cut], 0, len(one))
            assert (again.status, again.code) == (409, "wrong_offset")
            assert again.json["details"] == {"offset": cut}
        for at, piece in pieces(one, cut):
            answer = patch(lan, sha, piece, at, len(one))
            assert answer.headers["Upload-Offset"] == str(at + len(piece))
        assert stored(kept, sha) == one
        assert offset(lan, sha) == len(one)


def test_the_same_photo_from_two_phones_is_kept_once_and_is_both_theirs(kept: Town) -> None:
    lan, minh, data = kept.lan().web, kept.minh().web, large_photo()
    sha = hash_of(data)
    (_, first), (second_at, second) = pieces(data)
    assert patch(lan, sha, first, 0, len(data)).status == 204
    # What Lan has sent is nothing of Minh's.
    assert offset(minh, sha) is None
    assert patch(minh, sha, second, second_at, len(data)).json["details"] == {"offset": 0}
    assert send(minh, data) == sha
    assert (offset(lan, sha), missing(lan, sha)) == (PIECE_BYTES, [sha])
    assert patch(lan, sha, second, second_at, len(data)).status == 204
    assert missing(lan, sha) == missing(minh, sha) == []
    with kept.app.app_context():
        assert store.bytes_of_unit(db.session, KHANH_CUONG) == len(data)


def test_what_arrives_otherwise_than_it_was_hashed_is_gone(kept: Town) -> None:
    lan, data = kept.lan().web, large_photo()
    sha = hash_of(data)
    assert put(lan, photo(), sha).code == "blob_damaged"
    (_, first), (second_at, second) = pieces(data)
    assert patch(lan, sha, first, 0, len(data)).status == 204
    answer = patch(lan, sha, bytes(len(second)), second_at, len(data))
    assert (answer.status, answer.code) == (422, "blob_damaged")
    assert offset(lan, sha) is None
    assert stored(kept, sha) is None
    assert send(lan, data) == sha


def test_a_wrong_length_does_not_spoil_a_file_for_a_week(town: Town) -> None:
    lan, data = town.lan().web, large_photo()
    sha = hash_of(data)
    assert patch(lan, sha, data[:9_000], 0, len(data) - 1).status == 204
    assert patch(lan, sha, data[9_000:19_000], 9_000, len(data)).json["details"] == {"offset": 0}
    assert send(lan, data) == sha


@pytest.mark.parametrize("piece", [(0, 5_000, 4_999), (0, 100, 5_000), (0, 0, 5_000)])
def test_a_piece_fits_its_file(town: Town, piece: tuple[int, int, int]) -> None:
    at, size, length = piece
    answer = patch(town.lan().web, hash_of(b""), bytes(size), at, length)
    assert (answer.status, answer.code) == (422, "invalid_shape")


def test_a_piece_says_where_it_belongs(town: Town) -> None:
    lan = town.lan().web
    for headers in ({}, {"Upload-Offset": "-1", "Upload-Length": "9"}):
        usual = {"Content-Type": "application/octet-stream", "Sec-Fetch-Site": "same-origin"}
        path = f"/api/blobs/{hash_of(PDF)}"
        assert lan.wire.send("PATCH", path, PDF, {**usual, **headers}).code == "invalid_shape"


def test_a_file_is_sent_as_bytes_and_no_longer_than_a_piece(town: Town) -> None:
    lan = town.lan().web
    assert put(lan, bytes(PIECE_BYTES + 1)).code == "body_too_large"
    assert lan.put(f"/api/blobs/{hash_of(b'{}')}", {}).code == "unsupported_media_type"
    assert put(lan, b"", "0" * 63).code == "not_found"


def test_papers_come_from_accounts_alone(town: Town) -> None:
    lan, desk = town.lan().web, town.desk()
    for data in (PDF, office(), office("xl/workbook.xml")):
        assert put(lan, data).code == "file_refused"
        assert put(desk, data).status == 204
        assert missing(desk, hash_of(data)) == []
    # A phone is told before it has sent any more of it.
    assert patch(lan, hash_of(PDF), bytes(9_000), 0, 600 * 1024).code == "file_refused"


def test_what_is_refused_at_its_end_leaves_nothing(kept: Town) -> None:
    lan = kept.lan().web
    data = photo(5, 690, quality=88, comment=b"Nha ba Sau")
    sha = hash_of(data)
    (_, first), (second_at, second) = pieces(data)
    assert patch(lan, sha, first, 0, len(data)).status == 204
    assert patch(lan, sha, second, second_at, len(data)).code == "photo_has_metadata"
    assert (offset(lan, sha), stored(kept, sha)) == (None, None)


def test_a_hash_opens_nothing_and_tells_nothing(town: Town) -> None:
    lan, minh = town.lan().web, town.minh().web
    sha, unknown = send(lan, photo()), hash_of(b"?")
    for web in (minh, town.desk(), town.desk("quan")):
        for asked in (sha, unknown):
            assert (web.get(f"/api/blobs/{asked}").code, head(web, asked).status) == (
                "not_found",
                404,
            )
        assert missing(web, sha, unknown) == [sha, unknown]
    # Nor does it to who sent it, as long as no record names it.
    assert lan.get(f"/api/blobs/{sha}").code == "not_found"


def test_a_stopped_phone_hands_in_what_it_has_and_one_that_waits_does_not(town: Town) -> None:
    lan, data = town.lan(), large_photo()
    sha = hash_of(data)
    (_, first), (second_at, second) = pieces(data)
    assert patch(lan.web, sha, first, 0, len(data)).status == 204
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    assert offset(lan.web, sha) == PIECE_BYTES
    assert patch(lan.web, sha, second, second_at, len(data)).status == 204
    assert missing(lan.web, sha) == []
    waiting = town.phone("Tư", auto_approve=False).web
    assert put(waiting, photo()).code == "wrong_role"
    assert put(Browser(town.connect()), photo()).code == "unauthenticated"


def test_a_unit_has_so_much_room(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = photo(1), photo(2)
    monkeypatch.setattr(receiving, "QUOTA_BYTES", len(one) + len(other) - 1)
    lan, minh, tam = town.lan().web, town.minh().web, town.phone("Tâm", OTHER_TEAM).web
    send(lan, one)
    answer = put(minh, other)
    assert (answer.status, answer.code) == (409, "quota_full")
    assert patch(minh, hash_of(other), other, 0, len(other)).code == "quota_full"
    assert put(lan, one).status == 204
    send(tam, other)  # another unit's


def test_what_is_announced_takes_room_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    data = large_photo()
    monkeypatch.setattr(receiving, "QUOTA_BYTES", len(data) + 1_000)
    lan, minh = town.lan().web, town.minh().web
    assert patch(lan, hash_of(data), data[:5_000], 0, len(data)).status == 204
    assert put(minh, photo(2)).code == "quota_full"


def test_a_phone_sends_so_many_files_an_hour(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "FILES_OF_A_PHONE", 3)
    lan, minh = town.lan().web, town.minh().web
    for seed in range(3):
        town.clock.move(minutes=10)
        send(lan, photo(seed))
    answer = put(lan, photo(3))
    assert (answer.status, answer.code) == (429, "pushed_too_much")
    assert answer.headers["Retry-After"] == str(40 * 60)
    assert put(lan, photo(0)).status == 204  # it is here already
    assert put(minh, photo(3)).status == 204
    town.clock.move(minutes=41)
    assert put(lan, photo(3)).status == 204


def test_the_same_file_twice_at_once_is_here_once(kept: Town) -> None:
    data, phones = large_photo(), [kept.lan().web, kept.minh().web]
    sends: list[Callable[[], str]] = [lambda web=web: send(web, data) for web in phones]  # type: ignore[misc]
    with ThreadPoolExecutor(2) as threads:
        assert [each.result() for each in [threads.submit(one) for one in sends]] == [
            hash_of(data)
        ] * 2
    assert stored(kept, hash_of(data)) == data
    assert [missing(web, hash_of(data)) for web in phones] == [[], []]
