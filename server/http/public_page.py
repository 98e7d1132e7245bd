"""Public pages, which anybody reads without the app: the response, and what their policy allows."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response
from jinja2 import StrictUndefined
from markupsafe import Markup

from server.http.headers import POLICY as POLICY_HEADER

TEMPLATES = Path(__file__).with_name("templates")
_STYLE = (TEMPLATES / "public.css").read_text(encoding="utf-8").rstrip()
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{_STYLE_HASH}'"
)
"""The page loads nothing; the one style is in it."""


def install_templates(app: Flask) -> None:
    """Gives all templates the public pages' style. A name that a template does not get is an error."""
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.jinja_env.globals["public_style"] = Markup(_STYLE)
    app.jinja_env.filters["english_day"] = english_day


def english_day(day: str) -> str:
    """YYYY-MM-DD as "5 November 2026"."""
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B %Y}"


def answer_page(
    text: str,
    status: int = 200,
    retry_after: int | None = None,
    *,
    policy: str = POLICY,
    is_found: bool = False,
) -> Response:
    """The response with a page, which search engines keep only where it `is_found` by them."""
    answer = Response(text, status, mimetype="text/html")
    answer.headers[POLICY_HEADER] = policy
    if not is_found:
        answer.headers["X-Robots-Tag"] = "noindex"
    if retry_after is not None:
        answer.headers["Retry-After"] = str(retry_after)
    return answer
