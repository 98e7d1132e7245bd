"""What may be written of a site: texts that name people of history, but hold nobody's number or account."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from server.organisation.names import clean_paragraphs
from sync.problems import PROBLEMS, ProblemError
from sync.screening import Kind

MAY_HOLD: tuple[Kind, ...] = ("person_name", "birth_date", "address")
"""History is about people, days and places."""
TITLE, LEAD, RANKING, BODY, WAY, FACT, SOURCE, KEEPER = 120, 300, 200, 5_000, 500, 300, 160, 120
LINK, FACTS = 300, 10
ALT, CREDIT, TRANSCRIPT, PICTURES = 160, 160, 5_000, 5
_TEXTS = {"title": TITLE, "ranking": RANKING, "lead": LEAD, "body": BODY, "way": WAY}
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+")

_HEADING = re.compile(r"(?m)^(## .*)$")
"""A line that stands by itself, whether or not blank lines are around it."""

Content = dict[str, Any]
"""As `SiteContentSchema` has it."""


def clean_content(given: Mapping[str, Any]) -> Content:
    """What is to be kept, each text cleaned. Raises label_refused, person_named, and link_refused for the address
    of a source; each says in which field."""
    english = given["english"]
    pictures = [_picture(number, each) for number, each in enumerate(given.get("pictures") or [])]
    return {
        "kind": given["kind"],
        "drawing": given["drawing"],
        **{name: _text(name, given[name], most) for name, most in _TEXTS.items()},
        "facts": [_fact(number, fact) for number, fact in enumerate(given["facts"])],
        "latitude": given["latitude"],
        "longitude": given["longitude"],
        "keeper": _text("keeper", given["keeper"], KEEPER),
        "phone": given["phone"],
        "pictures": pictures,
        "sound": _sound("sound", given.get("sound")),
        "english": None if english is None else _english(english, len(given["facts"])),
    }


def complete(kept: Content) -> Content:
    """What was written of a site, also before pictures and recordings were known."""
    english = kept["english"]
    more = {"english": {"sound": None, **english}} if english else {}
    return {"pictures": [], "sound": None, **kept, **more}


def _english(given: Mapping[str, Any], facts: int) -> Content:
    texts = {name: _text(f"english.{name}", given[name], most) for name, most in _TEXTS.items()}
    if len(given["facts"]) != facts:
        raise _refused("invalid_shape", "english.facts")
    said = [
        _text(f"english.facts.{number}", text, FACT) for number, text in enumerate(given["facts"])
    ]
    return {**texts, "facts": said, "sound": _sound("english.sound", given.get("sound"))}


def _fact(number: int, given: Mapping[str, Any]) -> Content:
    where = f"facts.{number}"
    link = given["link"]
    if link is not None and not _is_https(link):
        raise _refused("source_refused", f"{where}.link")
    return {
        "text": _text(f"{where}.text", given["text"], FACT),
        "source": _text(f"{where}.source", given["source"], SOURCE),
        "link": link,
        "checked": given["checked"],
    }


def _picture(number: int, given: Mapping[str, Any]) -> Content:
    where, english = f"pictures.{number}", given["english"]
    return {
        "file": given["file"],
        "alt": _needed(f"{where}.alt", given["alt"], ALT),
        "english": _text(f"{where}.english", english, ALT) or None if english else None,
        "credit": _needed(f"{where}.credit", given["credit"], CREDIT),
    }


def _sound(name: str, given: Mapping[str, Any] | None) -> Content | None:
    if given is None:
        return None
    return {
        "file": given["file"],
        "credit": _needed(f"{name}.credit", given["credit"], CREDIT),
        "transcript": _needed(f"{name}.transcript", given["transcript"], TRANSCRIPT),
    }


def _needed(name: str, text: str, most: int) -> str:
    said = _text(name, text, most)
    if not said:
        raise _refused("label_refused", name)
    return said


def _text(name: str, text: str, most: int) -> str:
    if not text.strip():
        return ""
    try:
        return clean_paragraphs(_HEADING.sub(r"\n\n\1\n\n", text), most, MAY_HOLD)
    except ProblemError as error:
        raise _refused(error.problem.code, name) from error


def _refused(code: str, name: str) -> ProblemError:
    return ProblemError(PROBLEMS[code], {"errors": {"json": {name: ["refused"]}}})


def _is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return False
    plain = link.isascii() and link.isprintable() and not set(link) & set(' \\<>"`{}|^')
    host = parts.hostname or ""
    here = "@" not in parts.netloc and port in (None, 443) and bool(_HOST.fullmatch(host))
    return plain and parts.scheme == "https" and here
