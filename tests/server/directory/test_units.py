"""Loading units, and GET /api/units and /api/teams: what each coordinator sees of the tree."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.tables import AuditEntry
from server.audit.writing import SYSTEM
from server.database.engine import db
from server.directory.use_cases.create_team import Placement, create_team
from server.directory.use_cases.import_units import COLUMNS, DATA, UnitsError, import_units, unit_id
from server.organisation.tables import Unit
from server.totals.use_cases.recounting import recount
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, PHO_CUONG, TEAM, TRA_CAU, Town

HEAD = ",".join(COLUMNS) + "\n"


def write(folder: Path, *lines: str) -> Path:
    file = folder / "units.csv"
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_loading_again_changes_nothing(app: Flask) -> None:
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(AuditEntry))
        assert import_units() == (24, 0)
        assert db.session.scalar(select(func.count()).select_from(Unit)) == 24
        assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_a_corrected_name_is_taken_over(app: Flask, tmp_path: Path) -> None:
    file = write(tmp_path, "X1,2026-01-01,,Một,tinh,,,", "X2,2026-01-01,,Hai,xa,X1,,")
    with app.app_context():
        assert import_units(file) == (2, 2)
        file.write_text(file.read_text(encoding="utf-8").replace("Hai", "Ba"), encoding="utf-8")
        assert import_units(file) == (2, 1)
        unit = db.session.get_one(Unit, unit_id("X2", "2026-01-01"))
        assert (unit.name, unit.parent_id) == ("Ba", unit_id("X1", "2026-01-01"))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["X2,2026-01-01,,Hai,xa,X1,,"], "no unit X1 was valid"),
        (["X1,2026-01-01,2025-01-01,Một,tinh,,,"], "ends before it begins"),
        (["X1,2026-01-01,,,tinh,,,"], "are needed"),
        (["X1,2026-01-01,,Một,tinh,,X9,2026-01-01"], "X9 is not in the file"),
        (["X1,2026-01-01,,Một,xa,X2,,", "X2,2026-01-01,,Hai,xa,X1,,"], "its own parent"),
    ],
)
def test_files_that_cannot_be_taken(
    app: Flask, tmp_path: Path, lines: list[str], says: str
) -> None:
    with app.app_context():
        with pytest.raises(UnitsError, match=says):
            import_units(write(tmp_path, *lines))
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(Unit)) == 24


def test_son_sees_his_cluster_and_what_it_came_from(town: Town) -> None:
    rows = town.desk().get("/api/units").json["rows"]
    assert len(rows) == 6 + 16
    by_id = {row["id"]: row for row in rows}
    assert by_id[CLUSTER]["valid_to"] is None
    assert by_id[PHO_CUONG]["successors"] == [KHANH_CUONG]


def test_an_administrator_sees_all_units_and_no_team(town: Town) -> None:
    desk = town.desk("quan")
    assert len(desk.get("/api/units").json["rows"]) == 24
    assert desk.get("/api/teams").code == "wrong_role"


def test_a_communes_coordinator_sees_the_commune(town: Town) -> None:
    with town.app.app_context():
        create_account("thu", "Thu", "coordinator", TRA_CAU, PASSWORD)
    desk = town.desk("thu")
    assert [row["id"] for row in desk.get("/api/teams").json["rows"]] == [OTHER_TEAM]
    assert desk.get(f"/api/teams/{TEAM}").code == "not_found"
    assert desk.get(f"/api/teams?unit={KHANH_CUONG}").code == "not_found"
    assert CLUSTER not in [row["id"] for row in desk.get("/api/units").json["rows"]]


def test_teams_by_unit(town: Town) -> None:
    desk = town.desk()
    assert {row["id"] for row in desk.get("/api/teams").json["rows"]} == {TEAM, OTHER_TEAM}
    rows = desk.get(f"/api/teams?unit={KHANH_CUONG}").json["rows"]
    assert [row["id"] for row in rows] == [TEAM]
    assert rows[0]["unit"] == {"id": KHANH_CUONG, "name": "Khánh Cường", "kind": "xa"}
    rows = desk.get(f"/api/teams?unit={PHO_CUONG}").json["rows"]
    assert [row["id"] for row in rows] == [TEAM]


def test_a_lead_sees_the_own_team_only(town: Town) -> None:
    ha = town.ha()
    assert [row["id"] for row in ha.web.get("/api/teams").json["rows"]] == [TEAM]
    assert ha.web.get(f"/api/teams/{OTHER_TEAM}").code == "not_found"
    (member,) = ha.web.get(f"/api/teams/{TEAM}").json["members"]
    assert (member["name"], member["role"], member["from"]) == ("Hà", "lead", "2026-11-24")


def test_a_unit_in_which_records_count_keeps_its_parent(town: Town, tmp_path: Path) -> None:
    lan = town.lan()
    text = DATA.read_text(encoding="utf-8")
    file = tmp_path / "units.csv"
    head, _, rest = text.partition(",Khánh Cường,xa,CUM-DP")
    file.write_text(f"{head},Khánh Cường,xa,51{rest}", encoding="utf-8")
    lan.sync(lan.session())
    with town.app.app_context():
        with pytest.raises(UnitsError, match="records count in it already"):
            import_units(file)
        db.session.rollback()
        assert recount().differences == []


def test_a_team_that_moved_away_is_in_the_new_units_care_alone(town: Town) -> None:
    with town.app.app_context():
        team = create_team(
            SYSTEM,
            "doi_hinh",
            "Đội dời",
            [Placement(KHANH_CUONG, "2025-07-01", "2025-12-31"), Placement(TRA_CAU, "2026-01-01")],
        )
        create_account("before", "Trước", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("after", "Sau", "coordinator", TRA_CAU, PASSWORD)
    waiting = town.phone("Mai", team, auto_approve=False)
    before, after = town.desk("before"), town.desk("after")
    decision = f"/api/enrolments/{waiting.device}/{waiting.member}/decision"
    assert before.get("/api/enrolments").json["rows"] == []
    for desk, found in ((before, False), (after, True)):
        assert (team in {row["id"] for row in desk.get("/api/teams").json["rows"]}) == found
        assert desk.get(f"/api/teams/{team}").status == (200 if found else 404)
        made = desk.post(f"/api/teams/{team}/invitations", {})
        assert made.status == (201 if found else 404)
        decided = desk.post(decision, {"decision": "approve"})
        assert decided.status == (200 if found else 404)
