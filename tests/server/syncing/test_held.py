"""Edits that came before their create (PROTOCOL 5.2.5)."""

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
