"""What stands above the figures wherever they go: whose they are, of which days, as of when, and
whether they may still change."""

from server.reports.content import Content
from server.reports.issuing import titled
from server.reports.vietnamese import capital, moment, numeric_day, numeric_month, whole
from sync.code import grouped

FILTERS = "Mọi đội, mọi việc; theo địa giới mới"
"""What the figures are of: all that a report is ever of."""
SUBJECT = "Kết quả hoạt động tình nguyện hỗ trợ người dân chuyển đổi số"


def unit_of(content: Content) -> str:
    """ "Phường Đức Phổ"."""
    return capital(titled(content["unit"]))


def period(content: Content) -> str:
    """ "Tháng 11/2026 (từ 01/11/2026 đến 30/11/2026)"."""
    first, last = numeric_day(content["from"]), numeric_day(content["to"])
    return f"Tháng {numeric_month(content['month'])} (từ {first} đến {last})"


def as_of(content: Content) -> str:
    """ "Tính đến 14:05 ngày 26/11/2026"."""
    return f"Tính đến {moment(content['as_of'])}"


def below(content: Content) -> str:
    """What the parts of a report are."""
    return "Đội" if content["by"] == "team" else "Đơn vị"


def finality(content: Content) -> str:
    """ "Số liệu chốt lúc 14:05 ngày 26/11/2026, mã ABCDE-FGHJK", or that they may still change."""
    closed = content["closed"]
    if closed is None:
        return "Số liệu tạm tính"
    return f"Số liệu chốt lúc {moment(closed['at'])}, mã {grouped(closed['code'])}"


def completeness(content: Content) -> str:
    """How much was known to be missing."""
    told = content["completeness"]
    if not told["unsent_at_least"]:
        return f"{whole(told['teams'])} đội; không máy nào báo còn lượt chưa gửi"
    return (
        f"{whole(told['teams_with_unsent'])}/{whole(told['teams'])} đội chưa gửi hết, "
        f"còn ít nhất {whole(told['unsent_at_least'])} mục trên máy"
    )
