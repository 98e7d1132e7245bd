"""Letters of twice the size, as the system's settings make them."""

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import button
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, come_in
from tests.journeys.seed import Seed
from tests.journeys.steps import log
from tests.journeys.test_state_pill import SMALL, enlarge
from tests.journeys.words import t


def test_what_was_saved_and_the_way_back_can_be_read(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    page = come_in(new_phone("lan", SMALL), running, desk.invite(found.team), LAN)
    enlarge(page, 200)
    log(page)
    undo = button(page, "do.undo")
    expect(undo).to_be_visible()
    said = page.locator(".snackbar")
    whole, text = said.bounding_box(), said.locator("p").bounding_box()
    assert whole
    assert text
    assert whole["y"] >= 0, "it reaches beyond the screen"
    assert text["width"] > whole["width"] / 2, "it stands letter under letter"
    undo.click()
    expect(page.get_by_text(t("log.undone"))).to_be_visible()
