"""What stands beside the three figures, kept by the act itself and proved (PROTOCOL 5.18)."""

from datetime import date

from sqlalchemy import select

from server.database.engine import db
from server.database.sql import fetch
from server.totals.boundaries import UnitScope
from server.totals.further_figures import further_query
from server.totals.periods import periods_between
from server.totals.tables import FigureTally
from server.totals.use_cases.recounting import rebuild, recount
from tests.server.directory.changing import MERGE, ask
from tests.server.heritage.sites import publish
from tests.server.papers.papers import add as add_paper
from tests.server.papers.test_openings import opening
from tests.town import CLUSTER, KHANH_CUONG, PROVINCE, TEAM, Town
from tests.wires import Browser

MEETING = {
    "unit": KHANH_CUONG,
    "name": "Hội nghị tổng kết",
    "kind": "hoi_nghi",
    "from": "2026-11-24",
    "to": "2026-12-02",
    "place": "Hội trường",
    "teams": [TEAM],
}
NOVEMBER, DECEMBER = (
    (date(2026, 11, 1), date(2026, 11, 30)),
    (date(2026, 12, 1), date(2026, 12, 31)),
)


def figures(
    town: Town, unit: str, span: tuple[date, date] = NOVEMBER
) -> dict[tuple[str, str], int]:
    with town.app.app_context():
        scopes = UnitScope(unit, "now").scopes()
        found = fetch(db.session, further_query(scopes, periods_between(*span)))
        assert recount().differences == []
        return dict(found)


def add_activity(desk: Browser, **parts: object) -> str:
    answer = desk.post("/api/activities", {**MEETING, **parts})
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def test_an_activity_counts_by_its_kind_on_its_first_day_until_it_is_called_off(town: Town) -> None:
    desk = town.desk()
    meeting = add_activity(desk)
    add_activity(desk, name="Đại hội Đoàn cụm", kind="dai_hoi", unit=CLUSTER)
    assert figures(town, KHANH_CUONG) == {("activities", "hoi_nghi"): 1}
    both = {("activities", "hoi_nghi"): 1, ("activities", "dai_hoi"): 1}
    assert figures(town, CLUSTER) == figures(town, PROVINCE) == both
    later = {"from": "2026-12-01", "kind": "tap_huan"}
    assert desk.put(f"/api/activities/{meeting}", {**MEETING, **later}).status == 200
    assert figures(town, KHANH_CUONG) == {}
    assert figures(town, KHANH_CUONG, DECEMBER) == {("activities", "tap_huan"): 1}
    assert desk.delete(f"/api/activities/{meeting}").status == 204
    assert figures(town, KHANH_CUONG, DECEMBER) == {}


def test_papers_their_openings_and_sites_count_for_the_unit_that_took_their_units_place(
    town: Town,
) -> None:
    desk, lan, minh = town.desk(), town.lan(), town.minh()
    paper, gone = (add_paper(desk, unit=KHANH_CUONG)["id"] for _ in range(2))
    for phone in (lan, minh):
        phone.sync(opening(phone, paper), opening(phone, gone), opening(phone, paper))
    assert desk.delete(f"/api/papers/{gone}").status == 204
    publish(town, desk)
    told = {("papers", "ke_hoach"): 1, ("opened", ""): 4, ("sites", ""): 1}
    assert figures(town, KHANH_CUONG) == figures(town, CLUSTER) == told
    assert ask(town.desk("quan"), MERGE).status == 200
    with town.app.app_context():
        (unit,) = [
            each.id
            for each in UnitScope(CLUSTER, "now").children(*NOVEMBER)
            if each.code == "21999"
        ]
    assert figures(town, unit) == figures(town, CLUSTER) == told


def test_what_is_wrong_is_found_and_mended(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    paper = add_paper(desk)["id"]
    lan.sync(opening(lan, paper))
    add_activity(desk)
    with town.app.app_context():
        for row in db.session.scalars(select(FigureTally).where(FigureTally.figure == "opened")):
            row.n += 1
        db.session.commit()
        wrong = {each.table for each in recount().differences}
        assert wrong == {"figure_tally"}
        assert rebuild().differences != []
        assert recount().differences == []
