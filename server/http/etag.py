"""Not sending, and not even working out, a second time what the asker already has."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import orjson
from flask import Flask, Response, current_app, request

from server.database.clock import today
from server.database.query_cache import Version, cached

TAGGED = {"ETag": {"required": True, "schema": {"type": "string"}}}
"""The header of every such answer, for the API's description."""


class DatabaseState(NamedTuple):
    """Where all rows stand that an answer may follow from: `parts` are the same as long as all of them
    are. Unless it `is_settled` they say nothing. `version` is that of what the query cache keeps."""

    parts: tuple[Any, ...]
    is_settled: bool
    version: Version


def install_etags(app: Flask, read_state: Callable[[bool], DatabaseState]) -> None:
    """`read_state` is asked for the state of the rows, with what phones told of themselves or without."""
    app.extensions[_STATE] = read_state


_STATE = "database_state"


def conditional_response(
    asker: str, make: Callable[[], dict[str, Any]], *, of_phones: bool = False
) -> Response:
    """The answer that `make` gives, 304 without a body if the asker names its tag. It must follow from
    nothing but who asks for what, the rows of the database and the day; from what phones told of
    themselves only with `of_phones`. A moment "as_of" in it is not compared. It has the form of the
    route's schema already, and is spelled as it is: to let the schema look at each of thousands of
    rows costs more than all the rest. The tag has two parts. One stands for all that the answer
    follows from: while that is the same nothing is worked out. The other stands for what is in it:
    that is the same more often."""
    known = request.if_none_match.as_set(include_weak=True)
    basis, version = _basis(asker, of_phones)
    for tag in known:
        if tag.partition("-")[0] == basis:
            return _unchanged(tag)
    with cached(version):
        answer = make()
    content = _hash(orjson.dumps(_without_moments(answer)))
    tag = f"{basis}-{content}"
    if any(each.partition("-")[2] == content for each in known):
        return _unchanged(tag)
    told = Response(orjson.dumps(answer), mimetype="application/json")
    told.set_etag(tag, weak=True)
    return told


def _unchanged(tag: str) -> Response:
    # It has no body; but what is kept of the one that it stands for gets its headers.
    answer = Response(status=304, mimetype="application/json")
    answer.set_etag(tag, weak=True)
    return answer


def _basis(asker: str, of_phones: bool) -> tuple[str, Version]:
    """All that an answer follows from, and the version of what is cached."""
    state: DatabaseState = current_app.extensions[_STATE](of_phones)
    if not state.is_settled:
        return uuid4().hex, state.version
    parts = [asker, request.full_path, today(), _code(), *state.parts]
    return _hash(orjson.dumps(parts)), state.version


@cache
def _code() -> str:
    """What this program is: after an update it may answer otherwise."""
    here = Path(__file__).parents[1]
    return fingerprint(here, here.parent / "sync")


def fingerprint(*folders: Path) -> str:
    """A hash of the sources in these folders: code, data and templates. Their times say nothing: in an
    image they are often all the same."""
    kinds = ("*.py", "*.json", "*.html")
    files = sorted(file for folder in folders for kind in kinds for file in folder.rglob(kind))
    return _hash(b"".join(file.read_bytes() for file in files))


def _without_moments(answer: Any) -> Any:
    if isinstance(answer, dict):
        pairs = answer.items()
        return {name: _without_moments(each) for name, each in pairs if name != "as_of"}
    return answer


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:32]
