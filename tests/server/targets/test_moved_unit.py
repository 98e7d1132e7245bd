"""What is said of a unit that is over is told of what took its place: so whoever stood above it and not
above that says nothing of it any more, and nobody anything of days on which it was no more."""

from typing import Any

import pytest

from tests.server.directory.changing import MERGE, NEW, ON, ask
from tests.server.directory.test_changing_units import coordinator
from tests.server.moved_units import Desks, desks_of
from tests.server.targets.test_indicators import enter, values, withdraw
from tests.server.targets.test_targets import commune
from tests.town import KHANH_CUONG, TRA_CAU, Town
from tests.wires import Answer, Browser

OWN_DAYS = {"from": "2026-11-01", "to": "2026-11-19"}
DAYS_AFTER = {"from": "2026-11-20", "to": "2026-11-24"}


@pytest.fixture
def desks(town: Town) -> Desks:
    return desks_of(town)


def asked_to_enter(desk: Browser, unit: str, days: dict[str, str], value: int = 999) -> Answer:
    said = {"indicator": "TAPHUAN", "value": value, "source": "Sổ"}
    return desk.post("/api/indicator-values", {"unit": unit, **said, **days})


def asked_to_aim(desk: Browser, unit: str, days: dict[str, str], goal: int = 7) -> Answer:
    return desk.put("/api/targets", {"unit": unit, "measure": "people", "goal": goal, **days})


def november(desk: Browser, unit: str) -> tuple[Any, Any]:
    """What the unit's report says of the indicator, and its plan."""
    told = desk.get(f"/api/reports?unit={unit}&from=2026-11-01&to=2026-11-30").json
    (row,) = (row for row in told["indicators"] if row["key"] == "TAPHUAN")
    return row["value"], (told["plan"] or {}).get("people")


@pytest.mark.parametrize("days", [OWN_DAYS, DAYS_AFTER], ids=["own days", "days after"])
@pytest.mark.parametrize("moves", [Desks.move, Desks.divide], ids=["moved", "divided"])
def test_the_former_cluster_says_nothing_of_a_unit_of_which_a_part_stands_elsewhere(
    desks: Desks, moves: Any, days: dict[str, str]
) -> None:
    moves(desks, ON)
    for answer in (
        asked_to_enter(desks.former, KHANH_CUONG, days),
        asked_to_aim(desks.former, KHANH_CUONG, days),
    ):
        assert (answer.status, answer.code) == (403, "wrong_role")


def test_who_stays_at_a_unit_that_was_divided_takes_nothing_back(desks: Desks) -> None:
    """Until somebody has put the account elsewhere: what was said is told of both parts."""
    coordinator(desks.town, KHANH_CUONG)
    own = desks.town.desk("mai")
    value, target = enter(own, unit=KHANH_CUONG, value=3), asked_to_aim(own, KHANH_CUONG, OWN_DAYS)
    desks.divide(ON)
    own = desks.town.desk("mai")
    assert withdraw(own, value) == (403, "wrong_role")
    assert own.delete(f"/api/targets/{target.json['id']}").code == "wrong_role"
    assert withdraw(desks.above, value) == (204, None)


def test_what_moved_away_has_the_figures_of_its_own_cluster(desks: Desks) -> None:
    new = desks.move(ON)
    asked_to_enter(desks.former, KHANH_CUONG, DAYS_AFTER)
    asked_to_aim(desks.former, KHANH_CUONG, DAYS_AFTER)
    assert november(desks.present, new) == (None, None)
    assert asked_to_enter(desks.present, new, DAYS_AFTER, 3).status == 201
    assert asked_to_aim(desks.present, new, DAYS_AFTER, 9).status == 200
    assert november(desks.present, new) == (3, 9)


def test_the_new_cluster_takes_back_what_the_former_one_said(desks: Desks) -> None:
    value = enter(desks.former, unit=KHANH_CUONG, value=77, **OWN_DAYS)
    target = asked_to_aim(desks.former, KHANH_CUONG, {"from": "2026-11-01", "to": "2026-11-30"})
    place = f"/api/targets/{target.json['id']}"
    new = desks.move(ON)
    coordinator(desks.town, new, "xa")
    assert november(desks.present, new)[0] == 77
    for desk in (desks.former, desks.town.desk("xa")):  # no more its, and further up
        assert withdraw(desk, value) == (403, "wrong_role")
        assert desk.delete(place).code == "wrong_role"
    assert withdraw(desks.present, value) == (204, None)
    assert desks.present.delete(place).status == 204
    assert november(desks.present, new) == (None, None)


def test_who_keeps_both_says_of_each_what_is_of_its_days(desks: Desks) -> None:
    new = desks.rename(ON)
    for desk in (desks.former, desks.above):
        for answer in (
            asked_to_enter(desk, KHANH_CUONG, DAYS_AFTER),
            asked_to_aim(desk, KHANH_CUONG, DAYS_AFTER),
        ):
            assert (answer.status, answer.code) == (409, "closed_on_day")
        assert values(desk, new) == []
    value = enter(desks.former, unit=KHANH_CUONG, value=1, **OWN_DAYS)
    enter(desks.former, unit=new, value=2, **DAYS_AFTER)
    assert asked_to_aim(desks.former, KHANH_CUONG, OWN_DAYS).status == 200
    assert asked_to_aim(desks.former, new, DAYS_AFTER).status == 200
    assert november(desks.former, new)[0] == 3
    assert withdraw(desks.former, value) == (204, None)


def test_of_units_that_merged_their_cluster_says_on(desks: Desks) -> None:
    assert ask(desks.former, MERGE).status == 200
    for unit in (KHANH_CUONG, TRA_CAU):
        value = enter(desks.former, unit=unit, value=1, **OWN_DAYS)
        assert asked_to_aim(desks.former, unit, OWN_DAYS).status == 200
        assert withdraw(desks.former, value) == (204, None)
        assert asked_to_enter(desks.former, unit, DAYS_AFTER).code == "closed_on_day"


def test_what_merged_does_not_lower_what_its_cluster_had_set(town: Town, desks: Desks) -> None:
    month = {"from": "2026-11-01", "to": "2026-11-30"}
    assert asked_to_aim(desks.former, KHANH_CUONG, month, 300).status == 200
    assert ask(desks.former, MERGE).status == 200
    rows = desks.former.get("/api/units").json["rows"]
    (new,) = (row["id"] for row in rows if row["name"] == NEW["name"])
    below = commune(town, new)
    answer = asked_to_aim(below, new, month, 3)
    assert (answer.status, answer.code) == (409, "target_above")
    assert asked_to_aim(below, new, DAYS_AFTER, 3).status == 200
    assert asked_to_aim(desks.former, new, month, 500).status == 200


def test_the_province_says_on_what_was_of_a_unit_that_moved(desks: Desks) -> None:
    desks.move(ON)
    value = enter(desks.above, unit=KHANH_CUONG, value=1, **OWN_DAYS)
    assert asked_to_aim(desks.above, KHANH_CUONG, OWN_DAYS).status == 200
    assert withdraw(desks.present, value) == (403, "wrong_role")
    assert withdraw(desks.above, value) == (204, None)


def test_what_the_province_set_for_a_unit_that_came_keeps_no_cluster_from_aiming(
    desks: Desks,
) -> None:
    assert asked_to_aim(desks.above, KHANH_CUONG, DAYS_AFTER).status == 200
    new = desks.move(ON)
    assert asked_to_aim(desks.present, desks.other, DAYS_AFTER).status == 200
    assert asked_to_aim(desks.present, new, DAYS_AFTER).code == "target_above"
