"""A signed word of the server that somebody joined, for a phone to keep: a server restored from
a backup that no longer knows the phone can still believe it."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def make_receipt(device_id: str, member_id: str, team_id: str) -> str:
    """The receipt, text that fits a URL."""
    return _signer().dumps({"device": device_id, "member": member_id, "team": team_id})


def read_receipt(text: str) -> dict[str, str] | None:
    """{"device", "member", "team"} of a receipt that this server signed, None otherwise."""
    try:
        found: dict[str, str] = _signer().loads(text)
    except BadSignature:
        return None
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="join receipt 1")
