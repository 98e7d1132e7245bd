"""Journeys: a real server, a real database, a real browser; nothing between them is faked."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.journeys.browsing import PHONE, PassingPhone, Phone, start_browser
from tests.journeys.desk import Desk
from tests.journeys.house import House, built_project
from tests.journeys.seed import COORDINATOR, Seed, read_seed, seed
from tests.machine import postgres
from tests.machine.once import once

NewPhone = Callable[..., Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def project(shared: Path) -> Path:
    """The server and the app, built from the sources that stand there now. A copy: whoever builds
    again while the tests run must not pull the files from under them."""

    return built_project(shared)


@pytest.fixture(scope="session")
def seeded(shared: Path) -> tuple[Path, Seed]:
    """A folder with a migrated SQLite database in which a team stands ready."""
    folder = once(shared, "seeded", lambda folder: seed(House(folder)))
    return folder, read_seed(folder)


@pytest.fixture(scope="session")
def seeded_postgres(cluster: postgres.Cluster, shared: Path) -> tuple[str, Seed]:
    """The URL of a PostgreSQL database like that."""

    def make(folder: Path) -> None:
        url = cluster.create_database()
        seed(House(folder, url))
        (folder / "url").write_text(url)

    folder = once(shared, f"seeded-{cluster.port}", make)
    return (folder / "url").read_text(), read_seed(folder)


@pytest.fixture(scope="session")
def standing(
    seeded: tuple[Path, Seed], project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """One server for all journeys on SQLite: to start one takes longer than most of them."""
    folder = tmp_path_factory.mktemp("house") / "instance"
    shutil.copytree(seeded[0], folder)
    running = House(folder, project=project)
    yield running
    running.kill()


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[House, Seed]]:
    """A running server with the seeded team and nothing else; on PostgreSQL, and then one of its
    own, where a test asks for it."""
    on_postgres = getattr(request, "param", "sqlite") == "postgresql"
    if on_postgres:
        template, found = request.getfixturevalue("seeded_postgres")
        url = request.getfixturevalue("cluster").create_database(template)
        running = House(tmp_path, url, request.getfixturevalue("project"))
    else:
        template, found = request.getfixturevalue("seeded")
        running = request.getfixturevalue("standing")
        running.restore(template)
    if not running.runs:
        running.start()
    yield running, found
    if on_postgres:
        running.kill()
    assert "Traceback" not in running.log(), running.log()


@pytest.fixture
def desk(house: tuple[House, Seed]) -> Desk:
    """Sơn, the coordinator, without a browser."""
    running, found = house
    return Desk(running.url, COORDINATOR, found.password)


@pytest.fixture(scope="session")
def shared_browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all phones that are neither killed nor opened again: to start one takes
    longer than to join."""
    running = start_browser(playwright)
    yield running
    running.close()


@pytest.fixture
def new_phone(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    house: tuple[House, Seed],
    tmp_path: Path,
) -> Iterator[NewPhone]:
    """Makes phones by name; nothing may complain on their console. One that has to outlive its
    browser (`lasting`), or a browser with more arguments (`extra`), has a profile on disk, and a
    worker; one of a single sitting has it where a journey asks for it (`worker`)."""
    phones: list[Phone] = []

    def make(
        name: str,
        viewport: dict[str, int] = PHONE,
        extra: tuple[str, ...] = (),
        url: str = house[0].url,
        *,
        lasting: bool = False,
        agent: str | None = None,
        worker: bool = False,
    ) -> Phone:
        if lasting or extra:
            assert agent is None, "it says itself what it is"
            phone = Phone(playwright, tmp_path / f"phone-{name}", url, viewport, extra)
        else:
            browser = request.getfixturevalue("shared_browser")
            phone = PassingPhone(browser, url, viewport, agent, worker=worker)
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.close()
    complaints = [said for phone in phones for said in phone.complaints]
    assert complaints == []
