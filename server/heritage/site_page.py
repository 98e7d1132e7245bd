"""The public pages of heritage sites: made on the server, readable without a script."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask import render_template

from server.heritage.media import Media
from server.heritage.page_words import WORDS
from server.heritage.words import DRAWINGS, KINDS
from server.http.public_page import POLICY, english_day
from server.reports.vietnamese import numeric_day
from sync.public_code import grouped

SITE_POLICY = f"{POLICY}; img-src 'self'; media-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'"
"""Pictures, recordings and the script that keeps a visited page come from this server alone."""


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
    """The page of a site in Vietnamese (`vi`), or in English (`en`) where that was written. On a page that only the
    desk sees, `notice` says so, and `addresses` are those of the page in either language."""
    content, number = site.content, int(language == "en")
    vi, en = addresses or (f"/p/{site.name}", f"/p/{site.name}/en")
    return render_template(
        "heritage/site.html",
        site=site,
        language=language,
        words=WORDS[language],
        notice=notice,
        others={"vi": vi, "en": en} if content["english"] else {},
        kind=KINDS[content["kind"]][number],
        drawing=DRAWINGS[content["drawing"]][number] if content["drawing"] else "",
        day=english_day if number else numeric_day,
        host=_host,
        code=grouped(site.code) if site.code else None,
        phone=spaced(content["phone"] or ""),
    )


def _host(link: str) -> str:
    return urlsplit(link).hostname or link


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
