"""What must hold when the faults are over, whatever they were."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from server.database.engine import db
from server.records.tables import Change, Record, ReviewItem
from server.totals.use_cases.recounting import recount
from tests.faults.phone import PatientPhone, patient
from tests.town import TEAM, Town

FOR_A_PERSON = ("held", "review")


@dataclass(frozen=True)
class Reckoning:
    """How many changes were made on the phones, how many of them the server does not have, and
    how many sessions, proposals and things for a person there are more than were made."""

    made: int
    lost: int
    doubled: int


def reckon(town: Town, address: str, *phones: PatientPhone) -> Reckoning:
    """Counts what was lost and doubled, and fails where a verdict is not the right one, totals are
    not what the changes give, or a phone that begins from nothing does not see the same."""
    expected = {key: told for phone in phones for key, told in phone.expected.items()}
    counted = {key: people for phone in phones for key, people in phone.counted.items()}
    with town.app.app_context():
        stored = {
            row.id: (row.verdict, row.code)
            for row in db.session.execute(select(Change.id, Change.verdict, Change.code))
        }
        sessions = {
            row.id: row.fields["people"]
            for row in db.session.execute(
                select(Record.id, Record.fields).where(Record.kind == "help_session")
            )
        }
        of_kind = select(func.count()).where(Record.kind == "proposal")
        proposals = db.session.scalar(of_kind) or 0
        items = db.session.scalar(select(func.count(ReviewItem.id))) or 0
        db.session.rollback()
        found = recount()
    told = Counter(verdict for verdict, _ in expected.values())
    total = today_total(town)
    lost = len(expected.keys() - stored.keys()) + len(counted.keys() - sessions.keys())
    doubled = [
        len(sessions.keys() - counted.keys()),
        total["sessions"] - len(sessions),
        proposals - told["conflict"],
        items - sum(told[verdict] for verdict in FOR_A_PERSON),
    ]
    reckoned = Reckoning(len(expected), lost, sum(map(abs, doubled)))
    if lost == 0:
        assert {key: stored[key] for key in expected} == expected
        assert sessions == counted
        assert total["people"] == sum(counted.values())
    assert found.differences == []
    for phone in phones:
        phone.send()
        assert phone.outbox == {}
        assert phone.verdicts == phone.expected
    compare_with_new(town, address, *phones)
    return reckoned


def today_total(town: Town) -> dict[str, int]:
    """The totals of today, of all that Sơn looks after."""
    day = town.clock().date().isoformat()
    found: dict[str, int] = town.desk().get(f"/api/tallies?from={day}&to={day}").json["total"]
    return found


def compare_with_new(town: Town, address: str, *phones: PatientPhone) -> None:
    """A phone that pulls from 0 has the same rows as those that were there, and all agree with the
    server's digests."""
    minh = patient(town, "Minh", address)
    minh.send()
    assert minh.digests() == minh.last["digest"]
    for phone in phones:
        phone.send()
        assert phone.digests() == phone.last["digest"]
        assert rows_of_team(phone) == rows_of_team(minh)


def rows_of_team(phone: PatientPhone) -> dict[str, object]:
    """What a phone has of its team's channel, by record."""
    return {key: row for key, row in phone.rows.items() if row["channel"] == f"team:{TEAM}"}
