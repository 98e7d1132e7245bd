"""The eighteen ways in which other systems lost what people had recorded, one test each, with the
phone's real core and the real server on both databases. Each ends where everything has come to rest
and asks all that the simulation asks."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from server.auth.tables import Device
from server.database.engine import db
from server.operations.use_cases.erasing import erase_record
from server.records.tables import Change
from server.records.writer import writing
from tests.simulation.handset import Handset
from tests.simulation.holding import TODAY, counted, noted, outbox, sessions, verdicts
from tests.simulation.oracles import faults
from tests.simulation.stage import KILLED
from tests.simulation.world import World
from tests.town import OTHER_TEAM, TEAM
from tests.wires import InProcess

CHANNEL = f"team:{TEAM}"


@pytest.fixture(autouse=True)
def at_rest(world: World) -> Iterator[None]:
    """Whatever happened, in the end all is as it was promised."""
    yield
    world.heal()
    assert faults(world) == []


@pytest.fixture
def ha(world: World) -> Handset:
    return world.handsets[0]


@pytest.fixture
def lan(world: World) -> Handset:
    return world.handsets[1]


def test_01_a_number_that_becomes_visible_after_a_later_one(
    world: World, lan: Handset, ha: Handset
) -> None:
    """A writer that came first is slow; nobody may pass it, or a reader would never go back."""
    first = noted(world, lan)
    began, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with world.town.app.app_context():
            with writing(db.session, 1) as writer:
                writer.put("place", first, CHANNEL, {"name": "Chợ", "place_kind": "CHO"})
                began.set()
                go_on.wait()
            db.session.rollback()

    writer = threading.Thread(target=slow)
    writer.start()
    began.wait()
    before = world.held(ha)["cursors"].get(CHANNEL)
    reader = threading.Timer(0.2, go_on.set)
    reader.start()
    world.sync(lan)  # waits for the slow one
    assert go_on.is_set()
    writer.join()
    world.sync(ha)
    assert world.held(ha)["cursors"][CHANNEL] > before
    assert first in {row["id"] for row in world.held(ha)["base"]}


def test_02_an_answer_that_is_lost_after_the_commit(world: World, lan: Handset) -> None:
    record = noted(world, lan)
    world.script = ["answer lost"]
    world.sync(lan)
    assert len(outbox(world, lan)) == 1
    assert counted(world) == 1
    world.sync(lan)
    assert outbox(world, lan) == []
    assert verdicts(world, record) == ["applied"]
    assert counted(world) == 1


@pytest.mark.parametrize("years", [-56, -10, 1, 10])
def test_03_a_clock_that_is_wrong_by_years(
    world: World, lan: Handset, ha: Handset, years: int
) -> None:
    """It is accepted, it orders nothing, and the server knows by how much it is wrong."""
    lan.skew = timedelta(days=365 * years)
    for handset in (lan, ha):
        day = (world.clock.moment + handset.skew).date().isoformat()
        assert world.save(handset, "record", day, 1, "DD01") == "ok"
        world.sync(handset)
    mine, hers = sorted(sessions(world).values(), key=lambda row: row["ver"])
    assert mine["state"] == "attention"
    assert hers["state"] == "counted"
    assert outbox(world, lan) == []
    with world.town.app.app_context():
        asked = select(Device.clock_offset_seconds).where(Device.id == world.held(lan)["device"])
        offset = db.session.scalar(asked)
    assert offset == pytest.approx(lan.skew.total_seconds(), abs=60)


def test_04_a_phone_that_is_copied_uses_no_id_twice(world: World, lan: Handset) -> None:
    noted(world, lan)
    world.clone(lan)
    twin = world.handsets[-1]
    mine, hers = noted(world, lan), noted(world, twin)
    numbers = [
        change["no"]
        for handset, record in ((lan, mine), (twin, hers))
        for change in outbox(world, handset)
        if change["record"] == record
    ]
    assert numbers[0] == numbers[1]  # of people, never a key
    world.sync(lan)
    world.sync(twin)
    assert sessions(world).keys() >= {mine, hers}
    assert counted(world) == 3


def test_04_a_copy_of_a_stopped_phone_holds_what_went_in_before_the_stop(
    world: World, lan: Handset
) -> None:
    before = noted(world, lan)
    world.clone(lan)
    twin = world.handsets[-1]
    world.sync(lan)
    world.stop(lan)
    after = noted(world, twin)
    world.heal()
    assert before in sessions(world)
    assert {world.records[change] for change in world.saved_after_stop} == {after}
    assert faults(world) == []


def test_05_a_tombstone_outlives_a_phone_that_was_away_for_years(
    world: World, lan: Handset, ha: Handset
) -> None:
    record = noted(world, lan)
    world.sync(lan)
    world.sync(ha)
    with world.town.app.app_context():
        assert erase_record(record, "xin xóa")
    world.erased.add(record)
    world.clock.move(days=700)
    world.save(ha, "edit", 0.0, 9, "DD02")
    assert outbox(world, ha)[0]["record"] == record
    world.sync(ha)
    assert sessions(world)[record]["fields"] == {}
    assert verdicts(world, record)[-1] == "gone"
    assert [c for c in world.held(ha)["sent"] if c["record"] == record and c["set"]] == []


def test_06_a_member_who_moves_takes_nothing_away(world: World, lan: Handset) -> None:
    """Rows of the old team go, changes never; what was recorded before stays the old team's."""
    sent, unsent = noted(world, lan), noted(world, lan)
    world.sync(lan)
    unsent = noted(world, lan)
    desk = world.desk()
    members = desk.get(f"/api/teams/{TEAM}").json["members"]
    (member,) = [row["id"] for row in members if row["name"] == "Lan"]
    moved = desk.post(f"/api/teams/{TEAM}/members/{member}/move", {"team": OTHER_TEAM, "on": TODAY})
    assert moved.status == 200
    world.sync(lan)
    assert outbox(world, lan) == []
    assert sessions(world)[unsent]["channel"] == CHANNEL
    assert sessions(world)[sent]["state"] == "counted"
    held = world.held(lan)
    assert f"team:{OTHER_TEAM}" in held["channels"]
    assert {row["channel"] for row in held["base"]} <= set(held["channels"])
    assert counted(world) == 3


