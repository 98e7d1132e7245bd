"""What a coordinator finds waiting: a proposal, a record to review, phones that hold unsent work."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from server.database.clock import ZONE
from server.operations.demo.phone import Phone
from server.operations.demo.recording import Phones
from server.operations.demo.roster import new_id
from server.operations.demo.timeline import Act, Timeline, local

LEAD, LAN, MINH = "Phan Thị Hà", "Nguyễn Thị Lan", "Trần Văn Minh"
UNSENT = 5  # changes that a holder's phone could not send any more


def session(day: str, start: str, people: int, services: dict[str, int]) -> dict[str, Any]:
    """Fields of a plain session at the cultural house, everybody helped to the end."""
    done = {"outcome": "XONG", "reasons": []}
    fields = {
        "day": day,
        "start": start,
        "place_kind": "NVH",
        "people": people,
        "age_band": "NHIEU",
    }
    helped = {f"services.{code}": {"people": n, **done} for code, n in services.items()}
    return {**fields, "companions": [], **helped}


def two_edit_one_session(timeline: Timeline, phones: Phones, rng: Random, now: datetime) -> None:
    """Lan recorded ten people; Hà corrects to twelve; Lan, offline meanwhile, to eleven."""
    day = now.astimezone(ZONE).date() - timedelta(days=1)
    record = new_id(rng)
    fields = session(day.isoformat(), "08:30", 10, {"DD04": 10})
    fields["note"] = "Hai cô hẹn mang thẻ gắn chip chiều mai."
    lan, ha = phones[LAN], phones[LEAD]
    timeline.at(local(day, 9 * 60), lambda at: lan.create(record, fields, at))
    timeline.at(local(day, 9 * 60 + 30), lan.sync)
    timeline.at(local(day, 10 * 60), ha.sync)
    timeline.at(local(day, 11 * 60), lambda at: ha.edit(record, {"people": 12}, {"people": 10}, at))
    timeline.at(local(day, 11 * 60 + 5), ha.sync)
    timeline.at(
        local(day, 12 * 60), lambda at: lan.edit(record, {"people": 11}, {"people": 10}, at)
    )
    timeline.at(local(day, 17 * 60), lan.sync)


def wrong_year(timeline: Timeline, phones: Phones, rng: Random, now: datetime) -> None:
    """Minh picked a day long before he was in the team: the server keeps it for a person."""
    day = now.astimezone(ZONE).date() - timedelta(days=1)
    fields = session(f"2024-{day:%m}-28", "14:00", 6, {"DD07": 6})
    minh = phones[MINH]
    timeline.at(local(day, 15 * 60), lambda at: minh.create(new_id(rng), fields, at))


def hold_back(
    timeline: Timeline, phones: Phones, rng: Random, now: datetime, holders: set[str]
) -> None:
    """These phones worked for two days; the signal broke after their first sessions had gone."""
    yesterday = now.astimezone(ZONE).date() - timedelta(days=1)
    for name in sorted(holders):
        phone = phones[name]
        for number in range(UNSENT + 2):
            day = yesterday - timedelta(days=1 - number % 2)
            start = 8 * 60 + 50 * (number // 2)
            fields = session(
                day.isoformat(),
                f"{start // 60:02d}:{start % 60:02d}",
                3 + number,
                {"DD01": 3 + number},
            )
            timeline.at(local(day, start + 20), _create(phone, new_id(rng), fields))
        timeline.at(local(yesterday, 18 * 60), _send_all_but_the_last(phone))


def wait_for_approval(timeline: Timeline, phone: Phone, rng: Random, now: datetime) -> None:
    """A new volunteer has joined, but Hà has not approved the phone yet; it records all the same."""
    here = now.astimezone(ZONE)
    for number, people in enumerate((1, 2, 4)):
        at = now - timedelta(minutes=24 - number)
        fields = session(here.date().isoformat(), f"{here:%H}:00", people, {"DD05": people})
        timeline.at(at, _create(phone, new_id(rng), fields))
    timeline.at(now - timedelta(minutes=20), phone.sync)


def _create(phone: Phone, record: str, fields: dict[str, Any]) -> Act:
    return lambda at: phone.create(record, fields, at)


def _send_all_but_the_last(phone: Phone) -> Act:
    return lambda at: phone.sync(at, keep=UNSENT)
