"""Taking files in, whole or in pieces (PROTOCOL 5.13.1 to 5.13.4). The bytes are durable before the row that
says so, and both before the answer; what is cut off between leaves bytes that nothing names, which are swept
away later."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from math import ceil

from server.auth.principal import Principal
from server.auth.store.attempts import wait_for_turn
from server.database.clock import now, today
from server.database.engine import db
from server.files import store
from server.files.blob_store import blob_store
from server.files.kinds import checked_type, most_bytes
from server.files.store import Sender
from server.files.tables import PartialFile
from server.organisation.store import teams
from sync.problems import PROBLEMS, ProblemError

PIECE_BYTES = 256 * 1024
"""So long a piece, or a whole file, is at most."""
LEAST_PIECE_BYTES = 4 * 1024
"""All but the last: each is a row."""
QUOTA_BYTES = 2 * 1024**3
"""Of a unit."""
FILES_OF_A_PHONE, _WINDOW = 60, timedelta(hours=1)


def receive_whole(principal: Principal, sha: str, data: bytes) -> int:
    """Takes a whole file and commits; once more changes nothing. Answers its length. Raises blob_damaged,
    file_refused, photo_has_metadata, quota_full, pushed_too_much."""
    if sha256(data).hexdigest() != sha:
        raise ProblemError(PROBLEMS["blob_damaged"])
    sender, at_desk = sender_of(principal), principal.account is not None
    type_ = checked_type(data, at_desk=at_desk)
    _take_turn(sender, sha)
    if not _is_whole(sender, sha):
        partial = store.partial_of(db.session, sender, sha)
        unit = _check_room(principal, sender, len(data)) if partial is None else partial.unit_id
        if partial is not None:
            store.drop_partial(db.session, partial)
        _keep(sender, sha, type_, data, unit)
    db.session.commit()
    return len(data)


def receive_piece(principal: Principal, sha: str, offset: int, length: int, data: bytes) -> int:
    """Takes the bytes from `offset` on of a file that is `length` bytes long, and commits. Answers how many
    are here by then; with the last ones the file is, or all that came of it is gone. Raises wrong_offset, which
    says where to go on, invalid_shape for a piece that is too short or reaches beyond the end, and as
    `receive_whole` does."""
    sender, at_desk = sender_of(principal), principal.account is not None
    if length > most_bytes(at_desk=at_desk):
        raise ProblemError(PROBLEMS["file_refused"])
    is_last = offset + len(data) == length
    if offset + len(data) > length or (len(data) < LEAST_PIECE_BYTES and not is_last) or not data:
        details = {"errors": {"headers": {"Upload-Length": ["does not fit the piece"]}}}
        raise ProblemError(PROBLEMS["invalid_shape"], details)
    _take_turn(sender, sha)
    if _is_whole(sender, sha):
        raise _elsewhere(length)
    partial = _partial(principal, sender, sha, offset, length)
    store.add_piece(db.session, partial, data, now())
    received = partial.received
    if is_last:
        _end(sender, partial, at_desk=at_desk)
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
    """The account, else the phone, be it stopped."""
    if principal.account is not None:
        return Sender("account", principal.account.id)
    assert principal.device is not None  # The gate lets in nobody else.
    return Sender("device", principal.device.id)


def _take_turn(sender: Sender, sha: str) -> None:
    """Who sends or erases the same file waits until the other one has."""
    wait_for_turn(db.session(), [f"file {sha}", f"files of {sender.id}"])


def _is_whole(sender: Sender, sha: str) -> bool:
    size = store.sent_sizes(db.session, sender, [sha]).get(sha)
    return size is not None and blob_store(db.session).sizes([sha]).get(sha) == size


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
    unit = _check_room(principal, sender, length)
    return store.begin_partial(db.session, sender, sha, length, unit, now())


def _elsewhere(here: int) -> ProblemError:
    return ProblemError(PROBLEMS["wrong_offset"], {"offset": here})


def _end(sender: Sender, partial: PartialFile, *, at_desk: bool) -> None:
    """The file is kept, or refused with nothing left of it."""
    sha, unit = partial.sha, partial.unit_id
    data = b"".join(store.pieces_of(db.session, partial))
    store.drop_partial(db.session, partial)
    try:
        if sha256(data).hexdigest() != sha:
            raise ProblemError(PROBLEMS["blob_damaged"])
        type_ = checked_type(data, at_desk=at_desk)
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


def _check_room(principal: Principal, sender: Sender, size: int) -> str | None:
    """The unit for which a file of this size is taken; None for the whole tree."""
    if sender.kind == "device":
        _check_rate(sender)
    unit = _unit_of(principal)
    if store.bytes_of_unit(db.session, unit) + size > QUOTA_BYTES:
        raise ProblemError(PROBLEMS["quota_full"])
    return unit


def _check_rate(sender: Sender) -> None:
    moment = now()
    begun = store.begun_since(db.session, sender, moment - _WINDOW)
    if len(begun) >= FILES_OF_A_PHONE:
        wait = begun[-FILES_OF_A_PHONE] + _WINDOW - moment
        raise ProblemError(PROBLEMS["pushed_too_much"], retry_after=ceil(wait.total_seconds()))


def _unit_of(principal: Principal) -> str | None:
    """An account's own unit; of a phone that of a team of its people, also where they are in it no more."""
    if principal.account is not None:
        return principal.unit_id
    of_phone = principal.team_ids or {who.team for who in principal.enrolments}
    standing = teams.units_of_teams(of_phone, today())
    return min((unit.id for unit in standing.values()), default=None)
