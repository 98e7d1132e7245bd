"""The frame of a site's public pages, their style, and what a browser may load for them."""

from collections.abc import Mapping

from markupsafe import Markup

from server.heritage.page_words import WORDS
from server.http.public_page import style_source

_STYLE = Markup("""
:root{color-scheme:light dark;--paper:#f7f4ec;--card:#fff;--ink:#1b221e;--soft:#454f48;--line:#ddd8ca;\
--good:#0b6b3a}
@media (prefers-color-scheme:dark){:root{--paper:#0f1512;--card:#18201b;--ink:#eef3ee;--soft:#bcc8bf;\
--line:#2d3831;--good:#79d29d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif;\
overflow-wrap:break-word}
header,main{max-width:42rem;margin:0 auto;padding:1rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;justify-content:space-between;font-size:1rem}
header a{padding:.5rem 0}
main{padding-top:0}
a{color:var(--good)}
.drawing{display:block;width:100%;height:auto;border-radius:.75rem;margin:0 0 1rem}
.picture,.sound{margin:0 0 1rem}
.picture img{display:block;width:100%;height:auto;border-radius:.75rem;background:var(--line)}
figcaption{margin:.25rem 0 0;color:var(--soft);font-size:.9375rem}
.sound figcaption{margin:0 0 .5rem;color:var(--ink);font-size:1.0625rem;font-weight:700}
audio{display:block;width:100%}
summary{padding:.75rem 0;color:var(--good);font-weight:700;cursor:pointer}
.missing{margin:0;padding:1rem 1.25rem;border:2px dashed var(--line);border-radius:.75rem;color:var(--soft)}
h1{margin:0 0 .5rem;font-size:1.625rem;line-height:1.25;text-wrap:balance}
h2{margin:1.75rem 0 .5rem;font-size:1.25rem;line-height:1.3;color:var(--good);text-wrap:balance}
p{margin:.75rem 0}
.about{margin:.25rem 0;color:var(--soft)}
.lead{font-size:1.1875rem;font-weight:600;line-height:1.45}
.card{padding:1rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
.notice{padding:.75rem 1rem;border:2px dashed var(--good);border-radius:.75rem}
.facts,.sites{margin:0;padding:0;list-style:none}
.facts li{margin:0 0 1rem;padding:0 0 0 1rem;border-left:.25rem solid var(--good)}
.facts p{margin:0}
.source{color:var(--soft);font-size:.9375rem}
.sites li{margin:0 0 1rem}
.sites li>a{font-size:1.1875rem;font-weight:700;display:inline-block;padding:.25rem 0}
.sites p{margin:.25rem 0 0}
.go{display:inline-block;padding:.75rem 1.25rem;min-height:3rem;border-radius:.75rem;background:var(--good);\
color:var(--card);font-weight:700;text-decoration:none}
footer{margin-top:2rem}
dl{margin:0;display:grid;grid-template-columns:minmax(8rem,auto) 1fr}
dt,dd{margin:0;padding:.5rem 0}
dt{padding-right:1rem;color:var(--soft)}
dd{font-weight:600}
dd a{display:inline-block;padding:.125rem 0}
@media (max-width:26rem){dl{display:block}dd{padding-top:0}dt{padding-bottom:0}}
""")
SITE_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self'; media-src 'self'; "
    "script-src 'self'; worker-src 'self'; connect-src 'self'; " + style_source(_STYLE)
)
"""Pictures, recordings and the script that keeps a visited page come from this server alone."""

_PAGE = Markup("""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Từng Ngõ</title>
{description}{alternates}<style>{style}</style>
<script src="/p/register.js" defer></script>
</head>
<body>
<header>{sites}{other}</header>
<main>
{said}</main>
</body>
</html>
""")
_DESCRIPTION = Markup('<meta name="description" content="{}">\n')
_ALTERNATE = Markup('<link rel="alternate" hreflang="{}" href="{}">\n')
_SITES = Markup('<a href="/p/" lang="vi">{}</a>')
_FROM = Markup('<span lang="vi">Từng Ngõ</span>')
_OTHER = Markup('<a href="{}" hreflang="{}" lang="{}">{}</a>')


def frame(
    title: str, description: str, said: Markup, language: str, others: Mapping[str, str]
) -> str:
    """A whole page; `others` are the addresses of the same page by language."""
    turned = {"vi": "en", "en": "vi"}[language]
    there = others.get(turned)
    words = WORDS[language].other
    return _PAGE.format(
        language=language,
        title=title,
        description=_DESCRIPTION.format(description) if description else "",
        alternates=Markup().join(_ALTERNATE.format(*each) for each in others.items()),
        style=_STYLE,
        sites=_FROM if title == WORDS["vi"].sites else _SITES.format(WORDS["vi"].sites),
        other=_OTHER.format(there, turned, turned, words) if there else "",
        said=said,
    )
