"""What must be true of the values and the bodies that were sent, when everything has come to rest:
the server has what its phones hold as sent, every value went somewhere, and whoever has to look at
something is asked, on both sides."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server.auth.tables import Device, Enrolment
from server.database.engine import db
from server.records.tables import Change, NumberGap, Record, ReviewItem
from sync.channel import device_of
from sync.receive import receive
from sync.values import same
from tests.simulation.world import World

SENT = frozenset((
    "id", "no", "author", "op", "kind", "record", "channel", "schema", "at", "set", "prev",
    "replaces", "why",
))  # fmt: skip
"""What of a change on a phone goes over the wire."""
BY_A_PERSON = ("accepted", "edited")
WENT_IN = ("applied", "conflict")


@dataclass
class Town:
    """What the server has: changes by id and by record in the order of their numbers, what waits or
    waited for a person by change, records, and which values of which change are proposed."""

    changes: dict[str, Change]
    by_record: dict[str, list[Change]]
    items: dict[str, list[ReviewItem]]
    records: dict[str, Record]
    proposed: dict[tuple[str, str], str | None]


def wrong_contents(world: World, held: Mapping[str, Any]) -> list[str]:
    """Everything about contents that is not as it was promised; nothing if all is well."""
    town = _town()
    return [
        *_without_a_copy(world, town, held),
        *_vanished(town),
        *_overwritten(town),
        *_made_of_other_values(town),
        *_at_odds_with_nobody(world, town, held),
        *_in_by_a_stopped_phone(world, town),
        *_bodies_of_erased(world, town),
        *_waiting_in_vain(town),
        *_unlearned(world, town, held),
        *_differing(held),
    ]


def _town() -> Town:
    changes = list(db.session.scalars(select(Change).order_by(Change.seq)))
    by_record: dict[str, list[Change]] = defaultdict(list)
    items: dict[str, list[ReviewItem]] = defaultdict(list)
    for change in changes:
        by_record[change.record_id or ""].append(change)
    for item in db.session.scalars(select(ReviewItem)):
        items[item.change_id].append(item)
    records = {row.id: row for row in db.session.scalars(select(Record))}
    proposed = {
        (row.fields["change"], row.fields["field"]): row.fields["settled"]
        for row in records.values()
        if row.kind == "proposal" and not row.erased
    }
    return Town({each.id: each for each in changes}, by_record, items, records, proposed)


def _without_a_copy(world: World, town: Town, held: Mapping[str, Any]) -> Iterator[str]:
    """PROTOCOL 5.2.1: what a phone holds as sent is what the server keeps under that id."""
    for name, phone in held.items():
        for item in phone["sent"]:
            there = town.changes.get(item["id"])
            if there is None or item["verdict"] == "gone" or item["record"] in world.erased:
                continue
            came = receive({key: value for key, value in item.items() if key in SENT})
            kept = [each.body.get("set") for each in town.items[item["id"]]]
            mine = came.body["set"] if came.change is None else came.change.set
            if not any(same(each, mine) for each in (there.set_, *kept)) and not any(
                same(each, item["set"]) for each in kept
            ):
                yield f"{item['id']} stands on {name} with content that the server lacks"


def _settled_by_a_person(town: Town, change: str) -> bool:
    return any(each.outcome in BY_A_PERSON for each in town.items[change])


def _vanished(town: Town) -> Iterator[str]:
    """PROTOCOL 1: each value of a change that was taken went in, was there before, or is proposed."""
    for record, changes in town.by_record.items():
        ever: dict[str, list[Any]] = defaultdict(lambda: [None])
        for change in changes:
            for name, value in (change.applied or {}).items():
                ever[name].append(value)
        for change in changes:
            if change.verdict not in WENT_IN or _settled_by_a_person(town, change.id):
                continue
            for name, value in (change.set_ or {}).items():
                late = change.verdict == "conflict" and name in change.fields
                if late and (change.id, name) not in town.proposed:
                    yield f"{name} of {change.id} is proposed nowhere"
                elif not late and not any(same(each, value) for each in ever[name]):
                    yield f"{name} of {change.id} vanished from {record}"


def _overwritten(town: Town) -> Iterator[str]:
    """PROTOCOL 5.4.1: no phone overwrote what its person had not seen, unless a person said so."""
    for record, changes in town.by_record.items():
        stood: dict[str, Any] = {}
        for change in changes:
            if change.op == "edit" and not _settled_by_a_person(town, change.id):
                seen = change.prev or {}
                for name, value in (change.applied or {}).items():
                    is_theirs = name in (change.set_ or {})
                    if is_theirs and not same(stood.get(name), seen.get(name)):
                        yield f"{change.id} overwrote {name} of {record} unseen with {value}"
            stood |= change.applied or {}


def _made_of_other_values(town: Town) -> Iterator[str]:
    """PROTOCOL 5.6: a record that somebody made is what its changes put into it, in the order of
    their numbers."""
    for row in town.records.values():
        if row.kind not in ("help_session", "place") or row.author is None or row.erased:
            continue
        stood: dict[str, Any] = {}
        for change in town.by_record[row.id]:
            stood |= change.applied or {}
        if not same(stood, row.fields):
            yield f"record {row.id} is not what went into it"


def _at_odds_with_nobody(world: World, town: Town, held: Mapping[str, Any]) -> Iterator[str]:
    """PROTOCOL 3.2, 5.2.5 and 7.7: whoever is alone with a field is told of no conflict, since one's
    own changes go in in the order in which they were made. A value that nobody's change has was a
    correction of the desk's, which no phone gives back after a restore (5.9.2)."""
    aside = {item["record"] for phone in held.values() for item in phone["outbox"]}
    for change in town.changes.values():
        record = change.record_id or ""
        if change.verdict != "conflict" or change.device_id in world.copied or record in aside:
            continue
        others = [each for each in town.by_record[record] if each.id != change.id]
        if any(each.verdict not in WENT_IN for each in others):
            continue
        for name in change.fields:
            touching = (
                each for each in others if name in {**(each.set_ or {}), **(each.applied or {})}
            )
            seen = (change.prev or {}).get(name)
            said = [v.get(name) for each in others for v in (each.set_ or {}, each.applied or {})]
            began = any(name in (each.set_ or {}) for each in others if each.op == "create")
            was_lost = not any(same(each, seen) for each in [*([] if began else [None]), *said])
            if not was_lost and all(each.device_id == change.device_id for each in touching):
                yield f"{change.id} disagrees about {name} of {record} with nobody"


