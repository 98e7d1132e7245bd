"""Requests that nobody thought of, made from the description of the API by Schemathesis and sent as
everybody whom the route lets in, one of them as the others too: right ones about what there is and
what there is not, and wrong ones. None ends in a failure, and no answer lies outside the description:
status, type, headers, shape and code."""

import contextlib
from collections.abc import Iterable
from typing import Any, cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import hypothesis.strategies as st
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.auth.permissions import PERMISSIONS
from server.auth.principal import Kind
from tests.described import described, undescribed
from tests.server.matrix.cast import Role
from tests.server.matrix.conftest import Stage
from tests.server.matrix.places import Target

EXAMPLES = 2
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# What a generated name stands for, where there is something of the sort.
MEANT = {
    "team_id": "team",
    "unit_id": "unit2",
    "member_id": "member",
    "device_id": "device",
    "account_id": "account",
    "invitation_id": "invitation",
    "session_id": "session",
    "item_id": "item",
    "parent": "unit",
    "short_code": "short",
    **{name: name for name in ("unit", "team", "member", "device", "code", "login")},
}

HEADERS = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"}

repeatable = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def aim(case: Any, target: Target) -> None:
    """Lets a right request mean something that there is, or at least look so."""
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            for name in part.keys() & MEANT.keys():
                part[name] = getattr(target, MEANT[name])


def send(stage: Stage, case: Any, roles: Iterable[Role]) -> None:
    """As all of these, each time from the town as it was built on."""
    for role in roles:
        answer = case.call(headers=HEADERS, cookies=role.cookies)
        if Kind.NOBODY not in role.kinds:
            assert b'"code":"unauthenticated"' not in answer.content
        case.validate_response(answer, checks=CHECKS)
    stage.changed()
    assert undescribed(stage.app) == []


def closing(app: Flask) -> WSGIApplication:
    """It, but each answer is read and closed as a server does: Schemathesis leaves that to chance, and a
    download is a file."""

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        answer = app(environ, start_response)
        with contextlib.closing(cast("Any", answer)):
            return list(answer)

    return respond


def operation_of(app: Flask, shape: str, method: str) -> Any:
    schema = app.extensions.setdefault("schemathesis", None) or schemathesis.openapi.from_wsgi(
        "/api/openapi.json", closing(app)
    )
    app.extensions["schemathesis"] = schema
    return schema[described(app).paths[shape]][method]


def can_be_wrong(operation: Any) -> bool:
    """Whether not everything is right: as a word in an address anything is, and as a file."""
    words = [each.definition["schema"] for each in operation.path_parameters]
    is_form = any(each.media_type == "application/json" for each in operation.body)
    return bool(is_form or operation.query) or any("format" in each for each in words)


@pytest.mark.parametrize("route", PERMISSIONS, ids=" ".join)
def test_no_request_is_answered_outside_the_description(
    stage: Stage, route: tuple[str, str]
) -> None:
    operation = operation_of(stage.app, *route)
    targets = [each for role in stage.roles for each in stage.targets(role).values()]
    # Nobody says here who holds the phone: all of a shared one send the same.
    roles = list({role.cookie: role for role in stage.roles}.values())
    # The gate turns the others away and looks at nothing else: once each will do.
    let_in = [role for role in roles if role.kinds & PERMISSIONS[route]]
    turned_away = [role for role in roles if role not in let_in]
    # Nor does what is wrong depend on whose it is: once of each kind.
    of_each_kind = list({frozenset(role.kinds): role for role in let_in}.values())

    @repeatable
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), st.sampled_from(targets))
    def right(case: Any, target: Target) -> None:
        aim(case, target)
        send(stage, case, [*let_in, *turned_away])
        turned_away.clear()

    @repeatable
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def wrong(case: Any) -> None:
        send(stage, case, of_each_kind)

    right()
    if can_be_wrong(operation):
        wrong()
