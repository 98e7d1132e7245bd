"""Pictures and recordings of heritage sites (PROTOCOL 5.15.5 to 5.15.8)."""

import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from server.database.engine import db
from server.files.blob_store import blob_store
from server.files.use_cases.rendering import LEAD, make_renditions
from server.heritage.page_files import REGISTER, WORKER
from server.heritage.use_cases.exporting import export_sites
from server.parsing import reading
from tests.server.files.sending import hash_of, photo, put, send, sweep_after
from tests.server.heritage.site_files import ALT, CREDIT, SOUND, picture, recording, view
from tests.server.heritage.sites import (
    CONTENT,
    ENGLISH,
    NAME,
    SITE,
    approve,
    colleague,
    make,
    said,
    submit,
    visit,
    write,
)
from tests.town import Town
from tests.wires import Browser

SMALL = [photo(seed, 200) for seed in (11, 12)]
WITH_FILES = {
    **CONTENT,
    "pictures": [picture(SMALL[0], english="The gate"), picture(SMALL[1])],
    "sound": recording(SOUND),
}


@pytest.fixture
def desk(town: Town) -> Browser:
    desk = town.desk()
    for data in (*SMALL, SOUND):
        send(desk, data)
    return desk


@pytest.fixture
def anybody(town: Town) -> Browser:
    return Browser(town.connect())


@pytest.fixture(autouse=True)
def nothing_counted(app: Flask) -> Iterator[None]:
    yield
    app.extensions.pop("scan_counter", None)


def shown(page: str) -> list[str]:
    """The addresses of files on a page."""
    return re.findall(r'(?:src|srcset)="(/p/files/[^"]+)"', page)


def live(town: Town, desk: Browser, content: dict[str, Any]) -> dict[str, Any]:
    site = make(desk, content=content)
    assert submit(desk, site).status == 200
    answer = approve(colleague(town), site)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.json
    return found


def drop_bytes(town: Town, *shas: str) -> None:
    """As after a restore without files."""
    with town.app.app_context():
        for sha in shas:
            blob_store(db.session).delete(sha)
        db.session.commit()


