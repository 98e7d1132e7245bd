"""Of all that is wrong with a body the first twenty places are told, and how many there are."""

import pytest

from server.http.first_errors import MOST_ERRORS, first_errors
from tests.town import Town


def test_few_are_told_as_they_are() -> None:
    found = {"json": {"name": ["Shorter than minimum length 1."], "days": {1: {"first": ["No."]}}}}
    assert first_errors(found) == {
        "errors": {
            "json": {"name": ["Shorter than minimum length 1."], "days": {"1": {"first": ["No."]}}}
        },
        "errors_in_all": 2,
    }
    assert first_errors({"json": {"_schema": ["a", "b"]}})["errors_in_all"] == 2
    assert first_errors({}) == {"errors": {}, "errors_in_all": 0}


def test_of_many_the_first() -> None:
    told = first_errors({"json": {f"field {at}": ["Unknown field."] for at in range(1_000)}})
    assert told["errors_in_all"] == 1_000
    assert list(told["errors"]["json"]) == [f"field {at}" for at in range(MOST_ERRORS)]


def test_a_name_that_somebody_made_up_is_cut_off() -> None:
    told = first_errors({"json": {"x" * 100_000: ["y" * 100_000]}})
    assert told["errors"]["json"] == {"x" * 200: ["y" * 200]}


@pytest.mark.parametrize("path", ["/api/teams", "/api/members/import"])
def test_a_body_that_is_all_wrong_gets_a_short_answer(town: Town, path: str) -> None:
    body = {f"unknown {at}": at for at in range(40)}
    answer = town.desk().post(path, body)
    assert (answer.status, answer.code) == (422, "invalid_shape")
    assert answer.json["details"]["errors_in_all"] >= 40
    assert len(answer.json["details"]["errors"]["json"]) == MOST_ERRORS
    assert len(answer.body) < 4_000
