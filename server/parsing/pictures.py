"""Pictures for public pages: smaller ones of a JPEG, WebP or PNG, each in as few bytes as are allowed, and
without a word beside the picture."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from server.parsing.bounds import MOST_PIXELS, TooMuch

_FORMATS = ("JPEG", "WEBP", "PNG")
_QUALITIES = {"AVIF": (62, 54, 46, 38, 30, 22, 14), "JPEG": (84, 76, 68, 60, 50, 40, 30)}
"""From the best on; the best that fits is taken, else the last."""
_OPTIONS: dict[str, dict[str, Any]] = {
    "AVIF": {"speed": 8, "max_threads": 1, "subsampling": "4:2:0"},
    "JPEG": {"optimize": True, "progressive": True},
}
_LEAST_WIDTH = 160
_TYPES = {"AVIF": "image/avif", "JPEG": "image/jpeg"}


def render(file: bytes, wanted: list[tuple[int, int]]) -> list[tuple[dict[str, Any], bytes]]:
    """For each width in pixels and most bytes an AVIF and a JPEG, with what they are; a picture is never made
    wider than it is. Raises TooMuch beyond 12 million pixels or where nothing fits, and what Pillow raises."""
    whole = _opened(file)
    return [
        _smaller(whole, kind, width, most_bytes)
        for width, most_bytes in wanted
        for kind in _QUALITIES
    ]


def _smaller(
    whole: Image.Image, kind: str, wanted: int, most_bytes: int
) -> tuple[dict[str, Any], bytes]:
    """Where no quality fits a noisy picture becomes narrower than it was wanted."""
    width = min(wanted, whole.width)
    least = min(width, _LEAST_WIDTH)
    while width >= least:
        size = width, max(1, round(whole.height * width / whole.width))
        small = whole.resize(size, Image.Resampling.LANCZOS)
        small.info.clear()
        data = _best_that_fits(kind, small, most_bytes)
        if data:
            about = {"type": _TYPES[kind], "wanted": wanted, "width": size[0], "height": size[1]}
            return about, data
        width = width * 3 // 4
    raise TooMuch


def _opened(file: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(file), formats=_FORMATS) as found:
        if found.width * found.height > MOST_PIXELS:
            raise TooMuch
        profile = found.info.get("icc_profile")
        turned = ImageOps.exif_transpose(found)
    return _flat(_in_srgb(turned, profile))


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours that a page has without a profile."""
    if not profile or picture.mode not in ("RGB", "RGBA"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        made = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    except (OSError, ImageCms.PyCMSError):  # a profile that says nothing
        return picture
    return made or picture


def _flat(picture: Image.Image) -> Image.Image:
    """On white, where it can be seen through."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    drawn = picture.convert("RGBA")
    ground = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(ground, drawn).convert("RGB")


def _best_that_fits(kind: str, picture: Image.Image, most_bytes: int) -> bytes:
    """Nothing where none does. Halves the steps of quality, since each try costs."""
    qualities = _QUALITIES[kind]
    worst, best, found = len(qualities) - 1, 0, b""
    while best <= worst:
        middle = (best + worst) // 2
        data = _written(kind, picture, qualities[middle])
        if len(data) <= most_bytes:
            worst, found = middle - 1, data
        else:
            best = middle + 1
    return found


def _written(kind: str, picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, kind, quality=quality, **_OPTIONS[kind])
    return written.getvalue()
