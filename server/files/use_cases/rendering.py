"""Smaller pictures of a stored one, for pages that anybody may open: made once, and files of their own from
then on (PROTOCOL 5.13.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from server.database.clock import now
from server.database.engine import db
from server.files import store
from server.files.blob_store import blob_store
from server.files.tables import FileRendition
from server.parsing.reading import Rendition, render_picture


@dataclass(frozen=True)
class Size:
    """How wide a picture is wanted, in pixels, and of how many bytes at most."""

    width: int
    most_bytes: int


LEAD = Size(1_280, 90_000)
"""The picture above a page, and those within."""


@dataclass(frozen=True)
class Rendered:
    """A file that is a smaller picture: `wanted` is the width that was asked for."""

    sha: str
    type: str
    wanted: int
    width: int
    height: int


def make_renditions(source: str, sizes: Sequence[Size]) -> list[Rendered] | None:
    """An AVIF and a JPEG of each size of a stored picture. Those that there are already are taken; else all are
    made, which takes seconds, and kept with a commit. Call it outside of a transaction: what was begun is taken
    back. None for a file that is not here or is no picture that can be made so small. Raises server_busy."""
    found = _known(source, sizes)
    if found is not None:
        return found
    file = blob_store(db.session).open(source)
    db.session.rollback()
    if file is None:
        return None
    with file:
        made = render_picture(file.read(), [(size.width, size.most_bytes) for size in sizes])
    if made is None:
        return None
    most = {size.width: size.most_bytes for size in sizes}
    store.wait_for_files(db.session(), [source, *(sha256(each.data).hexdigest() for each in made)])
    if not store.has_row(db.session, source):
        db.session.rollback()
        return None
    kept = [_keep(source, each, most[each.wanted]) for each in made]
    db.session.commit()
    return kept


def _known(source: str, sizes: Sequence[Size]) -> list[Rendered] | None:
    """Those that are here, None where one is missing."""
    rows = {
        (row.wanted, row.most_bytes, row.type): row
        for row in store.renditions_of(db.session, source)
    }
    types = sorted({kind for _, _, kind in rows})
    wanted = [rows.get((size.width, size.most_bytes, kind)) for size in sizes for kind in types]
    found = [row for row in wanted if row is not None]
    there = blob_store(db.session).sizes([row.sha for row in found])
    if not types or len(found) < len(wanted) or any(row.sha not in there for row in found):
        return None
    return [_rendered(row) for row in found]


def _keep(source: str, made: Rendition, most_bytes: int) -> Rendered:
    sha = sha256(made.data).hexdigest()
    blob_store(db.session).write(sha, [made.data])
    store.put_file(db.session, sha, made.type, len(made.data), now())
    row: dict[str, str | int] = {"source": source, "wanted": made.wanted, "type": made.type}
    row |= {"sha": sha, "width": made.width, "height": made.height, "most_bytes": most_bytes}
    store.put_rendition(db.session, row)
    return Rendered(sha, made.type, made.wanted, made.width, made.height)


def _rendered(row: FileRendition) -> Rendered:
    return Rendered(row.sha, row.type, row.wanted, row.width, row.height)
