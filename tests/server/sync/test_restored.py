"""A server that came back from a backup gets back from the phones what it lost, each change once
(PROTOCOL 7.7, 7.11), by the real routes and on both databases."""

import pytest

from server.totals.use_cases.recounting import recount
from tests.restoring import KeepingPhone, approve, back_up, counted, joins, restore
from tests.server.sync.reviewing import review_of, settle
from tests.town import OTHER_TEAM, TEAM, Town


def check_whole(town: Town, phone: KeepingPhone) -> None:
    """The totals equal the changes, and the phone has what the server has."""
    phone.sync()
    assert phone.digests() == phone.last["digest"]
    with town.app.app_context():
        assert recount().differences == []


def test_a_phone_that_joined_after_the_backup_comes_back_and_counts_once(town: Town) -> None:
    backup = back_up(town)
    lan = joins(town)
    first = lan.record(people=3)
    edit = lan.edit(first["record"], {"people": 4}, {"people": 3})
    lan.hand_in(edit)
    assert counted(town) == 1
    town.clock.move(days=1)
    restore(town, backup)
    told = lan.come_back()
    assert [each["verdict"] for each in told] == ["applied", "applied"]
    late = lan.record()
    assert lan.standing() == {TEAM: "pending"}
    assert {row["state"] for row in lan.of_kind("help_session")} == {"awaiting_approval"}
    assert counted(town) == 0
    approve(town, lan)
    lan.sync()
    rows = {row["id"]: row for row in lan.of_kind("help_session")}
    assert rows[first["record"]]["f"]["people"] == 4
    assert {row["state"] for row in rows.values()} == {"counted"}
    assert rows.keys() == {first["record"], late["record"]}
    lan.sync(*lan.sent)
    assert counted(town) == 2
    check_whole(town, lan)


def test_what_was_recorded_in_a_second_team_counts_there_once(town: Town) -> None:
    lan = joins(town)
    old = lan.record()
    backup = back_up(town)
    town.clock.move(days=1)
    assert lan.join(town.invite(OTHER_TEAM), "Lan").status == 200
    lan.sync()
    second = lan.record()
    town.clock.move(days=1)
    restore(town, backup)
    lan.come_back()
    assert lan.standing() == {TEAM: "approved", OTHER_TEAM: "pending"}
    assert (counted(town), counted(town, OTHER_TEAM)) == (1, 0)
    approve(town, lan)
    check_whole(town, lan)
    states = {row["id"]: row["state"] for row in lan.of_kind("help_session")}
    assert states == {old["record"]: "counted", second["record"]: "counted"}
    assert (counted(town), counted(town, OTHER_TEAM)) == (1, 1)


def test_who_was_moved_after_the_backup_waits_in_the_new_team(town: Town) -> None:
    lan = joins(town)
    lan.record()
    backup = back_up(town)
    town.clock.move(days=1)
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    day = town.clock().date().isoformat()
    assert town.desk().post(path, {"team": OTHER_TEAM, "on": day}).status == 200
    lan.hand_in()
    moved = lan.record(channel=f"team:{OTHER_TEAM}")
    assert counted(town, OTHER_TEAM) == 1
    town.clock.move(days=1)
    restore(town, backup)
    (told,) = lan.come_back()
    assert (told["id"], told["verdict"]) == (moved["id"], "applied")
    assert lan.standing() == {TEAM: "approved", OTHER_TEAM: "pending"}
    approve(town, lan)
    check_whole(town, lan)
    assert (counted(town), counted(town, OTHER_TEAM)) == (1, 1)


def test_a_phone_whose_cookie_was_renewed_after_the_backup_goes_on(town: Town) -> None:
    lan = joins(town)
    lan.record()
    backup = back_up(town)
    lan.web = KeepingPhone(town).web
    assert lan.rejoin().status == 200
    late = lan.record()
    restore(town, backup)
    assert lan.ask([]).status == 401
    (told,) = lan.come_back()
    assert (told["id"], told["verdict"]) == (late["id"], "applied")
    assert lan.standing() == {TEAM: "approved"}
    assert counted(town) == 2
    check_whole(town, lan)


def test_a_phone_that_never_synced_since_it_joined_keeps_its_person(town: Town) -> None:
    backup = back_up(town)
    lan = joins(town)
    member, change = lan.member, lan.session()
    restore(town, backup)
    assert lan.ask([change]).status == 401
    assert lan.rejoin().status == 200
    (told,) = lan.sync(change)
    assert (told["verdict"], told["row"]["state"]) == ("applied", "awaiting_approval")
    approve(town, lan)
    lan.sync()
    assert (lan.member, counted(town)) == (member, 1)


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_stopped_phone_comes_back_stopped_and_may_only_deposit(
    town: Town, forgotten: bool
) -> None:
    """`forgotten`: the person joined on the stopped phone after the backup."""
    lan = joins(town)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    before = back_up(town)
    if forgotten:
        town.clock.move(minutes=1)
        assert lan.join(town.invite(OTHER_TEAM), "Lan").status == 200
        restore(town, before)
    lan.web = KeepingPhone(town).web
    answer = lan.rejoin()
    assert answer.json["known"]
    lan.seen, lan.cursor = None, {}
    (told,) = lan.sync(lan.session())
    assert (told["verdict"], told["code"]) == ("review", "device_revoked")
    assert lan.last["channels"] == []
    states = {each["team"]: each["state"] for each in answer.json["people"]}
    assert states == {TEAM: "approved", **({OTHER_TEAM: "refused"} if forgotten else {})}


@pytest.mark.parametrize("of", ["its own sessions", "a session of another one"])
def test_who_takes_the_ids_of_changes_first_costs_nobody_a_session(town: Town, of: str) -> None:
    """A teammate reads them in the history, and comes first after the restore (PROTOCOL 4.6)."""
    lan, minh = joins(town), joins(town, "Minh")
    older = minh.record()
    backup = back_up(town)
    made = [lan.record(people=n) for n in (3, 4, 5)]
    minh.sync()
    read = [
        (made[n]["record"], each["change"])
        for n in range(len(made))
        for each in minh.web.get(f"/api/help-sessions/{made[n]['record']}").json["history"]
    ]
    assert [change for _, change in read] == [change["id"] for change in made]
    town.clock.move(days=1)
    restore(town, backup)
    minh.seen, minh.cursor, minh.rows = None, {}, {}
    minh.sync()
    for record, change in read:
        about = record if of == "its own sessions" else older["record"]
        minh.sync({**minh.edit(about, {"people": 2}, {"people": 1}), "id": change})
    told = lan.come_back()
    assert [(each["id"], each["verdict"]) for each in told] == [
        (change["id"], "id_reuse") for change in made
    ]
    ids = {"changes": [change["id"] for change in made]}
    assert lan.web.post("/api/sync/v1/have", ids).json["missing"] == []
    waiting = [item for item in review_of(town) if item["code"] == "id_reuse"]
    assert sorted(item["body"]["set"]["people"] for item in waiting) == [3, 4, 5]
    before = counted(town)
    for item in waiting:
        assert settle(town, item, "accept") == 200
    lan.sync()
    rows = {row["id"]: row["f"]["people"] for row in lan.of_kind("help_session")}
    assert [rows[change["record"]] for change in made] == [3, 4, 5]
    assert counted(town) == before + 3
    check_whole(town, lan)
