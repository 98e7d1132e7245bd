"""A week is lost: the database and the files are gone, a backup of the week's first evening comes back, and
phones and desk bring the rest.

python -m tests.faults.heal [PHONES] [sqlite|postgresql]   (make heal PHONES=500)"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url

from server.database.engine import db
from server.files.blob_store import blob_store
from server.files.store import known_sizes
from server.operations.use_cases.drilling import Drill, drill
from server.records.tables import Record
from server.totals.use_cases.recounting import recount
from tests.applications import TOWN_FILE, build_app, cheap_passwords, dispose, make_app
from tests.faults.grounds import let_go
from tests.faults.week import DAYS, FileClock, Healing, Week
from tests.machine import postgres
from tests.server.gunicorn import gunicorn
from tests.server.operations.test_commands import run
from tests.town import Clock, Town

APP = "tests.faults.week_server:app"
FILES_FOLDER = "tungngo.blobs"


@dataclass(frozen=True)
class Healed:
    """`drill`: what a restore would lose, as said while the week's database was still there; `restored`: what
    `restore` said. `lost` and `doubled` sessions, `missing` files and `differences` of totals are what is
    wrong at the end. `back`: those erased that came back. Times are in seconds."""

    phones: int
    sessions: int
    drill: Drill
    restored: str
    restore_seconds: float
    healing: Healing
    heal_seconds: float
    lost: int
    doubled: int
    missing: int
    differences: int
    back: int

    @property
    def is_whole(self) -> bool:
        return not (self.lost or self.doubled or self.missing or self.differences or self.back)

    def lines(self) -> list[str]:
        """The figures as they are printed."""
        asked = self.healing.asked
        return [
            f"{self.phones} phones, {self.sessions} sessions",
            f"drill: newer than the backup are {self.drill.changes} changes by {self.drill.phones} phones, and "
            f"{self.drill.acts} acts; proved in {self.drill.seconds:.0f} s",
            f"restored in {self.restore_seconds:.1f} s:",
            *(f"  {line}" for line in self.restored.splitlines()),
            f"healed in {self.heal_seconds / 60:.1f} minutes: {len(asked):,} requests of {sum(asked) / 1e6:.1f} MB, "
            f"{self.healing.changes} changes and {self.healing.files} files sent again",
            f"lost {self.lost}, counted twice {self.doubled}, files missing {self.missing}, erased and back "
            f"{self.back}, totals that differ {self.differences}",
        ]


def lose_a_week(url: str, folder: Path, phones: int, days: int = DAYS) -> Healed:
    """The whole of it, on a database with the town in it at this address, which is thrown away on the way."""
    clock = FileClock(file=folder / "clock")
    files, backups = folder / "files", folder / "backups"
    for each in (files, backups):
        each.mkdir()
    with cheap_passwords(), pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("FILES", "folder"),
            ("CLOCK_FILE", str(clock.file)),
            ("REQUEST_LOG", "off"),
        ):
            patch.setenv(name, value)
        town = Town(make_app(url, clock, folder), clock)
        week = Week(town, phones, days)
        let_go(town)
        with gunicorn(APP, url, folder, workers=2) as address:
            week.turn_to(address)
            week.begin()
            succeed(town, "backup", "--to", str(backups), "--files", str(files))
            week.go_on()
            with town.app.app_context():
                found = drill(backups)
        let_go(town)
        throw_away(url, folder)
        clock.move(hours=1)
        began = monotonic()
        (backup,) = backups.iterdir()
        said = succeed(town, "restore", str(backup), "--files", str(files))
        restore_seconds = monotonic() - began
        let_go(town)
        with gunicorn(APP, url, folder, workers=2) as address:
            week.turn_to(address)
            began = monotonic()
            healing = week.heal()
            heal_seconds = monotonic() - began
            counted = week.counted()
        there, files_there, differences = reckon(town)
        let_go(town)
    expected = week.expected()
    wrong = {key for key, people in expected.items() if there.get(key) != people}
    back = there.keys() & {*week.erased}
    twice = len(there.keys() - expected.keys()) + abs(counted - len(there))
    gone = week.papers.keys() - files_there
    return Healed(
        len(week.held) + 1, len(expected), found, said, restore_seconds, healing, heal_seconds,
        len(wrong), twice, len(gone), differences, len(back),
    )  # fmt: skip


def succeed(town: Town, *words: str) -> str:
    code, said = run(town.app, *words)
    assert code == 0, said
    return said


def throw_away(url: str, folder: Path) -> None:
    """The database and the folder of files, with all that they hold. The journal stays."""
    shutil.rmtree(folder / FILES_FOLDER)
    if url.startswith("sqlite"):
        for each in folder.glob(f"{TOWN_FILE}*"):
            each.unlink()
        return
    parsed = make_url(url)
    engine = create_engine(parsed.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{parsed.database}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{parsed.database}"'))
    engine.dispose()


def reckon(town: Town) -> tuple[dict[str, int], set[str], int]:
    """The people of each session, the hashes of the files whose bytes are there, and how many totals differ from
    what the changes give."""
    with town.app.app_context():
        chosen = select(Record.id, Record.fields).where(Record.kind == "help_session")
        rows = db.session.execute(chosen.where(~Record.erased))
        there = {row.id: int(row.fields["people"]) for row in rows}
        known = known_sizes(db.session)
        files = {
            sha for sha, size in blob_store(db.session).sizes(known).items() if size == known[sha]
        }
        db.session.rollback()
        differences = len(recount().differences)
        db.session.remove()
    return there, files, differences


def main(phones: int, sorts: list[str]) -> int:
    """Print what came of it on each database; 1 where anything was lost."""
    found = []
    for sort in sorts:
        began = monotonic()
        with TemporaryDirectory(prefix="tungngo-heal-") as name:
            found.append(_lose_on(sort, Path(name), phones))
        took = f"all of it took {monotonic() - began:.0f} s"
        print(f"\n{sort}", *found[-1].lines(), took, sep="\n", flush=True)
    return 0 if all(each.is_whole for each in found) else 1


def _lose_on(sort: str, folder: Path, phones: int) -> Healed:
    if sort == "sqlite":
        url = _with_town(f"sqlite:///{folder / TOWN_FILE}", folder)
        return lose_a_week(url, folder, phones)
    with postgres.cluster() as running:
        os.environ["PATH"] = f"{running.binaries}{os.pathsep}{os.environ['PATH']}"
        return lose_a_week(_with_town(running.create_database(), folder), folder, phones)


def _with_town(url: str, folder: Path) -> str:
    dispose(build_app(url, Clock(), folder))
    return url


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(main(int(asked[0]) if asked else 500, asked[1:] or ["sqlite", "postgresql"]))
