"""What opens with no network: files that the worker keeps need none that it does not."""

import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join, start_logging
from tests.journeys.words import t

STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+\.js)["']""")


@pytest.mark.parametrize(
    ("path", "parts"), [("/j", ["common", "join", "rolldown"]), ("/", ["catalogue"])]
)
def test_who_comes_for_the_first_time_is_told_at_once_what_the_screen_needs(
    house: tuple[House, Seed], project: Path, path: str, parts: list[str]
) -> None:
    with urlopen(f"{house[0].url}{path}", timeout=20) as answer:
        named = re.findall(r"</assets/([\w.-]+)>; rel=modulepreload", str(answer.headers))
    assert sorted(name.partition("-")[0] for name in named) == parts
    assets = project / "pwa" / "dist" / "assets"
    asked = {each for name in named for each in STATIC.findall((assets / name).read_text("utf-8"))}
    page = (project / "pwa" / "dist" / "index.html").read_text("utf-8")
    # Nothing else is waited for after these.
    assert [each for each in asked if each[2:] not in named and each[2:] not in page] == []
    with urlopen(f"{house[0].url}/sent", timeout=20) as answer:
        assert answer.headers["Link"] is None


def test_a_leads_screens_open_with_no_network_that_were_never_opened_before(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    invitation = desk.invite(found.team, role="lead", max_uses=1)
    ha = new_phone("hà", worker=True)
    join(ha.open(invitation["link"].removeprefix(running.url)), "Trần Thị Hà")
    start_logging(ha.page)
    ha.wait_for_worker()
    ha.wait_for_leads_screens()
    ha.network(on=False)
    # A screen whose file is not here has its heading all the same.
    expect(ha.go("/team").get_by_text(t("own_team.invite"), exact=True)).to_be_visible()
    expect(ha.go("/team/members").get_by_text("Trần Thị Hà").last).to_be_visible()
