"""A week of many phones and a desk at a real server: what they were told is kept, so that it can be asked for
once the server has come back from a backup of before that week."""

import random
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any, TypeVar

from server.audit.writing import SYSTEM
from server.directory.use_cases.create_team import Placement, create_team
from server.operations.use_cases.erasing import erase_record
from tests.restoring import KeepingPhone
from tests.server.files.sending import PDF, hash_of, missing, send
from tests.server.papers.papers import add
from tests.town import KHANH_CUONG, START, Clock, Town
from tests.wires import Answer, Browser, OverHttp

DAYS = 7
A_TEAM = 20
"""So many phones join a team by one code."""
TOGETHER = 16
"""So many phones speak to the server at a time."""
FAMILY = ("Nguyễn Thị ", "Trần Văn ", "Lê Thị ", "Phạm Quốc ", "Võ Thị ", "Huỳnh Ngọc ")
GIVEN = ("Lan", "Minh", "Hà", "Tâm", "Sơn", "Quân", "Năm", "Bình", "Hạnh", "Dũng", "Thảo", "Vy")
_BUSY = ("server_busy", "push_in_work", "too_many_attempts")
Item = TypeVar("Item")


@dataclass
class FileClock(Clock):
    """The time of the phones, which a server in another process reads out of a file."""

    file: Path = Path()

    def __post_init__(self) -> None:
        self.moment = START
        self.move()

    def move(self, **parts: float) -> None:
        super().move(**parts)
        draft = self.file.with_suffix(".draft")
        draft.write_text(self.moment.isoformat())
        draft.replace(self.file)


class PatientWire(OverHttp):
    """Comes again when a busy server says so, as the app does; counts what it asks in `asked`."""

    def __init__(self, address: str, asked: list[int]) -> None:
        super().__init__(address)
        self._asked = asked

    def send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        while True:
            self._asked.append(len(body or b""))
            answer = super().send(method, path, body, headers)
            if answer.status < 400 or answer.code not in _BUSY:
                return answer
            sleep(int(answer.headers.get("Retry-After", "1")) * random.uniform(0.5, 1))


@dataclass
class Held:
    """A phone, and the people of its sessions that were taken in, by record."""

    phone: KeepingPhone
    dice: random.Random
    people: dict[str, int] = field(default_factory=dict)


@dataclass
class Healing:
    """What came back: changes that phones sent again, files of the desk, and requests with what they weighed."""

    changes: int = 0
    files: int = 0
    asked: list[int] = field(default_factory=list)