def test_07_a_poisoned_record_holds_nobody_up(world: World, lan: Handset) -> None:
    before, bad, after = noted(world, lan), noted(world, lan, service="ZZ99"), noted(world, lan)
    world.sync(lan)
    assert outbox(world, lan) == []
    assert verdicts(world, bad) == ["review"]
    assert verdicts(world, before) == verdicts(world, after) == ["applied"]
    assert counted(world) == 2


def test_08_storage_that_is_thrown_away_is_told(world: World, lan: Handset) -> None:
    noted(world, lan)
    world.sync(lan)
    for _ in range(3):
        noted(world, lan)
    lost = {change["id"] for change in outbox(world, lan)}
    world.throw_away(lan)
    assert outbox(world, lan) == []
    told = world.call(lan, "loss")
    assert told["unsent"] == 3
    for change in lost:
        del lan.saved[change]  # by the browser; nobody can bring it back
    assert counted(world) == 1
    world.join(lan, "Lan")


def test_09_two_pages_that_send_at_once(world: World, lan: Handset) -> None:
    for _ in range(5):
        noted(world, lan)
    world.script = ["meanwhile another page", "meanwhile another page"]
    while outbox(world, lan):
        world.sync(lan)
    made = {change["record"] for change in world.held(lan)["sent"]}
    assert len(made) >= 5
    assert all(len(verdicts(world, record)) == 1 for record in made)
    assert world.held(lan)["repairs"] == {}


def test_10_an_app_that_is_older_than_the_server(world: World, lan: Handset, ha: Handset) -> None:
    """It sends all the same, and takes rows once it is updated. What its changes look like is held
    in tests/released."""
    noted(world, ha)
    world.sync(ha)
    lan.old = True
    mine = noted(world, lan)
    cursors = world.held(lan)["cursors"]
    world.sync(lan)
    assert outbox(world, lan) == []
    assert verdicts(world, mine) == ["applied"]
    assert world.held(lan)["cursors"] == cursors
    lan.old = False
    world.sync(lan)
    assert len([row for row in world.held(lan)["base"] if row["kind"] == "help_session"]) == 2


def test_11_a_server_that_comes_back_from_a_backup(world: World, lan: Handset, ha: Handset) -> None:
    """No operator says so; who joined and what was sent since comes back, and no more."""
    world.back_up()
    for handset in (lan, ha):
        noted(world, handset)
        world.sync(handset)
    world.new_handset("Nga")
    nga = world.handsets[-1]
    noted(world, nga)
    world.sync(nga)
    assert counted(world) == 3
    world.restore()
    assert counted(world) == 0
    for handset in (lan, ha, nga):
        world.sync(handset)
    assert counted(world) == 2
    assert len(world.desk().get("/api/enrolments?state=pending").json["rows"]) == 2
    world.approve()
    world.sync(nga)
    assert counted(world) == 3


def test_12_a_cursor_never_runs_ahead_of_its_rows(world: World, lan: Handset, ha: Handset) -> None:
    """A phone that is killed before every single transaction and request of a sync."""
    killed = 0
    for life in range(60):
        record = noted(world, ha)
        world.sync(ha)
        ended = world.call(lan, "sync", life=life)
        killed += ended is KILLED
        held = world.held(lan)
        reached = held["cursors"].get(CHANNEL, 0)
        if reached >= sessions(world)[record]["ver"]:
            assert record in {row["id"] for row in held["base"]}
        if ended is not KILLED:
            break
    assert killed > 5
    assert ended is not KILLED


