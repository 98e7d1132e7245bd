"""Values of one's own from whoever settles what waits, in place of those that were sent (PROTOCOL
5.7.7). What was sent stays as it was sent."""

from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from .kinds import KINDS
from .receive import Received, receive
from .redact import screen_body
from .refusal import ChangeRefused
from .settling import check_vouched
from .situation import Record
from .upcast import raise_to_current


def received_with(body: Any, own: Mapping[str, Any]) -> Received:
    """A change as it was sent, but with values of one's own: screened and parsed anew, so that
    what could not be understood may be by now. Null leaves out a field that the kind does not know,
    and takes away any other. Raises ChangeRefused where what was sent has no fields."""
    if not isinstance(body, Mapping):
        raise ChangeRefused("bad_shape")
    raised = raise_to_current(body)
    sent = raised.get("set")
    if not isinstance(sent, Mapping):
        raise ChangeRefused("bad_shape", "set")
    kind = raised.get("kind")
    left = {
        name: value
        for name, value in {**sent, **own}.items()
        if name not in own or value is not None or _is_known(kind, name)
    }
    return receive({**raised, "set": left})


def own_values(
    there: Record,
    own: Mapping[str, Any],
    members: Container[str],
    codes: Mapping[str, frozenset[str]],
    today: date,
) -> dict[str, Any]:
    """The clean fields that somebody wants of a record that stands, whatever stands there now;
    null for what goes away. Screened like what a phone sends. Raises ChangeRefused."""
    screened = screen_body({"kind": there.kind, "set": dict(own)})["set"]
    clean = KINDS[there.kind].validate(screened, "edit")
    if not clean:
        raise ChangeRefused("bad_shape", "set")
    KINDS[there.kind].check_codes(clean, codes)
    check_vouched(clean, members, today)
    return clean


def _is_known(kind: Any, name: str) -> bool:
    """Whether a kind has the field; of one that nobody knows, any may be."""
    known = KINDS.get(kind) if isinstance(kind, str) else None
    return known is None or known.knows(name)
