"""What the desk's first screen asks is what the bench measures."""

from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import expect

from tests.bench.server import first_screen
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk_steps import at_desk, today
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.test_screens import settle
from tests.journeys.words import t


def test_the_bench_asks_what_the_first_screen_asks(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    son = at_desk(new_phone, found, PHONE, "/desk/more")
    settle(son.page)  # what this screen asks is not the first one's
    asked: list[tuple[str, dict[str, str]]] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.path.startswith("/api/") and parts.path != "/api/probe":
            asked.append((parts.path, dict(parse_qsl(parts.query))))

    son.page.on("request", lambda request: note(request.url))
    son.go("/desk")
    expect(son.page.get_by_text(t("empty.unit"))).to_be_visible()
    son.page.wait_for_load_state("networkidle")
    # Nobody here has logged anything yet: only then it asks once more, whether anybody ever did.
    why = [query for path, query in asked if path == "/api/tallies" and query["by"] == "month"]
    assert len(why) == 1
    usual = [(path, query) for path, query in asked if query not in why]
    if today().endswith("-01"):
        # Today is all of the month then, which may have been closed.
        usual = [(path, query) for path, query in usual if path != "/api/reports/closed"]
    # The team here has no phone yet, so none is silent.
    expected = [one for one in first_screen() if one[0] != "/api/tallies/silent"]
    assert sorted(usual, key=str) == sorted(expected, key=str)
