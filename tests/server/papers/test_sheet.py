"""Papers and activities as Excel files, with the filters of their lists."""

from tests.server.papers.papers import add
from tests.server.totals.test_further_figures import add_activity
from tests.town import CLUSTER, Town
from tests.workbooks import rows_of


def test_papers_of_one_state_are_listed_and_downloaded(town: Town) -> None:
    desk = town.desk()
    add(desk)
    gone = add(desk, title="Bản cũ")["id"]
    add(desk, title="Nghị quyết", kind="nghi_quyet", opens="2026-11-25T07:30:00+07:00")
    desk.delete(f"/api/papers/{gone}")
    for state, title, told in (
        ("live", "Kế hoạch ra quân", "Đang mở"),
        ("planned", "Nghị quyết", "Chưa mở"),
        ("withdrawn", "Bản cũ", "Đã thu hồi"),
    ):
        (row,) = desk.get(f"/api/papers?unit={CLUSTER}&state={state}").json["rows"]
        assert (row["title"], row["state"]) == (title, state)
        sheet = desk.get(f"/api/papers.xlsx?unit={CLUSTER}&state={state}")
        (cells,) = rows_of(sheet.body)
        assert (cells["Tên tài liệu"], cells["Tình trạng"]) == (title, told)
    assert len(rows_of(desk.get(f"/api/papers.xlsx?unit={CLUSTER}").body)) == 3


def test_activities_of_one_kind_are_downloaded(town: Town) -> None:
    desk = town.desk()
    add_activity(desk)
    add_activity(desk, name="Ra quân đầu tháng", kind="ra_quan")
    days = "from=2026-11-01&to=2026-12-31"
    both = rows_of(desk.get(f"/api/activities.xlsx?{days}").body)
    assert [(row["Loại"], row.get("Lượt hỗ trợ")) for row in both] == [
        ("Hội nghị", None),
        ("Ngày ra quân", 0),
    ]
    (one,) = rows_of(desk.get(f"/api/activities.xlsx?{days}&kind=hoi_nghi").body)
    assert one["Tên hoạt động"] == "Hội nghị tổng kết"
    assert desk.get(f"/api/activities.xlsx?{days}&kind=dam_cuoi").status == 422
