"""Two entries of one person become one: what was recorded stays right, and the phones go on."""

from typing import Any

import pytest
from sqlalchemy import select

from server.accounts.use_cases.password_sign_in import create_account
from server.database.engine import db
from server.directory.use_cases import merging_members
from server.directory.use_cases.erasing_members import erase_member
from server.organisation.tables import Member
from server.records import write_budget
from server.records.writer import Writer
from server.sync.use_cases import push
from server.totals.tables import Presence
from server.totals.use_cases.recounting import recount
from sync.kinds.member import ERASED_NAME
from tests.phones import Phone
from tests.restoring import approve
from tests.server.isolated_changes import only_isolated
from tests.server.sync.reviewing import review_of
from tests.server.trail import trail
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Answer, Browser

TODAY, YESTERDAY = "2026-11-26", "2026-11-25"


def merge(browser: Browser, merged: Phone, kept: Phone, team: str = TEAM) -> Answer:
    path = f"/api/teams/{team}/members/{merged.member}/merge"
    return browser.post(path, {"into": kept.member})


def preview(browser: Browser, merged: Phone, kept: Phone) -> Any:
    path = f"/api/teams/{TEAM}/members/{merged.member}/merge?into={kept.member}"
    answer = browser.get(path)
    assert answer.status == 200, answer.body
    return answer.json


def sessions(phone: Phone) -> dict[str, dict[str, Any]]:
    return {row["id"]: row["f"] for row in phone.of_kind("help_session")}


def members(phone: Phone) -> dict[str, dict[str, Any]]:
    return {row["f"]["member"]: row["f"] for row in phone.of_kind("member")}


def enrolments(phone: Phone) -> list[tuple[str, str]]:
    (device,) = phone.of_kind("device")
    return [(each["member"], each["state"]) for each in device["f"]["enrolments"]]


def present(town: Town) -> dict[tuple[str, str], int]:
    """In how many sessions each member took part, by (member, day)."""
    with town.app.app_context():
        assert recount().differences == []
        rows = db.session.scalars(select(Presence)).all()
        return {(row.member_id, row.day): row.sessions for row in rows}


@pytest.fixture
def old(town: Town) -> Phone:
    """Lan's first phone, two days after she joined."""
    phone = town.lan()
    phone.sync()
    town.clock.move(days=2)
    return phone


@pytest.fixture
def new(town: Town, old: Phone) -> Phone:
    """On which she joined by the team's code once more."""
    phone = town.lan()
    phone.sync()
    assert phone.member != old.member
    return phone


def test_sessions_of_both_are_the_kept_ones_and_a_day_is_one_turn(
    town: Town, old: Phone, new: Phone
) -> None:
    minh = town.minh()
    first, second = old.session(), new.session()
    together = minh.session(companions=[old.member, new.member])
    of_both = new.session(companions=[old.member])
    old.sync(first)
    new.sync(second, of_both)
    minh.sync(together)
    assert present(town)[new.member, TODAY] == 3
    said = preview(town.desk(), new, old)
    assert said == {
        "merged": {"id": new.member, "name": "Lan"},
        "kept": {"id": old.member, "name": "Lan"},
        "sessions": 3,
        "both": 2,
        "turns": 1,
        "phones": 1,
    }
    assert merge(town.desk(), new, old).status == 200
    assert present(town) == {(old.member, TODAY): 4, (minh.member, TODAY): 1}
    for phone in (old, new, minh):
        phone.sync()
        held = sessions(phone)
        assert held[second["record"]]["author"] == old.member
        assert held[of_both["record"]]["companions"] == []
        assert held[together["record"]]["companions"] == [old.member]
        assert new.member not in members(phone)
        assert members(phone)[old.member]["merged"] == [new.member]
        assert phone.digests() == phone.last["digest"]


def test_the_phone_goes_on_as_the_kept_one_and_what_it_holds_comes_in(
    town: Town, old: Phone, new: Phone
) -> None:
    sent = new.session()
    new.sync(sent)
    unsent = new.session(companions=[old.member])
    edit = new.edit(sent["record"], {"companions": [old.member]}, {"companions": []})
    assert merge(town.desk(), new, old).status == 200
    told = new.sync(unsent, edit)
    assert [each["verdict"] for each in told] == ["applied", "applied"]
    assert enrolments(new) == [(old.member, "approved")]
    (device,) = new.of_kind("device")
    assert device["f"]["enrolments"][0]["merged"] == [new.member]
    assert {each["author"] for each in sessions(new).values()} == {old.member}
    assert {tuple(each["companions"]) for each in sessions(new).values()} == {()}
    assert present(town) == {(old.member, TODAY): 2}
    again = new.sync(unsent, edit, sent)
    assert [each["verdict"] for each in again] == ["applied"] * 3
    assert present(town) == {(old.member, TODAY): 2}
    # The app goes on as the kept one, and edits what it made under the old id.
    mend = new.edit(unsent["record"], {"people": 2}, {"people": 1}) | {"author": old.member}
    assert [each["verdict"] for each in new.sync(mend)] == ["applied"]


