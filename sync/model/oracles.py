"""What must be true once all is healed. Each oracle is a promise of the protocol, asked of the end
of a run; none of them uses the digests or the totals that the protocol itself keeps."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..channel import channels
from ..channel import device as device_channel
from ..channel import team as team_channel
from ..values import same
from .cast import CITIZEN
from .core import received
from .differing import differing_phones_say_so, nobody_differs_for_ever
from .mended import mended_days_stand, nobody_is_asked_in_vain, somebody_is_asked
from .phone import Phone
from .store import Kept, recount
from .wire import Row
from .world import World

_DECIDED = ("applied", "conflict", "held", "review", "gone")


def play(world: World) -> World:
    """A whole run. Raises Violation with everything that is wrong."""
    world.run()
    world.heal()
    if world.miscounted():
        world.go_on_differing()
        _ask(world, (differing_phones_say_so,))
        world.count_anew()
    world.settle_down()
    _ask(world, (phones_equal_the_server, stopped_phones_only_hand_in))
    world.let_in()
    _ask(world, ORACLES)
    return world


def _ask(world: World, oracles: Iterable[Callable[[World], Iterator[str]]]) -> None:
    wrong = [f"{oracle.__name__}: {what}" for oracle in oracles for what in oracle(world)]
    if wrong:
        world.fail("; ".join(wrong[:6]))


def outboxes_drain(world: World) -> Iterator[str]:
    """Only what no server can take stays, set aside and visible (PROTOCOL 4.5.3, and promise 4)."""
    for phone in world.phones:
        aside = set()
        for item in phone.storage.in_order():
            hopeless = item.error is not None and item.change["id"] in world.server.hopeless
            if hopeless or _cannot_join(world, phone, item.change):
                aside.add(item.change["record"])
            elif item.change["record"] not in aside:
                yield f"{world.name(phone)} still holds {item.change['id']}"


def _cannot_join(world: World, phone: Phone, change: Any) -> bool:
    """What was recorded before joining on a phone that was stopped leaves only with a new code."""
    return change["channel"] is None and world.is_stopped(phone)


def every_change_is_there_once(world: World) -> Iterator[str]:
    """In applied, proposal, held, review or gone, and in one of them only (PROTOCOL 1, promises 1 and 3)."""
    store = world.server.store
    waiting = Counter(
        (each.change, each.hash) for each in store.items.values() if not each.about_state
    )
    aside = {id_ for phone in world.phones for id_ in phone.storage.outbox}
    for id_, made in world.ledger.made.items():
        kept = store.changes.get(id_)
        if kept is None:
            gone = made.change["record"] in world.ledger.erased
            if id_ not in world.ledger.excused and id_ not in aside and not gone:
                yield f"{id_} is lost"
            continue
        if kept.known.verdict not in _DECIDED:
            yield f"{id_} has no verdict but {kept.known.verdict}"
        times = waiting[id_, kept.known.payload_hash]
        must = kept.known.verdict in ("held", "review")
        if times > 1 or (must and not times):
            yield f"{id_}, {kept.known.verdict}, waits {times} times for a person"
        if not must and any(
            (each.change, each.settled, each.about_state) == (id_, None, False)
            and each.verdict != "id_reuse"
            for each in store.items.values()
        ):
            yield f"{id_} is {kept.known.verdict} and waits as well"


def contents_are_all_there(world: World) -> Iterator[str]:
    """What a phone holds as sent is what the server keeps under that id (PROTOCOL 5.2.1)."""
    store = world.server.store
    kept = {(each.change, each.hash) for each in store.items.values()}
    for phone in world.phones:
        for id_, sent in phone.storage.sent.items():
            there = store.changes.get(id_)
            if (
                there is None
                or sent.verdict == "gone"
                or sent.change["record"] in world.ledger.erased
            ):
                continue
            came = received(sent.change)
            # A clone may bind to another team what was recorded before either had joined.
            if there.body is not None and same(came.body["set"], there.body["set"]):
                continue
            if (id_, came.payload_hash) not in kept:
                yield f"{id_} stands on {world.name(phone)} with content that the server lacks"


def nothing_goes_in_twice(world: World) -> Iterator[str]:
    """A change takes effect once at most (PROTOCOL 1, promise 1)."""
    effects = Counter(each.change for each in world.server.store.effects if each.by == "change")
    for id_, times in effects.items():
        if times > 1:
            yield f"{id_} went in {times} times"


def phones_equal_the_server(world: World) -> Iterator[str]:
    """A phone's rows are the server's rows of its channels (PROTOCOL 1, promise 5), and its digest, made
    of them, is never needed where nothing was damaged."""
    for phone in world.phones:
        if phone.storage.standing in ("unjoined", "signed_out"):
            continue
        base, want = phone.storage.base, _rows_for(world, phone)
        for id_ in sorted(base.keys() | want.keys()):
            if _told(base.get(id_)) != _told(want.get(id_)):
                there = (
                    "lacks" if id_ not in base else "still has" if id_ not in want else "has old"
                )
                yield f"{world.name(phone)} {there} row {id_}"
                break
        needless = phone.storage.repairs.keys() - world.ledger.miscounted
        if needless and phone.device not in world.ledger.damaged:
            yield f"{world.name(phone)} had to repair {sorted(needless)}"


def _rows_for(world: World, phone: Phone) -> dict[str, Row]:
    store = world.server.store
    if world.is_stopped(phone) or phone.device not in store.stations:
        return {}
    mine = channels(phone.device, world.server.people(phone.device))
    return {row.id: row for row in store.rows.values() if row.channel in mine}


def _told(row: Row | None) -> tuple[Any, ...] | None:
    return None if row is None else (row.ver, row.channel, row.state, row.f, row.erased)


def totals_equal_a_recount(world: World) -> Iterator[str]:
    """The kept totals are what the records add up to (PROTOCOL 5.5)."""
    store = world.server.store
    if recount(store.rows) != store.tallies:
        yield "the totals are not what the records add up to"


def records_are_what_went_in(world: World) -> Iterator[str]:
    """Every field is the last that was set, and no phone ever overwrote what its person had not
    seen (PROTOCOL 5.4)."""
    store = world.server.store
    state: dict[str, dict[str, Any]] = {}
    for effect in store.effects:
        fields = state.setdefault(effect.record, {})
        made = world.ledger.made.get(effect.change or "")
        change = received(_bound(store.changes.get(effect.change or ""))).change if made else None
        if effect.by == "change" and change is not None and change.op == "edit":
            for name in effect.applied:
                seen = change.prev.get(name)
                if name in change.set and not same(fields.get(name), seen):
                    yield f"{change.id} overwrote {name} of {effect.record} unseen"
        fields.update(effect.applied)
    for id_, row in store.rows.items():
        recorded = row.kind in ("help_session", "place") and not row.erased
        if recorded and not same(state.get(id_, {}), dict(row.f)):
            yield f"record {id_} is not what went into it"


def _bound(kept: Kept | None) -> Any:
    return dict(kept.body) if kept is not None and kept.body is not None else {}


def no_value_vanishes(world: World) -> Iterator[str]:
    """Each field of an edit that was taken went in, was there, or stands as a proposal (promise 3)."""
    store = world.server.store
    proposed = {
        (row.f["change"], row.f["field"])
        for row in store.rows.values()
        if row.kind == "proposal" and not row.erased
    }
    ever: dict[tuple[str, str], list[Any]] = {}
    went: set[tuple[str | None, str]] = set()
    for effect in store.effects:
        for name, value in effect.applied.items():
            ever.setdefault((effect.record, name), []).append(value)
            went.add((effect.change, name))
    for id_, kept in store.changes.items():
        change = received(_bound(kept)).change
        if change is None or kept.known.verdict not in ("applied", "conflict"):
            continue
        for name, value in change.set.items():
            there = ever.get((change.record, name), [None])
            late = kept.known.verdict == "conflict" and name in kept.known.fields
            if late and (id_, name) not in proposed:
                yield f"{name} of {id_} is proposed nowhere"
            if late or (id_, name) in went or name in kept.known.fields or value is None:
                continue
            if not any(same(each, value) for each in there):
                yield f"{name} of {id_} vanished"


def only_people_disagree(world: World) -> Iterator[str]:
    """Whoever is alone with a field is never told of a conflict: one's own changes go in in the
    order in which they were made (PROTOCOL 3.2, 5.2.5, 7.7)."""
    ledger = world.ledger
    aside = {i.change["record"] for p in world.phones for i in p.storage.outbox.values()}
    for kept in world.server.store.changes.values():
        record = kept.record or ""
        if kept.known.verdict != "conflict" or kept.device in ledger.copied:
            continue
        if record in ledger.odd or record in aside or _is_odd(world, record):
            continue
        for name in kept.known.fields:
            if ledger.touched[record, name] == {kept.device}:
                yield f"{kept.id} disagrees about {name} with nobody"


def _is_odd(world: World, record: str) -> bool:
    return any(
        each.record == record and each.known.verdict in ("review", "held")
        for each in world.server.store.changes.values()
    )


def rights_hold(world: World) -> Iterator[str]:
    """What was done by right went in; what was not did not, unless a person accepted it (5.3)."""
    store, ledger = world.server.store, world.ledger
    effects = {each.change for each in store.effects if each.by == "change"}
    for id_, made in ledger.made.items():
        kept = store.changes.get(id_)
        if made.after_stop and made.device in ledger.revoked and id_ in effects:
            yield f"{id_} went in from a phone that was stopped before"
        if made.expect == "never" and id_ in effects and not _belongs_by_now(world, made.change):
            yield f"{id_} went in without any right"
        if made.expect != "applied" or kept is None or made.device in ledger.ever_turned_away:
            continue
        if kept.known.verdict not in ("applied", "gone"):
            yield f"{id_} is {kept.known.verdict}, {kept.known.code}, though all was right"


def _belongs_by_now(world: World, change: Any) -> bool:
    """A first membership reaches back 30 days, so joining later can make it right."""
    return change["op"] == "create" and any(
        (each.member, team_channel(each.team)) == (change["author"], change["channel"])
        for each in world.server.store.memberships
    )


def stopped_phones_only_hand_in(world: World) -> Iterator[str]:
    """What was revoked stays revoked, restored or not (PROTOCOL 7.10, and promise 7)."""
    for device in sorted(world.ledger.revoked):
        station = world.server.store.stations.get(device)
        if station is None or station.stopped is None:
            yield f"phone {device} was revoked and is not any more"


def erased_stays_erased(world: World) -> Iterator[str]:
    """Neither record nor body of it is anywhere, restored or not (PROTOCOL 5.7.5, 7.5). A phone
    that gets nothing any more cannot hear of it."""
    store = world.server.store
    for record in sorted(world.ledger.erased):
        row = store.rows.get(record)
        if row is None or not row.erased or row.f:
            yield f"record {record} was erased and is there"
        bodies = [each.body for each in store.changes.values() if each.record == record]
        bodies += [each.body for each in store.items.values() if each.record == record]
        if any(body is not None and body.get("set") for body in bodies):
            yield f"a body of erased record {record} is kept"
        for phone in world.phones:
            hears = device_channel(phone.device) in phone.storage.channels
            if hears and any(_is_copy(world, record, c) for c in phone.storage.changes().values()):
                yield f"{world.name(phone)} keeps a copy of erased record {record}"


def _is_copy(world: World, record: str, change: Any) -> bool:
    """Whether a change tells of the record; what no server ever took is on that phone only."""
    hopeless = change["id"] in world.server.hopeless
    return change["record"] == record and bool(change["set"]) and not hopeless


def people_learn(world: World) -> Iterator[str]:
    """What a phone shows as "Cần sửa" is what waits for a person, and the other way round (promise 3)."""
    store = world.server.store
    open_ = {each.change for each in store.items.values() if each.settled is None}
    open_ |= {
        row.f["change"]
        for row in store.rows.values()
        if row.kind == "proposal" and not row.erased and row.f["settled"] is None
    }
    # Which of two corrections of one came first may differ on the two sides after a restore.
    replaced = {each.change for each in store.items.values() if each.settled == "replaced"}
    items = Counter(each.change for each in store.items.values())
    for phone in world.phones:
        if phone.device in world.ledger.copied or world.is_stopped(phone):
            continue
        for id_, sent in phone.storage.sent.items():
            if sent.verdict in ("applied", "gone") or items[id_] > 1:
                continue
            # Of a held edit that met other values the phone never heard which fields are open.
            kept = store.changes.get(id_)
            late = sent.verdict == "held" and kept is not None and kept.known.verdict == "conflict"
            if id_ in replaced or late:
                continue
            waits = sent.open and sent.settled is None
            if (id_ in open_) != waits:
                yield f"{id_} {'waits' if id_ in open_ else 'is settled'}, unknown to its phone"


def nothing_waits_in_vain(world: World) -> Iterator[str]:
    """No edit is held for a create that is there (PROTOCOL 5.2.5), and nothing that was recorded
    on a phone waits for an approval that was given (5.7.4)."""
    store = world.server.store
    for item in store.items.values():
        there = store.rows.get(item.record or "")
        if item.verdict == "held" and item.settled is None and there is not None:
            yield f"{item.change} is held, and its record is there"
    for row in store.rows.values():
        key = (row.device or "", row.author or "", str(row.f.get("team")))
        if row.state == "awaiting_approval" and store.enrolments.get(key) == "approved":
            yield f"{row.id} waits on a phone that was approved"


def no_citizen_is_recorded(world: World) -> Iterator[str]:
    """A citizen's number stands nowhere on the server (PROTOCOL 5.1.2)."""
    store = world.server.store
    if CITIZEN in repr((store.rows, store.changes, store.items, store.effects)):
        yield "a citizen's number is in the database"


ORACLES = (
    outboxes_drain,
    every_change_is_there_once,
    contents_are_all_there,
    nothing_goes_in_twice,
    phones_equal_the_server,
    totals_equal_a_recount,
    records_are_what_went_in,
    no_value_vanishes,
    only_people_disagree,
    rights_hold,
    stopped_phones_only_hand_in,
    erased_stays_erased,
    nothing_waits_in_vain,
    people_learn,
    mended_days_stand,
    nobody_is_asked_in_vain,
    somebody_is_asked,
    nobody_differs_for_ever,
    no_citizen_is_recorded,
)
