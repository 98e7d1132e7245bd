"""What sync/PROTOCOL.md promises, step by step, over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from tests.phones import Phone, new_id
from tests.protocol.conftest import Server


def told(results: list[dict[str, Any]]) -> tuple[str, str | None]:
    (one,) = results
    return one["verdict"], one["code"]


def item_of(server: Server, change: dict[str, Any]) -> dict[str, Any]:
    """What waits for a person about a change or its record."""
    rows = server.desk().get("/api/review").json["rows"]
    found = [row for row in rows if row["record"] == change["record"]]
    assert len(found) == 1
    row: dict[str, Any] = found[0]
    return row


def settle(server: Server, item: dict[str, Any], decision: str) -> None:
    path = f"/api/review/{item['id']}/settlement"
    answer = server.desk().post(path, {"decision": decision, "reason": None})
    assert answer.status == 200, answer.body


def outcomes(phone: Phone, change: dict[str, Any]) -> list[str]:
    phone.sync()
    rows = [row["f"] for row in phone.of_kind("settlement")]
    return [row["outcome"] for row in rows if row["change"] == change["id"]]


def test_5_2_1_a_change_again_gets_its_stored_verdict(lan: Phone) -> None:
    change = lan.session()
    first, again = lan.sync(change), lan.sync(change)
    assert told(first) == told(again) == ("applied", None)
    assert first[0]["row"] == again[0]["row"]
    assert told(lan.sync({**change, "no": 999})) == ("id_reuse", "id_reuse")


def test_5_2_5_an_edit_before_its_create_is_held_then_applied(lan: Phone) -> None:
    create = lan.session()
    edit = lan.edit(create["record"], {"people": 5}, {"people": 1})
    assert told(lan.sync(edit)) == ("held", "needs_create")
    lan.sync(create)
    assert lan.rows[create["record"]]["f"]["people"] == 5
    assert outcomes(lan, edit) == ["applied"]


def test_5_3_3_a_day_before_the_membership(lan: Phone) -> None:
    today = lan.now().date()
    back = lan.session(day=(today - timedelta(days=20)).isoformat())
    before = lan.session(day=(today - timedelta(days=40)).isoformat())
    assert [each["verdict"] for each in lan.sync(back, before)] == ["applied", "review"]


@pytest.mark.parametrize(("decision", "people"), [("accept", 9), ("refuse", 5)])
def test_5_4_3_a_late_value_is_a_proposal_until_it_is_settled(
    server: Server, lan: Phone, decision: str, people: int
) -> None:
    ha = server.phone("Hà", role="lead")
    create = lan.session()
    lan.sync(create)
    ha.sync(ha.edit(create["record"], {"people": 5}, {"people": 1}))
    late = lan.edit(create["record"], {"people": 9}, {"people": 1})
    assert told(lan.sync(late)) == ("conflict", None)
    settle(server, item_of(server, create), decision)
    assert outcomes(lan, late) == ["accepted" if decision == "accept" else "refused"]
    assert lan.rows[create["record"]]["f"]["people"] == people


def test_5_7_1_what_was_not_allowed_goes_in_when_a_person_accepts_it(
    server: Server, lan: Phone
) -> None:
    minh = server.phone("Minh")
    create = lan.session()
    lan.sync(create)
    edit = minh.edit(create["record"], {"people": 7}, {"people": 1})
    assert told(minh.sync(edit)) == ("review", "not_author")
    settle(server, item_of(server, create), "accept")
    assert outcomes(minh, edit) == ["accepted"]
    assert minh.rows[create["record"]]["f"]["people"] == 7


def test_6_1_a_history_that_never_was(lan: Phone) -> None:
    lan.sync(lan.session())
    assert lan.seen is not None
    answer = lan.ask([], seen=[lan.seen[0], "zzzzzzzz"])
    assert (answer.status, answer.code) == (409, "history_reset")
    assert answer.json["details"] == {"reset": "history"}


def test_6_3_pages_and_6_4_digests(server: Server, lan: Phone) -> None:
    minh = server.phone("Minh")
    lan.sync(*(lan.session() for _ in range(12)))
    minh.sync(limit=5)
    assert minh.digests() == minh.last["digest"]
    lan.sync()
    channel = lan.channel
    mine, theirs = (
        {key for key, row in phone.rows.items() if row["channel"] == channel}
        for phone in (lan, minh)
    )
    assert mine == theirs


def test_4_6_have(lan: Phone) -> None:
    change, other = lan.session(), new_id()
    lan.sync(change)
    answer = lan.web.post("/api/sync/v1/have", {"changes": [change["id"], other]})
    assert answer.json == {"missing": [other]}


def test_4_1_a_hundred_sessions_are_small_and_zipped(lan: Phone) -> None:
    answer = lan.ask([lan.session() for _ in range(100)])
    assert answer.status == 200
    assert len(answer.json["results"]) == 100


def test_5_5_a_session_moves_the_totals(server: Server, lan: Phone) -> None:
    day = lan.now().date().isoformat()
    query = f"/api/tallies?from={day}&to={day}&team={lan.joined[0]['team']['id']}"

    def sessions() -> int:
        count: int = lan.web.get(query).json["total"]["sessions"]
        return count

    before = sessions()
    change = lan.session()
    lan.sync(change, change)
    assert sessions() == before + 1
    lan.sync(lan.edit(change["record"], {"status": "void"}, {"status": "live"}))
    assert sessions() == before
