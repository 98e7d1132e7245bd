"""The public pages of a site: made on the server, readable without a script, in one language each. What is put in
is escaped by `Markup.format`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from server.heritage.media import Media, first_picture, later_pictures, sound
from server.heritage.page_frame import frame
from server.heritage.page_words import WORDS, Words
from server.heritage.words import DRAWINGS, KINDS
from server.http.public_page import english_day
from server.reports.vietnamese import capital, numeric_day
from sync.public_code import grouped

_H2 = Markup("<h2>{}</h2>\n")
_P = Markup("<p>{}</p>\n")
_LEAD = Markup('<p class="lead">{}</p>\n')
_ABOUT = Markup('<p class="about">{}</p>\n')
_FIGURE = Markup(
    '<img class="drawing" src="/p/drawings/{}.svg" width="640" height="360" alt="{}">\n'
)
_FACT = Markup('<li><p>{text}</p>\n<p class="source">{source}</p></li>\n')
_SOURCE_LINK = Markup('{} (<a href="{}" rel="noreferrer nofollow">{}</a>)')
_FACTS = Markup('<ul class="facts">\n{}</ul>\n')
_BUTTON = Markup('<p><a class="go" href="{}">{}</a></p>\n')
_LINE = Markup("<dt>{}</dt>\n<dd>{}</dd>\n")
_LINES = Markup("<dl>\n{}</dl>\n")
_TEL = Markup('{} · <a href="tel:{}">{}</a>')
_ARTICLE = Markup(
    '<article>\n{figure}<h1>{title}</h1>\n{said}</article>\n<footer class="card">\n{foot}</footer>\n'
)
_CARD = Markup(
    '<li class="card"><a href="{path}">{title}</a><p class="about">{about}</p>\n<p>{lead}</p></li>\n'
)
_LIST = Markup("<h1>{}</h1>\n<p>{}</p>\n{}")
_UL = Markup('<ul class="sites">\n{}</ul>\n')
_NOTICE = Markup('<p class="notice">{}</p>\n')


@dataclass(frozen=True)
class SiteShown:
    """What a page tells beside what was written: the name in its address, whose it is today, the day of the last
    approval, the code of its plaque, and its pictures and recordings."""

    name: str
    content: dict[str, Any]
    owner: str
    day: str
    code: str | None = None
    media: Media = field(default_factory=Media)


def site_page(
    site: SiteShown, language: str, notice: str = "", addresses: tuple[str, str] | None = None
) -> str:
    """The page of a site in Vietnamese (`vi`), or in English (`en`) where that was written. Of a page that only the
    desk sees `notice` stands above all, and `addresses` are where it stands in either language."""
    words, content = WORDS[language], site.content
    texts = content if language == "vi" else content["english"]
    facts = [
        fact if language == "vi" else {**fact, "text": content["english"]["facts"][number]}
        for number, fact in enumerate(content["facts"])
    ]
    said = Markup().join(
        (
            _ABOUT.format(" · ".join(filter(None, (_kind(content, language), texts["ranking"])))),
            _LEAD.format(texts["lead"]),
            sound(site.media, words, language),
            _body(texts["body"]),
            later_pictures(site.media, words, language),
            _H2.format(words.facts),
            _facts(facts, words, language),
            _way(content, texts, words),
        )
    )
    article = _ARTICLE.format(
        figure=first_picture(site.media, words, language) or _drawing(content, language),
        title=texts["title"],
        said=said,
        foot=_foot(site, words, language),
    )
    vi, en = addresses or (f"/p/{site.name}", f"/p/{site.name}/en")
    others = {"vi": vi, "en": en} if content["english"] else {}
    above = _NOTICE.format(notice) if notice else Markup()
    return frame(texts["title"], texts["lead"], above + article, language, others)


def list_page(sites: Sequence[SiteShown]) -> str:
    """The page of all sites of this server."""
    words = WORDS["vi"]
    cards = Markup().join(
        _CARD.format(
            path=f"/p/{site.name}",
            title=site.content["title"],
            about=f"{_kind(site.content, 'vi')} · {capital(site.owner)}",
            lead=site.content["lead"],
        )
        for site in sites
    )
    said = _UL.format(cards) if sites else _P.format(words.none)
    return frame(words.sites, words.why, _LIST.format(words.sites, words.why, said), "vi", {})


def withdrawn_page(title: str, owner: str) -> str:
    """That a page was withdrawn, and by whom it was kept."""
    vi, en = WORDS["vi"], WORDS["en"]
    said = _LIST.format(
        vi.withdrawn, vi.withdrawn_why.format(title=title, owner=owner), Markup()
    ) + Markup('<p lang="en">{}</p>\n').format(en.withdrawn_why.format(title=title, owner=owner))
    return frame(vi.withdrawn, "", said, "vi", {})


def unknown_page() -> str:
    """That there is no such page."""
    vi, en = WORDS["vi"], WORDS["en"]
    said = _LIST.format(vi.unknown, vi.unknown_why, _BUTTON.format("/p/", vi.to_sites))
    said += Markup('<p lang="en">{}</p>\n').format(en.unknown_why)
    return frame(vi.unknown, "", said, "vi", {})


def wait_page(seconds: int) -> str:
    """That too many pages that there are not were asked for."""
    vi, en = WORDS["vi"], WORDS["en"]
    said = _LIST.format(vi.wait, vi.wait_why.format(seconds=seconds), Markup())
    said += Markup('<p lang="en">{}</p>\n').format(en.wait_why.format(seconds=seconds))
    return frame(vi.wait, "", said, "vi", {})


def _kind(content: dict[str, Any], language: str) -> str:
    return KINDS[content["kind"]][language == "en"]


def _drawing(content: dict[str, Any], language: str) -> Markup:
    name = content["drawing"]
    return _FIGURE.format(name, DRAWINGS[name][language == "en"]) if name else Markup()


def _body(text: str) -> Markup:
    parts = (part for part in text.split("\n\n") if part)
    return Markup().join(
        _H2.format(part[3:]) if part.startswith("## ") else _P.format(part) for part in parts
    )


def _facts(facts: Sequence[dict[str, Any]], words: Words, language: str) -> Markup:
    return _FACTS.format(
        Markup().join(
            _FACT.format(text=fact["text"], source=_source(fact, words, language)) for fact in facts
        )
    )


def _source(fact: dict[str, Any], words: Words, language: str) -> Markup:
    name, link = Markup.escape(fact["source"]), fact["link"]
    if link is not None:
        name = _SOURCE_LINK.format(fact["source"], link, urlsplit(link).hostname or link)
    return Markup("{} {}. {} {}.").format(
        words.source, name, words.checked, _day(fact["checked"], language)
    )


def _way(content: dict[str, Any], texts: dict[str, Any], words: Words) -> Markup:
    latitude, longitude = content["latitude"], content["longitude"]
    has_point = latitude is not None and longitude is not None
    if not texts["way"] and not has_point:
        return Markup()
    said = _H2.format(words.way) + (_P.format(texts["way"]) if texts["way"] else Markup())
    if has_point:
        point = f"{latitude:.5f},{longitude:.5f}"
        said += _BUTTON.format(f"geo:{point}", words.map)
        said += _P.format(f"{words.point} {latitude:.5f}, {longitude:.5f}")
    return said


def _foot(site: SiteShown, words: Words, language: str) -> Markup:
    content = site.content
    keeper = Markup.escape(content["keeper"])
    if content["phone"]:
        keeper = _TEL.format(content["keeper"], content["phone"], spaced(content["phone"]))
    rows: list[tuple[str, str]] = [
        (words.keeper, keeper),
        (words.owner, capital(site.owner)),
        *([(words.code, grouped(site.code))] if site.code else []),
        (words.updated, _day(site.day, language)),
    ]
    return _LINES.format(Markup().join(_LINE.format(*row) for row in rows))


def _day(day: str, language: str) -> str:
    return english_day(day) if language == "en" else numeric_day(day)


def spaced(phone: str) -> str:
    """The number of an office as it is read: "0255 3859 123"."""
    area = (
        4 if phone.startswith(("025", "023", "022", "021", "020", "026", "027", "029", "1")) else 3
    )
    rest = phone[area:]
    return (
        " ".join((phone[:area], rest[:-3], rest[-3:]))
        if len(rest) > 4
        else f"{phone[:area]} {rest}"
    )
