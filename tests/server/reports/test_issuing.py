"""Whose paper it is, and to whom they report."""

import pytest

from server.organisation.unit_names import titled
from server.reports.issuing import (
    issuer,
    organisation,
    place,
    recipients,
    signature,
    superior,
)
from tests.server.reports.content import unit

DUC_PHO = unit("Đức Phổ", "phuong")
CLUSTER = unit("Cụm Đức Phổ", "cum")
PROVINCE = unit("Quảng Ngãi", "tinh")


@pytest.mark.parametrize(
    ("who", "head", "said", "where"),
    [
        (DUC_PHO, "BCH ĐOÀN PHƯỜNG ĐỨC PHỔ", "phường Đức Phổ", "Đức Phổ"),
        (unit("Khánh Cường", "xa"), "BCH ĐOÀN XÃ KHÁNH CƯỜNG", "xã Khánh Cường", "Khánh Cường"),
        (unit("Lý Sơn", "dac_khu"), "BCH ĐOÀN ĐẶC KHU LÝ SƠN", "đặc khu Lý Sơn", "Lý Sơn"),
        (CLUSTER, "CỤM ĐOÀN ĐỨC PHỔ", "cụm Đức Phổ", "Đức Phổ"),
        (PROVINCE, "BCH TỈNH ĐOÀN QUẢNG NGÃI", "tỉnh Quảng Ngãi", "Quảng Ngãi"),
        (unit("Đức Phổ", "thi_xa"), "BCH THỊ ĐOÀN ĐỨC PHỔ", "thị xã Đức Phổ", "Đức Phổ"),
        (unit("An Thạch", "thon"), "CHI ĐOÀN THÔN AN THẠCH", "thôn An Thạch", "An Thạch"),
        (unit("Tổ dân phố 4", "thon"), "CHI ĐOÀN TỔ DÂN PHỐ 4", "tổ dân phố 4", "Tổ dân phố 4"),
    ],
)
def test_a_unit_has_its_names(who: dict[str, str], head: str, said: str, where: str) -> None:
    assert (issuer(who), titled(who), place(who)) == (head, said, where)


def test_a_cluster_is_nobodys_superior() -> None:
    over = superior([CLUSTER, PROVINCE])
    assert over is PROVINCE
    assert organisation(over) == "Tỉnh đoàn Quảng Ngãi"
    assert superior([]) is None


def test_who_gets_the_paper_and_for_whom_it_is_signed() -> None:
    assert recipients(DUC_PHO, PROVINCE) == [
        "- Tỉnh đoàn Quảng Ngãi (b/c);",
        "- Đảng ủy, UBND phường Đức Phổ (b/c);",
        "- Các chi đoàn;",
        "- Lưu: VP.",
    ]
    assert "- Đoàn các xã, phường trong cụm;" in recipients(CLUSTER, PROVINCE)
    assert "- Trung ương Đoàn (b/c);" in recipients(PROVINCE, None)
    assert signature(DUC_PHO) == ("TM. BAN THƯỜNG VỤ", "BÍ THƯ")
    assert signature(unit("An Thạch", "thon")) == ("TM. BAN CHẤP HÀNH", "BÍ THƯ")
    assert signature(CLUSTER) == ("TM. CỤM ĐOÀN", "CỤM TRƯỞNG")
