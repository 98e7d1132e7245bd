"""A journal in a file: one JSON line after the other, each on the disk before the next thing happens."""

import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

ID = "journal"
"""What a line holds that tells the journal's id."""
_TAIL_BYTES = 64 * 1024
_places: dict[Path, int] = {}
"""Where in a file the line with its id begins, if that is not its first one: files of before version 1.2
had none. Looked at each time, since another file may have come in its place."""


class FileJournal:
    """The journal of one server."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, lines: Sequence[dict[str, Any]]) -> str:
        """Workers write one after the other, and after a line that was left half written a new one
        begins."""
        path = self._path
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            known = self.ids()
            journal_id = known[0] if known else str(uuid4())
            told = lines if known else [{ID: journal_id}, *lines]
            text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in told)
            data = (("\n" if _is_torn(handle) else "") + text).encode()
            while data:
                data = data[os.write(handle, data) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            _sync_folder(path.parent)
        return journal_id

    def read(self) -> list[str]:
        if not self._path.exists():
            return []
        # Not splitlines(): a damaged line may hold what it takes for the end of one. A power cut may leave NULs.
        text = self._path.read_text(encoding="utf-8", errors="replace").replace("\0", "")
        return text.removesuffix("\n").split("\n") if text else []

    def last(self, count: int) -> list[str]:
        """Of the last 64 KB."""
        if not self._path.exists():
            return []
        with self._path.open("rb") as file:
            start = max(file.seek(0, os.SEEK_END) - _TAIL_BYTES, 0)
            file.seek(start)
            lines = file.read().decode(errors="replace").splitlines()
        return (lines[1:] if start else lines)[-count:]

    def ids(self) -> list[str]:
        if not self._path.exists():
            return []
        with self._path.open("rb") as file:
            file.seek(_places.get(self._path, 0))
            found = ids_in([file.readline().decode(errors="replace")])
            if not found:
                file.seek(0)
                place = 0
                for line in file:
                    found = ids_in([line.decode(errors="replace")])
                    if found:
                        _places[self._path] = place
                        break
                    place += len(line)
        return found

    def close(self) -> None:
        """Nothing is open between two calls."""


def ids_in(lines: Iterable[str]) -> list[str]:
    """The ids of journals that some lines tell, the first one first."""
    found: dict[str, None] = {}
    for line in lines:
        if not line.startswith(f'{{"{ID}":'):
            continue
        try:
            found[str(json.loads(line)[ID])] = None
        except ValueError:  # half a line
            continue
    return list(found)


def _is_torn(handle: int) -> bool:
    size = os.fstat(handle).st_size
    return size > 0 and os.pread(handle, 1, size - 1) != b"\n"


def _sync_folder(folder: Path) -> None:
    """The name of a new file is lost with the power unless its folder is on the medium too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
