"""Two plain words that a volunteer and the lead compare before a phone is approved."""

_FIRST = (
    "sông", "núi", "biển", "đồng", "làng", "chợ", "cầu", "đò",
    "trăng", "nắng", "mưa", "gió", "mây", "sao", "lửa", "đất",
    "lúa", "ngô", "khoai", "sắn", "mía", "dừa", "chuối", "xoài",
    "tre", "trúc", "sen", "cúc", "mai", "đào", "bàng", "phượng",
)  # fmt: skip
_SECOND = (
    "xanh", "đỏ", "vàng", "trắng", "tím", "hồng", "nâu", "xám",
    "lớn", "nhỏ", "cao", "thấp", "dài", "ngắn", "rộng", "hẹp",
    "mới", "cũ", "ấm", "mát", "thơm", "ngọt", "chua", "bùi",
    "sáng", "trong", "nhanh", "chậm", "hiền", "vui", "khỏe", "chắc",
)  # fmt: skip

PHRASES = len(_FIRST) * len(_SECOND)


def two_word_phrase(n: int) -> str:
    """One of 1,024 phrases, such as "sông xanh"; `n` comes from a source of randomness."""
    first, second = divmod(n % PHRASES, len(_SECOND))
    return f"{_FIRST[first]} {_SECOND[second]}"
