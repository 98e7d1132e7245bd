"""Files in the database, where no disk lasts: in pieces, so that none of them is in memory as a whole."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

from sqlalchemy import delete, func, insert, select

from server.database.clock import now
from server.database.connections import AnySession
from server.files.tables import StoredFilePiece


class DatabaseStore:
    """The store in a session's transaction."""

    def __init__(self, session: AnySession) -> None:
        self._session = session

    def write(self, sha: str, pieces: Iterable[bytes]) -> None:
        """In the place of what is there."""
        self.delete(sha)
        moment = now()
        for number, data in enumerate(pieces):
            row = {"sha": sha, "number": number, "data": data, "at": moment}
            self._session.execute(insert(StoredFilePiece), [row])

    def open(self, sha: str) -> IO[bytes] | None:
        """A file without a name, which is gone with its last reader; None where there is nothing."""
        chosen = select(StoredFilePiece.data).where(StoredFilePiece.sha == sha)
        file, number = TemporaryFile(), 0  # noqa: SIM115  # whoever asked closes it
        while (
            data := self._session.scalar(chosen.where(StoredFilePiece.number == number))
        ) is not None:
            file.write(data)
            number += 1
        if not number:
            file.close()
            return None
        file.seek(0)
        return file

    def sizes(self, shas: Collection[str]) -> dict[str, int]:
        """By name, of those that are there."""
        rows = self._session.execute(
            select(StoredFilePiece.sha, func.sum(func.length(StoredFilePiece.data)))
            .where(StoredFilePiece.sha.in_(sorted(shas)))
            .group_by(StoredFilePiece.sha)
        )
        return {sha: int(size) for sha, size in rows}

    def delete(self, sha: str) -> None:
        """In the session's transaction."""
        self._session.execute(delete(StoredFilePiece).where(StoredFilePiece.sha == sha))

    def all(self) -> Iterator[tuple[str, datetime]]:
        """By the time at which each was written."""
        chosen = select(StoredFilePiece.sha, StoredFilePiece.at).where(StoredFilePiece.number == 0)
        yield from [(sha, at) for sha, at in self._session.execute(chosen)]

    def renew(self) -> None:
        """Nothing to do: a backup of the database has its files."""

    def remove_drafts(self, before: datetime) -> None:
        """Nothing to do: what is not committed is not there."""
