"""The register as files that any web server can answer with: plaques hang for ten years, longer than
this server may stand."""

import csv
from pathlib import Path

from sqlalchemy import select

from server.database.clock import today
from server.database.engine import db
from server.public_codes.tables import PublicCode
from server.public_codes.use_cases.register import state_of
from server.public_codes.use_cases.resolving import owner_of, page_of
from sync.public_code import grouped

CSV, MAP = "codes.csv", "codes.map"


def export_codes(folder: Path) -> int:
    """Writes into a folder a CSV of all codes, a map for nginx from their addresses to their links, and their
    pages as `c/CODE/index.html`. What is there already is written over. Answers how many there are."""
    rows = list(db.session.scalars(select(PublicCode).order_by(PublicCode.code)))
    day = today()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / CSV).open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["code", "purpose", "owner", "link", "from", "to", "state"])
        for row in rows:
            said = (row.link, row.first, row.last, state_of(row, day))
            lines.writerow([grouped(row.code), row.purpose, owner_of(row), *said])
    live = [row for row in rows if state_of(row, day) == "live"]
    text = "".join(f'"~*^/c/{row.code}/?$" "{row.link}";\n' for row in live)
    (folder / MAP).write_text(text, encoding="utf-8")
    for row in rows:
        page, _ = page_of(row)
        for name in ("c", "C"):
            place = folder / name / row.code
            place.mkdir(parents=True, exist_ok=True)
            (place / "index.html").write_text(page, encoding="utf-8")
    return len(rows)
