"""The page that whoever holds a certificate comes to: without a script, in Vietnamese and below that in
English. What was printed is escaped by `Markup.format`."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from markupsafe import Markup

from server.certificates.tables import Certificate
from server.database.clock import day_of
from server.reports.vietnamese import capital, numeric_day, whole
from sync.code import grouped
from sync.duration import hours_of

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
@media (max-width:26rem){dl{display:block}dd{padding-top:0;border-top:0}dt{padding-bottom:0}}
""")
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
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


def genuine_page(row: Certificate) -> str:
    """What a certificate says, to be held beside the paper."""
    number, by = grouped(row.code), row.letterhead["organisation"]
    issued = day_of(row.issued_at)
    return _page(
        (
            f"Giấy xác nhận số {number} là thật",
            _paragraphs("Nội dung giấy, đúng như lúc cấp:")
            + _lines(
                ("Họ và tên", row.member_name),
                ("Đội", row.team_name),
                ("Đơn vị", row.unit_name),
                ("Thời gian", f"Từ {numeric_day(row.first)} đến {numeric_day(row.last)}"),
                ("Số ngày tham gia", whole(row.days)),
                ("Số buổi tham gia", whole(row.sessions)),
                *([("Số giờ đã ghi nhận", _hours(row.minutes))] if row.minutes else []),
                ("Nơi cấp", capital(by)),
                ("Ngày cấp", numeric_day(issued)),
            )
            + _paragraphs(
                f"Nếu tờ giấy ghi khác ở bất kỳ dòng nào, tờ giấy đã bị sửa; đề nghị báo {by}."
            ),
        ),
        (
            f"Certificate {number} is genuine",
            _paragraphs("What it says, as on the day of issue:")
            + _lines(
                ("Name", row.member_name),
                ("Team", row.team_name),
                ("Unit", row.unit_name),
                ("Period", f"{_english_day(row.first)} to {_english_day(row.last)}"),
                ("Days of volunteering", f"{row.days:,}"),
                ("Sessions", f"{row.sessions:,}"),
                *([("Recorded hours", _english_hours(row.minutes))] if row.minutes else []),
                ("Issued by", capital(by)),
                ("Issued on", _english_day(issued)),
            )
            + _paragraphs(f"If the paper differs in any line, it was altered; please tell {by}."),
        ),
        number,
        is_good=True,
    )


def withdrawn_page(row: Certificate, on: str) -> str:
    """That a certificate holds no more since a day; of the person nothing."""
    number, by = grouped(row.code), row.letterhead["organisation"]
    return _page(
        (
            f"Giấy xác nhận số {number} không còn giá trị",
            _paragraphs(
                f"{capital(by)} đã thu hồi giấy này ngày {numeric_day(on)}.",
                f"Đề nghị không dùng tờ giấy này nữa. Cần biết thêm hoặc xin cấp lại: liên hệ {by}.",
            ),
        ),
        (
            f"Certificate {number} is no longer valid",
            _paragraphs(
                f"{capital(by)} withdrew it on {_english_day(on)}.",
                f"Please do not rely on this paper. For a new one, or to ask why: {by}.",
            ),
        ),
        number,
    )


def unknown_page() -> str:
    """That there is no such certificate. Nobody knows here what a backup lacked from which the server was
    restored, so that this may be is said of every number."""
    return _page(
        (
            "Không có giấy xác nhận nào mang số này",
            _paragraphs(
                "Đề nghị so lại số trong đường dẫn với số in trên giấy: 10 chữ và số, có gạch nối ở giữa.",
                "Nếu số đã đúng thì tờ giấy không được cấp ở đây, hoặc đã được xóa theo ý muốn của người "
                "được cấp. Giấy thật mới cấp ngay trước lần máy chủ khôi phục dữ liệu từ bản sao lưu cũng có "
                "thể không còn ở đây.",
                "Cần xác minh hoặc xin cấp lại: liên hệ tổ chức Đoàn ghi ở đầu tờ giấy.",
            ),
        ),
        (
            "No certificate has this number",
            _paragraphs(
                "Compare the number in the address with the one on the paper: ten letters and digits, with "
                "a dash in the middle.",
                "If it is the same, the paper was not issued here, or was erased at the wish of its holder. "
                "A genuine one that was issued shortly before the server was restored from a backup may be "
                "missing here, too.",
                "To make sure, or for a new one, ask the Union named at the head of the paper.",
            ),
        ),
    )


def wait_page(seconds: int) -> str:
    """That too many were looked up from the same address."""
    return _page(
        (
            "Chưa xem được giấy xác nhận",
            _paragraphs(
                f"Mạng này vừa tra quá nhiều lần. Đề nghị đợi {whole(seconds)} giây rồi tải lại trang."
            ),
        ),
        (
            "The certificate cannot be shown yet",
            _paragraphs(
                f"This network asked too often. Wait {seconds:,} seconds, then reload the page."
            ),
        ),
    )


Said = tuple[str, Markup]
"""A heading, and what stands below it."""


def _page(vietnamese: Said, english: Said, number: str = "", *, is_good: bool = False) -> str:
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
    """With the number of the certificate on one line."""
    before, found, after = text.partition(number) if number else (text, "", "")
    return _HEADING.format(before, found, after) if found else Markup.escape(text)


def _paragraphs(*texts: str) -> Markup:
    return Markup().join(_PARAGRAPH.format(text) for text in texts)


def _lines(*lines: Sequence[str]) -> Markup:
    return _LINES.format(Markup().join(_LINE.format(*line) for line in lines))


def _english_day(day: str) -> str:
    """YYYY-MM-DD as "5 November 2026"."""
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B %Y}"


def _hours(minutes: int) -> str:
    """75 minutes as "1,3", as the paper says it."""
    return f"{hours_of(minutes):,.1f}".translate(str.maketrans(",.", ".,")).removesuffix(",0")


def _english_hours(minutes: int) -> str:
    """75 minutes as "1.3"."""
    return f"{hours_of(minutes):,.1f}".removesuffix(".0")
