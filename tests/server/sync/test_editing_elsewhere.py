"""Values of one's own in what stands and does not count, under an id that was used before, in other
kinds of records (PROTOCOL 5.7.7)."""

from flask import Flask

from tests.phones import new_id
from tests.server.sync.reviewing import review_of, settlements
from tests.server.sync.test_editing import SOON, TODAY, check_totals, edit, fields_of, people
from tests.server.sync.test_settling_items import slow_session
from tests.town import Town


def test_a_session_on_a_wrong_day_counts_on_the_day_that_somebody_says(
    town: Town, app: Flask
) -> None:
    lan = town.lan()
    made = slow_session(lan, people=2)
    (item,) = review_of(town)
    assert edit(town.desk(), item, day=SOON).json["details"]["code"] == "bad_day"
    assert edit(town.desk(), item, day=TODAY, people=4).status == 200
    f = fields_of(lan, made)
    assert (f["day"], f["people"], people(town)) == (TODAY, 4, 4)
    assert lan.rows[made["record"]]["state"] == "counted"
    assert review_of(town) == []
    check_totals(app)


def test_what_a_refused_phone_recorded_goes_in_edited(town: Town, app: Flask) -> None:
    minh = town.phone("Minh", auto_approve=False)
    made = minh.session()
    minh.sync(made, minh.edit(made["record"], {"people": 3}, {"people": 2}))
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    (item,) = review_of(town)
    assert edit(town.desk(), item, people=8).status == 200
    lan = town.lan()
    f = fields_of(lan, made)
    assert (f["people"], lan.rows[made["record"]]["state"], people(town)) == (8, "counted", 8)
    (proposal,) = review_of(town)
    assert proposal["kind"] == "proposal"
    check_totals(app)


def test_a_second_content_under_a_known_id_goes_in_edited(town: Town, app: Flask) -> None:
    lan = town.lan()
    made = lan.session()
    lan.sync(made)
    first = lan.edit(made["record"], {"people": 2}, {"people": 1})
    lan.sync(first)
    lan.sync({**first, "set": {"people": 8}})
    (item,) = review_of(town)
    assert item["kind"] == "id_reuse"
    assert edit(town.desk(), item, people=5).status == 200
    assert (fields_of(lan, made)["people"], people(town)) == (5, 5)
    check_totals(app)


def test_citizens_data_in_a_value_of_ones_own_stops_here(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    made = lan.session(note="a")
    lan.sync(made)
    ha.sync(ha.edit(made["record"], {"note": "b"}, {"note": "a"}))
    lan.sync(lan.edit(made["record"], {"note": "c"}, {"note": "a"}))
    (item,) = review_of(town)
    assert edit(town.desk(), item, "Gọi 0912345678", note="Gọi 0912345678").status == 200
    f = fields_of(lan, made)
    assert "0912345678" not in str([f, settlements(lan)])


def test_a_place_is_named_otherwise(town: Town) -> None:
    lan = town.lan()
    place = lan.change("create", new_id(), "place", set={"name": "x" * 61, "place_kind": "CHO"})
    lan.sync(place)
    (item,) = review_of(town)
    assert edit(town.desk(), item, name="Chợ Trà Câu").status == 200
    assert fields_of(lan, place) == {"name": "Chợ Trà Câu", "place_kind": "CHO", "status": "live"}
