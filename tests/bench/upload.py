"""What it costs to hand in 100 sessions after days without a network."""

from collections.abc import Iterator

from playwright.sync_api import Response, expect

from tests.bench.figures import Figure
from tests.bench.setting import Setting
from tests.journeys.steps import ACTIVATE, INSTALL, expect_state, log
from tests.journeys.words import t

SESSIONS = 100


def measure(place: Setting) -> Iterator[Figure]:
    """Requests that carried changes, and the bytes of their bodies as sent."""
    phone = place.joined_phone("Hà")
    try:
        page = phone.page
        expect_state(page, here=0, received=0)
        phone.network(False)
        for number in range(SESSIONS // 10):
            log(page, (INSTALL, ACTIVATE)[number % 2], people=number + 1)
            for more in range(9):
                page.get_by_role("button", name=t("home.once_more")).click()
                expect_state(page, here=number * 10 + more + 2, received=0)
        packed: list[int] = []
        page.on("response", lambda response: _weigh(response, packed))
        phone.network(True)
        expect_state(page, here=0, received=SESSIONS)
        expect(page.get_by_text(t("home.unsent", n=1))).to_have_count(0)
        yield Figure("100 unsent sessions uploaded", len(packed), "req", 2)
        yield Figure("100 unsent sessions uploaded, gzip", sum(packed) / 1000, "kB", 12)
    finally:
        phone.close()


def _weigh(response: Response, packed: list[int]) -> None:
    """Note what a round carried; one without changes is so short that the app sends it unpacked."""
    sent = response.request.all_headers()
    if response.url.endswith("/api/sync/v1") and sent.get("content-encoding") == "gzip":
        packed.append(int(sent["content-length"]))
