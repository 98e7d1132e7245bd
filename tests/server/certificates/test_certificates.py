"""Certificates at the desk: what they count, who issues and withdraws them, and whom they follow."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from server.certificates.use_cases import certificates
from server.directory.use_cases.erasing_members import erase_member
from server.records.store import records
from tests.phones import Phone
from tests.server.certificates.issuing import counted, figures, issue, issued, proof, withdraw
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Browser


@pytest.fixture
def lan(town: Town) -> Phone:
    """Lan, who helped in two sessions on one day."""
    lan = town.lan()
    lan.sync(lan.session(day="2026-11-20"), lan.session(day="2026-11-20"))
    return lan


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


def test_a_certificate_says_what_was_counted_and_stays_so(
    town: Town, lan: Phone, desk: Browser
) -> None:
    told = issued(desk, lan)
    assert told == {
        "code": told["code"],
        "member": {"id": lan.member, "name": "Lan"},
        "team": {"id": TEAM, "name": "Đội hình Phổ Cường"},
        "unit_name": "Xã Khánh Cường",
        "letterhead": {
            "superior": "TỈNH ĐOÀN QUẢNG NGÃI",
            "issuer": "BCH ĐOÀN XÃ KHÁNH CƯỜNG",
            "organisation": "Đoàn xã Khánh Cường",
            "place": "Khánh Cường",
            "on_behalf": "TM. BAN THƯỜNG VỤ",
            "signer": "BÍ THƯ",
        },
        "from": "2026-01-01",
        "to": "2026-11-24",
        "days": 1,
        "sessions": 2,
        "hours": 0,
        "issued_at": told["issued_at"],
        "issued_by": "Sơn",
        "withdrawn_at": None,
        "reason": None,
    }
    lan.sync(lan.session(day="2026-11-23"))
    desk.patch(f"/api/members/{lan.member}", {"name": "Lân"})
    assert desk.get(f"/api/certificates/{told['code']}").json == told
    assert counted(desk, lan) == (2, 3)
    assert trail(town.app, "certificate_issued") == [
        (
            lan.member,
            {
                "team": TEAM,
                "code": told["code"],
                "from": "2026-01-01",
                "to": "2026-11-24",
                "days": 1,
                "sessions": 2,
                "minutes": 0,
            },
        )
    ]


def test_it_says_how_long_the_sessions_took_that_say_when_they_were_over(
    town: Town, lan: Phone, desk: Browser
) -> None:
    """Those at the same time once, of the asked days only, and of nobody else's sessions."""
    minh = town.minh()
    day, start = "2026-11-23", "09:00"
    void = lan.session(day=day, start="15:00", end="16:00")
    lan.sync(
        lan.session(day=day, start=start, end="10:30"),
        lan.session(day="2026-11-22", start=start, end="09:10"),
        lan.session(day="2026-11-21", start=start, end="10:00"),
        void,
        lan.edit(void["record"], {"status": "void"}, {"status": "live"}),
    )
    along = minh.session(day=day, start="10:00", end="11:00", companions=[lan.member])
    minh.sync(along, minh.session(day=day, start="13:00", end="14:00"))
    days = {"from": "2026-11-22", "to": "2026-11-24"}
    told = issued(desk, lan, **days)
    assert (told["days"], told["sessions"], told["hours"]) == (2, 3, 2.2)
    assert "<dd>2,2</dd>" in proof(desk, told["code"]).text


def test_who_wrote_and_who_went_along_are_counted_alike_and_a_session_once(
    town: Town, lan: Phone, desk: Browser
) -> None:
    minh = town.minh()
    lan.sync(
        lan.session(day="2026-11-20", companions=[minh.member]),
        lan.session(day="2026-11-21", companions=[minh.member]),
    )
    minh.sync(minh.session(day="2026-11-21"))
    assert counted(desk, lan) == (2, 4)
    assert counted(desk, minh) == (2, 3)


def test_what_does_not_count_and_other_days_are_left_out(
    town: Town, lan: Phone, desk: Browser
) -> None:
    gone = lan.session(day="2026-11-21")
    lan.sync(gone, lan.session(day="2026-11-24"))
    lan.sync(lan.edit(gone["record"], {"status": "void"}, {"status": "live"}))
    mai = town.phone("Mai", auto_approve=False)
    assert mai.sync(mai.session(companions=[lan.member]))[0]["row"]["state"] == "awaiting_approval"
    assert counted(desk, lan) == (2, 3)
    assert counted(desk, lan, to="2026-11-23") == (1, 2)
    assert counted(desk, lan, **{"from": "2026-11-21"}) == (1, 1)
    assert counted(desk, mai) == (0, 0)
    assert issue(desk, mai).code == "nothing_to_confirm"
    assert issue(desk, lan, **{"from": "2026-11-21", "to": "2026-11-23"}).code == (
        "nothing_to_confirm"
    )
    assert issue(desk, lan, to="2026-11-25").code == "day_too_late"
    assert issue(desk, lan, to="2025-12-31").code == "invalid_shape"


