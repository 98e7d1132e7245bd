"""What the browser does to a phone's storage is said truthfully, and nothing is called saved that
is not."""

import json
import re
import shutil
from hashlib import sha256

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import today, unit
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, ask_to_join, expect_state, join, log, start_logging, tile
from tests.journeys.test_activities import has_come
from tests.journeys.words import t
from tests.server.files.sending import photo
from tests.server.parsing.layouts import report

NOTHING_UNSENT = "máy không còn gì chưa gửi"
AFTER_THAT = "không lấy lại được"
BUT_COOKIES = (
    "cache_storage,file_systems,indexeddb,local_storage,service_workers,shared_storage,"
    "storage_buckets,websql"
)
SMALLEST = 1  # byte: what stands there already is more


def begin(house: tuple[House, Seed], desk: Desk, lan: Phone) -> Page:
    running, found = house
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    expect_state(page, here=0, received=0)
    return page


def come_back(page: Page, desk: Desk, lan: Phone) -> None:
    """She says that she is the one whose name the team has, and a coordinator approves."""
    lan.forgive("409")
    ask_to_join(page, "Nguyễn Thị Lan")
    page.get_by_role("button", name=t("join.namesake.same")).click()
    start_logging(page)
    (row,) = desk.ask("GET", "/api/enrolments")["rows"]
    path = f"/api/enrolments/{row['device']}/{row['member']['id']}/decision"
    desk.ask("POST", path, {"decision": "approve"})


