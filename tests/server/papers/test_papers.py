"""Papers: who reads them, from when to when, and what phones hear of them."""

from datetime import timedelta

import pytest

from server.auth import throttle
from server.auth.principal import Principal
from server.auth.throttle import Limit
from server.database.engine import db
from server.files.blob_store import blob_store
from server.files.store import bytes_of_unit
from server.files.use_cases import receiving
from server.papers.content import Content, read_content
from server.papers.use_cases import papers
from server.totals.use_cases.recounting import recount
from tests.server.activities.test_channels import add as add_activity
from tests.server.directory.changing import MERGE, ask
from tests.server.files.sending import PDF, photo, send, sweep_after
from tests.server.papers.papers import SAID, add, asked, change, reads_file, text_of
from tests.server.parsing.layouts import letter_in_word, scan, signed_scan
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, TEAM, Town


def test_a_units_paper_is_for_all_teams_below_it(town: Town) -> None:
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    waiting = town.phone("Võ Thị Mới", auto_approve=False)
    paper = add(desk)["id"]
    for phone in (lan, tam):
        phone.sync()
        row = phone.rows[paper]["f"]
        assert (row["title"], row["status"], row["version"]) == (SAID["title"], "live", 1)
        assert {each["as"] for each in row["files"]} == {"text", "original"}
        assert "Đoàn" in text_of(phone, paper)
        assert reads_file(phone)
    waiting.sync()
    assert paper not in waiting.rows
    assert waiting.web.get(f"/api/papers/{paper}/text").status in (403, 404)
    (row,) = desk.get(f"/api/papers?unit={CLUSTER}").json["rows"]
    assert (row["phones"], row["state"]) == (2, "live")
    rows = desk.get(f"/api/papers/{paper}/phones").json["rows"]
    assert sum(each["phones"] for each in rows) == 2
    assert not any("Lan" in str(each) for each in rows)


def test_an_activitys_paper_is_for_its_teams_alone(town: Town) -> None:
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    activity = add_activity(desk)
    paper = add(desk, activity=activity)["id"]
    for phone in (lan, tam):
        phone.sync()
    assert paper in lan.rows
    assert lan.rows[paper]["channel"] == f"activity:{activity}"
    assert paper not in tam.rows
    assert (text_of(tam, paper), reads_file(tam)) == ("not_found", False)
    assert reads_file(lan)
    assert [row["id"] for row in desk.get(f"/api/papers?activity={activity}").json["rows"]] == [
        paper
    ]
    assert desk.get(f"/api/papers?unit={CLUSTER}").json["rows"] == []
    assert lan.sync() == []
    desk.put(
        f"/api/activities/{activity}",
        {
            "unit": CLUSTER,
            "name": "Đại hội Đoàn phường",
            "kind": "dai_hoi",
            "from": "2026-11-28",
            "to": "2026-11-29",
            "place": "Hội trường ủy ban",
            "teams": [OTHER_TEAM],
        },
    )
    assert not reads_file(lan)  # from the same moment on, whatever it was given before
    assert reads_file(tam)


def test_an_activitys_paper_goes_with_it_to_another_unit(town: Town) -> None:
    desk = town.desk()
    activity = add_activity(desk)
    add(desk, activity=activity)

    def unit_of() -> str:
        (row,) = desk.get(f"/api/papers?activity={activity}").json["rows"]
        return str(row["unit"])

    assert unit_of() == CLUSTER
    given = {"name": "Đại hội", "kind": "dai_hoi", "teams": [TEAM], "place": "Hội trường"}
    days = {"from": "2026-11-28", "to": "2026-11-29"}
    answer = desk.put(f"/api/activities/{activity}", {**given, **days, "unit": KHANH_CUONG})
    assert answer.status == 200, answer.body
    assert unit_of() == KHANH_CUONG
    with town.app.app_context():
        assert recount().differences == []


