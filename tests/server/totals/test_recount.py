"""The kept totals equal what the changes give, whatever was done in whatever order."""

import random
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from server.audit.tables import AuditEntry
from server.database.engine import db, separate_transaction
from server.records.store import changes
from server.totals.tables import (
    Presence,
    PresenceTally,
    ReasonTally,
    ScopeTally,
    SessionTally,
    TurnTally,
)
from server.totals.use_cases.recounting import rebuild, recount
from tests.phones import Phone, new_id
from tests.town import OTHER_TEAM, TEAM, Town

SERVICES = ("DD01", "DD07", "TT01", "DV02")
OUTCOMES = ("XONG", "HEN", "THOI", "CHO")
REASONS = ("ND1", "SIM2", "MAY1")
TABLES = (ScopeTally, SessionTally, TurnTally, ReasonTally, PresenceTally, Presence)


MISSED = {"services.DD01": {"people": 4, "outcome": "KHONG", "reasons": ["ND1", "SIM2"]}}


class Chaos:
    """People who do everything that can be done, from a seed."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town = town
        self.random = random.Random(seed)
        self.phones = [
            town.lan(),
            town.ha(),
            town.phone("Công", affiliation="CONGAN"),
            town.phone("Tâm", OTHER_TEAM),
        ]
        self.waiting = [town.phone(f"Chờ {n}", auto_approve=False) for n in range(2)]
        self.sessions: list[tuple[Phone, dict[str, Any]]] = []

    def act(self) -> None:
        """One step of somebody."""
        phone = self.random.choice(self.phones + self.waiting)
        acts = [self.record, self.record, self.edit, self.edit, self.stale, self.settle]
        phone.sync(*self.random.choice(acts)(phone))

    def approve(self) -> None:
        for phone, decision in zip(self.waiting, ("approve", "refuse"), strict=True):
            path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
            assert self.town.desk().post(path, {"decision": decision}).status == 200

    def record(self, phone: Phone) -> list[Any]:
        """New sessions; some phones have their clock wrong, some changes come twice."""
        made = []
        for _ in range(self.random.randint(1, 4)):
            day = self.random.choice(("2026-11-24", "2026-11-23", "2026-11-02", "2027-01-05"))
            change = phone.session(
                new_id(),
                day=day,
                start=f"{self.random.randint(8, 11):02}:00",
                people=self.random.randint(1, 30),
                **self.services(),
                **self.link(),
            )
            self.sessions.append((phone, change))
            made.append(change)
        return made + self.random.sample(made, 1)

    def link(self) -> dict[str, Any]:
        """Often a session goes on from another one, of anybody, that may not have come yet."""
        if not self.sessions or self.random.random() < 0.5:
            return {}
        return {"continues": self.random.choice(self.sessions)[1]["record"]}

    def edit(self, phone: Phone) -> list[Any]:
        own = [change for maker, change in self.sessions if maker is phone]
        if not own:
            return []
        record = self.random.choice(own)["record"]
        row = phone.rows.get(record)
        there = row["f"] if row else {}
        if self.random.random() < 0.2:
            later = "void" if there.get("status") == "live" else "live"
            return [phone.edit(record, {"status": later}, {"status": there.get("status")})]
        new = {"people": self.random.randint(1, 40), "day": "2026-11-22"} | self.services()
        new |= self.link() or {"continues": None}
        if self.random.random() < 0.3:
            new["services.DD01"] = None
        chosen = dict(self.random.sample(sorted(new.items(), key=lambda pair: pair[0]), 2))
        return [phone.edit(record, chosen, {name: there.get(name) for name in chosen})]

    def stale(self, phone: Phone) -> list[Any]:
        """An edit that saw something else, of anybody's session, perhaps before its create."""
        if not self.sessions:
            return []
        _, change = self.random.choice(self.sessions)
        held = phone.edit(new_id(), {"people": 2}, {"people": 1})
        return [phone.edit(change["record"], {"people": 99}, {"people": 77}), held]

    def settle(self, phone: Phone) -> list[Any]:
        desk = self.town.desk()
        for item in desk.get("/api/review").json["rows"][:3]:
            decision = self.random.choice(("accept", "edit", "refuse"))
            own = {"set": {"people": 12}, "reason": "đếm lại"} if decision == "edit" else {}
            path = f"/api/review/{item['id']}/settlement"
            # One of them may be settled with another (conflict_settled).
            assert desk.post(path, {"decision": decision, **own}).status in (200, 422, 404, 409)
        return []

    def services(self) -> dict[str, Any]:
        return {
            f"services.{code}": {
                "people": self.random.randint(1, 9),
                "outcome": self.random.choice(OUTCOMES),
                "reasons": self.random.sample(REASONS, self.random.randint(0, 2)),
            }
            for code in self.random.sample(SERVICES, self.random.randint(1, 3))
        }


@pytest.mark.parametrize("seed", range(4))
def test_totals_equal_the_changes_after_anything(town: Town, seed: int) -> None:
    chaos = Chaos(town, seed)
    for step in range(40):
        if step == 25:
            chaos.approve()
        chaos.act()
    with town.app.app_context():
        result = recount()
    assert result.differences == []
    assert result.sessions > 10
    for phone in chaos.phones + chaos.waiting:
        phone.sync()
        assert phone.digests() == phone.last["digest"]


