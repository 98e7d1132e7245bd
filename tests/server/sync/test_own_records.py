"""Two phones and one record id: no record is lost by it (PROTOCOL 5.2.9)."""

from typing import Any

import pytest

from server.operations.use_cases.erasing import erase_record
from sync.record_id import separate_id
from tests.phones import Phone
from tests.server.sync.reviewing import review_of, settle, settlements, verdict
from tests.server.sync.test_bundles import ADDRESS, Signer, counted, verdicts
from tests.server.sync.test_erasing import check_totals
from tests.town import OTHER_TEAM, TEAM, Town


@pytest.fixture
def lan(town: Town) -> Signer:
    return Signer(town)


@pytest.fixture
def thu(town: Town) -> Phone:
    """She was handed Lan's parcel, and is in another team."""
    return town.phone("Thu", OTHER_TEAM)


def taken(lan: Signer, thu: Phone, **fields: Any) -> dict[str, Any]:
    """A session of Lan's whose id Thu's phone sends first, with a session of its own."""
    session = lan.phone.session(people=4, **fields)
    assert verdict(thu.sync(thu.session(session["record"], people=1))) == ("applied", None)
    return session


def item_of(town: Town, session: dict[str, Any]) -> dict[str, Any]:
    (item,) = (row for row in review_of(town) if row["body"].get("id") == session["id"])
    return item


def own_id(lan: Signer, session: dict[str, Any]) -> str:
    return separate_id(session["record"], lan.phone.device)


@pytest.mark.parametrize("way", ["bundle", "own phone"])
def test_it_goes_in_beside_the_other_when_a_person_says_so(
    town: Town, lan: Signer, thu: Phone, way: str
) -> None:
    session = taken(lan, thu)
    if way == "bundle":
        told = verdicts(thu.web.post(ADDRESS, lan.bundle(session)))
        assert told == [("review", "record_exists")]
    assert verdict(lan.phone.sync(session)) == ("review", "record_exists")
    item = item_of(town, session)
    assert (item["team"]["id"], item["record"]) == (TEAM, own_id(lan, session))
    holder = item["holder"]
    assert (holder["team"]["id"], holder["author"]["name"]) == (OTHER_TEAM, "Thu")
    assert settle(town, item, "accept") == 200
    assert (counted(town), counted(town, OTHER_TEAM)) == (1, 1)
    lan.phone.sync()
    row = lan.phone.rows[own_id(lan, session)]
    assert (row["f"]["people"], row["f"]["author"]) == (4, lan.phone.member)
    assert session["record"] not in lan.phone.rows
    (word,) = settlements(lan.phone)
    assert (word["change"], word["outcome"]) == (session["id"], "accepted")
    assert word["record"] == own_id(lan, session)
    # The stored word, not another record, is what each who comes again hears.
    assert verdict(lan.phone.sync(session)) == ("applied", None)
    assert verdicts(thu.web.post(ADDRESS, lan.bundle(session))) == [("applied", None)]
    assert (counted(town), counted(town, OTHER_TEAM)) == (1, 1)
    check_totals(town)


def test_a_lead_learns_the_team_and_no_name_of_another_one(
    town: Town, lan: Signer, thu: Phone
) -> None:
    session = taken(lan, thu)
    lan.phone.sync(session)
    (item,) = town.ha().web.get("/api/review").json["rows"]
    assert (item["holder"]["team"]["id"], item["holder"]["author"]) == (OTHER_TEAM, None)


def test_it_can_be_edited_on_the_way_in(town: Town, lan: Signer, thu: Phone) -> None:
    session = taken(lan, thu)
    lan.phone.sync(session)
    path = f"/api/review/{item_of(town, session)['id']}/settlement"
    word = {"decision": "edit", "set": {"people": 3}, "reason": "Đếm lại"}
    assert town.desk().post(path, word).status == 200
    lan.phone.sync()
    assert lan.phone.rows[own_id(lan, session)]["f"]["people"] == 3
    thu.sync()
    assert thu.rows[session["record"]]["f"]["people"] == 1
    check_totals(town)


def test_what_the_phone_says_of_it_later_follows(town: Town, lan: Signer, thu: Phone) -> None:
    """Lan changes it before anybody looked, and takes it back after that, under the id that she knows."""
    session = taken(lan, thu)
    edit = lan.phone.edit(session["record"], {"people": 6}, {"people": 4})
    told = lan.phone.sync(session, edit)
    assert [each["verdict"] for each in told] == ["review", "held"]
    settle(town, item_of(town, session), "accept")
    lan.phone.sync()
    assert lan.phone.rows[own_id(lan, session)]["f"]["people"] == 6
    void = lan.phone.edit(session["record"], {"status": "void"}, {"status": "live"})
    assert verdict(lan.phone.sync(void)) == ("applied", None)
    assert lan.phone.rows[own_id(lan, session)]["state"] == "void"
    assert (counted(town), counted(town, OTHER_TEAM)) == (0, 1)
    check_totals(town)


def test_a_correction_replaces_what_waits(town: Town, lan: Signer, thu: Phone) -> None:
    session = taken(lan, thu)
    lan.phone.sync(session)
    better = lan.phone.session(session["record"], people=7) | {"replaces": session["id"]}
    assert verdict(lan.phone.sync(better)) == ("review", "record_exists")
    assert [row["body"]["id"] for row in review_of(town)] == [better["id"]]
    settle(town, item_of(town, better), "accept")
    lan.phone.sync()
    assert lan.phone.rows[own_id(lan, session)]["f"]["people"] == 7
    # A third content for the same record meets the phone's own, and does not count beside it.
    third = lan.phone.session(session["record"], people=9)
    assert verdict(lan.phone.sync(third)) == ("review", "record_exists")
    assert settle(town, item_of(town, third), "accept") == 422
    assert counted(town) == 1


