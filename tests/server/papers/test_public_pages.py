"""What whoever scans a code reads without the app, and how a phone follows an activity by it."""

from html.parser import HTMLParser

import pytest
from sqlalchemy import select, update

from server.auth.rate_limits import FOLLOWING
from server.database.engine import db
from server.http.concurrency import ServerBusy
from server.papers import public_pages
from server.papers.tables import PaperVersion
from server.public_codes.use_cases import following
from server.records.tables import SyncClock
from tests.phones import Phone
from tests.server.activities.test_channels import SLOT, has, programme
from tests.server.activities.test_channels import add as add_activity
from tests.server.papers.papers import LETTER, add, change
from tests.server.parsing.layouts import letter_in_word
from tests.server.public_codes.codes import make
from tests.server.qr_posters.paper import read_sheet
from tests.town import OTHER_TEAM, Town
from tests.wires import Answer, Browser

HTML = {"Accept": "text/html"}


def page(town: Town, path: str) -> Answer:
    return Browser(town.connect()).get(path, **HTML)


def code_for(desk: Browser, kind: str, record: str) -> str:
    made = make(desk, link=None, target={"kind": kind, "id": record})
    return str(made["code"])


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


def links(answer: Answer) -> list[str]:
    read = _Links()
    read.feed(answer.body.decode())
    return read.found


def test_a_code_leads_to_the_programme_and_the_public_papers(town: Town) -> None:
    desk = town.desk()
    activity = add_activity(desk, name="Đại hội <b>Đoàn</b>")
    programme(desk, activity)
    public = add(desk, activity=activity, readers="public", title="Báo cáo chính trị")["id"]
    own = add(desk, activity=activity, title="Danh sách đại biểu")["id"]
    code = code_for(desk, "activity", activity)
    assert desk.get(f"/api/activities/{activity}/programme").json["code"] == code
    its_own = code_for(desk, "paper", public)
    rows = desk.get(f"/api/papers?activity={activity}").json["rows"]
    assert {row["id"]: row["code"] for row in rows} == {public: its_own, own: None}
    scanned = page(town, f"/c/{code}")
    assert f"/a/{activity}" in links(scanned)
    assert f"/activities/{activity}?code={code}" in links(scanned)
    shown = page(town, f"/a/{activity}")
    text = shown.body.decode()
    assert shown.status == 200
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
    assert "Phiên thứ nhất" in text
    begins = f"{SLOT['start']}, {SLOT['day'][8:]}/{SLOT['day'][5:7]}/{SLOT['day'][:4]}"
    assert begins in text
    assert begins in read_sheet(desk.get(f"/api/codes/sheet.pdf?codes={code}").body).text
    assert "08:00–08:30 · Báo cáo chính trị" in text
    assert f"/d/{public}" in links(shown)
    assert "Danh sách đại biểu" not in text
    assert "Set-Cookie" not in dict(shown.headers)
    paper = page(town, f"/d/{public}")
    assert "Đoàn" in paper.body.decode()
    file = page(town, f"/d/{public}/file")
    assert (file.status, file.body) == (200, LETTER)
    assert file.headers["Content-Disposition"].startswith("attachment")
    for path in (f"/d/{own}", f"/d/{own}/file"):
        assert page(town, path).status == 404


def test_a_paper_is_on_no_page_before_its_moment_or_once_it_is_withdrawn(town: Town) -> None:
    desk = town.desk()
    activity = add_activity(desk)
    paper = add(desk, activity=activity, readers="public", opens="2026-11-25T07:30:00+07:00")["id"]
    code = code_for(desk, "paper", paper)
    assert page(town, f"/d/{paper}").status == 404
    assert page(town, f"/c/{code}").status == 409
    town.clock.move(days=1)
    desk = town.sign_in()
    assert page(town, f"/d/{paper}").status == 200
    assert links(page(town, f"/c/{code}"))[0] == f"/d/{paper}"
    assert change(desk, paper, readers="participants").status == 200
    assert page(town, f"/d/{paper}/file").status == 404
    assert change(desk, paper, 2, readers="public").status == 200
    assert desk.delete(f"/api/papers/{paper}").status == 204
    assert page(town, f"/d/{paper}").status == 404
    assert page(town, f"/c/{code}").status == 410


