"""What anybody may ask for and what costs has a pace, and takes neither the writer's lock nor a permit for writing."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from server.auth import throttle
from server.auth.rate_limits import JOINING_ADDRESS, PASSWORDS, Rate
from server.auth.tables import Attempt
from server.auth.throttle import client_at
from server.database.engine import separate_transaction
from tests.phones import KEY, Phone, new_id
from tests.restoring import approve, joins
from tests.server.enrolment.joining import commits, count, new_phone
from tests.server.qr_posters.test_posters import invite, wish_of
from tests.town import PASSWORD, Town
from tests.wires import Answer, Browser

NETWORK = "2001:db8:7"
ADDRESS = "203.0.113.7"


@contextmanager
def lock_held(town: Town) -> Iterator[None]:
    """Somebody else writes meanwhile."""
    with town.app.app_context(), separate_transaction() as session:
        session.execute(select(1))  # a transaction begins by its first statement
        yield


def guess(town: Town, address: str, login: str) -> int:
    """A sign-in by a made-up login."""
    return town.app.test_client(use_cookies=False).post(
        "/api/session",
        json={"login": login, "password": "sai-mat-khau-roi"},
        headers={"Sec-Fetch-Site": "same-origin"},
        environ_base={"REMOTE_ADDR": address},
    ).status_code  # fmt: skip


def sign_in(browser: Browser) -> Answer:
    return browser.post("/api/session", {"login": "son", "password": PASSWORD})


def confirm(browser: Browser) -> Answer:
    return browser.post("/api/session/confirm", {"password": PASSWORD})


def test_the_right_password_is_hashed_at_a_pace(town: Town) -> None:
    desk = town.sign_in()
    assert [confirm(desk).status for _ in range(41)] == [204] * 40 + [429]
    told = confirm(desk)
    assert (told.code, told.headers["Retry-After"]) == ("too_many_attempts", "60")
    change = {"old": PASSWORD, "new": "con-duong-lang-quanh-co-26"}
    assert desk.post("/api/session/password", change).status == 429
    # It was no failure: nobody waits for longer, and the owner is told of none.
    assert count(town, Attempt) == 0
    town.clock.move(seconds=60)
    assert desk.post("/api/session/password", change).status == 200


def test_signing_in_rightly_again_and_again_has_a_pace(town: Town) -> None:
    known, stranger = Browser(town.connect()), Browser(town.connect())
    assert sign_in(known).status == 200
    town.clock.move(minutes=1)
    told = []
    for number in range(41):
        town.clock.move(milliseconds=1)  # the twenty browsers that signed in last are known
        told.append(sign_in(Browser(town.connect())).status)
        if number % 15 == 2:
            assert sign_in(known).status == 200
    assert told == [200] * 40 + [429]
    assert sign_in(stranger).status == 429
    assert count(town, Attempt) == 0
    # Whoever knows the password elsewhere keeps nobody out of a browser that is known.
    assert sign_in(known).status == 200
    town.clock.move(seconds=60)
    assert sign_in(stranger).status == 200


def test_a_right_password_that_others_overtook_is_no_failure(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it waited for a permit."""
    desk = town.sign_in()
    account = f"account {desk.get('/api/session').json['account']['id']}"
    monkeypatch.setattr(
        throttle, "take_permit", lambda _work: PASSWORDS.spend(account, PASSWORDS.each)
    )
    assert confirm(desk).status == 429
    assert count(town, Attempt) == 0


@pytest.mark.parametrize(("nets", "free"), [(1, 100), (1 << 8, 300)])
def test_a_network_of_many_addresses_guesses_like_one(town: Town, nets: int, free: int) -> None:
    """Each guess at another login from another network of 2^64 addresses: `nets` of 2^72 have them all."""
    told = []
    for number in range(free + 20):
        last = (number % nets) << 8 | number // nets
        told.append(guess(town, f"{NETWORK}:{last:x}::1", f"nobody-{number}"))
    assert told == [401] * free + [429] * 20
    assert guess(town, "2001:db8:8::1", "nobody") == 401
    assert guess(town, ADDRESS, "nobody") == 401


def look(town: Town, address: str) -> int:
    """A code that there is not."""
    return town.app.test_client(use_cookies=False).post(
        "/api/join/look",
        json={"code": "A" * 22},
        headers={"Sec-Fetch-Site": "same-origin"},
        environ_base={"REMOTE_ADDR": address},
    ).status_code  # fmt: skip