def test_a_full_phone_says_that_nothing_was_saved_and_keeps_what_was_typed(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", PHONE, lasting=True)
    page = begin(house, desk, lan)
    log(page)
    expect_state(page, here=0, received=1)
    lan.close()
    page = lan.open("")
    browser = lan.context.new_cdp_session(page)  # its word holds as long as it does
    browser.send("Storage.overrideQuotaForOrigin", {"origin": lan.url, "quotaSize": SMALLEST})
    page.goto(lan.url)
    tile(page, INSTALL).click()
    card = page.get_by_role("dialog")
    people = card.get_by_label(t("log.people"), exact=True)
    people.fill("7")
    people.blur()
    save = card.get_by_role("button", name=t("do.save"), exact=True)
    save.click()
    expect(card.get_by_text(t("problem.storage_full"))).to_be_visible()
    expect(people).to_have_value("7")
    expect(page.locator(".notice.stop")).to_contain_text(t("problem.storage_full"))
    assert len(desk.sessions(house[1].team)) == 1
    browser.detach()
    save.click()
    expect(card).to_have_count(0)
    expect_state(page, here=0, received=2)
    assert sorted(row["people"] for row in desk.sessions(house[1].team)) == [1, 7]


def test_papers_make_room_for_a_record_before_anybody_is_told(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    found = house[1]
    commune, day = unit(desk, "Khánh Cường"), today()
    congress = desk.ask("POST", "/api/activities", {
        "unit": commune, "name": "Đại hội", "from": day, "to": day, "place": "Hội trường",
        "kind": "dai_hoi", "teams": [found.team],
    })  # fmt: skip
    _paper(desk, commune, congress["id"], "Báo cáo hôm nay", report(3))
    for seed in (1, 2, 3):
        _paper(desk, commune, None, f"Bản chụp {seed}", photo(seed, 690, quality=88))
    lan = new_phone("lan", PHONE, lasting=True)
    page = begin(house, desk, lan)
    lan.wait_for_worker()
    has_come(page, "Đại hội")
    lan.wait_for_kept("reader")
    for path in ("/activities", f"/activities/{congress['id']}"):
        lan.go(path)
        page.get_by_role("button", name="Lưu tất cả để đọc không mạng").click()
        expect(page.get_by_text(t("paper.all_saved"))).to_be_visible(timeout=30_000)
    # Not a byte is free, and some 600 kB are lacking.
    used = page.evaluate("async () => (await navigator.storage.estimate()).usage")
    lan.close()
    page = lan.open("")
    browser = lan.context.new_cdp_session(page)
    quota = {"origin": lan.url, "quotaSize": used - 600_000}
    browser.send("Storage.overrideQuotaForOrigin", quota)
    page.goto(lan.url)
    lan.network(on=False)
    log(page)
    expect_state(page, here=1, received=0)
    expect(page.get_by_text(t("problem.storage_full"))).to_have_count(0)
    # What made room are the pictures; what is read today is there.
    lan.go("/activities")
    expect(page.get_by_text("Lưu tất cả để đọc không mạng")).to_be_visible()
    lan.go(f"/activities/{congress['id']}")
    page.get_by_role("link", name="Báo cáo hôm nay").click()
    expect(page.locator("[data-block]").first).to_be_visible()
    browser.detach()
    lan.network(on=True)
    lan.go("/")
    expect_state(page, here=0, received=1)
    assert len(desk.sessions(found.team)) == 1


def _paper(desk: Desk, commune: str, activity: str | None, title: str, data: bytes) -> None:
    desk.send(data)
    said = {"kind": "bao_cao", "number": None, "issued": None, "issuer": None, "opens": None}
    said |= {"readers": "participants", "ends": None, "secret": False, "title": title}
    sha = sha256(data).hexdigest()
    body = {**said, "unit": commune, "activity": activity, "file": sha}
    desk.ask("POST", "/api/papers", body)


def test_storage_that_was_thrown_away_is_told_with_what_is_gone(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", lasting=True)
    page = begin(house, desk, lan)
    log(page)
    for unsent, size in ((0, PHONE), (2, DESKTOP)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        expect_state(page, here=0, received=1)
        lan.wait_for_worker()
        lan.network(False)
        for lost in range(unsent):
            log(page, people=2 + lost)  # so that it could be told which of them came, if one did
        expect_state(page, here=unsent, received=1)
        lan.close()
        (database,) = (lan.profile / "Default" / "IndexedDB").glob("*.leveldb")
        shutil.rmtree(database)
        page = lan.open()
        told = page.get_by_role("alert").filter(has_text=t("home.lost.title"))
        expect(told).to_contain_text("2 mục" if unsent else NOTHING_UNSENT)
        expect(told).to_contain_text(AFTER_THAT)
        understand(told)
        expect(told).to_have_count(0)
        log(page, people=5)  # recording goes on at once
        page.goto("about:blank")
        page.goto(desk.invite(house[1].team)["link"])
        come_back(page, desk, lan)
        expect_state(page, here=0, received=1)
    assert sorted(row["people"] for row in desk.sessions(house[1].team)) == [1, 5, 5]


def understand(told: Locator) -> None:
    """Opens the line and reads all of it."""
    told.get_by_role("button", name=t("home.lost.title")).click()
    told.get_by_role("button", name=t("home.lost.understood")).click()


def lose(lan: Phone, types: str) -> Page:
    """The browser throws away what it keeps of the site, before two sessions have left the phone."""
    lan.wait_for_worker()
    lan.network(on=False)
    for _ in range(2):
        log(lan.page)
    expect_state(lan.page, here=2, received=1)
    page = lan.go("/me")  # nothing of it is in the middle of a write
    page.goto("about:blank")
    browser = lan.context.new_cdp_session(page)
    browser.send("Storage.clearDataForOrigin", {"origin": lan.url, "storageTypes": types})
    lan.network(on=True)
    return lan.go("/")


def test_when_all_but_cookies_is_gone_the_server_tells_what_it_heard_and_without_one_nothing(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", DESKTOP, worker=True)
    page = begin(house, desk, lan)
    log(page)
    expect_state(page, here=0, received=1)
    page = lose(lan, BUT_COOKIES)
    told = page.get_by_role("alert").filter(has_text=t("home.lost.title"))
    # Two were unsent: the server cannot know, and says of which moment it speaks.
    expect(told).to_contain_text(NOTHING_UNSENT)
    expect(told).to_contain_text(AFTER_THAT)
    page.reload()
    expect(told).to_be_visible()
    understand(told)
    expect(told).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name=t("home.unjoined.title"))).to_be_visible()
    expect(told).to_have_count(0)
    page.goto("about:blank")
    page.goto(desk.invite(house[1].team)["link"])
    come_back(page, desk, lan)
    log(page)
    expect_state(page, here=0, received=1)
    expect(told).to_have_count(0)

    # The cookie goes too: then nothing is claimed.
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page = lose(lan, "all")
    expect_state(page, here=0, received=0)  # before that it is painted, and deaf
    page.get_by_role("button", name=t("home.unjoined.title")).click()
    expect(page.get_by_text(t("home.unjoined.gone"))).to_be_visible()
    page.wait_for_timeout(1000)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("link", name=t("tab.sent"), exact=True).click()
    expect(page.get_by_text(t("sent.never"))).to_be_visible()
    expect(page.get_by_text(t("sent.empty.received"))).to_be_visible()


def test_storage_that_is_thrown_away_under_an_open_page_is_told_at_once(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", worker=True)
    page = begin(house, desk, lan)
    log(page)
    for size, path in ((PHONE, "/"), (DESKTOP, "/sent")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        expect_state(page, here=0, received=1)
        lan.wait_for_worker()
        lan.network(on=False)
        for _ in range(2):
            log(page)
        if path == "/sent":
            page.get_by_role("link", name=t("tab.sent"), exact=True).click()
        expect_state(page, here=2, received=1)
        wanted = {"origin": lan.url, "storageTypes": "indexeddb,local_storage"}
        lan.context.new_cdp_session(page).send("Storage.clearDataForOrigin", wanted)
        expect_state(page, here=0, received=0)
        if path == "/sent":
            expect(page.get_by_text(t("home.lost.title"))).to_be_visible()
            page.get_by_role("button", name=t("home.lost.look"), exact=True).click()
        told = page.get_by_role("alert").filter(has_text=t("home.lost.title"))
        expect(told).to_contain_text("2 mục")
        log(page, people=5)  # recording goes on at once
        expect_state(page, here=1, received=0)
        page.reload()
        expect(told).to_contain_text("2 mục")
        understand(told)
        expect(told).to_have_count(0)
        lan.network(on=True)
        page.goto("about:blank")
        page.goto(desk.invite(house[1].team)["link"])
        come_back(page, desk, lan)
        expect_state(page, here=0, received=1)
    assert sorted(row["people"] for row in desk.sessions(house[1].team)) == [1, 5, 5]


def test_killed_right_after_saving_it_does_not_remember_that_nothing_was_unsent(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", lasting=True)
    page = begin(house, desk, lan)
    log(page)
    expect_state(page, here=0, received=1)
    lan.wait_for_worker()
    lan.close()  # the browser writes cookies and notes to the disk late, but now
    page = lan.open()
    expect_state(page, here=0, received=1)
    lan.network(False)
    log(page)
    lan.kill()
    (database,) = (lan.profile / "Default" / "IndexedDB").glob("*.leveldb")
    shutil.rmtree(database)
    told = lan.open().get_by_role("alert").filter(has_text=t("home.lost.title"))
    # The note, too, may not have reached the disk: then it speaks of the moment before.
    expect(told).to_contain_text(re.compile(f"1 mục|{NOTHING_UNSENT}.*ghi sau đó"))
    expect(told).to_contain_text(AFTER_THAT)


def test_whether_the_browser_promises_to_keep_it_is_told_as_it_is(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", lasting=True)
    page = begin(house, desk, lan)
    log(page)
    page.get_by_role("link", name=t("tab.me"), exact=True).click()
    expect(page.get_by_text(t("storage.not_kept"))).to_be_visible()
    browser = lan.context.new_cdp_session(page)
    wanted = {"origin": lan.url, "permissions": ["durableStorage"]}
    browser.send("Browser.grantPermissions", wanted)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    log(page)
    page.get_by_role("link", name=t("tab.me"), exact=True).click()
    expect(page.get_by_text(t("storage.kept"))).to_be_visible()


def test_a_browser_that_keeps_nothing_says_so_at_once(new_phone: NewPhone) -> None:
    lan = new_phone("lan", lasting=True)
    settings = lan.profile / "Default" / "Preferences"
    settings.parent.mkdir(parents=True)
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    settings.write_text(json.dumps(blocked))
    page = lan.open()
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        expect(page.get_by_role("alert")).to_have_text(t("problem.storage_unavailable"))
        expect(page.get_by_text(t("app.loading"))).to_have_count(0)
