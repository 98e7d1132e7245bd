"""Where the bytes of files are: in a folder on a disk that lasts, or in the database. Both behind one form,
and held to the same tests."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import IO, Protocol

from server.config import current_settings
from server.database.connections import AnySession
from server.files.database_store import DatabaseStore
from server.files.folder_store import FolderStore


class BlobStore(Protocol):
    """Bytes by their SHA-256. What is written in a folder is durable at once, in the database with the
    session's commit."""

    def write(self, sha: str, pieces: Iterable[bytes]) -> None:
        """Keeps these bytes, whatever is there under that name."""

    def open(self, sha: str) -> IO[bytes] | None:
        """The bytes, None where they are not there."""

    def sizes(self, shas: Collection[str]) -> dict[str, int]:
        """How many bytes there are of each that is there."""

    def delete(self, sha: str) -> None:
        """Takes them away, if they are there."""

    def all(self) -> Iterator[tuple[str, datetime]]:
        """Whatever is there, and since when."""

    def renew(self) -> None:
        """All that is there is from now on as if it had just come."""

    def remove_drafts(self, before: datetime) -> None:
        """Takes away what was not written to its end, and begun before that moment."""


def blob_store(session: AnySession) -> BlobStore:
    """The store of this server (setting FILES)."""
    folder = current_settings().file_folder
    return DatabaseStore(session) if folder is None else FolderStore(folder)
