"""What every answer carries, whoever made it: headers that protect, and compression."""

import gzip

import zstandard
from flask import Flask, Response, request

from server.config import Settings

POLICY = "Content-Security-Policy"
"""A view that needs less than the app's pages do says so itself."""
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "media-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
JSON_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""What shows no page and runs no script loads nothing, and stands in no other page's frame. What else a
page carries (whom it tells where it came from, which windows and sensors it may reach) is of no use to
an answer that a script reads, and would be two thirds of a round that finds nothing new."""
_JSON = ("application/json", "application/openapi+json")
_NOT_KEPT = "no-store"
_VARY = "Accept-Encoding"
COMPRESS_FROM = 1024
_COMPRESSED = (*_JSON, "text/html")


def security_headers(settings: Settings) -> dict[str, str]:
    """The headers of every answer that is no JSON, files and errors too."""
    headers = {
        POLICY: CONTENT_SECURITY_POLICY,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    }
    return headers | _transport(settings)


def json_headers(settings: Settings) -> dict[str, str]:
    """The headers of every answer of JSON."""
    headers = {POLICY: JSON_POLICY, "X-Content-Type-Options": "nosniff"}
    return headers | _transport(settings)


def _transport(settings: Settings) -> dict[str, str]:
    lasting = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
    return lasting if settings.secure else {}


def plain_headers(settings: Settings) -> list[tuple[str, str]]:
    """All headers of an answer of JSON that is too short to be packed, but its length."""
    kept = {"Cache-Control": _NOT_KEPT}
    return list({"Content-Type": "application/json", **json_headers(settings), **kept}.items())


def install_headers(app: Flask, settings: Settings) -> None:
    """Puts the headers on, and compresses, everything that Flask itself answers."""
    of_pages, of_json = security_headers(settings), json_headers(settings)

    def finish(answer: Response) -> Response:
        own = answer.headers.get(POLICY)
        for name, value in (of_json if answer.mimetype in _JSON else of_pages).items():
            answer.headers[name] = value
        if own:
            answer.headers[POLICY] = own
        answer.headers.setdefault("Cache-Control", _NOT_KEPT)
        return _compress(answer)

    app.after_request(finish)


def _compress(answer: Response) -> Response:
    if answer.mimetype not in _COMPRESSED or answer.direct_passthrough:
        return answer
    if answer.headers["Cache-Control"] != _NOT_KEPT:
        answer.headers["Vary"] = _VARY
    body = answer.get_data()
    is_unchanged = answer.status_code == 304
    if is_unchanged or len(body) <= COMPRESS_FROM or "Content-Encoding" in answer.headers:
        return answer
    if coding := packing():
        answer.set_data(packed(body, coding))
        answer.headers["Content-Encoding"] = coding
    return answer


def packing() -> str:
    """The coding in which the request wants a long answer, empty for none."""
    # Browsers since 2024 take Zstandard, at a tenth of gzip's cost and in fewer bytes.
    if _takes("zstd"):
        return "zstd"
    return "gzip" if request.accept_encodings.quality("gzip") > 0 else ""


def packed(body: bytes, coding: str) -> bytes:
    """The bytes in one of those codings."""
    if coding == "zstd":
        return zstandard.compress(body, level=1)
    return gzip.compress(body, compresslevel=5, mtime=0) if coding else body


def _takes(coding: str) -> bool:
    """Whether the request names the coding: who only says that all are welcome may be old."""
    return any(name == coding and weight > 0 for name, weight in request.accept_encodings)
