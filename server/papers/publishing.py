"""What phones see of a paper."""

from typing import Any

from server.database.clock import today
from server.papers.store import Held
from server.records.writer import Writer
from server.sync.store import grants
from sync import channel

KIND = "document"


def channel_of(held: Held) -> str:
    """In which channel a paper stands: its activity's, or its unit's."""
    paper = held.paper
    return channel.activity(paper.activity_id) if paper.activity_id else channel.unit(paper.unit_id)


def publish_paper(writer: Writer, held: Held) -> None:
    """Writes the row of a paper into its channel, as the tables have it by now. A unit's channel is that of
    all teams below it from its first paper on."""
    paper = held.paper
    fields = {
        "activity": paper.activity_id,
        "title": paper.title,
        "paper_kind": paper.kind,
        "number": paper.number,
        "issued": paper.issued,
        "issuer": paper.issuer,
        "version": paper.version,
        "files": files_of(held),
        "opens": paper.opens.isoformat(timespec="seconds") if paper.opens else None,
        "ends": paper.ends,
        "readers": paper.readers,
        "status": "withdrawn" if paper.withdrawn_at else "live",
    }
    own = channel_of(held)
    writer.put(KIND, paper.id, own, fields)
    if paper.activity_id is None:
        grants.put_grants(writer.session, own, [paper.unit_id], today(), None)


def files_of(held: Held) -> list[dict[str, Any]]:
    """What there is to read: text, pictures of pages, and the file, each with its bytes."""
    version = held.version
    found: list[dict[str, Any]] = []
    if version.text is not None:
        found.append({"as": "text", "bytes": len(version.text.encode())})
    if version.pages:
        whole = sum(page["bytes"] for page in version.pages)
        of = max(version.pages_in_all, len(version.pages))
        found.append({"as": "pages", "bytes": whole, "pages": version.pages, "of": of})
    original = {"sha": version.file, "type": version.type, "name": version.name}
    return [*found, {"as": "original", "bytes": version.bytes, **original}]
