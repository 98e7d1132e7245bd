"""The one writer of everything that syncs (PROTOCOL 5.1.5, 5.6).

Phones, web pages, imports and commands all write through `writing`. It takes the clock first:
that row's lock is held until the commit, so the order of numbers is the order of commits, and
a reader that has seen number 12 will never be shown a new 11.

Only use cases commit: the writer puts everything into the session's transaction, and leaving
the `with` block writes the digests, what the observers make of it (the totals) and the commit's tag
into it."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session, scoped_session

from server.database.canonical_json import dumps_canonical, dumps_canonical_plain, dumps_compact
from server.database.clock import now
from server.database.connections import AnySession
from server.database.sql import Query, fetch_pipelined
from server.records.digests import DigestObserver
from server.records.rows import NewChange, StoredRow
from server.records.store import changes, reviews, rolled_up
from server.records.store import records as store
from sync.digest import hash_of_canonical
from sync.kinds.help_session import NAME as SESSION
from sync.refusal import ChangeRefused

ROW_BYTES = 600
"""What a row costs beside its JSON, with its places in the indexes; a commit has some rows of its own."""


class ReviewQuota(Protocol):
    """The room of one phone for what waits for a person."""

    def take(self, size: int, change: str | None = None, *, asks: bool) -> None:
        """One more waits, of so many bytes; whether it asks a person by itself. Raises where there is no room
        for it."""

    def is_taken_by(self, channel: str, kind: str) -> bool:
        """Whether a record of this kind waits for a person there."""


class Observer(Protocol):
    """Watches the records that one transaction writes, and writes what follows from them at its end.
    `also_read`: how many records it read for that beside those of the transaction."""

    also_read: int

    def replace(self, old: StoredRow | None, new: StoredRow) -> None:
        """A record stands as `new` from now on."""

    def mark(self) -> Any:
        """What was seen so far, for `reset`."""

    def reset(self, mark: Any) -> None:
        """Forgets what was seen since the mark."""

    def queries(self) -> Sequence[Query[Any]]:
        """What `apply` has to be told."""

    def apply(self, told: Sequence[Any]) -> None:
        """Writes what follows, from the answers to `queries`."""


def install_observers(app: Flask, *makers: Callable[[Session], Observer]) -> None:
    """Each transaction that writes records is watched by one observer of each maker."""
    app.extensions[_OBSERVERS] = makers


def install_right_check(app: Flask, check: Callable[[Session], None]) -> None:
    """Asked once the clock is taken, before anything is written: what ends somebody's right takes the
    clock, too, so from then on it holds until the commit. Raises where it does not."""
    app.extensions[_RIGHT_CHECK] = check


_OBSERVERS, _RIGHT_CHECK = "record_observers", "right_check"


@contextmanager
def writing(session: AnySession, n: int = 1) -> Iterator["Writer"]:
    """Takes the clock for about `n` numbers (more are taken when needed) and gives the writer.
    Take it before any other write of the transaction: two that lock in different orders would
    wait for each other."""
    writer = _begin(session, n)
    yield writer
    writer.finish()


@contextmanager
def writing_if_new(session: AnySession, n: int = 1) -> Iterator["Writer"]:
    """The same for what may have been done before. Where nothing is changed inside, through the writer
    or in tables of the session, it leaves no commit, and the transaction is over."""
    writer = _begin(session, n)
    flushes: list[object] = []
    note = partial(_note_flush, flushes)
    event.listen(writer.session, "after_flush", note)
    try:
        yield writer
        writer.session.flush()
    finally:
        event.remove(writer.session, "after_flush", note)
    if flushes or writer.has_numbered:
        writer.finish()
    else:
        writer.session.rollback()


def _begin(session: AnySession, n: int) -> "Writer":
    writer, _ = begin_writing(session, n)
    check = current_app.extensions.get(_RIGHT_CHECK)
    if check is not None:
        check(writer.session)
    return writer


def _note_flush(flushes: list[object], _session: Session, context: object) -> None:
    flushes.append(context)


def begin_writing(
    session: AnySession, n: int, *questions: Query[Any]
) -> tuple["Writer", list[Any]]:
    """The same for whoever calls `finish`, with the answers to what is asked right behind the
    clock."""
    n = max(n, 1)  # a commit of nothing has a number of its own too
    plain = session() if isinstance(session, scoped_session) else session
    hi, told = store.take_clock(plain, n, *questions)
    return Writer(plain, hi, n), told


def new_tag() -> str:
    """8 random hexadecimal characters; tests put their own maker in app.config["TAGS"]."""
    make = current_app.config.get("TAGS") or secrets.token_hex
    return str(make(4))


class Writer:
    """Writes records at new versions, keeping digests, exit rows and totals true. `room`, if there is
    any, is that for what waits for a person; `has_put`: there is something to commit; `stored`: about so
    many bytes of it stay for good."""

    def __init__(self, session: Session, hi: int, n: int) -> None:
        self.session = session
        self.moment = now()
        self._taken = hi
        self._last = self._before = hi - n
        self._rows: dict[str, StoredRow | None] = {}
        self.room: ReviewQuota | None = None
        self.has_put = False
        self.stored = ROW_BYTES
        self.also_read = 0
        self._is_buffered = False
        self._rows_to_add: dict[str, StoredRow] = {}
        self._rows_to_put: dict[str, StoredRow] = {}
        self._exits_to_put: dict[tuple[str, str], int | None] = {}
        self._changes_to_write: list[NewChange] = []
        self._reviews_to_write: list[Mapping[str, Any]] = []
        self._digesting = DigestObserver(session)
        self._observers: list[Observer] = [
            make(session) for make in current_app.extensions[_OBSERVERS]
        ]

    def number(self) -> int:
        """The next sequence number of this transaction."""
        self._last += 1
        return self._last

    @property
    def has_numbered(self) -> bool:
        """Whether a number was taken, so that something has changed that phones see."""
        return self._last > self._before

    def load(self, ids: Iterable[str]) -> None:
        """Reads many records at once, to spare `row` its single looks."""
        wanted = [key for key in ids if key not in self._rows]
        self.know(wanted, store.rows_by_id(self.session, wanted))

    def know(self, ids: Iterable[str], found: Iterable[StoredRow]) -> None:
        """What was found of the records with these ids, with the clock taken."""
        self._rows.update(dict.fromkeys(ids))
        self._rows.update({row.id: row for row in found})

    def row(self, record_id: str) -> StoredRow | None:
        """The record as this transaction has it by now, or None."""
        try:
            return self._rows[record_id]
        except KeyError:
            self.load([record_id])
            return self._rows[record_id]

    def put(
        self,
        kind: str,
        record_id: str,
        channel: str,
        fields: Mapping[str, Any],
        state: str = "counted",
        *,
        author: str | None = None,
        device: str | None = None,
        erased: bool = False,
    ) -> StoredRow:
        """Writes a record as it shall stand. One that stands like that already keeps its
        version. One that comes from another channel leaves an exit row there. Raises
        ChangeRefused where the id belongs to a record of another kind."""
        old = self.row(record_id)
        if old is not None and old.kind != kind:
            raise ChangeRefused("record_exists", "record")
        if old and (old.channel, old.state, old.f, old.erased) == (channel, state, fields, erased):
            return old
        self.has_put = True
        # What a session may hold (sync/kinds/help_session.py) is text and whole numbers.
        ver, spelled = (
            self.number(),
            (dumps_canonical_plain if kind == SESSION else dumps_canonical)(fields),
        )
        if old is not None:
            author, device = author or old.author, device or old.device
        elif self.room is not None and self.room.is_taken_by(channel, kind):
            is_proposal = kind == store.PROPOSAL
            change = fields.get("change") if is_proposal else None
            self.room.take(len(spelled), change, asks=is_proposal)
        if old is None:
            self.stored += ROW_BYTES + len(spelled)
        h = hash_of_canonical(record_id, ver, channel, state, spelled)
        row = StoredRow(
            record_id, kind, channel, ver, h, state, fields, erased, author, device, spelled
        )
        if not self._is_buffered:
            store.put_records(self.session, [row])
        elif old is None or row.id in self._rows_to_add:
            self._rows_to_add[row.id] = row
        else:
            self._rows_to_put[row.id] = row
        self._rows[record_id] = row
        self._move(old, row)
        return row

    def change(self, row: StoredRow, **parts: Any) -> StoredRow:
        """Writes a record again with some parts (channel, f, state, erased) changed."""
        new = row._replace(**parts, spelled=None)
        return self.put(new.kind, new.id, new.channel, new.f, new.state, erased=new.erased)

    def roll_up(self, rows: Sequence[StoredRow], handed_on: Mapping[str, bool]) -> None:
        """Takes records out for good, with an exit row in the place of each. No observer hears of it: what
        they added to totals stays (PROTOCOL 5.19). `handed_on`: of sessions, whether the people of one that
        goes on from it are counted in it or before it."""
        self.flush()
        exits = [
            rolled_up.Exit(row.channel, row.id, self.number(), _when(row), handed_on.get(row.id))
            for row in rows
        ]
        rolled_up.take_out(self.session, exits)
        for row in rows:
            self._digesting.move(row.channel, row.h, None)
            self._rows[row.id] = None
        self.has_put = True

    def put_change(self, change: NewChange) -> None:
        """Inserts a change; its id must be new."""
        self.has_put = True
        if self._is_buffered:
            self._changes_to_write.append(change)
        else:
            self._write_changes([change])

    def put_review(self, item: Mapping[str, Any]) -> None:
        """Inserts what waits for a person: of a content that nobody was asked about before. Where the
        phone has no room for it the push ends in waiting_full."""
        self.has_put = True
        if self.room is not None:
            self.room.take(len(dumps_compact(item["body"])), item["change_id"], asks=True)
        if self._is_buffered:
            self._reviews_to_write.append(item)
        else:
            self._write_reviews([item])

    @contextmanager
    def buffered(self) -> Iterator[None]:
        """Buffers what is put inside until `flush`; meanwhile only `row` returns it. After an error inside, roll
        back to a savepoint or the whole transaction."""
        yield from self._buffering(True)

    @contextmanager
    def unbuffered(self) -> Iterator[None]:
        """Inside `buffered`: flushes, and writes immediately what is put inside."""
        self.flush()
        yield from self._buffering(False)

    def _buffering(self, is_buffered: bool) -> Iterator[None]:
        before, self._is_buffered = self._is_buffered, is_buffered
        try:
            yield
        finally:
            self._is_buffered = before

    def flush(self) -> None:
        """Writes what is buffered."""
        added, self._rows_to_add = self._rows_to_add, {}
        rows, self._rows_to_put = self._rows_to_put, {}
        exits, self._exits_to_put = self._exits_to_put, {}
        written, self._changes_to_write = self._changes_to_write, []
        waiting, self._reviews_to_write = self._reviews_to_write, []
        store.add_records(self.session, list(added.values()))
        store.put_records(self.session, list(rows.values()))
        store.put_exits(self.session, exits)
        self._write_changes(written)
        self._write_reviews(waiting)

    def _write_changes(self, rows: Sequence[NewChange]) -> None:
        self.stored += len(rows) * ROW_BYTES + changes.put_changes(self.session, rows)

    def _write_reviews(self, items: Sequence[Mapping[str, Any]]) -> None:
        self.stored += len(items) * ROW_BYTES + reviews.add_reviews(self.session, items)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """An error inside rolls back the database and the writer to the state before."""
        self.flush()
        mark = self._mark()
        try:
            with self.session.begin_nested():
                yield
                self.flush()
        except BaseException:
            self._reset(mark)
            raise

    def _mark(self) -> tuple[Any, ...]:
        return (
            dict(self._rows),
            self._digesting.mark(),
            [observer.mark() for observer in self._observers],
        )

    def _reset(self, mark: tuple[Any, ...]) -> None:
        self._rows, digested, seen = mark
        self._digesting.reset(digested)
        for observer, each in zip(self._observers, seen, strict=True):
            observer.reset(each)
        self._rows_to_add, self._rows_to_put, self._exits_to_put = {}, {}, {}
        self._changes_to_write, self._reviews_to_write = [], []

    def finish(self) -> None:
        """Writes what belongs to the whole transaction: what the observers make of it, digests, the
        clock, the tag."""
        # Asked before the records are written, so that nobody waits for these to be answered.
        wanted = [observer.queries() for observer in self._observers]
        self.also_read = sum(observer.also_read for observer in self._observers)
        digests, *answers = fetch_pipelined(
            self.session, self._digesting.query(), *chain.from_iterable(wanted)
        )
        self.flush()
        left = iter(answers)
        for observer, queries in zip(self._observers, wanted, strict=True):
            observer.apply(list(islice(left, len(queries))))
        self._digesting.apply(digests, max(self._last, self._taken))
        if self._last > self._taken:
            self._taken = self._last
            store.set_clock(self.session, self._taken)
        store.put_commit(self.session, self._taken, new_tag(), self.moment)

    def _move(self, old: StoredRow | None, new: StoredRow) -> None:
        stays = old is not None and old.channel == new.channel
        if old is not None and not stays:
            self._digesting.move(old.channel, old.h, None)
            exits = {(old.channel, old.id): new.ver, (new.channel, new.id): None}
            if self._is_buffered:
                self._exits_to_put |= exits
            else:
                store.put_exits(self.session, exits)
        self._digesting.move(new.channel, old.h if old is not None and stays else None, new.h)
        for observer in self._observers:
            observer.replace(old, new)


def _when(row: StoredRow) -> str | None:
    """Day and hour of a session."""
    return f"{row.f['day']} {row.f['start']}" if row.kind == SESSION else None
