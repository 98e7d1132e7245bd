"""Everything that is looked up before a batch is decided (PROTOCOL 5.2), in one go right behind
the clock: the writers' lock is held meanwhile."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from server.auth.principal import Enrolled, Phone
from server.auth.store.principals import phone_by_id, phone_query
from server.database.clock import today
from server.database.sql import Query
from server.organisation.store import memberships_of, memberships_query, merged_among
from server.records.rows import StoredRow
from server.records.store import changes, records, reviews
from server.records.tables import ReviewItem
from server.records.writer import Writer
from server.sync.held_edits import HeldEdits
from server.sync.kept_items import KeptItems
from server.sync.readers import ReadersOfEvents
from server.sync.rolled_up_sessions import RolledUpSessions
from server.sync.store import people
from sync.change import Change
from sync.formats import is_uuid
from sync.kinds import KINDS, Codes
from sync.kinds import member as member_kind
from sync.membership import Enrolment, Membership
from sync.merged_people import change_of_kept
from sync.receive import Received
from sync.record_id import is_anothers
from sync.situation import Known, Situation
from sync.verdict import Decision
from sync.write_permissions import may_change

DeviceState = Literal["approved", "pending", "revoked"]


def record_of(received: Received) -> str | None:
    """The record that a change speaks of, also of one that was not understood."""
    if received.change is not None:
        return received.change.record
    said = received.body.get("record") if isinstance(received.body, dict) else None
    return said if is_uuid(said) else None


def members_of(body: Any, record: str | None) -> set[str]:
    """About whom a change says something: its record may be a member's."""
    parts = (body.get("set"), body.get("prev")) if isinstance(body, dict) else ()
    said = [part.get("member") for part in parts if isinstance(part, dict)]
    return {str(each) for each in (record, *said) if is_uuid(each)}


@dataclass(frozen=True)
class Batch:
    """The changes that a phone sends: `offset` is its clock minus the server's, in seconds."""

    device: str
    offset: float
    codes: Codes
    received: Sequence[Received]
    day: str = field(default_factory=today)

    @cached_property
    def parsed(self) -> list[Change]:
        """The changes that were understood."""
        return [each.change for each in self.received if each.change is not None]

    @cached_property
    def records(self) -> list[str]:
        """The records that they speak of, each once."""
        return list(dict.fromkeys([change.record for change in self.parsed]))

    @cached_property
    def records_not_understood(self) -> list[str]:
        """The records that those speak of which were not understood."""
        named = [record_of(each) for each in self.received if each.change is None]
        return list(dict.fromkeys([name for name in named if name is not None]))

    @cached_property
    def replaced(self) -> list[str]:
        """The changes that they replace, each once."""
        return list(dict.fromkeys([each.replaces for each in self.parsed if each.replaces]))

    @cached_property
    def people(self) -> set[str]:
        """Those whom they name: their authors and who came along, before an edit too."""
        found = {change.author for change in self.parsed}
        for change in self.parsed:
            found.update(change.set.get("companions") or ())
            if isinstance(seen := change.prev.get("companions"), list):
                found.update(each for each in seen if is_uuid(each))
        return found

    @cached_property
    def members(self) -> set[str]:
        """Those about whom they say something, a name maybe, whether that was understood or not."""
        found: set[str] = set()
        for each in self.received:
            found.update(members_of(each.body, record_of(each)))
        return found

    def queries(self) -> tuple[Query[Any], ...]:
        """What `BatchContext` has to be told, with the clock taken."""
        return (
            changes.existing_changes_query([each.id for each in self.received]),
            records.rows_query(self.records),
            reviews.awaited_query(self.records),
            memberships_query(self.people),
            # Asked again under the clock's lock, so that a revocation that was committed before
            # this transaction holds for it.
            phone_query(self.device, self.day),
        )


