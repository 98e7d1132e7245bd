"""What kinds of sites there are and what is drawn of them, in Vietnamese and English."""

from pathlib import Path

KINDS = {
    "lich_su": ("Di tích lịch sử", "Historical site"),
    "khao_co": ("Di tích khảo cổ", "Archaeological site"),
    "kien_truc": ("Di tích kiến trúc nghệ thuật", "Architecture and art"),
    "danh_lam": ("Danh lam thắng cảnh", "Scenic place"),
    "dia_chi_do": ("Địa chỉ đỏ", "Revolutionary site"),
    "cong_trinh": ("Công trình", "Public work"),
    "lang_nghe": ("Làng nghề truyền thống", "Craft village"),
}

FOLDER = Path(__file__).parent / "drawings"
DRAWINGS = {
    "bia": ("Hình vẽ một tấm bia đá giữa hàng cây", "A drawing of a stone stele among trees"),
    "nha": (
        "Hình vẽ một ngôi nhà mái cao cong vút bên hồ nước",
        "A drawing of a house with a tall curved roof beside a pond",
    ),
    "chum": (
        "Hình vẽ ba chiếc chum gốm trong lớp cát",
        "A drawing of three earthen jars in layers of sand",
    ),
    "dam": (
        "Hình vẽ mặt đầm với chiếc thuyền nhỏ, sau lưng là núi",
        "A drawing of a lagoon with a small boat, hills behind it",
    ),
    "muoi": (
        "Hình vẽ ruộng muối với những đống muối trắng dưới nắng",
        "A drawing of salt pans with white heaps in the sun",
    ),
    "huyen_duong": (
        "Hình vẽ tòa nhà cũ với lá cờ đỏ trên mái",
        "A drawing of an old office with a red flag on its roof",
    ),
    "luy": (
        "Hình vẽ bờ lũy đá chạy trên sườn đồi",
        "A drawing of a stone rampart along a hillside",
    ),
}
"""Drawings of ours by name: what each shows, for whoever does not see it."""


def drawing(name: str) -> bytes | None:
    """The SVG of a drawing, or None."""
    return (FOLDER / f"{name}.svg").read_bytes() if name in DRAWINGS else None
