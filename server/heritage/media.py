"""Pictures and recordings of a site as a page shows them. What is put in is escaped by `Markup.format`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from server.heritage.page_words import Words

ENDINGS = {
    "image/avif": "avif",
    "image/jpeg": "jpg",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
}
"""How files of these types end in the address under which anybody gets them."""
_FIGURE = Markup('<figure class="picture">{}<figcaption>{} {}</figcaption></figure>\n')
_PICTURE = Markup('<picture>{}<img src="{}"{}{} alt="{}"></picture>')
_SOURCE = Markup('<source type="{}" srcset="{}">')
_SIDES = Markup(' width="{}" height="{}"')
_FIRST = Markup(' fetchpriority="high"')
_LATER = Markup(' loading="lazy" decoding="async"')
_MISSING = Markup('<p class="missing">{} {}</p>')
_SOUND = Markup(
    '<figure class="card sound"><figcaption>{} · {}</figcaption>\n'
    '<audio controls preload="none" src="{}" aria-label="{}"></audio>\n{}</figure>\n'
)
_SILENT = Markup('<div class="card sound">{}</div>\n')
_TRANSCRIPT = Markup('<details><summary>{}</summary>\n{}</details>\n<p class="source">{} {}</p>\n')
_P = Markup("<p>{}</p>\n")


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


@dataclass(frozen=True)
class Media:
    """The pictures of a page, the one above it first, and its recordings by language."""

    pictures: Sequence[PictureShown] = ()
    sounds: Mapping[str, SoundShown] = field(default_factory=dict)


def first_picture(media: Media, words: Words, language: str) -> Markup:
    """The picture above the page, if there is one."""
    return Markup().join(_figure(each, words, language, _FIRST) for each in media.pictures[:1])


def later_pictures(media: Media, words: Words, language: str) -> Markup:
    """The others, which browsers fetch when somebody comes near."""
    return Markup().join(_figure(each, words, language, _LATER) for each in media.pictures[1:])


def sound(media: Media, words: Words, language: str) -> Markup:
    """The recording in a language, fetched when somebody taps, and what is said in it."""
    found = media.sounds.get(language)
    if found is None:
        return Markup()
    paragraphs = Markup().join(_P.format(part) for part in found.transcript.split("\n\n"))
    said = _TRANSCRIPT.format(words.transcript, paragraphs, words.recording, found.credit)
    if found.address is None:
        return _SILENT.format(said)
    size = _megabytes(found.bytes, language)
    return _SOUND.format(words.listen, size, found.address, words.listen, said)


def _figure(picture: PictureShown, words: Words, language: str, how: Markup) -> Markup:
    alt = picture.alt[language]
    if not picture.files:
        shown = _MISSING.format(words.no_picture, alt)
    else:
        *better, (_, plain) = picture.files
        sources = Markup().join(_SOURCE.format(*each) for each in better)
        sides = _SIDES.format(picture.width, picture.height) if picture.width else Markup()
        shown = _PICTURE.format(sources, plain, sides, how, alt)
    return _FIGURE.format(shown, words.photo, picture.credit)


def _megabytes(size: int, language: str) -> str:
    """At least a tenth, as people read it: "0,4 MB"."""
    text = f"{max(size, 50_000) / 1_000_000:.1f} MB"
    return text.replace(".", ",") if language == "vi" else text
