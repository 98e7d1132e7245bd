"""Edits that came before their create (PROTOCOL 5.2.5)."""

from server.sync.apply import MOST_LATE
from tests.town import Town


def test_held_edits_go_in_as_they_came(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    edits = [
        lan.edit(create["record"], {"people": people + 1}, {"people": people})
        for people in range(1, 9)
    ]
    assert {told["verdict"] for told in lan.sync(*edits)} == {"held"}
    rows = town.desk().get("/api/review").json["rows"]
    assert [row["body"]["id"] for row in rows] == [edit["id"] for edit in edits]
    lan.sync(create)
    assert lan.rows[create["record"]]["f"]["people"] == 9
    assert town.desk().get("/api/review").json["rows"] == []


def test_a_late_conflict_is_told_when_somebody_settled_it(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    edit = lan.edit(create["record"], {"people": 3}, {"people": 2})
    lan.sync(edit)
    lan.sync(create)
    assert lan.of_kind("settlement") == []
    desk = town.desk()
    (proposal,) = desk.get("/api/review").json["rows"]
    assert (proposal["kind"], proposal["field"]) == ("proposal", "people")
    path = f"/api/review/{proposal['id']}/settlement"
    assert desk.post(path, {"decision": "refuse"}).status == 200
    lan.sync()
    (told,) = lan.of_kind("settlement")
    assert told["f"]["change"] == edit["id"]
    assert (told["f"]["outcome"], told["f"]["fields"]) == ("refused", ["people"])


def test_of_many_held_edits_the_first_go_in_and_a_person_decides_on_the_rest(town: Town) -> None:
    """Each of them writes the record, and all others who bring something wait meanwhile."""
    lan = town.lan()
    create = lan.session()
    edits = [
        lan.edit(create["record"], {"people": people + 1}, {"people": people})
        for people in range(1, MOST_LATE + 8)
    ]
    lan.sync(*edits)
    assert [each["verdict"] for each in lan.sync(create)] == ["applied"]
    assert lan.rows[create["record"]]["f"]["people"] == MOST_LATE + 1
    rows = town.desk().get("/api/review").json["rows"]
    late = edits[MOST_LATE:]
    assert [row["body"]["id"] for row in rows] == [edit["id"] for edit in late]
    assert {(row["kind"], row["code"]) for row in rows} == {("review", "needs_create")}
    told = lan.sync(*late)
    assert {(each["verdict"], each["code"]) for each in told} == {("review", "needs_create")}
    path = f"/api/review/{rows[0]['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    lan.sync()
    assert lan.rows[create["record"]]["f"]["people"] == MOST_LATE + 2
