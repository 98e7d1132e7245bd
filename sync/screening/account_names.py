"""Tells the name of somebody's account from speech: "lan.nguyen.79", "@lan79", "hoa_le"."""

from __future__ import annotations

import re

from .field_forms import is_field_form

_NAME = re.compile(r"[a-z0-9._-]{4,40}")
# Groups and pages of the Union, of communes and of schools are nobody's.
_PUBLIC = re.compile(
    r"^(groups?|g|share|watch|reel|events?|stories|photo|hashtag|login|help|pages|search)\b"
    r"|doan|tuoitre|thanhnien|ducpho|khanhcuong|tracau|sahuynh|nguyennghiem|quangngai|phuong|ubnd|"
    r"congan|mttq|vneid|truong|thpt|thcs|tieuhoc|chuyendoi|official|tintuc"
)


def is_public_page(path: str) -> bool:
    """Tell whether the path of a social network is a page or group of the public."""
    return _PUBLIC.search(path) is not None


def is_account_name(core: str) -> bool:
    """Tell whether folded text without spaces reads as the name of an account."""
    name = core[1:] if core[:1] == "@" else core
    if not _NAME.fullmatch(name) or is_field_form(name) or is_public_page(name):
        return False
    if sum("a" <= char <= "z" for char in name) < 2 or name.endswith((".com", ".vn")):
        return False
    mixed = name[0] >= "a" and any("0" <= char <= "9" for char in name)
    return mixed or core != name or "_" in name.strip("-_.") or name.count(".") > 1
