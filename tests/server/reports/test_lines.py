"""A report's content as lines of a table."""

import pytest

from server.reports.lines import Line, parts, sections, targets_apart, total_part
from tests.server.reports.content import FIGURES, NO_PLAN, NOTHING, content, indicator, row

GROUPS = [
    {"key": "DD", "label": "Định danh điện tử", "turns": 1500, "plan": 1000},
    {"key": "TT", "label": "Thanh toán điện tử", "turns": 300, "plan": None},
]


def lines(**what: object) -> dict[str, Line]:
    return {line.place: line for section in sections(content(**what)) for line in section.lines}


def test_the_counted_figures_stand_apart_and_are_numbered() -> None:
    (section,) = sections(content(groups=GROUPS))
    told = [(line.place, line.label, line.counted_in, line.result) for line in section.lines]
    assert told == [
        ("1", "Lượt người dân được giúp", "lượt người", 1345),
        ("2", "Lượt hỗ trợ", "lượt", 1800),
        ("2.1", "Lượt hỗ trợ hoàn thành", "lượt", 0),
        ("2.2", "Định danh điện tử", "lượt", 1500),
        ("2.3", "Thanh toán điện tử", "lượt", 300),
        ("3", "Lượt đoàn viên tham gia", "lượt", 78),
        ("4", "Lượt công an tham gia", "lượt", 3),
        ("5", "Lượt doanh nghiệp, đối tác tham gia", "lượt", 0),
        ("6", "Lượt lực lượng khác tham gia", "lượt", 1),
        ("7", "Buổi hỗ trợ", "buổi", 120),
    ]


def test_a_line_is_measured_by_its_target() -> None:
    found = lines(plan={**NO_PLAN, "people": 2690}, groups=GROUPS)
    assert (found["1"].plan, found["1"].ratio) == (2690, 0.5)
    assert found["2"].ratio is None
    # Closed before completed turns were counted by group.
    assert found["2.2"].ratio == 1.5
    assert found["2.3"].told(found["2.3"].plan) == ""
    assert found["1"].told(found["1"].result) == "1.345"


OUTCOMES = [
    {"key": "XONG", "label": "Hoàn thành", "people": 1300},
    {"key": "KHONG", "label": "Không được", "people": 500},
]


@pytest.mark.parametrize("measure", ["turns", "completed"])
def test_a_target_of_turns_stands_beside_those_that_were_completed(measure: str) -> None:
    """By them it is judged on every paper and screen, and what is beside the rate is what it is of."""
    plans = {"turns": None, "completed": None, measure: 1000}
    group = {**GROUPS[0], "completed": 900, "plan": plans["turns"]}
    group["completed_plan"] = plans["completed"]
    plan = {**NO_PLAN, measure: 1625}
    found = lines(plan=plan, outcomes=OUTCOMES, groups=[group])
    assert (found["2"].plan, found["2"].ratio) == (None, None)
    assert (found["2.1"].result, found["2.1"].plan, found["2.1"].ratio) == (1300, 1625, 0.8)
    assert (found["2.2"].plan, found["2.2"].ratio) == (None, None)
    done = found["2.3"]
    assert done.label == "Định danh điện tử: hoàn thành"
    assert (done.result, done.plan, done.ratio) == (900, 1000, 0.9)


def test_each_of_two_targets_has_its_line() -> None:
    found = lines(groups=[{**GROUPS[0], "completed": 900, "completed_plan": 1200}])
    assert [(found[place].plan, found[place].ratio) for place in ("2.3", "2.4")] == [
        (1000, 0.9),
        (1200, 0.75),
    ]


def test_nothing_is_measured_by_a_target_of_nothing() -> None:
    assert lines(plan={**NO_PLAN, "people": 0})["1"].ratio is None


def test_what_was_entered_stands_under_its_own_heading_with_its_source() -> None:
    entered = [
        indicator("Buổi tập huấn", 2, 4, sources="Sổ họp"),
        indicator("Tin, bài", None),
        indicator("Thanh niên dùng dịch vụ công", 455, 400, kind="share", unit="%"),
    ]
    _, section = sections(content(indicators=entered))
    assert section.title == "Số liệu nhập tay"
    training, posts, share = section.lines
    assert (training.place, training.result, training.ratio) == ("8", 2, 0.5)
    assert (training.note, posts.note, posts.result) == ("Nguồn: Sổ họp", "Chưa nhập", None)
    assert (share.result, share.plan, share.counted_in) == (0.455, 0.4, "%")
    assert (share.told(share.result), share.told(share.plan)) == ("45,5%", "40,0%")
    assert share.ratio == 0.455 / 0.4


def test_what_came_late_is_told_month_by_month_also_where_it_is_less() -> None:
    late = [
        {"month": "2026-09", "figures": {**NOTHING, "people": 3, "sessions": 1}},
        {"month": "2026-10", "figures": {**NOTHING, "turns": -5}},
    ]
    _, section = sections(content(late=late))
    assert section.title == "Bổ sung các tháng trước"
    assert [(line.label, line.result) for line in section.lines] == [
        ("Lượt người dân được giúp, tháng 09/2026", 3),
        ("Buổi hỗ trợ, tháng 09/2026", 1),
        ("Lượt hỗ trợ, tháng 10/2026", -5),
    ]
    assert section.lines[0].place == "8"


def test_rows_of_units_have_their_kind_and_the_units_own_teams_come_last() -> None:
    rows = [row("Trà Câu", 40, plan=80), row("Cụm Đức Phổ", 2, kind="own")]
    total = dict.fromkeys(FIGURES, 42)
    cluster = {"unit": {"name": "Cụm Đức Phổ", "kind": "cum"}, "by": "unit"}
    found = parts(content(**cluster, rows=rows, total=total))
    assert [part.label for part in found] == ["Phường Trà Câu", "Đội trực thuộc cụm Đức Phổ"]
    assert [part.ratio for part in found] == [0.5, None]
    assert [part.is_below for part in found] == [True, False]


def test_rows_always_add_up_to_the_total() -> None:
    found = parts(content(rows=[row("Đội hình 1", 1000)], total={**FIGURES, "people": 1005}))
    assert (found[-1].label, found[-1].is_below) == ("Phần còn lại", False)
    assert sum(part.figures["people"] for part in found) == 1005
    told = content(total=row("", 7)["figures"], rows=[row("Đội hình 1", 7)])
    assert [part.label for part in parts(told)] == ["Đội hình 1"]
    assert total_part(told).figures["people"] == 7


def test_targets_that_do_not_come_to_the_units_own_are_explained() -> None:
    rows = [row("Đội Phổ Cường", 40, plan=180), row("Đội Phổ Khánh", 20, plan=180), row("Đội 3", 1)]
    told = content(rows=rows, plan={**NO_PLAN, "people": 5400})
    assert targets_apart(told, parts(told), "Đội") == (
        "Chỉ tiêu giao cho từng đội cộng lại là 360; dòng Tổng cộng theo chỉ tiêu giao chung cho "
        "phường Đức Phổ là 5.400."
    )
    alike = content(rows=rows, plan={**NO_PLAN, "people": 360})
    assert targets_apart(alike, parts(alike), "Đội") == ""
    for untold in (content(rows=rows), content(rows=[row("Đội 3", 1)], plan=told["plan"])):
        assert targets_apart(untold, parts(untold), "Đội") == ""