def test_a_page_shows_its_pictures_and_plays_its_recording_on_tap(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    live(town, desk, WITH_FILES)
    page = visit(anybody, f"/p/{NAME}")
    avif, jpeg, sound, avif_2, jpeg_2 = shown(page.text)
    for part in (
        ALT,
        f"Ảnh: {CREDIT}",
        "Nghe giới thiệu · 0,1 MB",
        "Đây là bệnh xá.",
        "Giọng đọc: Hà",
    ):
        assert part in said(page) or part in page.text
    assert 'preload="none"' in page.text
    # No drawing beside a picture, and only the first is fetched before anybody comes near.
    assert "/p/drawings/" not in page.text
    assert [" loading=" in each for each in re.findall(r"<img [^>]+>", page.text)] == [False, True]
    for path, format_ in ((avif, "AVIF"), (jpeg, "JPEG"), (avif_2, "AVIF"), (jpeg_2, "JPEG")):
        answer = visit(anybody, path)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers
        found = Image.open(BytesIO(answer.body))
        assert (found.format, found.size) == (format_, (200, 200))
        assert not found.getexif()
        assert hash_of(answer.body) in path
    played = visit(anybody, sound)
    assert (played.body, played.headers["Content-Type"]) == (SOUND, "audio/ogg")
    # Players of Apple's ask for parts and play nothing without.
    part = anybody.get(sound, Range="bytes=0-1")
    assert (part.status, part.body) == (206, SOUND[:2])
    assert part.headers["Content-Range"] == f"bytes 0-1/{len(SOUND)}"
    assert anybody.get(sound, Range="bytes=9999999-").status == 200
    english = visit(anybody, f"/p/{NAME}/en")
    assert 'alt="The gate"' in english.text
    assert "Listen" not in said(english)


def test_anybody_gets_files_of_what_is_public_alone(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    site = make(desk, content=WITH_FILES)
    source, sound = hash_of(SMALL[0]), hash_of(SOUND)
    paths = [f"/p/files/{source}.jpg", f"/p/files/{sound}.ogg"]
    assert [visit(anybody, path).status for path in paths] == [404, 404]
    submit(desk, site)
    hien = colleague(town)
    # Who is to approve sees them on the page that is shown before.
    before = hien.get(f"/api/sites/{site['id']}/versions/1")
    assert f"/api/blobs/{source}" in before.text
    for sha in (source, sound):
        assert hien.get(f"/api/blobs/{sha}").status == 200
    assert town.lan().web.get(f"/api/blobs/{source}").code == "not_found"
    done = approve(hien, site).json
    public = shown(visit(anybody, f"/p/{NAME}").text)
    assert [visit(anybody, path).status for path in public] == [200] * 5
    # What was sent itself, another file of ours, and another name for one are nobody's.
    other = send(desk, photo(30, 40))
    for path in (paths[0], f"/p/files/{other}.jpg", public[1].replace(".jpg", ".avif")):
        assert visit(anybody, path).status == 404
    second = write(desk, done, pictures=[picture(SMALL[1])])
    submit(desk, second)
    assert approve(hien, second).status == 200
    assert visit(anybody, public[2]).status == 404
    now_shown = shown(visit(anybody, f"/p/{NAME}").text)
    assert [visit(anybody, path).status for path in now_shown] == [200, 200]
    desk.post(f"/api/sites/{site['id']}/withdrawal", {})
    assert [visit(anybody, path).status for path in (*public, *now_shown)] == [404] * 7


def test_a_site_names_what_its_writer_sent_and_what_it_named_before(
    town: Town, desk: Browser
) -> None:
    hien = colleague(town)
    strange = photo(40, 40)
    answer = desk.post(
        "/api/sites", {**SITE, "content": {**CONTENT, "pictures": [picture(strange)]}}
    )
    assert (answer.code, list(answer.json["details"]["errors"]["json"])) == (
        "blob_missing", ["pictures.0"],
    )  # fmt: skip
    send(hien, strange)
    assert (
        desk.post(
            "/api/sites", {**SITE, "content": {**CONTENT, "pictures": [picture(strange)]}}
        ).code
        == "blob_missing"
    )
    site = make(desk, content=WITH_FILES)
    # Hiền goes on with the pictures that Sơn sent.
    assert write(hien, site, pictures=[picture(SMALL[1]), picture(strange)])["latest"] == 2
    for wrong in ({"pictures": [picture(SOUND)]}, {"sound": recording(SMALL[0])}):
        body = {"version": 2, "content": {**CONTENT, **wrong}}
        assert desk.put(f"/api/sites/{site['id']}", body).code == "file_refused"


@pytest.mark.parametrize(
    ("wrong", "problem", "field"),
    [
        ({"alt": "Gọi 0905123456"}, "person_named", "pictures.0.alt"),
        ({"credit": "   "}, "label_refused", "pictures.0.credit"),
    ],
)
def test_what_is_said_of_files_holds_nobodys_number(
    desk: Browser, wrong: dict[str, str], problem: str, field: str
) -> None:
    content = {**CONTENT, "pictures": [picture(SMALL[0], **wrong)]}
    answer = desk.post("/api/sites", {**SITE, "content": content})
    assert (answer.code, list(answer.json["details"]["errors"]["json"])) == (problem, [field])
    said_there = {**recording(SOUND), "transcript": "Gọi 0905123456."}
    answer = desk.post("/api/sites", {**SITE, "content": {**CONTENT, "sound": said_there}})
    assert list(answer.json["details"]["errors"]["json"]) == ["sound.transcript"]
    silent = {**recording(SOUND), "transcript": ""}
    answer = desk.post("/api/sites", {**SITE, "content": {**CONTENT, "sound": silent}})
    assert answer.code == "invalid_shape"


def test_where_a_picture_cannot_be_made_smaller_nothing_is_published(
    town: Town, desk: Browser, anybody: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make(desk, content=WITH_FILES)
    submit(desk, site)
    hien = colleague(town)
    with town.app.app_context():  # the first one is drawn by now, the second one never
        assert make_renditions(hash_of(SMALL[0]), [LEAD])
    with monkeypatch.context() as patch:
        patch.setattr(reading, "COMMAND", ("/bin/false",))
        answer = approve(hien, site)
    assert answer.code == "file_refused"
    assert list(answer.json["details"]["errors"]["json"]) == ["pictures.1"]
    assert visit(anybody, f"/p/{NAME}").status == 404
    assert desk.get(f"/api/sites/{site['id']}").json["state"] == "waiting"
    drop_bytes(town, hash_of(SOUND))
    answer = approve(hien, site)
    assert (answer.code, list(answer.json["details"]["errors"]["json"])) == (
        "blob_missing",
        ["sound"],
    )
    assert put(desk, SOUND).status == 204
    assert approve(hien, site).json["state"] == "live"


def test_after_a_restore_without_files_the_page_stands_and_the_desk_is_told(
    town: Town, desk: Browser, anybody: Browser
) -> None:
    site = live(town, desk, WITH_FILES)
    assert (site["lacks"], site["files"]) == (
        0, sorted([hash_of(SOUND), *map(hash_of, SMALL)]),
    )  # fmt: skip
    public = shown(visit(anybody, f"/p/{NAME}").text)
    lost = [re.findall("[0-9a-f]{64}", path)[0] for path in public[:3]]
    drop_bytes(town, hash_of(SMALL[0]), *lost)
    page = visit(anybody, f"/p/{NAME}")
    assert f"Ảnh tạm thời chưa có. Trong ảnh: {ALT}" in said(page)
    assert "Đây là bệnh xá." in said(page)
    assert shown(page.text) == public[3:]
    desk = town.desk()
    (row,) = desk.get("/api/sites").json["rows"]
    assert row["lacks"] == 2
    assert desk.get(f"/api/sites/{site['id']}").json["files"] == [hash_of(SMALL[1])]
    # Sent once more and approved once more, all is there again.
    for data in (SMALL[0], SOUND):
        send(desk, data)
    second = write(desk, site, pictures=WITH_FILES["pictures"], sound=WITH_FILES["sound"])
    submit(desk, second)
    assert approve(town.desk("hien"), second).status == 200
    assert shown(visit(anybody, f"/p/{NAME}").text) == public


def test_no_sweeping_takes_what_any_version_names(town: Town, desk: Browser) -> None:
    site = make(desk, content=WITH_FILES)
    assert write(desk, site)["content"]["pictures"] == []
    sweep_after(town, days=8)
    with town.app.app_context():
        shas = [hash_of(SMALL[0]), hash_of(SOUND)]
        assert set(blob_store(db.session).sizes(shas)) == set(shas)


def test_a_first_view_is_small_however_large_the_pictures(
    town: Town, desk: Browser, anybody: Browser, app: Flask, tmp_path: Path
) -> None:
    views = [view(seed) for seed in range(1, 6)]
    for data in views:
        send(desk, data)
    content = {**CONTENT, "pictures": [picture(data) for data in views], "sound": recording(SOUND)}
    live(town, desk, {**content, "english": {**ENGLISH, "sound": recording(SOUND)}})
    page = visit(anybody, f"/p/{NAME}").text
    sizes = {path: len(visit(anybody, path).body) for path in shown(page) if "ogg" not in path}
    pictures = [size for path, size in sizes.items() if path.endswith(".avif")]
    plain = [size for path, size in sizes.items() if path.endswith(".jpg")]
    assert len(pictures) == len(plain) == 5
    for each in (pictures, plain):
        assert each[0] <= 90_000
        assert max(each[1:]) <= 60_000
        whole = len(gzip.compress(page.encode())) + len(REGISTER) + len(WORKER) + sum(each)
        assert whole <= 200_000
    # The same files stand where any other web server looks for them.
    with app.app_context():
        export_sites(tmp_path)
    for path in (*shown(page), *shown(visit(anybody, f"/p/{NAME}/en").text)):
        assert (tmp_path / path.strip("/")).read_bytes() == visit(anybody, path).body
