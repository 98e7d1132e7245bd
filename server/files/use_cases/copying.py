"""Files beside a backup of the database, which has the list of them: a folder to which what it lacks is
added, and from which a restored server takes what it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from server.database.engine import db, only_reading
from server.files import store
from server.files.blob_store import BlobStore, blob_store
from server.files.folder_store import FolderStore

_PIECE_BYTES = 256 * 1024


@dataclass(frozen=True)
class Copied:
    """How many files the database names, how many of them were copied now, and how many are in neither
    place, or spoilt."""

    named: int
    copied: int
    missing: int


def copy_files(folder: Path) -> Copied:
    """Copies what the folder lacks, while others write; nothing in it is ever deleted."""
    with only_reading():
        return _copy(blob_store(db.session), FolderStore(folder))


def bring_back_files(folder: Path | None) -> Copied:
    """After a restore takes from the folder, if there is one, what the store lacks, and commits."""
    own = blob_store(db.session)
    own.renew()
    told = _copy(FolderStore(folder) if folder else own, own)
    db.session.commit()
    return told


def _copy(source: BlobStore, target: BlobStore) -> Copied:
    named = store.known_sizes(db.session)
    there = target.sizes(named)
    lacking = [sha for sha, size in sorted(named.items()) if there.get(sha) != size]
    copied = sum(_copy_one(source, target, sha) for sha in lacking)
    return Copied(len(named), copied, len(lacking) - copied)


def _copy_one(source: BlobStore, target: BlobStore, sha: str) -> bool:
    file = source.open(sha)
    if file is None:
        return False
    with file:
        if _hash(file) != sha:
            return False
        file.seek(0)
        target.write(sha, _pieces(file))
    return True


def _hash(file: IO[bytes]) -> str:
    hashed = sha256()
    for piece in _pieces(file):
        hashed.update(piece)
    return hashed.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(_PIECE_BYTES), b"")