def test_nobody_reads_it_before_its_moment_and_after_its_last_day(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    paper = add(desk, opens="2026-11-25T07:30:00+07:00", ends="2026-11-26")["id"]
    assert desk.get(f"/api/papers?unit={CLUSTER}").json["rows"][0]["state"] == "planned"
    lan.sync()
    assert lan.rows[paper]["f"]["opens"] == "2026-11-25T00:30:00+00:00"
    assert (text_of(lan, paper), reads_file(lan)) == ("not_found", False)
    assert desk.get(f"/api/papers/{paper}/text").status == 200
    town.clock.move(days=1)  # 9 o'clock on the 25th
    assert reads_file(lan)
    town.clock.move(days=2)
    assert (text_of(lan, paper), reads_file(lan)) == ("not_found", False)


def test_a_new_version_takes_the_place_of_the_one_before(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    paper = add(desk)["id"]
    word = letter_in_word()
    assert change(desk, paper, file=send(desk, word)).json["version"] == 2
    assert change(desk, paper, title="Tên khác").code == "changed_meanwhile"
    lan.sync()
    assert lan.rows[paper]["f"]["version"] == 2
    assert (reads_file(lan), reads_file(lan, word)) == (False, True)
    assert change(desk, paper, 2, title="Tên khác").json["version"] == 2


def test_what_is_withdrawn_is_given_to_no_phone(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    paper = add(desk)["id"]
    assert desk.delete(f"/api/papers/{paper}").status == 204
    lan.sync()
    assert lan.rows[paper]["f"]["status"] == "withdrawn"
    assert (text_of(lan, paper), reads_file(lan)) == ("not_found", False)
    assert desk.delete(f"/api/papers/{paper}").status == 404
    assert [action for action, _ in trail(town.app, "paper_withdrawn")] != []


def test_a_scan_has_pictures_of_its_pages_and_a_picture_is_one(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    found = {each["as"]: each for each in add(desk, scan())["files"]}
    assert set(found) == {"pages", "original"}
    for page in found["pages"]["pages"]:
        answer = lan.web.get(f"/api/blobs/{page['sha']}")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "image/webp")
        assert len(answer.body) == page["bytes"]
    shot = photo(3)
    files = add(desk, shot)["files"]
    assert {each["as"] for each in files} == {"pages", "original"}


def test_pictures_of_pages_take_room_and_go_with_their_version(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = town.desk()

    def room_taken() -> int:
        with town.app.app_context():
            return bytes_of_unit(db.session, KHANH_CUONG)

    first, second = (add(desk, file, unit=KHANH_CUONG) for file in (scan(), signed_scan(3)))
    drawn = [
        {page["sha"]: page["bytes"] for page in paper["files"][0]["pages"]}
        for paper in (first, second)
    ]
    assert room_taken() == sum({**drawn[0], **drawn[1]}.values()) > 0
    third = send(desk, signed_scan(4))
    monkeypatch.setattr(receiving, "QUOTA_BYTES", room_taken() + 1)
    body = {**SAID, "unit": KHANH_CUONG, "activity": None, "file": third}
    assert desk.post("/api/papers", body).code == "quota_full"
    monkeypatch.undo()
    newest = send(desk, PDF)
    assert change(desk, second["id"], file=newest).status == 200
    sweep_after(town, days=8)
    assert room_taken() == sum(drawn[0].values())
    assert town.desk().delete(f"/api/papers/{first['id']}").status == 204
    sweep_after(town, days=8)
    assert room_taken() == 0
    rows = town.desk().get(f"/api/papers?unit={KHANH_CUONG}").json["rows"]
    assert [[each["as"] for each in row["files"]] for row in rows] == [["original"]] * 2


def test_a_file_that_is_deleted_while_it_is_read_makes_no_paper(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_and_lose(principal: Principal, sha: str) -> Content:
        found = read_content(principal, sha)
        blob_store(db.session).delete(sha)
        db.session.commit()
        return found

    monkeypatch.setattr(papers, "read_content", read_and_lose)
    assert asked(town.desk()).code == "blob_missing"


def test_a_file_that_cannot_be_read_is_offered_as_it_was_sent(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    paper = add(desk, PDF)
    assert [each["as"] for each in paper["files"]] == ["original"]
    assert text_of(lan, paper["id"]) == "not_found"
    assert reads_file(lan, PDF)


def test_what_is_no_paper_of_the_account_is_refused(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = town.desk()
    body = {**SAID, "unit": CLUSTER, "activity": None, "file": "0" * 64}
    assert desk.post("/api/papers", body).code == "blob_missing"
    theirs = send(town.desk("quan"), photo(4))
    assert desk.post("/api/papers", {**body, "file": theirs}).code == "blob_missing"
    assert asked(desk, secret=True).status == 422
    assert asked(desk, title="Gọi 0912345678").code == "label_refused"
    assert asked(desk, unit=KHANH_CUONG[:-1] + "0").status in (404, 422)
    monkeypatch.setattr(papers, "MOST_PAPERS", 1)
    add(desk)
    assert asked(desk).code == "papers_full"


def test_a_file_is_read_only_once_all_else_is_checked_and_counted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = town.desk()
    paper, word = add(desk)["id"], send(desk, letter_in_word())
    lost = {**SAID, "unit": CLUSTER, "activity": None, "file": "0" * 64}
    monkeypatch.setitem(throttle._ADDED_AT_DESK, "paper", Limit(2, timedelta(hours=24)))
    assert desk.post("/api/papers", lost).code == "blob_missing"
    monkeypatch.setattr(papers, "read_content", None)
    assert change(desk, paper, 7, file=word).code == "changed_meanwhile"
    assert change(desk, paper, file=word).code == "added_too_much"
    assert asked(desk).code == "added_too_much"
    monkeypatch.setattr(papers, "MOST_PAPERS", 1)
    assert asked(desk).code == "papers_full"


def test_a_paper_for_everybody_is_read_by_a_phone_of_another_activity(town: Town) -> None:
    desk, tam = town.desk(), town.phone("Tâm", OTHER_TEAM)
    paper = add(desk, activity=add_activity(desk, teams=[TEAM]), readers="public")["id"]
    tam.sync()
    assert paper not in tam.rows
    assert "Đoàn" in text_of(tam, paper)
    assert reads_file(tam)


def test_a_signed_scan_is_all_of_its_pages(town: Town) -> None:
    files = {each["as"]: each for each in add(town.desk(), signed_scan(33))["files"]}
    assert set(files) == {"pages", "original"}
    assert (len(files["pages"]["pages"]), files["pages"]["of"]) == (33, 33)


def test_of_an_activity_that_was_called_off_papers_are_withdrawn(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    activity = add_activity(desk)
    paper = add(desk, activity=activity)["id"]
    assert desk.delete(f"/api/activities/{activity}").status == 204
    assert asked(desk, activity=activity).code == "not_found"
    assert change(desk, paper, title="Tên khác").status == 200
    assert desk.delete(f"/api/papers/{paper}").status == 204
    assert not reads_file(lan)


def test_a_form_that_began_before_undoes_nothing(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    paper = add(desk, readers="public")["id"]
    assert change(desk, paper, opens="2026-12-25T07:00:00+07:00").status == 200
    assert change(desk, paper, readers="public").code == "changed_meanwhile"
    assert not reads_file(lan)


def test_teams_of_a_merged_unit_keep_the_papers_of_before(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    own, under = add(desk, unit=KHANH_CUONG)["id"], add(desk, unit=CLUSTER)["id"]
    assert ask(town.desk("quan"), {**MERGE, "on": "2026-11-24"}).status == 200
    lan.sync()
    assert {own, under} <= lan.rows.keys()
    assert reads_file(lan)
    assert asked(desk, unit=KHANH_CUONG).code == "closed_on_day"
    assert change(desk, own, title="Tên khác").status == 200
    lan.sync()
    assert lan.rows[own]["f"]["title"] == "Tên khác"


@pytest.mark.parametrize(
    "parts",
    [
        {"opens": "0001-01-01T00:00:00+07:00"},
        {"opens": "9999-12-31T23:59:59-07:00"},
        {"opens": "2026-12-25T07:00:00+07:00", "ends": "2026-12-24"},
    ],
)
def test_a_moment_is_one_that_comes(town: Town, parts: dict[str, str]) -> None:
    assert asked(town.desk(), **parts).code == "invalid_shape"
