"""Members and units as spreadsheets: the columns, in Vietnamese, and the words in their cells."""

from collections.abc import Mapping

from server.organisation.days import DAYS_OF_TEAMS, DAYS_OF_UNITS
from server.spreadsheets.sheet import Column, Sheet
from sync.text import fold

MEMBERS = Sheet(
    "Thành viên",
    (
        Column("name", "Họ và tên", 26, ("Họ tên", "Tên", "Full name", "Name"), needed=True),
        Column("team", "Đội", 34, ("Tên đội", "Đội hình", "Team")),
        Column("team_code", "Mã đội", 12, ("Team code",)),
        Column("role", "Vai trò", 18, ("Role",)),
        Column("affiliation", "Lực lượng", 22, ("Affiliation", "Force")),
        Column("first", "Từ ngày", 13, ("From",), kind="day", days=DAYS_OF_TEAMS),
        Column("last", "Đến ngày", 13, ("Đến hết ngày", "To"), kind="day", days=DAYS_OF_TEAMS),
        Column("id", "Mã", 12, ("Mã người", "Code", "ID"), clipped=True),
    ),
)
UNITS = Sheet(
    "Đơn vị",
    (
        Column("code", "Mã", 12, ("Mã đơn vị", "Code"), needed=True),
        Column("name", "Tên", 32, ("Tên đơn vị", "Name"), needed=True),
        Column("kind", "Loại", 20, ("Loại đơn vị", "Kind"), needed=True),
        Column("parent", "Thuộc (mã)", 14, ("Thuộc", "Thuộc mã", "Parent")),
        Column("first", "Từ ngày", 13, ("From",), kind="day", days=DAYS_OF_UNITS),
        Column("last", "Đến ngày", 13, ("Đến hết ngày", "To"), kind="day", days=DAYS_OF_UNITS),
    ),
)
ROLES: Mapping[str, str] = {"volunteer": "Tình nguyện viên", "lead": "Đội trưởng"}
KINDS: Mapping[str, str] = {
    "tinh": "Tỉnh",
    "cum": "Cụm",
    "thanh_pho": "Thành phố",
    "thi_xa": "Thị xã",
    "huyen": "Huyện",
    "xa": "Xã",
    "phuong": "Phường",
    "thi_tran": "Thị trấn",
    "dac_khu": "Đặc khu",
    "thon": "Thôn, tổ dân phố",
}
"""The kinds of units as pwa/src/i18n/vi/lead/units.json has them."""
_ALSO = {
    "role": {
        "TNV": "volunteer", "Thành viên": "volunteer", "Đội viên": "volunteer", "Đoàn viên": "volunteer",
    },
    "kind": {"Thôn": "thon", "Tổ dân phố": "thon", "TDP": "thon"},
    "affiliation": {
        "Đoàn viên": "DOAN", "Đoàn viên thanh niên": "DOAN", "Đoàn viên - thanh niên": "DOAN",
        "Thanh niên": "DOAN", "Đoàn thanh niên": "DOAN", "Đoàn": "DOAN", "ĐV": "DOAN", "ĐVTN": "DOAN",
        "CA": "CONGAN", "Doanh nghiệp": "DN", "Đối tác": "DN", "Khác": "KHAC",
    },
}  # fmt: skip
FAULTS = (
    "team_unknown",
    "team_ambiguous",
    "team_differs",
    "role_unknown",
    "affiliation_unknown",
    "member_unknown",
    "member_differs",
    "code_bad",
    "first_differs",
    "kind_unknown",
    "kind_not_below",
    "parent_unknown",
    "parent_refused",
    "row_twice",
)
"""What can be wrong with a row, beside cells that cannot be read, what the register names, and
what the book says."""
WARNINGS = (
    "name_ambiguous",
    "name_alike",
    "name_waits",
    "name_left",
    "row_again",
    "first_kept",
    "last_kept",
    "kind_kept",
    "parent_kept",
)
"""What is worth a look and keeps nothing from being written."""


def meaning(kind: str, labels: Mapping[str, str]) -> dict[str, str]:
    """The code for each way in which people write it: its label without marks and capitals, other
    names of it, the code itself. `kind` is role, affiliation or kind."""
    also = _ALSO.get(kind, {}).items()
    found = {fold(name): code for name, code in also if code in labels}
    found |= {fold(code): code for code in labels}
    return found | {fold(label): code for code, label in labels.items()}
