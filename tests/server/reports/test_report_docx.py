"""GET /api/exports/report.docx: the monthly report as a paper in two layouts."""

import io
from typing import Any
from unicodedata import normalize

import pytest
import zxingcpp
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from PIL import Image
from reportlab.lib.utils import simpleSplit

from sync.code import grouped
from tests.server.reports.months import close, fetch, paper, report, work
from tests.town import CLUSTER, KHANH_CUONG, PROVINCE, TEAM, TRA_CAU, Town

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LAYOUTS = ("doan", "nd30")
BLANK = "…………"
# In what order ECMA-376 has the parts of these; the rest of each is left out.
ORDER = {
    "pPr": ["pStyle", "keepNext", "pBdr", "spacing", "ind", "jc", "rPr"],
    "tblPr": ["tblStyle", "tblW", "tblLayout", "tblCellMar", "tblLook"],
    "tcPr": ["tcW", "gridSpan", "vMerge"],
}


@pytest.fixture
def town(town: Town) -> Town:
    work(town)
    return town


def said(document: Document) -> list[str]:
    """The paragraphs between the tables."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def head(document: Document) -> list[list[str]]:
    """What stands at the left and at the right of the first page's head, line by line."""
    sides = zip(*(row.cells for row in document.tables[0].rows), strict=True)
    return [
        [p.text.replace("\xa0", " ") for cell in side for p in cell.paragraphs if p.text]
        for side in sides
    ]


def millimetres(document: Document) -> list[float]:
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    return [round(side.mm) for side in (section.page_width, section.page_height, *sides) if side]


def run_of(document: Document, text: str) -> Any:
    """The run that says just this, wherever it stands."""
    places = [document.paragraphs]
    places += [cell.paragraphs for t in document.tables for row in t.rows for cell in row.cells]
    return next(run for some in places for p in some for run in p.runs if run.text == text)


def test_the_unions_layout_has_its_heading_at_the_right(town: Town) -> None:
    document = paper(town.desk(), "doan", KHANH_CUONG)
    assert head(document) == [
        ["TỈNH ĐOÀN QUẢNG NGÃI", "BCH ĐOÀN XÃ KHÁNH CƯỜNG", "***", "Số:         -BC/ĐTN"],
        ["ĐOÀN TNCS HỒ CHÍ MINH", "Khánh Cường, ngày 24 tháng 11 năm 2026"],
    ]
    assert millimetres(document) == [210, 297, 20, 20, 30, 20]
    assert run_of(document, "ĐOÀN TNCS HỒ CHÍ MINH").font.size.pt == 15
    assert run_of(document, "TỈNH ĐOÀN QUẢNG NGÃI").font.size.pt == 14
    issuer = run_of(document, "BCH ĐOÀN XÃ KHÁNH CƯỜNG")
    assert (issuer.font.size.pt, issuer.bold) == (14, True)


