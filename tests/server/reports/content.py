"""A report's content for tests that need no server."""

from typing import Any

from server.reports.content import Content

NOTHING = {"people": 0, "turns": 0, "volunteers": 0, "sessions": 0}
FIGURES = {"people": 1345, "turns": 1800, "volunteers": 78, "sessions": 120}
NO_PLAN = dict.fromkeys(NOTHING)


def unit(name: str, kind: str, code: str = "21439") -> dict[str, str]:
    return {"id": f"id of {name}", "name": name, "kind": kind, "code": code}


def row(name: str, people: int, plan: int | None = None, kind: str = "phuong") -> dict[str, Any]:
    """A unit below, in which so many people were helped in as many sessions."""
    figures = {"people": people, "turns": people, "volunteers": people, "sessions": people}
    aimed = None if plan is None else {**NO_PLAN, "people": plan}
    return {"key": name, "label": name, "kind": kind, "figures": figures, "plan": aimed}


def indicator(label: str, value: int | None, plan: int | None = None, **more: str) -> Content:
    usual = {"key": label, "kind": "count", "unit": "buổi", "sources": ""}
    return {**usual, "label": label, "value": value, "plan": plan, **more}


def content(**parts: Any) -> Content:
    """The report of phường Đức Phổ for November 2026, as it stands on the 26th."""
    return {
        "month": "2026-11",
        "from": "2026-11-01",
        "to": "2026-11-30",
        "unit": unit("Đức Phổ", "phuong"),
        "above": unit("Cụm Đức Phổ", "cum", "CUM-DP"),
        "as_of": "2026-11-26T07:05:00+00:00",
        "closed": None,
        "completeness": {"teams": 20, "teams_with_unsent": 3, "unsent_at_least": 35},
        "total": FIGURES,
        "forces": {"union": 78, "police": 3, "partner": 0, "other": 1, "all": 82},
        "plan": None,
        "by": "team",
        "rows": [],
        "groups": [],
        "outcomes": [],
        "reasons": [],
        "indicators": [],
        "late": [],
        **parts,
    }
