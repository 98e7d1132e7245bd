"""The line that is always visible, when it has the most to say."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, log
from tests.journeys.test_day_that_fits import log_on_a_wrong_day
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

SMALL, TURNED = {"width": 320, "height": 640}, {"width": 740, "height": 360}

# The lines in which the texts under an element are seen, as [top, left, right] of each of their boxes.
BOXES = """(pill) => {
  const texts = document.createTreeWalker(pill, NodeFilter.SHOW_TEXT)
  const boxes = []
  while (texts.nextNode()) {
    if (getComputedStyle(texts.currentNode.parentElement).clipPath !== 'none') continue
    const range = document.createRange()
    range.selectNode(texts.currentNode)
    boxes.push(...[...range.getClientRects()].map(({ top, left, right }) => [top, left, right]))
  }
  return boxes
}"""


@pytest.fixture
def pill(house: tuple[House, Seed], desk: Desk, new_phone: NewPhone) -> Locator:
    """On Lan's phone one session is to be mended, one is safe and two are only here."""
    lan = new_phone("lan")
    log_on_a_wrong_day(lan, house, desk)
    page = lan.page
    page.clock.set_system_time(datetime.now(UTC))
    page.reload()
    log(page)
    expect_state(page, here=0, received=1)
    lan.network(on=False)
    log(page)
    log(page)
    expect_state(page, here=2, received=1)
    look_over(lan, "state-pill", (SMALL, PHONE))
    return page.get_by_role("link", name=t("state.attention_n", n=1))


def lines(pill: Locator) -> int:
    """How many lines one sees; none of them goes beyond the pill, which stands in the screen."""
    box = pill.bounding_box()
    assert box
    width = pill.page.evaluate("() => innerWidth")
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    boxes = pill.evaluate(BOXES)
    assert boxes, "nothing is to be seen"
    for _, left, right in boxes:
        assert box["x"] <= left <= right <= box["x"] + box["width"]
    return len({round(top / 8) for top, *_ in boxes})


def seen(pill: Locator) -> str:
    """Its words that are not only for whoever hears the page."""
    text: str = pill.evaluate(
        """(pill) => {
          const texts = document.createTreeWalker(pill, NodeFilter.SHOW_TEXT)
          let seen = ''
          while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode
            if (getComputedStyle(parentElement).clipPath === 'none') seen += data
          }
          return seen
        }"""
    )
    return text


def enlarge(page: Page, percent: int) -> None:
    """The letters as the system's settings make them."""
    page.evaluate(
        "(percent) => { document.documentElement.style.fontSize = `${percent}%` }", percent
    )


def test_what_has_to_be_mended_hides_nothing_of_what_is_safe(
    house: tuple[House, Seed], pill: Locator
) -> None:
    page = pill.page
    expect(pill).to_contain_text(t("state.here_n", n=2))
    most = {}
    for size in at_all_sizes(page):
        most[size["width"]] = lines(pill)
        assert most[size["width"]] <= (2 if size["width"] < 480 else 1)
        assert t("state.received_n", n=1) in seen(pill)
        enlarge(page, 200)
        assert lines(pill) <= 3
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        words = pill.locator("strong").bounding_box()
        assert words
        assert words["height"] < 60, "the word to mend is broken"
        enlarge(page, 100)
    running, _ = house
    with running.silent():
        page.context.set_offline(False)
        expect(pill).to_contain_text(t("state.sending"))
        for size in at_all_sizes(page):
            assert lines(pill) == most[size["width"]], f"what is on its way moves nothing at {size}"
    expect_state(page, here=0, received=3)


def at_all_sizes(page: Page) -> Iterator[dict[str, int]]:
    for size in (SMALL, PHONE, TURNED, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield size
