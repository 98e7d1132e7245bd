"""What members ask for about their own data: it reaches a coordinator with its day of answer, and the
answer reaches the phone (PROTOCOL 5.20)."""

from typing import Any

from server.accounts.use_cases.password_sign_in import create_account
from sync.kinds.member import ERASED_NAME
from tests.phones import Phone, new_id
from tests.server.directory.test_merging_members import merge
from tests.server.trail import trail
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Browser

TEXT = "Tên mình là Nguyễn Thị Lân, không phải Lan"


def asks(phone: Phone, wish: str = "erase", **parts: Any) -> str:
    """A request of the phone's person that went in; answers its record."""
    change = request_of(phone, wish, **parts)
    (result,) = phone.sync(change)
    assert (result["verdict"], result["row"]["state"]) == ("applied", "counted")
    return str(change["record"])


def request_of(phone: Phone, wish: str = "erase", **set_: Any) -> dict[str, Any]:
    whole = {"channel": f"device:{phone.device}", "set": {"wish": wish, **set_}}
    return phone.change("create", new_id(), kind="data_request", **whole)


def requests(desk: Browser, state: str = "open") -> list[dict[str, Any]]:
    answer = desk.get(f"/api/data-requests?state={state}")
    assert answer.status == 200, answer.body
    rows: list[dict[str, Any]] = answer.json["rows"]
    return rows


def erase(desk: Browser, member: str) -> Any:
    return desk.post(f"/api/members/{member}/erasure", {"reason": "Theo ý bạn ấy"})


