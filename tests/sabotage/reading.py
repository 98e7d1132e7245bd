"""Sabotages of what keeps reading cheap, and of who reads what of moved teams and of other units."""

from tests.sabotage.sabotage import Sabotage

HISTORY = "tests/server/statistics/test_history_pages.py"

READING = (
    Sabotage(
        "a session's history goes out whole",
        "9.4",
        "server/records/store/changes.py",
        "    latest = chosen.order_by(Change.seq.desc(), Change.id.desc()).limit(limit)",
        "    latest = chosen.order_by(Change.seq.desc(), Change.id.desc())",
        (HISTORY,),
    ),
)
