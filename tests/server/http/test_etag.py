"""An answer is worked out again when anything that it may follow from has changed, and only then."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, update

from server.audit.tables import AuditEntry
from server.audit.writing import SYSTEM, record_audit
from server.auth.database_state import CONTACTS
from server.auth.tables import Device
from server.database.clock import now
from server.database.engine import db
from server.http.etag import conditional_response, fingerprint
from server.organisation.schemas import UnitsSchema
from server.statistics.schemas import BY, TalliesSchema
from server.targets.schemas import ProgressSchema
from tests.phones import Phone
from tests.server.plans import count, planned
from tests.town import CLUSTER, Town


class Asker:
    """Asks for an answer that is counted, and keeps its tag."""

    def __init__(self, town: Town) -> None:
        self.town, self.made, self.tag = town, 0, ""
        self.answer: dict[str, Any] = {"people": 7}

    def ask(self, who: str = "son", path: str = "/api/progress?on=2026-11-24") -> int:
        """The status of the answer."""
        headers = {"If-None-Match": self.tag} if self.tag else {}
        with self.town.app.test_request_context(path, headers=headers):
            answer = self.town.app.make_response(
                conditional_response(who, self._make, of_phones=True)
            )
        self.tag = answer.headers["ETag"]
        return answer.status_code

    def _make(self) -> dict[str, Any]:
        self.made += 1
        return {**self.answer, "as_of": self.made}


@pytest.fixture
def asker(town: Town) -> Asker:
    asker = Asker(town)
    assert asker.ask() == 200
    return asker


def test_while_nothing_happens_nothing_is_worked_out(asker: Asker) -> None:
    asker.town.clock.move(minutes=5)
    assert (asker.ask(), asker.ask(), asker.made) == (304, 304, 1)


def entered(town: Town) -> None:
    with town.app.app_context():
        record_audit(db.session, SYSTEM, "unit_changed", ("unit", CLUSTER), {})
        db.session.commit()


def synced(town: Town) -> None:
    lan = town.phone("Lan")
    lan.sync(lan.session())


def next_day(town: Town) -> None:
    town.clock.move(days=1)


@pytest.mark.parametrize("happen", [entered, synced, next_day])
def test_what_happens_makes_it_anew(asker: Asker, happen: Callable[[Town], None]) -> None:
    happen(asker.town)
    asker.answer = {"people": 8}
    assert (asker.ask(), asker.made) == (200, 2)


def test_a_contact_alone_makes_it_anew(town: Town) -> None:
    """A phone that has nothing to send tells how much it holds."""
    lan = town.phone("Lan")
    lan.sync(lan.session())
    asker = Asker(town)
    asker.ask()
    town.clock.move(minutes=90)
    assert lan.ask([], pending=3).status == 200
    asker.answer = {"people": 8}
    assert (asker.ask(), asker.made) == (200, 2)


def test_an_entry_that_is_committed_after_a_later_one_is_noticed(asker: Asker) -> None:
    town = asker.town
    entered(town)
    entered(town)
    with town.app.app_context():
        _, early = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)
        row = {column.key: getattr(early, column.key) for column in AuditEntry.__table__.columns}
        db.session.execute(delete(AuditEntry).where(AuditEntry.id == early.id))
        db.session.commit()
    asker.ask()
    before = asker.made
    with town.app.app_context():
        db.session.execute(insert(AuditEntry), [row])
        db.session.commit()
    asker.ask()
    assert asker.made == before + 1


def test_another_asker_and_another_question_get_their_own(asker: Asker) -> None:
    asker.answer = {"people": 8}
    assert (asker.ask("hai"), asker.made) == (200, 2)
    asker.answer = {"people": 9}
    assert (asker.ask("hai", "/api/progress?on=2026-11-25"), asker.made) == (200, 3)


def test_the_same_content_is_not_sent_though_it_was_made_anew(asker: Asker) -> None:
    before = asker.tag
    entered(asker.town)
    assert (asker.ask(), asker.made) == (304, 2)
    assert asker.tag != before
    assert (asker.ask(), asker.made) == (304, 2)


def test_a_clock_that_was_set_back_hides_no_contact(town: Town) -> None:
    """Contacts are no news then until it has caught up with the last one."""
    lan = town.phone("Lan")
    lan.sync(lan.session())
    town.clock.move(hours=-2)
    asker = Asker(town)
    asker.ask()
    asker.answer = {"people": 8}
    assert (asker.ask(), asker.made) == (200, 2)


def heard(number: int) -> dict[str, Any]:
    """A phone that told something of itself."""
    of = {"id": str(UUID(int=number)), "secret_hash": str(number), "public_key": {}}
    return {**of, "created_at": now(), "last_contact_at": now() - timedelta(seconds=number)}


def test_the_newest_contacts_are_found_among_all(town: Town) -> None:
    """By an index, where there are more phones than to be read through for each answer."""
    with town.app.app_context():
        phones = [heard(number) for number in range(3_000)]
        db.session.execute(insert(Device), phones)
        count("device")
        plan = planned(CONTACTS)
        db.session.rollback()
    assert "ix_device_last_contact_at" in plan


@pytest.mark.parametrize("by", BY)
def test_totals_that_no_schema_looked_at_hold_nothing_but_what_it_names(
    town: Town, by: str
) -> None:
    lan = town.phone("Lan")
    missed = {"services.DD01": {"people": 4, "outcome": "KHONG", "reasons": ["ND1"]}}
    lan.sync(lan.session(**missed))
    told = town.desk().get(f"/api/tallies?from=2026-11-01&to=2026-11-24&by={by}").json
    assert TalliesSchema().load(told)["rows"]  # refuses what it does not name


def test_progress_and_units_hold_nothing_but_what_their_schemas_name(town: Town) -> None:
    desk = town.desk()
    wish = {"unit": CLUSTER, "team": None, "measure": "people", "of": "", "goal": 900}
    days = {"from": "2026-11-01", "to": "2026-11-30"}
    assert desk.put("/api/targets", {**wish, **days}).status == 200
    assert ProgressSchema().load(desk.get("/api/progress").json)["rows"]
    assert UnitsSchema().load(desk.get("/api/units").json)["rows"]


TOTALS = "/api/tallies?from=2026-11-01&to=2026-11-24&by=team"


def minh_heard_after_lan(town: Town) -> Phone:
    """Lan's phone, which holds nothing; Minh's told five minutes later that it holds one."""
    lan, minh = town.phone("Lan"), town.phone("Minh")
    lan.sync(lan.session())
    minh.sync(minh.session())
    town.clock.move(minutes=5)
    minh.ask([], pending=1)
    return lan


def test_a_contact_that_is_committed_after_a_later_one_is_noticed(town: Town) -> None:
    lan = minh_heard_after_lan(town)
    desk = town.desk()
    tag = desk.get(TOTALS).headers["ETag"]
    early = town.clock.moment - timedelta(milliseconds=20)
    with town.app.app_context():
        said = update(Device).where(Device.id == lan.device)
        db.session.execute(said.values(last_contact_at=early, pending_count=7))
        db.session.commit()
    again = desk.get(TOTALS, **{"If-None-Match": tag})
    assert (again.status, again.json["completeness"]["unsent_at_least"]) == (200, 8)


def test_a_contact_while_the_clock_was_back_is_noticed_when_it_has_caught_up(town: Town) -> None:
    lan = minh_heard_after_lan(town)
    desk = town.desk()
    town.clock.move(minutes=1)
    tag = desk.get(TOTALS).headers["ETag"]
    town.clock.move(minutes=-4)
    lan.ask([], pending=7)
    town.clock.move(minutes=10)
    assert desk.get(TOTALS, **{"If-None-Match": tag}).status == 200


@pytest.mark.parametrize("name", ["some.py", "words.json", "page.html"])
def test_another_program_with_files_as_old_is_another(tmp_path: Path, name: str) -> None:
    """As in an image whose files all bear one time."""
    found = []
    for text in ("one = 1\n", "one = 2\n"):
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (1, 1))
        found.append(fingerprint(tmp_path))
    assert found[0] != found[1]
