"""Who joins by the team's code under a name that the team has (PROTOCOL 4.7.10)."""

from typing import Any
from uuid import UUID, uuid5

import pytest

from server.enrolment.receipts import read_receipt
from tests.bundles import Key
from tests.phones import Phone
from tests.server.enrolment.joining import body
from tests.tables import read_tables
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Answer, Browser

HALL, ELSEWHERE = "203.0.113.7", "198.51.100.1"


@pytest.fixture
def lan(town: Town) -> Phone:
    phone = town.lan()
    phone.sync(phone.session())
    return phone


def phone_of(town: Town) -> Phone:
    return Phone(town.connect(), town.clock)


def waiting(town: Town) -> list[dict[str, Any]]:
    return list(town.desk().get("/api/enrolments").json["rows"])


def decide(town: Town, phone: Phone, decision: str) -> Answer:
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    return town.desk().post(path, {"decision": decision})


def claims(town: Town, name: str = "Lan", **wish: Any) -> Phone:
    """A phone on which somebody says to be the Lan of the team."""
    phone = phone_of(town)
    answer = phone.join(town.invite(**wish), name, namesake="same")
    assert (answer.status, answer.json["device"]["state"]) == (200, "pending")
    return phone


def test_who_has_the_name_of_somebody_is_asked_before_anything_is_written(
    town: Town, lan: Phone
) -> None:
    new, code = phone_of(town), town.invite()
    with town.app.app_context():
        before = {name: rows for name, rows in read_tables().items() if name != "attempt"}
    answer = new.join(code, "lan", namesake="ask")
    assert (answer.status, answer.code, answer.json["details"]) == (409, "name_in_team", {})
    assert lan.member not in answer.body.decode()
    with town.app.app_context():
        after = {name: rows for name, rows in read_tables().items() if name != "attempt"}
    assert after == before
    assert new.join(code, "Lan Anh", namesake="ask").status == 200


def ask(town: Town, code: str, name: str, address: str = HALL, device: str | None = None) -> Answer:
    """Asks about a name from an address, on a phone that is new."""
    asked = body(code, name=name, namesake="ask", **({"device": device} if device else {}))
    got = town.app.test_client(use_cookies=False).post(
        "/api/join",
        json=asked,
        headers={"Sec-Fetch-Site": "same-origin"},
        environ_base={"REMOTE_ADDR": address},
    )
    return Answer(got.status_code, got.headers, got.get_data())


def short_code(town: Town) -> str:
    wish = {"role": "volunteer", "auto_approve": False}
    return str(town.desk().post(f"/api/teams/{TEAM}/invitations", wish).json["short_code"])


def test_a_phone_that_cannot_join_hears_nothing_of_names(town: Town, lan: Phone) -> None:
    lan.sync(held := lan.session())
    code = town.invite()
    for device in (str(uuid5(UUID(lan.device), "x")), held["record"]):
        told = [ask(town, code, name, device=device).code for name in ("Lan", "Không Ai")]
        assert told == ["device_taken"] * 2
    other = {"device": lan.device, "key": Key(7).public, "namesake": "ask"}
    told = [
        Browser(town.connect()).post("/api/join", body(code, name=name, **other)).code
        for name in ("Lan", "Không Ai")
    ]
    assert told == ["device_taken"] * 2


def test_names_are_asked_for_at_a_rate_whatever_the_answer(town: Town, lan: Phone) -> None:
    code, short = town.invite(auto_approve=False, max_uses=200), short_code(town)
    nobodys = [f"Bạn {first}{second}" for first in "abcdef" for second in "abcdef"]
    names = [name for each in nobodys for name in (each, "Lan")][:62]
    told = [ask(town, code, name).status for name in names]
    # Beyond it nobody is asked, and nobody is kept from joining.
    assert told == [200, 409] * 30 + [200] * 2
    # They are asked elsewhere, and at this address who has another code, short or long.
    assert ask(town, code, "Lan", ELSEWHERE).status == 409
    assert ask(town, town.invite(), "Lan").status == 409
    assert ask(town, short, "Lan").status == 409
    town.clock.move(minutes=1)
    assert ask(town, code, "Lan").status == 409


def test_many_addresses_together_ask_by_one_code_at_a_rate(town: Town, lan: Phone) -> None:
    code = town.invite()
    told = [ask(town, code, "Lan", f"198.51.100.{number}").status for number in range(125)]
    assert told == [409] * 120 + [200] * 5


