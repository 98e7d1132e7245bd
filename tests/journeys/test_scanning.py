"""Joining by the camera: the QR code on a coordinator's screen, read in the page."""

from pathlib import Path

import qrcode
from playwright.sync_api import expect

from tests.journeys.camera import write_film
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join, start_logging
from tests.journeys.words import t

KEPT = """() => caches.open("kept-on-first-use").then((cache) => cache.keys())
  .then((kept) => kept.map((one) => one.url.split(".").pop()))"""


def test_joining_by_the_camera(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    _, found = house
    film = tmp_path / "code.y4m"
    write_film(film, desk.invite(found.team)["link"])
    camera = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    lan = new_phone("lan", extra=camera)
    page = lan.open("/j")
    lan.wait_for_worker()
    page.get_by_role("button", name=t("join.scan")).click()
    expect(page.get_by_role("heading", name=found.team_name)).to_be_visible(timeout=30_000)
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    assert sorted(page.evaluate(KEPT)) == [
        "js",
        "wasm",
    ]  # scanning works with no network from now on


def test_letters_that_open_nothing_stay_to_be_mended(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    lan = new_phone("lan")
    page = lan.open("/j")
    code = page.get_by_label(t("join.code"))
    code.fill("AAAAA-BBBBB")
    page.get_by_role("button", name=t("join.code.look")).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(code).to_have_value("AAAAA-BBBBB")
    lan.forgive("/api/")  # the browser itself tells of a request that was refused


def test_without_a_network_the_reader_that_never_came_is_named(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, tmp_path: Path
) -> None:
    _, found = house
    picture = tmp_path / "code.png"
    qrcode.make(desk.invite(found.team)["link"]).save(picture)
    lan = new_phone("lan", worker=True)
    page = lan.open("/j")
    lan.wait_for_worker()
    expect(page.get_by_role("button", name=t("join.scan"))).to_be_visible()
    lan.network(False)
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_text(t("scan.missing"))).to_be_visible()
    lan.network(True)
    page.reload()
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_role("heading", name=found.team_name)).to_be_visible(timeout=30_000)
