"""What the API's description says of every route beside its own answers: the problems that the
gate, the body and the server itself may answer with, and the pages of the app."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from apispec import APISpec, BasePlugin
from flask import Flask
from flask_smorest.spec.plugins import FlaskPlugin
from marshmallow.fields import Field
from marshmallow.validate import Regexp

from server.http.etag import TAGGED
from sync.problems import PROBLEMS

Operation = dict[str, Any]

NAMED = "x-problems"
"""Under this name an operation carries its codes until they are put among its answers."""

ELSEWHERE = (
    "Every answer with a status of 400 or more is a Problem; the answers of a route name the codes "
    "that it may have. Another method than those described is answered with 405 "
    "method_not_allowed, another address with 404 not_found. A request that changes something says "
    "where it comes from, as browsers do by themselves: Sec-Fetch-Site is same-origin or none, or "
    "without that header Origin is the address of this server; else it is answered with 403 "
    "cross_site. A body says its length; else it is answered with 411."
)
_PROBLEM: Operation = {
    "description": "What went wrong.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_WAIT = {"Retry-After": {"description": "seconds", "schema": {"type": "string"}}}
_RESPONSES = {"Problem": _PROBLEM, "ProblemForNow": {**_PROBLEM, "headers": _WAIT}}
_ASKED_TO_WAIT = ("429", "503", "507")


class Guard(NamedTuple):
    """What the description is told of the guard that every request passes, by path and method: the
    codes of the problems that it may answer with, and the headers that it reads."""

    problems: Callable[[str, str], set[str]]
    headers: Callable[[str, str], list[Operation]]


class ProblemsPlugin(BasePlugin):
    """Puts every problem of an operation among its answers, with the codes as description."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def init_spec(self, spec: APISpec) -> None:
        """Called by apispec once; the operations refer to these responses."""
        for name, response in _RESPONSES.items():
            spec.components.response(name, response)

    def operation_helper(
        self,
        path: str | None = None,
        operations: dict[str, Operation] | None = None,
        **_: Any,
    ) -> None:
        """Called by apispec for every path before it is written."""
        for method, operation in (operations or {}).items():
            own = operation.pop(NAMED, ())
            answers = {str(status): said for status, said in operation["responses"].items()}
            for status, codes in by_status(
                {*own, *self._guard.problems(path or "", method)}
            ).items():
                # The health routes say in a form of their own that they fail.
                if status not in answers or status == "422":
                    name = "ProblemForNow" if status in _ASKED_TO_WAIT else "Problem"
                    reference = f"#/components/responses/{name}"
                    answers[status] = {"$ref": reference, "description": ", ".join(codes)}
            operation["responses"] = answers
            if headers := self._guard.headers(path or "", method):
                operation["parameters"] = [*operation.get("parameters", ()), *headers]


def by_status(codes: set[str]) -> dict[str, list[str]]:
    """The codes in the order of the register, by the HTTP status that they are sent with."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, problem in PROBLEMS.items():
        if code in codes:
            found[str(problem.status)].append(code)
    return found


def describe_rest(app: Flask, spec: APISpec) -> None:
    """Adds the routes that no group of the API has: this description, and the pages."""
    described = spec.to_dict()["paths"]
    for rule in app.url_map.iter_rules():
        if FlaskPlugin.flaskpath2openapi(rule.rule) in described:
            continue
        is_page = not rule.rule.startswith("/api/")
        content: Operation = {"text/html" if is_page else "application/json": {"schema": {}}}
        said: Operation = {"200": {"description": "OK", "content": content}}
        if not is_page:
            said["200"]["headers"] = TAGGED
            said["304"] = {"description": "The asker has this answer", "headers": TAGGED}
        summary = "The page that starts the app." if is_page else "This description."
        spec.path(rule=rule, operations={"get": {"summary": summary, "responses": said}})


def ecma_pattern(_converter: object, field: Field[Any], **_: Any) -> dict[str, str]:
    """A pattern as JSON Schema reads it: there `$` is the very end only, as `\\Z` is in Python."""
    for each in field.validators:
        if isinstance(each, Regexp):
            return {"pattern": str(each.regex.pattern).replace("\\Z", "$")}
    return {}
