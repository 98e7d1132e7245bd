"""A server that people reach by HTTPS at a name of its own, with a proxy in front of it."""

import http.client
import json
import ssl
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.front import CERTIFICATE, NAME, Front
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import INSTALL, expect_state, join, log, log_in, start_logging, tile
from tests.keys import SECRET_KEY

TRUSTING = ("--ignore-certificate-errors", f"--host-resolver-rules=MAP {NAME} 127.0.0.1")
MAKE = """async (team) => (await fetch(`/api/teams/${team}/invitations`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"max_uses": 5}',
})).json()"""


@pytest.fixture
def front(house: tuple[House, Seed]) -> Iterator[Front]:
    """The proxy, and behind it the house, moved from this machine's own address to that name."""
    running, _ = house
    opened, at_home = Front(running.port), running.environment
    running.kill()
    running.environment = {
        **at_home,
        "PUBLIC_URL": opened.url,
        "SECOND_FACTOR": "offered",
        "SECRET_KEY": SECRET_KEY,
        "LASTING_DISK": str(running.folder),
    }
    running.start()
    yield opened
    opened.close()
    running.kill()
    running.environment = at_home


def ask(front: Front, source: str, body: object, **headers: str) -> http.client.HTTPResponse:
    """A POST to /api/join/look through the proxy, from an address of this machine."""
    context = ssl.create_default_context(cafile=str(CERTIFICATE))
    context.check_hostname = False  # it is called by its number here
    connection = http.client.HTTPSConnection(
        "127.0.0.1", front.port, source_address=(source, 0), context=context, timeout=20
    )
    usual = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Host": NAME}
    connection.request("POST", "/api/join/look", json.dumps(body), usual | headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_a_phone_joins_logs_and_works_offline(
    house: tuple[House, Seed], front: Front, new_phone: NewPhone
) -> None:
    _, found = house
    phone = new_phone("lan", extra=TRUSTING, url=front.url)
    page = phone.open("/desk/login")
    log_in(page, COORDINATOR, found.password)
    link = page.evaluate(MAKE, found.team)["link"]
    assert link.startswith(f"{front.url}/j#v1.")
    page = phone.go(link.removeprefix(front.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    log(page)
    expect_state(page, here=0, received=1)
    cookies = phone.context.cookies()
    names = {"__Host-account", "__Host-browser", "__Host-device"}
    assert {cookie["name"] for cookie in cookies} == names
    for cookie in cookies:
        assert (cookie["secure"], cookie["httpOnly"]) == (True, True)
        assert (cookie["sameSite"], cookie["path"]) == ("Strict", "/")
    phone.wait_for_worker()
    phone.network(False)
    page = phone.go("/")
    expect(tile(page, INSTALL)).to_be_visible()
    log(page, people=3)
    phone.network(True)
    page.reload()
    expect_state(page, here=0, received=2)


def test_guessing_is_slowed_down_for_each_asker_apart(front: Front) -> None:
    wrong = {"code": "ABCDE-FGHJK"}
    first = [
        ask(front, "127.0.0.2", wrong, **{"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(7)
    ]
    # What somebody writes into the header himself counts for nothing.
    assert [answer.status for answer in first] == [404] * 5 + [429] * 2
    assert ask(front, "127.0.0.3", wrong).status == 404
    security = first[0].headers.get_all("Strict-Transport-Security")
    assert security == ["max-age=31536000; includeSubDomains"]


def test_a_body_that_is_too_large_is_refused_in_words(front: Front) -> None:
    answer = ask(front, "127.0.0.1", {"code": "a" * 1_100_000})
    assert (answer.status, answer.headers["Content-Type"]) == (413, "application/json")
