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


@pytest.fixture(scope="session")
def standing(
    seeded: tuple[Path, Seed], project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """One server for all journeys on SQLite: to start one takes longer than most of them."""
    folder = tmp_path_factory.mktemp("house") / "instance"
    shutil.copytree(seeded[0], folder)
    running = House(folder, project=project)
    yield running
    running.stop()


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[House, Seed]]:
    """A running server with the seeded team and nothing else; on PostgreSQL, and then one of its
    own, where a test asks for it."""
    on_postgres = getattr(request, "param", "sqlite") == "postgresql"
    if on_postgres:
        cluster, found = request.getfixturevalue("seeded_postgres")
        running = _house_on_postgres(cluster, tmp_path, request.getfixturevalue("project"))
    else:
        template, found = request.getfixturevalue("seeded")
        running = request.getfixturevalue("standing")
        running.restore(template)
    if not running.runs:
        running.start()
    yield running, found
    if on_postgres:
        running.stop()
    assert "Traceback" not in running.log(), running.log()


def _house_on_postgres(cluster: postgres.Cluster, folder: Path, project: Path) -> House:
    cluster.tool("createdb", "-T", "template", folder.name)
    instance = folder / "instance"
    instance.mkdir()
    return House(instance, cluster.url(folder.name), project)


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
