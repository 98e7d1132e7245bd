"""GET /api/tallies/silent: which teams have sent nothing today, and who leads them."""

from typing import Any

from tests.phones import Phone
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, TEAM, TRA_CAU, Town
from tests.wires import Browser

TODAY = "from=2026-11-24&to=2026-11-24"


def asked(desk: Browser, query: str = "") -> dict[str, Any]:
    answer = desk.get(f"/api/tallies/silent{query}")
    assert answer.status == 200, answer.body
    return dict(answer.json)


def names(found: dict[str, Any]) -> list[str]:
    return [row["team"]["name"] for row in found["rows"]]


def test_they_are_those_that_the_totals_count_as_silent(town: Town) -> None:
    town.lan().sync()
    town.phone("Tú", OTHER_TEAM)
    desk = town.desk()
    for unit in (CLUSTER, KHANH_CUONG, TRA_CAU):
        told = desk.get(f"/api/tallies?{TODAY}&unit={unit}").json["completeness"]
        found = asked(desk, f"?unit={unit}")
        assert found["teams"] == told["teams"]
        assert len(found["rows"]) == told["teams"] - told["teams_reported_today"]
    assert names(asked(desk)) == ["Đội hình Phổ An"]
    assert asked(desk, f"?unit={KHANH_CUONG}")["rows"] == []


def test_a_row_tells_whom_to_write_to_and_since_when(town: Town) -> None:
    ha: Phone = town.ha()
    ha.sync(pending=2, oldest="2026-11-24T08:00:00+07:00")
    town.minh().sync()
    town.phone("Tú", OTHER_TEAM)
    town.clock.move(days=1)
    (never, yesterday) = asked(town.desk())["rows"]
    assert (never["team"]["id"], never["leads"], never["last_contact"]) == (OTHER_TEAM, [], None)
    assert yesterday["team"] == {"id": TEAM, "name": "Đội hình Phổ Cường"}
    assert yesterday["unit"]["id"] == KHANH_CUONG
    assert yesterday["leads"] == ["Hà"]
    assert yesterday["last_contact"].startswith("2026-11-24T02:00:00")
    assert yesterday["unsent_at_least"] == 2


def test_a_team_without_a_phone_is_not_silent(town: Town) -> None:
    town.lan()
    desk = town.desk()
    found = asked(desk)
    assert names(found) == ["Đội hình Phổ Cường"]
    assert [team["name"] for team in found["without_phone"]] == ["Đội hình Phổ An"]
    told = desk.get(f"/api/tallies?{TODAY}&unit={CLUSTER}&by=team").json
    assert told["completeness"]["teams_without_phone"] == 1
    assert {row["key"]: row["has_phone"] for row in told["rows"]} == {TEAM: True, OTHER_TEAM: False}


def test_who_leads_no_more_is_not_written_to(town: Town) -> None:
    ha = town.ha()
    desk = town.desk()
    address = f"/api/teams/{TEAM}/members/{ha.member}"
    assert desk.patch(address, {"role": "volunteer"}).status == 200
    (row,) = asked(desk, f"?team={TEAM}")["rows"]
    assert row["leads"] == []


def test_a_lead_asks_of_the_own_team_only(town: Town) -> None:
    ha = town.ha()
    assert names(asked(ha.web)) == ["Đội hình Phổ Cường"]
    assert ha.web.get(f"/api/tallies/silent?team={OTHER_TEAM}").status == 404
    assert ha.web.get(f"/api/tallies/silent?unit={CLUSTER}").status == 404


def test_as_many_as_are_wanted_and_how_many_more_there_are(town: Town) -> None:
    """Never heard of first, as without a limit: the first screen names only some."""
    town.minh().sync()
    town.phone("Tú", OTHER_TEAM)
    town.clock.move(days=1)
    desk = town.desk()
    whole = asked(desk)
    assert (names(whole), whole["left"]) == (["Đội hình Phổ An", "Đội hình Phổ Cường"], 0)
    some = asked(desk, "?limit=1")
    assert (names(some), some["left"], some["teams"]) == (["Đội hình Phổ An"], 1, whole["teams"])
    assert desk.get("/api/tallies/silent?limit=0").status == 422
