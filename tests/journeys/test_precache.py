"""What opens with no network: files that the worker keeps need none that it does not."""

import re
from pathlib import Path, PurePosixPath
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.bench.sizes import precached
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join, start_logging
from tests.journeys.words import t

STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+\.js)["']""")


def test_a_file_that_is_kept_asks_only_for_kept_ones(project: Path) -> None:
    dist = project / "pwa" / "dist"
    kept = {name for name in precached(dist) if name.endswith(".js")}
    assert len(kept) > 20
    missing = [
        (name, asked)
        for name in sorted(kept)
        for asked in STATIC.findall((dist / name).read_text(encoding="utf-8"))
        if _at(name, asked) not in kept
    ]
    assert missing == []


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


def _at(name: str, asked: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / asked).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


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