def test_so_does_what_comes_beside_a_change_that_fails(
    town: Town, old: Phone, new: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert merge(town.desk(), new, old).status == 200

    monkeypatch.setattr(push, "apply_batch", only_isolated)
    (told,) = new.sync(new.session(companions=[old.member]))
    assert (told["verdict"], told["row"]["f"]["author"]) == ("applied", old.member)
    assert present(town) == {(old.member, TODAY): 1}


def test_an_edit_that_saw_the_merged_one_does_not_meet_another_value(
    town: Town, old: Phone, new: Phone
) -> None:
    minh = town.minh()
    made = minh.session(companions=[new.member])
    minh.sync(made)
    assert merge(town.desk(), new, old).status == 200
    (told,) = minh.sync(minh.edit(made["record"], {"companions": []}, {"companions": [new.member]}))
    assert (told["verdict"], told["fields"]) == ("applied", [])
    minh.sync()
    assert sessions(minh)[made["record"]]["companions"] == []


def test_what_waits_of_the_merged_one_is_the_kept_ones_when_it_is_accepted(
    town: Town, old: Phone, new: Phone
) -> None:
    early = new.session(day="2026-09-01")
    (told,) = new.sync(early)
    assert told["verdict"] == "review"
    assert merge(town.desk(), new, old).status == 200
    (item,) = town.desk().get("/api/review").json["rows"]
    answer = town.desk().post(f"/api/review/{item['id']}/settlement", {"decision": "accept"})
    assert answer.status == 200, answer.body
    assert present(town) == {(old.member, "2026-09-01"): 1}


def test_what_waits_on_another_phone_names_the_kept_one_when_it_counts(
    town: Town, old: Phone, new: Phone
) -> None:
    minh = town.phone("Minh", auto_approve=False)
    together = minh.session(companions=[new.member])
    old.sync(old.session())
    minh.sync(together)
    assert preview(town.desk(), new, old)["sessions"] == 1
    assert merge(town.desk(), new, old).status == 200
    approve(town, minh)
    minh.sync()
    row = minh.rows[together["record"]]
    assert (row["state"], row["f"]["companions"]) == ("counted", [old.member])
    assert present(town) == {(old.member, TODAY): 2, (minh.member, TODAY): 1}


def test_the_days_of_both_are_one_time_in_the_team(town: Town, old: Phone, new: Phone) -> None:
    assert merge(town.desk(), old, new).status == 200
    found = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    assert [(each["id"], each["from"], each["to"]) for each in found] == [
        (new.member, "2026-11-24", None)
    ]
    path = f"/api/teams/{TEAM}/members/{new.member}"
    assert town.desk().patch(path, {"to": YESTERDAY}).status == 200
    (held,) = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    assert held["to"] == YESTERDAY
    assert town.desk().patch(f"/api/members/{old.member}", {"name": "Lan B"}).code == "not_found"


def test_a_second_merge_leaves_no_chain(town: Town, old: Phone, new: Phone) -> None:
    third = town.lan()
    unsent = new.session()
    assert merge(town.desk(), new, third).status == 200
    assert merge(town.desk(), third, old).status == 200
    (told,) = new.sync(unsent)
    assert (told["verdict"], told["row"]["f"]["author"]) == ("applied", old.member)
    with town.app.app_context():
        rows = db.session.execute(select(Member.id, Member.merged_into)).all()
        assert dict(rows) == {old.member: None, new.member: old.member, third.member: old.member}


def test_the_same_request_again_changes_nothing(town: Town, old: Phone, new: Phone) -> None:
    for _ in range(2):
        assert merge(town.desk(), new, old).json["id"] == old.member
    ((subject, details),) = trail(town.app, "member_merged")
    assert subject == new.member
    assert details == {
        "team": TEAM,
        "into": old.member,
        "sessions": 0,
        "devices": [new.device],
    }


def test_a_lead_merges_volunteers_and_a_coordinator_also_into_a_lead(
    town: Town, old: Phone, new: Phone
) -> None:
    ha, again = town.ha(), town.phone("Hà")
    assert merge(ha.web, again, ha).code == "wrong_role"
    assert merge(ha.web, ha, again).code == "merge_lead"
    assert merge(town.desk(), ha, again).code == "merge_lead"
    written = ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Lan Anh"}).json["id"]
    path = f"/api/teams/{TEAM}/members/{written}/merge"
    assert ha.web.post(path, {"into": old.member}).status == 200
    assert merge(old.web, again, ha).code == "wrong_role"
    assert merge(town.desk(), again, ha).status == 200
    again.sync()
    assert enrolments(again) == [(ha.member, "approved")]
    assert again.web.get("/api/enrolments").status == 200


@pytest.mark.parametrize("act", ["nothing", "stops", "writes her down"])
def test_a_lead_alone_merges_no_two_people_with_phones_whatever_their_names(
    town: Town, old: Phone, new: Phone, act: str
) -> None:
    ha = town.ha()
    if act == "stops":
        assert ha.web.delete(f"/api/devices/{old.device}").status == 204
    if act == "writes her down":
        her = ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Lan"}).json["id"]
        code = ha.web.post(f"/api/teams/{TEAM}/invitations", {"member": her}).json["code"]
        new = Phone(town.connect(), town.clock)
        assert new.join(code, "").status == 200
    assert merge(ha.web, old, new).code == merge(ha.web, new, old).code == "wrong_role"
    assert merge(town.desk(), old, new).status == 200


def test_nobody_is_merged_whose_other_team_one_does_not_look_after(
    town: Town, old: Phone, new: Phone
) -> None:
    ha, tam = town.ha(), town.phone("Tâm", OTHER_TEAM)
    assert merge(town.desk(), tam, old).code == "not_found"
    assert merge(ha.web, old, old).code == "invalid_shape"
    path = f"/api/teams/{TEAM}/members/{new.member}/move"
    assert town.desk().post(path, {"team": OTHER_TEAM, "on": TODAY}).status == 200
    assert merge(ha.web, new, old).code == "merge_elsewhere"
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    assert merge(town.desk("mai"), new, old).code == "merge_elsewhere"
    assert merge(town.desk(), new, old).status == 200


def test_nobody_is_merged_while_a_phone_waits_or_whose_name_was_erased(
    town: Town, old: Phone
) -> None:
    waiting = town.phone("Lan", auto_approve=False)
    assert merge(town.desk(), waiting, old).code == "still_waiting"
    assert merge(town.desk(), old, waiting).code == "still_waiting"
    tam = town.phone("Tâm")
    with town.app.app_context():
        erase_member(tam.member, "xin xóa")
    assert merge(town.desk(), tam, old).code == "merge_erased"


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_merge_refuses_who_only_says_to_be_one_of_them(town: Town, is_kept: bool) -> None:
    minh, other = town.minh(), town.phone("Minh An")
    stranger = Phone(town.connect(), town.clock)
    stranger.join(town.invite(), "Minh", namesake="same")
    stranger.sync(stranger.session())
    pair = (other, minh) if is_kept else (minh, other)
    assert preview(town.desk(), *pair)["phones"] == 1
    assert merge(town.desk(), *pair).status == 200
    stranger.sync()
    assert enrolments(stranger) == [(pair[1].member, "refused")]
    (device,) = stranger.of_kind("device")
    assert "merged" not in device["f"]["enrolments"][0]
    assert len(town.desk().get("/api/review").json["rows"]) == 1
    for phone in (minh, other):
        phone.sync()
        assert enrolments(phone) == [(pair[1].member, "approved")]


def test_a_stopped_phone_stays_stopped(town: Town, old: Phone, new: Phone) -> None:
    assert town.desk().delete(f"/api/devices/{old.device}").status == 204
    assert merge(town.desk(), old, new).status == 200
    (told,) = old.sync(old.session())
    assert (told["verdict"], told["code"]) == ("review", "device_revoked")
    assert old.last["channels"] == []
    new.sync()
    assert enrolments(new) == [(new.member, "approved")]


def test_who_has_their_name_erased_is_nowhere_under_the_other_entry(
    town: Town, old: Phone, new: Phone
) -> None:
    assert merge(town.desk(), new, old).status == 200
    with town.app.app_context():
        erase_member(old.member, "xin xóa")
        assert set(db.session.scalars(select(Member.name))) == {ERASED_NAME}


def test_a_code_made_for_the_merged_one_lets_the_kept_one_in(
    town: Town, old: Phone, new: Phone
) -> None:
    code = town.invite(member=new.member)
    assert merge(town.desk(), new, old).status == 200
    third = Phone(town.connect(), town.clock)
    assert third.join(code, "").json["member"]["id"] == old.member


def test_a_merge_that_takes_too_long_is_not_done(
    town: Town, old: Phone, new: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    new.sync(new.session(), new.session())
    with monkeypatch.context() as patch:
        patch.setattr(merging_members, "LOCKED_SECONDS", -1.0)
        answer = merge(town.desk(), new, old)
    assert (answer.status, answer.code) == (503, "change_slow")
    assert present(town) == {(new.member, TODAY): 2}
    assert trail(town.app, "member_merged") == []
    assert merge(town.desk(), new, old).status == 200
    assert present(town) == {(old.member, TODAY): 2}


def test_a_merge_is_given_up_at_the_next_session_once_its_time_is_over(
    town: Town, old: Phone, new: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each costs a write of its own, and nobody knows beforehand how many there are."""
    new.sync(*(new.session() for _ in range(5)))
    seconds = iter(range(99))
    written: list[Any] = []
    take = Writer.change

    def noted(self: Writer, *args: Any, **parts: Any) -> Any:
        written.append(args)
        return take(self, *args, **parts)

    monkeypatch.setattr(Writer, "change", noted)
    monkeypatch.setattr(write_budget, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(merging_members, "LOCKED_SECONDS", 3.0)
    assert merge(town.desk(), new, old).code == "change_slow"
    assert len(written) == 3


def test_a_lead_merges_no_more_in_a_day_than_any_team_needs(town: Town) -> None:
    ha = town.ha()
    where = f"/api/teams/{TEAM}/members"
    people = [ha.web.post(where, {"name": f"Nguyễn Văn {n}"}).json["id"] for n in range(22)]

    def merged(browser: Browser, n: int) -> Answer:
        return browser.post(f"{where}/{people[n]}/merge", {"into": people[-1]})

    assert {merged(ha.web, n).status for n in range(20)} == {200}
    assert merged(ha.web, 0).status == 200  # once more changes nothing, and does not count
    answer = merged(ha.web, 20)
    assert (answer.status, answer.code) == (429, "added_too_much")
    town.clock.move(seconds=int(answer.headers["Retry-After"]))
    assert merged(ha.web, 20).status == 200


def test_a_coordinator_merges_as_many_as_there_are(town: Town) -> None:
    desk, where = town.desk(), f"/api/teams/{TEAM}/members"
    people = [desk.post(where, {"name": f"Nguyễn Văn {n}"}).json["id"] for n in range(22)]
    into = {"into": people.pop()}
    assert {desk.post(f"{where}/{each}/merge", into).status for each in people} == {200}


def test_the_server_merges_what_is_too_much_for_the_app(
    town: Town, old: Phone, new: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    new.sync(new.session(), new.session())
    monkeypatch.setattr(merging_members, "LOCKED_SECONDS", -1.0)

    def run(merged: str, kept: str) -> tuple[int, str]:
        words = ["team", "merge", merged, kept]
        result = town.app.test_cli_runner().invoke(args=words)
        return result.exit_code, result.output

    assert run(town.ha().member, old.member)[0] == 1  # a lead is nobody's second entry
    assert run(old.member, old.member)[0] == 1
    asks = town.phone("Mai", auto_approve=False)
    assert run(asks.member, old.member)[0] == 1
    assert present(town) == {(new.member, TODAY): 2}
    assert run(new.member, old.member) == (0, "one person now, with 2 more sessions\n")
    assert present(town) == {(old.member, TODAY): 2}
    assert run(new.member, old.member)[0] == 1
    ((subject, details),) = trail(town.app, "member_merged")
    assert (subject, details["into"], details["sessions"]) == (new.member, old.member, 2)


def test_a_correction_under_the_old_id_closes_what_it_replaces(
    town: Town, old: Phone, new: Phone
) -> None:
    minh = town.minh()
    others = minh.session()
    minh.sync(others)
    assert merge(town.desk(), new, old).status == 200
    first = new.edit(others["record"], {"people": 2}, {"people": 1})
    second = new.edit(others["record"], {"people": 3}, {"people": 1}) | {"replaces": first["id"]}
    new.sync(first)
    new.sync(second)
    assert [item["body"]["id"] for item in review_of(town)] == [second["id"]]
