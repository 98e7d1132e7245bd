"""Pages for whoever scans a code: made on the server, without a script or a cookie, in Vietnamese and below
that in English. What is put in is escaped by `Markup.format`."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from flask import Response
from markupsafe import Markup

from server.http.headers import POLICY as POLICY_HEADER


def style_source(style: str) -> str:
    """What a policy allows of a page's own style, which stands in the page."""
    return f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


_STYLE = Markup("""
:root{color-scheme:light dark;--paper:#f7f4ec;--card:#fff;--ink:#1b221e;--soft:#454f48;--line:#ddd8ca;\
--good:#0b6b3a;--bad:#96201c}
@media (prefers-color-scheme:dark){:root{--paper:#0f1512;--card:#18201b;--ink:#eef3ee;--soft:#bcc8bf;\
--line:#2d3831;--good:#79d29d;--bad:#ffb3aa}}
*{box-sizing:border-box}
body{margin:0;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;\
overflow-wrap:anywhere}
main{max-width:40rem;margin:0 auto}
.from{margin:0 0 .75rem;color:var(--soft);font-weight:600}
section{margin:0 0 1rem;padding:1rem 1.25rem;background:var(--card);border:1px solid var(--line);\
border-left:.375rem solid var(--bad);border-radius:.75rem}
section.good{border-left-color:var(--good)}
h3{margin:1.25rem 0 .5rem;font-size:1.0625rem}
ul{margin:.5rem 0;padding-left:1.25rem}
table{border-collapse:collapse;margin:.75rem 0}
td{border:1px solid var(--line);padding:.25rem .5rem;vertical-align:top}
h1,h2{margin:0 0 .5rem;line-height:1.3;color:var(--bad);text-wrap:balance}
.good h1,.good h2{color:var(--good)}
h1 span,h2 span{white-space:nowrap}
h1{font-size:1.375rem}
h2{font-size:1.125rem}
p{margin:.5rem 0}
dl{margin:.75rem 0;display:grid;grid-template-columns:minmax(7rem,auto) 1fr}
dt,dd{margin:0;padding:.375rem 0;border-top:1px solid var(--line)}
dt{padding-right:1rem;color:var(--soft)}
dd{font-weight:600}
.code{font-size:clamp(1.25rem,7vw,1.75rem);font-weight:700;letter-spacing:.04em;margin:.25rem 0;\
white-space:nowrap}
.go{display:inline-block;margin:.25rem 0;padding:.75rem 1.25rem;min-height:3rem;border-radius:.75rem;\
background:var(--good);color:var(--card);font-weight:700;text-decoration:none}
@media (max-width:26rem){dl{display:block}dd{padding-top:0;border-top:0}dt{padding-bottom:0}}
""")
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    + style_source(_STYLE)
)
"""The page loads nothing, and looks as it says itself."""

_PAGE = Markup("""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · Từng Ngõ</title>
<style>{style}</style>
</head>
<body>
<main>
<p class="from">Từng Ngõ</p>
<section{look}>
<h1>{heading}</h1>
{said}
</section>
<section{look} lang="en">
<h2>{heading_en}</h2>
{said_en}
</section>
</main>
</body>
</html>
""")
_HEADING = Markup("{}<span>{}</span>{}")
_LINE = Markup("<dt>{}</dt>\n<dd>{}</dd>\n")
_LINES = Markup("<dl>\n{}</dl>\n")
_PARAGRAPH = Markup("<p>{}</p>\n")
_CODE = Markup('<p class="code">{}</p>\n')
_GO = Markup('<p><a class="go" href="{}" rel="noreferrer">{}</a></p>\n')


Said = tuple[str, Markup]
"""A heading, and what stands below it."""


def page(vietnamese: Said, english: Said, number: str = "", *, is_good: bool = False) -> str:
    """A page with a heading and what stands below it in either language; `number` is what of the heading stays on one
    line. One that is not good is marked in red."""
    return _PAGE.format(
        style=_STYLE,
        look=Markup(' class="good"') if is_good else "",
        title=vietnamese[0],
        heading=_heading(vietnamese[0], number),
        said=vietnamese[1],
        heading_en=_heading(english[0], number),
        said_en=english[1],
    )


def _heading(text: str, number: str) -> Markup:
    """With the number in it on one line."""
    before, found, after = text.partition(number) if number else (text, "", "")
    return _HEADING.format(before, found, after) if found else Markup.escape(text)


def paragraphs(*texts: str) -> Markup:
    """Each text by itself."""
    return Markup().join(_PARAGRAPH.format(text) for text in texts)


def lines(*pairs: Sequence[str]) -> Markup:
    """What each thing is called, and what it is."""
    return _LINES.format(Markup().join(_LINE.format(*pair) for pair in pairs))


def english_day(day: str) -> str:
    """YYYY-MM-DD as "5 November 2026"."""
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B %Y}"


def code(text: str) -> Markup:
    """The letters of a code, large: who stands before a plaque holds them beside it."""
    return _CODE.format(text)


def go_on(address: str, text: str) -> Markup:
    """A button that leads to an address."""
    return _GO.format(address, text)


def answer_page(
    text: str,
    status: int = 200,
    retry_after: int | None = None,
    *,
    policy: str | None = None,
    is_found: bool = False,
) -> Response:
    """The answer with a page, which search engines keep only where it `is_found` by them. `policy` is that of a
    page with a style of its own."""
    answer = Response(text, status, mimetype="text/html")
    answer.headers[POLICY_HEADER] = policy or POLICY
    if not is_found:
        answer.headers["X-Robots-Tag"] = "noindex"
    if retry_after is not None:
        answer.headers["Retry-After"] = str(retry_after)
    return answer