def _in_by_a_stopped_phone(world: World, town: Town) -> Iterator[str]:
    """PROTOCOL 5.2.2 and 7.10: what was recorded on a stopped phone waits for a person."""
    for id_ in world.saved_after_stop:
        change = town.changes.get(id_)
        if change is None or change.verdict not in WENT_IN:
            continue
        if not _settled_by_a_person(town, id_):
            yield f"{id_} went in from a phone that was stopped before"


def _bodies_of_erased(world: World, town: Town) -> Iterator[str]:
    """PROTOCOL 5.7.5: nothing that was ever said of an erased record is kept."""
    for record in world.erased:
        changes = town.by_record[record]
        if any(each.set_ or each.prev or each.applied for each in changes):
            yield f"a change of the erased record {record} has a body"
        items = (each for those in town.items.values() for each in those)
        if any(each.record_id == record and each.body.get("set") for each in items):
            yield f"what waited about the erased record {record} has a body"


def _waiting_in_vain(town: Town) -> Iterator[str]:
    """PROTOCOL 5.2.5: no edit is held for a create that is there, unless its phone lacks numbers; and
    5.7.4: nothing waits for an approval that was given."""
    lacking = set(db.session.scalars(select(NumberGap.device_id)))
    for item in (each for those in town.items.values() for each in those):
        is_held = item.verdict == "held" and item.settled_at is None
        if is_held and item.record_id in town.records and item.device_id not in lacking:
            yield f"{item.change_id} is held, and its record is there"
    rows = db.session.execute(
        select(Enrolment.device_id, Enrolment.member_id, Enrolment.team_id).where(
            Enrolment.state == "approved"
        )
    )
    approved = {tuple(row) for row in rows}
    for row in town.records.values():
        key = (device_of(row.channel), row.author, row.fields.get("team"))
        if row.state == "awaiting_approval" and key in approved:
            yield f"{row.id} waits on a phone that was approved"


def _unlearned(world: World, town: Town, held: Mapping[str, Any]) -> Iterator[str]:
    """PROTOCOL 5.7.3: what a phone shows as "Cần sửa" is what waits for a person, and the other way
    round."""
    for name, phone in held.items():
        if phone["standing"] != "welcome" or phone["device"] in world.copied:
            continue
        for item in phone["sent"]:
            items = town.items[item["id"]]
            # Of two contents of one id one phone sent one, and another one the other.
            if item["verdict"] in ("applied", "gone") or len(items) > 1:
                continue
            if any(each.outcome == "replaced" for each in items):
                continue
            late = _open_proposals(town, item["id"])
            if item["verdict"] == "held" and late:
                continue
            waits = late or any(each.settled_at is None for each in items)
            shown = item.get("open") == 1 and not item.get("settled")
            if waits != shown:
                how = "waits" if waits else "is settled"
                yield f"{item['id']} {how}, and {name} does not know"


def _open_proposals(town: Town, change: str) -> bool:
    return any(id_ == change and settled is None for (id_, _), settled in town.proposed.items())


def _differing(held: Mapping[str, Any]) -> Iterator[str]:
    """PROTOCOL 7.6: once all channels agree nobody says any more that they differ."""
    welcome = {phone["device"] for phone in held.values() if phone["standing"] == "welcome"}
    for name, phone in held.items():
        if phone["standing"] == "welcome" and phone["differing"]:
            yield f"{name} still says that {phone['differing']} differ"
    asked = select(Device.id).where(
        Device.differing.is_not(None) | Device.differs_since.is_not(None)
    )
    for device in db.session.scalars(asked):
        if device in welcome:
            yield f"the server still has it that the phone {device} differs"
