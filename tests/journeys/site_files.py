"""Pictures and a recording as people have them, and what a visitor's phone makes of them."""

from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.journeys.desk_steps import button
from tests.journeys.words import t
from tests.server.files.sending import photo
from tests.server.files.sounds import ogg

ALT, SECOND = "Tấm bia đá giữa hai hàng cây", "Lối vào từ đường làng"
CREDIT = "Đoàn xã Khánh Cường tự chụp"
SPOKEN, VOICE = "Đây là tấm bia ghi lại trận đánh năm 1967.", "Giọng đọc của Hà"
_PLACE = b"14.72028"


def png() -> bytes:
    """3,000 pixels wide, as a program on a computer saves it."""
    picture = _drawn((3_000, 2_000))
    written = BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return written.getvalue()


def camera_jpeg() -> bytes:
    """Twelve million pixels, lying on its side, with who made it and where."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "May anh cua Lan"
    exif[0x010E] = _PLACE.decode()
    written = BytesIO()
    _drawn((4_000, 3_000)).save(written, "JPEG", quality=92, exif=exif)
    assert _PLACE in written.getvalue()
    return written.getvalue()


def _drawn(size: tuple[int, int]) -> Image.Image:
    grain = Image.open(BytesIO(photo(3, 128))).resize(size, Image.Resampling.BICUBIC)
    drawn = ImageDraw.Draw(grain)
    for n in range(30):
        drawn.ellipse((n * 90, n * 50, n * 90 + 300, n * 50 + 220), fill=(n * 8, 120, 90))
    return grain


def choose_files(page: Page) -> None:
    """Pictures and a recording of a site, each sent as soon as it is chosen."""
    first = page.get_by_label(t("sites.picture.first"), exact=True)
    first.set_input_files({"name": "x.heic", "mimeType": "image/heic", "buffer": b"no picture"})
    expect(page.get_by_text(t("sites.picture.refused"))).to_be_visible()
    first.set_input_files({"name": "bia.png", "mimeType": "image/png", "buffer": png()})
    expect(page.get_by_text("Thu nhỏ từ 3000 × 2000")).to_be_visible()
    more = page.get_by_label(t("sites.picture.more"), exact=True)
    more.set_input_files({"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": camera_jpeg()})
    expect(page.get_by_text("Thu nhỏ từ 3000 × 4000")).to_be_visible()
    cards = page.get_by_role("group", name="Ảnh ")
    for n, alt in enumerate((ALT, SECOND)):
        card = cards.filter(has=page.locator("legend", has_text=f"Ảnh {n + 1}")).last
        card.get_by_label(t("sites.picture.alt"), exact=True).fill(alt)
        card.get_by_label(t("sites.picture.credit"), exact=True).fill(CREDIT)
    sound = page.get_by_label(t("sites.sound.file"), exact=True)
    sound.set_input_files({"name": "bia.ogg", "mimeType": "audio/ogg", "buffer": ogg(150)})
    page.get_by_label(t("sites.sound.transcript"), exact=True).fill(SPOKEN)
    button(page, "do.save").click()
    # Whose voice it is has to be said.
    expect(page.get_by_text(t("sites.missing")).first).to_be_visible()
    page.get_by_label(t("sites.sound.credit"), exact=True).fill(VOICE)


def all_shown(page: Page) -> None:
    """Every picture of the page is there once somebody has come to it, as AVIF."""
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => document.images.length === 2 && [...document.images].every("
        "(one) => one.complete && one.naturalWidth > 0 && one.currentSrc.endsWith('.avif'))"
    )


def nothing_told(page: Page) -> None:
    """Whatever is served tells nothing beside its picture, and stands upright."""
    addresses = page.locator("source, img").evaluate_all(
        "all => all.map((one) => one.srcset || one.src)"
    )
    assert len(addresses) == 4
    for address in addresses:
        data = page.context.request.get(
            address if "://" in address else _whole(page, address)
        ).body()
        found = Image.open(BytesIO(data))
        assert not found.getexif()
        assert not {"exif", "xmp", "comment"} & set(found.info)
        assert _PLACE not in data
        assert b"Lan" not in data
    sides = page.locator("img").evaluate_all(
        "all => all.map((one) => [one.naturalWidth, one.naturalHeight])"
    )
    assert sides[0][0] > sides[0][1]
    assert sides[1][0] < sides[1][1]


def _whole(page: Page, address: str) -> str:
    origin: str = page.evaluate("() => location.origin")
    return origin + address


def plays_by_tap(page: Page) -> None:
    """The recording is fetched when somebody starts it, and not before."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    sound = page.locator("audio")
    assert sound.evaluate("(one) => one.networkState === one.NETWORK_IDLE && one.readyState === 0")
    sound.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.2")
    assert [one.rpartition(".")[2] for one in asked] == ["ogg"]
    page.get_by_text("Đọc lời trong bản ghi").click()
    expect(page.get_by_text(SPOKEN)).to_be_visible()
