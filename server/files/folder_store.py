"""Files in a folder: `ab/<sha>`, each written whole before it has its name."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import IO

_NAME = re.compile(r"[0-9a-f]{64}")
_DRAFT = ".part"


class FolderStore:
    """The store on a disk that lasts. Nobody but the server's own user reads it
    (server/operations/private_files.py)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, sha: str, pieces: Iterable[bytes]) -> None:
        """Returns once the medium has the bytes and their name. What was spoilt there is whole again. Raises
        OSError, and has then changed nothing."""
        place = self._place(sha)
        if not place.parent.is_dir():
            place.parent.mkdir(parents=True, exist_ok=True)
            for each in (place.parent.parent, place.parent.parent.parent):
                _sync(each)
        handle, name = mkstemp(_DRAFT, dir=place.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(place)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _sync(place.parent)

    def open(self, sha: str) -> IO[bytes] | None:
        """The file itself, None where it is not there."""
        with suppress(FileNotFoundError):
            return self._place(sha).open("rb")
        return None

    def sizes(self, shas: Collection[str]) -> dict[str, int]:
        """By name, of those that are there."""
        found = {}
        for sha in shas:
            with suppress(FileNotFoundError):
                found[sha] = self._place(sha).stat().st_size
        return found

    def delete(self, sha: str) -> None:
        """Returns once the medium has it no more under that name."""
        place = self._place(sha)
        with suppress(FileNotFoundError):
            place.unlink()
            _sync(place.parent)

    def all(self) -> Iterator[tuple[str, datetime]]:
        """By the time at which each was written."""
        for place in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            if _NAME.fullmatch(place.name):
                with suppress(FileNotFoundError):
                    yield place.name, _written(place)

    def renew(self) -> None:
        """Whoever restores the wrong backup first finds the files of the right one still there."""
        for sha, _ in self.all():
            with suppress(FileNotFoundError):
                os.utime(self._place(sha))

    def remove_drafts(self, before: datetime) -> None:
        """What a killed server left."""
        for draft in self._folder.glob(f"[0-9a-f][0-9a-f]/*{_DRAFT}"):
            with suppress(FileNotFoundError):
                if _written(draft) < before:
                    draft.unlink()

    def _place(self, sha: str) -> Path:
        return self._folder / sha[:2] / sha


def _written(place: Path) -> datetime:
    return datetime.fromtimestamp(place.stat().st_mtime, UTC)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
