"""The dearest body that a seeded search finds costs the server at most five times a usual push of 500
changes, whoever sends it (PROTOCOL 5.1.2, 5.2.1, 4.5.8). Each is one of a pair with a usual push, in
one process, by its processor time."""

from collections import deque
from random import Random
from time import process_time
from typing import Any

import pytest
from sqlalchemy import delete

from server.auth import rate_limits
from server.database.engine import db
from server.records.tables import ReviewItem
from tests.bench.sync.notes import Notes
from tests.bench.sync.sessions import session as usual_fields
from tests.phones import Change, Phone
from tests.server.sync.dearest import Gene, body_of, changed, random_gene
from tests.town import Town

SEED, TRIALS, TIMES = 19, 6, 5
NOTED = 0.15
"""So large a part of a usual push has a note."""
FOUND = (
    Gene("note", 500, "pw4", 120, 1),
    Gene("unknown", 500, "1 ", 360, 20),
    Gene("names", 200, "3mốt4 ", 20, 200),
    Gene("numbers", 500, "1", 20, 70),
    Gene("reused", 200, "pas①pw ", 119, 1),
    Gene("held", 500, "at1.com_", 119, 1),
    Gene("members", 500, "Nguyễn Thị ", 60, 1),
    Gene("members", 500, "mk họ so ", 1_000, 70),
    Gene("deep", 500, "mk 4829 ", 20, 1),
    Gene("edit", 500, "mk1 ", 119, 1),
    Gene("texts", 500, "không ", 3, 200),
    Gene("brackets", 500, "", 3, 70),
    Gene("brackets", 500, "", 3, 1_000),
)
"""What searches with other seeds found."""


class Judge:
    """Weighs bodies against usual pushes of the same phone."""

    def __init__(self, town: Town) -> None:
        self.town, self.phone, self.rng = town, town.lan(), Random(SEED)
        self.notes = Notes(self.rng)
        self.known: list[Change] = [self._usual() for _ in range(200)]
        self._cost(self.known)
        self.lately = deque((self.usual() for _ in range(2)), maxlen=2)

    def usual(self) -> float:
        """Seconds of a usual push of 500 changes."""
        return self._cost([self._usual() for _ in range(500)])

    def weigh(self, gene: Gene) -> float:
        """How many usual pushes a body costs: what is dear only once was disturbed."""
        seconds = min(self._cost(body_of(gene, self.phone, self.rng, self.known)) for _ in range(2))
        self.lately.append(self.usual())
        return seconds / min(self.lately)

    def _cost(self, changes: list[Any]) -> float:
        self.town.clock.move(minutes=10)
        rate_limits.clear()
        with self.town.app.app_context():
            # A full room would end the push early.
            db.session.execute(delete(ReviewItem))
            db.session.commit()
        began = process_time()
        answer = self.phone.ask(changes)
        spent = process_time() - began
        assert answer.status in (200, 413, 429), answer.body
        return spent

    def _usual(self) -> Change:
        fields = usual_fields(self.rng, self.town.clock(), self.notes, NOTED)
        return {**self.phone.session(), "set": fields}


@pytest.fixture
def judge(town: Town) -> Judge:
    return Judge(town)


def test_what_was_found_before_costs_no_more(judge: Judge) -> None:
    dearer = [(times, gene) for gene in FOUND if (times := judge.weigh(gene)) > TIMES]
    assert dearer == []


def test_a_search_finds_nothing_dearer(judge: Judge) -> None:
    rng = Random(SEED)
    best: list[tuple[float, Gene]] = []
    for trial in range(TRIALS):
        dear = rng.choice(best)[1] if best and trial % 3 else None
        gene = changed(dear, rng) if dear else random_gene(rng)
        best = sorted([*best, (judge.weigh(gene), gene)], key=lambda each: -each[0])[:5]
    assert best[0][0] <= TIMES, best


def test_the_attack_of_long_texts_in_unknown_fields_is_a_push_like_another(judge: Judge) -> None:
    """300 changes with texts of 1,000 code points held a worker for a minute."""
    for unit in ("mk 4829 1 ", "pw4", "at1.com_", "1 "):
        assert judge.weigh(Gene("unknown", 300, unit, 1_000, 3)) <= TIMES


def test_what_the_server_has_as_it_came_is_not_looked_through_again(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone: Phone = judge.phone
    sent = [phone.session(note=f"chợ đông, {n} người về sớm", colour="đỏ") for n in range(100)]
    told = phone.ask(sent).json["results"]
    monkeypatch.setattr("sync.clean._clean", {})
    for module in ("sync.redact", "sync.screening.blanking"):
        monkeypatch.setattr(f"{module}.find_citizen_data", None)
    again = phone.ask(sent)
    assert again.status == 200, again.body
    assert again.json["results"] == told
