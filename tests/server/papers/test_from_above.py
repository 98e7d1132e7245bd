"""What a ward's coordinator reads of what a unit above issued, and of its own teams alone."""

from typing import Any

import pytest

from server.audit.writing import SYSTEM
from server.directory.use_cases.create_team import Placement, create_team
from tests.server.activities.test_activities import add as add_activity
from tests.server.activities.test_activities import rows as activities
from tests.server.activities.test_channels import programme
from tests.server.directory.test_changing_units import coordinator
from tests.server.files.sending import hash_of
from tests.server.papers.papers import LETTER, add, change
from tests.server.papers.test_openings import five_more, opening
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, TEAM, TRA_CAU, Town
from tests.wires import Browser


@pytest.fixture
def ward(town: Town) -> Browser:
    coordinator(town, KHANH_CUONG)
    return town.desk("mai")


@pytest.fixture
def beside(town: Town) -> Browser:
    coordinator(town, TRA_CAU, "cau")
    return town.desk("cau")


def papers(desk: Browser, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"/api/papers?{query}").json["rows"]
    return found


def test_an_activity_of_the_cluster_with_the_wards_own_part(
    town: Town, ward: Browser, beside: Browser
) -> None:
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    lan.sync(lan.session(day="2026-11-24", people=7))
    tam.sync(tam.session(day="2026-11-24", people=9))
    shared = add_activity(desk, teams=[TEAM, OTHER_TEAM])
    alone = add_activity(desk, name="Ngày của Khánh Cường")["id"]
    assert programme(desk, alone, slots=[], agenda=[]).status == 200
    assert (shared["from_above"], shared["totals"]["people"]) == (False, 16)
    (row,) = activities(beside)
    assert (row["id"], row["from_above"], row["totals"]["people"]) == (shared["id"], True, 9)
    assert [team["id"] for team in row["teams"]] == [OTHER_TEAM]
    assert {row["id"] for row in activities(ward)} == {shared["id"], alone}
    path = f"/api/activities/{alone}"
    told = ward.get(f"{path}/programme").json
    assert (told["from_above"], told["unit_name"]) == (True, "Cụm Đức Phổ")
    assert beside.get(f"{path}/programme").status == 404
    assert ward.delete(path).status == 404
    assert ward.put(path, {"unit": CLUSTER, **told}).status in (404, 422)
    assert programme(ward, alone, version=told["version"]).status == 404
    assert desk.delete(path).status == 204
    assert [row["id"] for row in activities(ward)] == [shared["id"]]


def test_papers_of_the_cluster_with_the_wards_own_part(
    town: Town, ward: Browser, beside: Browser
) -> None:
    desk, tam = town.desk(), town.phone("Tâm", OTHER_TEAM)
    of_unit = add(desk)["id"]
    activity = add_activity(desk)["id"]
    of_activity = add(desk, activity=activity)["id"]
    people = [town.lan(), *five_more(town)]
    for phone in (*people, tam):
        phone.sync(opening(phone, of_unit))
        assert phone.web.get(f"/api/papers/{of_unit}/text").status == 200
    assert papers(desk, f"unit={CLUSTER}")[0]["phones"] == 7
    (row,) = papers(ward, f"unit={KHANH_CUONG}")
    assert (row["id"], row["from_above"], row["phones"], row["opened"]) == (of_unit, True, 6, 6)
    (unit,) = ward.get(f"/api/papers/{of_unit}/phones").json["rows"]
    assert (unit["unit"], unit["phones"], unit["opened"]) == (KHANH_CUONG, 6, 6)
    assert [(team["team"], team["opened"]) for team in unit["teams"]] == [(TEAM, 6)]
    assert [row["id"] for row in papers(ward, f"activity={activity}")] == [of_activity]
    assert papers(beside, f"activity={activity}") == []
    for paper, reader, status in (
        (of_unit, ward, 200),
        (of_activity, ward, 200),
        (of_activity, beside, 404),
    ):
        assert reader.get(f"/api/papers/{paper}/text").status == status
        assert reader.get(f"/api/papers/{paper}/phones").status == status
    assert ward.get(f"/api/blobs/{hash_of(LETTER)}").body == LETTER
    assert change(ward, of_unit, title="Tên khác").status == 404
    assert ward.delete(f"/api/papers/{of_unit}").status == 404
    assert desk.delete(f"/api/papers/{of_unit}").status == 204
    assert papers(ward, f"unit={KHANH_CUONG}") == []


def test_before_its_moment_a_paper_from_above_is_listed_and_not_read(
    town: Town, ward: Browser
) -> None:
    paper = add(town.desk(), opens="2026-11-25T07:30:00+07:00")["id"]
    assert [row["state"] for row in papers(ward, f"unit={KHANH_CUONG}")] == ["planned"]
    assert ward.get(f"/api/papers/{paper}/text").status == 404
    assert ward.get(f"/api/blobs/{hash_of(LETTER)}").status == 404
    town.clock.move(days=1)
    assert town.desk("mai").get(f"/api/papers/{paper}/text").status == 200


def test_a_teams_number_that_would_tell_a_small_one_is_left_out(town: Town) -> None:
    with town.app.app_context():
        where = [Placement(KHANH_CUONG, "2025-07-01")]
        other = create_team(SYSTEM, "doi_hinh", "Đội hình Gò Cỏ", where, code="DH-GC")
    desk, tam = town.desk(), town.phone("Tâm", other)
    paper = add(desk)["id"]
    for phone in (*five_more(town), tam):
        phone.sync(opening(phone, paper))
    rows = desk.get(f"/api/papers/{paper}/phones").json["rows"]
    told = {row["unit"]: (row["opened"], [team["opened"] for team in row["teams"]]) for row in rows}
    assert told == {KHANH_CUONG: (6, [None, None]), TRA_CAU: (0, [0])}
