"""The evening of a team: the lead's phone takes the day of one after the other with no network."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Phone
from tests.journeys.camera import write_loop
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import button, today
from tests.journeys.house import House
from tests.journeys.lead_steps import HA, LAN, come_in, open_duty
from tests.journeys.seed import Seed
from tests.journeys.steps import join, log, start_logging
from tests.journeys.test_hand_over import BADLY_HELD, MINH, logged_offline, open_hand, pictures_of
from tests.journeys.test_numbers import card, figure
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

SMALL = {"width": 320, "height": 640}


def test_the_team_is_added_up_with_no_network_and_counted_once_at_the_server(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    running, found = house
    link = desk.invite(found.team)["link"].removeprefix(running.url)
    lan, minh = (new_phone(name, worker=True) for name in ("lan", "minh"))
    page = logged_offline(lan, link, 3)
    open_hand(page)
    film = tmp_path / "loop.y4m"
    write_loop(film, pictures_of(page, tmp_path), BADLY_HELD)
    file = minhs_file(minh, link, tmp_path)

    ha = new_phone(
        "ha",
        extra=(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ),
    )
    page = come_in(ha, running, desk.invite(found.team, role="lead", max_uses=1), HA)
    ha.wait_for_worker()
    ha.wait_for_kept(".wasm")
    ha.wait_for_kept("/lead/")
    log(page, people=4)
    ha.network(on=False)
    open_duty(page, "screen.name.own_team_gather")
    day = card(page, t("gather.sum"))
    expect(day).to_contain_text(t("gather.given", n=1, of=3))
    expect(figure(day, t("home.people"))).to_have_text("4")
    look_over(ha, "gather-begun", [SMALL, PHONE])

    button(page, "gather.scan").click()
    expect(page.get_by_text(t("gather.got", n=3, name=LAN))).to_be_visible(timeout=60_000)
    expect(figure(day, t("home.people"))).to_have_text("10")  # 4, and 1 + 2 + 3
    look_over(ha, "gather-scanning", [SMALL, PHONE])
    chooser = page.locator("input[type=file]")
    chooser.focus()
    expect(chooser).to_have_css("opacity", "0")  # the browser's own field is never seen
    chooser.set_input_files(file)
    expect(page.get_by_text(t("gather.got", n=1, name=MINH))).to_be_visible()
    button(page, "gather.stop").click()
    expect(day).to_contain_text(t("gather.given", n=3, of=3))
    expect(figure(day, t("home.people"))).to_have_text("17")
    expect(figure(day, t("message.sessions"))).to_have_text("5")
    expect(day).to_contain_text(t("gather.waiting", n=2))
    expect(page.locator(".pill")).to_contain_text(t("state.carried_n", n=4))
    look_over(ha, "gather-done", [SMALL, PHONE])

    ha.network(on=True)
    desk.wait_for(lambda: desk.totals(found.team, today())["total"]["people"], 17)
    expect(day).not_to_contain_text(t("gather.waiting", n=2), timeout=30_000)
    expect(figure(day, t("home.people"))).to_have_text("17")
    for phone in (lan, minh):  # who sends it too makes nothing double
        phone.network(on=True)
        expect(phone.page.locator(".pill.done")).to_be_visible(timeout=30_000)
    assert desk.totals(found.team, today())["total"]["people"] == 17


def minhs_file(minh: Phone, link: str, folder: Path) -> Path:
    """One session with seven people, saved as a file with no network."""
    page: Page = minh.open(link)
    join(page, MINH)
    start_logging(page)
    minh.wait_for_worker()
    minh.network(on=False)
    log(page, people=7)
    open_hand(page)
    with page.expect_download() as taken:
        button(page, "hand.save").click()
    file = folder / taken.value.suggested_filename
    taken.value.save_as(file)
    return file