def test_two_entries_of_one_person_are_counted_and_certified_as_one(
    town: Town, lan: Phone, desk: Browser
) -> None:
    town.clock.move(days=1)
    again = town.lan()
    again.sync(again.session(day="2026-11-25"))
    desk = town.desk()
    first, second = issued(desk, lan), issued(desk, again, to="2026-11-25")
    path = f"/api/teams/{TEAM}/members/{again.member}/merge"
    assert desk.post(path, {"into": lan.member}).status == 200
    assert counted(desk, lan, to="2026-11-25") == (2, 3)
    assert figures(desk, again).code == "not_found"
    rows = figures(desk, lan).json["rows"]
    assert {row["code"] for row in rows} == {first["code"], second["code"]}
    assert {row["member"]["id"] for row in rows} == {lan.member}
    assert proof(desk, second["code"]).status == 200


def test_an_erased_name_takes_its_certificates_along(town: Town, lan: Phone, desk: Browser) -> None:
    minh = town.minh()
    minh.sync(minh.session())
    told, other = issued(desk, lan), issued(desk, minh)
    with town.app.app_context():
        assert erase_member(lan.member, "Theo ý bạn ấy")
    assert proof(desk, told["code"]).status == 404
    assert desk.get(f"/api/certificates/{told['code']}").code == "not_found"
    assert figures(desk, lan).code == "not_found"
    assert issue(desk, lan).code == "not_found"
    assert proof(desk, other["code"]).status == 200


def test_so_does_that_of_whoever_was_merged_into_them(
    town: Town, lan: Phone, desk: Browser
) -> None:
    town.clock.move(days=1)
    again = town.lan()
    again.sync(again.session(day="2026-11-25"))
    desk = town.desk()
    told = issued(desk, again, to="2026-11-25")
    path = f"/api/teams/{TEAM}/members/{again.member}/merge"
    assert desk.post(path, {"into": lan.member}).status == 200
    with town.app.app_context():
        assert erase_member(lan.member, "Theo ý bạn ấy")
    assert proof(desk, told["code"]).status == 404


def test_it_is_withdrawn_once_and_issued_anew(town: Town, lan: Phone, desk: Browser) -> None:
    told = issued(desk, lan)
    gone = withdraw(desk, told["code"], reason="Ghi nhầm thời gian").json
    assert gone["withdrawn_at"] == told["issued_at"]
    assert gone["reason"] == "Ghi nhầm thời gian"
    assert withdraw(desk, told["code"], reason="Lại lần nữa").json == gone
    details = {"team": TEAM, "code": told["code"], "reason": "Ghi nhầm thời gian"}
    assert trail(town.app, "certificate_withdrawn") == [(lan.member, details)]
    town.clock.move(minutes=1)
    anew = issued(desk, lan)
    assert anew["code"] != told["code"]
    rows = figures(desk, lan).json["rows"]
    assert [row["code"] for row in rows] == [anew["code"], told["code"]]
    assert withdraw(desk, anew["code"]).json["reason"] is None


def test_no_person_is_named_in_the_reason(lan: Phone, desk: Browser) -> None:
    told = issued(desk, lan)
    assert withdraw(desk, told["code"], reason="Của chị Nguyễn Thị Lan").code == "person_named"
    assert withdraw(desk, told["code"], reason="x" * 401).code == "invalid_shape"
    assert desk.get(f"/api/certificates/{told['code']}").json["withdrawn_at"] is None


def test_only_who_coordinates_the_team_issues_reads_and_withdraws(
    town: Town, lan: Phone, desk: Browser
) -> None:
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", TRA_CAU, PASSWORD)
        create_account("ha2", "Hà", "coordinator", KHANH_CUONG, PASSWORD)
    told = issued(desk, lan)
    ha, elsewhere, own = town.ha(), town.desk("mai"), town.desk("ha2")
    tam = town.phone("Tâm", OTHER_TEAM)
    for asker, code in ((elsewhere, "not_found"), (ha.web, "wrong_role")):
        assert figures(asker, lan).code == code
        assert issue(asker, lan).code == code
        assert asker.get(f"/api/certificates/{told['code']}").code == code
        assert withdraw(asker, told["code"]).code == code
    # Somebody of another team is not in this one, whoever asks.
    assert figures(desk, tam).code == "not_found"
    assert figures(own, lan).json["rows"] == [told]
    assert proof(desk, told["code"]).text.count("không còn giá trị") == 0


