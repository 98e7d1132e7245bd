"""Taking in what one phone made and another one, or a person, brings (PROTOCOL 8)."""

from typing import Any

from sqlalchemy.orm import Session

from server.asking import ask_together
from server.extensions import reading
from server.identity.store.devices import key_of_device
from server.library.store import catalogue_codes
from server.operations.audit import Actor, record_audit
from server.syncing.batches import Arrived
from server.syncing.bundles import Bundle, check_signature, open_bundle
from server.syncing.facts import Batch
from server.syncing.rows import Fields
from server.syncing.store import devices
from server.syncing.use_cases.pushing import push
from sync.forms import is_uuid
from sync.problems import PROBLEMS, ProblemError


def carry(actor: Actor, bundle: Bundle) -> list[Fields]:
    """Takes in a bundle as if the phone that made it had sent it, whoever brings it, and commits: the
    verdict on each change. Its clock is taken to be as wrong as when it was last heard of. Raises
    bundle_unknown_phone, bundle_not_signed and bundle_damaged; then nothing of it is taken in."""
    with reading() as session:
        key = key_of_device(session, bundle.device)
        if key is None:
            raise ProblemError(PROBLEMS["bundle_unknown_phone"])
        check_signature(bundle, key)
        codes = catalogue_codes(session)
        offset = devices.clock_offset(session, bundle.device)
    changes = open_bundle(bundle)
    arrived = Arrived(changes)
    with reading() as session:
        received = arrived.receive(*ask_together(session, *arrived.questions()))

    def note(session: Session, results: list[Fields]) -> None:
        details = {"changes": len(results)}
        record_audit(session, actor, "bundle_carried", ("device", bundle.device), details)

    results = push(Batch(bundle.device, offset, codes, received), note)
    told = [{name: each[name] for name in ("id", "verdict", "code", "fields")} for each in results]
    # Nobody can halve what is signed as a whole: the rest is taken when it is brought again.
    return told + [_later(raw) for raw in changes[len(received) :]]


def _later(raw: Any) -> Fields:
    said = raw.get("id") if isinstance(raw, dict) else None
    return {"id": said if is_uuid(said) else None, "verdict": "retry", "code": None, "fields": []}
