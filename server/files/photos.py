"""Photos, told from their bytes: JPEG (ITU-T T.81, JFIF) and WebP (RFC 9649). Walked by hand and within
bounds; nothing of them is decoded. One that tells anything beside its picture is refused and never cleaned: its
name is the hash of its bytes."""

import struct
from collections.abc import Callable, Iterator

from sync.problems import PROBLEMS, ProblemError

MOST_PHOTO_BYTES = 512 * 1024
MOST_PIXELS = 2_048
"""Each side."""
JPEG, WEBP = "image/jpeg", "image/webp"

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended, progressive: what browsers show."""
_TABLES = frozenset({0xC4, 0xDB, 0xDD})
_APPS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_MOST_OF_PROFILE = 16 * 1024
_HARMLESS: dict[int, Callable[[bytes], bool]] = {
    0xE0: lambda said: said.startswith(b"JFIF\0") and len(said) == 14,  # without a thumbnail
    0xE2: lambda said: said.startswith(b"ICC_PROFILE\0") and len(said) <= _MOST_OF_PROFILE,
    0xEE: lambda said: said.startswith(b"Adobe") and len(said) == 12,
}
"""What an application's segment may say: how its numbers are colours."""
_MOST_SEGMENTS, _MOST_SCANS = 2_000, 20
"""Cameras and browsers write ten scans or so; each is as dear to decode as the whole picture."""

_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_MOVING = frozenset({b"ANIM", b"ANMF"})
_FLAGS_OF_METADATA, _FLAG_OF_MOVING = 0x0C, 0x02
_MOST_CHUNKS = 16


def photo_type(data: bytes) -> str | None:
    """The media type of a photo that is taken; None for what is no photo. Raises file_refused for one that is
    too large or broken, photo_has_metadata for one that tells more than its picture."""
    if data.startswith(b"\xff\xd8"):
        check, found = _check_jpeg, JPEG
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        check, found = _check_webp, WEBP
    else:
        return None
    if len(data) > MOST_PHOTO_BYTES:
        raise _refused()
    try:
        check(data)
    except (IndexError, struct.error) as error:
        raise _refused() from error
    return found


def _refused() -> ProblemError:
    return ProblemError(PROBLEMS["file_refused"])


def _told_more() -> ProblemError:
    return ProblemError(PROBLEMS["photo_has_metadata"])


def _check_jpeg(data: bytes) -> None:
    frames = scans = 0
    for marker, said in _segments(data):
        if marker == _COMMENT or (
            marker in _APPS and not (marker in _HARMLESS and _HARMLESS[marker](said))
        ):
            raise _told_more()
        if marker in _FRAMES:
            frames += 1
            precision, height, width, components = struct.unpack(">BHHB", said[:6])
            _check_sides(width, height)
            if precision != 8 or components not in (1, 3):
                raise _refused()
        elif marker == _SOS:
            scans += 1
        elif marker not in _TABLES and marker not in _APPS:
            raise _refused()
    if frames != 1 or not 1 <= scans <= _MOST_SCANS:
        raise _refused()


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment's marker and what it says, up to the end of the picture, behind which nothing may
    come."""
    at, count = 2, 0
    while True:
        if data[at] != 0xFF:
            raise _refused()
        while data[at] == 0xFF:  # fill bytes
            at += 1
        marker = data[at]
        at += 1
        if marker == _EOI:
            break
        count += 1
        (length,) = struct.unpack(">H", data[at : at + 2])
        if marker in _BARE or marker in (0, _SOI) or length < 2 or count > _MOST_SEGMENTS:
            raise _refused()
        if at + length > len(data):
            raise _refused()
        yield marker, data[at + 2 : at + length]
        at += length
        if marker == _SOS:
            at = _end_of_scan(data, at)
    if at != len(data):
        raise _refused()


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next segment begins behind a scan's coded bytes."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise _refused()
        if data[at + 1] != 0 and data[at + 1] not in _BARE:
            return at
        at += 2


def _check_webp(data: bytes) -> None:
    (size,) = struct.unpack("<I", data[4:8])
    if size + 8 != len(data):
        raise _refused()
    pictures = 0
    for name, said in _chunks(data):
        if name in _MOVING:
            raise _refused()
        if name not in _CHUNKS or (name == b"ICCP" and len(said) > _MOST_OF_PROFILE):
            raise _told_more()
        if name == b"VP8X":
            if said[0] & _FLAGS_OF_METADATA:
                raise _told_more()
            if said[0] & _FLAG_OF_MOVING:
                raise _refused()
            _check_sides(*(int.from_bytes(said[n : n + 3], "little") + 1 for n in (4, 7)))
        elif name in (b"VP8 ", b"VP8L"):
            pictures += 1
            _check_sides(*(_sides_of_vp8(said) if name == b"VP8 " else _sides_of_vp8l(said)))
    if pictures != 1:
        raise _refused()


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, count = 12, 0
    while at < len(data):
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        count += 1
        end = at + 8 + length + length % 2
        if end > len(data) or count > _MOST_CHUNKS:
            raise _refused()
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at = end


def _sides_of_vp8(said: bytes) -> tuple[int, int]:
    """Of the key frame that a lossy picture is (RFC 6386, 9.1)."""
    if said[0] & 1 or said[3:6] != b"\x9d\x01\x2a":
        raise _refused()
    width, height = struct.unpack("<HH", said[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _sides_of_vp8l(said: bytes) -> tuple[int, int]:
    if said[0] != 0x2F:
        raise _refused()
    (bits,) = struct.unpack("<I", said[1:5])
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _check_sides(width: int, height: int) -> None:
    if not (1 <= width <= MOST_PIXELS and 1 <= height <= MOST_PIXELS):
        raise _refused()
