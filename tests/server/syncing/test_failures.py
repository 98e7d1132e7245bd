"""What nobody foresaw: one change goes to review, its neighbours go through."""

from typing import Any

import pytest

from server.syncing import taking
from sync.verdict import decide
from tests.town import Town


def test_an_unforeseen_failure_is_kept_with_a_trace(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    first, bad, last = lan.session(), lan.session(), lan.session()

    def stumbles(received: Any, situation: Any) -> Any:
        if received.id == bad["id"]:
            raise ZeroDivisionError
        return decide(received, situation)

    monkeypatch.setattr(taking, "decide", stumbles)
    results = lan.sync(first, bad, last)
    assert [each["verdict"] for each in results] == ["applied", "review", "applied"]
    assert results[1]["code"] == "internal_failure"
    assert len(results[1]["trace"]) == 16
    (item,) = town.desk().get("/api/review").json["rows"]
    assert item["body"]["id"] == bad["id"]
    assert lan.digests() == lan.last["digest"]


def test_what_failed_half_way_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = town.lan()
    good, bad = lan.session(), lan.session()
    put = taking.changes.put_change

    def fails(session: Any, **columns: Any) -> None:
        if columns["id"] == bad["id"] and columns["verdict"] == "applied":
            raise ZeroDivisionError
        put(session, **columns)

    monkeypatch.setattr(taking.changes, "put_change", fails)
    results = lan.sync(good, bad)
    assert [each["verdict"] for each in results] == ["applied", "review"]
    assert good["record"] in lan.rows
    assert bad["record"] not in lan.rows
    assert lan.digests() == lan.last["digest"]
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json
    assert told["total"]["sessions"] == 1