def test_a_page_is_rendered_once_and_sent_to_readers_without_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = town.desk()
    paper = add(desk, readers="public")["id"]
    older = add(desk, letter_in_word(), readers="public")["id"]
    with town.app.app_context():
        of_before = PaperVersion.paper_id == older
        db.session.execute(update(PaperVersion).where(of_before).values(html=None))
        db.session.commit()
    assert "Đoàn" in page(town, f"/d/{older}").body.decode()
    monkeypatch.setattr(public_pages, "render_text", None)
    assert "Đoàn" in page(town, f"/d/{older}").body.decode()
    first = page(town, f"/d/{paper}")
    assert "Đoàn" in first.body.decode()
    known = {**HTML, "If-None-Match": first.headers["ETag"]}
    again = Browser(town.connect()).get(f"/d/{paper}", **known)
    assert (again.status, again.body) == (304, b"")
    assert change(desk, paper, title="Tên khác", readers="public").status == 200
    assert Browser(town.connect()).get(f"/d/{paper}", **known).status == 200


def follow(phone: Phone, code: str) -> Answer:
    return phone.web.post(f"/api/codes/{code}/following", {})


def test_a_phone_follows_an_activity_by_the_code_at_its_door(town: Town) -> None:
    desk, tam = town.desk(), town.phone("Tâm", OTHER_TEAM)
    activity = add_activity(desk)
    paper = add(desk, activity=activity)["id"]
    code = code_for(desk, "activity", activity)
    assert not has(tam, activity)
    assert follow(tam, code).json == {"activity": activity}
    assert has(tam, activity)
    assert paper in tam.rows
    with town.app.app_context():
        before = db.session.scalar(select(SyncClock.hi))
        db.session.rollback()
    assert follow(tam, code).status == 200
    with town.app.app_context():
        assert db.session.scalar(select(SyncClock.hi)) == before
    waiting = town.phone("Võ Thị Mới", auto_approve=False)
    assert follow(waiting, code).status == 403
    town.clock.move(days=20)
    assert not has(tam, activity)
    assert follow(tam, code).code == "not_found"


def test_a_code_that_leads_elsewhere_is_no_invitation(town: Town) -> None:
    desk, tam = town.desk(), town.phone("Tâm", OTHER_TEAM)
    activity = add_activity(desk)
    link = make(desk)["code"]
    ended = code_for(desk, "activity", activity)
    assert desk.post(f"/api/codes/{ended}/ending", {}).status == 200
    for code in (link, ended, "K3F7Q2A"):
        assert follow(tam, code).code == "not_found"
    assert not has(tam, activity)


def test_a_phone_follows_no_longer_than_a_code_leads_there(town: Town) -> None:
    desk, tam, lan = town.desk(), town.phone("Tâm", OTHER_TEAM), town.lan()
    activity = add_activity(desk)
    first, second = (code_for(desk, "activity", activity) for _ in range(2))
    follow(tam, first)
    assert has(tam, activity)
    assert desk.post(f"/api/codes/{first}/ending", {}).status == 200
    assert has(tam, activity)
    assert desk.post(f"/api/codes/{second}/ending", {}).status == 200
    assert not has(tam, activity)
    assert has(lan, activity)


def test_a_hall_of_people_follows_at_once_and_guesses_are_slowed_down(
    town: Town,
) -> None:
    desk, tam = town.desk(), town.phone("Tâm", OTHER_TEAM)
    code = code_for(desk, "activity", add_activity(desk))
    assert {follow(tam, code).status for _ in range(6)} == {200}
    guesses = [follow(tam, "K3F7Q2A").status for _ in range(FOLLOWING.each + 1)]
    assert guesses == [404] * FOLLOWING.each + [429]
    # A right code gets the same answer as a wrong one; other phones are not limited.
    assert follow(tam, code).status == 429
    assert follow(town.phone("Tư", OTHER_TEAM), code).status == 200
    town.clock.move(hours=1)
    assert follow(tam, code).status == 200


def test_a_busy_server_makes_no_wrong_guess_of_a_right_code(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise ServerBusy

    desk, tam = town.desk(), town.phone("Tâm", OTHER_TEAM)
    code = code_for(desk, "activity", add_activity(desk))
    with monkeypatch.context() as busy:
        busy.setattr(following, "follow", refuse)
        assert {follow(tam, code).status for _ in range(FOLLOWING.most)} == {503}
    assert follow(tam, code).status == 200


def test_the_code_of_an_activity_that_was_called_off_says_so(town: Town) -> None:
    desk = town.desk()
    activity = add_activity(desk)
    code = code_for(desk, "activity", activity)
    assert desk.delete(f"/api/activities/{activity}").status == 204
    assert f"/a/{activity}" in links(page(town, f"/c/{code}"))
    assert "Hoạt động này đã hủy." in page(town, f"/a/{activity}").body.decode()
