"""What was erased is nowhere in the database, counts no more and never comes back (PROTOCOL 5.7.5,
5.7.6)."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.database.engine import db
from server.directory.use_cases.erasing_members import NothingToErase, erase_member
from server.operations.use_cases.erasing import erase_record
from server.organisation.tables import Member
from server.totals.use_cases.recounting import recount
from sync.kinds.member import ERASED_NAME, row_id
from tests.phones import Change, Phone, new_id
from tests.restoring import KeepingPhone, approve, counted, joins
from tests.server.operations.test_commands import run
from tests.server.trail import trail
from tests.tables import read_tables
from tests.town import OTHER_TEAM, TEAM, Town

WHY = "Theo ý bà con"
WORD = "vungrieng"
"""Stands in every text that has to go."""


def erase(town: Town, record: str) -> None:
    with town.app.app_context():
        assert erase_record(record, WHY)


def everything(app: Flask) -> str:
    """All that stands in the database."""
    with app.app_context():
        return json.dumps(read_tables(), default=str, ensure_ascii=False)


def check_totals(town: Town) -> None:
    with town.app.app_context():
        assert recount().differences == []


def check_rows(phone: Phone) -> None:
    phone.sync()
    assert phone.digests() == phone.last["digest"]


@pytest.fixture
def lan(town: Town) -> KeepingPhone:
    return joins(town)


@pytest.fixture
def ha(town: Town) -> KeepingPhone:
    return joins(town, "Hà", role="lead")


def noted(phone: KeepingPhone, **fields: Any) -> Change:
    return phone.record(note=f"Ghi chú {WORD}", **fields)


def test_a_session_is_emptied_and_leaves_the_totals(town: Town, lan: KeepingPhone) -> None:
    made, other = noted(lan, people=5), lan.record()
    assert counted(town) == 2
    erase(town, made["record"])
    assert counted(town) == 1
    check_totals(town)
    check_rows(lan)
    row = lan.rows[made["record"]]
    assert (row["state"], row["f"], row["erased"]) == ("void", {}, True)
    assert lan.rows[other["record"]]["state"] == "counted"
    assert WORD not in everything(town.app)
    ((record, details),) = trail(town.app, "record_erased")
    ((change, _, device),) = details.pop("changes")
    assert (record, change, device) == (made["record"], made["id"], lan.device)
    assert details == {"kind": "help_session", "channel": f"team:{TEAM}", "reason": WHY}
    assert town.desk().get(f"/api/help-sessions/{made['record']}").status == 404


def test_a_phone_that_reads_the_channel_no_more_is_told_to_drop_its_copies(
    town: Town, lan: KeepingPhone
) -> None:
    """PROTOCOL 7.5: its author was moved to another team meanwhile."""
    made = noted(lan)
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    assert town.desk().post(path, {"team": OTHER_TEAM, "on": "2026-11-24"}).status == 200
    lan.sync()
    erase(town, made["record"])
    lan.sync()
    assert made["record"] not in lan.rows
    (told,) = lan.of_kind("settlement")
    assert (told["f"]["record"], told["f"]["outcome"]) == (made["record"], "erased")
    assert told["f"]["change"] == made["id"]


def test_every_body_about_it_goes(town: Town, lan: KeepingPhone, ha: KeepingPhone) -> None:
    """A correction with its reason, a late edit that became a proposal, one that was refused, one
    that waits, one that came under a known id, one that nobody understood."""
    made = noted(lan)
    record, note = made["record"], made["set"]["note"]
    minh = joins(town, "Minh")
    ha.sync()
    corrected = ha.edit(record, {"note": f"Sửa {WORD}"}, {"note": note}) | {"why": f"Vì {WORD}"}
    (told,) = ha.sync(corrected)
    assert told["verdict"] == "applied"
    (late,) = lan.sync(lan.edit(record, {"note": f"Muộn {WORD}"}, {"note": note}))
    assert late["verdict"] == "conflict"
    for refuse in (True, False):
        (strange,) = minh.sync(minh.edit(record, {"note": f"Lạ {WORD}"}, {"note": note}))
        assert strange["code"] == "not_author"
        if refuse:
            (item,) = (
                row for row in ha.web.get("/api/review").json["rows"] if row["code"] == "not_author"
            )
            path = f"/api/review/{item['id']}/settlement"
            body = {"decision": "refuse", "reason": f"Không đúng {WORD}"}
            assert ha.web.post(path, body).status == 200
    (reused,) = lan.sync({**made, "set": {**made["set"], "note": f"Khác {WORD}"}})
    assert reused["verdict"] == "id_reuse"
    (unknown,) = lan.sync(lan.edit(record, {"mood": f"{WORD}"}, {}))
    assert unknown["code"] == "unknown_field"
    minh.sync()
    assert everything(town.app).count(WORD) > 10
    erase(town, record)
    assert WORD not in everything(town.app)
    assert ha.web.get("/api/review").json["rows"] == []
    for phone in (lan, ha, minh):
        check_rows(phone)
        assert WORD not in json.dumps(phone.rows)
    outcomes = {row["f"]["outcome"] for row in minh.of_kind("settlement")}
    assert (len(minh.of_kind("settlement")), outcomes) == (2, {"refused", "erased"})
    check_totals(town)


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_why_a_late_edit_was_settled_goes_too(
    town: Town, lan: KeepingPhone, ha: KeepingPhone, decision: str
) -> None:
    """Its proposals were settled, and no item about it (PROTOCOL 5.7.3)."""
    made = lan.record(people=5)
    record = made["record"]
    ha.sync()
    ha.sync(ha.edit(record, {"people": 6}, {"people": 5}) | {"why": "Đếm lại"})
    (late,) = lan.sync(lan.edit(record, {"people": 7}, {"people": 5}))
    assert late["verdict"] == "conflict"
    (item,) = ha.web.get("/api/review").json["rows"]
    body = {"decision": decision, "reason": f"Tính cả {WORD}"}
    assert ha.web.post(f"/api/review/{item['id']}/settlement", body).status == 200
    lan.sync()
    assert WORD in json.dumps(lan.rows)
    erase(town, record)
    assert WORD not in everything(town.app)
    check_rows(lan)
    assert WORD not in json.dumps(lan.rows)


def test_what_comes_later_is_gone_whoever_sends_it(town: Town, lan: KeepingPhone) -> None:
    made = noted(lan)
    minh, stranger = joins(town, "Minh"), joins(town, "Tư")
    assert town.desk().delete(f"/api/devices/{stranger.device}").status == 204
    erase(town, made["record"])
    edit = {"note": f"Muộn {WORD}"}, {"note": None}
    for phone in (lan, minh, stranger):
        (told,) = phone.sync(phone.edit(made["record"], *edit))
        assert (told["verdict"], told["code"]) == ("gone", "erased")
    (again,) = lan.sync(made)
    assert (again["verdict"], again["code"]) == ("gone", "erased")
    for odd in (
        lan.edit(made["record"], {"mood": WORD}, {}),
        {**made, "set": {**made["set"], "note": f"Khác {WORD}"}},
        {**lan.edit(made["record"], *edit), "author": "x"},
    ):
        assert lan.sync(odd)[0]["verdict"] in ("review", "gone")
    assert WORD not in everything(town.app)
    check_totals(town)


def test_a_place_is_emptied_and_sessions_keep_its_id(town: Town, lan: KeepingPhone) -> None:
    place = lan.change(
        "create", new_id(), "place", set={"name": f"Nhà {WORD}", "place_kind": "NVH"}
    )
    session = lan.session(place=place["record"])
    assert [each["verdict"] for each in lan.sync(place, session)] == ["applied", "applied"]
    erase(town, place["record"])
    assert WORD not in everything(town.app)
    check_rows(lan)
    assert lan.rows[session["record"]]["f"]["place"] == place["record"]
    assert counted(town) == 1


def test_what_waited_on_a_phone_is_erased_and_the_phone_let_in(town: Town) -> None:
    lan = joins(town, auto_approve=False)
    made, kept = noted(lan), lan.record()
    erase(town, made["record"])
    approve(town, lan)
    check_rows(lan)
    assert lan.rows[kept["record"]]["state"] == "counted"
    assert lan.rows[made["record"]]["f"] == {}
    assert counted(town) == 1
    check_totals(town)


def test_erasing_again_does_nothing_and_what_is_not_there_is_said(
    town: Town, lan: KeepingPhone
) -> None:
    made = noted(lan)
    lan.sync()
    (team,) = lan.of_kind("team")
    with town.app.app_context():
        assert erase_record(made["record"], WHY)
        assert not erase_record(made["record"], WHY)
        with pytest.raises(NothingToErase, match="there is no record"):
            erase_record(new_id(), WHY)
        with pytest.raises(NothingToErase, match="is a team"):
            erase_record(team["id"], WHY)
        with pytest.raises(NothingToErase, match="there is no member"):
            erase_member(new_id(), WHY)
    assert len(trail(town.app, "record_erased")) == 1


def test_a_volunteers_name_goes_and_the_work_stays(town: Town, ha: KeepingPhone) -> None:
    lan = joins(town, f"Lan {WORD.title()}")
    made = lan.record()
    path = f"/api/members/{lan.member}"
    assert town.desk().patch(path, {"name": f"Lan Anh {WORD.title()}"}).status == 200
    lan.sync()
    with town.app.app_context():
        assert erase_member(lan.member, WHY)
        assert not erase_member(lan.member, WHY)
    assert WORD not in everything(town.app).lower()
    check_rows(ha)
    check_rows(lan)
    assert ERASED_NAME in {row["f"]["name"] for row in ha.of_kind("member")}
    assert [each["member_name"] for each in lan.enrolments()] == [ERASED_NAME]
    assert ha.rows[made["record"]]["f"]["author"] == lan.member
    assert counted(town) == 1
    check_totals(town)
    assert trail(town.app, "member_erased") == [(lan.member, {"reason": WHY})]


def test_a_member_whom_a_lead_added_is_forgotten_too(town: Town, ha: KeepingPhone) -> None:
    ha.sync()
    member = new_id()
    add = _added(ha, member)
    refused = _added(joins(town, "Minh"), member)
    assert ha.sync(add)[0]["verdict"] == "applied"
    minh = joins(town, "Minh")
    assert minh.sync({**refused, "author": minh.member, "id": new_id()})[0]["verdict"] == "review"
    assert everything(town.app).lower().count(WORD) > 3
    with town.app.app_context():
        erase_member(member, WHY)
    assert WORD not in everything(town.app).lower()
    again = {**add, "id": new_id(), "set": {**add["set"], "affiliation": "CONGAN"}}
    assert ha.sync(again)[0]["code"] == "record_exists"
    assert WORD not in everything(town.app).lower()
    with town.app.app_context():
        names = db.session.scalars(select(Member.name).where(Member.id == member)).all()
    assert names == [ERASED_NAME]


def test_what_a_phone_would_have_changed_of_a_member_keeps_no_name(
    town: Town, ha: KeepingPhone
) -> None:
    """Phones edit no members and name none without an id: what they sent waits for a person, with
    the names of before and after in it."""
    lan, minh = joins(town, f"Lan {WORD.title()}"), joins(town, "Minh")
    path = f"/api/members/{lan.member}"
    assert town.desk().patch(path, {"name": f"Lan Anh {WORD.title()}"}).status == 200
    first, second = f"Lan {WORD.title()}", f"Lan Anh {WORD.title()}"
    renamed = {"set": {"name": first}, "prev": {"name": second}}
    nameless = {"name": first.upper(), "affiliation": "DOAN"}
    sent = [
        lan.change("edit", lan.member, "member", **renamed),
        minh.change(
            "edit", lan.member, "member", set={"affiliation": "DOAN"}, prev={"name": second}
        ),
        minh.change("edit", row_id(lan.member, TEAM), "member", **renamed),
        minh.change("edit", lan.member, "member", set={"name": f"Bé {WORD.title()}"}),
        minh.change("create", new_id(), "member", set=nameless),
    ]
    assert {each["verdict"] for each in [*lan.sync(sent[0]), *minh.sync(*sent[1:])]} == {"review"}
    namesake = _added(minh, new_id(), "Lan Anh Khác")
    assert minh.sync(namesake)[0]["verdict"] == "review"
    with town.app.app_context():
        assert erase_member(lan.member, WHY)
    assert WORD not in everything(town.app).lower()
    assert "Lan Anh Khác" in everything(town.app)
    again = {**sent[0], "id": new_id(), "no": sent[0]["no"] + 9, **renamed}
    assert lan.sync(again)[0]["verdict"] == "review"
    assert WORD not in everything(town.app).lower()


def test_a_namesake_keeps_the_name(town: Town, ha: KeepingPhone) -> None:
    """Somebody else of the same name, in the team and known, or in another team and waiting."""
    lan, other = joins(town, "Lan"), joins(town, "Tâm", OTHER_TEAM)
    mate, stranger = new_id(), new_id()
    ha.sync()
    assert ha.sync(_added(ha, mate, "Lan"))[0]["verdict"] == "applied"
    assert other.sync(_added(other, stranger, "Lan", OTHER_TEAM))[0]["verdict"] == "review"
    with town.app.app_context():
        assert erase_member(lan.member, WHY)
        tables = read_tables()
    bodies = [row["body"] for row in tables["review_item"]]
    made = [row["set_values"] for row in tables["change"] if row["kind"] == "member"]
    assert [body["set"]["name"] for body in bodies] == ["Lan"]
    assert [set_["name"] for set_ in made if set_] == ["Lan", "Lan"]


def _added(
    phone: KeepingPhone, member: str, name: str = f"Bình {WORD.title()}", team: str = TEAM
) -> Change:
    said = {"member": member, "name": name, "affiliation": "DOAN", "from": "2026-11-24"}
    return phone.change("create", row_id(member, team), "member", set=said)


def test_why_something_was_erased_does_not_tell_it_again(town: Town, lan: KeepingPhone) -> None:
    made = lan.record()
    with town.app.app_context():
        erase_record(made["record"], "Có số 0912345678 của bà con")
        details = db.session.scalars(
            select(AuditEntry.details).where(AuditEntry.action == "record_erased")
        ).one()
    assert "0912345678" not in details["reason"]


def test_the_commands_say_what_they_did(town: Town, lan: KeepingPhone) -> None:
    made = noted(lan)
    words = ["erase", "record", made["record"], "--reason", WHY]
    assert run(town.app, *words) == (0, "erased for ever\n")
    assert run(town.app, *words) == (0, "it was erased before\n")
    assert run(town.app, "erase", "record", new_id(), "--reason", WHY)[0] == 1
    code, said = run(town.app, "team", "members", "DH-PC")
    assert (code, said) == (0, f"{lan.member}  2026-11-24  -           Lan\n")
    assert run(town.app, "erase", "member", lan.member, "--reason", WHY)[0] == 0
    assert run(town.app, "erase", "member", lan.member)[0] == 2
    assert ERASED_NAME in run(town.app, "team", "members", TEAM)[1]


def test_the_trail_keeps_no_value_of_it(town: Town, lan: KeepingPhone) -> None:
    made = noted(lan, people=5)
    wish = {"set": {"people": 7}, "prev": {"people": 5}, "why": "Đếm lại"}
    path = f"/api/help-sessions/{made['record']}"
    assert town.desk().patch(path, wish).status == 200
    erase(town, made["record"])
    (entry,) = trail(town.app, "session_corrected")
    assert entry == (made["record"], {"team": TEAM, "fields": ["corrected", "people"]})


@pytest.mark.parametrize("refused", [False, True])
def test_what_never_went_in_is_erased_too(town: Town, lan: KeepingPhone, refused: bool) -> None:
    """It waits for a person, or was turned down: nothing stands of it but its changes."""
    made = lan.session(day="2026-10-01", note=f"Ghi chú {WORD}")
    (told,) = lan.hand_in(made)
    assert (told["verdict"], told["code"]) == ("review", "not_member")
    if refused:
        (item,) = town.desk().get("/api/review").json["rows"]
        path, said = f"/api/review/{item['id']}/settlement", {"decision": "refuse", "reason": WORD}
        assert town.desk().post(path, said).status == 200
    assert WORD in everything(town.app)
    erase(town, made["record"])
    assert WORD not in everything(town.app)
    (told,) = lan.hand_in(made)
    assert told["verdict"] == "gone"
    assert town.desk().get("/api/review").json["rows"] == []
    check_totals(town)
    check_rows(lan)
