"""Reports of weeks, quarters, years, any days and days of action, and the figures beside them: all held
against a count of what was recorded, by nobody's code but this."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from server.accounts.use_cases.password_sign_in import create_account
from server.database.engine import db
from tests.server.directory.changing import NEW
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, ZONE, Town
from tests.wires import Answer, Browser

# Who did what on which day: the team, people helped, turns, and of these those that were completed.
DONE = [
    ("2025-06-28", TEAM, 3, 3, 3),  # at Phổ Cường, which is a part of Khánh Cường by now
    ("2025-10-10", OTHER_TEAM, 4, 4, 0),
    ("2025-11-12", TEAM, 5, 5, 5),
    ("2025-11-24", OTHER_TEAM, 7, 7, 7),
    ("2025-11-27", TEAM, 11, 11, 0),
    ("2026-01-05", TEAM, 13, 13, 13),
    ("2026-08-19", OTHER_TEAM, 17, 17, 17),
    ("2026-10-05", TEAM, 19, 19, 0),
    ("2026-10-24", OTHER_TEAM, 23, 23, 23),
    ("2026-10-30", TEAM, 29, 29, 29),
    ("2026-11-16", TEAM, 31, 31, 31),
    ("2026-11-18", OTHER_TEAM, 37, 37, 0),
    ("2026-11-23", OTHER_TEAM, 41, 41, 41),
    ("2026-11-24", TEAM, 43, 43, 43),
    ("2026-11-24", TEAM, 47, 47, 0),
]
START_OF_ALL = datetime(2025, 7, 2, 9, 0, tzinfo=ZONE)
"""The day after the units became those of today."""
TEAMS = {CLUSTER: {TEAM, OTHER_TEAM}, KHANH_CUONG: {TEAM}, TRA_CAU: {OTHER_TEAM}}


def counted(unit_teams: set[str], days: str) -> dict[str, int]:
    first, last = days.split("..")
    rows = [row for row in DONE if first <= row[0] <= last and row[1] in unit_teams]
    return {
        "people": sum(row[2] for row in rows),
        "turns": sum(row[3] for row in rows),
        "completed": sum(row[4] for row in rows),
        # Each team has one person here: distinct days of a team are its turns.
        "volunteers": len({row[:2] for row in rows}),
        "sessions": len(rows),
    }


@dataclass
class History:
    """Two years of the town."""

    town: Town
    desk: Browser


@pytest.fixture
def history(town: Town) -> History:
    end = town.clock.moment
    town.clock.moment = START_OF_ALL
    phones = {TEAM: town.lan(), OTHER_TEAM: town.phone("Tâm", OTHER_TEAM)}
    for day, team, people, turns, completed in DONE:
        at = datetime.fromisoformat(day).replace(hour=9, tzinfo=ZONE)
        # A phone that is silent for months has to come back first.
        while at - town.clock.moment > timedelta(days=60):
            town.clock.move(days=60)
            for each in phones.values():
                each.sync()
        town.clock.moment = max(at, START_OF_ALL)
        phone, outcome = phones[team], "XONG" if completed else "HEN"
        reasons = [] if completed else ["MAY2"]
        service = {"people": turns, "outcome": outcome, "reasons": reasons}
        session = phone.session(day=day, people=people, **{"services.DD01": service})
        phone.sync(session)
    town.clock.moment = end
    return History(town, town.desk())


def told(desk: Browser, **query: str) -> dict[str, Any]:
    answer = desk.get("/api/reports?" + "&".join(f"{name}={said}" for name, said in query.items()))
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.json
    return found


def of_days(desk: Browser, unit: str, days: str) -> dict[str, Any]:
    first, last = days.split("..")
    return told(desk, unit=unit, **{"from": first, "to": last})


def own(report: dict[str, Any]) -> dict[str, int]:
    outcomes = {row["key"]: row["people"] for row in report["outcomes"]}
    return {**report["total"], "completed": outcomes.get("XONG", 0)}


# As of 24 November 2026: a period, with which others it is compared, and how far its year has come.
PERIODS = [
    (
        *("month", "2026-11-01..2026-11-30", "2026-10-01..2026-10-24"),
        *("2025-11-01..2025-11-24", "2026-01-01..2026-11-24"),
    ),
    (
        *("month", "2026-10-01..2026-10-31", "2026-09-01..2026-09-30"),
        *("2025-10-01..2025-10-31", "2026-01-01..2026-10-31"),
    ),
    (
        *("week", "2026-11-23..2026-11-29", "2026-11-16..2026-11-17"),
        *("2025-11-24..2025-11-25", "2026-01-01..2026-11-24"),
    ),
    (
        *("quarter", "2026-10-01..2026-12-31", "2026-07-01..2026-08-24"),
        *("2025-10-01..2025-11-24", "2026-01-01..2026-11-24"),
    ),
    ("year", "2026-01-01..2026-12-31", "2025-01-01..2025-11-24", None, None),
    ("year", "2025-01-01..2025-12-31", "2024-01-01..2024-12-31", None, None),
    (
        *("range", "2026-11-16..2026-11-23", "2026-11-08..2026-11-15"),
        *("2025-11-16..2025-11-23", "2026-01-01..2026-11-23"),
    ),
]


def check(report: dict[str, Any], teams: set[str], period: tuple[Any, ...]) -> None:
    kind, days, before, year_before, to_date = period
    assert report["kind"] == kind
    assert own(report) == counted(teams, days)
    wanted = {"before": before, "year_before": year_before, "year_to_date": to_date}
    assert {
        row["key"]: (f"{row['from']}..{row['to']}", row["figures"]) for row in report["compared"]
    } == {key: (span, counted(teams, span)) for key, span in wanted.items() if span}
    assert sum(row["figures"]["people"] for row in report["rows"]) == report["total"]["people"]


@pytest.mark.parametrize("unit", [CLUSTER, KHANH_CUONG, TRA_CAU])
def test_every_period_and_what_it_is_compared_with_is_what_was_recorded(
    history: History, unit: str
) -> None:
    for period in PERIODS:
        check(of_days(history.desk, unit, period[1]), TEAMS[unit], period)


def test_who_came_out_of_a_merger_is_compared_with_what_was_there_before(history: History) -> None:
    merge = {"kind": "merge", "units": [KHANH_CUONG, TRA_CAU], "into": [NEW], "on": "2026-11-20"}
    answer = history.desk.post("/api/units/changes", {"dry_run": False, **merge})
    assert answer.status == 200, answer.body
    (unit,) = [row for row in history.desk.get("/api/units").json["rows"] if row["code"] == "21999"]
    for period in PERIODS:
        report = of_days(history.desk, unit["id"], period[1])
        check(report, {TEAM, OTHER_TEAM}, period)
        # What one of those that ended did until then stays its own.
        until = [row for row in DONE if row[1] == TEAM and row[0] < "2026-11-20"]
        first, last = period[1].split("..")
        ended = of_days(history.desk, KHANH_CUONG, period[1])
        assert ended["total"]["people"] == sum(row[2] for row in until if first <= row[0] <= last)


def test_a_cluster_lists_its_teams_with_their_units(history: History) -> None:
    report = of_days(history.desk, CLUSTER, "2026-11-01..2026-11-30")
    assert {
        row["key"]: (row["figures"]["people"], row["unit"]["name"]) for row in report["teams"]
    } == {TEAM: (121, "Khánh Cường"), OTHER_TEAM: (78, "Trà Câu")}
    assert of_days(history.desk, KHANH_CUONG, "2026-11-01..2026-11-30")["teams"] == []


def test_the_days_of_a_month_are_the_month_closed_or_not(history: History) -> None:
    desk = history.desk
    closed = desk.post("/api/reports", {"unit": CLUSTER, "month": "2026-11", "despite": True})
    assert closed.status == 201, closed.body
    report = of_days(desk, CLUSTER, "2026-11-01..2026-11-30")
    assert report["closed"]["code"] == closed.json["closed"]["code"]
    assert report["compared"] == closed.json["compared"]
    assert of_days(desk, CLUSTER, "2026-10-01..2026-12-31")["closed"] is None


def test_days_of_action_have_a_report_of_their_teams_alone(history: History) -> None:
    desk = history.desk
    body = {"unit": CLUSTER, "name": "Ngày hội số", "place": "Chợ", "teams": [TEAM]}
    days = {"from": "2026-11-16", "to": "2026-11-23"}
    made = desk.post("/api/activities", {**body, **days})
    assert made.status == 201, made.body
    report = told(desk, activity=made.json["id"])
    assert (report["kind"], report["activity"]["name"]) == ("campaign", "Ngày hội số")
    assert own(report) == counted({TEAM}, "2026-11-16..2026-11-23")
    assert [(row["key"], row["figures"]["people"]) for row in report["rows"]] == [(TEAM, 31)]
    assert [(row["key"], row["turns"], row["completed"]) for row in report["groups"]] == [
        ("DD", 31, 31)
    ]
    assert (report["compared"], report["closed"], report["late"]) == ([], None, [])
    for file in ("report.docx", "report.xlsx", "report.csv"):
        answer = desk.get(f"/api/exports/{file}?activity={made.json['id']}")
        assert answer.status == 200, answer.body
        assert "dot-ngay-hoi-so-2026-11-16" in answer.headers["Content-Disposition"]
    assert desk.get(f"/api/reports?activity={KHANH_CUONG}").code == "not_found"
    with history.town.app.app_context():
        create_account("tra", "Trà", "coordinator", TRA_CAU, PASSWORD)
        db.session.commit()
    beside = history.town.desk("tra").get(f"/api/reports?activity={made.json['id']}")
    assert beside.code == "not_found"


@pytest.mark.parametrize(
    "query",
    [
        f"unit={CLUSTER}",
        "month=2026-11",
        f"unit={CLUSTER}&from=2026-11-01",
        f"unit={CLUSTER}&month=2026-11&from=2026-11-01&to=2026-11-02",
        f"unit={CLUSTER}&from=2026-11-02&to=2026-11-01",
        f"unit={CLUSTER}&from=2020-01-01&to=2026-11-01",
        f"unit={CLUSTER}&activity={TEAM}",
    ],
)
def test_what_asks_for_no_one_report_is_refused(town: Town, query: str) -> None:
    assert town.desk().get(f"/api/reports?{query}").code == "invalid_shape"


def test_a_plan_that_nobody_set_says_where_it_comes_from(town: Town) -> None:
    """60% of 33,500 young people in a year are 20,100; of December's 31 days 1,708."""
    desk = town.desk()
    year = {"from": "2026-01-01", "to": "2026-12-31"}
    aim = {"unit": CLUSTER, "measure": "people", **year, "share": 600, "denominator": 33_500}
    assert desk.put("/api/targets", aim).status == 200
    report = told(desk, unit=CLUSTER, month="2026-12")
    assert report["plan"]["people"] == 1708
    assert report["compared"] == []  # it has not begun
    assert report["plan_from"] == [
        {
            "measure": "people",
            "of": "",
            "number": 20_100,
            "from": "2026-01-01",
            "to": "2026-12-31",
            "days": 365,
            "planned_days": 31,
        }
    ]
    note = "31/365 ngày của 20.100 (01/01/2026 – 31/12/2026)"
    assert note in text_of(desk, CLUSTER, "month=2026-12")
    assert note in desk.get(f"/api/exports/report.csv?unit={CLUSTER}&month=2026-12").body.decode()
    # What was set for just these days needs no word; both together say how many are whose.
    month = {"from": "2026-12-01", "to": "2026-12-31"}
    assert (
        desk.put(
            "/api/targets", {**aim, **month, "share": None, "denominator": None, "goal": 9}
        ).status
        == 200
    )
    assert told(desk, unit=CLUSTER, month="2026-12")["plan_from"] == []
    report = of_days(desk, CLUSTER, "2026-10-01..2026-12-31")
    assert [(row["number"], row["planned_days"]) for row in report["plan_from"]] == [
        (20_100, 61),
        (9, 31),
    ]


