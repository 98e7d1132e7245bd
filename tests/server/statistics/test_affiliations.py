"""As what a member took part on a day: by the membership of the day, else by the nearest one."""

from datetime import date

from server.totals.affiliations import affiliation_on
from sync.membership import Membership

LAN, TEAM, OTHER_TEAM = "lan", "team", "other team"


def time(affiliation: str, start: str, end: str | None = None, team: str = TEAM) -> Membership:
    last = date.fromisoformat(end) if end else None
    return Membership(LAN, team, "volunteer", affiliation, date.fromisoformat(start), last)


def test_the_membership_of_the_day_says_it() -> None:
    times = [time("DOAN", "2026-11-01", "2026-11-09"), time("CONGAN", "2026-11-20")]
    found = {day: affiliation_on(times, TEAM, f"2026-11-{day:02}") for day in (1, 9, 10, 20, 30)}
    assert found == {1: "DOAN", 9: "DOAN", 10: "CONGAN", 20: "CONGAN", 30: "CONGAN"}
    assert affiliation_on(times, TEAM, "2026-10-01") == "DOAN"
    assert affiliation_on(times, OTHER_TEAM, "2026-11-01") == "KHAC"


def test_on_the_day_of_a_move_each_team_has_its_own() -> None:
    """Lan comes back to the team later, as something else."""
    times = [
        time("DOAN", "2026-11-01", "2026-11-09"),
        time("DN", "2026-11-10", "2026-11-19", OTHER_TEAM),
        time("CONGAN", "2026-11-20"),
    ]
    assert affiliation_on(times, TEAM, "2026-11-10") == "DOAN"
    assert affiliation_on(times, OTHER_TEAM, "2026-11-10") == "DN"
    assert affiliation_on(times, OTHER_TEAM, "2026-11-20") == "DN"
    assert affiliation_on(times, TEAM, "2026-11-11") == "CONGAN"
