"""English is fetched when somebody chooses it, and from then on needs no network."""

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.words import t
from tests.machine.needs import ROOT

DIST = ROOT / "pwa" / "dist"


def test_english_comes_once_and_stays(house: tuple[House, Seed], new_phone: NewPhone) -> None:
    lan = new_phone("lan", worker=True)
    page = lan.open("/me")
    lan.wait_for_worker()
    english = page.get_by_label("English", exact=True)
    expect(english).to_be_visible()
    lan.network(False)
    english.click(force=True)
    expect(page.get_by_text(t("me.language.unreachable"))).to_be_visible()
    expect(page.get_by_label("Tiếng Việt", exact=True)).to_be_checked()
    expect(page.get_by_role("heading", level=1, name=t("tab.me"))).to_be_visible()
    lan.network(True)
    page.reload()
    # The browser tells the worker a moment later than the page that the network is there.
    not_kept = next(DIST.glob("assets/scanner/*.js")).relative_to(DIST)
    page.wait_for_function(f"() => fetch('/{not_kept}').then(() => true, () => false)")
    english.check(force=True)
    expect(page.get_by_role("heading", level=1, name="Me", exact=True)).to_be_visible()
    lan.network(False)
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Me", exact=True)).to_be_visible()