def test_no_days_are_told_on_which_the_team_stood_elsewhere(town: Town, lan: Phone) -> None:
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", TRA_CAU, PASSWORD)
    moved = town.clock().date() - timedelta(days=2)
    body = {"unit": TRA_CAU, "from": moved.isoformat()}
    assert town.desk().post(f"/api/teams/{TEAM}/move", body).status == 200
    lan.sync(lan.session(day="2026-11-23"))
    assert counted(town.desk("mai"), lan) == (1, 1)
    told = issued(town.desk("mai"), lan)
    assert (told["unit_name"], told["sessions"]) == ("Phường Trà Câu", 1)


def test_only_the_unit_that_issued_it_withdraws_it(town: Town, lan: Phone, desk: Browser) -> None:
    """Where the team came to another unit since, that one would speak in its name."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", TRA_CAU, PASSWORD)
        create_account("ha2", "Hà", "coordinator", KHANH_CUONG, PASSWORD)
    told = issued(town.desk("ha2"), lan)
    body = {"unit": TRA_CAU, "from": town.clock().date().isoformat()}
    assert desk.post(f"/api/teams/{TEAM}/move", body).status == 200
    mai, ha = town.desk("mai"), town.desk("ha2")
    assert withdraw(mai, told["code"]).code == "wrong_role"
    assert mai.get(f"/api/certificates/{told['code']}").json["withdrawn_at"] is None
    assert ha.get(f"/api/certificates/{told['code']}").json == told
    assert withdraw(ha, told["code"]).json["withdrawn_at"] is not None


def test_what_took_the_place_of_the_issuer_withdraws_it(
    town: Town, lan: Phone, desk: Browser
) -> None:
    with town.app.app_context():
        create_account("ha2", "Hà", "coordinator", KHANH_CUONG, PASSWORD)
    told = issued(town.desk("ha2"), lan)
    into = {"code": "21472", "name": "Khánh Cường Mới", "kind": "phuong", "parent": CLUSTER}
    rename = {"kind": "rename", "units": [KHANH_CUONG], "into": [into], "goes": []}
    change = {**rename, "on": "2026-11-24", "dry_run": False}
    assert desk.post("/api/units/changes", change).status == 200
    assert withdraw(town.desk("ha2"), told["code"]).status == 200


def test_asked_twice_it_is_issued_once(town: Town, lan: Phone, desk: Browser) -> None:
    told = issued(desk, lan)
    assert issued(desk, lan) == told
    assert [row["code"] for row in figures(desk, lan).json["rows"]] == [told["code"]]
    assert len(trail(town.app, "certificate_issued")) == 1
    lan.sync(lan.session(day="2026-11-24"))
    assert issued(desk, lan)["code"] != told["code"]


def test_nobody_waits_while_sessions_are_looked_through(
    lan: Phone, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def note(module: Any, name: str) -> None:
        act = getattr(module, name)

        def noted(*args: Any) -> Any:
            done.append(name)
            return act(*args)

        monkeypatch.setattr(module, name, noted)

    for module, name in (
        (records, "take_clock"),
        (records, "counted_sessions_naming"),
        (certificates, "member_part_query"),
    ):
        note(module, name)
    issued(desk, lan)
    assert done == ["member_part_query", "counted_sessions_naming", "take_clock"]


def test_only_sessions_of_the_asked_days_are_read(
    lan: Phone, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan.sync(*(lan.session(day="2026-11-22") for _ in range(3)))
    read: list[str] = []
    look = records.counted_sessions_naming

    def noted(*asked: Any) -> Any:
        found = look(*asked)
        read.extend(fields["day"] for fields in found)
        return found

    monkeypatch.setattr(records, "counted_sessions_naming", noted)
    issued(desk, lan, **{"from": "2026-11-20", "to": "2026-11-21"})
    assert read == ["2026-11-20"] * 2


@contextmanager
def coming_in(
    lan: Phone, monkeypatch: pytest.MonkeyPatch, times: int
) -> Iterator[list[certificates.Figures]]:
    """A session comes in right after the figures of a certificate were taken, so many times; what they
    were."""
    taken: list[certificates.Figures] = []
    take = certificates._figures

    def late(*asked: Any) -> certificates.Figures:
        taken.append(take(*asked))
        if len(taken) <= times:
            # Of a thread of its own: here the request that issues is under way.
            pool.submit(lan.sync, lan.session(day="2026-11-23")).result()
        return taken[-1]

    with ThreadPoolExecutor(1) as pool, monkeypatch.context() as patch:
        patch.setattr(certificates, "_figures", late)
        yield taken


def test_a_session_that_comes_in_meanwhile_is_on_the_certificate(
    lan: Phone, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coming_in(lan, monkeypatch, 1) as taken:
        told = issued(desk, lan)
    assert (told["days"], told["sessions"]) == (2, 3)
    assert [each.sessions for each in taken] == [2, 3]


def test_where_sessions_come_in_all_the_time_none_is_issued(
    town: Town, lan: Phone, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coming_in(lan, monkeypatch, 9) as taken:
        answer = issue(desk, lan)
    assert (answer.status, answer.code) == (503, "server_busy")
    assert answer.headers["Retry-After"] == "5"
    assert len(taken) == 2
    assert figures(desk, lan).json["rows"] == []
    assert trail(town.app, "certificate_issued") == []


def test_so_many_of_a_member_hold_and_are_listed(
    town: Town, lan: Phone, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificates, "MOST_HOLDING", 2)

    def codes() -> list[str]:
        return [row["code"] for row in figures(desk, lan).json["rows"]]

    made: list[str] = []
    for day in ("2026-11-20", "2026-11-21"):
        made.insert(0, issued(desk, lan, to=day)["code"])
        town.clock.move(minutes=1)
    assert issue(desk, lan, to="2026-11-22").code == "certificates_full"
    assert issued(desk, lan, to="2026-11-20")["code"] == made[1]  # once more changes nothing
    assert codes() == made
    withdraw(desk, made[0])
    assert codes() == made
    anew = issued(desk, lan, to="2026-11-22")["code"]
    # What holds is listed, however much was withdrawn since.
    assert codes() == [anew, made[1]]
    assert issue(desk, lan, to="2026-11-23").code == "certificates_full"


def test_whoever_was_moved_within_the_day_of_joining_has_a_certificate_from_either_team(
    town: Town, desk: Browser
) -> None:
    lan = town.lan()
    lan.sync(lan.session(), lan.session())
    moved = {"team": OTHER_TEAM, "on": "2026-11-24"}
    assert desk.post(f"/api/teams/{TEAM}/members/{lan.member}/move", moved).status == 200
    lan.sync()
    asked = "from=2026-01-01&to=2026-11-24"
    told = desk.get(f"/api/teams/{OTHER_TEAM}/members/{lan.member}/certificates?{asked}").json
    other = {"id": TEAM, "name": "Đội hình Phổ Cường", "sessions": 2}
    assert (told["sessions"], told["elsewhere"]) == (0, [other])
    told = desk.get(f"/api/teams/{TEAM}/members/{lan.member}/certificates?{asked}").json
    assert (told["sessions"], told["elsewhere"]) == (2, [])


def test_of_teams_that_are_not_theirs_a_coordinator_hears_nothing(town: Town, lan: Phone) -> None:
    moved = {"team": OTHER_TEAM, "on": "2026-11-24"}
    assert town.desk().post(f"/api/teams/{TEAM}/members/{lan.member}/move", moved).status == 200
    with town.app.app_context():
        create_account("cuong", "Cường", "coordinator", TRA_CAU, PASSWORD)
    asked = "from=2026-01-01&to=2026-11-24"
    assert (
        town.desk()
        .get(f"/api/teams/{OTHER_TEAM}/members/{lan.member}/certificates?{asked}")
        .json["elsewhere"][0]["id"]
        == TEAM
    )
    assert (
        town.desk("cuong")
        .get(f"/api/teams/{OTHER_TEAM}/members/{lan.member}/certificates?{asked}")
        .json["elsewhere"]
        == []
    )


def test_its_member_is_told_on_the_phone_and_reads_it_there(
    town: Town, lan: Phone, desk: Browser
) -> None:
    def certified() -> list[str | None]:
        lan.sync()
        (device,) = lan.of_kind("device")
        return [who.get("certified") for who in device["f"]["enrolments"]]

    assert certified() == [None]
    told = issued(desk, lan)
    (at,) = certified()
    assert at is not None
    desk.patch(f"/api/teams/{TEAM}/members/{lan.member}", {"role": "lead"})
    assert certified() == [at]  # the row is written anew
    (own,) = lan.web.get("/api/me/data").json["certificates"]
    printed = ("code", "from", "to", "days", "sessions", "hours", "letterhead", "issued_at")
    assert {name: own[name] for name in printed} == {name: told[name] for name in printed}
