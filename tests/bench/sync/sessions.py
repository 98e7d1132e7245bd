"""Help sessions as volunteers record them: 370 bytes or so for each change."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from server.clock import ZONE
from sync.limits import LONGEST_TEXT

DAYS = 7
NOTED = 0.1
PLACES, AGES = ("NVH", "CHO", "TRUONG"), ("KHONGHOI", "NHIEU")
SERVICES = ("DD01", "DD02", "DD04", "DD05", "DD07")
NOTES = (
    "Hai cô hẹn mang thẻ gắn chip chiều mai.",
    "mạng chậm, {} người phải quay lại buổi chiều",
    "Đã hướng dẫn cài ứng dụng, còn {} bác chưa có điện thoại thông minh",
    "hết pin máy, nghỉ từ {} giờ",
)


def session(rng: Random, now: datetime) -> dict[str, Any]:
    """The fields of a session of these days, with one to three services and at times a note."""
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
    if rng.random() < NOTED:
        fields["note"] = rng.choice(NOTES).format(rng.randint(2, 40))[:LONGEST_TEXT]
    return fields
