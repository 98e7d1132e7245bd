"""Help sessions as volunteers record them: 370 bytes or so for each change, without a note."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from server.database.clock import ZONE
from tests.bench.sync.notes import Notes

DAYS = 7
PLACES, AGES = ("NVH", "CHO", "TRUONG"), ("KHONGHOI", "NHIEU")
SERVICES = ("DD01", "DD02", "DD04", "DD05", "DD07")


def session(
    rng: Random, now: datetime, notes: Notes | None = None, noted: float = 0
) -> dict[str, Any]:
    """The fields of a session of these days, with one to three services, and a note on so large a part
    of them."""
    day = (now.astimezone(ZONE) - timedelta(days=rng.randrange(DAYS))).date()
    people = rng.randint(1, 9)
    fields: dict[str, Any] = {
        "day": day.isoformat(),
        "start": f"{rng.randint(7, 16):02d}:{rng.randrange(60):02d}",
        "place_kind": rng.choice(PLACES),
        "people": people,
        "age_band": rng.choice(AGES),
        "companions": [],
        "status": "live",
    }
    for code in rng.sample(SERVICES, rng.choice((1, 1, 2, 3))):
        done = {"people": rng.randint(1, people), "outcome": "XONG", "reasons": []}
        fields[f"services.{code}"] = done
    if notes is not None and rng.random() < noted:
        fields["note"] = notes.next()
    return fields
