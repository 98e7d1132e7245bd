"""One push of a phone at a time, and as much as its allowance gives (PROTOCOL 4.5.6, 4.5.7)."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from server.syncing import push_limiter as pushes
from server.syncing.push_limiter import APPROVED, PushLimiter, push_limiter
from sync.problems import ProblemError
from tests.phones import Phone
from tests.server.syncing.test_bundles import Signer
from tests.town import Town


@contextmanager
def in_work(app: Flask, phone: Phone) -> Iterator[None]:
    """A push of the phone is in work, as in another thread of this worker."""
    with app.app_context():
        ours = push_limiter()
        ours.enter(phone.device, APPROVED)
    yield
    with app.app_context():
        ours.leave(phone.device, APPROVED, 0)


@contextmanager
def in_another_worker(app: Flask, phone: Phone) -> Iterator[int]:
    """The same in another process; its id."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with app.app_context():
            settings = app.config["SETTINGS"]
            PushLimiter(settings.instance, settings.secret_key).enter(phone.device, APPROVED)
        os.write(tell, b".")
        signal.pause()
    os.read(told, 1)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(told)
        os.close(tell)


def test_a_second_push_waits_for_the_first(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    change = lan.session()
    with in_work(town.app, lan):
        answer = lan.ask([change])
        assert (answer.status, answer.code) == (429, "push_in_work")
        assert int(answer.headers["Retry-After"]) == 2
        assert lan.ask([]).status == 200
        assert minh.sync(minh.session())[0]["verdict"] == "applied"
    (told,) = lan.sync(change)
    assert told["verdict"] == "applied"


def test_workers_tell_each_other_and_a_worker_that_dies_holds_nothing(town: Town) -> None:
    lan = town.lan()
    with in_another_worker(town.app, lan):
        assert lan.ask([lan.session()]).code == "push_in_work"
        assert lan.ask([]).status == 200
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_what_fails_gives_the_place_back(town: Town) -> None:
    lan = town.lan()
    for changes in ([{}] * 501, [lan.session()]):
        assert lan.ask(changes, device=Phone(town.connect(), town.clock).device).status >= 400
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_a_phone_that_handed_in_too_much_goes_on_after_a_while(town: Town) -> None:
    lan = town.lan()
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, APPROVED.points)
    change = lan.session()
    answer = lan.ask([change])
    assert (answer.status, answer.code) == (429, "pushed_too_much")
    assert lan.ask([]).status == 200
    minh = town.minh()
    assert minh.sync(minh.session())[0]["verdict"] == "applied"
    town.clock.move(seconds=int(answer.headers["Retry-After"]))
    assert lan.sync(change)[0]["verdict"] == "applied"


def test_ten_thousand_stored_sessions_go_up_at_once(town: Town) -> None:
    lan = town.lan()
    for _ in range(20):
        answer = lan.ask([lan.session() for _ in range(500)])
        assert answer.status == 200, answer.body


@pytest.mark.parametrize("state", ["pending", "revoked"])
def test_who_waits_or_was_revoked_may_hand_in_little_at_a_time(town: Town, state: str) -> None:
    phone = town.phone("Minh", auto_approve=False)
    if state == "revoked":
        assert town.desk().delete(f"/api/devices/{phone.device}").status == 204
    codes = [phone.ask([phone.session() for _ in range(50)]).code for _ in range(12)]
    assert codes[0] is None
    assert codes[-1] == "pushed_too_much"
    while phone.ask([phone.session()]).code == "pushed_too_much":
        town.clock.move(minutes=1)


def test_one_dear_push_is_in_work_on_the_machine_and_usual_ones_beside_it(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    with town.app.app_context():
        ours = push_limiter()
        ours.take(pushes._WIDE)
    dear = [minh.session(colour="đỏ " * 40) for _ in range(200)]
    assert minh.ask(dear).code == "push_in_work"
    assert minh.ask([minh.session(colour="x" * 1_000) for _ in range(300)]).code == "push_in_work"
    noted = [lan.session(note=f"chợ đông, {n} người ghé qua rồi về sớm") for n in range(100)]
    usual = [lan.session() for _ in range(400)]
    assert lan.ask([*noted, *usual]).status == 200
    # It looks like a usual one, and turns out to be dear.
    dense = [minh.session(note=f"{n:x} " + "1a" * 58) for n in range(60)]
    assert minh.ask(dense).code == "push_in_work"
    ours.give_back(pushes._WIDE)
    assert minh.ask(dear[:100]).status == 200
    assert minh.ask(dear[100:]).status == 200


def test_who_brings_a_bundle_counts_not_who_made_it(town: Town) -> None:
    ha, lan = town.ha(), Signer(town)
    body = lan.bundle(lan.phone.session())
    with in_work(town.app, ha):
        answer = ha.web.post("/api/bundles", body)
        assert (answer.status, answer.code) == (429, "push_in_work")
    with in_work(town.app, lan.phone):
        assert ha.web.post("/api/bundles", body).status == 200


def test_a_body_as_long_as_a_push_is_not_read_before_its_turn(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, APPROVED.points)
    monkeypatch.setattr("server.syncing.decoding.read_json", None)
    assert lan.ask([lan.session() for _ in range(50)]).code == "pushed_too_much"


def test_a_clock_that_was_set_back_keeps_nobody_out(town: Town) -> None:
    lan = town.lan()
    with town.app.app_context():
        push_limiter().enter(lan.device, APPROVED)
        push_limiter().leave(lan.device, APPROVED, 1000 * APPROVED.points)
    waits = int(lan.ask([lan.session()]).headers["Retry-After"])
    assert waits <= 2 * APPROVED.seconds


def test_a_folder_that_cannot_be_written_counts_in_the_worker(app: Flask) -> None:
    with app.app_context():
        alone = PushLimiter(pushes.Path("/proc/nowhere"), "key")
        alone.enter("lan", APPROVED)
        with pytest.raises(ProblemError):
            alone.enter("lan", APPROVED)
        alone.leave("lan", APPROVED, APPROVED.points)
        with pytest.raises(ProblemError) as refused:
            alone.enter("lan", APPROVED)
        assert refused.value.problem.code == "pushed_too_much"


def test_nobody_can_tell_which_phones_share_a_place(app: Flask) -> None:
    folder = app.config["SETTINGS"].instance
    places = [
        [each.place(str(n)) for n in range(50)]
        for each in (PushLimiter(folder, "a"), PushLimiter(folder, "b"))
    ]
    assert places[0] != places[1]