def test_13_a_batch_of_which_a_part_went_in(world: World, lan: Handset) -> None:
    records = [noted(world, lan, service=each) for each in ("DD01", "ZZ99", "DD02", "ZZ98", "TT01")]
    world.script = ["answer cut off", "request cut off", "answer cut off"]
    for _ in range(5):
        world.clock.move(minutes=11)
        world.sync(lan)
    assert outbox(world, lan) == []
    assert [verdicts(world, each) for each in records] == [
        ["applied"], ["review"], ["applied"], ["review"], ["applied"],
    ]  # fmt: skip


def test_14_a_phone_that_may_no_longer_sync_keeps_what_it_holds(
    world: World, lan: Handset, ha: Handset
) -> None:
    """Without its cookie it comes back by itself; stopped, it hands in and gets nothing."""
    noted(world, lan)
    lan.wire = InProcess(world.town.app)
    world.sync(lan)
    assert outbox(world, lan) == []
    assert counted(world) == 1

    assert world.desk().delete(f"/api/devices/{world.held(lan)['device']}").status == 204
    world.stopped.add(world.held(lan)["device"])
    record = noted(world, lan)
    world.sync(lan)
    assert world.held(lan)["standing"] == "revoked"
    assert verdicts(world, record) == ["review"]
    assert counted(world) == 1
    late = noted(world, lan)
    world.sync(lan)
    assert verdicts(world, late) == ["review"]


def test_15_a_first_sync_that_is_large_and_broken_off(world: World, ha: Handset) -> None:
    with world.town.app.app_context():
        with writing(db.session, 1300) as writer:
            for at in range(1300):
                fields = {"name": f"Nhà {at}", "place_kind": "NHA", "status": "live"}
                writer.put("place", f"e0000000-0000-4000-8000-{at:012x}", CHANNEL, fields)
        db.session.commit()
    world.new_handset("Nga")
    nga = world.handsets[-1]
    # Joining synced already: the phone forgets, and begins anew with a line that breaks.
    world.throw_away(nga)
    assert world.call(nga, "join", world.town.invite(TEAM), "Nga") == "ok"
    rows: list[int] = []
    world.script = ["delivered", "answer lost"]
    for _ in range(6):
        world.clock.move(minutes=11)
        world.sync(nga)
        held = world.held(nga)
        rows.append(sum(row["kind"] == "place" for row in held["base"]))
        assert held["complete"] == (rows[-1] == 1300)
        if held["complete"]:
            break
        assert held["cursors"][CHANNEL] > 0
    assert rows[0] < rows[-1] == 1300
    assert rows == sorted(rows)


def test_16_a_late_edit_undoes_no_correction(world: World, lan: Handset, ha: Handset) -> None:
    record = noted(world, lan, people=1)
    world.sync(lan)
    world.sync(ha)
    world.save(ha, "edit", 0.0, 7, "DD01")
    world.sync(ha)
    world.save(lan, "edit", 0.0, 3, "DD01")
    world.sync(lan)
    assert sessions(world)[record]["fields"]["people"] == 7
    assert verdicts(world, record) == ["applied", "applied", "conflict"]
    (mine,) = [row for row in world.held(lan)["sent"] if row["verdict"] == "conflict"]
    assert "people" in mine["fields"]
    world.sync(ha)
    proposals = [row["f"] for row in world.held(ha)["base"] if row["kind"] == "proposal"]
    assert {"current": 7, "proposed": 3}.items() <= next(
        each for each in proposals if each["field"] == "people"
    ).items()


def test_17_a_sync_that_is_called_good_and_is_not(world: World, lan: Handset, ha: Handset) -> None:
    """A row is missing on the phone though its cursor has passed it: the digest tells."""
    record = noted(world, ha)
    world.sync(ha)
    world.sync(lan)
    world.call(lan, "spoil")
    assert record not in {row["id"] for row in world.held(lan)["base"]}
    world.clock.move(minutes=11)  # a digest is compared no oftener (PROTOCOL 4.1.11)
    world.sync(lan)
    held = world.held(lan)
    assert record in {row["id"] for row in held["base"]}
    assert list(held["repairs"]) == [CHANNEL]
    world.repaired.add(lan.name)


def test_18_the_digest_itself_breaks_nothing(world: World, lan: Handset, ha: Handset) -> None:
    """It speaks of what the server said, not of what waits to be sent; and where it cannot be made
    to agree the channel is fetched once a day, not with every sync; that this did not help is
    told at once, in one request more."""
    noted(world, ha)
    world.sync(ha)
    world.sync(lan)
    world.save(lan, "edit", 0.0, 5, "DD01")
    noted(world, lan)
    world.script = ["request lost"]
    world.sync(lan)
    world.sync(lan)
    assert world.held(lan)["repairs"] == {}
    requests = []
    for _ in range(3):
        world.call(lan, "spoil")
        world.clock.move(minutes=11)
        before = world.happened["delivered"]
        world.sync(lan)
        requests.append(world.happened["delivered"] - before)
    assert requests[0] > 1
    assert requests[1:] == [2, 1]
    assert world.held(lan)["differing"] == [CHANNEL]
    world.clock.move(days=1)
    world.repaired.add(lan.name)
    with world.town.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Change)) == len(
            {change for handset in world.handsets for change in handset.saved}
        )
