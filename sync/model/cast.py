"""Who is there at the beginning: two teams, their people and the catalogue."""

from datetime import date, datetime, timedelta, timezone

from ..permission import Membership, Role

VIETNAM = timezone(timedelta(hours=7))
BEGINNING = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)

PHO_CUONG = "7c000000-0000-4000-8000-000000000001"
PHO_NINH = "7c000000-0000-4000-8000-000000000002"
TEAMS = (PHO_CUONG, PHO_NINH)

LAN = "1a000000-0000-4000-8000-000000000001"
MINH = "1a000000-0000-4000-8000-000000000002"
HA = "1a000000-0000-4000-8000-000000000003"
THU = "1a000000-0000-4000-8000-000000000004"
BAO = "1a000000-0000-4000-8000-000000000005"
NAMES = {LAN: "Lan", MINH: "Minh", HA: "Hà", THU: "Thu", BAO: "Bảo"}

CODES = {
    "service": frozenset({"DD01", "TT04"}),
    "outcome": frozenset({"XONG", "KHONG"}),
    "reason": frozenset({"MAY1"}),
    "place_kind": frozenset({"CHO", "NVH"}),
    "age_band": frozenset({"KHONGHOI", "60"}),
    "affiliation": frozenset({"DOAN"}),
}
COUNTING = frozenset({"XONG"})

CITIZEN = "0912345678"
"""What somebody types into a note although nobody may: it must stand nowhere on the server."""


def first_memberships() -> tuple[Membership, ...]:
    """Everybody stands in a team since a month before the beginning; Thu joins later."""
    since = (BEGINNING - timedelta(days=30)).date()
    return (
        _membership(LAN, PHO_CUONG, "volunteer", since),
        _membership(MINH, PHO_CUONG, "volunteer", since),
        _membership(HA, PHO_CUONG, "lead", since),
        _membership(BAO, PHO_NINH, "lead", since),
    )


def _membership(member: str, team: str, role: Role, since: date) -> Membership:
    return Membership(member, team, role, "DOAN", since)
