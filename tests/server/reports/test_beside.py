"""What a report tells beside the three figures: activities, papers, heritage sites, scans."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from sqlalchemy import select

from server.database.engine import db
from server.reports.narrative import narrative
from server.reports.tables import Snapshot
from server.totals.use_cases.recounting import recount
from tests.server.heritage.sites import publish
from tests.server.papers.papers import add as add_paper
from tests.server.papers.test_openings import five_more, opening
from tests.server.public_codes.codes import make as make_code
from tests.server.public_codes.codes import scan, write_scans
from tests.server.reports.test_closing import close, report
from tests.server.totals.test_further_figures import add_activity
from tests.town import CLUSTER, KHANH_CUONG, PROVINCE, TRA_CAU, Town
from tests.wires import Browser

SECTION = "Hoạt động, tài liệu, di tích (tính riêng, không cộng vào các số liệu trên)"


def told(body: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(row["figure"], row["part"], row["n"]) for row in body["beside"]]


def fill(town: Town) -> Browser:
    """A meeting, a training and one that is still to come; two papers, six openings, a site, two scans."""
    desk, lan, minh = town.desk(), town.lan(), town.minh()
    add_activity(desk)
    add_activity(desk, name="Tập huấn VNeID", kind="tap_huan")
    add_activity(desk, name="Đại hội", kind="dai_hoi", **{"from": "2026-11-29"})
    paper, other = (add_paper(desk, unit=KHANH_CUONG)["id"] for _ in range(2))
    lan.sync(opening(lan, paper), opening(lan, other), opening(lan, other))
    for phone in (minh, *five_more(town)[:3]):
        phone.sync(opening(phone, paper))
    publish(town, desk)
    code = make_code(desk, unit=KHANH_CUONG)["code"]
    for _ in range(2):
        scan(minh.web, code)
    write_scans(town)
    return desk


FILLED = [
    ("activities", "", 2),
    ("activities", "hoi_nghi", 1),
    ("activities", "tap_huan", 1),
    ("papers", "", 2),
    ("opened", "", 6),
    ("sites", "", 1),
    ("scans", "", 2),
]


def test_it_tells_what_was_held_published_opened_and_scanned_and_adds_it_to_nothing(
    town: Town,
) -> None:
    desk = fill(town)
    for unit in (KHANH_CUONG, CLUSTER):
        body = report(desk, "2026-11", unit)
        assert told(body) == FILLED
        assert set(body["total"].values()) == {0}
    assert told(report(desk, "2026-11", TRA_CAU)) == told(report(desk, "2026-10")) == []
    assert report(town.desk("quan"), "2026-11", PROVINCE)["beside"] == body["beside"]
    said = narrative(body).results
    assert said[1] == (
        "Ngoài các số liệu trên (tính riêng, không cộng vào): tổ chức 2 hoạt động (1 hội nghị, 1 lớp tập "
        "huấn); đăng 2 tài liệu; 6 lượt mở tài liệu; công bố 1 di tích, địa chỉ đỏ; 2 lượt quét mã QR."
    )
    rows = desk.get(f"/api/exports/report.csv?unit={CLUSTER}&month=2026-11").body.decode()
    assert f'"{SECTION}",' in rows
    assert "Lượt mở tài liệu,lượt,2026-11-01,2026-11-30,,6,," in rows
    for form, part in (("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")):
        file = desk.get(f"/api/exports/report.{form}?unit={CLUSTER}&month=2026-11").body
        with ZipFile(BytesIO(file)) as book:
            written = book.read(part).decode()
        assert SECTION in written
        assert "Lượt quét mã QR" in written


def test_so_few_openings_as_would_tell_who_they_are_of_are_not_told(town: Town) -> None:
    desk, readers = town.desk(), [town.lan(), *five_more(town)]
    paper = add_paper(desk, unit=KHANH_CUONG)["id"]
    for phone in readers[:4]:
        phone.sync(opening(phone, paper))
    assert told(report(desk, "2026-11")) == [("papers", "", 1)]
    readers[4].sync(opening(readers[4], paper))
    assert told(report(desk, "2026-11")) == [("papers", "", 1), ("opened", "", 5)]
    # Of two periods that differ by a day, the difference would tell it.
    days = f"unit={CLUSTER}&from=2026-11-20&to=2026-11-24"
    assert told(desk.get(f"/api/reports?{days}").json) == [("papers", "", 1)]


def test_a_closed_month_keeps_what_it_told_and_one_of_before_tells_nothing(town: Town) -> None:
    desk = fill(town)
    closed = close(desk, "2026-11")
    assert told(closed) == FILLED
    add_activity(desk, name="Hội nghị thứ hai")
    assert told(report(desk, "2026-11")) == FILLED
    assert report(desk, "2026-12")["late"] == []
    with town.app.app_context():
        assert recount().differences == []
        (row,) = db.session.scalars(select(Snapshot))
        row.content = {name: value for name, value in row.content.items() if name != "beside"}
        db.session.commit()
    old = report(desk, "2026-11")
    assert "beside" not in old
    assert (
        SECTION
        not in desk.get(f"/api/exports/report.csv?unit={CLUSTER}&month=2026-11").body.decode()
    )