@pytest.mark.parametrize("table", TABLES)
def test_a_total_that_is_wrong_is_found(town: Town, table: Any) -> None:
    lan = town.lan()
    lan.sync(lan.session(**MISSED))
    with town.app.app_context():
        falsify(table)
        assert {each.table for each in recount().differences} == {table.__tablename__}
    done = town.app.test_cli_runner().invoke(args=["recount"])
    assert done.exit_code == 1


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("how", ["wrong", "lost", "invented"])
def test_a_total_that_is_wrong_is_made_anew(town: Town, table: Any, how: str) -> None:
    lan = town.lan()
    lan.sync(lan.session(**MISSED))
    with town.app.app_context():
        kept = contents()
        if how == "wrong":
            falsify(table)
        elif how == "lost":
            db.session.execute(delete(table))
        else:
            there = db.session.execute(select(table.__table__)).mappings().first()
            scope = "team_id" if table is Presence else "scope_id"
            db.session.add(table(**{**(there or {}), scope: OTHER_TEAM}))
        db.session.commit()
        found = rebuild()
        assert {each.table for each in found.differences} == {table.__tablename__}
        assert contents() == kept
        assert recount().differences == []
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert entry.action == "totals_rebuilt"
        assert entry.details["changed"] == len(found.differences)


def test_a_server_that_kept_no_reasons_counts_those_it_has(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(**MISSED))
    with town.app.app_context():
        db.session.execute(delete(ReasonTally))
        db.session.commit()
    desk = town.desk()
    asked = "/api/tallies?from=2026-11-24&to=2026-11-24&by=reason"
    assert desk.get(asked).json["rows"] == []
    done = town.app.test_cli_runner().invoke(args=["recount", "--rebuild"])
    assert (done.exit_code, "reason_tally" in done.output) == (0, True)
    assert "are now what was counted" in done.output
    people = {row["key"]: row["totals"]["people"] for row in desk.get(asked).json["rows"]}
    assert people == {"ND1": 4, "SIM2": 4}
    again = town.app.test_cli_runner().invoke(args=["recount", "--rebuild"])
    assert (again.exit_code, "equal" in again.output) == (0, True)
    lan.sync(lan.session(**MISSED))
    with town.app.app_context():
        assert recount().differences == []


def falsify(table: Any) -> None:
    """One more everywhere."""
    column = next(name for name in ("sessions", "turns", "people") if hasattr(table, name))
    db.session.execute(update(table).values({column: getattr(table, column) + 1}))
    db.session.commit()


def contents() -> dict[str, list[Any]]:
    """All kept totals, those of nothing left out."""
    found = {}
    for table in TABLES:
        rows = [tuple(row) for row in db.session.execute(select(table.__table__))]
        counted = [row for row in rows if any(part for part in row if isinstance(part, int))]
        found[table.__tablename__] = sorted(counted)
    db.session.rollback()
    return found


def test_the_command_says_that_all_is_equal(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    done = town.app.test_cli_runner().invoke(args=["recount"])
    assert (done.exit_code, "equal" in done.output) == (0, True)


def test_what_somebody_took_part_as_stays_when_they_become_something_else(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    assert lan.join(town.invite(role="lead", affiliation="CONGAN"), "Lan").status == 200
    today = "from=2026-11-24&to=2026-11-24"
    forces = town.desk().get(f"/api/tallies?{today}").json["total"]["volunteer_turns"]
    assert (forces["union"], forces["police"]) == (1, 0)
    lan.sync(lan.session(day="2026-11-23"), lan.session())
    with town.app.app_context():
        assert recount().differences == []


def test_somebody_who_was_refused_and_joins_again_leaves_the_totals_equal(town: Town) -> None:
    phone, desk = town.phone("Công", auto_approve=False, affiliation="CONGAN"), town.desk()
    phone.sync(phone.session())
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    assert desk.post(path, {"decision": "refuse"}).status == 200
    for row in desk.get("/api/review").json["rows"]:
        desk.post(f"/api/review/{row['id']}/settlement", {"decision": "accept"})
    assert phone.join(town.invite(), "Công").status == 200
    phone.sync(phone.session())
    with town.app.app_context():
        assert recount().differences == []


def test_a_recount_waits_for_no_writer(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    with town.app.app_context(), separate_transaction() as other:
        other.execute(update(SessionTally).values(sessions=SessionTally.sessions + 1))
        assert recount().differences == []
        other.rollback()


def test_a_presence_in_nothing_is_found_and_taken_away(town: Town) -> None:
    """Else it would say as what somebody took part who has not yet."""
    lan = town.lan()
    lan.sync(lan.session())
    with town.app.app_context():
        never = {"team_id": TEAM, "day": "2026-11-01", "member_id": lan.member}
        db.session.execute(insert(Presence), [{**never, "affiliation": "CONGAN", "sessions": 0}])
        db.session.commit()
        (found,) = rebuild().differences
        assert (found.table, found.kept, found.counted) == ("presence", (0,), ())
        assert recount().differences == []


def test_a_record_with_more_changes_than_a_page_is_folded_whole(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    made = lan.session()
    others = [lan.session() for _ in range(3)]
    lan.sync(made, *others)
    was = made["set"]["people"]
    for people in (5, 6, 7):
        lan.sync(lan.edit(made["record"], {"people": people}, {"people": was}))
        was = people
    small = changes._PAGE.replace("20000", "2")
    monkeypatch.setattr(changes, "_PAGE", small)
    with town.app.app_context():
        result = recount()
    assert (result.sessions, result.differences) == (4, [])


def test_the_migration_fills_the_totals_of_scopes(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(**MISSED), lan.session(day="2026-10-02"))
    filled = import_module("server.migrations.versions.0015_totals_of_scopes").FILL
    with town.app.app_context():
        db.session.execute(delete(ScopeTally))
        assert recount_differs()
        db.session.execute(text(filled))
        db.session.commit()
        assert recount().differences == []


def recount_differs() -> bool:
    db.session.commit()
    return bool(recount().differences)
