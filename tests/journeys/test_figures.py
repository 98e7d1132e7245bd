"""Every figure at the desk says in the markup what it is of, and is what the raw changes give."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo.loading import Loaded
from tests.journeys.browsing import DESKTOP, PassingPhone
from tests.journeys.desk_steps import today
from tests.journeys.house import House
from tests.journeys.raw_counts import RawCounts
from tests.journeys.steps import log_in
from tests.journeys.words import t

COUNTED = ("people", "turns", "sessions")
DIVIDED = ("unit", "team", "group", "service", "day", "outcome", "reason", "place_kind", "age_band")
MARKED = "[...document.querySelectorAll('[data-figure]')].map(e => [e.dataset.figure, e.dataset.of,"
MARKED += " e.textContent.trim()])"
UNMARKED = """[...document.querySelectorAll('main td, main dd')]
    .filter(e => /\\d/.test(e.textContent) && !e.closest('[data-figure]') && !e.querySelector('[data-figure]'))
    .map(e => e.textContent.trim())"""

# Nobody sends anything meanwhile. A month has few days at its beginning.
LATELY = (date.fromisoformat(today()) - timedelta(days=27)).isoformat(), today()
MONTH = today()[:7]
OF_LATELY = f"from={LATELY[0]}&to={LATELY[1]}"

OTHER_DAYS = ("before", "year_before", "year_to_date")
"""With which a report compares: counted anew in tests/server/reports/test_other_days.py."""


class Looked(NamedTuple):
    """A coordinator at the demonstration, and what it comes to when it is counted anew."""

    phone: PassingPhone
    lately: RawCounts
    month: RawCounts


@pytest.fixture(scope="module")
def son(
    shared_browser: Browser,
    demonstration: Loaded,
    tmp_path_factory: pytest.TempPathFactory,
    project: Path,
) -> Iterator[Looked]:
    folder = demonstration.copy_to(tmp_path_factory.mktemp("figures") / "instance")
    house = House(folder, project=project)
    house.start()
    phone = PassingPhone(shared_browser, house.url, DESKTOP)
    log_in(phone.open("/desk/login"), demonstration.login, demonstration.password)
    file = folder / "tungngo.sqlite"
    yield Looked(phone, RawCounts(file, *LATELY), RawCounts(file, f"{MONTH}-01", f"{MONTH}-31"))
    phone.close()
    house.kill()


def marked(page: Page) -> list[tuple[str, str, str]]:
    expect(page.locator("table [data-figure]").first).to_be_visible()
    assert page.evaluate(UNMARKED) == []
    found: list[tuple[str, str, str]] = [tuple(each) for each in page.evaluate(MARKED)]
    return found


def number(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize("by", DIVIDED)
def test_each_figure_of_the_totals_is_what_the_changes_give(son: Looked, by: str) -> None:
    phone, raw, _ = son
    page = phone.go(f"/desk?{OF_LATELY}&by={by}")
    compared = 0
    for figure, of, text in marked(page):
        if figure not in COUNTED or text == t("table.hidden"):
            continue
        counted = raw.by["total" if of == "total" else by][figure]
        if by == "unit" and of not in counted:
            continue  # a unit's own teams are under its id, other levels are sums
        assert number(text) == counted[of], (figure, of)
        compared += 1
    assert compared > 2


def test_each_figure_of_a_teams_people_is_what_the_changes_give(
    son: Looked, demonstration: Loaded
) -> None:
    """And each opens the sessions in which that person took part, as many as it says."""
    phone, raw, _ = son
    counted = raw.of_members[demonstration.team]
    page = phone.go(f"/desk?{OF_LATELY}&team={demonstration.team}&by=member")
    expect(page.locator("[data-figure=days]").first).to_be_visible()
    shown = [each for each in marked(page) if each[0] in ("sessions", "days")]
    told = {(figure, of): number(text) for figure, of, text in shown if of != "total"}
    assert told == {(f, of): n for f, those in counted.items() for of, n in those.items()}
    row = page.locator("tbody tr").first
    many = number(row.locator("[data-figure=sessions]").inner_text())
    name = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    expect(page.locator("table.sessions tbody tr")).to_have_count(min(many, 100))
    expect(page.get_by_text(name).first).to_be_visible()


def test_what_is_hidden_is_few_or_stands_beside_few(son: Looked) -> None:
    phone, raw, _ = son
    for by in ("place_kind", "age_band"):
        page = phone.go(f"/desk?{OF_LATELY}&by={by}")
        shown = {of: text for figure, of, text in marked(page) if figure == "people"}
        few = {key for key, n in raw.by[by]["people"].items() if 0 < n < 5}
        hidden = {of for of, text in shown.items() if text == t("table.hidden")}
        assert few <= hidden
        assert len(hidden - few) <= 1


def test_each_figure_of_the_report_is_what_the_changes_give(
    son: Looked,
) -> None:
    phone, _, raw = son
    page = phone.go(f"/desk/report?month={MONTH}")
    compared = 0
    for figure, of, text in marked(page):
        if figure == "result" and of in COUNTED:
            counted = raw.by["total"][of]["total"]
        elif figure == "result" and of.startswith("group:"):
            counted = raw.by["group"]["turns"][of.removeprefix("group:")]
        elif figure in COUNTED and of == "own":
            counted = raw.by["total"][figure]["total"]
        elif figure in COUNTED and of not in OTHER_DAYS:
            by = "total" if of == "total" else "team" if of in raw.by["team"][figure] else "unit"
            counted = raw.by[by][figure][of]
        else:
            continue
        assert number(text) == counted, (figure, of)
        compared += 1
    assert compared > 10
