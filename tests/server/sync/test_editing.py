"""Whoever may settle what waits puts in a value of their own (PROTOCOL 5.7.7)."""

from typing import Any

import pytest
from flask import Flask

from server.totals.use_cases.recounting import recount
from tests.phones import Change, Phone, new_id
from tests.server.sync.reviewing import review_of, settle, settlements
from tests.server.trail import trail
from tests.town import TEAM, Town
from tests.wires import Answer, Browser

WHY = "Đếm lại với cả hai"
TODAY = "2026-11-24"
SOON = "2027-01-05"


def edit(web: Browser, item: dict[str, Any], why: Any = WHY, **own: Any) -> Answer:
    body = {"decision": "edit", "reason": why, "set": own}
    return web.post(f"/api/review/{item['id']}/settlement", body)


def served(people: int) -> dict[str, Any]:
    return {"people": people, "outcome": "XONG", "reasons": []}


def people(town: Town) -> int:
    query = f"team={TEAM}&from={TODAY}&to={TODAY}&by=service"
    return int(town.desk().get(f"/api/tallies?{query}").json["total"]["people"])


def check_totals(app: Flask) -> None:
    with app.app_context():
        assert recount().differences == []


def fields_of(phone: Phone, change: Change) -> dict[str, Any]:
    phone.sync()
    assert phone.digests() == phone.last["digest"]
    found: dict[str, Any] = phone.rows[change["record"]]["f"]
    return found


def late_value(town: Town) -> tuple[Phone, Phone, Change]:
    """Lan's 9 came after Hà's 5."""
    lan, ha = town.lan(), town.ha()
    made = lan.session()
    lan.sync(made)
    ha.sync(ha.edit(made["record"], {"people": 5}, {"people": 1}))
    (told,) = lan.sync(lan.edit(made["record"], {"people": 9}, {"people": 1}))
    assert told["verdict"] == "conflict"
    return lan, ha, made


@pytest.mark.parametrize("by", ["coordinator", "lead"])
def test_a_third_value_settles_a_proposal(town: Town, app: Flask, by: str) -> None:
    lan, ha, made = late_value(town)
    web = town.desk() if by == "coordinator" else ha.web
    (item,) = review_of(town)
    assert edit(web, item, people=7).json == {"id": item["id"], "decision": "edit"}
    who = {"name": "Sơn"} if by == "coordinator" else {"by": ha.member}
    f = fields_of(lan, made)
    assert (f["people"], f["corrected"], people(town)) == (7, {**who, "why": WHY}, 7)
    (told,) = settlements(lan)
    assert (told["outcome"], told["fields"], told["reason"]) == ("edited", ["people"], WHY)
    (proposal,) = lan.of_kind("proposal")
    assert (proposal["f"]["settled"], proposal["f"]["proposed"]) == ("edited", 9)
    assert review_of(town) == []
    assert edit(town.desk(), item, people=8).code == "conflict_settled"
    told_of = trail(app, "review_settled")
    said = {"decision": "edit", "record": made["record"], "team": TEAM, "fields": ["people"]}
    assert told_of == [(item["id"], said)]
    last = town.desk().get(f"/api/help-sessions/{made['record']}").json["history"][-1]
    assert (last["op"], last["set"], last["prev"]) == ("settle", {"people": 7}, {"people": 5})
    assert (last["author_name"], last["why"]) == ("Sơn" if by == "coordinator" else "Hà", WHY)
    check_totals(app)


@pytest.mark.parametrize(
    ("own", "code", "field"),
    [
        ({"people": 0}, "bad_value", "people"),
        ({"people": None}, "bad_value", "people"),
        ({"people": "bảy"}, "bad_value", "people"),
        ({"note": "đông"}, "unknown_field", "note"),
        ({"people": 7, "note": "đông"}, "unknown_field", "note"),
    ],
)
def test_a_value_that_the_rules_refuse_changes_nothing(
    town: Town, app: Flask, own: dict[str, Any], code: str, field: str
) -> None:
    lan, _, made = late_value(town)
    (item,) = review_of(town)
    answer = edit(town.desk(), item, **own)
    assert (answer.status, answer.code) == (422, "invalid_shape")
    assert answer.json["details"] == {"code": code, "field": field}
    assert fields_of(lan, made)["people"] == 5
    assert review_of(town) == [item]
    assert trail(app, "review_settled") == []
    check_totals(app)


