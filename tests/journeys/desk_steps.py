"""What a coordinator does at the desk, and what the desk says of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import BOTH_SIZES, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import log_in
from tests.journeys.words import t

Size = dict[str, int]


def at_desk(
    new_phone: NewPhone, found: Seed, size: Size, path: str, *, worker: bool = False
) -> Phone:
    """Sơn, signed in, on a screen of the desk."""
    son = new_phone("son", size, worker=worker)
    log_in(son.open("/desk/login"), COORDINATOR, found.password)
    son.go(path)
    return son


def button(place: Page | Locator, key: str, **values: object) -> Locator:
    return place.get_by_role("button", name=t(key, **values), exact=True)


def choose(page: Page, name: str, key: str) -> None:
    """Do one thing about a line: with "Sửa", with its own button, or from the list of several."""
    if key.endswith((".change", ".rename")):
        button(page, "form.open.of", name=name).click()
        return
    own = page.get_by_role("button", name=f"{t(key)}: {name}", exact=True)
    several = page.get_by_role("button", name=f"{t('form.more')}: {name}", exact=True)
    expect(own.or_(several)).to_be_visible()
    if several.is_visible():
        several.click()
    own.click()


def at_both_sizes(page: Page) -> Iterator[None]:
    """The screen that stands there at the size of a phone and of a desk, then as it was: only its
    styles know how wide it is."""
    own = page.viewport_size
    for size in (*BOTH_SIZES, own):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield


def no_sideways_scroll(page: Page) -> None:
    for _ in at_both_sizes(page):
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def nothing_wrong(page: Page) -> None:
    """Nothing for axe at either size, and nothing beyond the edge: so a journey is gone once, and its
    screens are looked at as on a phone and as on a desk."""
    own = page.viewport_size
    for size in BOTH_SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert violations(page) == []
    page.set_viewport_size(own)  # type: ignore[arg-type]
    no_sideways_scroll(page)


def unit(desk: Desk, name: str) -> str:
    """The id of a unit that stands today."""
    rows = desk.ask("GET", "/api/units")["rows"]
    return str(next(row["id"] for row in rows if row["name"] == name and not row["valid_to"]))


def members(desk: Desk, team: str) -> dict[str, tuple[str, str | None]]:
    """Role and last day of each member of a team, by name."""
    rows = desk.ask("GET", f"/api/teams/{team}")["members"]
    return {row["name"]: (row["role"], row["to"]) for row in rows}


def today() -> str:
    return (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()
