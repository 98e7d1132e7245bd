"""What must be true when everything has come to rest."""

from typing import Any

from sqlalchemy import select

from server.auth.tables import Device
from server.database.engine import db
from server.records.store import records, reviews
from server.records.tables import Change, Record, ReviewItem
from server.totals.use_cases.recounting import recount
from tests.simulation.contents import wrong_contents
from tests.simulation.world import World

KEPT = {"applied", "conflict", "held", "review", "id_reuse", "gone"}
FOR_A_PERSON = {"held", "review", "id_reuse"}


def faults(world: World) -> list[str]:
    """Everything that is not as it was promised; nothing if all is well."""
    held = {handset.name: world.held(handset) for handset in world.handsets}
    with world.town.app.app_context():
        found = [
            *_lost(world, held),
            *_unequal(world, held),
            *_unsent(held),
            *_undelivered(held),
            *_from_nowhere(world),
            *_unasked(),
            *_untold(),
            *_come_back(world, held),
            *_miscounted(),
            *wrong_contents(world, held),
            *world.storms,
            *world.thief.robbed,
        ]
        db.session.rollback()
    return found


def _lost(world: World, held: dict[str, Any]) -> list[str]:
    """PROTOCOL 1: each change that was called saved is on the server, once, under a
    verdict that keeps it, or still on its phone, where it is seen."""
    rows = db.session.execute(select(Change.id, Change.verdict)).all()
    verdicts: dict[str, str] = {row.id: row.verdict for row in rows}
    waiting = set(db.session.scalars(select(ReviewItem.change_id)))
    here = [item for each in held.values() for item in [*each["outbox"], *each["sent"]]]
    on_phones = {item["id"] for each in held.values() for item in each["outbox"]}
    # What was set aside and then said anew, whole, is closed by what replaces it.
    said_anew = {item["replaces"] for item in here if item.get("replaces")}
    found = []
    for handset in world.handsets:
        for change, day in handset.saved.items():
            verdict = verdicts.get(change)
            if verdict is None and world.records[change] in world.erased:
                continue  # nothing is left of it that a restored server could get back
            if verdict is None and change not in on_phones | said_anew | world.excused:
                found.append(f"lost: {change} of {handset.name}, saved on day {day}")
            elif verdict is not None and verdict not in KEPT:
                found.append(f"{change} has the verdict {verdict}")
            elif verdict in FOR_A_PERSON and change not in waiting:
                found.append(f"{change} is {verdict}, and nobody is asked")
    return found


def _from_nowhere(world: World) -> list[str]:
    """Nothing counts that no phone has saved: each change of a phone is one of those, once."""
    saved = {change for handset in world.handsets for change in handset.saved}
    there = db.session.scalars(select(Change.id).where(Change.device_id.is_not(None)))
    return [f"from nowhere: {change}" for change in there if change not in saved]


def _unasked() -> list[str]:
    """PROTOCOL 5.7.1: somebody is asked about each session that is left out of the totals, and
    nobody about one that is in them or void."""
    asked = (
        select(ReviewItem.record_id)
        .join(Change, Change.id == ReviewItem.change_id)
        .where(
            ReviewItem.code.in_(reviews.ATTENTION),
            ReviewItem.settled_at.is_(None),
            ReviewItem.record_id.is_not(None),
            Change.verdict.in_(("applied", "conflict")),
        )
    )
    unclear = select(Record.id).where(
        Record.state == "attention", Record.erased.is_(False), Record.id.not_in(asked)
    )
    clear = select(Record.id).where(Record.state.in_(("counted", "void")), Record.id.in_(asked))
    return [
        *(f"{each} does not count, and nobody is asked" for each in db.session.scalars(unclear)),
        *(f"how {each} counts is still asked" for each in db.session.scalars(clear)),
    ]