def test_who_says_to_be_somebody_is_counted_like_who_asks(town: Town, lan: Phone) -> None:
    """Where several have the name the answer tells that the team has it."""
    town.phone("Lan")
    code = town.invite()
    told = [
        Browser(town.connect()).post("/api/join", body(code, name="Lan", namesake="same")).code
        for _ in range(61)
    ]
    assert told == ["names_in_team"] * 60 + ["too_many_attempts"]


def test_a_team_of_thirty_joins_at_one_training(town: Town, lan: Phone) -> None:
    """Whose lead has written down all their names, so that each is asked and answers."""
    code, desk = town.invite(auto_approve=False, max_uses=200), town.desk()
    names = [f"Bạn {chr(97 + number // 6)}{chr(97 + number % 6)}" for number in range(30)]
    for name in names:
        assert desk.post(f"/api/teams/{TEAM}/members", {"name": name}).status == 201
    for name in names:
        assert ask(town, code, name).code == "name_in_team"
        assert ask(town, code, f"{name} Hai").status == 200


def test_nobody_is_asked_about_another_team_or_by_a_code_for_one_person(
    town: Town, lan: Phone
) -> None:
    assert phone_of(town).join(town.invite(OTHER_TEAM), "Lan", namesake="ask").status == 200
    for_her = town.invite(member=lan.member)
    assert phone_of(town).join(for_her, "", namesake="ask").json["member"]["id"] == lan.member
    lead = town.invite(role="lead")
    assert phone_of(town).join(lead, "Lan", namesake="ask").status == 200


def test_an_app_that_knows_nothing_of_it_joins_as_before(town: Town, lan: Phone) -> None:
    new = town.lan()
    assert new.member != lan.member
    assert new.joined[0]["device"]["state"] == "approved"


def test_who_says_to_be_her_waits_whatever_the_code_says(town: Town, lan: Phone) -> None:
    new = claims(town)
    assert new.member == lan.member
    (row,) = waiting(town)
    assert (row["claimed"], row["namesake"], row["phrase"]) == (True, None, new.joined[0]["phrase"])
    (told,) = new.sync(new.session())
    assert told["row"]["state"] == "awaiting_approval"
    assert new.last["channels"] == ["catalogue", f"device:{new.device}"]
    assert decide(town, new, "approve").status == 200
    new.sync()
    assert {row["f"]["author"] for row in new.of_kind("help_session")} == {lan.member}
    assert {row["state"] for row in new.of_kind("help_session")} == {"counted"}
    assert waiting(town) == []


def test_until_then_nothing_of_her_is_told(town: Town, lan: Phone) -> None:
    town.clock.move(days=3)
    path = f"/api/teams/{TEAM}/members/{town.lan().member}/merge"
    assert town.desk().post(path, {"into": lan.member}).status == 200
    lead = town.desk().patch(f"/api/teams/{TEAM}/members/{lan.member}", {"role": "lead"})
    assert lead.status == 200
    new = claims(town)
    new.sync()
    (device,) = new.of_kind("device")
    (mine,) = device["f"]["enrolments"]
    assert (mine["role"], mine["state"]) == ("volunteer", "pending")
    assert "merged" not in mine
    with town.app.app_context():
        for text in (mine["receipt"], new.joined[0]["receipt"]):
            receipt = read_receipt(text)
            assert receipt is not None
            assert (receipt.start, receipt.affiliation) == (None, None)


def test_nor_who_was_merged_into_her(town: Town, lan: Phone) -> None:
    again = town.lan()
    path = f"/api/teams/{TEAM}/members/{again.member}/merge"
    assert town.desk().post(path, {"into": lan.member}).status == 200
    new = claims(town)

    def told() -> Any:
        new.sync()
        (device,) = new.of_kind("device")
        return device["f"]["enrolments"][0].get("merged")

    assert told() is None
    assert decide(town, new, "approve").status == 200
    assert told() == [again.member]


def test_who_says_so_on_her_own_phone_stays_let_in(town: Town) -> None:
    phone, code = town.phone("Lân"), town.invite()
    assert phone.join(code, "lan", namesake="ask").code == "name_in_team"
    answer = phone.join(code, "lan", namesake="same").json
    assert (answer["member"]["id"], answer["device"]["state"]) == (phone.member, "approved")


