"""Plausible Vietnamese names, each given once, so that two people are never mixed up on a screen."""

from random import Random

FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Phan",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
WOMEN_MIDDLE = ["Thị", "Thị Kim", "Thị Mỹ", "Thị Thanh", "Ngọc", "Thị Bích", "Thị Thu"]
WOMEN_GIVEN = [
    "Anh", "Diễm", "Dung", "Duyên", "Hiền", "Hoa", "Hương", "Kiều", "Linh", "Ly", "Mai", "My", "Nga",
    "Ngân", "Nhi", "Oanh", "Phượng", "Quyên", "Thảo", "Trang", "Trâm", "Tuyết", "Vân", "Vy", "Yến",
]  # fmt: skip
MEN_MIDDLE = ["Văn", "Minh", "Quốc", "Thanh", "Hữu", "Đức", "Tấn", "Công"]
MEN_GIVEN = [
    "An", "Bảo", "Cường", "Danh", "Dũng", "Hải", "Hiếu", "Hùng", "Huy", "Khánh", "Kiên", "Lâm", "Long",
    "Nam", "Nghĩa", "Phong", "Phúc", "Sang", "Tài", "Thắng", "Thịnh", "Tiến", "Trí", "Tùng", "Vinh",
]  # fmt: skip


class Names:
    """Hands out full names from a seed; never the same one twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given_out: set[str] = set()

    def next(self, *, police: bool = False) -> str:
        """A full name that has not been given out yet; the police of a commune are mostly men."""
        while True:
            woman = self._rng.random() < (0.15 if police else 0.55)
            middles, givens = (WOMEN_MIDDLE, WOMEN_GIVEN) if woman else (MEN_MIDDLE, MEN_GIVEN)
            name = " ".join(self._rng.choice(words) for words in (FAMILIES, middles, givens))
            if name not in self._given_out:
                self._given_out.add(name)
                return name
