"""What it costs to hand in 100 sessions after days without a network."""

import gzip
import json
from collections.abc import Iterator, Mapping

from tests.bench.figures import Figure
from tests.bench.setting import Setting
from tests.journeys.steps import ACTIVATE, INSTALL, expect_state, log
from tests.journeys.weather import Weather
from tests.journeys.words import t

SESSIONS = 100


def measure(place: Setting) -> Iterator[Figure]:
    """Requests that carried changes, and the bytes of their bodies as they came to the server."""
    weather = Weather(place.house.port)
    phone = place.joined_phone("Hà", weather.url)
    try:
        page = phone.page
        expect_state(page, here=0, received=0)
        phone.network(False)
        for number in range(SESSIONS // 10):
            log(page, (INSTALL, ACTIVATE)[number % 2])
            for more in range(9):
                page.get_by_role("button", name=t("home.once_more", n=1)).click()
                expect_state(page, here=number * 10 + more + 2, received=0)
        carried: list[int] = []
        weather.heard = lambda *request: _weigh(*request, carried)
        phone.network(True)
        expect_state(page, here=0, received=SESSIONS)
        assert carried, "nothing was seen on its way"
        yield Figure("100 unsent sessions uploaded", len(carried), "req", 2)
        yield Figure("100 unsent sessions uploaded, gzip", sum(carried) / 1000, "kB", 12)
    finally:
        phone.close()
        weather.close()


def _weigh(path: str, headers: Mapping[str, str], body: bytes, carried: list[int]) -> None:
    """Note what a round weighs that carries changes."""
    if path != "/api/sync/v1":
        return
    plain = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
    if json.loads(plain)["changes"]:
        carried.append(len(body))
