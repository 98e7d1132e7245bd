"""An answer that is the same as long as the process lives: made when it is first asked for, packed once,
and not sent to who has it."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from threading import Lock

from flask import Response, request

from server.http.headers import packed, packing


class Written:
    """`make` gives the bytes, JSON."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make, self._lock = make, Lock()
        self._packed: dict[str, bytes] = {}

    def answer(self) -> Response:
        """The answer to the request of now. Its tag stands for what is in it, so it is weak: packed it
        is of other bytes."""
        coding = packing()
        with self._lock:  # many who ask at once wait for one
            tag = self._tag
            if coding not in self._packed:
                self._packed[coding] = packed(self._body, coding)
        answer = Response(self._packed[coding], mimetype="application/json")
        if coding:
            answer.headers["Content-Encoding"] = coding
        answer.headers["Cache-Control"] = "no-cache"
        answer.set_etag(tag, weak=True)
        answer.make_conditional(request)
        return answer

    @cached_property
    def _body(self) -> bytes:
        return self._make()

    @cached_property
    def _tag(self) -> str:
        return sha256(self._body).hexdigest()[:32]
