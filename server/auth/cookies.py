"""The cookies: of an account's session, of a phone, and of a browser that signed in before."""

from flask import Response, current_app, request

from server.config import Settings

ACCOUNT, DEVICE, BROWSER = "account", "device", "browser"
# Chromium keeps no cookie for longer than 400 days.
_DEVICE_SECONDS = 400 * 86400


def read_cookie(kind: str) -> str | None:
    """The secret in the cookie, or None."""
    return request.cookies.get(cookie_name(kind))


def set_cookie(answer: Response, kind: str, secret: str, seconds: int = _DEVICE_SECONDS) -> None:
    """Puts the secret in a cookie that no script reads and no other site sends."""
    answer.set_cookie(
        cookie_name(kind),
        secret,
        max_age=seconds,
        path="/",
        secure=_secure(),
        httponly=True,
        samesite="Strict",
    )


def drop_cookie(answer: Response, kind: str) -> None:
    """Takes the cookie back."""
    answer.delete_cookie(
        cookie_name(kind), path="/", secure=_secure(), httponly=True, samesite="Strict"
    )


def cookie_name(kind: str) -> str:
    """With the __Host- prefix wherever browsers accept it: not on plain HTTP, which only a
    loopback address may use."""
    return f"__Host-{kind}" if _secure() else kind


def _secure() -> bool:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.secure or not settings.loopback
