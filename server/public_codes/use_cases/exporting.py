"""The register as files that any web server can answer with: plaques hang for ten years, longer than
this server may stand."""

from pathlib import Path

from sqlalchemy import select

from server.database.clock import today
from server.database.engine import db
from server.public_codes.tables import PublicCode
from server.public_codes.use_cases.destinations import address_of_page, record_of, state_of
from server.public_codes.use_cases.resolving import owner_of, page_of
from server.reports.csv import BYTE_ORDER_MARK, line
from sync.public_code import grouped

CSV, MAP = "codes.csv", "codes.map"
_HEAD = ("code", "purpose", "owner", "link", "from", "to", "state")


def export_codes(folder: Path) -> int:
    """Writes into a folder a CSV of all codes, a map for nginx from their addresses to their links, and their
    pages as `c/CODE/index.html`. What is there already is written over. Answers how many there are."""
    rows = list(db.session.scalars(select(PublicCode).order_by(PublicCode.code)))
    day = today()
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line(_HEAD)]
    for row in rows:
        said = (_link_of(row), row.first, row.last, state_of(row, day))
        lines.append(line((grouped(row.code), row.purpose, owner_of(row), *said)))
    (folder / CSV).write_text(BYTE_ORDER_MARK + "".join(lines), encoding="utf-8", newline="")
    # A file knows no days: what is to end leads on from its page alone, which says when.
    lasting = [row for row in rows if state_of(row, day) == "live" and row.last is None]
    text = "".join(
        f'"~*^/c/{row.code[:3]}-?{row.code[3:]}/?$" "{_link_of(row)}";\n' for row in lasting
    )
    (folder / MAP).write_text(text, encoding="utf-8")
    for row in rows:
        page, _ = page_of(row)
        for at in ("c", "C"):
            for name in (row.code, grouped(row.code)):
                place = folder / at / name
                place.mkdir(parents=True, exist_ok=True)
                (place / "index.html").write_text(page, encoding="utf-8")
    return len(rows)


def _link_of(row: PublicCode) -> str | None:
    if row.link is not None:
        return row.link
    found = record_of(row)
    return address_of_page(found.path) if found is not None and found.path is not None else None
