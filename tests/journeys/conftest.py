"""Journeys: a real server, a real database, a real browser; nothing between them is faked."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from server.operations.setup import app as built_app
from tests.journeys.browsing import PHONE, Phone
from tests.journeys.desk import Desk
from tests.journeys.house import House, copy_project
from tests.journeys.seed import COORDINATOR, Seed, seed
from tests.machine import postgres

NewPhone = Callable[..., Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server and the app, built from the sources that stand there now. A copy: whoever builds
    again while the tests run must not pull the files from under them."""
    built_app.build()
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seed]:
    """A folder with a migrated SQLite database in which a team stands ready."""
    house = House(tmp_path_factory.mktemp("template"))
    return house.folder, seed(house)


@pytest.fixture(scope="session")
def seeded_postgres(
    cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory
) -> tuple[postgres.Cluster, Seed]:
    """A PostgreSQL database like that, called "template", to be copied."""
    folder = tmp_path_factory.mktemp("template")
    return cluster, seed(House(folder, cluster.create_database("template")))


@pytest.fixture
def house(
    request: pytest.FixtureRequest, tmp_path: Path, project: Path
) -> Iterator[tuple[House, Seed]]:
    """A running server with the seeded team; on PostgreSQL where a test asks for it."""
    folder = tmp_path / "instance"
    if getattr(request, "param", "sqlite") == "postgresql":
        cluster, found = request.getfixturevalue("seeded_postgres")
        cluster.tool("createdb", "-T", "template", tmp_path.name)
        folder.mkdir()
        running = House(folder, cluster.url(tmp_path.name), project)
    else:
        template, found = request.getfixturevalue("seeded")
        shutil.copytree(template, folder)
        running = House(folder, project=project)
    running.start()
    yield running, found
    running.stop()
    assert "Traceback" not in running.log(), running.log()


@pytest.fixture
def desk(house: tuple[House, Seed]) -> Desk:
    """Sơn, the coordinator, without a browser."""
    running, found = house
    return Desk(running.url, COORDINATOR, found.password)


@pytest.fixture
def new_phone(
    playwright: Playwright, house: tuple[House, Seed], tmp_path: Path
) -> Iterator[NewPhone]:
    """Makes phones by name, each with a profile of its own; nothing may complain on their console."""
    phones: list[Phone] = []

    def make(
        name: str,
        viewport: dict[str, int] = PHONE,
        extra: tuple[str, ...] = (),
        url: str = house[0].url,
    ) -> Phone:
        phone = Phone(playwright, tmp_path / f"phone-{name}", url, viewport, extra)
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.close()
    complaints = [said for phone in phones for said in phone.complaints]
    assert complaints == []
