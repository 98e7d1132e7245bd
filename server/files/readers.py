"""Who may read a file: whoever may read a record that names its hash. The packages with such records give a
reader each (server/app/factory.py)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from flask import Flask, current_app

from server.auth.principal import Principal
from server.database.connections import AnySession
from server.database.sql import in_parts


@dataclass(frozen=True)
class FileAnswer:
    """How a file is answered: its media type, what it is called when somebody keeps it, and whether a page
    may show it as it is."""

    type: str
    name: str
    inline: bool


class FileReader(Protocol):
    """What one sort of records knows of files."""

    def find(self, session: AnySession, principal: Principal, sha: str) -> FileAnswer | None:
        """How the file is answered by a record that names it and that this principal may read; else None."""

    def names(self, session: AnySession, shas: Collection[str]) -> set[str]:
        """Those of the hashes that some record names, whoever may read it."""


_READERS = "file_readers"


def install_readers(app: Flask, *readers: FileReader) -> None:
    """Each file is asked of these, in this order."""
    app.extensions[_READERS] = readers


def find_answer(session: AnySession, principal: Principal, sha: str) -> FileAnswer | None:
    """What the first reader says that knows the file for this principal."""
    found = (each.find(session, principal, sha) for each in _readers())
    return next((each for each in found if each is not None), None)


def named_files(session: AnySession, shas: Collection[str]) -> set[str]:
    """Those that any record names."""
    return {
        sha
        for part in in_parts(shas)
        for reader in _readers()
        for sha in reader.names(session, part)
    }


def _readers() -> tuple[FileReader, ...]:
    found: tuple[FileReader, ...] = current_app.extensions[_READERS]
    return found
