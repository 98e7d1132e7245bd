"""Reading and writing what is known of files."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from server.auth.store.attempts import wait_for_turn
from server.database.bulk import put_rows
from server.database.connections import AnySession
from server.files.tables import (
    FileRendition,
    FileSender,
    PartialFile,
    PartialFilePiece,
    StoredFile,
)


class Sender(NamedTuple):
    """Who keeps a file here, by id: the account that sent it, or the paper of whose page it is a picture."""

    kind: str
    id: str


def wait_for_files(session: Session, shas: Collection[str], *others: str) -> None:
    """Makes those who write, name or delete the same file wait for each other until the transaction ends."""
    wait_for_turn(session, [*(f"file {sha}" for sha in shas), *others])


def sent_sizes(session: AnySession, sender: Sender, shas: Collection[str]) -> dict[str, int]:
    """How long each of these files is that this sender sent."""
    rows = session.execute(
        select(StoredFile.sha, StoredFile.bytes)
        .join(FileSender, FileSender.sha == StoredFile.sha)
        .where(*_is_of(FileSender, sender), FileSender.sha.in_(sorted(shas)))
    )
    return {sha: size for sha, size in rows}  # noqa: C416  # rows are not pairs to mypy


def put_file(session: AnySession, sha: str, type_: str, size: int, moment: datetime) -> None:
    """Keeps the row of a file whose bytes are in the store."""
    row = {"sha": sha, "type": type_, "bytes": size, "at": moment}
    put_rows(session, StoredFile, [row])


def put_sender(
    session: AnySession, sender: Sender, sha: str, unit: str | None, moment: datetime
) -> None:
    """Keeps who sent a file."""
    row = {"kind": sender.kind, "sender": sender.id, "sha": sha, "unit_id": unit, "at": moment}
    put_rows(session, FileSender, [row])


def renew_sender(session: AnySession, sender: Sender, sha: str, moment: datetime) -> None:
    """Keeps that a sender has sent a file once more."""
    own = [*_is_of(FileSender, sender), FileSender.sha == sha]
    session.execute(update(FileSender).where(*own).values(at=moment))


def bytes_of_unit(session: AnySession, unit: str | None) -> int:
    """What a unit's files take, each once, with what of others is announced."""
    sent = select(FileSender.sha).where(FileSender.unit_id == unit)
    whole = select(func.sum(StoredFile.bytes)).where(StoredFile.sha.in_(sent))
    begun = select(func.sum(PartialFile.length)).where(PartialFile.unit_id == unit)
    return int(session.scalar(whole) or 0) + int(session.scalar(begun) or 0)


def partial_of(session: AnySession, sender: Sender, sha: str) -> PartialFile | None:
    """What of a file is here from this sender, or None."""
    return session.get(PartialFile, (*sender, sha))


def begin_partial(
    session: AnySession, sender: Sender, sha: str, length: int, unit: str | None, moment: datetime
) -> PartialFile:
    """Begins a file of which nothing is here yet."""
    row = PartialFile(
        kind=sender.kind,
        sender=sender.id,
        sha=sha,
        length=length,
        received=0,
        unit_id=unit,
        begun_at=moment,
        at=moment,
    )
    session.add(row)
    return row


def add_piece(session: AnySession, partial: PartialFile, data: bytes, moment: datetime) -> None:
    """Keeps the next bytes of a file."""
    row = {"kind": partial.kind, "sender": partial.sender, "sha": partial.sha}
    session.execute(insert(PartialFilePiece), [{**row, "start": partial.received, "data": data}])
    partial.received += len(data)
    partial.at = moment
    session.flush()


def pieces_of(session: AnySession, partial: PartialFile) -> Iterator[bytes]:
    """The bytes that are here, in their order."""
    own = Sender(partial.kind, partial.sender)
    chosen = select(PartialFilePiece.data).where(
        *_is_of(PartialFilePiece, own), PartialFilePiece.sha == partial.sha
    )
    yield from session.scalars(
        chosen.order_by(PartialFilePiece.start).execution_options(yield_per=8)
    )


def drop_partial(session: AnySession, partial: PartialFile) -> None:
    """Forgets what of a file is here."""
    own = Sender(partial.kind, partial.sender)
    session.execute(
        delete(PartialFilePiece).where(
            *_is_of(PartialFilePiece, own), PartialFilePiece.sha == partial.sha
        )
    )
    session.delete(partial)
    session.flush()


def partials_before(session: AnySession, before: datetime) -> list[PartialFile]:
    """Those of which nothing more came since that moment."""
    return list(session.scalars(select(PartialFile).where(PartialFile.at < before)))


def partials_of(session: AnySession, sender: Sender) -> list[PartialFile]:
    """The uploads that a sender has open, the latest first."""
    chosen = select(PartialFile).where(*_is_of(PartialFile, sender))
    return list(session.scalars(chosen.order_by(PartialFile.at.desc(), PartialFile.sha)))


def renditions_of(session: AnySession, source: str) -> list[FileRendition]:
    """The smaller pictures that were made of a file."""
    chosen = select(FileRendition).where(FileRendition.source == source)
    return list(session.scalars(chosen.order_by(FileRendition.wanted, FileRendition.type)))


def sources_of(session: AnySession, sha: str) -> set[str]:
    """The pictures of which this file is a smaller one."""
    return set(session.scalars(select(FileRendition.source).where(FileRendition.sha == sha)))


def put_rendition(session: AnySession, row: dict[str, str | int]) -> None:
    """Keeps which file is a smaller picture of which."""
    put_rows(session, FileRendition, [row])


def smaller_pictures(session: AnySession) -> set[str]:
    """All files that are a smaller picture of another one."""
    return set(session.scalars(select(FileRendition.sha)))


def drop_file(session: AnySession, sha: str, before: datetime) -> bool:
    """Deletes the senders of a file from before that moment, and the file if none is left. Returns whether the
    file was deleted."""
    session.execute(delete(FileSender).where(FileSender.sha == sha, FileSender.at < before))
    if session.scalar(select(FileSender.sha).where(FileSender.sha == sha).limit(1)) is not None:
        return False
    session.execute(delete(FileRendition).where(FileRendition.source == sha))
    session.execute(delete(StoredFile).where(StoredFile.sha == sha))
    return True


def known_sizes(session: AnySession) -> dict[str, int]:
    """How long each file is that there is."""
    rows = session.execute(select(StoredFile.sha, StoredFile.bytes))
    return {sha: size for sha, size in rows}  # noqa: C416  # rows are not pairs to mypy


def file_type(session: AnySession, sha: str) -> str | None:
    """The media type of a file that there is, or None."""
    chosen = select(StoredFile.type).where(StoredFile.sha == sha)
    return session.scalar(chosen)


def has_row(session: AnySession, sha: str) -> bool:
    """Whether there is such a file."""
    return session.get(StoredFile, sha) is not None


def _is_of(
    table: type[FileSender] | type[PartialFile] | type[PartialFilePiece], sender: Sender
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.kind == sender.kind, table.sender == sender.id
