"""The lines of the request log that a test has caused."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask

from server.http.request_log import EXTENSION

Line = dict[str, Any]


@contextmanager
def request_log(app: Flask, wanted: str = "on") -> Iterator[None]:
    """Turns the log of an application on, which the tests else do without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.extensions[EXTENSION], "_wanted", wanted)
        yield


def parsed(text: str) -> list[Line]:
    """The lines of requests among all that was written."""
    lines = [json.loads(each) for each in text.splitlines() if each.startswith("{")]
    return [each for each in lines if each.get("event") == "request"]
