"""Seed after seed for as long as one likes, on both databases at once, and a table of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.applications import build_app
from tests.kept import Shelf
from tests.machine import postgres
from tests.machine.parent import end_with_parent
from tests.simulation.host import phones
from tests.simulation.playing import Played, commit, play
from tests.town import Clock

OUTPUT = Path(__file__).parents[1] / "output" / "soak.txt"
SORTS = ("sqlite", "postgresql")
DAYS = 14
MEMORY = Path("/dev/shm")
"""Where both databases lie, if it is there: power cuts are not what is played with here."""


def soak(sort: str, first: int, seconds: float) -> Played:
    """Seeds from the first on until the time is over, on one sort of database."""
    with ExitStack() as open_:
        made = TemporaryDirectory(prefix="tungngo-soak-", dir=MEMORY if MEMORY.is_dir() else None)
        folder = Path(open_.enter_context(made))
        url = _database(sort, folder, open_)
        clock = Clock()
        shelf = Shelf(build_app(url, clock, folder))
        host = open_.enter_context(phones())
        print(f"{sort} plays from seed {first} on", flush=True)
        end = time.monotonic() + seconds
        all_of_it = Played()
        seed = first
        while time.monotonic() < end:
            played, _ = play(shelf, clock, host, seed, DAYS)
            all_of_it.add(played)
            for fault in played.faults:
                print(f"{sort}, {fault}", flush=True)
            seed += 1
        return all_of_it


def _database(sort: str, folder: Path, open_: ExitStack) -> str:
    if sort == "sqlite":
        return f"sqlite:///{folder / 'tungngo.sqlite'}"
    postgres.give(folder)
    place = open_.enter_context(postgres.place())
    server = open_.enter_context(postgres.running(postgres.Server(place, folder / "data")))
    return server.cluster.create_database()


def table(found: dict[str, Played]) -> str:
    """What happened, one line a kind, a column a database and one for both."""
    whole = Played()
    for each in found.values():
        whole.add(each)
    columns = {**found, "both": whole}

    def line(name: str, tell: Callable[[Played], int]) -> str:
        return f"{name:30}" + "".join(f"{tell(each):>14,}" for each in columns.values())

    lost = [
        ("lost", "lost:"),
        ("doubled, or from nowhere", "from nowhere:"),
        ("erased or stopped, and back", "came back:"),
        ("totals that differ", "totals differ"),
        ("all that was not as promised", ""),
    ]
    return "\n".join(
        [
            f"{'at ' + commit():30}" + "".join(f"{name:>14}" for name in columns),
            line("seeds", lambda each: each.seeds),
            line("device-days", lambda each: each.device_days),
            line("changes called saved", lambda each: each.changes),
            *(
                line(kind, lambda each, kind=kind: each.happened[kind])
                for kind in sorted(whole.happened)
            ),
            *(
                line(name, lambda each, sign=sign: sum(sign in fault for fault in each.faults))
                for name, sign in lost
            ),
        ]
    )


@contextmanager
def player(sort: str, first: int, seconds: float) -> Iterator[Any]:
    """A process that plays, and where it tells what came of it; nothing comes from one that failed.
    It ends when it is not listened to any more, and when this process is gone, whatever took it."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_play, args=(sort, first, seconds, theirs))
    process.start()
    theirs.close()
    try:
        yield ours
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()


def _play(sort: str, first: int, seconds: float, told: Connection) -> None:
    end_with_parent()
    told.send(soak(sort, first, seconds))


def run(seconds: float, first: int) -> bool:
    """Plays, and writes the table; whether all was as it was promised."""
    with ExitStack() as open_:
        players = {
            sort: open_.enter_context(player(sort, first + at * 1_000_000, seconds))
            for at, sort in enumerate(SORTS)
        }
        found: dict[str, Played] = {sort: heard.recv() for sort, heard in players.items()}
    text = table(found)
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(text + "\n")
    print(text)
    return not any(each.faults for each in found.values())
