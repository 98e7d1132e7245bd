"""What keeps somebody from using a screen, as far as axe can tell: every screen, by day and night."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.setting import Setting
from tests.journeys.axe import violations
from tests.journeys.browsing import Phone
from tests.journeys.desk import Desk
from tests.journeys.seed import COORDINATOR
from tests.journeys.steps import expect_state, log, log_in
from tests.journeys.test_screens import settle
from tests.journeys.words import screens


def measure(place: Setting) -> Iterator[Figure]:
    """The number of rules that are broken, over all screens in both colour schemes."""
    phone = place.joined_phone("Mai")
    try:
        log(phone.page)
        expect_state(phone.page, here=0, received=1)
        log_in(phone.go("/desk/login"), COORDINATOR, place.found.password)
        paths = list(_filled(place))
        found = [broken for path in paths for broken in _broken(phone, path)]
        yield Figure(f"axe violations on {len(paths)} screens, day and night", len(found), "", 0)
    finally:
        phone.close()


def _filled(place: Setting) -> Iterator[str]:
    """The screens with ids that there are."""
    desk = Desk(place.house.url, COORDINATOR, place.found.password)
    session = desk.sessions(place.found.team)[0]["id"]
    known = {"/session": session, "/desk/session": session, "/desk/team": place.found.team}
    for path in screens():
        folder = path.rpartition("/")[0]
        yield f"{folder}/{known[folder]}" if folder in known else path


def _broken(phone: Phone, path: str) -> Iterator[str]:
    page = phone.go(path)
    settle(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        yield from violations(page)
