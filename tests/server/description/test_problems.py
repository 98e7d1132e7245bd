"""The description is complete: every route, every status, every problem."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from server.auth.openapi import problems_of_guard
from server.auth.permissions import shape_of
from server.http.json_body import StrictParser
from server.sync.decoding import SyncParser
from sync.problems import PROBLEMS
from tests.described import described
from tests.server.description.raising import codes_raised


def views(app: Flask) -> Iterator[tuple[str, str, Any]]:
    """Every route: shape, method, and the function that answers it."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield shape_of(rule.rule), method, view


def codes_of_what_is_sent(operation: dict[str, Any]) -> set[str]:
    """What may be wrong with the body or the query, if there is one."""
    if "requestBody" in operation:
        return {*StrictParser.BODY_PROBLEMS, *SyncParser.BODY_PROBLEMS}
    has_query = any(each["in"] == "query" for each in operation.get("parameters", ()))
    return {"invalid_shape"} if has_query else set()


def test_it_is_openapi_31_with_problems_of_one_shape(app: Flask) -> None:
    document = app.test_client().get("/api/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    problem = document["components"]["schemas"]["Problem"]
    assert problem["required"] == ["code", "details", "message", "status"]


def test_every_route_is_described_and_says_what_it_does(app: Flask) -> None:
    operations = described(app).operations
    assert {(shape, method) for shape, method, _ in views(app)} == operations.keys()
    for key, operation in operations.items():
        assert operation["summary"], key
        assert described(app).success(*key), key


def test_whatever_a_route_can_raise_stands_in_its_description(app: Flask) -> None:
    missing = {}
    for shape, method, view in views(app):
        if view.__module__.startswith("server."):
            raised = codes_raised(view.__module__, view.__name__)
            missing[method, shape] = raised - described(app).codes(shape, method)
    assert {key: codes for key, codes in missing.items() if codes} == {}


def test_no_route_names_a_problem_that_it_never_raises(app: Flask) -> None:
    extra = {}
    for shape, method, view in views(app):
        if view.__module__.startswith("server."):
            known = codes_raised(view.__module__, view.__name__) | problems_of_guard(shape, method)
            sent = codes_of_what_is_sent(described(app).operations[shape, method])
            extra[method, shape] = described(app).codes(shape, method) - known - sent
    assert {key: codes for key, codes in extra.items() if codes} == {}


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_of_the_register_is_named_where_it_can_come(app: Flask, code: str) -> None:
    description = described(app)
    if PROBLEMS[code].status == 0:
        told = description.document["components"]["schemas"]["Result"]["properties"]["code"]
        assert code in told["enum"]
    elif code == "method_not_allowed":
        assert code in description.document["info"]["description"]
    else:
        assert any(code in description.codes(*key) for key in description.operations)
