"""What the public pages of sites say beside what was written of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The sentences of one language."""

    sites: str
    why: str
    none: str
    facts: str
    source: str
    checked: str
    way: str
    map: str
    point: str
    keeper: str
    owner: str
    code: str
    updated: str
    photo: str
    no_picture: str
    listen: str
    transcript: str
    recording: str
    withdrawn: str
    withdrawn_why: str
    unknown: str
    unknown_why: str
    to_sites: str
    wait: str
    wait_why: str
    other: str


WORDS = {
    "vi": Words(
        sites="Di tích và địa chỉ đỏ",
        why="Những nơi do Đoàn Thanh niên cùng đơn vị quản lý di tích giới thiệu. Trang đã xem mở lại được khi "
        "không có mạng.",
        none="Chưa có nơi nào được giới thiệu.",
        facts="Điều đã kiểm chứng",
        source="Nguồn:",
        checked="Kiểm tra ngày",
        way="Đường đến",
        map="Mở bằng ứng dụng bản đồ",
        point="Tọa độ:",
        keeper="Đơn vị quản lý",
        owner="Đơn vị giới thiệu",
        code="Mã trên bảng",
        updated="Cập nhật ngày",
        photo="Ảnh:",
        no_picture="Ảnh tạm thời chưa có. Trong ảnh:",
        listen="Nghe giới thiệu",
        transcript="Đọc lời trong bản ghi âm",
        recording="Bản ghi:",
        withdrawn="Trang này đã được thu lại",
        withdrawn_why="Trang giới thiệu “{title}” không còn công bố. Cần hỏi thêm: liên hệ {owner}.",
        unknown="Không có trang này",
        unknown_why="Nhờ bà con xem lại địa chỉ, hoặc quét lại mã QR trên bảng.",
        to_sites="Xem các nơi được giới thiệu",
        wait="Chưa mở được trang",
        wait_why="Có quá nhiều lượt mở sai địa chỉ từ mạng đang dùng. Nhờ bà con đợi {seconds} giây rồi tải lại.",
        other="English",
    ),
    "en": Words(
        sites="Heritage sites",
        why="Places that the Youth Union presents together with those who keep them.",
        none="No place is presented yet.",
        facts="What was checked",
        source="Source:",
        checked="Checked on",
        way="How to get there",
        map="Open in a map app",
        point="Coordinates:",
        keeper="Kept by",
        owner="Presented by",
        code="Code on the plaque",
        updated="Updated on",
        photo="Photo:",
        no_picture="The picture is not here for now. It shows:",
        listen="Listen",
        transcript="Read what is said",
        recording="Recording:",
        withdrawn="This page was withdrawn",
        withdrawn_why="The page about “{title}” is not public any more. To ask more: {owner}.",
        unknown="There is no such page",
        unknown_why="There is no such page. Please compare the address, or scan the QR code again.",
        to_sites="See all places",
        wait="The page cannot be opened yet",
        wait_why="This network asked for too many pages that there are not. Wait {seconds} seconds, then reload.",
        other="Tiếng Việt",
    ),
}
