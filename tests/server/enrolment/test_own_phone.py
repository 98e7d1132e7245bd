"""A phone whose store is empty asks who it was."""

from tests.phones import Phone, new_id
from tests.town import Town
from tests.wires import Browser


def test_a_known_phone_hears_when_it_was_last_heard_and_what_it_held(town: Town) -> None:
    lan = town.lan()
    assert lan.web.get("/api/phone").json["phone"] == {
        "device": lan.device, "last_contact": None, "pending": None,
    }  # fmt: skip
    lan.sync(pending=3)
    town.clock.move(days=1)
    known = lan.web.get("/api/phone").json["phone"]
    assert (known["device"], known["pending"]) == (lan.device, 3)
    assert known["last_contact"].startswith("2026-11-24")


def test_nobody_else_is_known(town: Town) -> None:
    assert Browser(town.connect()).get("/api/phone").json == {"phone": None}
    assert town.desk().get("/api/phone").json == {"phone": None}


def test_a_phone_that_joins_anew_is_the_new_one(town: Town) -> None:
    lan = town.lan()
    before = lan.device
    again = Phone(lan.web.wire, town.clock)
    again.device = new_id()
    assert again.join(town.invite(), "Lan").status == 200
    assert again.device != before
    assert again.web.get("/api/phone").json["phone"]["device"] == again.device
