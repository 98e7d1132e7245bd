"""What the API's description says of every route beside its own answers: the problems that the
gate, the body and the server itself may answer with, and the pages of the app."""

from collections import defaultdict
from typing import Any

from apispec import APISpec, BasePlugin
from flask import Flask
from flask_smorest.spec.plugins import FlaskPlugin
from marshmallow.fields import Field
from marshmallow.validate import Regexp

from server.auth.current import ACTING
from server.auth.permissions import PHONES, is_of_whole_phone, who_may
from server.auth.principal import Kind
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
# Whatever is asked: a name of NUL or of another host, a failure, a busy or a full database.
_ALWAYS = ("not_found", "internal", "server_busy", "server_full")
_ACTING = {
    "in": "header",
    "name": ACTING,
    "schema": {"type": "string"},
    "description": (
        "The member who holds the phone that asks: its rights are then that person's alone, and "
        "none for who is not one of its people. Without it they are those of all its people, as long "
        "as the phone has never sent it, and none from then on."
    ),
}
_PROBLEM = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_WAIT = {"Retry-After": {"description": "seconds", "schema": {"type": "string"}}}
_ASKED_TO_WAIT = ("429", "503", "507")


class ProblemsPlugin(BasePlugin):
    """Puts every problem of an operation among its answers, with the codes as description."""

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
            for status, codes in by_status({*own, *given_to_all(path or "", method)}).items():
                # The health routes say in a form of their own that they fail.
                if status not in answers or status == "422":
                    answers[status] = {"description": ", ".join(codes), "content": _PROBLEM}
                    if status in _ASKED_TO_WAIT:
                        answers[status]["headers"] = _WAIT
            operation["responses"] = answers
            if _depends_on_who_acts(path or "", method):
                operation["parameters"] = [*operation.get("parameters", ()), _ACTING]


def _depends_on_who_acts(path: str, method: str) -> bool:
    """Whether a phone's people may do different things there. Syncing is the phone's own."""
    kinds = _kinds(path, method)
    return bool(kinds & PHONES) and not kinds >= PHONES


def _has_to_name(kinds: frozenset[Kind]) -> bool:
    """Whether a phone that does not say who holds it, though it has to, is let in nowhere there."""
    return bool(kinds & PHONES) and Kind.WAITING not in kinds


def _kinds(path: str, method: str) -> frozenset[Kind]:
    return who_may(_rule(path), method.upper())


def _rule(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")


def given_to_all(path: str, method: str) -> set[str]:
    """The codes of problems that a route may answer with because of where it stands in the table
    of permissions, and because it writes."""
    kinds = _kinds(path, method)
    codes = set(_ALWAYS)
    if method != "get":
        codes |= {"cross_site", "unsupported_media_type"}
    if Kind.NOBODY not in kinds:
        codes |= {"unauthenticated", "sign_in_unfinished"}
    if kinds == PHONES:
        codes.add("renewal_waits")
    if Kind.REVOKED not in kinds:
        codes.add("device_revoked")
    if not kinds >= set(Kind) - {Kind.NOBODY, Kind.REVOKED}:
        codes.add("wrong_role")
        if _has_to_name(kinds) and not is_of_whole_phone(_rule(path), method.upper()):
            codes.add("acting_member_required")
    return codes


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
