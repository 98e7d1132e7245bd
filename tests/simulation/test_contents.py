"""What is asked of contents at rest can be answered with no: each answer is made wrong once."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, update

from server.auth.tables import Device, Enrolment
from server.database.engine import db
from server.operations.use_cases.erasing import erase_record
from server.records.tables import Change, Record, ReviewItem
from tests.simulation.contents import wrong_contents
from tests.simulation.holding import noted
from tests.simulation.oracles import faults
from tests.simulation.world import World

Held = dict[str, Any]
Spoil = Callable[[], object]


class Town:
    """Lan's and Hà's edits of one session collide, a service that nobody knows waits for a person,
    Minh waits for approval, Nga's phone was stopped, and one session was erased. `held` is what the
    phones hold."""

    def __init__(self, world: World) -> None:
        world.new_handset("Nga")
        self.world = world
        ha, lan, minh, nga = world.handsets
        self.corrected = noted(world, lan, people=1)
        world.sync(lan)
        world.sync(ha)
        for handset, people in ((ha, 7), (lan, 3)):
            world.save(handset, "edit", 0.0, people, "DD01")
            world.sync(handset)
        self.refused = noted(world, lan, service="ZZ99")
        self.erased = noted(world, lan)
        world.sync(lan)
        with world.town.app.app_context():
            erase_record(self.erased, "xin xóa")
        world.erased.add(self.erased)
        self.waiting = noted(world, minh)
        world.stop(nga)
        self.late = noted(world, nga)
        for handset in (minh, nga, lan, ha):
            world.sync(handset)
        self.held: Held = {each.name: world.held(each) for each in world.handsets}

    def changes_of(self, record: str, **values: Any) -> object:
        return db.session.execute(update(Change).where(Change.record_id == record).values(**values))

    def edit_of(self, name: str, **values: Any) -> object:
        theirs = (Change.device_id == self.held[name]["device"], Change.op == "edit")
        return db.session.execute(update(Change).where(*theirs).values(**values))

    def items_of(self, record: str, **values: Any) -> object:
        return db.session.execute(
            update(ReviewItem).where(ReviewItem.record_id == record).values(**values)
        )

    def row(self, record: str, **values: Any) -> object:
        return db.session.execute(update(Record).where(Record.id == record).values(**values))

    def sent_as(self, record: str, **values: Any) -> None:
        for item in self.held["Lan"]["sent"]:
            if item["record"] == record:
                item |= values

    def answer(self, spoil: Spoil) -> list[str]:
        """What is said once something was spoilt; then it is as it was."""
        before = {
            name: {**phone, "sent": [dict(item) for item in phone["sent"]]}
            for name, phone in self.held.items()
        }
        with self.world.town.app.app_context():
            spoil()
            found = wrong_contents(self.world, self.held)
            db.session.rollback()
        self.held = before
        return found


def ways(town: Town) -> dict[str, Spoil]:
    """What is said, and what makes it so."""
    device, other = (town.held[name]["device"] for name in ("Lan", "Hà"))
    session = {"day": "2026-11-24", "start": "09:00", "place_kind": "NVH", "people": 9}
    proposals = delete(Record).where(Record.kind == "proposal")
    approved = update(Enrolment).where(Enrolment.device_id == town.held["Minh"]["device"])
    at = town.world.clock.moment
    return {
        "with content that the server lacks": lambda: town.sent_as(town.refused, set=session),
        "is proposed nowhere": lambda: db.session.execute(proposals),
        "vanished from": lambda: town.edit_of("Hà", set_={"people": 8}),
        "unseen with": lambda: town.edit_of("Hà", prev={"people": 2}),
        "is not what went into it": lambda: town.row(town.corrected, fields=session),
        "with nobody": lambda: town.edit_of("Hà", device_id=device),
        "from a phone that was stopped": lambda: town.changes_of(town.late, verdict="applied"),
        "has a body": lambda: town.changes_of(town.erased, set_=session),
        "about the erased record": lambda: town.items_of(
            town.refused, record_id=town.erased, body={"set": session}
        ),
        "is held, and its record is there": lambda: town.items_of(
            town.refused, record_id=town.corrected, verdict="held"
        ),
        "on a phone that was approved": lambda: db.session.execute(
            approved.values(state="approved")
        ),
        "is settled, and Lan does not know": lambda: town.items_of(
            town.refused, settled_at=at, outcome="refused"
        ),
        "waits, and Lan does not know": lambda: town.sent_as(town.refused, open=0),
        "still says that": lambda: town.held["Lan"].update(differing=["catalogue"]),
        "the server still has it": lambda: db.session.execute(
            update(Device).where(Device.id == other).values(differs_since=at)
        ),
    }


def test_each_answer_can_be_no(world: World) -> None:
    town = Town(world)
    assert faults(world) == []
    for said, spoil in ways(town).items():
        assert [each for each in town.answer(spoil) if said in each], said
    assert town.answer(lambda: None) == []
