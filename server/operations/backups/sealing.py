"""Backups that only who has the key reads: age's X25519 (https://age-encryption.org/v1). The server has the
public half; the other one lies where no backup does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from server.operations.backups.errors import BackupError
from server.operations.backups.naming import SEALED
from server.operations.backups.temporary_folders import OPENED, private_folder

_SECRET = b"AGE-SECRET-KEY-"
_HEAD = b"age-encryption.org/"
_NONCE, _CHUNK, _TAG = 16, 64 * 1024, 16
"""Of the payload: what it begins with, its parts, and what each of them ends with."""


class _Counted:
    """What is read, and how much of it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.bytes = source, 0

    def read(self, size: int = -1) -> bytes:
        some = self.source.read(size)
        self.bytes += len(some)
        return some


def seal(plain: IO[bytes], sealed: Path, public_key: str) -> None:
    """Writes what is read encrypted into a file. Raises BackupError for what is no public key, and where not
    all of it was written."""
    try:
        recipient = pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError as error:
        raise BackupError(
            "BACKUP_PUBLIC_KEY is no public key of age: it begins with age1 (age-keygen prints it)"
        ) from error
    read = _Counted(plain)
    try:
        with sealed.open("wb") as target:
            pyrage.encrypt_io(read, target, [recipient])
    except (pyrage.EncryptError, OSError) as error:
        raise BackupError(f"the backup was not encrypted: {error}") from error
    # Its last bytes are written where an error of the disk is not told.
    if _payload_bytes(sealed) != _NONCE + read.bytes + _TAG * max(1, -(-read.bytes // _CHUNK)):
        raise BackupError("the backup was not encrypted: not all of it was written")


def _payload_bytes(sealed: Path) -> int:
    """How much of a file is behind its header, whose last line begins with `---`."""
    with sealed.open("rb") as some:
        for line in some:
            if line.startswith(b"--- "):
                return sealed.stat().st_size - some.tell()
    return 0


def is_sealed(file: Path) -> bool:
    """Whether a file is encrypted, by its first bytes, however it is called."""
    with file.open("rb") as some:
        return some.read(len(_HEAD)) == _HEAD


@contextmanager
def opened(file: Path, identity: Path | None, folder: Path | None = None) -> Iterator[Path]:
    """The backup as it was before it was encrypted: the file itself, or one in `folder` that only we read and
    that is gone at the end. `identity`: the file with the secret key. Raises BackupError."""
    if not is_sealed(file):
        yield file
        return
    identities = _identities(file, identity)
    with private_folder(OPENED, folder) as place:
        plain = place / file.name.removesuffix(SEALED)
        try:
            pyrage.decrypt_file(str(file), str(plain), identities)
        except pyrage.DecryptError as error:
            raise BackupError(
                f"{file} was not decrypted: it is for another key than that in {identity}, or it is broken"
            ) from error
        except OSError as error:
            raise BackupError(f"{file} was not decrypted: {error}") from error
        yield plain


def _identities(file: Path, identity: Path | None) -> list[pyrage.x25519.Identity]:
    if identity is None:
        raise BackupError(
            f"{file} is encrypted: say --identity FILE, the one with AGE-SECRET-KEY-…"
        )
    try:
        keys = [word for word in identity.read_bytes().split() if word.startswith(_SECRET)]
    except OSError as error:
        raise BackupError(f"the secret key is not to be read: {error}") from error
    try:
        found = [pyrage.x25519.Identity.from_str(key.decode("ascii")) for key in keys]
    except (pyrage.IdentityError, ValueError) as error:
        raise BackupError(f"a key in {identity} is not whole") from error
    if not found:
        raise BackupError(f"{identity} has no key of age: a line with AGE-SECRET-KEY-…")
    return found
