"""What every answer carries: protective headers, no caching, compression; and the app's files."""

import gzip
from pathlib import Path

import pytest
import zstandard
from flask import Flask

from server.auth.permissions import PERMISSIONS
from server.http import static_files
from tests.journeys.words import screens
from tests.keys import SECRET_KEY
from tests.server.operations.conftest import MakeApp
from tests.town import Town
from tests.wires import Browser, InProcess


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Từng Ngõ</title>")
    (folder / "sw.js").write_text("self.skipWaiting")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "favicon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    script = "let a = 1;" * 1000
    (folder / "assets" / "index-abc123.js").write_text(script)
    (folder / "assets" / "index-abc123.js.gz").write_bytes(gzip.compress(script.encode()))
    return folder


@pytest.fixture
def web(dist: Path, other_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setattr(static_files, "DIST", dist)
    return Browser(InProcess(other_app()))


def check_headers(headers: object) -> None:
    found = dict(headers)  # type: ignore[call-overload]
    policy = found["Content-Security-Policy"]
    if found.get("Content-Type") == "application/json":
        check_headers_of_json(found)
        return
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert found["Referrer-Policy"] == "no-referrer"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Cross-Origin-Opener-Policy"] == "same-origin"
    assert found["Permissions-Policy"].startswith("camera=(self)")


def check_headers_of_json(found: dict[str, str]) -> None:
    """A round that finds nothing new is little more than its headers."""
    assert found["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert found["X-Content-Type-Options"] == "nosniff"
    of_pages = {"Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"}
    assert of_pages.isdisjoint(found)
    assert ("Vary" in found) == (found["Cache-Control"] != "no-store")


@pytest.mark.parametrize(
    "path",
    ["/", "/index.html", "/sw.js", "/manifest.webmanifest", "/assets/index-abc123.js",
     "/assets/gone.js", "/nowhere", "/api/nowhere", "/api/probe", "/api/session", "/desk/teams"],
)  # fmt: skip
def test_every_answer_is_protected(web: Browser, path: str) -> None:
    check_headers(web.get(path).headers)


def test_every_route_is_protected_and_never_cached(town: Town) -> None:
    desk = town.desk()
    for shape, method in PERMISSIONS:
        path = shape.replace("<>", "0a000000-0000-4000-8000-00000000000a")
        answer = desk.wire.send(method, path, None, {})
        check_headers(answer.headers)
        if shape.startswith("/api/"):
            assert answer.headers["Cache-Control"] in (
                "no-store",
                "no-cache",
                "private, no-cache",
            ), shape


@pytest.mark.parametrize("path", [path for path in screens() if not path.endswith("/khong-co")])
def test_the_apps_own_addresses_start_the_app(web: Browser, path: str) -> None:
    answer = web.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_where_people_come_first_the_page_shows_the_screen_by_itself(
    web: Browser, dist: Path
) -> None:
    shown = b"<!doctype html><template>"
    (dist / "first-visit.html").write_bytes(shown)
    try:
        at = {path: web.get(path) for path in ("/", "/j", "/sent", "/desk", "/index.html")}
    finally:
        (dist / "first-visit.html").unlink()
    assert [path for path, answer in at.items() if answer.body == shown] == ["/", "/j"]
    assert len({at[path].headers["ETag"] for path in ("/", "/sent")}) == 2


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/nowhere", "/api/nowhere", "/.env", "/desk.php"]
)
def test_other_addresses_are_not_found(web: Browser, path: str) -> None:
    assert web.get(path).code == "not_found"


def test_a_person_at_a_wrong_address_gets_the_app_which_says_so(web: Browser) -> None:
    lost = {"Sec-Fetch-Mode": "navigate"}
    page = web.get("/nowhere", **lost)
    assert (page.status, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"<!doctype html>" in page.body
    for path in ("/assets/gone.js", "/api/nowhere"):
        assert web.get(path, **lost).code == "not_found"


def test_built_files_are_kept_for_ever_and_the_rest_asked_for_again(web: Browser) -> None:
    script = web.get("/assets/index-abc123.js")
    assert "immutable" in script.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in script.headers
    assert web.get("/sw.js").headers["Cache-Control"] == "no-cache"
    manifest = web.get("/manifest.webmanifest")
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    assert manifest.headers["Cache-Control"] == "no-cache"


def test_nothing_is_traced(town: Town) -> None:
    """TRACE would give back what a browser sends, its cookies too."""
    for path in ("/", "/healthz", "/api/session", "/api/sync/v1"):
        answer = town.connect().send("TRACE", path, b"", {"Sec-Fetch-Site": "same-origin"})
        assert (answer.status, answer.code) == (405, "method_not_allowed"), path


def test_what_is_text_says_how_it_is_written(web: Browser) -> None:
    types = {
        "/": "text/html; charset=utf-8",
        "/assets/index-abc123.js": "text/javascript; charset=utf-8",
        "/favicon.svg": "image/svg+xml; charset=utf-8",
    }
    assert {path: web.get(path).headers["Content-Type"].replace('"', "") for path in types} == types


def test_built_files_come_compressed(web: Browser) -> None:
    answer = web.get("/assets/index-abc123.js", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body).startswith(b"let a = 1;")


def test_long_answers_come_compressed_and_short_ones_do_not(town: Town) -> None:
    desk = town.desk()
    plain = desk.get("/api/units")
    zipped = desk.get("/api/units", **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert "Content-Encoding" not in desk.get("/api/probe", **{"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd", "zstd"),
        ("gzip, zstd;q=0.5", "zstd"),
        ("gzip, zstd;q=0", "gzip"),
        ("*", "gzip"),
        ("br", None),
        ("identity", None),
    ],
)
def test_an_answer_comes_in_the_best_coding_that_a_browser_names(
    town: Town, accepted: str, coding: str | None
) -> None:
    desk = town.desk()
    answer = desk.get("/api/units", **{"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert "Vary" not in answer.headers  # nobody keeps it
    opened = {"zstd": zstandard.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert opened(answer.body) == desk.get("/api/units").body


def test_behind_https_cookies_and_transport_are_strict(app: Flask, other_app: MakeApp) -> None:
    url = str(app.config["SETTINGS"].database_url)
    strict = other_app(
        PUBLIC_URL="https://tungngo.example.vn",
        DATABASE_URL=url,
        LASTING_DISK=str(Path(url.partition(":///")[2]).parent) if "sqlite" in url else "",
        SECRET_KEY=SECRET_KEY,
        CLOCK=app.config["CLOCK"],
    )
    web = Browser(InProcess(strict))
    word = {"login": "son", "password": "mot-mat-khau-dai-cua-son"}
    answer = web.post("/api/session", word, Host="tungngo.example.vn")
    assert answer.headers["Set-Cookie"].startswith("__Host-account=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