def test_the_other_order(town: Town, lan: Signer, thu: Phone) -> None:
    """Lan's waits for a person already, because of its day, when Thu's phone takes the id."""
    session = lan.phone.session(day="2024-01-15")
    edit = lan.phone.edit(session["record"], {"people": 6}, {"people": 1})
    told = lan.phone.sync(session, edit)
    assert [each["verdict"] for each in told] == ["review", "held"]
    assert verdict(thu.sync(thu.session(session["record"], people=2))) == ("applied", None)
    assert settle(town, item_of(town, session), "accept") == 200
    lan.phone.sync()
    assert lan.phone.rows[own_id(lan, session)]["f"]["day"] == "2024-01-15"
    thu.sync()
    assert thu.rows[session["record"]]["f"]["people"] == 2
    check_totals(town)


@pytest.mark.parametrize("comes", ["first", "later"])
def test_erasing_the_other_one_takes_nothing_from_it(
    town: Town, lan: Signer, thu: Phone, comes: str
) -> None:
    if comes == "first":
        session = lan.phone.session(day="2024-01-15", people=4)
        lan.phone.sync(session)
        thu.sync(thu.session(session["record"], people=1))
    else:
        session = taken(lan, thu)
    erase(town, session["record"])
    expected = "not_member" if comes == "first" else "record_exists"
    assert verdict(lan.phone.sync(session)) == ("review", expected)
    assert settle(town, item_of(town, session), "accept") == 200
    lan.phone.sync()
    assert lan.phone.rows[own_id(lan, session)]["f"]["people"] == 4


def test_erasing_it_reaches_what_its_phone_keeps(town: Town, lan: Signer, thu: Phone) -> None:
    session = taken(lan, thu)
    lan.phone.sync(session)
    settle(town, item_of(town, session), "accept")
    erase(town, own_id(lan, session))
    (word,) = settlements(lan.phone)
    assert (word["outcome"], word["record"]) == ("erased", session["record"])
    assert verdict(lan.phone.sync(session)) == ("gone", "erased")
    thu.sync()
    assert thu.rows[session["record"]]["state"] == "counted"


def test_a_waiting_phone_takes_no_id_either(town: Town, lan: Signer) -> None:
    ho = town.phone("Hồ", TEAM, auto_approve=False)
    session = lan.phone.session(people=4)
    assert verdict(ho.sync(ho.session(session["record"]))) == ("applied", None)
    assert verdict(lan.phone.sync(session)) == ("review", "record_exists")
    assert settle(town, item_of(town, session), "accept") == 200
    assert counted(town) == 1


def test_a_place_that_is_the_same_elsewhere_is_another(town: Town, lan: Signer, thu: Phone) -> None:
    said = {"name": "Nhà văn hóa tổ 3", "place_kind": "NVH"}
    place = lan.phone.change("create", lan.phone.session()["record"], "place", set=said)
    thu.sync(thu.change("create", place["record"], "place", set=said))
    assert verdict(lan.phone.sync(place)) == ("review", "record_exists")
    assert settle(town, item_of(town, place), "accept") == 200
    lan.phone.sync()
    assert lan.phone.rows[own_id(lan, place)]["channel"] == lan.phone.channel


@pytest.mark.parametrize("content", ["the same", "another"])
def test_who_sends_anothers_change_as_her_own_settles_nothing(
    town: Town, lan: Signer, thu: Phone, content: str
) -> None:
    """Thu's phone reads Lan's parcel and sends the change itself: as it is, or its id with a
    session of its own."""
    session = lan.phone.session(people=4)
    copied = (
        session if content == "the same" else thu.session(session["record"]) | {"id": session["id"]}
    )
    thu.sync(copied)
    assert verdict(lan.phone.sync(session)) == ("id_reuse", "id_reuse")
    assert verdict(lan.phone.sync(session)) == ("id_reuse", "id_reuse")
    (item,) = (row for row in review_of(town) if row["kind"] == "id_reuse")
    assert item["team"]["id"] == TEAM
    assert settle(town, item, "accept") == 200
    lan.phone.sync()
    record = session["record"] if content == "the same" else own_id(lan, session)
    assert lan.phone.rows[record]["f"]["people"] == 4
    assert [each["outcome"] for each in settlements(lan.phone)] == ["accepted"]
    assert counted(town) == 1
    check_totals(town)


def test_a_leads_word_is_about_the_record_that_stands(town: Town) -> None:
    """In her own team Hà reads the other record under that id, and may void it."""
    ha, lan = town.ha(), town.lan()
    session = ha.session(people=5)
    lan.sync(lan.session(session["record"], people=1))
    assert verdict(ha.sync(session)) == ("review", "record_exists")
    void = ha.edit(session["record"], {"status": "void"}, {"status": "live"})
    assert verdict(ha.sync(void)) == ("applied", None)
    lan.sync()
    assert lan.rows[session["record"]]["state"] == "void"


def erase(town: Town, record: str) -> None:
    with town.app.app_context():
        assert erase_record(record, "Theo yêu cầu")
