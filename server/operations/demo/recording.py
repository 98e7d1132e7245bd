"""How a planned session gets into a phone: recorded a little later, sometimes mended or voided."""

from datetime import datetime, timedelta
from random import Random

from server.operations.demo.phone import Phone
from server.operations.demo.sessions import SessionPlan
from server.operations.demo.timeline import Timeline, local

Phones = dict[str, Phone]
"""The phones by the name of the person who carries one."""

WRITTEN_AFTER = 15  # minutes: the form is filled when the queue is gone
MENDED_AFTER = timedelta(minutes=4)
LONGEST = 500
NOTES = [
    "Bà con hẹn mang thẻ gắn chip sang tuần.",
    "Sóng yếu, ghi lại cuối buổi.",
    "Đông, cần thêm hai bạn buổi chiều.",
    "Nhà văn hóa cho mượn bàn và ổ điện.",
    "Hệ thống chậm từ 9 giờ đến 10 giờ.",
]


def record(
    timeline: Timeline, phones: Phones, session: SessionPlan, latest: datetime | None = None
) -> datetime:
    """The author's phone records the session; returns when. `latest` bounds that moment."""
    moment = local(session.day, session.start + WRITTEN_AFTER)
    moment = min(moment, latest) if latest else moment
    phone = phones[session.author.name]
    timeline.at(moment, lambda at: phone.create(session.id, session.fields(), at))
    return moment


def record_and_mend(timeline: Timeline, phones: Phones, session: SessionPlan, rng: Random) -> None:
    """First with too many people, and corrected a few minutes after."""
    moment = local(session.day, session.start + WRITTEN_AFTER)
    phone = phones[session.author.name]
    wrong = min(LONGEST, session.people + rng.randint(1, 9))
    timeline.at(
        moment, lambda at: phone.create(session.id, session.fields() | {"people": wrong}, at)
    )
    timeline.at(
        moment + MENDED_AFTER,
        lambda at: phone.edit(session.id, {"people": session.people}, {"people": wrong}, at),
    )


def record_and_void(timeline: Timeline, phones: Phones, session: SessionPlan) -> None:
    """Recorded twice by mistake, so this one is voided; it counts for nothing."""
    moment = record(timeline, phones, session)
    phone = phones[session.author.name]
    timeline.at(
        moment + MENDED_AFTER,
        lambda at: phone.edit(session.id, {"status": "void"}, {"status": "live"}, at),
    )


def record_block(
    timeline: Timeline,
    phones: Phones,
    sessions: list[SessionPlan],
    extra: list[SessionPlan],
    rng: Random,
) -> None:
    """A block of sessions, every fortieth corrected and every fiftieth with a note, and `extra`
    ones that are voided at once."""
    for number, session in enumerate(sessions):
        if number % 50 == 7:
            session.note = rng.choice(NOTES)
        if number % 40 == 11:
            record_and_mend(timeline, phones, session, rng)
        else:
            record(timeline, phones, session)
    for session in extra:
        record_and_void(timeline, phones, session)
