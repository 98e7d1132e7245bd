"""Notes as volunteers write them on a phone: short, hurried, spelled in many ways, no two the same."""

import unicodedata
from dataclasses import dataclass, field
from random import Random

from sync.protocol_limits import LONGEST_TEXT

WHOM = (
    "{n} cô", "{n} bác", "{n} cụ", "cụ bà", "hai vợ chồng", "bà con tổ {t}", "chị bán {w}", "anh chạy xe",
    "{n} em học sinh lớp {c}", "nhóm phụ nữ thôn {p}", "bác tổ trưởng", "cô bán {w}", "{n} hộ xóm {p}",
    "gia đình ở {p}", "{n} người lớn tuổi", "chú thợ {w}", "mấy em sinh viên", "{n} công nhân",
    "bà con đi chợ", "{n} hội viên nông dân", "vợ chồng chủ quán {w}", "chị Hạnh", "bác Năm", "cô Sáu Liên",
)  # fmt: skip
DID = (
    "cài VNeID", "kích hoạt mức 2", "đổi mật khẩu VNeID", "tích hợp thẻ bảo hiểm y tế", "tạo mã QR nhận tiền",
    "đăng ký tạm trú", "nộp hồ sơ khai sinh", "tra cứu bảo hiểm xã hội", "đặt lịch khám", "thanh toán tiền điện",
    "nộp tiền nước qua điện thoại", "xem giấy phép lái xe trên máy", "cập nhật số điện thoại mới",
    "đăng ký khai tử", "tra kết quả hồ sơ", "cài lại ứng dụng", "xóa bớt ảnh cho đủ bộ nhớ", "bật định vị",
    "chụp lại thẻ căn cước", "quét NFC", "nhận biết cuộc gọi lừa đảo", "chặn tin nhắn rác", "mở ví điện tử",
    "liên kết ngân hàng", "gửi phản ánh", "đăng ký cấp điện", "khai thuế hộ", "xin trích lục", "sửa thông tin sai",
    "học cách dùng Zalo",
)  # fmt: skip
STATE = (
    "xong hết", "xong {n}/{m}", "mới được {n} người", "còn {n} người chưa làm", "chưa xong", "làm được nửa chừng",
    "phải làm lại {n} lần", "{n} máy không cài được", "máy báo lỗi mã {e}", "chờ tin nhắn {m} phút", "ổn",
    "hẹn {d} làm tiếp", "hẹn {d} quay lại lúc {h}", "chuyển lên phường", "nhờ anh công an xã xem giúp",
    "để {d} mang thẻ tới", "đã chỉ lại cách đăng nhập", "tự làm được rồi", "cần người nhà đi cùng",
)  # fmt: skip
WHY = (
    "mạng yếu", "máy cũ quá", "hết pin từ {h}", "thẻ hết hạn", "quên mật khẩu", "sim không chính chủ", "mắt kém",
    "mất điện {m} phút", "mưa lớn", "đông quá", "wifi nhà văn hóa chập chờn", "thiếu giấy tờ", "tay ướt quét không ra",
    "chưa có căn cước", "máy đầy bộ nhớ, còn {n} MB", "hệ thống báo bận", "ngại đông người", "chờ con đi làm về",
    "nhầm số", "không nghe được tin nhắn thoại", "ảnh chụp bị lóa", "app đứng ở {e}%", "không nhớ năm đăng ký",
)  # fmt: skip
SIDE = (
    "bà con vui", "lần sau mang thêm ổ cắm", "cần thêm {n} bạn", "nên dời sang {d}", "xin thêm {m} tờ rơi", "bàn số {n}",
    "điểm {p}", "đi cùng tổ {t}", "từ {h} đến trưa", "có {n} người chụp ảnh", "gặp lại ở {p}", "mượn được loa",
    "nhà cuối ngõ {t}", "cạnh quán {w}", "đợt {n} trong tuần", "ghi bù buổi {d}", "",
)  # fmt: skip
PLACES = (
    "Phổ Cường", "Mỹ Trang", "Nga Mân", "Thủy Triều", "Bàn Thạch", "Lâm Bình", "Xuân Thành", "Thanh Sơn", "Vĩnh Xuân",
    "An Thường", "Hội An", "Nho Lâm", "Du Quang", "Trung Sơn", "Thạch By", "Đồng Vân", "Tân Diêm", "Long Thạnh",
)  # fmt: skip
WARES = (
    "rau",
    "cá",
    "bún",
    "vải",
    "trái cây",
    "cà phê",
    "tạp hóa",
    "hồ",
    "điện",
    "gạo",
    "thịt",
    "bánh mì",
)
DAYS = (
    "mai",
    "chiều mai",
    "thứ hai",
    "thứ 3",
    "T4",
    "sáng thứ năm",
    "cuối tuần",
    "chủ nhật",
    "tuần sau",
)
JOINS = (", ", ". ", " - ", "; ", " vì ", "\u2026 ", " (", " ")
SHORT = (
    ("không", "ko"),
    ("được", "đc"),
    ("người", "ng"),
    ("điện thoại", "đt"),
    ("với", "vs"),
    ("tin nhắn", "tn"),
)


@dataclass
class Notes:
    """Notes from a seed. Each is another one: a server that remembers what it has looked through gains
    nothing by that."""

    rng: Random
    _told: set[str] = field(default_factory=set)

    def next(self) -> str:
        """A note that was not told before, of at most so many code points as the app lets in."""
        while True:
            note = self._hurried(self._said())[:LONGEST_TEXT].strip()
            if note not in self._told:
                self._told.add(note)
                return note

    def _said(self) -> str:
        rng = self.rng
        parts = [
            f"{rng.choice(WHOM)} {rng.choice(DID)}",
            rng.choice(STATE),
            rng.choice(WHY),
            rng.choice(SIDE),
        ]
        # A third are two words and a number, few tell all of it.
        first = rng.choice((0, 0, 0, 1))
        parts = [each for each in parts[first : first + rng.choice((2, 2, 3, 4))] if each]
        if rng.random() < 0.2:
            rng.shuffle(parts)
        text = parts[0]
        for each in parts[1:]:
            join = rng.choice(JOINS)
            text += join + each + (")" if "(" in join else "")
        return text.format(
            n=rng.randint(2, 40), m=rng.randint(5, 60), t=rng.randint(1, 29), c=rng.randint(6, 12),
            e=rng.randint(10, 99), h=f"{rng.randint(7, 17)}h{rng.randrange(60):02d}",
            p=rng.choice(PLACES), w=rng.choice(WARES), d=rng.choice(DAYS),
        )  # fmt: skip

    def _hurried(self, text: str) -> str:
        rng = self.rng
        for whole, short in SHORT:
            if rng.random() < 0.25:
                text = text.replace(whole, short)
        if rng.random() < 0.5:
            text = text[:1].upper() + text[1:]
        if rng.random() < 0.1:
            text = _unmarked(text)
        return text + rng.choice(("", "", "", ".", " ạ", "!", "..", " nha"))


def _unmarked(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in parts if not unicodedata.combining(each))
