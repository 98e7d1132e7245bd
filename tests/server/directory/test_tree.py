"""The tree through time: what counts as whose, under the boundaries of then and of today."""

from flask import Flask

from server.directory.use_cases.import_units import unit_id
from server.organisation.store import teams_below, unit_chain, units_counted_as
from server.organisation.store.placements import all_placements
from server.organisation.store.units import days_below, tree
from server.organisation.team_periods import ALWAYS
from server.organisation.tree import Node, Tree
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PHO_CUONG, PROVINCE, TEAM, TRA_CAU, Town

OLD = "2020-02-01"
TOWN_OF_OLD = unit_id("534", OLD)
OLD_PROVINCE = unit_id("51", "1989-07-01")


def test_the_cluster_counts_today_what_the_dissolved_town_did_in_june(app: Flask) -> None:
    """The town has no successor: it counts because all its wards' successors do."""
    with app.app_context():
        assert units_counted_as(CLUSTER, "now") == sorted([CLUSTER, TOWN_OF_OLD])
        assert units_counted_as(CLUSTER, "then") == [CLUSTER]


def test_a_commune_counts_those_it_took_the_place_of(app: Flask) -> None:
    with app.app_context():
        found = units_counted_as(KHANH_CUONG, "now")
        assert found == sorted([KHANH_CUONG, PHO_CUONG, unit_id("21475", OLD)])


def test_the_same_code_is_another_place(app: Flask) -> None:
    """21439 was phường Nguyễn Nghiêm and is phường Đức Phổ; xã Nguyễn Nghiêm is elsewhere."""
    with app.app_context():
        duc_pho = units_counted_as(unit_id("21439", "2025-07-01"), "now")
        assert unit_id("21439", OLD) in duc_pho
        assert len(duc_pho) == 6
        xa_nguyen_nghiem = units_counted_as(unit_id("21457", "2025-07-01"), "now")
        assert unit_id("21439", OLD) not in xa_nguyen_nghiem


def test_the_province_is_one_before_and_one_after(app: Flask) -> None:
    with app.app_context():
        assert units_counted_as(PROVINCE, "now") == sorted([PROVINCE, OLD_PROVINCE])


def test_a_unit_that_ended_counts_itself(app: Flask) -> None:
    with app.app_context():
        assert units_counted_as(PHO_CUONG, "now") == [PHO_CUONG]
        assert units_counted_as("unknown", "now") == []


def test_a_team_stands_under_the_units_of_the_day(app: Flask) -> None:
    with app.app_context():
        assert unit_chain(TEAM, "2025-06-30") == [PHO_CUONG, TOWN_OF_OLD, OLD_PROVINCE]
        assert unit_chain(TEAM, "2025-07-01") == [KHANH_CUONG, CLUSTER, PROVINCE]
        assert unit_chain(TEAM, "2019-12-31") == [PHO_CUONG, TOWN_OF_OLD, OLD_PROVINCE]
        assert unit_chain("unknown", "2025-07-01") == []


def test_teams_below_a_unit(app: Flask) -> None:
    with app.app_context():
        assert teams_below(CLUSTER, "2026-11-24") == [TEAM, OTHER_TEAM]
        assert teams_below(TRA_CAU, "2026-11-24") == [OTHER_TEAM]
        assert teams_below(TOWN_OF_OLD, "2025-06-30") == [TEAM]
        assert teams_below(TOWN_OF_OLD, "2026-11-24") == []


def test_the_days_of_teams_below_a_unit(app: Flask) -> None:
    """Seen from a unit that ended a team's days end; from one that lasts none is lost."""
    begin, end = ALWAYS
    with app.app_context():
        assert days_below(PHO_CUONG) == {TEAM: [(begin, "2025-06-30")]}
        both = [(begin, "2025-06-30"), ("2025-07-01", end)]
        assert days_below(KHANH_CUONG) == {TEAM: both}
        assert days_below(TRA_CAU) == {OTHER_TEAM: [ALWAYS]}
        assert days_below("unknown") == {}


def node(
    name: str, parent: str | None = None, ended: bool = False, *after: str, rank: int = 1
) -> Node:
    return Node(name, parent, rank, ended, frozenset(after))


def test_a_dissolved_unit_waits_until_all_under_it_are_counted() -> None:
    known = Tree([
        node("new-a"), node("new-b"), node("town", None, True),
        node("old-a", "town", True, "new-a"), node("old-b", "town", True, "new-b"),
    ])  # fmt: skip
    assert known.counted_now("new-a") == {"new-a", "old-a"}
    assert known.below("town") == {"town", "old-a", "old-b"}


def test_a_dissolved_unit_is_no_lower_one_s_own() -> None:
    """A district whose only commune went elsewhere, and that ended."""
    known = Tree([
        node("province", rank=0), node("cluster", "province"), node("district", "province", True),
        node("new", "cluster", rank=2), node("old", "district", True, "new", rank=2),
        node("hamlet", "old", True, rank=3), node("left", "new", True, rank=2),
    ])  # fmt: skip
    for found in (known.counted_now("new"), known.seen_from("new")):
        assert found == {"new", "old", "hamlet", "left"}
    assert "district" in known.counted_now("cluster")
    assert known.taken_over("cluster") == {"cluster", "new", "old", "hamlet", "left"}
    assert "district" in known.taken_over("province")


def test_split_and_merged_units_are_followed_all_the_way() -> None:
    known = Tree([
        node("now"), node("middle", None, True, "now"), node("first", None, True, "middle"),
        node("under-first", "first", True),
    ])  # fmt: skip
    found = known.counted_now("now")
    assert found == {"now", "middle", "first", "under-first"}
    assert known.greatest(found) == ["first", "middle", "now"]


def test_the_file_has_15_old_and_5_new_units_of_duc_pho(app: Flask) -> None:
    with app.app_context():
        known = tree()
        assert len(known.below(TOWN_OF_OLD)) == 1 + 15
        assert len(known.below(CLUSTER)) == 1 + 5
        assert all(known[unit].successors for unit in known.below(TOWN_OF_OLD) - {TOWN_OF_OLD})


def test_what_follows_from_where_teams_stand_is_forgotten_with_the_day(town: Town) -> None:
    desk = town.desk()
    known = set()
    for _ in range(3):
        desk.get("/api/tallies?from=2026-11-01&to=2026-11-24&by=unit")
        with town.app.app_context():
            known.add(id(all_placements()))
            assert all_placements() is all_placements()
        town.clock.move(days=1)
    assert len(known) == 3
