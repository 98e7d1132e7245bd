"""The rules of screening change from one version to the next; a phone's change stays the same
change (PROTOCOL 5.2.1)."""

from typing import Any

import pytest
from sqlalchemy import select

from server.database.engine import db
from server.records.tables import ReviewItem
from tests.phones import Phone, new_id
from tests.town import Town

NOTE = "gửi vào hoa@gmail.com nhé"
RULE = "sync.screening.detecting.emails"


def none(*_: Any) -> list[Any]:
    return []


def heard(phone: Phone, change: dict[str, Any]) -> tuple[Any, ...]:
    (told,) = phone.sync(change)
    return told["verdict"], told["code"], told["fields"]


def bodies(town: Town, change: dict[str, Any]) -> list[Any]:
    with town.app.app_context():
        chosen = select(ReviewItem.body).where(ReviewItem.change_id == change["id"])
        return list(db.session.scalars(chosen))


def set_rules(patch: pytest.MonkeyPatch, later: bool) -> None:
    """The older version does not know addresses. A program that starts remembers no text."""
    patch.undo()
    patch.setattr("sync.clean._clean", {})
    if not later:
        patch.setattr(RULE, none)


def test_a_change_that_went_in_is_known(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = town.lan()
    change = lan.session(note=NOTE)
    set_rules(monkeypatch, later=False)
    first = heard(lan, change)
    set_rules(monkeypatch, later=True)
    assert heard(lan, change) == first
    assert first[0] == "applied"
    assert bodies(town, change) == []
    other = {**change, "set": {**change["set"], "people": 9}}
    assert heard(lan, other)[0] == "id_reuse"


def test_an_edit_is_known_by_what_it_saw_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = town.lan()
    create = lan.session(note=NOTE)
    set_rules(monkeypatch, later=False)
    lan.sync(create)
    edit = lan.edit(create["record"], {"note": None}, {"note": NOTE, "people": 1})
    first = heard(lan, edit)
    set_rules(monkeypatch, later=True)
    assert heard(lan, edit) == first
    other = {**edit, "prev": {"note": "khác"}}
    assert heard(lan, other)[0] == "id_reuse"


def test_a_change_that_was_not_understood_is_known(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    change = {**lan.session(note=NOTE), "colour": NOTE}
    set_rules(monkeypatch, later=False)
    first = heard(lan, change)
    set_rules(monkeypatch, later=True)
    assert heard(lan, change) == first == ("review", "bad_shape", ["colour"])
    assert len(bodies(town, change)) == 1
    assert heard(lan, {**change, "colour": "đỏ"})[0] == "id_reuse"


def test_another_content_is_kept_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = town.lan()
    change = lan.session()
    other = lan.session(new_id(), note=NOTE) | {"id": change["id"]}
    lan.sync(change)
    set_rules(monkeypatch, later=False)
    lan.sync(other)
    set_rules(monkeypatch, later=True)
    assert heard(lan, other)[0] == "id_reuse"
    assert len(bodies(town, change)) == 1


def test_milder_rules_keep_what_comes_again_for_a_person(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    change = lan.session(note=NOTE)
    set_rules(monkeypatch, later=True)
    assert heard(lan, change)[0] == "applied"
    set_rules(monkeypatch, later=False)
    assert heard(lan, change)[0] == "id_reuse"
    assert [body["id"] for body in bodies(town, change)] == [change["id"]]
