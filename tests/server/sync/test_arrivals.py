"""A lead's phone hears of phones that wait, and of second ones (PROTOCOL 4.1.9)."""

from typing import Any

from tests.phones import Phone
from tests.server.enrolment.test_enrolments import decision, waiting
from tests.server.sync.reviewing import settle
from tests.server.sync.test_review_pages import refused
from tests.town import OTHER_TEAM, TEAM, Town


def heard(phone: Phone) -> list[tuple[str, str]]:
    """Whose phone a phone heard of in its last round, and how that one stands."""
    phone.sync()
    told: list[dict[str, Any]] = phone.last["arrivals"]
    return [(each["name"], each["state"]) for each in told]


def second_phone(town: Town, ha: Phone, member: str) -> Phone:
    """Another phone of a known member, let in by the lead's code."""
    code = ha.web.post(f"/api/teams/{TEAM}/invitations", {"member": member}).json["code"]
    phone = Phone(town.connect(), town.clock)
    assert phone.join(code, "").json["device"]["state"] == "approved"
    return phone


def test_ha_hears_of_a_phone_until_she_has_decided(town: Town) -> None:
    ha = town.ha()
    assert heard(ha) == []
    lan = waiting(town)
    assert heard(ha) == [("Lan", "pending")]
    (told,) = ha.last["arrivals"]
    assert (told["device"], told["member"], told["team"]) == (lan.device, lan.member, TEAM)
    assert told["at"] == "2026-11-24T02:00:00+00:00"
    assert ha.web.post(decision(lan), {"decision": "approve"}).status == 200
    assert heard(ha) == []


def test_ha_hears_how_much_waits_for_her_to_settle_until_she_has(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    ha.sync()
    assert ha.last["reviews"] == {}
    lan.sync(refused(lan, 3))
    assert "reviews" not in lan.last
    ha.sync()
    assert ha.last["reviews"] == {TEAM: 1}
    (item,) = ha.web.get(f"/api/review?team={TEAM}&limit=50").json["rows"]
    assert settle(town, item, "refuse") == 200
    ha.sync()
    assert ha.last["reviews"] == {}


def test_nobody_but_a_lead_hears_who_waits(town: Town) -> None:
    ha, minh = town.ha(), town.minh()
    tam = town.phone("Tâm", OTHER_TEAM, role="lead")
    lan = waiting(town)
    for phone in (minh, lan):
        phone.sync()
        assert "arrivals" not in phone.last
    assert heard(tam) == []
    assert heard(ha) == [("Lan", "pending")]


def test_a_second_phone_of_a_member_is_news_for_two_weeks(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    assert heard(ha) == []  # A new member is told of by the member's own row.
    second = second_phone(town, ha, lan.member)
    assert heard(ha) == [("Lan", "approved")]
    assert ha.last["arrivals"][0]["device"] == second.device
    town.clock.move(days=15)
    assert heard(ha) == []


def test_the_leads_own_phone_is_no_news_to_itself(town: Town) -> None:
    ha = town.ha()
    path = f"/api/teams/{TEAM}/invitations"
    code = town.desk().post(path, {"member": ha.member}).json["code"]
    second = Phone(town.connect(), town.clock)
    assert second.join(code, "").status == 200
    assert heard(second) == []
    assert heard(ha) == [("Hà", "approved")]


def test_a_stopped_phone_is_no_news(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    assert heard(ha) == []
    town.clock.move(minutes=1)
    assert lan.join(town.invite(), "Lan").status == 200
    assert heard(ha) == [("Lan", "pending")]