def _untold() -> list[str]:
    """PROTOCOL 5.7.3: whatever is closed was told to its phone, but what left late values, field by
    field."""
    told = {
        (row.channel, row.fields["change"])
        for row in db.session.scalars(select(Record).where(Record.kind == "settlement"))
        if not row.erased
    }
    closed = db.session.execute(
        select(ReviewItem.device_id, ReviewItem.change_id)
        .join(Change, Change.id == ReviewItem.change_id)
        .where(
            ReviewItem.settled_at.is_not(None),
            ReviewItem.device_id.is_not(None),
            Change.verdict != "conflict",
        )
    )
    return [
        f"{change} is settled, and its phone never heard"
        for device, change in closed
        if (f"device:{device}", change) not in told
    ]


def _unequal(world: World, held: dict[str, Any]) -> list[str]:
    """PROTOCOL 1: the phone's rows are the server's rows of its channels, and no digest had to
    find that out."""
    found = []
    for name, phone in held.items():
        if phone["standing"] != "welcome":
            continue
        asked = select(*records.COLUMNS).where(Record.channel.in_(phone["channels"]))
        rows = [records.stored(row).wire() for row in db.session.execute(asked)]
        theirs = {row["id"]: row for row in rows}
        ours = {row["id"]: row for row in phone["base"]}
        if ours != theirs:
            wrong = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
            found.append(f"{name} differs from the server in {len(wrong)} rows: {wrong[:3]}")
        if phone["repairs"] and name not in world.repaired:
            found.append(f"{name} had to repair {phone['repairs']}")
        if phone["rebuild"]:
            found.append(f"{name} has not finished building anew: {phone['rebuild']}")
    return found


def _unsent(held: dict[str, Any]) -> list[str]:
    """Outboxes are empty but for what is set aside and seen, or whose author may not act, and the
    edits of a record whose create is such a one (PROTOCOL 3.5)."""

    def stays(item: dict[str, Any]) -> bool:
        return item["error"] is not None or item["channel"] is None

    found = []
    for name, phone in held.items():
        kept = {
            each["record"] for each in phone["outbox"] if each["op"] == "create" and stays(each)
        }
        found += [
            f"{name} still holds {item['id']} ({item['op']} {item['kind']})"
            for item in phone["outbox"]
            if not stays(item) and item["record"] not in kept
        ]
    return found


def _undelivered(held: dict[str, Any]) -> list[str]:
    """Every bundle was brought to the server, which knew whose it was (PROTOCOL 8.3, 8.4). A stopped
    phone brings nothing."""
    return [
        f"{name} still carries {one['id'][:8]}: {one['state']}, {one['code']}"
        for name, phone in held.items()
        for one in phone["carried"]
        if one["state"] != "received" and phone["standing"] == "welcome"
    ]


def _come_back(world: World, held: dict[str, Any]) -> list[str]:
    """PROTOCOL 1: what was erased or stopped stays so, whatever backup the server came back from,
    and of what was erased no phone of the team keeps a copy that it once sent."""
    there = select(Record.id).where(Record.id.in_(world.erased), Record.erased.is_(False))
    found = [f"came back: the record {record}" for record in db.session.scalars(there)]
    free = select(Device.id).where(Device.id.in_(world.stopped), Device.revoked_at.is_(None))
    found += [f"came back: the phone {device}" for device in db.session.scalars(free)]
    for name, phone in held.items():
        if phone["standing"] != "welcome":
            continue
        rows = [row["id"] for row in phone["base"] if row["f"] and row["id"] in world.erased]
        sent = [
            each["id"]
            for each in phone["sent"]
            if each["record"] in world.erased and each["verdict"] != "gone"
        ]
        found += [f"{name} still shows what was erased: {each}" for each in [*rows, *sent]]
    return found


def _miscounted() -> list[str]:
    """PROTOCOL 9.3: the kept totals are what a recount of the changes gives."""
    return [f"the totals differ: {each}" for each in recount().differences]
