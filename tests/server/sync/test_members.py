"""A lead's phone adds members with no network; the server makes them its own (PROTOCOL 5.3.9)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.auth import throttle
from server.database.engine import db
from server.organisation.tables import Member
from sync.kinds.member import row_id
from tests.phones import Change, Phone, new_id
from tests.town import OTHER_TEAM, TEAM, Town


def addition(phone: Phone, name: str = "Hoa", **fields: object) -> Change:
    member = str(fields.get("member") or new_id())
    usual = {
        "member": member,
        "name": name,
        "affiliation": "DOAN",
        "from": phone.now().date().isoformat(),
    }
    team = phone.channel.removeprefix("team:")
    return phone.change("create", row_id(member, team), "member", set={**usual, **fields})


def names(phone: Phone) -> list[str]:
    phone.sync()
    return sorted(row["f"]["name"] for row in phone.of_kind("member"))


def test_who_was_added_is_a_member_at_once_and_came_along(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    added = addition(ha)
    hoa = added["set"]["member"]
    together = ha.session(companions=[hoa])
    assert [each["verdict"] for each in ha.sync(added, together)] == ["applied", "applied"]
    assert names(ha) == names(lan) == ["Hoa", "Hà", "Lan"]
    (told,) = [m for m in town.desk().get(f"/api/teams/{TEAM}").json["members"] if m["id"] == hoa]
    assert (told["name"], told["role"], told["affiliation"]) == ("Hoa", "volunteer", "DOAN")
    assert (told["from"], told["to"], told["waiting"]) == ("2026-11-24", None, False)
    day = "from=2026-11-24&to=2026-11-24"
    totals = town.desk().get(f"/api/tallies?team={TEAM}&{day}&by=day").json["total"]
    assert totals["volunteer_turns"]["union"] == 2
    assert ha.digests() == ha.last["digest"]
    with town.app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "member_added"))
        assert [(row.actor_id, row.subject_id) for row in entry] == [(ha.device, hoa)]
        member = db.session.get(Member, hoa)
        assert member is not None
        assert member.consented_at is None


def test_who_was_added_joins_by_a_code_and_agrees(town: Town) -> None:
    ha = town.ha()
    added = addition(ha)
    hoa = added["set"]["member"]
    ha.sync(added)
    path = f"/api/teams/{TEAM}/invitations"
    made = ha.web.post(path, {"member": hoa}).json
    own = Phone(town.connect(), town.clock)
    assert own.join(made["code"], "").json["member"] == {"id": hoa, "name": "Hoa"}
    with town.app.app_context():
        member = db.session.get(Member, hoa)
        assert member is not None
        assert member.consented_at is not None
    assert names(ha) == ["Hoa", "Hà"]


def test_a_volunteers_addition_waits_for_the_lead(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    (told,) = lan.sync(addition(lan))
    assert (told["verdict"], told["code"]) == ("review", "lead_only")
    assert names(ha) == ["Hà", "Lan"]
    (item,) = ha.web.get("/api/review").json["rows"]
    answer = ha.web.post(f"/api/review/{item['id']}/settlement", {"decision": "accept"})
    assert answer.status == 200
    assert names(ha) == ["Hoa", "Hà", "Lan"]
    team = town.desk().get(f"/api/teams/{TEAM}").json
    assert "Hoa" in [member["name"] for member in team["members"]]


def test_nobody_elses_member_is_taken(town: Town) -> None:
    ha, tam = town.ha(), town.phone("Tâm", OTHER_TEAM)
    (told,) = ha.sync(addition(ha, "Tâm", member=tam.member))
    assert (told["code"], told["fields"]) == ("record_exists", ["member"])
    (item,) = ha.web.get("/api/review").json["rows"]
    answer = ha.web.post(f"/api/review/{item['id']}/settlement", {"decision": "accept"})
    assert (answer.status, answer.json["details"]["code"]) == (422, "record_exists")
    team = town.desk().get(f"/api/teams/{TEAM}").json
    assert [member["name"] for member in team["members"]] == ["Hà"]


def test_the_same_addition_comes_twice(town: Town) -> None:
    ha = town.ha()
    added = addition(ha)
    again = {**added, "id": new_id(), "no": added["no"] + 1}
    for change in (added, added, again):
        (told,) = ha.sync(change)
        assert told["verdict"] == "applied"
    assert names(ha) == ["Hoa", "Hà"]


def test_whom_a_phone_adds_beyond_a_day_waits_for_a_person(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle._ADDED, "member", throttle.Limit(2, timedelta(hours=24)))
    ha = town.ha()
    first = addition(ha, "Hoa")
    together = ha.sync(first, addition(ha, "Huệ"), addition(ha, "Hồng"), ha.session())
    told = [(each["verdict"], each["code"]) for each in together]
    assert told == [("applied", None)] * 2 + [("review", "added_too_many"), ("applied", None)]
    assert [each["verdict"] for each in ha.sync(first)] == ["applied"]
    (late,) = ha.sync(addition(ha, "Hạnh"))
    assert late["code"] == "added_too_many"
    by_hand = ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Hải"})
    assert by_hand.code == "added_too_much"
    desk = town.desk()
    for item in desk.get("/api/review").json["rows"]:
        path = f"/api/review/{item['id']}/settlement"
        assert desk.post(path, {"decision": "accept"}).status == 200
    assert names(ha) == ["Hoa", "Huệ", "Hà", "Hạnh", "Hồng"]
