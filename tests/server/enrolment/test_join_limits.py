"""How often codes may be tried and used: nobody guesses one, and a town is not kept out."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from server.auth.tables import Attempt, Enrolment, Invitation
from server.database.engine import db
from server.organisation.tables import Member
from tests.server.enrolment.joining import body, count, new_phone
from tests.town import TEAM, Town


def test_wrong_codes_from_one_address_are_slowed_down(town: Town) -> None:
    web = new_phone(town).web
    for _ in range(5):
        assert web.post("/api/join/look", {"code": "ABCDE-FGHJK"}).status == 404
    answer = web.post("/api/join/look", {"code": "ABCDE-FGHJK"})
    assert (answer.status, answer.code) == (429, "too_many_attempts")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert web.post("/api/join", body("v1." + "0" * 43)).status == 429
    assert web.post("/api/join/look", {"code": town.invite()}).status == 200  # nobody guesses it
    town.clock.move(minutes=1)
    assert web.post("/api/join", body(town.invite())).status == 200


def test_who_types_wrong_codes_keeps_nobody_else_out_for_long(town: Town) -> None:
    """A school's network is one address."""
    web = new_phone(town).web
    for _ in range(60):
        web.post("/api/join/look", {"code": "ABCDE-FGHJK"})
        town.clock.move(minutes=1)
    short = town.desk().post(f"/api/teams/{TEAM}/invitations", {}).json["short_code"]
    assert web.post("/api/join/look", {"code": short}).status == 200


def test_many_right_codes_from_one_address_are_not(town: Town) -> None:
    code = town.invite(max_uses=20)
    assert all(new_phone(town).join(code, f"Bạn {chr(97 + n)}").status == 200 for n in range(20))
    assert count(town, Attempt) == 0


def test_guesses_at_once_are_no_more_than_one_after_the_other(town: Town) -> None:
    def guess(number: int) -> int:
        web, wrong = new_phone(town).web, "ABCDE-FGHJK"
        if number % 2:
            return web.post("/api/join", body(wrong)).status
        return web.post("/api/join/look", {"code": wrong}).status

    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(guess, range(16)))
    assert sorted(told) == [404] * 5 + [429] * 11
    assert count(town, Attempt) == 5
    town.clock.move(minutes=1)
    assert new_phone(town).join(town.invite(), "Lan").status == 200


def test_racing_phones_never_pass_the_limit(town: Town) -> None:
    code = town.invite(max_uses=10)

    def one(number: int) -> int:
        name = f"Bạn {chr(97 + number // 6)}{chr(97 + number % 6)}"
        phone = new_phone(town)
        while (status := phone.join(code, name).status) == 503:
            continue  # busy: a phone asks again
        return status

    with ThreadPoolExecutor(30) as pool:
        told = list(pool.map(one, range(30)))
    assert sorted(told) == [200] * 10 + [410] * 20
    with town.app.app_context():
        assert db.session.scalars(select(Invitation.uses)).one() == 10
    assert count(town, Enrolment) == count(town, Member) == 10
