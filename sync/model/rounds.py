"""The round of one tab (PROTOCOL 7), as a generator: it yields a request where it waits for the
network, and None between two transactions, where it can be killed."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from typing import Literal

from .phone import Phone
from .pulling import PAGE
from .storage import Mark
from .wire import (
    Answer,
    Have,
    Join,
    Joined,
    Missing,
    Problem,
    Request,
    Round,
    RoundAnswer,
)

HAVE_IDS = 20
START, MOST = 4, 8
"""Changes in one request. Small, so that every run cuts its outboxes into many."""
HALVE = (400, 413, 415, 422)

End = Literal["more", "done", "later", "stopped"]
Steps = Generator[Request | None, Answer | None, End]


class Tab:
    """A page or worker that sends for a phone. Several may share one, and none knows of others."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.size = START

    def round(self, now: datetime) -> Steps:
        """One round trip, and what follows from it."""
        phone, held = self.phone, self.phone.storage
        if phone.code is not None:
            return (yield from self.join(Join(phone.device, code=phone.code)))
        if held.standing == "unjoined":
            return "stopped"
        if held.rejoin:
            return (yield from self.join_again())
        if held.rebuild is not None and held.rebuild.phase == "have":
            return (yield from self.ask_what_is_missing())
        history = held.rebuild is not None and held.rebuild.reason == "history"
        batch = [] if history else [item.change for item in phone.sendable()[: self.size]]
        mark = phone.mark()
        asked = Round(
            phone.device,
            phone.protocol,
            phone.clock(now),
            held.seen,
            phone.cursors(),
            PAGE,
            tuple(batch),
            held.differing,
        )
        self.before_sending(asked)
        answer = yield asked
        if isinstance(answer, RoundAnswer):
            self.size = min(MOST, self.size * 2)
            left = len(phone.sendable()) > len(batch) or history
            mark = phone.take_verdicts(answer, mark)
            yield None
            held.standing = "revoked" if answer.revoked else "welcome"
            end = yield from self.take_pulled(answer, mark, left)
            phone.prune_sent(now)
            later = any(each.verdict == "retry" for each in answer.results)
            return "later" if later else end
        if isinstance(answer, Problem):
            return (yield from self.refused(answer, asked))
        self.size = max(1, self.size // 2)
        return "later"

    def before_sending(self, asked: Round) -> None:
        """Nothing is done to the store because something is sent."""

    def take_pulled(self, told: RoundAnswer, mark: Mark, left: bool) -> Steps:
        """The page, then the digest."""
        phone = self.phone
        if told.upgrade or told.revoked:
            if told.revoked:
                phone.take_page(told, mark)
            return "more" if left else "done"
        taken = phone.take_page(told, mark)
        yield None
        if taken is None or taken[1] or told.more:
            return "more"
        unequal, today = phone.unequal(told.digest, taken[0]), told.now.date().isoformat()
        news = phone.note_unmended(unequal, today)
        repairs = phone.start_repair(unequal, today) if unequal else []
        return "more" if left or repairs or news else "done"

    def refused(self, answer: Problem, asked: Round) -> Steps:
        """An answer for the whole request. Nothing is ever deleted because of one (4.5)."""
        phone = self.phone
        if answer.status == 401:
            return (yield from self.signed_out())
        if answer.status == 409:
            phone.start_history_rebuild()
            return "more"
        count = len(asked.changes)
        self.size = max(1, min(count, self.size) // 2)
        if answer.status in HALVE and count == 1:
            alone = asked.changes[0]["id"]
            without = replace(asked, changes=())
            again = yield without
            if isinstance(again, RoundAnswer):
                phone.set_aside(alone, answer.code)
                return "more"
            if isinstance(again, Problem):
                return (yield from self.refused(again, without))
            return "later"
        return "more" if answer.status in HALVE and count > 1 else "later"

    def signed_out(self) -> Steps:
        """The server does not know this phone: its receipts say that it did (PROTOCOL 7.11)."""
        held = self.phone.storage
        held.rejoin = held.receipts
        yield None
        if held.rejoin:
            return (yield from self.join_again())
        held.standing = "signed_out"
        return "stopped"

    def join_again(self) -> Steps:
        """Joins by a receipt."""
        receipt = self.phone.storage.rejoin[0]
        end = yield from self.join(Join(self.phone.device, receipt=receipt))
        if end != "later":
            self.phone.rejoined(receipt)
        return end

    def join(self, asked: Join) -> Steps:
        """Joins, and binds what was recorded before."""
        phone = self.phone
        answer = yield asked
        if asked.code is not None and answer is not None:
            phone.code = None
        if isinstance(answer, Joined):
            phone.bind_joined(answer)
            return "more"
        if isinstance(answer, Problem):
            return "stopped"
        return "later"

    def ask_what_is_missing(self) -> Steps:
        """What a restored server lost goes back into the outbox (PROTOCOL 7.7)."""
        phone = self.phone
        mark, ids = phone.mark(), phone.sent_ids()
        for start in range(0, len(ids), HAVE_IDS):
            answer = yield Have(phone.device, tuple(ids[start : start + HAVE_IDS]))
            if isinstance(answer, Problem) and answer.status == 401:
                return (yield from self.signed_out())
            if not isinstance(answer, Missing):
                return "later"
            phone.requeue(answer.missing, mark)
            yield None
        phone.end_rebuild(mark)
        return "more"


__all__ = ["End", "Steps", "Tab"]