def test_it_reaches_the_coordinator_with_its_day_of_answer(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    record = asks(lan, "correct", text=TEXT)
    (row,) = requests(desk)
    assert row == {
        "id": record,
        "member": {"id": lan.member, "name": "Lan"},
        "teams": [{"id": TEAM, "name": "Đội hình Phổ Cường"}],
        "wish": "correct",
        "text": TEXT,
        "received": "2026-11-24",
        "answer_by": "2026-11-26",
        "overdue": False,
        "outcome": None,
        "answer": None,
        "answered": None,
        "entered_by": None,
    }
    town.clock.move(days=3)
    told = town.desk().get("/api/data-requests").json
    assert (told["open"], told["overdue"], told["rows"][0]["overdue"]) == (1, 1, True)


def test_the_answer_reaches_the_phone_and_is_given_once(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    record = asks(lan, "correct", text=TEXT)
    address = f"/api/data-requests/{record}/answer"
    assert desk.post(address, {"outcome": "refused"}).code == "label_refused"
    said = {"outcome": "done", "answer": "Đã sửa tên của bạn"}
    first, again = desk.post(address, said), desk.post(address, said)
    assert (first.status, again.status) == (200, 200)
    assert first.json == again.json
    assert desk.post(address, {"outcome": "done"}).code == "conflict_settled"
    other = {"outcome": "refused", "answer": "Không sửa được"}
    assert desk.post(address, other).code == "conflict_settled"
    lan.sync()
    (row,) = lan.of_kind("data_request")
    assert (row["f"]["outcome"], row["f"]["answer"]) == ("done", "Đã sửa tên của bạn")
    assert row["f"]["answered"] == "2026-11-24"
    assert lan.digests() == lan.last["digest"]
    assert requests(desk) == []
    assert [each["id"] for each in requests(desk, "answered")] == [record]
    told = {"request": record, "outcome": "done"}
    assert trail(town.app, "data_request_answered") == [(lan.member, told)]


def test_told_again_it_is_one_request_and_keeps_its_answer(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    change = request_of(lan, "correct", text=TEXT)
    lan.sync(change)
    desk.post(f"/api/data-requests/{change['record']}/answer", {"outcome": "done"})
    for again in (change, {**change, "id": new_id()}):
        assert lan.sync(again)[0]["verdict"] == "applied"
    lan.sync()
    assert lan.of_kind("data_request")[0]["f"]["outcome"] == "done"
    assert requests(desk) == []


def test_who_waits_for_approval_may_ask_too(town: Town) -> None:
    waiting = town.phone("Bình", auto_approve=False)
    record = asks(waiting)
    assert [each["id"] for each in requests(town.desk())] == [record]


def test_only_the_person_asks_and_only_on_the_own_phone(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    foreign = {**request_of(lan), "author": minh.member}
    elsewhere = {**request_of(lan), "channel": f"device:{minh.device}"}
    in_team = {**request_of(lan), "channel": lan.channel}
    found = [(each["verdict"], each["code"]) for each in lan.sync(foreign, elsewhere, in_team)]
    assert found == [
        ("review", "unknown_author"),
        ("review", "wrong_channel"),
        ("review", "wrong_channel"),
    ]
    assert requests(town.desk()) == []


def test_nobody_hears_of_a_request_but_who_coordinates_the_team(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    record = asks(lan)
    minh.sync()
    assert minh.of_kind("data_request") == []
    with town.app.app_context():
        create_account("hang", "Hằng", "coordinator", KHANH_CUONG, PASSWORD)
    assert [each["id"] for each in requests(town.desk("hang"))] == [record]
    moved = town.desk().post(
        f"/api/teams/{TEAM}/members/{lan.member}/move", {"team": OTHER_TEAM, "on": "2026-11-24"}
    )
    assert moved.status == 200, moved.body
    assert requests(town.desk("hang")) == []
    answer = {"outcome": "refused", "answer": "Chưa được"}
    refused = town.desk("hang").post(f"/api/data-requests/{record}/answer", answer)
    assert refused.code == "not_found"
    assert [each["id"] for each in requests(town.desk())] == [record]


def test_a_request_of_somebody_who_was_merged_is_the_kept_ones(town: Town) -> None:
    old, kept, desk = town.lan(), town.phone("Lan Nguyễn"), town.desk()
    record = asks(old)
    assert merge(desk, old, kept).status == 200
    (row,) = requests(desk)
    assert (row["id"], row["member"]["id"]) == (record, kept.member)
    desk.post(f"/api/data-requests/{record}/answer", {"outcome": "refused", "answer": "Chưa được"})
    old.sync()
    assert old.of_kind("data_request")[0]["f"]["answer"] == "Chưa được"


def test_the_desk_erases_with_the_password_and_the_person_is_out(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    made = lan.session()
    lan.sync(made)
    asks(lan, "erase", text="Mình tên Nguyễn Thị Lan")
    town.clock.move(minutes=20)
    desk = town.desk()
    assert erase(desk, lan.member).code == "confirm_first"
    assert desk.post("/api/session/confirm", {"password": PASSWORD}).status == 204
    done = erase(desk, lan.member)
    assert (done.status, done.json) == (200, {"id": lan.member, "erased": True})
    assert erase(desk, lan.member).json["erased"] is False
    ha.sync()
    names = {row["f"]["member"]: row["f"] for row in ha.of_kind("member")}
    assert (names[lan.member]["name"], names[lan.member]["to"]) == (ERASED_NAME, "2026-11-24")
    assert ha.rows[made["record"]]["f"]["author"] == lan.member  # it counts still
    (answered,) = requests(desk, "answered")
    assert (answered["outcome"], answered["text"]) == ("done", None)
    assert answered["member"]["name"] == ERASED_NAME
    lan.sync()
    (device,) = lan.of_kind("device")
    assert [each["state"] for each in device["f"]["enrolments"]] == ["ended"]
    assert lan.of_kind("data_request")[0]["f"].keys() == {
        "wish", "author", "received", "answer_by", "outcome", "answered",
    }  # fmt: skip
    assert trail(town.app, "member_erased") == [(lan.member, {"reason": "Theo ý bạn ấy"})]


def test_who_only_waits_is_refused_and_erased(town: Town) -> None:
    waiting, desk = town.phone("Bình", auto_approve=False), town.desk()
    asks(waiting)
    assert erase(desk, waiting.member).status == 200
    waiting.sync()
    (device,) = waiting.of_kind("device")
    assert [each["state"] for each in device["f"]["enrolments"]] == ["refused"]


def test_nobody_erases_whom_another_unit_keeps_too(town: Town) -> None:
    lan = town.lan()
    with town.app.app_context():
        create_account("hang", "Hằng", "coordinator", KHANH_CUONG, PASSWORD)
    assert lan.join(town.invite(OTHER_TEAM), "Lan").status == 200
    assert lan.joined[0]["member"]["id"] == lan.member
    asks(lan)
    assert erase(town.desk("hang"), lan.member).code == "wrong_role"
    assert erase(town.desk(), lan.member).status == 200
    lan.sync()
    (device,) = lan.of_kind("device")
    assert [each["state"] for each in device["f"]["enrolments"]] == ["ended", "ended"]


def test_a_wish_to_be_erased_is_done_by_erasing_alone(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    address = f"/api/data-requests/{asks(lan, 'withdraw')}/answer"
    assert desk.post(address, {"outcome": "done"}).code == "invalid_shape"
    assert len(requests(desk)) == 1
    assert desk.post(address, {"outcome": "refused", "answer": "Bạn rút lại rồi"}).status == 200


def test_a_stopped_phone_asks_and_a_person_has_to_look(town: Town) -> None:
    lan = town.lan()
    assert town.desk().delete(f"/api/devices/{lan.device}").status in (200, 204)
    (result,) = lan.sync(request_of(lan))
    assert (result["verdict"], result["code"]) == ("review", "device_revoked")
    assert requests(town.desk()) == []


def test_a_request_on_paper_is_entered_once_with_who_did(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    said = {"id": new_id(), "member": lan.member, "wish": "correct", "text": TEXT}
    said["received"] = "2026-11-23"
    assert (
        desk.post("/api/data-requests", {**said, "received": "2026-11-25"}).code == "day_too_late"
    )
    first, again = (desk.post("/api/data-requests", said) for _ in range(2))
    assert (first.status, first.json) == (again.status, again.json)
    (row,) = requests(desk)
    names = ("id", "text", "received", "answer_by", "entered_by")
    assert [row[name] for name in names] == [said["id"], TEXT, "2026-11-23", "2026-11-25", "Sơn"]
    told = {"request": said["id"], "wish": "correct", "received": "2026-11-23"}
    assert trail(town.app, "data_request_entered") == [(lan.member, told)]
    # No phone hears of it, but the person reads it among their own data.
    lan.sync()
    assert lan.of_kind("data_request") == []
    assert lan.digests() == lan.last["digest"]
    # It goes on with who was merged, is answered like any other, and leaves no word when erased.
    between, kept = town.phone("Lan N."), town.phone("Lan Nguyễn")
    for merged, into in ((lan, between), (between, kept)):
        assert merge(desk, merged, into).status == 200
    assert desk.post(f"/api/data-requests/{said['id']}/answer", {"outcome": "done"}).status == 200
    (answered,) = requests(desk, "answered")
    assert (answered["member"]["id"], answered["outcome"]) == (kept.member, "done")
    assert erase(desk, kept.member).status == 200
    assert requests(desk, "answered")[0]["text"] is None
    late = {**said, "id": new_id(), "member": kept.member}
    assert desk.post("/api/data-requests", late).code == "not_found"
