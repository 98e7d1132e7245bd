"""The API's own description, and whether answers keep to it."""

from typing import Any
from urllib.parse import quote

import jsonschema_rs
from flask import Flask, Response, request

from server.auth.permissions import shape_of

Operation = dict[str, Any]

_DOCUMENT = "urn:description"
_PART = "206"
"""A part of what 200 is the whole of (RFC 9110, 15.3.7)."""
_SCHEMA = ("content", "application/json", "schema")
PROBLEM = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


class Description:
    """What /api/openapi.json says, by route as the table of permissions names it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.paths = {
            shape_of(path.replace("{", "<").replace("}", ">")): path for path in document["paths"]
        }
        self.operations: dict[tuple[str, str], Operation] = {
            (shape, method.upper()): operation
            for shape, path in self.paths.items()
            for method, operation in document["paths"][path].items()
            if method in ("get", "post", "put", "patch", "delete")
        }
        # Of one document for all: a form by itself would hold a copy of everything that it may refer to.
        self._registry = jsonschema_rs.Registry([(_DOCUMENT, document)])
        self._forms: dict[tuple[str, str, int], Any] = {}

    def success(self, shape: str, method: str) -> int:
        """The one status that says that a route did what it was asked."""
        answers = self._answers(shape, method)
        (found,) = [each for each in answers if each.startswith(("2", "302")) and each != _PART]
        return int(found)

    def codes(self, shape: str, method: str) -> set[str]:
        """The problems that a route may answer with."""
        answers = self._answers(shape, method).values()
        said = [each["description"] for each in answers if each.get("content") == PROBLEM]
        return {code for text in said for code in text.split(", ")}

    def complaint(self, shape: str, method: str, status: int, code: str | None) -> str | None:
        """Nothing if a route may answer so."""
        answer = self._answers(shape, method).get(str(status))
        if answer is None:
            return f"{method} {shape} answers with {status}"
        if code is not None and code not in answer["description"].split(", "):
            return f"{method} {shape} answers with {status} {code}"
        return None

    def misfit(self, shape: str, method: str, answer: Response) -> str | None:
        """Nothing if the body has the form that the description gives it."""
        content = self._answers(shape, method).get(str(answer.status_code), {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None or not answer.is_json or answer.content_encoding:
            return None
        key = (shape, method, answer.status_code)
        if key not in self._forms:
            said = self.operations[shape, method]["responses"][str(answer.status_code)]
            status = str(answer.status_code)
            own = _pointer("paths", self.paths[shape], method.lower(), "responses", status)
            place = said.get("$ref", f"#{own}") + _pointer(*_SCHEMA)
            self._forms[key] = jsonschema_rs.validator_for(
                {"$ref": f"{_DOCUMENT}{place}"}, registry=self._registry
            )
        faults = [fault.message for fault in self._forms[key].iter_errors(answer.get_json())]
        return f"{method} {shape} {answer.status_code}: {faults[:2]}" if faults else None

    def _answers(self, shape: str, method: str) -> dict[str, Operation]:
        """With the parts that they share."""
        shared = self.document["components"]["responses"]
        return {
            status: {**shared.get(said.get("$ref", "").rpartition("/")[2], {}), **said}
            for status, said in self.operations[shape, method]["responses"].items()
        }


def _pointer(*names: str) -> str:
    """To a place in a document, as it stands in an address (RFC 6901, 6)."""
    return "".join(
        f"/{quote(name.replace('~', '~0').replace('/', '~1'), safe='~')}" for name in names
    )


def described(app: Flask) -> Description:
    """The description of an application."""
    found: Description | None = app.extensions.get("description")
    if found is None:
        api = app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
        found = app.extensions["description"] = Description(api.spec.to_dict())
    return found


def watch(app: Flask) -> None:
    """Notes from now on whatever the application answers and its description does not say."""
    app.extensions["undescribed"] = []

    def look(answer: Response) -> Response:
        if request.url_rule is not None and request.method != "OPTIONS":
            method = "GET" if request.method == "HEAD" else request.method
            problem = answer.get_json(silent=True) if answer.status_code >= 400 else None
            code = problem.get("code") if isinstance(problem, dict) else None
            shape = shape_of(request.url_rule.rule)
            said = described(app).complaint(shape, method, answer.status_code, code)
            form = described(app).misfit(shape, method, answer)
            undescribed(app).extend(each for each in (said, form) if each)
        return answer

    app.after_request(look)


def undescribed(app: Flask) -> list[str]:
    """The answers that a watched application gave and does not describe."""
    found: list[str] = app.extensions["undescribed"]
    return found