def test_decree_30_has_the_country_and_its_motto(town: Town) -> None:
    document = paper(town.desk(), "nd30", KHANH_CUONG)
    assert head(document) == [
        ["TỈNH ĐOÀN QUẢNG NGÃI", "BCH ĐOÀN XÃ KHÁNH CƯỜNG", "Số:         /BC-ĐTN"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Khánh Cường, ngày 24 tháng 11 năm 2026",
        ],
    ]
    page, margins = millimetres(document)[:2], millimetres(document)[2:]
    assert page == [210, 297]
    for side, (least, most) in zip(margins, ((20, 25), (20, 25), (30, 35), (15, 20)), strict=True):
        assert least <= side <= most
    assert 12 <= run_of(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").font.size.pt <= 13
    motto = run_of(document, "Độc lập - Tự do - Hạnh phúc")
    assert (13 <= motto.font.size.pt <= 14, motto.bold) == (True, True)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_are_black_times_new_roman_of_the_right_sizes(town: Town, layout: str) -> None:
    document = paper(town.desk(), layout)
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert normal.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert normal.paragraph_format.space_after.pt >= 6
    for style in ("Normal", "Heading 1", "Heading 2"):
        fonts = document.styles[style].element.rPr.rFonts
        scripts = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert scripts == {"Times New Roman"}
        assert document.styles[style].font.color.rgb is None
        assert not [name for name in fonts.attrib if "heme" in name]
    assert run_of(document, "Nơi nhận:").font.size.pt == 12
    assert run_of(document, "BÁO CÁO").bold


@pytest.mark.parametrize("layout", LAYOUTS)
def test_targets_that_do_not_add_up_are_explained_below_the_table(town: Town, layout: str) -> None:
    assert (
        "Chỉ tiêu giao cho từng đơn vị cộng lại là 25; dòng Tổng cộng theo chỉ tiêu giao chung cho "
        "cụm Đức Phổ là 60." in said(paper(town.desk(), layout))
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_has_its_four_sections_with_the_figures_in_them(town: Town, layout: str) -> None:
    desk = town.desk()
    document = paper(desk, layout)
    text = said(document)
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "I. CÔNG TÁC CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. ĐÁNH GIÁ",
        "IV. KIẾN NGHỊ, PHƯƠNG HƯỚNG",
    ]
    told = report(desk)["total"]
    assert (
        f"Tháng 11 năm 2026, các đội tình nguyện trên địa bàn cụm Đức Phổ đã tổ chức "
        f"{told['sessions']} buổi hỗ trợ, giúp {told['people']} lượt người dân với "
        f"{told['turns']} lượt hỗ trợ; có {told['volunteers']} lượt đoàn viên, thanh niên tham gia."
    ) in text
    assert "Chưa đạt chỉ tiêu: lượt người dân được giúp đạt 56,7% (34/60 lượt người)." in text
    assert "Nguyên nhân chính chưa hoàn thành: Máy cũ hoặc đầy bộ nhớ (12 lượt)." in text
    assert any(line.startswith(BLANK) for line in text[text.index("1. Kiến nghị") :])
    assert "2. Phương hướng, nhiệm vụ tháng 12 năm 2026" in text
    assert not [line for line in text if "{" in line or "%}" in line]


def test_its_tables_have_the_figures_of_the_report(town: Town) -> None:
    desk = town.desk()
    document = paper(desk)
    told = report(desk)
    lines, by_unit = (cells(document.tables[place]) for place in (1, 3))
    assert lines[0] == [
        "TT",
        "Nội dung",
        "Đơn vị tính",
        "Chỉ tiêu",
        "Kết quả",
        "Tỷ lệ (%)",
        "Ghi chú",
    ]
    found = {row[1]: row for row in lines}
    assert found["Lượt người dân được giúp"][3:6] == ["60", "34", "56,7%"]
    assert found["Lượt hỗ trợ"][4] == str(told["total"]["turns"])
    assert found["Buổi tập huấn về chuyển đổi số"][4:] == ["2", "", "Nguồn: Sổ họp <A&B>"]
    share = found["Thanh niên sử dụng dịch vụ công trực tuyến"]
    assert share[2:6] == ["%", "40,0%", "45,5%", "113,8%"]
    assert lines[1][0] == lines[1][6] == "Số liệu từ các buổi hỗ trợ"
    assert by_unit[-1] == ["", "Tổng cộng", "34", "33", "2", "2", "56,7%"]
    figures = {row["label"]: row["figures"] for row in told["rows"]}
    named = {row[1].split(" ", 1)[1]: row for row in by_unit[1:-1]}
    assert {name: int(row[2]) for name, row in named.items()} == {
        name: each["people"] for name, each in figures.items()
    }


def test_the_tables_go_on_with_their_head_and_no_row_is_cut(town: Town) -> None:
    for table in paper(town.desk()).tables[1:5]:
        assert table.style.name == "Table Grid"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_name_of_a_team_takes_two_lines_at_most(town: Town, layout: str) -> None:
    desk = town.desk()
    name = "Tổ chuyển đổi số cộng đồng phường Nguyễn Nghiêm (phường Trà Câu)"
    assert desk.patch(f"/api/teams/{TEAM}", {"name": name}).status == 200
    cell = paper(desk, layout, KHANH_CUONG).tables[3].rows[1].cells[1]
    assert (cell.text, cell.width is not None) == (name, True)
    # Marks change no width, and the PDF library's Times has none.
    plain = "".join(each for each in normalize("NFD", name.replace("đ", "d")) if each.isascii())
    room = cell.width.pt - 2 * Mm(1).pt
    assert len(simpleSplit(plain, "Times-Roman", 11, room)) <= 2


def test_somebody_signs_and_others_get_it(town: Town) -> None:
    ((to, by),) = cells(paper(town.desk(), unit=KHANH_CUONG).tables[-1])
    assert to.splitlines() == [
        "Nơi nhận:",
        "- Tỉnh đoàn Quảng Ngãi (b/c);",
        "- Đảng ủy, UBND xã Khánh Cường (b/c);",
        "- Các chi đoàn;",
        "- Lưu: VP.",
    ]
    assert by.splitlines()[:2] == ["TM. BAN THƯỜNG VỤ", "BÍ THƯ"]
    ((_, by),) = cells(paper(town.desk(), unit=CLUSTER).tables[-1])
    assert by.splitlines()[:2] == ["TM. CỤM ĐOÀN", "CỤM TRƯỞNG"]


def test_nobody_signs_a_page_on_which_nothing_else_stands(town: Town) -> None:
    document = paper(town.desk())
    closing = next(p for p in document.paragraphs if p.text.startswith("Trên đây là báo cáo"))
    assert closing.paragraph_format.keep_with_next
    assert document.tables[-1].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_a_province_has_nobody_above(town: Town) -> None:
    desk = town.desk("quan")
    left, _ = head(paper(desk, unit=PROVINCE))
    assert left[0] == "BCH TỈNH ĐOÀN QUẢNG NGÃI"
    left, right = head(paper(desk))
    assert left[:2] == ["TỈNH ĐOÀN QUẢNG NGÃI", "CỤM ĐOÀN ĐỨC PHỔ"]
    assert right[-1].startswith("Đức Phổ, ngày")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_are_numbered_from_the_second_and_say_whether_figures_may_change(
    town: Town, layout: str
) -> None:
    section = paper(town.desk(), layout).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xpath("string(.//w:instrText)")
    assert not section.first_page_header.paragraphs[0].text
    for footer in (section.first_page_footer, section.footer):
        (table,) = footer.tables
        assert cells(table)[0] == [
            "Cụm Đức Phổ · Tháng 11/2026 (từ 01/11/2026 đến 30/11/2026)\n"
            "Số liệu tạm tính · Tính đến 09:00 ngày 24/11/2026",
            "",
        ]


def test_a_closed_month_stays_as_it_was_with_a_code_on_each_page(town: Town) -> None:
    lan = town.lan()
    town.clock.move(hours=15, minutes=30)  # after midnight there, not yet in UTC
    closed = close(town.desk())
    lan.sync(lan.session(day="2026-11-22", people=3))
    town.clock.move(days=1)
    document = paper(town.desk())
    assert cells(document.tables[3])[-1][2] == str(closed["total"]["people"]) == "34"
    assert head(document)[1][-1] == "Đức Phổ, ngày 25 tháng 11 năm 2026"
    code = closed["closed"]["code"]
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        text = footer.tables[0].rows[0].cells[0].text
        assert f"Số liệu chốt lúc 00:30 ngày 25/11/2026, mã {grouped(code)}" in text
        (embedded,) = footer._element.xpath(".//a:blip/@r:embed")
        picture = Image.open(io.BytesIO(footer.part.related_parts[embedded].blob))
        (scan,) = zxingcpp.read_barcodes(picture.convert("L"))
        assert scan.text == f"http://localhost/r/{code}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_its_parts_stand_in_the_order_of_the_standard(town: Town, layout: str) -> None:
    close(town.desk())
    document = paper(town.desk(), layout)
    section = document.sections[0]
    roots = [document.element, section.footer._element, section.first_page_footer._element]
    for root in roots:
        for name, order in ORDER.items():
            for each in root.iter(qn(f"w:{name}")):
                found = [child.tag.split("}")[1] for child in each]
                known = [child for child in found if child in order]
                assert known == sorted(known, key=order.index), found
        # A cell ends with a paragraph, and has one.
        for cell in root.iter(qn("w:tc")):
            assert cell[-1].tag == qn("w:p")


def test_names_are_text_whatever_they_look_like(town: Town) -> None:
    desk = town.desk()
    name = "Tổ {{ 7*7 }} <b>&amp;</b>"
    changed = desk.patch(f"/api/teams/{TEAM}", {"name": name})
    assert changed.status == 200, changed.body
    assert cells(paper(desk, unit=KHANH_CUONG).tables[3])[1][1] == name


def test_its_name_and_kind_and_who_may_have_it(town: Town) -> None:
    answer = fetch(town.desk(), "report.docx", layout="nd30")
    assert answer.headers["Content-Type"] == DOCX
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="tung-ngo-bao-cao-cum-duc-pho-cum-dp-2026-11-nd30.docx"'
    )
    properties = paper(town.desk()).core_properties
    assert properties.author == "Từng Ngõ"
    assert "Tháng 11/2026" in properties.title
    assert fetch(town.desk(), "report.docx", layout="khac").code == "invalid_shape"
    assert fetch(town.lan().web, "report.docx").code == "wrong_role"
    assert fetch(town.desk("quan"), "report.docx", TRA_CAU).status == 200
    unknown = "00000000-0000-4000-8000-000000000000"
    assert fetch(town.desk(), "report.docx", unknown).code == "not_found"
    assert fetch(town.desk(), "report.docx", CLUSTER).status == 200
