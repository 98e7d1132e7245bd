"""The indicators that come with the server: what a monthly report of the Union tells beside help."""

from typing import NamedTuple


class Usual(NamedTuple):
    """An indicator: its code, its kind, what it is called, and what it is counted in."""

    code: str
    kind: str
    label_vi: str
    label_en: str
    unit_vi: str
    unit_en: str


USUAL = (
    Usual(
        "CONGTRINH", "count",
        "Công trình thanh niên về chuyển đổi số", "Youth works on digital transformation",
        "công trình", "works",
    ),
    Usual(
        "YTUONG", "count",
        "Ý tưởng, sáng kiến được hỗ trợ", "Ideas and initiatives supported",
        "ý tưởng", "ideas",
    ),
    Usual(
        "TAPHUAN", "count",
        "Buổi tập huấn về chuyển đổi số", "Trainings on digital transformation",
        "buổi", "trainings",
    ),
    Usual("TINBAI", "count", "Tin, bài tuyên truyền", "News items and posts", "tin, bài", "posts"),
    Usual("TIEPCAN", "count", "Lượt tiếp cận tin, bài", "Reach of the posts", "lượt", "views"),
    Usual(
        "DIACHIDO", "count",
        "Di tích, địa chỉ đỏ được số hóa", "Heritage places digitised",
        "địa điểm", "places",
    ),
    Usual("NGUONLUC", "count", "Nguồn lực huy động", "Funds raised", "đồng", "đồng"),
    Usual(
        "TL_NANGLUC", "share",
        "Thanh thiếu nhi được nâng cao năng lực số", "Youth and children with better digital skills",
        "%", "%",
    ),
    Usual(
        "TL_DVC", "share",
        "Thanh niên sử dụng dịch vụ công trực tuyến", "Young people who use public services online",
        "%", "%",
    ),
    Usual(
        "TL_TAIKHOAN", "share",
        "Thanh niên có tài khoản thanh toán điện tử", "Young people with an account for e-payment",
        "%", "%",
    ),
)  # fmt: skip
"""The last three are the targets of the initiative for 2023: 60, 40 and 50 %."""
