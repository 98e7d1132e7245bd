"""What the API's description says of every route because of the table of permissions."""

from server.auth.current import ACTING
from server.auth.permissions import PHONES, is_limited_read, is_of_whole_phone, who_may
from server.auth.principal import Kind
from server.http.openapi import Guard, Operation

# Whatever is asked: a name of NUL or of another host, a failure, a busy or a full database.
_ALWAYS = ("not_found", "internal", "server_busy", "server_full")
_ACTING = {
    "in": "header",
    "name": ACTING,
    "schema": {"type": "string"},
    "description": (
        "The member who holds the phone that asks: its rights are then that person's alone, and "
        "none for who is not one of its people. Without it they are those of all its people, as long "
        "as the phone has never sent it, and none from then on."
    ),
}


def headers_of_guard(path: str, method: str) -> list[Operation]:
    """That of who acts, where a phone's people may do different things. Syncing is the phone's own."""
    kinds = _kinds(path, method)
    return [_ACTING] if kinds & PHONES and not kinds >= PHONES else []


def _has_to_name(kinds: frozenset[Kind]) -> bool:
    """Whether a phone that does not say who holds it, though it has to, is let in nowhere there."""
    return bool(kinds & PHONES) and Kind.WAITING not in kinds


def _kinds(path: str, method: str) -> frozenset[Kind]:
    return who_may(_rule(path), method.upper())


def _rule(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")


def problems_of_guard(path: str, method: str) -> set[str]:
    """The codes of problems that a route may answer with because of where it stands in the table
    of permissions, and because it writes."""
    kinds = _kinds(path, method)
    codes = set(_ALWAYS)
    if method != "get":
        codes |= {"cross_site", "unsupported_media_type"}
    if is_limited_read(_rule(path), method.upper()):
        codes.add("read_too_much")
    if Kind.NOBODY not in kinds:
        codes |= {"unauthenticated", "sign_in_unfinished"}
    if kinds == PHONES:
        codes.add("renewal_waits")
    if Kind.REVOKED not in kinds:
        codes.add("device_revoked")
    if not kinds >= set(Kind) - {Kind.NOBODY, Kind.REVOKED}:
        codes.add("wrong_role")
        if _has_to_name(kinds) and not is_of_whole_phone(_rule(path), method.upper()):
            codes.add("acting_member_required")
    return codes


GUARD = Guard(problems_of_guard, headers_of_guard)
