"""Files, who sent them, and what of one is here so far."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Id

Sha = Annotated[str, mapped_column(String(64))]
"""SHA-256 of a file's bytes, in lower hexadecimal digits."""
SenderKind = Annotated[str, mapped_column(String(7))]
"""account, or paper of a picture of its page; device of what a phone sent once."""


class StoredFile(Base):
    """A file whose bytes are in the store. `erased_at` is not used."""

    __tablename__ = "stored_file"

    sha: Mapped[Sha] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(80))
    bytes: Mapped[int]
    at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class StoredFilePiece(Base):
    """A piece of a file where the database is the store."""

    __tablename__ = "stored_file_piece"

    sha: Mapped[Sha] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class FileSender(Base):
    """Who sent a file, and for which unit: None for the whole tree."""

    __tablename__ = "file_sender"

    kind: Mapped[SenderKind] = mapped_column(primary_key=True)
    sender: Mapped[Id] = mapped_column(primary_key=True)
    sha: Mapped[str] = mapped_column(ForeignKey("stored_file.sha"), primary_key=True, index=True)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True)
    at: Mapped[datetime]


class PartialFile(Base):
    """A file of which so many of its `length` bytes are here, since `at`."""

    __tablename__ = "partial_file"

    kind: Mapped[SenderKind] = mapped_column(primary_key=True)
    sender: Mapped[Id] = mapped_column(primary_key=True)
    sha: Mapped[Sha] = mapped_column(primary_key=True)
    length: Mapped[int]
    received: Mapped[int]
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True)
    begun_at: Mapped[datetime]
    at: Mapped[datetime] = mapped_column(index=True)


class PartialFilePiece(Base):
    """Its bytes from `start` on."""

    __tablename__ = "partial_file_piece"

    kind: Mapped[SenderKind] = mapped_column(primary_key=True)
    sender: Mapped[Id] = mapped_column(primary_key=True)
    sha: Mapped[Sha] = mapped_column(primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class FileRendition(Base):
    """A smaller picture of a stored one, a file of its own: for which width it was made, of which type."""

    __tablename__ = "file_rendition"

    source: Mapped[str] = mapped_column(ForeignKey("stored_file.sha"), primary_key=True)
    wanted: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(80), primary_key=True)
    sha: Mapped[str] = mapped_column(ForeignKey("stored_file.sha"), index=True)
    width: Mapped[int]
    height: Mapped[int]
    most_bytes: Mapped[int]
