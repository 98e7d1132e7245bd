"""Row hashes and a channel's digest (PROTOCOL 6.4). The server makes the hashes; a phone adds
them up and never serialises a row again."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MODULUS = 2**64


def hash_of_canonical(record: str, ver: int, channel: str, state: str, fields: bytes) -> str:
    """16 hex digits: the first 8 bytes of SHA-256 over canonical [id, ver, channel, state, f], with the
    fields in their canonical spelling. Ids, channels and states hold nothing that JSON would write
    in another way."""
    text = f'["{record}",{ver},"{channel}","{state}",'.encode() + fields + b"]"
    return hashlib.sha256(text).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Digest:
    """The number of rows of a channel and the sum of their hashes modulo 2^64, 16 hex digits."""

    n: int = 0
    sum: str = "0000000000000000"

    def moved(self, gone: Sequence[str], come: Sequence[str]) -> "Digest":
        """The digest after rows with these hashes went and came, in any order."""
        total = int(self.sum, 16)
        for h in gone:
            total -= int(h, 16)
        for h in come:
            total += int(h, 16)
        return Digest(self.n + len(come) - len(gone), _hex(total))


EMPTY = Digest()


def digest(hashes: Iterable[str]) -> Digest:
    """The digest of all rows of a channel, from their hashes in any order."""
    n, total = 0, 0
    for h in hashes:
        n, total = n + 1, total + int(h, 16)
    return Digest(n, _hex(total))


def _hex(total: int) -> str:
    return f"{total % _MODULUS:016x}"
