"""The browser wakes the service worker when there is a network again, with no page of the app open."""

from typing import Any

from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging

ASKED = """async () => {
  const { sync } = await navigator.serviceWorker.ready
  return (await sync.getTags()).join() === 'tungngo-send'
}"""


def test_the_worker_sends_what_a_closed_page_has_left(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", lasting=True)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    lan.context.grant_permissions(["background-sync"])
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    lan.network(False)
    log(page)
    expect_state(page, here=1, received=0)
    # The page asks to be woken behind what it shows.
    page.wait_for_function(ASKED)

    lan.go("/favicon.svg")  # of the same origin, and nothing of the app runs in it
    browser = lan.context.new_cdp_session(page)
    workers: list[dict[str, Any]] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: workers.extend(event["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    (worker,) = lan.context.service_workers
    worker.evaluate("() => { navigator.clearAppBadge = async () => { self.cleared = true } }")
    lan.network(True)
    while not workers:
        page.wait_for_timeout(50)
    browser.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": running.url,
            "registrationId": workers[0]["registrationId"],
            "tag": "tungngo-send",
            "lastChance": True,
        },
    )
    for _ in range(100):
        if desk.sessions(found.team):
            break
        page.wait_for_timeout(100)
    assert len(desk.sessions(found.team)) == 1
    # The icon no longer says that something waits.
    expect_cleared = "() => self.cleared === true"
    for _ in range(100):
        if worker.evaluate(expect_cleared):
            break
        page.wait_for_timeout(50)
    assert worker.evaluate(expect_cleared)
