"""Which recordings are taken: told from their bytes, with nothing beside the sound (PROTOCOL 5.13.3)."""

import pytest

from server.files.kinds import checked_type
from server.files.sounds import MOST_SOUND_BYTES
from sync.problems import ProblemError
from tests.server.files.sending import hash_of, put
from tests.server.files.sounds import m4a, mp3, ogg, webm
from tests.town import KHANH_CUONG, Town


@pytest.mark.parametrize(
    ("data", "type_"),
    [
        (ogg(), "audio/ogg"),
        (webm(), "audio/webm"),
        (m4a(), "audio/mp4"),
        (mp3(), "audio/mpeg"),
        (mp3() + bytes(100), "audio/mpeg"),
        (m4a(free=bytes(20)), "audio/mp4"),
    ],
)
def test_a_recording_is_known_by_its_bytes(data: bytes, type_: str) -> None:
    assert checked_type(data) == type_
    for end in (1, 5, 13, 40, len(data) // 2):
        # Of what was cut off nothing is taken for something else.
        try:
            assert checked_type(data[:end]) == type_
        except ProblemError as error:
            assert error.problem.code == "file_refused"  # noqa: PT017  # either is right


@pytest.mark.parametrize(
    "data",
    [
        ogg(tags=(b"location=14.72,109.05",)),
        ogg(packets=0),
        ogg()[:-1],
        webm(b"V_VP9"),
        webm(b"A_VORBIS"),
        webm(tags=b"place"),
        m4a(udta=b"somewhere"),
        m4a(meta=b"somebody"),
        m4a(handler=b"vide"),
        m4a(coding=b"alac"),
        b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + mp3(),
        mp3() + b"TAG" + bytes(125),
        mp3(1) + bytes(400),
        mp3() + b"<html>0905 123 456</html>",
        m4a(free=b"14.72,109.05"),
        ogg(tags=(b"encoder=Nguyen Van A 0912345678",)),
        ogg(behind=b"0912345678"),
        ogg() + ogg().replace(b"\1\0\0\0", b"\2\0\0\0"),
        mp3(MOST_SOUND_BYTES // 208 + 1),
    ],
)
def test_what_tells_more_or_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemError, match="file_refused"):
        checked_type(data)


def test_a_recording_is_no_paper(town: Town) -> None:
    assert put(town.desk(), ogg(3)).status == 204
    said = {"kind": "ke_hoach", "title": "Bản ghi", "number": None, "issued": None, "issuer": None}
    said |= {"readers": "public", "opens": None, "ends": None, "secret": False, "activity": None}
    sha = hash_of(ogg(3))
    answer = town.desk().post("/api/papers", {**said, "unit": KHANH_CUONG, "file": sha})
    assert answer.code == "file_refused"
