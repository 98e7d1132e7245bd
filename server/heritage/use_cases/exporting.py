"""The public pages as files that any web server can answer with: plaques hang longer than a server may stand."""

from pathlib import Path

from server.database.engine import db
from server.files.blob_store import blob_store
from server.heritage import store
from server.heritage.page_files import REGISTER, WORKER
from server.heritage.tables import HeritageSiteVersion
from server.heritage.use_cases.files import public_media
from server.heritage.use_cases.reading import page_of, sites_page
from server.heritage.words import DRAWINGS, drawing


def export_sites(folder: Path) -> int:
    """Writes into a folder `p/index.html`, of each site that is or was public `p/NAME/index.html` and, where that
    was written, `p/NAME/en/index.html`, their pictures and recordings, the drawings, and what keeps a visited page on a phone. What is there
    already is written over. Answers how many sites there are."""
    rows = store.public_sites(db.session)
    base = folder / "p"
    _write(base, sites_page())
    for row in rows:
        page, _ = page_of(row, "vi")
        _write(base / row.name, page)
        live = store.version(db.session, row.id, row.live) if row.live is not None else None
        if live is not None:
            _write_files(base, live)
        if live is not None and live.content["english"] is not None:
            english, _ = page_of(row, "en")
            _write(base / row.name / "en", english)
    (base / "drawings").mkdir(exist_ok=True)
    for name in DRAWINGS:
        (base / "drawings" / f"{name}.svg").write_bytes(drawing(name) or b"")
    (base / "sw.js").write_text(WORKER, encoding="utf-8")
    (base / "register.js").write_text(REGISTER, encoding="utf-8")
    return len(rows)


def _write_files(base: Path, version: HeritageSiteVersion) -> None:
    """The files that a page shows, where it says they are."""
    media = public_media(version)
    shown = [address for picture in media.pictures for _, address in picture.files]
    shown += [sound.address for sound in media.sounds.values() if sound.address]
    for address in shown:
        target = base / address.removeprefix("/p/")
        target.parent.mkdir(exist_ok=True)
        file = blob_store(db.session).open(target.stem)
        if file is not None:
            with file:
                target.write_bytes(file.read())


def _write(folder: Path, page: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page, encoding="utf-8")
