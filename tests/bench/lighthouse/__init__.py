"""Lighthouse's own scores for a phone: slow 4G and CPU ÷4, as it simulates them."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from server.operations.setup import app
from server.operations.setup.steps import environment
from tests.bench.figures import Figure
from tests.bench.setting import Setting
from tests.journeys.browsing import PHONE, Phone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import unit
from tests.journeys.seed import COORDINATOR
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.machine.ports import free_port
from tests.server.heritage.site_files import SOUND, picture, recording, view
from tests.server.heritage.sites import CONTENT, SITE

HERE = Path(__file__).parent
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
}
GOAL = 98
VIEWS = [view(seed, 1_600, 1_200) for seed in (1, 2, 3)]
ROUNDS = 3


def measure(place: Setting) -> Iterator[Figure]:
    """Points out of 100, medians of three rounds: the screen for joining on a phone that was never
    there before, the first one and the list on one that has joined, and the public page of a heritage site."""
    app.install(HERE, "Lighthouse")
    port = free_port()
    more = (f"--remote-debugging-port={port}",)
    phone = Phone(place.playwright, place.folder / "lighthouse", place.house.url, PHONE, more)
    invitation = Desk(place.house.url, COORDINATOR, place.found.password).invite(place.found.team)
    phone.open("")
    try:
        yield from _scores("join", invitation["link"], port)
        phone.page.goto(invitation["link"])
        join(phone.page, "Nguyễn Thị Lan")
        start_logging(phone.page)
        phone.wait_for_worker()
        log(phone.page)
        expect_state(phone.page, here=0, received=1)
        for name, path in (("home", "/"), ("list", "/sent")):
            yield from _scores(name, f"{phone.url}{path}", port, "--disable-storage-reset")
        yield from _scores("heritage site", f"{phone.url}/p/{_site(place)}", port)
    finally:
        phone.close()


def _site(place: Setting) -> str:
    """The name of a site that Sơn wrote and somebody else approved."""
    url, password = place.house.url, "mot-mat-khau-dai-cua-hien"
    son = Desk(url, COORDINATOR, place.found.password)
    commune = unit(son, "Khánh Cường")
    content = {**CONTENT, "pictures": [picture(data) for data in VIEWS], "sound": recording(SOUND)}
    for data in (*VIEWS, SOUND):
        son.send(data)
    made = son.ask("POST", "/api/sites", {**SITE, "unit": commune, "content": content})
    step = {"version": made["latest"]}
    son.ask("POST", f"/api/sites/{made['id']}/submission", step)
    wish = {"login": "hien", "name": "Hiền", "role": "coordinator", "unit": commune}
    first = son.ask("POST", "/api/accounts", wish)["password"]
    hien = Desk(url, "hien", first)
    hien.ask("POST", "/api/session/password", {"old": first, "new": password})
    Desk(url, "hien", password).ask("POST", f"/api/sites/{made['id']}/approval", step)
    return str(made["name"])


def _scores(name: str, url: str, port: int, *more: str) -> Iterator[Figure]:
    rounds = [_ask(url, port, *more) for _ in range(ROUNDS)]
    for category, label in CATEGORIES.items():
        score = median(each[category] for each in rounds)
        yield Figure(f"Lighthouse, {name}, {label}", score, "", GOAL, at_least=True)


def _ask(url: str, port: int, *more: str) -> dict[str, float]:
    """What it makes of a page in the browser that listens there."""
    done = subprocess.run(
        [
            HERE / "node_modules" / ".bin" / "lighthouse", url, f"--port={port}", "--quiet",
            "--output=json", f"--only-categories={','.join(CATEGORIES)}", *more,
        ],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["categories"]
    return {category: round(found[category]["score"] * 100) for category in CATEGORIES}
