"""The archive that an .xlsx is: which parts it has, and their bytes piece by piece."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from server.spreadsheets.bounds import (
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FROM,
    Broken,
    TooLarge,
)

_ENTRY = b"PK\x01\x02"
_HEADER_BYTES = 30
_PIECE_BYTES = 64 * 1024
_ENCRYPTED = 0x1


class Archive:
    """Raises TooLarge and Broken, and what `zipfile` raises for a broken one."""

    def __init__(
        self, file: bytes, *, parts: int = MAX_PARTS, unpacked: int = MAX_UNPACKED_BYTES
    ) -> None:
        # The table of contents is not even read where it is long: each entry costs.
        if file.count(_ENTRY) > parts:
            raise TooLarge
        self._zip = ZipFile(BytesIO(file))
        entries = self._zip.infolist()
        if len(entries) > parts or sum(each.file_size for each in entries) > unpacked:
            raise TooLarge
        _check_apart(entries, len(file))
        self._entries = {each.filename: each for each in entries}
        self._left = unpacked

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """Of all parts."""
        return list(self._entries)

    def has_part_like(self, word: str) -> bool:
        """Whether a part has this word, in lower case, in its name."""
        return any(word in name.lower() for name in self._entries)

    def is_blown_up(self) -> bool:
        """Whether a part unpacks to more than anything that people write does."""
        return any(_is_blown_up(each) for each in self._entries.values())

    def pieces(self, name: str, most: int = MAX_UNPACKED_BYTES) -> Iterator[bytes]:
        """The unpacked bytes of a part, to its end, where its checksum is compared. What an entry says of
        its size is no more than a promise: what comes is counted."""
        entry = self._entries.get(name)
        if entry is None or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Broken
        if entry.flag_bits & _ENCRYPTED:
            raise Broken
        if entry.file_size > most or _is_blown_up(entry):
            raise TooLarge
        with self._zip.open(entry) as part:
            while piece := part.read(_PIECE_BYTES):
                self._left -= len(piece)
                most -= len(piece)
                if self._left < 0 or most < 0:
                    raise TooLarge
                yield piece


def _is_blown_up(entry: ZipInfo) -> bool:
    return entry.file_size > max(RATIO_FROM, entry.compress_size * MAX_RATIO)


def _check_apart(entries: list[ZipInfo], length: int) -> None:
    """Raises Broken for entries that share bytes, by which a short file holds much."""
    end = 0
    for each in sorted(entries, key=lambda entry: entry.header_offset):
        if each.header_offset < end:
            raise Broken
        end = each.header_offset + _HEADER_BYTES + each.compress_size
    if end > length:
        raise Broken
