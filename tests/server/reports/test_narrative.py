"""What a report says in sentences."""

from server.reports.narrative import BLANK, narrative
from server.reports.period_names import following
from tests.server.reports.content import FIGURES, NO_PLAN, NOTHING, content, indicator, row

PLAN = {**NO_PLAN, "people": 1000, "sessions": 200}


def test_the_figures_stand_in_the_sentences() -> None:
    said = narrative(content(plan=PLAN))
    assert said.directing[0].startswith(
        "Thực hiện chương trình công tác Đoàn và phong trào thanh thiếu nhi năm 2026, "
        "Đoàn phường Đức Phổ đã chỉ đạo, duy trì hoạt động của 20 đội tình nguyện"
    )
    assert (
        said.directing[1] == "Chỉ tiêu trong tháng: 1.000 lượt người dân được giúp; "
        "200 buổi hỗ trợ."
    )
    assert said.results[0] == (
        "Tháng 11 năm 2026, các đội tình nguyện trên địa bàn phường Đức Phổ đã tổ chức 120 buổi "
        "hỗ trợ, giúp 1.345 lượt người dân với 1.800 lượt hỗ trợ; có 78 lượt đoàn viên, thanh niên "
        "tham gia, cùng với 3 lượt công an và 1 lượt lực lượng khác."
    )
    assert said.results[1] == (
        "So với chỉ tiêu: lượt người dân được giúp đạt 134,5% (1.345/1.000 lượt người); "
        "buổi hỗ trợ đạt 60,0% (120/200 buổi)."
    )
    assert said.closing.endswith("tháng 11 năm 2026 của Đoàn phường Đức Phổ./.")


def test_a_target_of_one_group_of_services_is_named_too() -> None:
    group = {"key": "VNEID", "label": "Định danh điện tử", "turns": 900, "plan": 1000}
    said = narrative(content(plan=PLAN, groups=[group]))
    assert "; 1.000 lượt hỗ trợ định danh điện tử; 200 buổi hỗ trợ." in said.directing[1]
    assert "lượt hỗ trợ định danh điện tử đạt 90,0% (900/1.000 lượt)" in said.results[1]


def test_turns_are_judged_by_those_that_were_completed() -> None:
    group = {"key": "VNEID", "label": "Định danh điện tử", "turns": 1200, "plan": 1000}
    said = narrative(content(plan=PLAN, groups=[{**group, "completed": 650}]))
    told = "lượt hỗ trợ định danh điện tử hoàn thành đạt 65,0% (650/1.000 lượt)"
    assert told in said.results[1]
    assert told in said.weaknesses[0]
    assert "định danh điện tử" not in said.strengths[0]
    said = narrative(content(plan=PLAN, groups=[{**group, "completed": 1000}]))
    assert "lượt hỗ trợ định danh điện tử hoàn thành đạt 100,0%" in said.strengths[0]


def test_what_was_reached_is_a_strength_and_what_was_missed_a_weakness() -> None:
    said = narrative(content(plan=PLAN, rows=[row("Đội hình 1", 1345), row("Đội hình 2", 0)]))
    assert said.strengths[0].startswith("Đạt và vượt chỉ tiêu: lượt người dân được giúp đạt 134,5%")
    assert said.weaknesses[0] == "Chưa đạt chỉ tiêu: buổi hỗ trợ đạt 60,0% (120/200 buổi)."
    assert said.weaknesses[1] == "Còn 1 đội chưa có kết quả trong tháng: Đội hình 2."
    assert "3 đội còn ít nhất 35 mục trên máy" in said.weaknesses[2]
    assert said.plans[1:3] == [
        "Tập trung thực hiện những chỉ tiêu chưa đạt: buổi hỗ trợ.",
        "Hỗ trợ, đôn đốc nơi chưa có kết quả: Đội hình 2.",
    ]


def test_units_that_reached_their_targets_are_named() -> None:
    rows = [row("Trà Câu", 90, plan=80), row("Sa Huỳnh", 40, plan=80)]
    said = narrative(content(by="unit", rows=rows, total=dict.fromkeys(FIGURES, 130)))
    assert said.strengths[0] == "Đơn vị đạt chỉ tiêu người dân được giúp: phường Trà Câu (112,5%)."
    assert said.by_part == [
        "Có 2 đơn vị ghi nhận kết quả trong tháng; số lượt người dân được giúp cao nhất: "
        "phường Trà Câu (90); phường Sa Huỳnh (40)."
    ]


def test_who_closed_the_month_with_other_figures_is_told_with_both() -> None:
    closed = row("Trà Câu", 5)
    rows = [row("Trà Câu", 8), row("Khánh Cường", 3, kind="xa")]
    closed["figures"]["sessions"] = 8
    said = narrative(content(by="unit", rows=rows, closed_below=[closed])).outcomes
    assert (
        "Đã chốt tháng này với số liệu khác báo cáo này: Phường Trà Câu (lượt người dân được giúp: đã "
        "chốt 5, nay 8; lượt hỗ trợ: đã chốt 5, nay 8; lượt đoàn viên tham gia: đã chốt 5, nay 8)."
    ) in said


