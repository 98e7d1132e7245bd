"""A report of many days of action asks no more often where all teams stood than one of few."""

import pytest

from tests.server.activities.test_activities import add
from tests.server.placements import placements_asked
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, TEAM, TRA_CAU, Town

FEW, MANY = 2, 12
DAYS = {"from": "2026-11-20", "to": "2026-11-22"}
UNITS = ((CLUSTER, TEAM), (TRA_CAU, OTHER_TEAM), (KHANH_CUONG, TEAM))


def test_it_is_asked_once_for_all_days_of_action(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a thousand of them the report of the unit, and of each above it, cost three seconds."""
    desk, counts = town.desk(), []
    query = f"unit={CLUSTER}&month=2026-11"
    for first, count in ((0, FEW), (FEW, MANY)):
        for number in range(first, count):
            for unit, team in UNITS:
                add(desk, name=f"Ngày {number}", unit=unit, teams=[team], **DAYS)
        for path in ("reports", "exports/report.docx", "exports/report.xlsx"):
            layout = "&layout=doan" if path.endswith("docx") else ""
            with placements_asked(monkeypatch) as asked:
                answer = desk.get(f"/api/{path}?{query}{layout}")
            assert answer.status == 200, answer.body
            counts.append((path, len(asked)))
        assert len(desk.get(f"/api/reports?{query}").json["activities"]) == count * len(UNITS)
    assert counts[:3] == counts[3:]
    assert max(number for _, number in counts) <= 1


def test_the_list_asks_once_for_each_unit(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, counts = town.desk(), []
    for first, count in ((0, FEW), (FEW, MANY)):
        for number in range(first, count):
            add(desk, name=f"Ngày {number}", **DAYS)
        with placements_asked(monkeypatch) as asked:
            answer = desk.get("/api/activities?from=2026-11-01&to=2026-11-30")
        assert len(answer.json["rows"]) == count
        counts.append(len(asked))
    assert counts[0] == counts[1]
