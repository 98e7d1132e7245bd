"""What is unsent goes from one phone to another with no network: by camera, and by file."""

import re
from base64 import b64decode
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.camera import Look, write_loop
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import ACTIVATE, INSTALL, expect_state, join, log, start_logging
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

LAN, MINH = "Nguyễn Thị Lan", "Trần Văn Minh"
BADLY_HELD = Look(fills=0.62, turned=11, blurred=0.9)
# The loop goes on between two questions of a test: what a code is called and how it looks is asked
# in one.
PICTURE_OF = """async (label) => {
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    const code = document.querySelector('canvas.qr')
    if (code?.ariaLabel === label) return code.toDataURL('image/png').split(',')[1]
    await new Promise(requestAnimationFrame)
  }
  throw new Error(`${label} is not shown`)
}"""


def logged_offline(phone: Phone, link: str, sessions: int) -> Page:
    """Lan has joined, and has recorded so many sessions with no network."""
    page = phone.open(link)
    join(page, LAN)
    start_logging(page)
    phone.wait_for_worker()
    phone.network(on=False)
    for at in range(sessions):
        log(page, INSTALL if at % 2 else ACTIVATE, people=1 + at % 3)
    expect_state(page, here=sessions, received=0)
    return page


def open_hand(page: Page) -> None:
    """Two taps: what is recorded, and hand it over."""
    page.get_by_role("link", name=t("tab.sent"), exact=True).click()
    page.get_by_role("link", name=t("screen.name.hand"), exact=True).click()
    expect(page.get_by_role("heading", level=1, name=t("screen.name.hand"))).to_be_visible()


def pictures_of(page: Page, folder: Path) -> list[Path]:
    """Every code of the loop, as the screen shows it."""
    code = page.get_by_role("img", name=re.compile("^" + t("hand.code", n="1", of="")[:2]))
    of = int(re.findall(r"\d+", code.get_attribute("aria-label") or "")[1])
    found = []
    for n in range(1, of + 1):
        found.append(folder / f"code-{n}.png")
        shown = page.evaluate(PICTURE_OF, t("hand.code", n=n, of=of))
        found[-1].write_bytes(b64decode(shown))
    assert len({picture.read_bytes() for picture in found}) == of
    return found


def test_screen_to_camera_with_no_network_and_counted_once(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    running, found = house
    link = desk.invite(found.team)["link"].removeprefix(running.url)
    lan = new_phone("lan", worker=True)
    sessions = 9
    page = logged_offline(lan, link, sessions)
    open_hand(page)
    look_over(lan, "hand", [PHONE])
    film = tmp_path / "loop.y4m"
    write_loop(film, pictures_of(page, tmp_path), BADLY_HELD)

    minh = new_phone(
        "minh",
        extra=(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ),
    )
    other = minh.open(link)
    join(other, MINH)
    start_logging(other)
    minh.wait_for_worker()
    minh.wait_for_kept(".wasm")  # by itself, before it is ever needed
    minh.network(on=False)
    other.get_by_role("link", name=t("tab.sent"), exact=True).click()
    other.get_by_role("link", name=t("screen.name.take"), exact=True).click()
    expect(other.get_by_text(t("take.done", n=sessions, name=LAN))).to_be_visible(timeout=60_000)
    other = minh.go("/sent")
    kept = other.get_by_role("listitem").filter(has_text=t("carried.of", n=sessions, name=LAN))
    expect(kept).to_contain_text(t("carried.waiting"))
    look_over(minh, "carried", [PHONE])

    minh.network(on=True)
    expect(kept).to_contain_text(t("carried.received"), timeout=30_000)
    day = page.evaluate("() => new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10)")
    assert desk.totals(found.team, day)["total"]["sessions"] == sessions

    # The sender has kept everything, and learns only now that the server has it.
    expect_state(page, here=sessions, received=0)
    lan.network(on=True)
    expect_state(page, here=0, received=sessions)
    total = desk.totals(found.team, day)["total"]
    assert (total["sessions"], total["people"]) == (
        sessions,
        sum(1 + n % 3 for n in range(sessions)),
    )
    assert {row["author"]["name"] for row in desk.sessions(found.team)} == {LAN}


def test_by_a_file_to_another_phone_and_to_the_desk(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    running, found = house
    link = desk.invite(found.team)["link"].removeprefix(running.url)
    minh = new_phone("minh")
    join(minh.open(link), MINH)
    start_logging(minh.page)
    lan = new_phone("lan", worker=True)
    page = lan.open(link)
    join(page, LAN)
    start_logging(page)
    lan.wait_for_worker()
    lan.network(on=False)
    for _ in range(3):
        log(page)
    open_hand(page)
    with page.expect_download() as taken:
        button(page, "hand.save").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    assert file.read_text(encoding="utf-8").startswith(f"Từng Ngõ: 3 buổi từ máy của {LAN}")
    page.get_by_label(t("hand.who"), exact=True).select_option(label=MINH)
    expect(page.get_by_text(t("hand.done", name=MINH))).to_be_visible()
    page = lan.go("/sent")
    expect(page.get_by_text(t("state.handed", name=MINH))).to_have_count(3)
    look_over(lan, "sent-handed", [PHONE])

    other = minh.go("/take")
    chooser = other.locator("input[type=file]")
    (tmp_path / "bad.txt").write_text("không phải", encoding="utf-8")
    chooser.set_input_files(tmp_path / "bad.txt")
    expect(other.get_by_text(t("take.file.bad"))).to_be_visible()
    chooser.set_input_files(file)
    expect(other.get_by_text(t("take.done", n=3, name=LAN))).to_be_visible()
    other = minh.go("/sent")
    expect(other.get_by_text(re.compile(t("carried.received")))).to_be_visible(timeout=30_000)

    son = at_desk(new_phone, found, DESKTOP, "/desk/take")
    son.page.locator("input[type=file]").set_input_files(file)
    button(son.page, "take.yes").click()
    expect(son.page.get_by_text(t("take.desk.done", n=3, name=LAN))).to_be_visible()
    look_over(son, "desk-take")
    assert len(desk.sessions(found.team)) == 3
    lan.network(on=True)
    expect_state(page, here=0, received=3)
    assert len(desk.sessions(found.team)) == 3
