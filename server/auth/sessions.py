"""How long a coordinator's session lasts, and a phone's."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app

from server.config import Settings


def idle_limit() -> timedelta:
    """A session unused for longer than this is over."""
    settings: Settings = current_app.config["SETTINGS"]
    return timedelta(minutes=settings.session_idle_minutes)


def phone_idle_limit() -> timedelta:
    """A phone not heard of for longer than this has to prove its key before its cookie holds."""
    settings: Settings = current_app.config["SETTINGS"]
    return timedelta(days=settings.phone_idle_days)


def absolute_limit() -> timedelta:
    """A session older than this is over, used or not."""
    settings: Settings = current_app.config["SETTINGS"]
    return timedelta(hours=settings.session_hours)


@dataclass(frozen=True)
class SignInClient:
    """Where a sign-in comes from: the address, what the browser calls itself, the secret of the
    session that it has, and the one by which it is known from before."""

    address: str
    user_agent: str
    token: str | None
    browser: str | None
