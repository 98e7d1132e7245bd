"""What stands above the figures wherever they go: whose they are, of which days, as of when, and
whether they may still change."""

from server.organisation.unit_names import titled
from server.reports.content import Content
from server.reports.period_names import CAMPAIGN, kind, numeric_period
from server.reports.vietnamese import capital, moment, whole
from sync.code import grouped

SUBJECT = "Kết quả hoạt động tình nguyện hỗ trợ người dân chuyển đổi số"


def unit_of(content: Content) -> str:
    """ "Phường Đức Phổ"."""
    return capital(titled(content["unit"]))


def period(content: Content) -> str:
    """ "Tháng 11/2026 (từ 01/11/2026 đến 30/11/2026)"."""
    return capital(numeric_period(content))


def filters(content: Content) -> str:
    """What the figures are of."""
    teams = "Các đội tham gia đợt ra quân" if kind(content) == CAMPAIGN else "Mọi đội"
    return f"{teams}, mọi việc; theo địa giới mới"


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