class BatchContext:
    """What the server knows about the changes of one batch, from the answers to its questions.
    `learn` keeps it true while the batch goes in."""

    def __init__(self, writer: Writer, batch: Batch, told: Sequence[Any]) -> None:
        self._writer = writer
        self._device = batch.device
        self._offset = batch.offset
        self._codes = batch.codes
        self._today = batch.day
        self._learned: dict[str, tuple[Received, Decision]] = {}
        self._plain: dict[tuple[str, ...], Situation] = {}
        self._items: dict[str, list[ReviewItem]] | None = None
        self._own: set[str] = set()
        self._batch_members = batch.members
        self._names: dict[str, str | None] = {}
        session = writer.session
        self._readers = ReadersOfEvents(writer, batch.device)
        self.kept = KeptItems(session, batch.device, batch.replaced, batch.records)
        there, rows, awaited, memberships, phone = told
        self._phones = {batch.device: _phone(phone)}
        self._known = changes.known_changes(session, there)
        writer.know(batch.records, rows)
        if len(batch.parsed) < len(batch.received):
            writer.load(batch.records_not_understood)
        edited = [each.record for each in batch.parsed if each.op == "edit"]
        self.held = HeldEdits(session, batch.device, edited, awaited)
        self._rolled_up = RolledUpSessions(session, batch.parsed, batch.day)
        self._memberships: dict[str, list[Membership]] = {
            member: memberships.get(member, []) for member in batch.people
        }
        self._merged = merged_among(memberships)
        if rows:
            self._load_memberships(who for each in batch.parsed for who in self._people(each))

    def of_kept(self, received: Received, *, late: bool = False) -> Received:
        """What was received with everybody's present id: phones go on naming who was merged into
        somebody else for as long as they have not heard of it (PROTOCOL 5.10). `late`: it came
        before this batch."""
        if received.change is None:
            return received
        if late:
            self._load_memberships(_named(received.change))
        if not self._merged:
            return received
        row = self._writer.row(received.change.record)
        change = change_of_kept(received.change, self._merged, row.author if row else None)
        return received._replace(change=change)

    def situation(
        self, received: Received, device: str | None = None, settled: bool = False
    ) -> Situation:
        """What the rules need to know about one change. `device` made it; without one, the phone
        that sends the batch. `settled`: decide anew what was decided (and held) before."""
        maker = device or self._device
        change = received.change
        record = change.record if change is not None else record_of(received)
        row = self._writer.row(record) if record else None
        known = None if settled else self._known_of(received.id)
        found = self._situation_of(received, maker, row, record, known)
        if change is not None and KINDS[change.kind].counts_for == "readers" and known is None:
            return replace(found, readers=self._readers.of(change.set, found.memberships))
        if change is None or row is not None or known is not None:
            return found
        if self._rolled_up.holds(change):
            return replace(found, rolled_up=True)
        if change.op != "edit":
            return found
        return replace(found, held_edits=self.held.count(change.record))

    def _situation_of(
        self,
        received: Received,
        maker: str,
        row: StoredRow | None,
        record: str | None,
        known: Known | None,
    ) -> Situation:
        change = received.change
        member_known = (
            change is not None and change.kind == member_kind.NAME and self._has_member(change)
        )
        if record in self._own:
            found = self._situation(
                maker, self._people(change) if change else set(), row, known, False
            )
            return replace(found, id_taken=True)
        if row is not None or known is not None or member_known or change is None:
            people = self._people(change) if change else set()
            return self._situation(maker, people, row, known, member_known)
        # Of most changes nothing is there yet, and many are by the same people.
        key = (maker, change.author, *(change.set.get("companions") or ()))
        if key not in self._plain:
            self._plain[key] = self._situation(maker, _named(change), None, None, False)
        return self._plain[key]

    def _known_of(self, change_id: str) -> Known | None:
        learned = self._learned.get(change_id)
        if learned is None:
            return self._known.get(change_id)
        received, decision = learned
        return Known(received.payload_hash, str(decision.verdict), decision.code, decision.fields)

    def names_anothers(self, received: Received, device: str, settled: bool = False) -> bool:
        """Whether the record that stands under the id in a change was made by another phone, and the
        change may be of its own phone's: an edit by who has the right to the one that stands is of
        that one. `settled` as for `situation`."""
        change = received.change
        row = self._writer.row(change.record) if change else None
        if change is None or row is None:
            return False
        if not is_anothers(change, there := row.record(), row.device, device):
            return False
        if change.op == "create":
            return True
        return not may_change(change, there, self.situation(received, device, settled))

    @property
    def codes(self) -> Codes:
        """The codes of the catalogue, by kind."""
        return self._codes

    def know_own(self, record_id: str) -> None:
        """A record of the phone's own got this id, since the one that it has is another phone's."""
        if record_id not in self._own:
            self._own.add(record_id)
            self.held.expect(record_id)

    def forget_known(self, change_id: str) -> None:
        """What is kept of a change was given to another record."""
        if change_id in self._known:
            self._known |= changes.known_changes(self._writer.session, [change_id])

    def _situation(
        self,
        maker: str,
        people: set[str],
        row: StoredRow | None,
        known: Known | None,
        member_known: bool,
    ) -> Situation:
        state, enrolments = self.phone(maker)
        self._load_memberships(people)
        return Situation(
            device=maker,
            device_state=state,
            today=date.fromisoformat(self._today),
            enrolments=enrolments,
            memberships=tuple(
                each for member in sorted(people) for each in self._memberships.get(member, ())
            ),
            codes=self._codes,
            record=row.record() if row else None,
            known=known,
            clock_offset=self._offset if maker == self._device else 0.0,
            member_known=member_known,
        )

    def phone(self, device: str) -> tuple[DeviceState, tuple[Enrolment, ...]]:
        """How a phone stands, and its people."""
        if device not in self._phones:
            found = phone_by_id(self._writer.session, device, self._today)
            self._phones[device] = _phone(found)
        return self._phones[device]

    def learn(self, received: Received, decision: Decision) -> None:
        """A change got its verdict, which is given back if it stands in the batch again."""
        self._learned[received.id] = (received, decision)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """The writer's; of what fails inside nothing was learned either."""
        mark = (
            dict(self._learned), dict(self._memberships), dict(self._plain), dict(self._names)
        )  # fmt: skip
        kept, held = self.kept.mark(), self.held.mark()
        try:
            with self._writer.savepoint():
                yield
        except BaseException:
            self._learned, self._memberships, self._plain, self._names = mark
            self.kept.reset(kept)
            self.held.reset(held)
            raise

    def items_of(self, change_id: str) -> list[ReviewItem]:
        """What waits, or waited, of a change that the server knows, in the order in which it came."""
        if self._items is None:
            self._items = {}
            for item in reviews.items_of_changes(self._writer.session, self._known):
                self._items.setdefault(item.change_id, []).append(item)
        return self._items.get(change_id, [])

    def note_item(self, item: Mapping[str, Any]) -> None:
        """One more content of a change that the server knows waits."""
        if self._items is not None:
            self._items.setdefault(item["change_id"], []).append(ReviewItem(**item))

    def forget_memberships(self, member: str) -> None:
        """A membership of this member was written meanwhile."""
        self._memberships.pop(member, None)
        self._plain.clear()

    def _has_member(self, change: Change) -> bool:
        """Whether somebody has the id of the member whom a change of that kind would make."""
        said = change.set.get("member")
        return said is not None and self.member_names({said})[said] is not None

    def member_names(self, ids: Collection[str]) -> Mapping[str, str | None]:
        """The names of these members at least, None for who does not exist. Those of all whom the batch
        speaks of are looked up at once."""
        unknown = [each for each in ids if each not in self._names]
        if unknown:
            wanted = {*unknown, *(self._batch_members - self._names.keys())}
            there = people.member_names(self._writer.session, wanted)
            self._names |= {each: there.get(each) for each in wanted}
        return self._names

    def know_member(self, member: str, name: str) -> None:
        """Somebody was made meanwhile."""
        self._names[member] = name

    def _people(self, change: Change) -> set[str]:
        found = _named(change)
        row = self._writer.row(change.record)
        if row is not None:
            found |= {row.author or change.author, *(row.f.get("companions") or [])}
        return found

    def _load_memberships(self, members: Iterable[str]) -> None:
        wanted = set(members) - self._memberships.keys()
        if wanted:
            found = memberships_of(wanted)
            self._memberships |= {member: [] for member in wanted} | found
            self._merged |= merged_among(found)


def _named(change: Change) -> set[str]:
    return {change.author, *(change.set.get("companions") or [])}


def _phone(
    found: tuple[Phone, tuple[Enrolled, ...]] | None,
) -> tuple[DeviceState, tuple[Enrolment, ...]]:
    enrolments = found[1] if found else ()
    if found is not None and found[0].revoked:
        return "revoked", enrolments
    approved = any(each.state == "approved" for each in enrolments)
    return "approved" if approved else "pending", enrolments
