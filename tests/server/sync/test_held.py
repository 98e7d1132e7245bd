"""Edits that came before their create (PROTOCOL 5.2.5)."""

from typing import Any

import pytest

from server.sync import apply
from server.sync.apply import MOST_LATE
from sync.verdict import MOST_HELD
from tests.phones import Phone
from tests.server.directory.test_dear_sheets import statements
from tests.town import Town


def edits_of(phone: Phone, record: str, many: int) -> list[dict[str, Any]]:
    """Edits that fit one another, of a record that starts with one person."""
    return [phone.edit(record, {"people": n + 1}, {"people": n}) for n in range(1, many + 1)]


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


def chain(phone: Phone, *between: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """A session, an edit of it, other changes, and a second edit that follows on the first."""
    create = phone.session(note="chợ")
    record = create["record"]
    return (
        create,
        phone.edit(record, {"people": 2, "note": "chợ sáng"}, {"people": 1, "note": "chợ"}),
        *(phone.session() for _ in range(3)),
        phone.edit(record, {"people": 8, "note": None}, {"people": 2, "note": "chợ sáng"}),
    )


def stands(phone: Phone, record: str) -> tuple[int, str | None]:
    fields = phone.rows[record]["f"]
    return fields["people"], fields.get("note")


def test_an_edit_waits_for_an_earlier_one_of_its_phone_too(town: Town) -> None:
    """As after a backup, where somebody brings the session again before its phone comes back."""
    lan = town.lan()
    create, first, *others, second = chain(lan)
    lan.sync(second)
    lan.sync(create)
    (waits,) = town.desk().get("/api/review").json["rows"]
    assert (waits["kind"], stands(lan, create["record"])) == ("held", (1, "chợ"))
    lan.sync(first)
    assert stands(lan, create["record"]) == (8, None)
    assert town.desk().get("/api/review").json["rows"] == []
    lan.sync(*others)
    (told,) = lan.of_kind("settlement")
    assert (told["f"]["change"], told["f"]["outcome"]) == (second["id"], "applied")


def test_the_edit_in_between_may_come_in_one_push_with_the_session(town: Town) -> None:
    lan = town.lan()
    create, first, *others, second = chain(lan)
    lan.sync(second)
    lan.sync(create, first, *others)
    assert stands(lan, create["record"]) == (8, None)
    assert town.desk().get("/api/review").json["rows"] == []


def test_it_waits_no_longer_when_all_that_was_made_before_has_come(town: Town) -> None:
    lan = town.lan()
    create, first, *others, second = chain(lan)
    lan.sync(second)
    lan.sync(create)
    lan.sync(*others, {**lan.session(), "no": first["no"]})
    (asked, *_) = town.desk().get("/api/review").json["rows"]
    assert asked["kind"] == "proposal"


def test_it_waits_no_longer_when_somebody_else_has_changed_the_session(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    create, *_, second = chain(lan)
    lan.sync(second)
    lan.sync(create)
    ha.sync()
    ha.sync(ha.edit(create["record"], {"people": 5}, {"people": 1}))
    asked = town.desk().get("/api/review").json["rows"]
    assert [(row["kind"], row["field"]) for row in asked] == [
        ("proposal", "note"),
        ("proposal", "people"),
    ]


def test_of_many_held_edits_the_first_go_in_and_a_person_decides_on_the_rest(town: Town) -> None:
    """Each of them writes the record, and all others who bring something wait meanwhile."""
    lan, ha = town.lan(), town.ha()
    create = lan.session()
    record = create["record"]
    first = edits_of(lan, record, MOST_LATE)
    late = [ha.edit(record, {"people": n + 1}, {"people": n}) for n in range(51, 58)]
    assert MOST_LATE == len(first) == 50
    for phone, edits in ((lan, first), (ha, late)):
        assert {told["verdict"] for told in phone.sync(*edits)} == {"held"}
    assert [each["verdict"] for each in lan.sync(create)] == ["applied"]
    assert lan.rows[record]["f"]["people"] == MOST_LATE + 1
    rows = town.desk().get("/api/review").json["rows"]
    assert [row["body"]["id"] for row in rows] == [edit["id"] for edit in late]
    assert {(row["kind"], row["code"]) for row in rows} == {("review", "needs_create")}
    told = ha.sync(*late)
    assert {(each["verdict"], each["code"]) for each in told} == {("review", "needs_create")}
    path = f"/api/review/{rows[0]['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    lan.sync()
    assert lan.rows[record]["f"]["people"] == MOST_LATE + 2


def test_of_all_that_waits_for_one_push_so_many_go_in(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apply, "MOST_LATE_TOGETHER", 5)
    lan = town.lan()
    creates = [lan.session() for _ in range(3)]
    for create in creates:
        lan.sync(*edits_of(lan, create["record"], 3))
    assert {told["verdict"] for told in lan.sync(*creates)} == {"applied"}
    assert [lan.rows[create["record"]]["f"]["people"] for create in creates] == [4, 3, 1]
    rows = town.desk().get("/api/review").json["rows"]
    assert [row["code"] for row in rows] == ["needs_create"] * 4
    more = lan.session()
    lan.sync(*edits_of(lan, more["record"], 3))
    lan.sync(more)
    assert lan.rows[more["record"]]["f"]["people"] == 4


def test_what_a_phone_brings_beyond_the_edits_that_are_held_waits_for_a_person(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    create = lan.session()
    edits = edits_of(lan, create["record"], MOST_HELD + 3)
    first, late = edits[:MOST_HELD], edits[MOST_HELD:]
    told = [*lan.sync(*edits[: MOST_HELD + 1]), *lan.sync(*edits[MOST_HELD + 1 :])]
    assert [each["verdict"] for each in told] == ["held"] * len(first) + ["review"] * len(late)
    assert {each["code"] for each in told} == {"needs_create"}
    assert lan.sync(*late) == told[MOST_HELD:]
    other = lan.edit(lan.session()["record"], {"people": 2}, {"people": 1})
    assert [each["verdict"] for each in lan.sync(other)] == ["held"]
    lan.sync(create)
    assert lan.rows[create["record"]]["f"]["people"] == MOST_HELD + 1
    rows = desk.get("/api/review").json["rows"]
    assert {row["body"]["id"] for row in rows} == {each["id"] for each in (*late, other)}
    (path,) = [f"/api/review/{row['id']}/settlement" for row in rows if row["body"] == late[0]]
    assert desk.post(path, {"decision": "accept"}).status == 200
    lan.sync()
    assert lan.rows[create["record"]]["f"]["people"] == MOST_HELD + 2


def test_nothing_that_waits_for_a_record_is_read_where_no_create_of_it_came(town: Town) -> None:
    """The clock is held meanwhile, and any phone may send what waits already again."""
    lan = town.lan()
    edits = edits_of(lan, lan.session()["record"], 9)
    lan.sync(*edits)
    with statements(town.app) as said:
        lan.sync(edits[0], lan.session())
    assert not [each for each in said if "review_item.payload_hash" in each]
