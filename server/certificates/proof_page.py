"""The page that whoever holds a certificate comes to."""

from server.certificates.tables import Certificate
from server.database.clock import day_of
from server.http.public_page import english_day, lines, page, paragraphs
from server.reports.vietnamese import capital, numeric_day, whole
from sync.code import grouped
from sync.duration import hours_of


def genuine_page(row: Certificate) -> str:
    """What a certificate says, to be held beside the paper."""
    number, by = grouped(row.code), row.letterhead["organisation"]
    issued = day_of(row.issued_at)
    return page(
        (
            f"Giấy xác nhận số {number} là thật",
            paragraphs("Nội dung giấy, đúng như lúc cấp:")
            + lines(
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
            + paragraphs(
                f"Nếu tờ giấy ghi khác ở bất kỳ dòng nào, tờ giấy đã bị sửa; đề nghị báo {by}."
            ),
        ),
        (
            f"Certificate {number} is genuine",
            paragraphs("What it says, as on the day of issue:")
            + lines(
                ("Name", row.member_name),
                ("Team", row.team_name),
                ("Unit", row.unit_name),
                ("Period", f"{english_day(row.first)} to {english_day(row.last)}"),
                ("Days of volunteering", f"{row.days:,}"),
                ("Sessions", f"{row.sessions:,}"),
                *([("Recorded hours", _english_hours(row.minutes))] if row.minutes else []),
                ("Issued by", capital(by)),
                ("Issued on", english_day(issued)),
            )
            + paragraphs(f"If the paper differs in any line, it was altered; please tell {by}."),
        ),
        number,
        is_good=True,
    )


def withdrawn_page(row: Certificate, on: str) -> str:
    """That a certificate holds no more since a day; of the person nothing."""
    number, by = grouped(row.code), row.letterhead["organisation"]
    return page(
        (
            f"Giấy xác nhận số {number} không còn giá trị",
            paragraphs(
                f"{capital(by)} đã thu hồi giấy này ngày {numeric_day(on)}.",
                f"Đề nghị không dùng tờ giấy này nữa. Cần biết thêm hoặc xin cấp lại: liên hệ {by}.",
            ),
        ),
        (
            f"Certificate {number} is no longer valid",
            paragraphs(
                f"{capital(by)} withdrew it on {english_day(on)}.",
                f"Please do not rely on this paper. For a new one, or to ask why: {by}.",
            ),
        ),
        number,
    )


def unknown_page() -> str:
    """That there is no such certificate. Nobody knows here what a backup lacked from which the server was
    restored, so that this may be is said of every number."""
    return page(
        (
            "Không có giấy xác nhận nào mang số này",
            paragraphs(
                "Đề nghị so lại số trong đường dẫn với số in trên giấy: 10 chữ và số, có gạch nối ở giữa.",
                "Nếu số đã đúng thì tờ giấy không được cấp ở đây, hoặc đã được xóa theo ý muốn của người "
                "được cấp. Giấy thật mới cấp ngay trước lần máy chủ khôi phục dữ liệu từ bản sao lưu cũng có "
                "thể không còn ở đây.",
                "Cần xác minh hoặc xin cấp lại: liên hệ tổ chức Đoàn ghi ở đầu tờ giấy.",
            ),
        ),
        (
            "No certificate has this number",
            paragraphs(
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
    return page(
        (
            "Chưa xem được giấy xác nhận",
            paragraphs(
                f"Mạng này vừa tra quá nhiều lần. Đề nghị đợi {whole(seconds)} giây rồi tải lại trang."
            ),
        ),
        (
            "The certificate cannot be shown yet",
            paragraphs(
                f"This network asked too often. Wait {seconds:,} seconds, then reload the page."
            ),
        ),
    )


def _hours(minutes: int) -> str:
    """75 minutes as "1,3", as the paper says it."""
    return f"{hours_of(minutes):,.1f}".translate(str.maketrans(",.", ".,")).removesuffix(",0")


def _english_hours(minutes: int) -> str:
    """75 minutes as "1.3"."""
    return f"{hours_of(minutes):,.1f}".removesuffix(".0")
