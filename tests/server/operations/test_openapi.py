"""/api/openapi.json describes every route, every status and what a problem looks like."""

from typing import Any

import pytest
from flask import Flask

from server.identity.permissions import ANYONE, PERMISSIONS, shape_of


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/openapi.json").get_json()
    return found


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (shape_of(path.replace("{", "<").replace("}", ">")), method.upper()): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in ("get", "post", "put", "delete", "patch")
    }


def test_it_is_openapi_31(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"


def test_every_route_of_the_api_is_described(document: dict[str, Any]) -> None:
    ours = {key for key in PERMISSIONS if key[0].startswith("/api/")}
    assert ours - {("/api/openapi.json", "GET")} <= operations(document).keys()


def test_each_says_what_it_does_and_what_may_go_wrong(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["Problem"]["required"] == ["code", "details", "message", "status"]
    for key, operation in operations(document).items():
        assert operation.get("summary") or operation.get("description"), key
        assert any(status.startswith("2") for status in operation["responses"]), key
        if PERMISSIONS[key] != ANYONE:
            assert {"401", "403"} <= operation["responses"].keys(), key
