"""Files over HTTP."""

import re
from typing import Any
from urllib.parse import quote

from flask import Response, request

from server.auth.current import current_principal
from server.files import schemas
from server.files.readers import FileAnswer
from server.files.use_cases import reading, receiving
from server.http.blueprint import ApiBlueprint
from server.http.byte_range import PART, answer_range
from server.http.file_names import slug
from server.http.json_body import read_body
from sync.problems import PROBLEMS, ProblemError

blueprint = ApiBlueprint("files", __name__, description="Photos and papers")
_REFUSED = ("blob_damaged", "photo_has_metadata", "file_refused", "quota_full", "body_too_large")
_SHA = re.compile(r"[0-9a-f]{64}")
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": _BYTES}}}
_HERE = {"description": "Bytes of the file that are here", "schema": {"type": "integer"}}
_NEVER_CHANGES = "private, max-age=31536000, immutable"


@blueprint.get("/api/blobs/<string:sha>")
@blueprint.response(
    200, {"type": "string", "format": "binary"}, content_type="application/octet-stream"
)
@blueprint.alt_response(206, **PART)
@blueprint.problems("blob_missing")
def get_blob(sha: str) -> Response:
    """A file, for who may read a record that names it. HEAD tells the account that sends it how many of its bytes
    are here (Upload-Offset) of how many (Upload-Length)."""
    if request.method == "HEAD":
        return _told(
            Response(status=200), *receiving.received_bytes(current_principal(), _sha(sha))
        )
    how, file = reading.read_file(current_principal(), _sha(sha))
    answer = answer_range(file, how.type)
    answer.headers["Cache-Control"] = _NEVER_CHANGES
    answer.headers["Content-Disposition"] = _disposition(how)
    return answer


@blueprint.put("/api/blobs/<string:sha>")
@blueprint.doc(**_BODY)
@blueprint.response(204, headers={"Upload-Offset": _HERE})
@blueprint.problems(*_REFUSED)
def put_blob(sha: str) -> Response:
    """Takes a whole file of at most 256 KiB."""
    length = receiving.receive_whole(current_principal(), _sha(sha), read_body(request))
    return _told(Response(status=204), length)


@blueprint.patch("/api/blobs/<string:sha>")
@blueprint.doc(**_BODY)
@blueprint.arguments(schemas.PieceHeadersSchema, location="headers")
@blueprint.response(204, headers={"Upload-Offset": _HERE})
@blueprint.problems(*_REFUSED, "wrong_offset")
def patch_blob(said: dict[str, Any], sha: str) -> Response:
    """Takes the next piece of a file, of at most 256 KiB; with the last one the file is here."""
    data = read_body(request)
    here = receiving.receive_piece(
        current_principal(), _sha(sha), said["offset"], said["length"], data
    )
    return _told(Response(status=204), here)


@blueprint.post("/api/blobs/have")
@blueprint.arguments(schemas.BlobsToAskSchema)
@blueprint.response(200, schemas.BlobsMissingSchema)
def post_have(given: dict[str, Any]) -> dict[str, Any]:
    """Which of these files the server does not have from the account; files of others count as missing."""
    return {"missing": receiving.missing_blobs(current_principal(), given["blobs"])}


def _sha(text: str) -> str:
    if not _SHA.fullmatch(text):
        raise ProblemError(PROBLEMS["not_found"])
    return text


def _told(answer: Response, here: int, length: int | None = None) -> Response:
    answer.headers["Upload-Offset"] = str(here)
    if length is not None:
        answer.headers["Upload-Length"] = str(length)
    return answer


def _disposition(how: FileAnswer) -> str:
    """With the name as RFC 6266 has it, once more in plain letters for programs that know no others."""
    stem, dot, ending = how.name.rpartition(".")
    plain = f"{slug(stem) or 'tep'}.{slug(ending)}" if dot else slug(how.name) or "tep"
    sort = "inline" if how.inline else "attachment"
    return f"{sort}; filename=\"{plain}\"; filename*=UTF-8''{quote(how.name, safe='')}"
