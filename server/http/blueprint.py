"""The blueprint of every group's routes: flask-smorest with strict bodies and our problems."""

from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from typing import Any, TypeVar

from flask import Flask, Response, json
from flask_smorest import Api, Blueprint
from marshmallow import fields
from werkzeug.exceptions import HTTPException

from server.http.cached_response import Written
from server.http.errors import answer_http_error
from server.http.json_body import StrictParser
from server.http.openapi import (
    ELSEWHERE,
    NAMED,
    Guard,
    ProblemsPlugin,
    describe_rest,
    ecma_pattern,
)
from server.http.results import schema_of
from server.http.schema import Schema
from sync.problems import PROBLEMS

View = TypeVar("View", bound=Callable[..., Any])


class SentenceSchema(Schema):
    """A sentence for a person, in both languages."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class ProblemSchema(Schema):
    """What every answer with a status of 400 or more looks like."""

    code = fields.String(required=True, metadata={"description": "stable; see sync/problems.json"})
    status = fields.Integer(required=True)
    message = fields.Nested(SentenceSchema, required=True)
    details = fields.Dict(required=True)


def naming_problems(codes: Iterable[str]) -> Callable[[View], View]:
    """Decorator of a view: names problems that it may answer with."""

    def decorate(view: View) -> View:
        doc = view.__dict__.setdefault("_apidoc", {}).setdefault("manual_doc", {})
        doc[NAMED] = [*doc.get(NAMED, ()), *codes]
        return view

    return decorate


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """A group's routes under /api."""

    ARGUMENTS_PARSER = StrictParser()

    def problems(self, *codes: str) -> Callable[[View], View]:
        """Decorator: names the problems that are a route's own, for the API's description. Those
        of the gate, the body and the server itself are added by server/http/openapi.py."""
        return naming_problems([PROBLEMS[code].code for code in codes])

    def response(self, status: int, schema: Any = None, **more: Any) -> Any:
        """Decorator: flask-smorest's, which also takes the dataclass that the view returns."""
        written = schema_of(schema) if isinstance(schema, type) and is_dataclass(schema) else schema
        return super().response(status, written, **more)

    def arguments(self, schema: Any, *, location: str = "json", **more: Any) -> Any:
        """Decorator: flask-smorest's, which also names what may be wrong with what is sent."""
        is_body = location == "json"
        codes = self.ARGUMENTS_PARSER.BODY_PROBLEMS if is_body else ["invalid_shape"]
        parsed = super().arguments(schema, location=location, **more)

        def decorate(view: View) -> Any:
            return parsed(naming_problems(codes)(view))

        return decorate


class ProblemApi(Api):  # type: ignore[misc]
    """The API and its description, with problems for errors."""

    ERROR_SCHEMA = ProblemSchema
    # Every answer is described by its own status.
    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask, guard: Guard) -> None:
        about = {"extra_plugins": [ProblemsPlugin(guard)], "info": {"description": ELSEWHERE}}
        super().__init__(app, spec_kwargs=about)
        self.ma_plugin.converter.add_attribute_function(ecma_pattern)
        self._written = Written(self._write)

    def describe_rest(self) -> None:
        """Call it after the last route is registered."""
        describe_rest(self._app, self.spec)

    def _write(self) -> bytes:
        return json.dumps(self.spec.to_dict(), indent=2, sort_keys=False).encode()

    def _openapi_json(self) -> Response:
        """The description, which is the same as long as the process lives."""
        return self._written.answer()

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Leaves the writing of errors to the one place that does it."""
        return answer_http_error(error)
