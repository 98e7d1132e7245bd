"""The page to which a printed code leads: whose it is, its letters, to be held beside the plaque, and where it
goes on."""

from urllib.parse import urlsplit

from markupsafe import Markup

from server.http.public_page import code as letters_of
from server.http.public_page import english_day, go_on, lines, page, paragraphs
from server.reports.vietnamese import capital, numeric_day, whole
from sync.public_code import grouped


def live_page(code: str, purpose: str, owner: str, link: str, last: str | None) -> str:
    """Where a code that holds leads, and until when."""
    number, host = grouped(code), urlsplit(link).hostname or ""
    return page(
        (
            purpose,
            letters_of(f"Mã {number}")
            + lines(
                ("Đơn vị phụ trách", capital(owner)),
                ("Trang sẽ mở", host),
                *([("Có giá trị đến hết ngày", numeric_day(last))] if last else []),
            )
            + go_on(link, "Mở trang này")
            + paragraphs(
                "Mã in trên bảng phải giống hệt mã ở trên. Nếu khác, có thể tờ in đã bị dán đè: đừng mở trang, "
                f"hãy báo {owner}."
            ),
        ),
        (
            purpose,
            letters_of(f"Code {number}")
            + lines(
                ("Kept by", capital(owner)),
                ("Leads to", host),
                *([("In use until", english_day(last))] if last else []),
            )
            + go_on(link, "Open this page")
            + paragraphs(
                "The code on the plaque must be the same. If it differs, something may have been pasted over it: "
                f"do not go on, and tell {owner}."
            ),
        ),
        is_good=True,
    )


def record_page(
    code: str, title: str, purpose: str, owner: str, path: str, last: str | None, in_app: str = ""
) -> str:
    """Which record of this server a code that holds leads to, and until when. Nobody is sent on: the letters
    and whose the code is stand first. `in_app`: where the app shows it to who follows it by the code."""
    followed = f"{in_app}?code={code}"
    number = grouped(code)
    about = [] if purpose == title else [purpose]
    return page(
        (
            title,
            letters_of(f"Mã {number}")
            + lines(
                *(("Nội dung", text) for text in about),
                ("Đơn vị phụ trách", capital(owner)),
                *([("Có giá trị đến hết ngày", numeric_day(last))] if last else []),
            )
            + go_on(path, "Xem trang này")
            + (go_on(followed, "Mở trong ứng dụng Từng Ngõ") if in_app else "")
            + paragraphs(
                "Mã in trên bảng phải giống hệt mã ở trên. Nếu khác, có thể tờ in đã bị dán đè: đừng mở trang, "
                f"hãy báo {owner}."
            ),
        ),
        (
            title,
            letters_of(f"Code {number}")
            + lines(
                *(("About", text) for text in about),
                ("Kept by", capital(owner)),
                *([("In use until", english_day(last))] if last else []),
            )
            + go_on(path, "See the page")
            + (go_on(followed, "Open in the app") if in_app else "")
            + paragraphs(
                "The code on the plaque must be the same. If it differs, something may have been pasted over it: "
                f"do not go on, and tell {owner}."
            ),
        ),
        is_good=True,
    )


def unpublished_page(code: str, purpose: str, owner: str) -> str:
    """That what a code leads to is not public yet."""
    number = grouped(code)
    return page(
        (
            f"Mã {number} chưa có trang để xem",
            _about(purpose, owner)
            + paragraphs("Nội dung đang được chuẩn bị. Mời bà con quét lại sau."),
        ),
        (
            f"Code {number} has no page yet",
            _about_in_english(purpose, owner)
            + paragraphs("What it leads to is being prepared. Please scan it again later."),
        ),
        number,
    )


def withdrawn_page(code: str, purpose: str, owner: str) -> str:
    """That what a code led to was withdrawn, or is gone."""
    number = grouped(code)
    return page(
        (
            f"Mã {number} không còn trang để xem",
            _about(purpose, owner)
            + paragraphs(f"Nội dung này đã được thu lại. Cần hỏi thêm: liên hệ {owner}."),
        ),
        (
            f"Code {number} has no page any more",
            _about_in_english(purpose, owner)
            + paragraphs(f"What it led to was withdrawn. To ask more: {owner}."),
        ),
        number,
    )


def planned_page(code: str, purpose: str, owner: str, first: str) -> str:
    """That a code does not hold yet."""
    number = grouped(code)
    return page(
        (
            f"Mã {number} chưa đến ngày dùng",
            _about(purpose, owner) + paragraphs(f"Mời quay lại từ ngày {numeric_day(first)}."),
        ),
        (
            f"Code {number} is not in use yet",
            _about_in_english(purpose, owner)
            + paragraphs(f"It will be from {english_day(first)} on."),
        ),
        number,
    )


