"""What files are called that somebody downloads."""

import re

from sync.text import fold


def slug(text: str) -> str:
    """A text as a part of a file's name: "Phường Đức Phổ" as "phuong-duc-pho"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
