"""What is not understood, not allowed or not sure is kept for a person (PROTOCOL 5.2.3, 5.3)."""

from typing import Any

import pytest

from tests.phones import new_id
from tests.server.sync.reviewing import review_of, settle, verdict
from tests.town import OTHER_TEAM, TEAM, Town


def test_an_unknown_author_goes_to_review(town: Town) -> None:
    lan = town.lan()
    change = {**lan.session(), "author": new_id()}
    assert verdict(lan.sync(change)) == ("review", "unknown_author")


def test_a_foreign_team_goes_to_review_and_shows_nothing_of_it(town: Town) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    theirs = tam.session()
    tam.sync(theirs)
    create = {**lan.session(), "channel": f"team:{OTHER_TEAM}"}
    assert verdict(lan.sync(create)) == ("review", "wrong_channel")
    edit = lan.edit(theirs["record"], {"people": 500}, {"people": 1})
    for _ in range(2):
        (told,) = lan.sync(edit)
        assert (told["verdict"], told["row"]) == ("review", None)
    same_id = lan.session(theirs["record"])
    (told,) = lan.sync(same_id)
    assert (told["verdict"], told["row"]) == ("review", None)
    assert {row["team"]["id"] for row in review_of(town)} == {TEAM}
    ha = town.ha()
    waiting = ha.web.get("/api/review").json["rows"]
    (item,) = [row for row in waiting if row["body"]["id"] == create["id"]]
    answer = ha.web.post(f"/api/review/{item['id']}/settlement", {"decision": "accept"})
    assert answer.code == "not_found"
    tam.sync()
    assert tam.rows[theirs["record"]]["f"]["people"] == 1


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"kind": "wizardry"}, "unknown_kind"),
        ({"kind": "proposal"}, "server_only_kind"),
        ({"schema": 99}, "schema_too_new"),
        ({"op": "destroy"}, "bad_shape"),
        ({"no": 2**70}, "bad_shape"),
        ({"channel": "catalogue"}, "wrong_channel"),
        ({"at": "yesterday"}, "bad_shape"),
        ({"set": [1, 2]}, "bad_shape"),
        ({"extra": 1}, "bad_shape"),
    ],
)
def test_what_is_not_understood_is_kept(town: Town, parts: dict[str, Any], code: str) -> None:
    lan = town.lan()
    change, good = {**lan.session(), **parts}, lan.session()
    results = lan.sync(change, good)
    assert [(each["verdict"], each["code"]) for each in results] == [
        ("review", code),
        ("applied", None),
    ]
    assert len(review_of(town)) == 1
    assert lan.sync(change)[0]["verdict"] == "review"
    assert len(review_of(town)) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": "1970-01-01"}, "bad_day"),
        ({"day": "2099-12-31"}, "bad_day"),
        ({"day": "2026-10-01"}, "not_member"),
        ({"day": "2026-02-30"}, "bad_day"),
        ({"citizen": "Nguyễn Văn A"}, "unknown_field"),
        ({"people": "1"}, "bad_value"),
        ({"people": True}, "bad_value"),
        ({"place_kind": "TRENTROI"}, "unknown_code"),
        ({"services.ZZ99": {"people": 1, "outcome": "XONG", "reasons": []}}, "unknown_code"),
        ({"services.DD": {"people": 1, "outcome": "XONG", "reasons": []}}, "unknown_code"),
        ({"companions": [new_id()]}, "unknown_code"),
        ({"note": "x" * 121}, "bad_value"),
    ],
)
def test_fields_that_do_not_fit_are_kept(town: Town, fields: dict[str, Any], code: str) -> None:
    lan = town.lan()
    results = lan.sync(lan.session(**fields), lan.session())
    assert [each["verdict"] for each in results] == ["review", "applied"]
    assert results[0]["code"] == code


def test_numbers_of_citizens_are_blanked_before_anything_is_kept(town: Town) -> None:
    lan = town.lan()
    change = lan.session(note="gọi cô Ba 0912 345 678")
    (told,) = lan.sync(change)
    assert (told["verdict"], told["code"], told["fields"]) == ("applied", "screened", ["note"])
    assert "345" not in told["row"]["f"]["note"]
    refused = lan.session(people=0, note="CCCD 001199001234")
    lan.sync(refused)
    assert "001199001234" not in str(review_of(town))


def test_a_wrong_clock_is_forgiven_but_a_person_looks(town: Town) -> None:
    lan = town.lan()
    change = lan.session(day="2026-12-24")
    (told,) = lan.sync(change, now="2026-12-24T09:00:00+07:00")
    assert (told["verdict"], told["code"]) == ("applied", "bad_day")
    assert told["row"]["state"] == "attention"
    (item,) = review_of(town)
    assert settle(town, item, "accept") == 200
    lan.sync()
    assert lan.rows[change["record"]]["state"] == "counted"


def test_a_day_put_right_needs_nobody_any_more(town: Town) -> None:
    lan = town.lan()
    change = lan.session(day="2026-12-24")
    lan.sync(change, now="2026-12-24T09:00:00+07:00")
    lan.sync(lan.edit(change["record"], {"day": "2026-11-24"}, {"day": "2026-12-24"}))
    assert lan.rows[change["record"]]["state"] == "counted"
    assert review_of(town) == []