def ended_page(code: str, purpose: str, owner: str, last: str | None) -> str:
    """That a code holds no more; since which day, where that was said beforehand."""
    number = grouped(code)
    said = f"Mã có giá trị đến hết ngày {numeric_day(last)}." if last else "Mã này đã ngừng dùng."
    in_english = f"It was in use until {english_day(last)}." if last else "It was taken out of use."
    return page(
        (
            f"Mã {number} không còn dùng",
            _about(purpose, owner) + paragraphs(said, f"Cần hỏi thêm: liên hệ {owner}."),
        ),
        (
            f"Code {number} is no longer in use",
            _about_in_english(purpose, owner) + paragraphs(in_english, f"To ask more: {owner}."),
        ),
        number,
    )


def lost_page(code: str, owner: str) -> str:
    """That a code is a real one, of which a restored server does not know where it led."""
    number = grouped(code)
    return page(
        (
            f"Mã {number} đang chờ cập nhật liên kết",
            paragraphs(
                f"Mã này có thật, do {owner} in. Máy chủ vừa khôi phục dữ liệu từ bản sao lưu nên chưa biết mã dẫn "
                f"tới đâu. Nhờ bà con báo {owner}, hoặc quét lại sau."
            ),
        ),
        (
            f"Code {number} waits for its link",
            paragraphs(
                f"This code is a real one of {owner}. The server was restored from a backup and does not know where "
                "it leads. Please tell them, or scan it again later."
            ),
        ),
        number,
    )


def blocked_page(code: str, purpose: str, owner: str) -> str:
    """That the page to which a code leads is not trusted any more."""
    number = grouped(code)
    return page(
        (
            f"Mã {number} tạm khóa",
            _about(purpose, owner)
            + paragraphs(
                "Trang mà mã này dẫn tới hiện không được phép mở từ đây. Đơn vị phụ trách sẽ cập nhật trang khác."
            ),
        ),
        (
            f"Code {number} is blocked for now",
            _about_in_english(purpose, owner)
            + paragraphs(
                "The page to which it led may not be opened from here. Another one will follow."
            ),
        ),
        number,
    )


def slip_page() -> str:
    """That this is no code that was ever printed: something was mistyped."""
    return page(
        (
            "Mã gõ chưa đúng",
            paragraphs(
                "Mã trên bảng, tờ in có 7 chữ và số, ví dụ K3F-7Q2A. Số giấy xác nhận có 10 chữ và số, ví dụ "
                "ABCDE-FGHJK. Nhờ bà con xem lại rồi gõ lại, hoặc quét mã QR.",
            ),
        ),
        (
            "The code is mistyped",
            paragraphs(
                "Codes on plaques have seven letters and digits, such as K3F-7Q2A; numbers of certificates have "
                "ten, such as ABCDE-FGHJK. Please compare and type it again, or scan the QR code."
            ),
        ),
    )


def unknown_page() -> str:
    """That nothing is known to be printed with such a code. What was made shortly before a restore, at a unit of
    that time, may be missing."""
    return page(
        (
            "Không có mã này",
            paragraphs(
                "Nhờ bà con so lại mã với bảng hoặc tờ in.",
                "Nếu mã đã đúng, có thể tờ in không do Đoàn Thanh niên phát hành. Bà con chưa nên làm theo, và báo "
                "Đoàn xã, phường nơi treo bảng.",
            ),
        ),
        (
            "There is no such code",
            paragraphs(
                "Please compare it with the plaque.",
                "If it is the same, the plaque may not be the Youth Union's: do not follow it for now, and tell the "
                "Union of the commune where it hangs.",
            ),
        ),
    )


def wait_page(seconds: int) -> str:
    """That too many codes that there are not were looked up from the same address."""
    return page(
        (
            "Chưa tra được mã",
            paragraphs(
                f"Có quá nhiều lượt tra sai từ mạng đang dùng. Nhờ bà con đợi {whole(seconds)} giây rồi tải lại trang."
            ),
        ),
        (
            "The code cannot be looked up yet",
            paragraphs(
                f"This network looked up too many wrong codes. Wait {seconds:,} seconds, then reload."
            ),
        ),
    )


def _about(purpose: str, owner: str) -> Markup:
    return lines(("Nội dung", purpose), ("Đơn vị phụ trách", capital(owner)))


def _about_in_english(purpose: str, owner: str) -> Markup:
    return lines(("About", purpose), ("Kept by", capital(owner)))
