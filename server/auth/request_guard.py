"""The gate that every request passes: where it comes from, and whether the asker may."""

from dataclasses import replace
from urllib.parse import urlsplit

from flask import Flask, current_app, has_request_context, request
from sqlalchemy.orm import Session

from server.auth.current import current_principal, has_open_renewal, principal_now
from server.auth.permissions import (
    ANYONE,
    PERMISSIONS,
    PHONES,
    is_hashing,
    is_limited_read,
    media_type_of,
    shape_of,
    stages_of,
    who_may,
)
from server.auth.principal import Kind, Principal
from server.auth.read_limiter import begin_read, end_read
from server.auth.stages import Stage
from server.config import Settings
from server.http.concurrency import Work, take_permit
from sync.problems import PROBLEMS, ProblemError

_READING = ("GET", "HEAD", "OPTIONS")
_OWN_PERMITS = frozenset({
    "/api/sync/v1", "/api/sync/v1/have", "/api/session", "/api/session/confirm",
})  # fmt: skip
"""Routes that take their permits themselves, when it is known what they need."""
_ASK_AGAIN = 60
"""After so many seconds a phone that waits to come back asks again whether it may."""
OWN_SITES = ("same-origin", "none")
"""What a browser says of where a request comes from (Sec-Fetch-Site), if it is from a page of ours or
from the person."""


class UnnamedRoute(Exception):
    """A route that the table of permissions does not name."""


def install_guard(app: Flask) -> None:
    """Puts the gate before every request. Call it after the last route is registered."""
    check_table(app)
    app.before_request(check_request)
    app.teardown_request(end_read)


def check_table(app: Flask) -> None:
    """Raises UnnamedRoute for the first route and method that the table does not name."""
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if (shape_of(rule.rule), method) not in PERMISSIONS:
                raise UnnamedRoute(f"{method} {rule.rule} is not in server/auth/permissions.py")


def check_request() -> None:
    """Raises cross_site, unsupported_media_type, unauthenticated, sign_in_unfinished, renewal_waits,
    device_revoked, acting_member_required, wrong_role, read_too_much or server_busy."""
    rule = request.url_rule
    if rule is None or request.method == "OPTIONS":
        return
    _check_address()
    if request.method not in _READING:
        _check_origin()
        _check_media_type(media_type_of(rule.rule, request.method))
    allowed = who_may(rule.rule, request.method)
    if allowed != ANYONE:
        _check_kind(current_principal(), allowed, stages_of(rule.rule, request.method))
    if is_limited_read(rule.rule, request.method):
        begin_read()
    elif request.method not in _READING and rule.rule not in _OWN_PERMITS:
        take_permit(Work.HASH if is_hashing(rule.rule, request.method) else Work.WRITE)


def check_right(session: Session) -> None:
    """Whoever asks has, behind the clock, the right by which they came in. Raises what the gate raises, and
    server_busy where another right is left: asked again, it is judged by that."""
    found, rule = principal_now(session), request.url_rule if has_request_context() else None
    if found is None or rule is None:
        return
    allowed = who_may(rule.rule, request.method)
    if allowed != ANYONE:
        _check_kind(found, allowed, stages_of(rule.rule, request.method))
    raise ProblemError(PROBLEMS["server_busy"], retry_after=1)


def _check_address() -> None:
    """NUL can stand in an address and in no database's text: nothing is called so."""
    parts = [*(request.view_args or {}).values(), *request.args.values()]
    if any(isinstance(part, str) and "\x00" in part for part in parts):
        raise ProblemError(PROBLEMS["not_found"])


def _check_kind(principal: Principal, allowed: frozenset[Kind], stages: frozenset[Stage]) -> None:
    """A phone goes on with its own rights, whatever somebody left half done on it at the desk."""
    kinds, unfinished = principal.kinds, principal.unfinished
    if kinds & allowed:
        return
    if unfinished is not None:
        if unfinished.role in allowed and unfinished.stage in stages:
            return
        raise ProblemError(PROBLEMS["sign_in_unfinished"], {"stage": unfinished.stage})
    if kinds == {Kind.NOBODY}:
        if allowed == PHONES and has_open_renewal():
            raise ProblemError(PROBLEMS["renewal_waits"], retry_after=_ASK_AGAIN)
        raise ProblemError(PROBLEMS["unauthenticated"])
    if principal.acting_missing and replace(principal, acting_missing=False).kinds & allowed:
        raise ProblemError(PROBLEMS["acting_member_required"])
    raise ProblemError(PROBLEMS["device_revoked" if Kind.REVOKED in kinds else "wrong_role"])


def _check_origin() -> None:
    """A page of another site must not act in somebody's name: the browser says where a request
    comes from, and no script can change what it says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in OWN_SITES:
            raise ProblemError(PROBLEMS["cross_site"])
        return
    if request.headers.get("Origin") not in _own_origins():
        raise ProblemError(PROBLEMS["cross_site"])


def _own_origins() -> frozenset[str]:
    settings: Settings = current_app.config["SETTINGS"]
    public = urlsplit(settings.public_url)
    # Over `adb reverse`, or at a host of TRUSTED_HOSTS, a phone calls the same server by another
    # name. Which names there are was checked before (server/http/hosts.py).
    here = f"{request.scheme}://{request.host}"
    return frozenset({f"{public.scheme}://{public.netloc}", here})


def _check_media_type(wanted: str) -> None:
    """Forms of other sites cannot send JSON. A request without a body needs no type."""
    if request.mimetype == wanted:
        return
    if request.mimetype or request.content_length:
        raise ProblemError(PROBLEMS["unsupported_media_type"])