def test_outcomes_reasons_and_what_came_late_are_told() -> None:
    outcomes = [
        {"key": "XONG", "label": "Hoàn thành", "people": 1790},
        {"key": "THOI", "label": "Người dân thôi", "people": 15},
    ]
    reasons = [{"key": "MAY2", "label": "Máy cũ hoặc đầy bộ nhớ", "people": 12}]
    late = [{"month": "2026-10", "figures": {**NOTHING, "people": 3, "turns": -2}}]
    total = {**FIGURES, "turns": 1790}
    said = narrative(content(outcomes=outcomes, reasons=reasons, late=late, total=total))
    assert said.outcomes == [
        "Theo kết quả: Hoàn thành 1.790 lượt; Người dân thôi 15 lượt. Trong số này, 15 lượt không "
        "tính là lượt hỗ trợ.",
        "Bổ sung số liệu ghi nhận sau khi chốt tháng 10/2026: tăng 3 lượt người dân được giúp, "
        "giảm 2 lượt hỗ trợ.",
        "Tính đến 14:05 ngày 26/11/2026: 3/20 đội chưa gửi hết, còn ít nhất 35 mục trên máy.",
    ]
    assert said.causes[0] == (
        "Nguyên nhân chính chưa hoàn thành: Máy cũ hoặc đầy bộ nhớ (12 lượt)."
    )


def test_a_share_and_what_has_no_word_for_its_unit_read_well() -> None:
    entered = [
        indicator("Thanh niên dùng dịch vụ công", 300, 400, kind="share", unit="%"),
        indicator("Nguồn lực huy động", 9_000_000, 5_000_000, unit="đồng"),
    ]
    said = narrative(content(indicators=entered))
    assert said.weaknesses[0] == (
        "Chưa đạt chỉ tiêu: thanh niên dùng dịch vụ công đạt 30,0% (chỉ tiêu 40,0%)."
    )
    assert said.directing[1] == (
        "Chỉ tiêu trong tháng: thanh niên dùng dịch vụ công đạt 40,0%; "
        "5.000.000 đồng (nguồn lực huy động)."
    )
    acronym = [indicator("VNeID mức 2 đã kích hoạt", 300, 400, kind="share", unit="%")]
    assert (
        narrative(content(indicators=acronym))
        .weaknesses[0]
        .startswith("Chưa đạt chỉ tiêu: VNeID mức 2")
    )


def test_a_month_without_anything_is_told_as_such_and_leaves_room_to_write() -> None:
    empty = content(
        total=NOTHING,
        forces=None,
        completeness={"teams": 0, "teams_with_unsent": 0, "unsent_at_least": 0},
    )
    said = narrative(empty)
    assert said.results == [
        "Tháng 11 năm 2026, chưa ghi nhận buổi hỗ trợ nào trên địa bàn phường Đức Phổ."
    ]
    assert said.by_part == []
    assert said.strengths == said.weaknesses == said.causes == said.requests == [BLANK]
    assert said.outcomes == [
        "Tính đến 14:05 ngày 26/11/2026: 0 đội; không máy nào báo còn lượt chưa gửi."
    ]


def test_of_many_places_the_rest_is_counted() -> None:
    rows = [row(f"Đội {number}", 0) for number in range(1, 11)]
    said = narrative(content(rows=rows, total=NOTHING))
    assert said.weaknesses[0].endswith("Đội 8 và 2 nơi khác.")


def test_it_plans_for_the_month_after() -> None:
    assert following(content(month="2026-12")) == "tháng 01 năm 2027"


def test_days_of_action_are_told_of_with_what_was_done_on_them() -> None:
    def day(name: str, first: str, last: str) -> dict[str, object]:
        figures = {"people": 1200, "turns": 1500, "volunteers": 40, "sessions": 30}
        place = {"place": "chợ Trà Câu", "teams": 3, "figures": figures}
        return {"name": name, "from": first, "to": last, **place}

    two = [
        day("Chủ nhật xanh", "2026-11-08", "2026-11-08"),
        day("Tuần số", "2026-11-09", "2026-11-15"),
    ]
    said = narrative(content(activities=two)).results[-1]
    assert said == (
        "Đã tổ chức 2 đợt ra quân: Chủ nhật xanh (ngày 08/11/2026, chợ Trà Câu; 3 đội, giúp 1.200 "
        "lượt người dân với 1.500 lượt hỗ trợ); Tuần số (từ 09/11/2026 đến 15/11/2026, chợ Trà Câu; "
        "3 đội, giúp 1.200 lượt người dân với 1.500 lượt hỗ trợ)."
    )
