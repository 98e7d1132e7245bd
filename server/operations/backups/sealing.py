"""Backups that only who has the key reads: age's X25519 (https://age-encryption.org/v1). The server has the
public half; the other one lies where no backup does."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage

from server.operations.backups.errors import BackupError
from server.operations.backups.naming import SEALED

_SECRET = "AGE-SECRET-KEY-"
_HEAD = b"age-encryption.org/"


def seal(plain: Path, sealed: Path, public_key: str) -> None:
    """Writes a file encrypted into another one. Raises BackupError for what is no public key."""
    try:
        recipient = pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError as error:
        raise BackupError(
            "BACKUP_PUBLIC_KEY is no public key of age: it begins with age1 (age-keygen prints it)"
        ) from error
    pyrage.encrypt_file(str(plain), str(sealed), [recipient])


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
    with tempfile.TemporaryDirectory(prefix="tungngo-opened-", dir=folder) as place:
        plain = Path(place) / file.name.removesuffix(SEALED)
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
    lines = identity.read_text(encoding="utf-8").split()
    keys = [line for line in lines if line.startswith(_SECRET)]
    try:
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError as error:
        raise BackupError(f"a key in {identity} is not whole") from error
    if not found:
        raise BackupError(f"{identity} has no key of age: a line with AGE-SECRET-KEY-…")
    return found
