"""Taking files of accounts in, whole or in pieces (PROTOCOL 5.13.1 to 5.13.4). The bytes are durable before the row that
says so, and both before the answer; what is cut off between leaves bytes that nothing names, which are swept
away later."""

from collections.abc import Iterator
from hashlib import sha256

from server.auth.principal import Principal
from server.database.clock import now
from server.database.engine import db
from server.files import store
from server.files.blob_store import blob_store
from server.files.kinds import checked_type
from server.files.store import Sender
from server.files.tables import PartialFile
from sync.problems import PROBLEMS, ProblemError

PIECE_BYTES = 256 * 1024
"""So long a piece, or a whole file, is at most."""
LEAST_PIECE_BYTES = 4 * 1024
"""All but the last: each is a row."""
QUOTA_BYTES = 2 * 1024**3
"""Of a unit."""
MOST_OPEN = 5
"""Uploads of an account: what they announce takes room before it is here."""


def receive_whole(principal: Principal, sha: str, data: bytes) -> int:
    """Takes a whole file and commits; once more changes nothing. Answers its length. Raises blob_damaged,
    file_refused, photo_has_metadata, quota_full."""
    if sha256(data).hexdigest() != sha:
        raise ProblemError(PROBLEMS["blob_damaged"])
    sender = sender_of(principal)
    type_ = checked_type(data)
    _take_turn(sender, sha)
    if not _renew_whole(sender, sha):
        partial = store.partial_of(db.session, sender, sha)
        if partial is not None:
            store.drop_partial(db.session, partial)
        check_room(principal.unit_id, len(data))
        _keep(sender, sha, type_, data, principal.unit_id)
    db.session.commit()
    return len(data)


def receive_piece(principal: Principal, sha: str, offset: int, length: int, data: bytes) -> int:
    """Takes the bytes from `offset` on of a file that is `length` bytes long, and commits. Answers how many
    are here by then; with the last ones the file is, or all that came of it is gone. Raises wrong_offset, which
    says where to go on, invalid_shape for a piece that is too short or reaches beyond the end, and as
    `receive_whole` does."""
    sender = sender_of(principal)
    is_last = offset + len(data) == length
    if offset + len(data) > length or (len(data) < LEAST_PIECE_BYTES and not is_last) or not data:
        details = {"errors": {"headers": {"Upload-Length": ["does not fit the piece"]}}}
        raise ProblemError(PROBLEMS["invalid_shape"], details)
    _take_turn(sender, sha)
    if _renew_whole(sender, sha):
        db.session.commit()
        raise _elsewhere(length)
    partial = _partial(principal, sender, sha, offset, length)
    store.add_piece(db.session, partial, data, now())
    received = partial.received
    if is_last:
        _end(sender, partial)
    db.session.commit()
    return received


def received_bytes(principal: Principal, sha: str) -> tuple[int, int]:
    """How many bytes of a file this sender has sent, and how many there are. Raises not_found where it has
    sent none, or the store has lost them."""
    sender = sender_of(principal)
    size = store.sent_sizes(db.session, sender, [sha]).get(sha)
    if size is not None and blob_store(db.session).sizes([sha]).get(sha) == size:
        return size, size
    partial = store.partial_of(db.session, sender, sha)
    if partial is None:
        raise ProblemError(PROBLEMS["not_found"])
    return partial.received, partial.length


def missing_blobs(principal: Principal, shas: list[str]) -> list[str]:
    """Those of these files that the server does not have from this sender, as they were asked for."""
    sent = store.sent_sizes(db.session, sender_of(principal), shas)
    there = blob_store(db.session).sizes(sent)
    return [sha for sha in shas if sha not in sent or there.get(sha) != sent[sha]]


def sender_of(principal: Principal) -> Sender:
    """The account. Raises not_found for a phone, which may read files and sends none."""
    if principal.account is None:
        raise ProblemError(PROBLEMS["not_found"])
    return Sender("account", principal.account.id)


def _take_turn(sender: Sender, sha: str) -> None:
    store.wait_for_files(db.session(), [sha], f"files of {sender.id}")


def _renew_whole(sender: Sender, sha: str) -> bool:
    """Whether the file is here whole from this sender, as if it had been sent now."""
    size = store.sent_sizes(db.session, sender, [sha]).get(sha)
    if size is None or blob_store(db.session).sizes([sha]).get(sha) != size:
        return False
    store.renew_sender(db.session, sender, sha, now())
    return True


def _partial(
    principal: Principal, sender: Sender, sha: str, offset: int, length: int
) -> PartialFile:
    found = store.partial_of(db.session, sender, sha)
    if found is not None and found.length != length and offset == 0:
        store.drop_partial(db.session, found)
        found = None
    here = found.received if found is not None and found.length == length else 0
    if offset != here:
        raise _elsewhere(here)
    if found is not None:
        return found
    for left in store.partials_of(db.session, sender)[MOST_OPEN - 1 :]:
        store.drop_partial(db.session, left)
    check_room(principal.unit_id, length)
    return store.begin_partial(db.session, sender, sha, length, principal.unit_id, now())


def _elsewhere(here: int) -> ProblemError:
    return ProblemError(PROBLEMS["wrong_offset"], {"offset": here})


def _end(sender: Sender, partial: PartialFile) -> None:
    """The file is kept, or refused with nothing left of it."""
    sha, unit = partial.sha, partial.unit_id
    data = b"".join(store.pieces_of(db.session, partial))
    store.drop_partial(db.session, partial)
    try:
        if sha256(data).hexdigest() != sha:
            raise ProblemError(PROBLEMS["blob_damaged"])
        type_ = checked_type(data)
    except ProblemError:
        db.session.commit()
        raise
    _keep(sender, sha, type_, data, unit)


def _keep(sender: Sender, sha: str, type_: str, data: bytes, unit: str | None) -> None:
    moment = now()
    blob_store(db.session).write(sha, _pieces(data))
    store.put_file(db.session, sha, type_, len(data), moment)
    store.put_sender(db.session, sender, sha, unit, moment)


def _pieces(data: bytes) -> Iterator[bytes]:
    return (data[at : at + PIECE_BYTES] for at in range(0, len(data), PIECE_BYTES))


def check_room(unit: str | None, size: int) -> None:
    """Raises quota_full where the unit (None for the whole tree) has no room for so many bytes more."""
    if store.bytes_of_unit(db.session, unit) + size > QUOTA_BYTES:
        raise ProblemError(PROBLEMS["quota_full"])
