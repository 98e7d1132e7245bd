"""Pictures and recordings of a site as its page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ENDINGS = {
    "image/avif": "avif",
    "image/jpeg": "jpg",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
}
"""How files of these types end in the address under which anybody gets them."""


@dataclass(frozen=True)
class PictureShown:
    """A picture: what it shows in either language, whose it is, and the addresses of its files by type, the
    smallest first; none where its bytes are not here. Sides in pixels, 0 where they are not known."""

    alt: Mapping[str, str]
    credit: str
    files: Sequence[tuple[str, str]] = ()
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class SoundShown:
    """A recording: its address, None where its bytes are not here, how many those are, and what is said in it."""

    address: str | None
    bytes: int
    credit: str
    transcript: str

    def megabytes(self, language: str) -> str:
        """At least a tenth, as people read it: "0,4 MB"."""
        text = f"{max(self.bytes, 50_000) / 1_000_000:.1f} MB"
        return text.replace(".", ",") if language == "vi" else text


@dataclass(frozen=True)
class Media:
    """The pictures of a page, the one above it first, and its recordings by language."""

    pictures: Sequence[PictureShown] = ()
    sounds: Mapping[str, SoundShown] = field(default_factory=dict)