def text_of(desk: Browser, unit: str, days: str, layout: str = "doan") -> str:
    answer = desk.get(f"/api/exports/report.docx?unit={unit}&{days}&layout={layout}")
    assert answer.status == 200, answer.body
    document = docx.Document(io.BytesIO(answer.body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


QUARTER = "from=2026-10-01&to=2026-12-31"


def test_the_paper_compares_and_tells_the_year_so_far(history: History) -> None:
    said = text_of(history.desk, CLUSTER, QUARTER)
    assert "quý IV năm 2026" in said
    assert "Bảng 2. So sánh và lũy kế" in said
    assert "Bảng 4. Kết quả theo đội" in said
    assert "Đội hình Phổ Cường (xã Khánh Cường)" in said
    # 270 people in the quarter so far, 17 in as much of the one before.
    assert (
        "So với quý trước (từ 01/07/2026 đến 24/08/2026): lượt người dân được giúp tăng 1.488,2% "
        "(270/17)"
    ) in said
    assert "So với cùng kỳ năm trước (từ 01/10/2025 đến 24/11/2025)" in said
    assert "Lũy kế từ đầu năm (từ 01/01/2026 đến 24/11/2026): 300 lượt người dân" in said
    assert "Chỉ tiêu trong quý" not in said  # none was set
    assert "nhiệm vụ quý I năm 2027" in said


def test_the_heads_of_the_papers_tables_are_never_alone_at_a_pages_foot(history: History) -> None:
    for layout in ("doan", "nd30"):
        path = f"/api/exports/report.docx?unit={CLUSTER}&{QUARTER}&layout={layout}"
        document = docx.Document(io.BytesIO(history.desk.get(path).body))
        tables = [table for table in document.tables if table.style.name == "Table Grid"]
        assert len(tables) == 4
        captions = [p for p in document.paragraphs if p.text.startswith("Bảng ")]
        assert all(p.paragraph_format.keep_with_next for p in captions)
        for table in tables:
            head = [p for cell in table.rows[0].cells for p in cell.paragraphs]
            assert all(p.paragraph_format.keep_with_next for p in head)
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        (section,) = [row for row in tables[0].rows if row.cells[0].text.startswith("Số liệu từ")]
        assert all(p.paragraph_format.keep_with_next for p in section.cells[0].paragraphs)


def test_the_spreadsheet_and_the_lines_have_the_same_figures(history: History) -> None:
    path = f"unit={CLUSTER}&{QUARTER}"
    book = openpyxl.load_workbook(
        io.BytesIO(history.desk.get(f"/api/exports/report.xlsx?{path}").body), data_only=True
    )
    assert book.sheetnames == ["Báo cáo", "So sánh", "Theo đơn vị", "Theo đội"]
    rows = {row[0]: row[1:6] for row in book["So sánh"].iter_rows(values_only=True)}
    before = counted(TEAMS[CLUSTER], "2026-07-01..2026-08-24")
    order = ("people", "turns", "completed", "volunteers", "sessions")
    assert rows["Quý trước (từ 01/07/2026 đến 24/08/2026)"] == tuple(before[n] for n in order)
    lines = history.desk.get(f"/api/exports/report.csv?{path}&separator=semicolon").body.decode()
    assert (
        "Tổng cộng;Tổng cộng;Lượt người dân được giúp;lượt người;2026-10-01;2026-12-31;;270"
        in lines
    )
    assert (
        "So sánh và lũy kế;Quý trước (từ 01/07/2026 đến 24/08/2026);Lượt người dân được giúp;"
        "lượt người;2026-07-01;2026-08-24;;17"
    ) in lines
    assert "Theo đội;Đội hình Phổ An (phường Trà Câu);" in lines


def name_of(answer: Answer) -> str:
    assert answer.status == 200, answer.body
    return answer.headers["Content-Disposition"].split('"')[1]


def test_no_two_files_of_different_content_are_called_the_same(town: Town) -> None:
    desk = town.desk()

    def file(kind: str, query: str) -> str:
        return name_of(desk.get(f"/api/exports/report.{kind}?{query}"))

    of: Callable[[str], str] = lambda unit: f"unit={unit}"  # noqa: E731
    names = [
        file("docx", f"{of(unit)}&{days}&layout={layout}")
        for unit in (CLUSTER, KHANH_CUONG)
        for days in ("month=2026-11", QUARTER, "from=2026-11-23&to=2026-11-29")
        for layout in ("doan", "nd30")
    ]
    assert len(set(names)) == len(names)
    assert file("xlsx", f"{of(KHANH_CUONG)}&month=2026-11") == (
        "tung-ngo-bao-cao-xa-khanh-cuong-21472-2026-11.xlsx"
    )