def test_a_name_without_marks_is_that_of_nobody_else_on_the_phone(town: Town) -> None:
    phone, an = town.phone("Ân", OTHER_TEAM), town.phone("Án")
    answer = phone.join(town.invite(), "an", namesake="same").json
    assert (answer["member"]["id"], answer["device"]["state"]) == (an.member, "pending")
    assert town.phone("Ân").join(town.invite(), "an", namesake="same").code == "names_in_team"


def test_no_later_code_lets_in_who_only_says_so(town: Town, lan: Phone) -> None:
    new = claims(town)
    for namesake in (None, "ask", "same"):
        answer = new.join(town.invite(), "Lan", namesake=namesake)
        assert (answer.json["member"]["id"], answer.json["device"]["state"]) == (
            lan.member,
            "pending",
        )
        assert [row["claimed"] for row in waiting(town)] == [True]
    assert decide(town, new, "refuse").status == 200
    assert new.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    for_her = new.join(town.invite(member=lan.member), "")
    assert for_her.json["device"]["state"] == "approved"


def test_in_another_team_they_are_somebody_else(town: Town, lan: Phone) -> None:
    new = claims(town)
    answer = new.join(town.invite(OTHER_TEAM), "Lan")
    assert answer.json["member"]["id"] != lan.member
    assert answer.json["device"]["state"] == "approved"


def test_being_refused_costs_her_nothing(town: Town, lan: Phone) -> None:
    new = claims(town)
    new.sync(new.session())
    assert decide(town, new, "refuse").status == 200
    (told,) = lan.sync(lan.session())
    assert told["verdict"] == "applied"
    (held,) = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    assert held["to"] is None
    (told,) = new.sync(new.session())
    assert (told["verdict"], told["code"]) == ("review", "unknown_author")


def test_the_lost_answer_gives_the_same_two_words(town: Town, lan: Phone) -> None:
    new, code = phone_of(town), town.invite(max_uses=1)
    said = [new.join(code, "LAN", namesake="same").json["phrase"] for _ in range(2)]
    assert said[0] == said[1]


def test_a_lead_lets_in_no_lead_and_of_two_of_the_name_nobody_knows_which(
    town: Town, lan: Phone
) -> None:
    ha = town.ha()
    again = claims(town, "Hà")
    path = f"/api/enrolments/{again.device}/{ha.member}/decision"
    assert ha.web.post(path, {"decision": "approve"}).code == "wrong_role"
    town.lan()
    answer = phone_of(town).join(town.invite(), "Lan", namesake="same")
    assert answer.code == "names_in_team"


def test_who_says_to_be_a_lead_is_stopped_by_one(town: Town) -> None:
    ha, minh = town.ha(), town.minh()
    assert minh.join(town.invite(), "Hà", namesake="same").json["device"]["state"] == "pending"
    assert ha.web.delete(f"/api/devices/{minh.device}").status == 204
    (told,) = minh.sync(minh.session())
    assert (told["verdict"], told["code"]) == ("review", "device_revoked")
    (told,) = ha.sync(ha.session())
    assert told["verdict"] == "applied"


def test_a_lead_refuses_who_says_to_be_a_lead_and_lets_in_none(town: Town) -> None:
    ha, binh = town.ha(), town.phone("Bình", role="lead")
    for lead in (ha, binh):
        new = claims(town, "Hà")
        path = f"/api/enrolments/{new.device}/{ha.member}/decision"
        assert lead.web.post(path, {"decision": "approve"}).code == "wrong_role"
        assert lead.web.post(path, {"decision": "refuse"}).status == 200
    assert waiting(town) == []
    assert ha.web.get("/api/enrolments").status == 200
    # On the own phone neither.
    assert ha.join(town.invite(), "Bình", namesake="same").json["device"]["state"] == "pending"
    path = f"/api/enrolments/{ha.device}/{binh.member}/decision"
    assert ha.web.post(path, {"decision": "refuse"}).code == "wrong_role"
    assert binh.web.delete(f"/api/devices/{ha.device}").code == "wrong_role"


def test_who_waits_as_her_edits_nothing_of_hers_in_another_team(town: Town, lan: Phone) -> None:
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    made = lan.session()
    lan.sync(made)
    new = claims(town)
    assert town.desk().post(path, {"team": OTHER_TEAM, "on": "2026-11-24"}).status == 200
    lan.sync()
    hers = {**lan.session(), "channel": f"team:{OTHER_TEAM}"}
    lan.sync(hers)
    edit = new.edit(hers["record"], {"people": 5}, {"people": 1})
    (told,) = new.sync(edit)
    assert (told["verdict"], told["code"]) == ("review", "not_author")
