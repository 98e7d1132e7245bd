"""A body that is too long, on a connection that goes on: the next request has its own answer."""

import http.client

from tests.journeys.house import House
from tests.journeys.seed import Seed

TOO_LONG = b'{"code": "' + b"A" * 2_000_000 + b'"}'
HEADERS = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}


def test_the_connection_goes_on_after_a_body_that_was_refused(house: tuple[House, Seed]) -> None:
    running, _ = house
    for _ in range(6):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
        connection.request("POST", "/api/join/look", TOO_LONG, HEADERS)
        refused = connection.getresponse()
        assert (refused.status, b"body_too_large" in refused.read()) == (413, True)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()
