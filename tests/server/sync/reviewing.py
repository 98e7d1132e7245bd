"""What the tests of verdicts ask of an answer and of the list of what waits for a person."""

from typing import Any

from tests.phones import Phone
from tests.town import Town


def verdict(results: list[dict[str, Any]]) -> tuple[str, str | None]:
    (told,) = results
    return told["verdict"], told["code"]


def review_of(town: Town) -> list[dict[str, Any]]:
    answer = town.desk().get("/api/review")
    assert answer.status == 200
    rows: list[dict[str, Any]] = answer.json["rows"]
    return rows


def settle(town: Town, item: dict[str, Any], decision: str, reason: str | None = None) -> int:
    path = f"/api/review/{item['id']}/settlement"
    return town.desk().post(path, {"decision": decision, "reason": reason}).status


def settlements(phone: Phone) -> list[dict[str, Any]]:
    phone.sync()
    return [row["f"] for row in phone.of_kind("settlement")]
