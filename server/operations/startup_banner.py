"""What somebody reads who has just started the server: how to get in, and how a phone can."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from server.audit.writing import SYSTEM
from server.auth.store.invitations import invitation_by_hashes
from server.auth.tables import Account
from server.config import Settings
from server.database.clock import now
from server.database.engine import read_session
from server.enrolment.invitation_codes import hashes_of_code
from server.enrolment.use_cases.invite import InvitationOptions, create_invitation
from server.qr_codes.drawing import terminal

ACCESS_FILE = "demonstration.json"


def welcome(settings: Settings) -> str:
    """The text for the terminal, at most 80 columns wide."""
    access = read_access(settings.instance / ACCESS_FILE)
    parts = [f"Từng Ngõ: {settings.public_url}"]
    if access:
        parts.append(_ways_in(settings, access))
    elif not _has_accounts():
        parts.append(_FIRST_ACCOUNT)
    parts.append(_how_a_phone_comes(settings))
    return "\n\n".join(parts)


def read_access(path: Path) -> dict[str, Any] | None:
    """What the demonstration left: logins, a team, an invitation; None without one."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return found


def usable_invitation(path: Path, access: dict[str, Any]) -> dict[str, str]:
    """The demonstration's invitation, or a new one, kept in the file, if it holds no more."""
    kept: dict[str, str] = access.get("invitation") or {}
    if kept and _is_usable(kept["code"]):
        return kept
    made = create_invitation(SYSTEM, access["team"]["id"], InvitationOptions())
    access["invitation"] = {name: made[name] for name in ("code", "link", "short_code")}
    path.write_text(json.dumps(access, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    new: dict[str, str] = access["invitation"]
    return new


def _is_usable(code: str) -> bool:
    with read_session() as session:
        found = invitation_by_hashes(session, hashes_of_code(code))
        return (
            found is not None
            and found.revoked_at is None
            and found.expires_at > now()
            and found.uses < found.max_uses
        )


def _ways_in(settings: Settings, access: dict[str, Any]) -> str:
    invitation = usable_invitation(settings.instance / ACCESS_FILE, access)
    # The code carries no address, so it holds also when the port was another one before.
    short = invitation["short_code"].replace("-", "")
    link = f"{settings.public_url}/j#{invitation['code']}.{short}"
    coordinator, colleague = access["coordinator"], access.get("colleague")
    second = (
        f"  login {colleague['login']}   password {colleague['password']}   who approves what the other wrote"
        if colleague
        else ""
    )
    return "\n".join(
        (
            "The desk of a coordinator (Đức Phổ, a demonstration):",
            f"  {settings.public_url}/desk",
            f"  login {coordinator['login']}   password {coordinator['password']}",
            *([second] if second else []),
            "",
            f"Join as a volunteer: {access['team']['name']}",
            f"  {link}",
            f"  or type the code {invitation['short_code']}",
            "",
            terminal(link),
        )
    )


def _how_a_phone_comes(settings: Settings) -> str:
    if not settings.loopback:
        return "A phone opens the address above, and can install the app."
    port = settings.public_url.rsplit(":", 1)[-1] if settings.public_url.count(":") > 1 else "80"
    return "\n".join(
        (
            "This address reaches this machine only. A phone comes to it",
            f"  by cable:  adb reverse tcp:{port} tcp:{port}, then open the same address on it",
            "  by network: put HTTPS in front (a reverse proxy or a tunnel), as installing",
            "              needs it, and start again with these set:",
            "              PUBLIC_URL    its address, https://…",
            "              DATABASE_URL  PostgreSQL, or LASTING_DISK a folder that lasts",
            "              SECRET_KEY    the output of: openssl rand -hex 32",
        )
    )


def _has_accounts() -> bool:
    with read_session() as session:
        return bool(session.scalar(select(func.count()).select_from(Account)))


_FIRST_ACCOUNT = "\n".join(
    (
        "There are no accounts yet. To begin:",
        "  flask --app server units import",
        "  flask --app server catalogue import",
        "  flask --app server guides import",
        "  flask --app server account create LOGIN --name NAME --unit CODE",
    )
)
