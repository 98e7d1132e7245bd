"""Who reports to whom, in the words of official papers. A unit is a mapping with its name and kind."""

from collections.abc import Sequence

from server.organisation.store import units
from server.organisation.unit_names import CLUSTER, HAMLET, PROVINCE, Unit, bare, titled

_UNIONS = {
    "tinh": "Tỉnh đoàn", "cum": "Cụm Đoàn", "thanh_pho": "Thành đoàn", "thi_xa": "Thị đoàn",
    "huyen": "Huyện đoàn",
}  # fmt: skip


def place(unit: Unit) -> str:
    """Where a paper of the unit is signed: "Đức Phổ"."""
    return bare(unit)


def organisation(unit: Unit) -> str:
    """The Union there, inside a sentence: "Đoàn phường Đức Phổ", "Cụm Đoàn Đức Phổ"."""
    if unit["kind"] in _UNIONS:
        return f"{_UNIONS[unit['kind']]} {bare(unit)}"
    return f"{'Chi đoàn' if unit['kind'] == HAMLET else 'Đoàn'} {titled(unit)}"


def organisation_today(unit_id: str) -> str:
    """The Union that looks today after what was a unit's: of that one, or of all that took its place."""
    known = units.known_units()
    owners = sorted(units.tree().all_today(unit_id)) or [unit_id]
    names = [organisation({"name": known[each].name, "kind": known[each].kind}) for each in owners]
    return ", ".join(names)


def issuer(unit: Unit) -> str:
    """Whose paper it is, as its head says it: "BCH ĐOÀN PHƯỜNG ĐỨC PHỔ". A cluster has no
    committee of its own, and a hamlet's members are one."""
    committee = "" if unit["kind"] in (CLUSTER, HAMLET) else "BCH "
    return f"{committee}{organisation(unit)}".upper()


def superior(above: Sequence[Unit]) -> Unit | None:
    """Of the units above one, the nearest first, that to which it reports. A cluster only helps to
    coordinate."""
    return next((unit for unit in above if unit["kind"] != CLUSTER), None)


def signature(unit: Unit) -> tuple[str, str]:
    """In whose name the paper is signed, and by whom. A cluster has no committee: whoever heads it
    signs for it."""
    if unit["kind"] == CLUSTER:
        return f"TM. {_UNIONS[CLUSTER].upper()}", "CỤM TRƯỞNG"
    committee = "BAN CHẤP HÀNH" if unit["kind"] == HAMLET else "BAN THƯỜNG VỤ"
    return f"TM. {committee}", "BÍ THƯ"


def recipients(unit: Unit, over: Unit | None) -> list[str]:
    """Who gets the paper, as the list at its foot has it."""
    upward = [f"- {organisation(over)} (b/c);"] if over else []
    if unit["kind"] == PROVINCE:
        return [
            "- Trung ương Đoàn (b/c);",
            "- Thường trực Tỉnh ủy, UBND tỉnh (b/c);",
            "- Đoàn các xã, phường, đặc khu;",
            "- Lưu: VP.",
        ]
    if unit["kind"] == CLUSTER:
        return [*upward, "- Đoàn các xã, phường trong cụm;", "- Lưu: VP."]
    if unit["kind"] == HAMLET:
        return [*upward, "- Lưu: Chi đoàn."]
    return [*upward, f"- Đảng ủy, UBND {titled(unit)} (b/c);", "- Các chi đoàn;", "- Lưu: VP."]
