"""Pictures and recordings of heritage sites, as content names them."""

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from tests.server.files.sending import hash_of, photo
from tests.server.files.sounds import ogg

ALT, CREDIT = "Cổng bệnh xá nhìn từ đường", "Trạm Y tế xã, cho phép Đoàn xã dùng"


@cache
def view(seed: int, width: int = 1_400, height: int = 1_050) -> bytes:
    """A picture with edges, slopes and grain, as a camera makes it."""
    grain = Image.open(BytesIO(photo(seed, 96))).resize((width, height), Image.Resampling.BICUBIC)
    drawn = ImageDraw.Draw(grain)
    for n in range(40):
        left, top = (n * 97 * seed) % width, (n * 61) % height
        drawn.ellipse((left, top, left + 180, top + 120), fill=(n * 6, 90, 200 - n * 4))
    written = BytesIO()
    grain.filter(ImageFilter.GaussianBlur(1)).save(written, "JPEG", quality=70)
    return written.getvalue()


def picture(data: bytes, **other: Any) -> dict[str, Any]:
    return {"file": hash_of(data), "alt": ALT, "english": None, "credit": CREDIT, **other}


def recording(data: bytes) -> dict[str, Any]:
    return {"file": hash_of(data), "credit": "Giọng đọc: Hà", "transcript": "Đây là bệnh xá."}


SOUND = ogg()
