"""A guide as phones get it: a record of the channel that every phone reads (PROTOCOL 4.9)."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from server.guides.files import CONTENT, published_fields
from server.guides.tables import GuideVersion
from server.records.writer import Writer
from sync.channel import CATALOGUE


def publish(writer: Writer, row: GuideVersion) -> None:
    """Sends a writing to every phone, in the place of the one before."""
    fields = published_fields({"code": row.code, "version": row.version, **content_of(row)})
    writer.put("guide", str(uuid5(NAMESPACE_URL, f"tungngo:guide:{row.code}")), CATALOGUE, fields)


def content_of(row: GuideVersion) -> dict[str, Any]:
    """What a writing set."""
    return {name: getattr(row, name) for name in CONTENT}