@pytest.mark.parametrize(
    "parts",
    [
        {"reason": None},
        {"reason": "  "},
        {"reason": "x" * 121},
        {"set": None},
        {"set": {}},
        {"decision": "accept"},
        {"decision": "refuse"},
    ],
)
def test_an_edit_says_what_and_why_and_nothing_else_has_values(
    town: Town, parts: dict[str, Any]
) -> None:
    lan, _, made = late_value(town)
    (item,) = review_of(town)
    body = {"decision": "edit", "reason": WHY, "set": {"people": 7}, **parts}
    answer = town.desk().post(f"/api/review/{item['id']}/settlement", body)
    assert (answer.status, answer.code) == (422, "invalid_shape")
    assert fields_of(lan, made)["people"] == 5
    assert review_of(town) == [item]


def test_a_third_value_makes_no_session_that_serves_too_many(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    made = lan.session(people=4)
    lan.sync(made)
    was = {"services.DD01": served(1)}
    ha.sync(ha.edit(made["record"], {"services.DD01": served(2)}, was))
    lan.sync(lan.edit(made["record"], {"services.DD01": served(3)}, was))
    (item,) = review_of(town)
    refused = edit(ha.web, item, **{"services.DD01": served(5)})
    assert refused.json["details"] == {"code": "served_too_many", "field": "services.DD01"}
    unknown = {**served(4), "outcome": "KHONGCO"}
    assert edit(ha.web, item, **{"services.DD01": unknown}).json["details"] == {
        "code": "unknown_code",
        "field": "services.DD01",
    }
    assert edit(ha.web, item, **{"services.DD01": served(4)}).status == 200
    assert fields_of(lan, made)["services.DD01"] == served(4)


@pytest.mark.parametrize(
    ("wrong", "own"),
    [
        ({"people": 0}, {"people": 6}),
        ({"people": "sáu"}, {"people": 6}),
        ({"people": 6, "weather": "mưa"}, {"weather": None}),
        ({"people": 6, "services.DD99": served(1)}, {"services.DD99": None}),
        ({"people": 6, "place_kind": "SAO_HOA"}, {"place_kind": "NVH"}),
        ({"people": 6, "companions": ["5b000000-0000-4000-8000-000000000001"]}, {"companions": []}),
        ({"people": 6, "day": SOON}, {"day": TODAY}),
    ],
)
def test_a_session_that_was_refused_goes_in_with_what_is_right(
    town: Town, app: Flask, wrong: dict[str, Any], own: dict[str, Any]
) -> None:
    lan = town.lan()
    made = lan.session(**wrong)
    (told,) = lan.sync(made)
    assert told["verdict"] == "review"
    assert (people(town), len(review_of(town))) == (0, 1)
    (item,) = review_of(town)
    assert edit(town.desk(), item, **own).status == 200
    f = fields_of(lan, made)
    assert (f["people"], f["corrected"], people(town)) == (6, {"name": "Sơn", "why": WHY}, 6)
    assert (f["author"], f["day"]) == (lan.member, TODAY)
    (told,) = settlements(lan)
    assert (told["change"], told["outcome"], told["reason"]) == (made["id"], "edited", WHY)
    # Sent once more it is the same change: nothing goes in twice, and nothing is rewritten.
    assert lan.sync(made)[0]["verdict"] == "applied"
    assert fields_of(lan, made)["people"] == 6
    history = town.desk().get(f"/api/help-sessions/{made['record']}").json["history"]
    assert [each["author_name"] for each in history] == ["Lan", "Sơn"]
    (name,) = own
    assert history[-1]["set"] == own
    assert history[-1]["prev"] == {name: wrong[name]}
    check_totals(app)


@pytest.mark.parametrize(("decision", "outcome"), [("accept", "accepted"), ("refuse", "refused")])
@pytest.mark.parametrize("by", ["coordinator", "lead"])
def test_the_history_tells_who_settled_what_and_how(
    town: Town, by: str, decision: str, outcome: str
) -> None:
    _, ha, made = late_value(town)

    def history() -> Any:
        return town.desk().get(f"/api/help-sessions/{made['record']}").json["history"]

    assert [each["waits"] for each in history()] == [False, False, True]
    assert history()[2]["settled"] == []
    (item,) = review_of(town)
    web, name = (town.desk(), "Sơn") if by == "coordinator" else (ha.web, "Hà")
    path = f"/api/review/{item['id']}/settlement"
    assert web.post(path, {"decision": decision}).status == 200
    late, *server = history()[2:]
    (told,) = late["settled"]
    assert (told["field"], told["outcome"], told["by_name"]) == ("people", outcome, name)
    assert not any(each["waits"] for each in history())
    accepted = [("settle", name)] if decision == "accept" else []
    assert [(each["op"], each["author_name"]) for each in server] == accepted


def test_the_history_tells_who_let_a_whole_change_in(town: Town) -> None:
    lan, minh, ha = town.lan(), town.minh(), town.ha()
    made = lan.session()
    lan.sync(made)
    minh.sync(minh.edit(made["record"], {"people": 9}, {"people": 1}))
    (item,) = review_of(town)
    path = f"/api/review/{item['id']}/settlement"
    assert ha.web.post(path, {"decision": "refuse"}).status == 200
    edit_ = town.desk().get(f"/api/help-sessions/{made['record']}").json["history"][1]
    (told,) = edit_["settled"]
    assert (told["field"], told["outcome"], told["by_name"]) == (None, "refused", "Hà")
    assert (edit_["verdict"], edit_["waits"]) == ("review", False)


def test_held_edits_follow_a_session_that_goes_in_edited(town: Town, app: Flask) -> None:
    lan = town.lan()
    made = lan.session(people=0)
    lan.sync(made)
    lan.sync(lan.edit(made["record"], {"note": "đông"}, {"note": None}))
    item = next(each for each in review_of(town) if each["kind"] == "review")
    assert edit(town.desk(), item, people=6).status == 200
    f = fields_of(lan, made)
    assert (f["people"], f["note"]) == (6, "đông")
    assert review_of(town) == []
    check_totals(app)


def test_an_edit_that_waits_for_its_session_has_nothing_to_go_into(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.edit(new_id(), {"people": 3}, {"people": 1}))
    (item,) = review_of(town)
    answer = edit(town.desk(), item, people=4)
    assert (answer.status, answer.json["details"]["code"]) == (422, "needs_create")
    assert review_of(town) == [item]


def test_an_edit_of_another_ones_session_goes_in_otherwise(town: Town, app: Flask) -> None:
    lan, minh, ha = town.lan(), town.minh(), town.ha()
    made = lan.session()
    lan.sync(made)
    strange = minh.edit(made["record"], {"people": 9, "note": "đông"}, {"people": 1, "note": None})
    minh.sync(strange)
    (item,) = review_of(town)
    assert item["code"] == "not_author"
    assert edit(ha.web, item, people=3).status == 200
    f = fields_of(lan, made)
    assert (f["people"], f["note"]) == (3, "đông")
    assert f["corrected"] == {"by": ha.member, "why": WHY}
    assert people(town) == 3
    assert [each["outcome"] for each in settlements(minh)] == ["edited"]
    check_totals(app)


def test_a_refused_edit_can_be_mended_too(town: Town, app: Flask) -> None:
    lan = town.lan()
    made = lan.session()
    lan.sync(made)
    lan.sync(lan.edit(made["record"], {"people": 501}, {"people": 1}))
    (item,) = review_of(town)
    assert edit(town.desk(), item, people=502).json["details"]["code"] == "bad_value"
    assert edit(town.desk(), item, people=50).status == 200
    assert (fields_of(lan, made)["people"], people(town)) == (50, 50)
    check_totals(app)


def test_whoever_does_not_look_after_the_team_edits_nothing(town: Town) -> None:
    lan, _, made = late_value(town)
    (item,) = review_of(town)
    assert edit(lan.web, item, people=7).status == 403
    assert edit(town.desk("quan"), item, people=7).status == 403
    assert (
        edit(
            town.phone("Vy", role="lead", team="7c000000-0000-4000-8000-000000000002").web,
            item,
            people=7,
        ).code
        == "not_found"
    )
    assert fields_of(lan, made)["people"] == 5


def test_who_accepted_it_may_say_so_again_and_nobody_else(town: Town) -> None:
    """A page that was left does not know whether it was heard."""
    lan = town.lan()
    lan.sync(lan.session(day="2026-10-01"))
    (item,) = review_of(town)
    assert [settle(town, item, "accept") for _ in range(2)] == [200, 200]
    assert settle(town, item, "refuse") == 409
    with town.app.app_context():
        assert recount().differences == []
    path = f"/api/review/{item['id']}/settlement"
    said = town.ha().web.post(path, {"decision": "accept", "reason": None})
    assert said.code == "conflict_settled"
    assert len(trail(town.app, "review_settled")) == 1
