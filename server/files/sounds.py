"""Recorded sound, told from its bytes: Opus in Ogg (RFC 7845) or WebM, AAC in MP4 (ISO/IEC 14496-12), and MP3.
Walked by hand and within bounds; nothing of it is decoded. What tells more than its sound, as tags do of places and
people, is refused and never cleaned: its name is the hash of its bytes."""

import re
import struct
from collections.abc import Callable, Iterator

from sync.problems import PROBLEMS, ProblemError

MOST_SOUND_BYTES = 1_500_000
OGG, WEBM, MP4, MP3 = "audio/ogg", "audio/webm", "audio/mp4", "audio/mpeg"
SOUNDS = frozenset({OGG, WEBM, MP4, MP3})

_EBML = b"\x1a\x45\xdf\xa3"
_SOUND_OF_WEBM, _FILM_OF_WEBM = b"\x86\x86A_OPUS", re.compile(rb"\x86[\x80-\xff]V_")
_TAGS_OF_WEBM = re.compile(rb"\x12\x54\xc3\x67.{1,8}\x73\x73", re.DOTALL)
_HEAD = 4_096
"""Within so many bytes a WebM says what is in it."""
_TELLING = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes of an MP4 that hold tags, places and pictures."""
_FREE = frozenset({b"free", b"skip"})
"""Those that hold nothing, and so nothing but zeros."""
_PROGRAM = re.compile(
    rb"encoder(_options)?=(?![ -~]*[0-9]{7})[A-Za-z0-9 ._/()=-]{0,80}", re.IGNORECASE
)
"""By which program a sound was made; no number that could be somebody's."""
_WITHIN = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_MOST_BOXES = 500
_SYNC = 0xFFE0
_APE = b"APETAGEX"


def sound_type(data: bytes) -> str | None:
    """The media type of a sound that is taken; None for what is none. Raises file_refused for one that is too
    large or broken, holds a film or another coding, or tells more than its sound."""
    found = _coding(data)
    if found is None:
        return None
    kind, check = found
    try:
        is_taken = len(data) <= MOST_SOUND_BYTES and check(data)
    except (IndexError, struct.error):
        is_taken = False
    if not is_taken:
        raise ProblemError(PROBLEMS["file_refused"])
    return kind


def _coding(data: bytes) -> tuple[str, Callable[[bytes], bool]] | None:
    """What a file says that it is, and what holds it to that."""
    if data.startswith(b"OggS"):
        return OGG, _is_opus
    if data.startswith(_EBML):
        return WEBM, _is_webm
    if data[4:8] == b"ftyp":
        return MP4, _is_aac
    if data.startswith(b"ID3"):
        return MP3, lambda _: False
    return (MP3, _is_mp3) if _begins_frame(data) else None


def _is_opus(data: bytes) -> bool:
    """The first two packets are the head and the tags, each on a page of its own; of tags the program's alone."""
    pages = _pages(data)
    first, tags = next(pages, b""), next(pages, b"")
    if not first.startswith(b"OpusHead") or not tags.startswith(b"OpusTags"):
        return False
    at = 12 + struct.unpack_from("<I", tags, 8)[0]
    (count,) = struct.unpack_from("<I", tags, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<I", tags, at)
        if not _PROGRAM.fullmatch(tags[at + 4 : at + 4 + length]):
            return False
        at += 4 + length
    return not tags[at:].strip(b"\0") and sum(1 for _ in pages) > 0


def _pages(data: bytes) -> Iterator[bytes]:
    """What the pages of one stream hold; there is no other one beside it."""
    at, stream = 0, data[14:18]
    while at < len(data):
        if data[at : at + 4] != b"OggS" or data[at + 14 : at + 18] != stream:
            raise IndexError
        lengths = data[at + 27 : at + 27 + data[at + 26]]
        begin = at + 27 + len(lengths)
        at = begin + sum(lengths)
        if at > len(data):
            raise IndexError
        yield data[begin:at]


def _is_webm(data: bytes) -> bool:
    head = data[:_HEAD]
    is_sound = b"webm" in head and _SOUND_OF_WEBM in head and not _FILM_OF_WEBM.search(head)
    return is_sound and not _TAGS_OF_WEBM.search(data)


def _is_aac(data: bytes) -> bool:
    found = {name for name, _ in _boxes(data, 0, len(data), [0])}
    handlers = {said[8:12] for name, said in _boxes(data, 0, len(data), [0]) if name == b"hdlr"}
    hidden = any(
        said.strip(b"\0") for name, said in _boxes(data, 0, len(data), [0]) if name in _FREE
    )
    is_sound = handlers == {b"soun"} and {b"mp4a", b"mdat"} <= found
    return is_sound and not hidden and not found & _TELLING


def _boxes(data: bytes, at: int, end: int, count: list[int]) -> Iterator[tuple[bytes, bytes]]:
    """Each box's name and what it says, those within others too."""
    while at < end:
        size, name = struct.unpack_from(">I4s", data, at)
        count[0] += 1
        if size < 8 or at + size > end or count[0] > _MOST_BOXES:
            raise IndexError
        yield name, data[at + 8 : at + size if name in _FREE else min(at + size, at + 64)]
        if name in _WITHIN:
            yield from _boxes(data, at + 8, at + size, count)
        elif name == b"stsd":  # version and count stand before what is in it
            yield from _boxes(data, at + 16, at + size, count)
        at += size


def _is_mp3(data: bytes) -> bool:
    tail = data[-160:]
    return _frames(data) and tail[-128:-125] != b"TAG" and _APE not in tail


def _begins_frame(data: bytes) -> bool:
    """The head of a frame of layer III that names a rate (ISO/IEC 11172-3, 2.4.1.3)."""
    if len(data) < 4:
        return False
    head = int.from_bytes(data[:4])
    rate, frequency = head >> 12 & 15, head >> 10 & 3
    is_layer_3 = head >> 16 & _SYNC == _SYNC and head >> 19 & 3 != 1 and head >> 17 & 3 == 1
    return is_layer_3 and 0 < rate < 15 and frequency < 3


_RATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_FREQUENCIES = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}
_LEAST_FRAMES = 3


def _frames(data: bytes) -> bool:
    """Frames follow each other from the first byte to the last, behind which there may be zeros."""
    at, count, end = 0, 0, len(data.rstrip(b"\0"))
    while at < end or count < _LEAST_FRAMES:
        if not _begins_frame(data[at : at + 4]):
            return False
        head = int.from_bytes(data[at : at + 4])
        version, is_padded = head >> 19 & 3, head >> 9 & 1
        rate = _RATES[version == 3][head >> 12 & 15] * 1_000
        frequency = _FREQUENCIES[version][head >> 10 & 3]
        at += (144 if version == 3 else 72) * rate // frequency + is_padded
        count += 1
    return at <= len(data)