class Week:
    """Phones of some teams, the desk, and all that they were told is there. `asked` has the size of each
    request's body."""

    def __init__(self, town: Town, phones: int, days: int = DAYS) -> None:
        self.town, self.days = town, days
        self.asked: list[int] = []
        self.address = ""
        self.held: list[Held] = []
        self.papers: dict[str, bytes] = {}
        self.erased: list[str] = []
        self.late: list[Held] = []
        """Who joined after the backup."""
        self.stopped: Held | None = None
        town.connect = lambda: PatientWire(self.address, self.asked)
        placed = [Placement(KHANH_CUONG, "2025-07-01")]
        with town.app.app_context():
            self._teams = [
                create_team(SYSTEM, "doi_hinh", f"Đội hình {n + 1}", placed)
                for n in range(-(-phones // A_TEAM))
            ]
        self._phones = phones

    def turn_to(self, address: str) -> None:
        """The server is there from now on."""
        self.address = address
        for each in self.held:
            wire = each.phone.web.wire
            assert isinstance(wire, OverHttp)
            wire.turn_to(address)

    def begin(self) -> None:
        """All join and log their first day, and the desk brings a paper."""
        self._join(self._phones)
        self._day(0)

    def go_on(self) -> None:
        """The other days: more join, one is stopped whose phone was lost, and a session is erased that a backup of
        the first day has."""
        for day in range(1, self.days):
            self.town.clock.move(days=1)
            if day == 1:
                self.stopped = self.held.pop()
                path = f"/api/devices/{self.stopped.phone.device}"
                assert self.town.desk().delete(path).status == 204
                self._erase()
            if day == 2:
                self.late = self._join(max(1, self._phones // 20))
            self._day(day)

    def heal(self) -> Healing:
        """Every phone comes back, in another order than before; who joined since is let in by the desk, which
        sends its papers again."""
        self.asked.clear()
        found = Healing(asked=self.asked)
        random.Random(self._phones).shuffle(self.held)
        found.changes = sum(self._each(self.held, self._send_again))
        desk = self.town.desk()
        for each in self.late:
            approve_at(desk, each.phone)
        self._each(self.late, lambda each: each.phone.sync())
        gone = missing(desk, *self.papers)
        for sha in gone:
            send(desk, self.papers[sha])
        found.files = len(gone)
        return found

    def expected(self) -> dict[str, int]:
        """The people of every session that was taken in and not erased."""
        of = [*self.held, *([self.stopped] if self.stopped else [])]
        told = {record: people for each in of for record, people in each.people.items()}
        return {record: people for record, people in told.items() if record not in self.erased}

    def counted(self) -> int:
        """How many sessions the desk's totals of these days hold."""
        last = self.town.clock().date()
        path = f"/api/tallies?from={last - timedelta(days=self.days)}&to={last}"
        return int(self.town.desk().get(path).json["total"]["sessions"])

    def _join(self, count: int) -> list[Held]:
        desk = self.town.desk()
        joining: list[tuple[Held, str]] = []
        code = ""
        for n in range(count):
            if n % A_TEAM == 0:
                path = f"/api/teams/{self._teams[n // A_TEAM]}/invitations"
                wish = {"role": "volunteer", "auto_approve": True, "max_uses": A_TEAM}
                answer = desk.post(path, wish)
                assert answer.status == 201, answer.body
                code = str(answer.json["code"])
            dice = random.Random(len(self.held) + n)
            joining.append((Held(KeepingPhone(self.town), dice), code))

        def join(asked: tuple[Held, str]) -> None:
            held, code = asked
            answer = held.phone.join(code, held.dice.choice(FAMILY) + held.dice.choice(GIVEN))
            assert answer.status == 200, answer.body

        self._each(joining, join)
        made = [held for held, _ in joining]
        self.held += made
        return made

    def _day(self, day: int) -> None:
        """Each phone logs what it may and sends it in the evening, and the desk brings a paper."""

        def log(held: Held) -> None:
            phone, dice = held.phone, held.dice
            if dice.random() < 0.2 and day:
                return
            changes = []
            for _ in range(dice.randint(1, 3)):
                people = dice.randint(1, 5)
                made = phone.session(people=people)
                changes.append(made)
                held.people[made["record"]] = people
                if dice.random() < 0.1:
                    changes.append(
                        phone.edit(made["record"], {"people": people + 1}, {"people": people})
                    )
                    held.people[made["record"]] = people + 1
            told = phone.hand_in(*changes)
            assert {each["verdict"] for each in told} == {"applied"}, told

        self._each(self.held, log)
        paper = PDF + f"% ngày {day}\n".encode()
        add(self.town.desk(), paper, title=f"Kế hoạch ngày {day + 1}")
        self.papers[hash_of(paper)] = paper

    def _erase(self) -> None:
        """At somebody's wish, of the first day."""
        record = next(iter(self.held[0].people))
        with self.town.app.app_context():
            erase_record(record, "xin xóa")
        self.erased.append(record)

    def _send_again(self, held: Held) -> int:
        """How many changes a phone sent again when it came back."""
        return len(held.phone.come_back())

    def _each(self, items: Iterable[Item], work: Callable[[Item], Any]) -> list[Any]:
        with ThreadPoolExecutor(TOGETHER) as pool:
            return list(pool.map(work, items))


def approve_at(desk: Browser, phone: KeepingPhone) -> None:
    """Lets in whoever is on a phone."""
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    answer = desk.post(path, {"decision": "approve"})
    assert answer.status == 200, answer.body
