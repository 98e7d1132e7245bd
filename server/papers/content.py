"""What a paper holds, read out of a file that an account has sent."""

from dataclasses import dataclass, field
from hashlib import sha256

import orjson
from sqlalchemy.orm import Session

from server.auth.principal import Principal
from server.database.clock import now
from server.database.engine import db, only_reading
from server.files.blob_store import blob_store
from server.files.store import Sender, file_type, put_file, put_sender, wait_for_files
from server.files.use_cases.receiving import check_room, missing_blobs
from server.http.file_names import slug
from server.papers.public_pages import render_text
from server.papers.tables import Paper, PaperVersion
from server.parsing.reading import read_paper
from sync.problems import PROBLEMS, ProblemError

_PDF, _PICTURE = "application/pdf", "image/webp"
_ENDINGS = {
    _PDF: "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "image/jpeg": "jpg",
    "image/webp": "webp",
}


@dataclass
class Content:
    """A file by its hash, the text in it as JSON and as HTML, and pictures of its pages where it has none."""

    file: str
    type: str
    size: int
    text: str | None
    html: str | None = None
    pages: list[bytes] = field(default_factory=list)
    pages_in_all: int = 0


def read_content(principal: Principal, sha: str) -> Content:
    """What a file holds that the account has sent. Takes up to half a minute, and writes nothing. Raises
    blob_missing, file_refused for a recording, and server_busy while another one is read."""
    with only_reading():
        known = file_type(db.session, sha)
        if known is None or missing_blobs(principal, [sha]):
            raise ProblemError(PROBLEMS["blob_missing"])
        if known not in _ENDINGS:
            raise ProblemError(PROBLEMS["file_refused"])
        file = blob_store(db.session).open(sha)
        if file is None:
            raise ProblemError(PROBLEMS["blob_missing"])
        with file:
            data = file.read()
    # What could not be read at all is offered as it was sent (PROTOCOL 5.13.8): nobody knows how long it is.
    paper = read_paper(data, known)
    if paper is None:
        return Content(sha, known, len(data), None)
    text = orjson.dumps(paper.blocks).decode() if paper.blocks else None
    html = render_text(text) if text else None  # here, where no other push waits for the sync clock
    return Content(sha, known, len(data), text, html, paper.pictures, paper.pages or 0)


def make_version(session: Session, paper: Paper, content: Content, by: str) -> PaperVersion:
    """The version of a paper that holds this; pictures of pages are files of the paper's unit. Raises quota_full,
    and blob_missing for a file that was deleted meanwhile."""
    pages = [{"sha": sha256(data).hexdigest(), "bytes": len(data)} for data in content.pages]
    wait_for_files(session, {content.file, *(str(page["sha"]) for page in pages)})
    if not blob_store(session).sizes([content.file]):
        raise ProblemError(PROBLEMS["blob_missing"])
    check_room(paper.unit_id, sum(map(len, content.pages)))
    for data in content.pages:
        _keep_picture(session, paper, data)
    if content.type.startswith("image/"):
        pages = [{"sha": content.file, "bytes": content.size}]
    ending = _ENDINGS.get(content.type, "bin")
    return PaperVersion(
        paper_id=paper.id,
        version=paper.version,
        file=content.file,
        type=content.type,
        name=f"{slug(paper.title)[:80] or 'tai-lieu'}.{ending}",
        bytes=content.size,
        text=content.text,
        html=content.html,
        pages=pages,
        pages_in_all=content.pages_in_all,
        set_by=by,
        set_at=now(),
    )


def _keep_picture(session: Session, paper: Paper, data: bytes) -> None:
    sha = sha256(data).hexdigest()
    blob_store(session).write(sha, [data])
    put_file(session, sha, _PICTURE, len(data), now())
    put_sender(session, Sender("paper", paper.id), sha, paper.unit_id, now())
