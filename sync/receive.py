"""Receives one change as it came (PROTOCOL 5.1): screened before anything else can keep it, with
an id whatever it is, parsed or refused by name. No change raises, so no neighbour suffers; only a
request in which too much would have to be looked through is refused whole."""

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from .budget import Comparisons, RequestBudget
from .change import Change, parse_change
from .formats import is_uuid
from .redact import fields_too_long, is_within_budget, screen_body, screened_fields
from .refusal import ChangeRefused
from .upcast import raise_to_current
from .values import Dumps, canonical

_NAMELESS = uuid.UUID("6f1d3c62-6c0e-5a53-9f0e-2a7d5b1f4c11")


class Received(NamedTuple):
    """One received change. `body` is what may be stored, `payload_hash` the SHA-256 of it in hex;
    `screened` names the fields that lost something. Either `change` or `refusal` is there. `comparisons`
    are those of the request: what has to be screened to compare it. The `id` of a change that has none that can be used is made from its content, so that sending it
    again finds it again."""

    id: str
    payload_hash: str
    body: Any
    screened: tuple[str, ...]
    change: Change | None
    refusal: ChangeRefused | None
    comparisons: Comparisons | None = None


def receive(raw: Any, spell: Dumps = canonical, budget: RequestBudget | None = None) -> Received:
    """Everything about a change that needs no look-up. Raises batch_too_large where the request's budget
    does not suffice, and nothing else."""
    body = screen_body(raw, budget)
    payload = spell(body)
    change, refusal = parse_body(body)
    if change is not None and body is not raw:
        # A blank in the place of what nobody looked at is no value that somebody gave.
        refusal = next((ChangeRefused("bad_value", name) for name in fields_too_long(raw)), None)
        change = change if refusal is None else None
    return Received(
        id=_id(body) or str(uuid.uuid5(_NAMELESS, payload.decode())),
        payload_hash=hashlib.sha256(payload).hexdigest(),
        body=body,
        screened=() if body is raw else screened_fields(raw, body),
        change=change,
        refusal=refusal,
    )


def receive_stored(raw: Any, payload_hash: str, spell: Dumps = canonical) -> Received | None:
    """The same without screening where the server keeps the change under its id with this payload
    hash, and it came as it is kept: screening left it as it was. None for any other (PROTOCOL 5.2.1)."""
    try:
        if not is_within_budget(raw) or hashlib.sha256(spell(raw)).hexdigest() != payload_hash:
            return None
    except ValueError:  # text that no database holds is not kept as it came
        return None
    return Received(str(_id(raw)), payload_hash, raw, (), *parse_body(raw))


def parse_body(body: Any) -> tuple[Change | None, ChangeRefused | None]:
    """The change in a body of any schema, or why it is none."""
    try:
        if not isinstance(body, Mapping):
            raise ChangeRefused("bad_shape")
        return parse_change(raise_to_current(body)), None
    except ChangeRefused as refusal:
        return None, refusal


def _id(body: Any) -> str | None:
    said = body.get("id") if isinstance(body, Mapping) else None
    return said if is_uuid(said) else None
