"""Giving a file to who may read a record that names it (PROTOCOL 5.13.5)."""

from typing import IO

from server.auth.principal import Principal
from server.database.engine import db
from server.files.blob_store import blob_store
from server.files.readers import FileAnswer, find_answer
from sync.problems import PROBLEMS, ProblemError


def read_file(principal: Principal, sha: str) -> tuple[FileAnswer, IO[bytes]]:
    """How the file is answered, and its bytes, which whoever asked closes. Raises not_found, also for a file
    that is there, and blob_missing for one that is named and whose bytes are not."""
    answer = find_answer(db.session, principal, sha)
    if answer is None:
        raise ProblemError(PROBLEMS["not_found"])
    file = blob_store(db.session).open(sha)
    if file is None:
        raise ProblemError(PROBLEMS["blob_missing"])
    return answer, file
