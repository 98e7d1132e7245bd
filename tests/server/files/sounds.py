"""Short recordings of silence, as programs write them."""

import struct

_SILENCE = b"\xf8\xff\xfe"
"""20 milliseconds of it in Opus (RFC 6716)."""


def ogg(
    packets: int = 50,
    tags: tuple[bytes, ...] = (b"encoder=Lavc60.31.102 libopus",),
    behind: bytes = b"",
) -> bytes:
    """Opus in Ogg: 20 milliseconds a packet, one to a page."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
    said = b"".join(struct.pack("<I", len(each)) + each for each in tags)
    told = (
        b"OpusTags" + struct.pack("<I", 4) + b"Lavf" + struct.pack("<I", len(tags)) + said + behind
    )
    pages = [_page(2, 0, 0, head), _page(0, 1, 0, told)]
    for n in range(packets):
        pages.append(_page(4 if n == packets - 1 else 0, n + 2, 960 * (n + 1), _SILENCE))
    return b"".join(pages)


def _page(flags: int, number: int, position: int, packet: bytes) -> bytes:
    lengths = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, 1, number, 0, len(lengths))
    page = head + lengths + packet
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def _crc(page: bytes) -> int:
    """As RFC 3533 has it."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return crc


def webm(codec: bytes = b"A_OPUS", tags: bytes = b"") -> bytes:
    """What of a WebM is looked at."""
    doctype = _element(b"\x1a\x45\xdf\xa3", _element(b"\x42\x82", b"webm"))
    track = _element(b"\xae", _element(b"\x86", codec))
    tracks = _element(b"\x16\x54\xae\x6b", track)
    more = _element(b"\x12\x54\xc3\x67", _element(b"\x73\x73", tags)) if tags else b""
    return doctype + _element(b"\x18\x53\x80\x67", tracks + more)


def _element(name: bytes, said: bytes) -> bytes:
    return name + bytes([0x80 | len(said)]) + said


def m4a(handler: bytes = b"soun", coding: bytes = b"mp4a", **more: bytes) -> bytes:
    """AAC in MP4, with the boxes that are looked at; more of them stand in its head."""
    described = box(b"stsd", struct.pack(">II", 0, 1) + box(coding, bytes(28)))
    media = box(b"hdlr", bytes(8) + handler + bytes(12)) + box(b"minf", box(b"stbl", described))
    others = b"".join(box(name.encode(), said) for name, said in more.items())
    movie = box(b"moov", box(b"trak", box(b"mdia", media)) + others)
    return box(b"ftyp", b"M4A \0\0\0\0") + movie + box(b"mdat", bytes(64))


def box(name: bytes, said: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(said), name) + said


def mp3(frames: int = 10) -> bytes:
    """Frames of 64 kbit/s at 44,100 Hz."""
    return (b"\xff\xfb\x50\xc4" + bytes(204)) * frames
