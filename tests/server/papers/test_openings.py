"""Who has opened a paper: events of phones, joined by the server, and told by unit (PROTOCOL 5.17)."""

from typing import Any

from server.totals.use_cases.recounting import rebuild, recount
from tests.phones import Phone, new_id
from tests.server.directory.test_merging_members import merge
from tests.server.files.sending import send
from tests.server.papers.papers import add, change
from tests.server.parsing.layouts import letter_in_word
from tests.server.sync.test_waiting import decide
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, TEAM, Town
from tests.wires import Browser


def opening(phone: Phone, paper: str, version: int = 1, **parts: Any) -> dict[str, Any]:
    """What a phone sends when a paper was opened on it."""
    set_ = {"document": paper, "version": version, "as": "text"}
    whole = {"channel": f"device:{phone.device}", "set": set_, **parts}
    return phone.change("create", new_id(), kind="opening", **whole)


def opened(desk: Browser, paper: str) -> tuple[int | None, list[int | None]]:
    """How many people have opened it, in all and by each unit where somebody has."""
    (row,) = [
        each for each in desk.get(f"/api/papers?unit={CLUSTER}").json["rows"] if each["id"] == paper
    ]
    rows = desk.get(f"/api/papers/{paper}/phones").json["rows"]
    return row["opened"], [each["opened"] for each in rows if each["opened"] != 0]


def five_more(town: Town, team: str = TEAM) -> list[Phone]:
    names = ("Bình An", "Chí Công", "Diễm My", "Gia Huy", "Hải Đăng")
    return [town.phone(name, team) for name in names]


def test_each_reader_counts_once_however_often_a_paper_is_opened(town: Town) -> None:
    desk, lan, others = town.desk(), town.lan(), five_more(town)
    paper = add(desk)["id"]
    first = opening(lan, paper)
    (result,) = lan.sync(first)
    assert (result["verdict"], result["row"]["state"]) == ("applied", "counted")
    assert result["row"]["f"]["team"] == TEAM
    assert opened(desk, paper) == (None, [None])  # one is not told: it would be a name
    lan.sync(first, opening(lan, paper), opening(lan, paper))
    for phone in others:
        phone.sync(opening(phone, paper))
    assert opened(desk, paper) == (6, [6])
    assert others[0].sync() == []
    (own,) = others[0].of_kind("opening")
    assert own["f"]["author"] == others[0].member  # nobody hears of anybody else's
    with town.app.app_context():
        assert recount().differences == []


def test_an_opening_is_of_one_version(town: Town) -> None:
    desk, people = town.desk(), [town.lan(), *five_more(town)]
    paper = add(desk)["id"]
    for phone in people:
        phone.sync(opening(phone, paper))
    assert change(desk, paper, file=send(desk, letter_in_word())).json["version"] == 2
    assert opened(desk, paper) == (0, [])
    for phone in people[:5]:
        phone.sync(opening(phone, paper, version=2))
    assert opened(desk, paper) == (5, [5])


def test_of_a_version_that_there_is_not_nothing_is_counted(town: Town) -> None:
    lan = town.lan()
    paper = add(town.desk())["id"]
    (result,) = lan.sync(opening(lan, paper, version=2))
    assert (result["verdict"], result["row"]["state"]) == ("applied", "void")


def test_it_is_made_in_the_channel_of_its_own_phone_and_never_edited(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    paper = add(town.desk())["id"]
    said = [
        opening(lan, paper, channel=f"team:{TEAM}"),
        opening(lan, paper, channel=f"device:{minh.device}"),
    ]
    assert [each["code"] for each in lan.sync(*said)] == ["wrong_channel", "wrong_channel"]
    made = opening(lan, paper)
    edit = lan.change(
        "edit", made["record"], kind="opening", set={"as": "original"}, prev={"as": "text"}
    )
    assert [each["code"] for each in lan.sync(made, edit)] == [None, "server_only_kind"]


def test_who_was_no_reader_that_day_is_not_counted_and_who_left_since_is(town: Town) -> None:
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    paper = add(desk)["id"]
    mine = add(desk, unit=KHANH_CUONG)["id"]
    read = opening(lan, mine)
    (other,) = tam.sync(opening(tam, mine))
    (early,) = lan.sync(opening(lan, paper, at="2016-11-24T09:00:00+07:00"))
    (unknown,) = lan.sync(opening(lan, new_id()))
    for told in (other, early, unknown):
        assert (told["verdict"], told["row"]["state"]) == ("applied", "void")
    assert desk.get("/api/review").json["rows"] == []
    town.clock.move(days=1)
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    assert town.sign_in().patch(path, {"to": "2026-11-24"}).status == 200
    (left,) = lan.sync(read)
    assert (left["verdict"], left["code"]) == ("applied", None)
    with town.app.app_context():
        assert recount().differences == []


def test_of_who_waits_for_approval_it_counts_from_then_on(town: Town) -> None:
    desk, waiting = town.desk(), town.phone("Võ Thị Mới", auto_approve=False)
    paper = add(desk)["id"]
    (result,) = waiting.sync(opening(waiting, paper))
    assert result["row"]["state"] == "awaiting_approval"
    decide(town, waiting, "approve")
    waiting.sync()
    (row,) = waiting.of_kind("opening")
    assert (row["state"], row["channel"]) == ("counted", f"device:{waiting.device}")
    with town.app.app_context():
        assert recount().differences == []


def test_two_entries_of_one_person_are_one_reader(town: Town) -> None:
    desk, lan, again = town.desk(), town.lan(), town.phone("Lan Nguyễn")
    paper = add(desk)["id"]
    others = five_more(town)
    for phone in (lan, again, *others[:4]):
        phone.sync(opening(phone, paper))
    assert opened(desk, paper)[0] == 6
    assert merge(desk, again, lan).status == 200
    assert opened(desk, paper)[0] == 5
    with town.app.app_context():
        assert recount().differences == []
        assert rebuild().differences == []