def test_wrong_codes_of_a_whole_network_count_together(town: Town) -> None:
    """Nobody takes the line of all who write with codes from ever new networks of 2^64 addresses."""
    told = [look(town, f"{NETWORK}:{number:x}::1") for number in range(110)]
    assert told == [404] * 100 + [429] * 10
    assert look(town, "2001:db8:8::1") == 404
    assert look(town, ADDRESS) == 404


def test_what_only_looks_waits_for_nobody_who_writes(town: Town) -> None:
    desk, web, lan = town.sign_in(), Browser(town.connect()), town.lan()
    made = invite(desk)
    with lock_held(town):
        asked = {"device": new_id(), "purpose": "join"}
        assert web.post("/api/challenge", asked).status == 200
        asked = {"device": lan.device, "purpose": "rejoin"}
        assert lan.web.post("/api/challenge", asked).status == 200
        assert web.post("/api/join/look", {"code": made["code"]}).status == 200
        assert desk.post("/api/posters", wish_of(made)).status == 200


def test_joining_again_by_receipts_waits_for_nobody_where_all_is_known(town: Town) -> None:
    lan = joins(town)
    before = commits(town)
    with lock_held(town):
        answer = lan.rejoin(proof=None)
    assert answer.json["people"][0]["state"] == "approved"
    assert commits(town) == before


def test_a_phone_joins_again_at_a_pace_and_a_stopped_one_too(town: Town) -> None:
    lan, minh = joins(town, auto_approve=False), joins(town, "Minh")
    approve(town, lan)
    assert town.sign_in().delete(f"/api/devices/{lan.device}").status == 204
    town.clock.move(minutes=1)
    assert [lan.rejoin().status for _ in range(11)] == [200] * 10 + [429]
    assert lan.join(town.invite(), "Lan").status == 429
    assert minh.rejoin().status == 200
    town.clock.move(minutes=1)
    assert lan.rejoin().status == 200


def test_whoever_knows_a_phones_id_keeps_it_from_nothing(town: Town) -> None:
    lan, code = joins(town), town.invite()
    town.clock.move(minutes=1)
    body = {"code": code, "name": "Lan", "device": lan.device, "key": KEY, "consent": True}
    for _ in range(30):
        assert Browser(town.connect()).post("/api/join", body).status in (200, 409, 429)
    assert lan.rejoin().status == 200


def test_who_asks_for_challenges_keeps_nobody_at_the_address_from_joining(town: Town) -> None:
    web, code = Browser(town.connect()), town.invite()
    asked = {"device": new_id(), "purpose": "join"}
    told = [web.post("/api/challenge", asked).status for _ in range(901)]
    assert told == [200] * 900 + [429]
    assert web.post("/api/join/look", {"code": code}).status == 200
    assert new_phone(town).join(code, "Lan", proof=None).status == 200


def test_a_hall_gets_in_from_one_address_and_no_more_than_that(town: Town) -> None:
    web, code = Browser(town.connect()), town.invite()
    town.clock.move(minutes=1)
    JOINING_ADDRESS.spend(client_at("127.0.0.1"), 898)
    assert web.post("/api/join/look", {"code": code}).status == 200
    assert new_phone(town).join(code, "Lan").status == 200
    lan = new_phone(town)
    told = [
        web.post("/api/join/look", {"code": code}),
        lan.join(code, "Minh"),
        lan.web.post("/api/rejoin", {"device": lan.device, "key": KEY, "proof": None,
                                     "receipts": ["x"], "people": []}),
    ]  # fmt: skip
    assert [(each.status, each.code) for each in told] == [(429, "too_many_attempts")] * 3
    town.clock.move(minutes=1)
    assert lan.join(code, "Minh").status == 200


def test_twenty_people_share_a_phone(town: Town) -> None:
    phone = new_phone(town)
    codes = [town.invite(), town.invite()]
    for number in range(20):
        assert put(phone, codes[0], number).status == 200
        town.clock.move(seconds=12)
    answer = put(phone, codes[1], 20)
    assert (answer.status, answer.code) == (409, "phone_full")
    assert put(phone, codes[1], 19).status == 200  # who is there already
    assert new_phone(town).join(codes[1], "Bạn Lan").status == 200


def put(phone: Phone, code: str, number: int) -> Answer:
    return phone.join(code, f"Bạn {chr(97 + number)}")


@pytest.fixture
def switching() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("switching")
def test_threads_that_count_at_once_are_all_counted() -> None:
    rate = Rate("threads at once", 40_000, 60, "too_many_attempts")

    def spend() -> None:
        for _ in range(1_000):
            rate.spend("lan", 1)

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(spend) for _ in range(8)]:
            done.result()
    assert rate.spent("lan") == 8_000
