"""The app's own files: pwa/dist by WhiteNoise, and index.html for the app's own addresses."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Blueprint, Flask, Request, Response, request
from whitenoise import WhiteNoise

from server.config import PROJECT, Settings
from server.http.headers import security_headers
from sync.problems import PROBLEMS, ProblemError

DIST = PROJECT / "pwa" / "dist"

# The addresses that the app's router knows (pwa/src/screens/routes.ts and desk/routes.ts). At any
# other a person gets the same page with status 404, and it says so in words; nothing under these
# folders is for people.
CLIENT_ROUTES = (
    "/",
    "/j",
    "/log/<service>",
    "/session/<record>",
    "/count",
    "/visit",
    "/activities",
    "/activities/<id>",
    "/papers/<id>",
    "/guides",
    "/guides/<code>",
    "/hand",
    "/take",
    "/sent",
    "/me",
    "/me/<screen>",
    "/team",
    "/team/<screen>",
    "/r/<code>",
    "/reset",
    "/desk",
    "/desk/<path:screen>",
)

_PARTS = {
    "/": re.compile(r"catalogue-[\w-]{8}\.js"),
    "/j": re.compile(r"(common|join|rolldown-runtime)-[\w-]{8}\.js"),
}
"""By the addresses at which most people come for the first time: the built files that the screen there
needs beside the first."""
_FOR_PROGRAMS = ("/api/", "/assets/", "/c/", "/C/", "/p/")

blueprint = Blueprint("shell", __name__)


def is_lost_person(asked: Request) -> bool:
    """Whether a browser's window, not a program or a part of a page, asks for what is not there."""
    navigates = asked.method == "GET" and asked.headers.get("Sec-Fetch-Mode") == "navigate"
    return navigates and not asked.path.startswith(_FOR_PROGRAMS) and DIST.is_dir()


def answer_shell(**_: str) -> Response:
    """The page that starts the app, whatever screen the address names. Who comes for the first time is
    told at once what else that screen needs: a thin line would be waited for twice more, first to learn
    of it and then for it; and the page shows that screen by itself until the program is there
    (pwa/first-visit.ts). Who was here before is answered by the worker."""
    try:
        page = _page_at(request.path).read_bytes()
    except FileNotFoundError as error:
        raise ProblemError(
            PROBLEMS["not_found"], {"missing": "pwa/dist, made by `make run`"}
        ) from error
    answer = Response(page, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-cache"
    if request.path in _PARTS:
        for name in _parts_of(request.path):
            answer.headers.add("Link", f"</assets/{name}>; rel=modulepreload; crossorigin")
    answer.add_etag()
    return answer


def _page_at(path: str) -> Path:
    first = DIST / "first-visit.html"
    return first if path in _PARTS and first.is_file() else DIST / "index.html"


@cache
def _parts_of(path: str) -> list[str]:
    names = (each.name for each in (DIST / "assets").glob("*.js"))
    return sorted(name for name in names if _PARTS[path].fullmatch(name))


for _rule in CLIENT_ROUTES:
    blueprint.add_url_rule(_rule, view_func=answer_shell, endpoint="shell", methods=["GET"])


def install_files(app: Flask, settings: Settings) -> None:
    """Lets WhiteNoise answer for the built files before Flask is asked. It knows nothing of
    Flask's hooks, so it is handed the headers, and it does not know manifests."""
    if not DIST.is_dir():
        return
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(DIST),
        max_age=0,
        allow_all_origins=False,
        immutable_file_test=_is_immutable,
        mimetypes={
            ".webmanifest": "application/manifest+json",
            ".svg": "image/svg+xml; charset=utf-8",
        },
        add_headers_function=_headers_for(security_headers(settings)),
    )


def _is_immutable(path: str, url: str) -> bool:
    return url.startswith("/assets/")


def _headers_for(fixed: dict[str, str]) -> Callable[[Headers, str, str], Any]:
    def add(headers: Headers, path: str, url: str) -> None:
        for name, value in fixed.items():
            headers[name] = value
        if not _is_immutable(path, url):
            headers["Cache-Control"] = "no-cache"

    return add
