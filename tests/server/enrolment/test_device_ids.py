"""A phone chooses its id, and so takes none that the server or another phone's record needs."""

from uuid import UUID, uuid5

from server.operations.use_cases.erasing import erase_record
from sync.kinds.member import row_id
from tests.phones import Phone
from tests.server.sync.reviewing import review_of, settle, verdict
from tests.server.sync.test_bundles import counted
from tests.town import OTHER_TEAM, TEAM, Town


def named(town: Town, device: str) -> Phone:
    phone = Phone(town.connect(), town.clock)
    phone.device = device
    return phone


def test_none_takes_an_id_that_the_server_makes(town: Town) -> None:
    lan, code = town.lan(), town.invite(OTHER_TEAM, auto_approve=False)
    session = lan.session()
    lan.sync(session)
    for wanted in (
        row_id(lan.member, OTHER_TEAM),
        str(uuid5(UUID(session["id"]), "settlement ")),
    ):
        answer = named(town, wanted).join(code, "Lạ")
        assert (answer.status, answer.code) == (409, "device_taken")
    move = {"team": OTHER_TEAM, "on": town.clock().date().isoformat()}
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    assert town.desk().post(path, move).status == 200
    with town.app.app_context():
        assert erase_record(session["record"], "xin xóa")


def test_a_session_counts_whose_id_a_phone_took_before_it_came(town: Town) -> None:
    lan = town.lan()
    session = lan.session(people=33)
    poster = town.invite(OTHER_TEAM, auto_approve=False)
    assert named(town, session["record"]).join(poster, "Lạ").status == 200
    assert verdict(lan.sync(session)) == ("review", "record_exists")
    (item,) = review_of(town)
    assert settle(town, item, "accept") == 200
    assert counted(town) == 1
    lan.sync()
    (row,) = lan.of_kind("help_session")
    assert (row["state"], row["f"]["people"]) == ("counted", 33)


def test_what_waits_is_settled_though_a_place_has_its_id(town: Town) -> None:
    ha = town.ha()
    ha.sync(ha.session(day="2020-01-01"))
    (item,) = review_of(town)
    place = {"name": "Chợ", "place_kind": "CHO"}
    assert verdict(ha.sync(ha.change("create", item["id"], "place", set=place)))[0] == "applied"
    assert settle(town, item, "refuse") == 200
    assert review_of(town) == []
