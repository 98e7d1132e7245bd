"""What a unit is called with what it is. A unit is a mapping with its name and kind. Pure."""

from collections.abc import Mapping
from typing import Any, Protocol

Unit = Mapping[str, Any]
CLUSTER, PROVINCE, HAMLET = "cum", "tinh", "thon"

_KINDS = {
    "tinh": "tỉnh", "cum": "cụm", "thanh_pho": "thành phố", "thi_xa": "thị xã", "huyen": "huyện",
    "xa": "xã", "phuong": "phường", "thi_tran": "thị trấn", "dac_khu": "đặc khu", "thon": "thôn",
}  # fmt: skip
_HAMLETS = ("thôn ", "tổ ", "khu ", "khối ", "xóm ", "làng ")


def titled(unit: Unit) -> str:
    """The unit with what it is, inside a sentence: "phường Đức Phổ", "cụm Đức Phổ"."""
    kind, name = _KINDS.get(unit["kind"], ""), str(unit["name"])
    if unit["kind"] == HAMLET and name.lower().startswith(_HAMLETS):
        return name[:1].lower() + name[1:]
    return f"{kind} {bare(unit)}".strip()


class Named(Protocol):
    """A row of a unit."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def kind(self) -> str:
        """What it is."""


def formal_name(unit: Named | None) -> str:
    """The same where it stands alone: "Phường Đức Phổ"; nothing of none."""
    said = titled({"name": unit.name, "kind": unit.kind}) if unit else ""
    return said[:1].upper() + said[1:]


def bare(unit: Unit) -> str:
    """The name without what it is: "Đức Phổ" of "Cụm Đức Phổ"."""
    kind, name = _KINDS.get(unit["kind"], ""), str(unit["name"])
    if kind and name.lower().startswith(f"{kind} "):
        return name[len(kind) + 1 :]
    return name
