"""A merger that would take long is stopped before it holds anybody up, counts all the same, and is one at a
time; so is a certificate."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from server.certificates.use_cases import certificates
from server.database.engine import db
from server.directory import member_merge
from server.directory.use_cases import merging_members
from server.records.store import records
from server.records.writer import Writer
from tests.phones import Phone
from tests.server.certificates.issuing import issue
from tests.town import TEAM, Town
from tests.wires import Answer, Browser


@pytest.fixture
def minh(town: Town) -> Phone:
    """Minh, who helped twice."""
    minh = town.minh()
    minh.sync(minh.session(), minh.session())
    return minh


def merge(browser: Browser, merged: str, kept: str) -> Answer:
    return browser.post(f"/api/teams/{TEAM}/members/{merged}/merge", {"into": kept})


def told_meanwhile(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, ask: Callable[[], Answer]
) -> list[int]:
    """What is told to who asks while the first call of a function is under way."""
    work, told = getattr(module, name), list[int]()

    def meanwhile(*given: Any, **parts: Any) -> Any:
        monkeypatch.setattr(module, name, work)
        with ThreadPoolExecutor(1) as pool:  # here the first request is under way
            told.append(pool.submit(ask).result().status)
        return work(*given, **parts)

    monkeypatch.setattr(module, name, meanwhile)
    return told


def test_a_merger_of_very_many_sessions_takes_no_lock(
    town: Town, minh: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Any] = []
    begin = Writer.__init__

    def noted(self: Writer, *given: Any, **parts: Any) -> None:
        taken.append(given)
        begin(self, *given, **parts)

    lan = town.lan()
    monkeypatch.setattr(Writer, "__init__", noted)
    monkeypatch.setattr(member_merge, "MOST_NAMING", 1)
    assert merge(town.desk(), minh.member, lan.member).code == "change_slow"
    assert taken == []
    monkeypatch.setattr(member_merge, "MOST_NAMING", 2)
    assert merge(town.desk(), minh.member, lan.member).status == 200
    assert taken != []


def test_a_leads_merger_that_was_stopped_counts_too(
    town: Town, minh: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    ha = town.ha()
    lan = ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Lan"}).json["id"]
    monkeypatch.setattr(member_merge, "MOST_NAMING", 1)
    told = {merge(ha.web, minh.member, lan).code for _ in range(10)}
    monkeypatch.setattr(member_merge, "MOST_NAMING", 2)
    monkeypatch.setattr(merging_members, "LOCKED_SECONDS", -1.0)
    told |= {merge(ha.web, minh.member, lan).code for _ in range(10)}
    assert told == {"change_slow"}
    assert merge(ha.web, minh.member, lan).code == "added_too_much"


@pytest.mark.usefixtures("worker")
def test_one_merger_is_in_work(town: Town, minh: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    lan, same, desk = town.lan(), town.desk(), town.desk()
    told = told_meanwhile(
        monkeypatch,
        merging_members,
        "is_named_often",
        lambda: merge(same, minh.member, lan.member),
    )
    assert merge(desk, minh.member, lan.member).status == 200
    assert told == [503]


@pytest.mark.usefixtures("worker")
def test_one_certificate_is_in_work(
    town: Town, minh: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    same, desk = town.desk(), town.desk()
    told = told_meanwhile(monkeypatch, certificates, "_figures", lambda: issue(same, minh))
    assert issue(desk, minh).status == 201
    assert told == [503]


def test_what_names_somebody_is_read_some_at_a_time(
    town: Town, minh: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All sessions of a member may be tens of thousands."""
    made, ready = list[str](), records._as_row

    def noted(row: Any) -> Any:
        made.append(row[0])
        return ready(row)

    monkeypatch.setattr(records, "_as_row", noted)
    with town.app.app_context():
        rows = member_merge.sessions_naming(db.session(), minh.member)
        assert (next(rows).id, len(made)) == (made[0], 1)
        assert len(list(rows)) == 1
