"""The blueprint of every group's routes: flask-smorest with strict bodies and our problems."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from server.bodies import StrictParser
from server.errors import answer_http_error
from sync.problems import PROBLEMS

# What the gate (server/identity/gate.py) may answer before a route is reached.
READING = ("unauthenticated", "wrong_role", "device_revoked")
WRITING = (*READING, "cross_site", "unsupported_media_type")

View = TypeVar("View", bound=Callable[..., Any])


class SentenceSchema(Schema):
    """A sentence for a person, in both languages."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class ProblemSchema(Schema):
    """What every answer with a status of 400 or more looks like."""

    code = fields.String(required=True, metadata={"description": "stable; see sync/problems.py"})
    status = fields.Integer(required=True)
    message = fields.Nested(SentenceSchema, required=True)
    details = fields.Dict(required=True)


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """A group's routes under /api."""

    ARGUMENTS_PARSER = StrictParser()

    def problems(self, *codes: str) -> Callable[[View], View]:
        """Decorator: names the problems that a route answers with, for the API's description."""
        by_status: dict[int, list[str]] = defaultdict(list)
        for code in codes:
            by_status[PROBLEMS[code].status].append(code)

        def decorate(view: View) -> View:
            for status, names in by_status.items():
                text = ", ".join(names)
                view = self.alt_response(status, schema=ProblemSchema, description=text)(view)
            return view

        return decorate


class ProblemApi(Api):  # type: ignore[misc]
    """The API and its description, with problems for errors."""

    ERROR_SCHEMA = ProblemSchema

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Leaves the writing of errors to the one place that does it."""
        return answer_http_error(error)
