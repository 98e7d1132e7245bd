"""Taking in what one phone made and another one, or a person, brings (PROTOCOL 8)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from server.audit.writing import Actor, record_audit
from server.auth.store.devices import key_of_device
from server.catalogue.store import catalogue_codes
from server.database.engine import db, read_session
from server.database.sql import fetch_pipelined
from server.records.rows import Fields
from server.sync.bundles import Bundle, check_signature, open_bundle
from server.sync.context import Batch
from server.sync.incoming_changes import IncomingChanges
from server.sync.store import devices
from server.sync.use_cases.push import push
from sync.formats import is_uuid
from sync.problems import PROBLEMS, ProblemError
from sync.receive import Received

_TOLD = ("id", "verdict", "code", "fields")


def relay(actor: Actor, bundle: Bundle) -> list[Fields]:
    """Takes in a bundle as if the phone that made it had sent it, whoever brings it, and commits: the
    verdict on each change. Its clock is taken to be as wrong as when it was last heard of. Raises
    bundle_unknown_phone, bundle_not_signed and bundle_damaged; then nothing of it is taken in."""
    with read_session() as session:
        key = key_of_device(session, bundle.device)
        if key is None:
            raise ProblemError(PROBLEMS["bundle_unknown_phone"])
        check_signature(bundle, key)
        codes = catalogue_codes(session)
        offset = devices.clock_offset(session, bundle.device)
    changes = open_bundle(bundle)
    arrived = IncomingChanges(changes, is_bundle=True)
    with read_session() as session:
        found = arrived.receive_new_first(*fetch_pipelined(session, *arrived.queries()))

    def note(session: Session, results: list[Fields]) -> None:
        details = {"changes": len(results)}
        record_audit(session, actor, "bundle_carried", ("device", bundle.device), details)

    # Nobody can halve what is signed as a whole: the rest is taken when it is brought again.
    batch = Batch(bundle.device, offset, codes, ())
    try:
        results = _push(batch, found, note)
    except ProblemError as error:
        if error.problem is not PROBLEMS["batch_too_large"]:
            raise
        db.session.rollback()
        found = arrived.without_dear_comparisons(found)
        results = _push(batch, found, note)
    told = iter([{name: each[name] for name in _TOLD} for each in results])
    pairs = zip(changes, found, strict=True)
    return [_later(raw) if each is None else next(told) for raw, each in pairs]


def _push(
    batch: Batch,
    found: Sequence[Received | None],
    note: Callable[[Session, list[Fields]], None],
) -> list[Fields]:
    received = [each for each in found if each is not None]
    return push(replace(batch, received=received), note).results


def _later(raw: Any) -> Fields:
    said = raw.get("id") if isinstance(raw, dict) else None
    return {"id": said if is_uuid(said) else None, "verdict": "retry", "code": None, "fields": []}
