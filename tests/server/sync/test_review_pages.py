"""GET /api/review, page by page: what waits is found among all that ever did."""

from typing import Any

import pytest

from tests.phones import Phone, new_id
from tests.server.sync.reviewing import settle
from tests.town import CLUSTER, OTHER_TEAM, TEAM, TRA_CAU, Town
from tests.wires import Browser


def all_pages(web: Browser, limit: int, query: str = "") -> list[dict[str, Any]]:
    """Everything that waits, page by page."""
    found: list[dict[str, Any]] = []
    after = ""
    while True:
        answer = web.get(f"/api/review?limit={limit}{query}{after}")
        assert answer.status == 200, answer.body
        found += answer.json["rows"]
        assert len(answer.json["rows"]) <= limit
        if answer.json["next"] is None:
            assert answer.json["total"] == len(found)
            return found
        after = f"&after={answer.json['next']}"


def refused(phone: Phone, people: int) -> dict[str, Any]:
    """A session of a day that cannot be."""
    return phone.session(day="2027-06-01", people=people)


@pytest.fixture
def lan(town: Town) -> Phone:
    """Of hers wait: five changes of two requests, and three late values."""
    lan = town.lan()
    made = lan.session()
    lan.sync(made)
    lan.sync(*(refused(lan, people) for people in (1, 2, 3)))
    town.clock.move(minutes=1)
    lan.sync(*(refused(lan, people) for people in (4, 5)))
    for people in (7, 8, 9):
        lan.sync(lan.edit(made["record"], {"people": people}, {"people": 30}))
    return lan


def said(rows: list[dict[str, Any]]) -> list[int]:
    return [row["proposed"] or row["body"]["set"]["people"] for row in rows]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 7, 8, 50])
def test_every_page_goes_on_where_the_one_before_ended(town: Town, lan: Phone, limit: int) -> None:
    rows = all_pages(town.desk(), limit)
    assert sorted(said(rows)) == [1, 2, 3, 4, 5, 7, 8, 9]
    assert len({row["id"] for row in rows}) == 8
    assert [row["kind"] for row in rows] == ["review"] * 5 + ["proposal"] * 3
    assert [row["received_at"] for row in rows[:5]] == sorted(
        row["received_at"] for row in rows[:5]
    )
    assert said(rows[5:]) == [7, 8, 9]


def test_what_came_in_one_request_stands_in_its_order(town: Town, lan: Phone) -> None:
    assert said(all_pages(town.desk(), 50)) == [1, 2, 3, 4, 5, 7, 8, 9]


def test_what_was_settled_waits_no_more(town: Town, lan: Phone) -> None:
    for row in all_pages(town.desk(), 50):
        if row["kind"] == "proposal" or said([row]) == [2]:
            assert settle(town, row, "refuse") == 200
    assert said(all_pages(town.desk(), 2)) == [1, 3, 4, 5]


def test_a_team_or_a_unit_is_asked_for(town: Town, lan: Phone) -> None:
    ha, tam = town.ha(), town.phone("Tâm", OTHER_TEAM)
    tam.sync(refused(tam, 11))
    desk = town.desk()
    for query, count in (
        ("", 9),
        (f"&team={TEAM}", 8),
        (f"&team={OTHER_TEAM}", 1),
        (f"&unit={TRA_CAU}", 1),
        (f"&unit={CLUSTER}&team={TEAM}", 8),
        (f"&unit={TRA_CAU}&team={TEAM}", 0),
    ):
        assert len(all_pages(desk, 4, query)) == count, query
    assert len(all_pages(ha.web, 4, f"&team={TEAM}")) == 8
    assert ha.web.get(f"/api/review?team={OTHER_TEAM}").code == "not_found"


def test_a_proposal_in_a_phones_own_channel_is_listed_once_the_phone_is_approved(
    town: Town,
) -> None:
    phone = town.phone("Mai", auto_approve=False)
    made = phone.session()
    phone.sync(made)
    phone.sync(phone.edit(made["record"], {"people": 5}, {"people": 30}))
    assert all_pages(town.desk(), 50) == []
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    assert town.desk().post(path, {"decision": "approve"}).status == 200
    (row,) = all_pages(town.desk(), 50)
    assert (row["kind"], row["proposed"]) == ("proposal", 5)


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=item~1", "after=proposal~x", "limit=0", "limit=201", "team=x"],
)
def test_a_place_must_be_one(town: Town, query: str) -> None:
    assert town.desk().get(f"/api/review?{query}").code == "invalid_shape"


def test_a_place_may_be_gone(town: Town, lan: Phone) -> None:
    desk = town.desk()
    for after in (f"item~0~{new_id()}", "proposal~0"):
        assert desk.get(f"/api/review?after={after}").status == 200
