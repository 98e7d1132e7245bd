"""From a team's figures to its people and their sessions."""

from tests.phones import Phone
from tests.town import OTHER_TEAM, TEAM, Town

DAYS = "from=2026-11-01&to=2026-11-24"


def at_work(asker: Phone, days: str = DAYS, team: str = TEAM) -> dict[str, tuple[int, int]]:
    rows = asker.web.get(f"/api/tallies/members?{days}&team={team}").json["rows"]
    return {row["name"]: (row["sessions"], row["days"]) for row in rows}


def test_who_took_part_in_how_many_sessions_and_on_how_many_days(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    lan.sync(
        lan.session(day="2026-11-24", companions=[ha.member]),
        lan.session(day="2026-11-24"),
        lan.session(day="2026-11-23"),
    )
    gone = lan.session(day="2026-11-20")
    lan.sync(gone)
    lan.sync(lan.edit(gone["record"], {"status": "void"}, {"status": "live"}))
    assert at_work(ha) == {"Lan": (3, 2), "Hà": (1, 1)}
    assert at_work(ha, "from=2026-11-23&to=2026-11-23") == {"Lan": (1, 1)}


def test_the_sessions_of_one_member_are_those_they_wrote_and_those_they_went_along(
    town: Town,
) -> None:
    lan, ha = town.lan(), town.ha()
    mine, together, hers = (
        lan.session(),
        lan.session(companions=[ha.member]),
        ha.session(),
    )
    lan.sync(mine, together)
    ha.sync(hers)
    desk = town.desk()

    def of(member: str) -> set[str]:
        rows = desk.get(f"/api/help-sessions?{DAYS}&team={TEAM}&member={member}").json["rows"]
        return {row["id"] for row in rows}

    assert of(ha.member) == {together["record"], hers["record"]}
    assert of(lan.member) == {mine["record"], together["record"]}
    file = desk.get(f"/api/exports/help-sessions.csv?{DAYS}&member={ha.member}").body
    assert file.count(b"\r\n") == 1 + 2


def test_nobody_is_told_of_the_people_of_another_team(town: Town) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    tam.sync(tam.session())
    path = f"/api/tallies/members?{DAYS}&team={OTHER_TEAM}"
    assert town.lan().web.get(path).code == "not_found"
    assert town.desk().get(path).json["rows"][0]["name"] == "Tâm"
