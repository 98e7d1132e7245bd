"""Loading the guides that come with the server."""

from pathlib import Path
from typing import Any

from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from server.guides import store
from server.guides.files import CONTENT, DATA, read_guides
from server.guides.tables import GuideVersion
from server.guides.use_cases.publishing import content_of, publish
from server.records.writer import writing
from sync.channel import CATALOGUE


def import_guides(file: Path = DATA) -> tuple[int, int]:
    """Loads a file of guides: (how many, how many of them new or changed). A guide that somebody
    wrote by hand stands above every file, and one that a file does not name stays. Raises ValueError
    for a file that cannot be read. Commits."""
    guides = read_guides(file)
    with writing(db.session, len(guides)) as writer:
        known = {row.code: row for row in store.current(db.session)}
        changed = [guide for guide in guides if _is_news(guide, known.get(guide["code"]))]
        for guide in changed:
            last = known.get(guide["code"])
            row = GuideVersion(
                code=guide["code"],
                version=last.version + 1 if last else 1,
                written_at=writer.moment,
                written_by=None,
                **{name: guide[name] for name in CONTENT},
            )
            store.add_version(db.session, row)
            publish(writer, row)
        details = {"guides": len(guides), "changed": len(changed)}
        record_audit(db.session, SYSTEM, "guides_imported", ("catalogue", CATALOGUE), details)
    db.session.commit()
    return len(guides), len(changed)


def _is_news(guide: dict[str, Any], last: GuideVersion | None) -> bool:
    if last is None:
        return True
    return last.written_by is None and content_of(last) != {name: guide[name] for name in CONTENT}
