"""Papers as offices lay them out, made here: PDF by reportlab, DOCX by python-docx."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from tests.machine.needs import ROOT

FONTS = ROOT / "server" / "qr_posters" / "fonts"
PROSE = (
    "Thực hiện chương trình công tác năm 2026, Ban Thường vụ Đoàn xã đã tổ chức các đội hình tình nguyện "
    "đi từng ngõ, gõ từng nhà, hướng dẫn người dân cài đặt ứng dụng định danh điện tử, thanh toán không dùng "
    "tiền mặt và sử dụng dịch vụ công trực tuyến trên địa bàn toàn xã."
)
PROGRAMME = [
    ("Thời gian", "Nội dung", "Thực hiện"),
    ("07 giờ 30", "Đón tiếp đại biểu, phát tài liệu", "Ban Tổ chức"),
    ("08 giờ 00", "Chào cờ, tuyên bố lý do và giới thiệu đại biểu dự hội nghị", "Đ/c Phó Bí thư"),
    ("08 giờ 15", "Báo cáo tổng kết công tác Đoàn và phong trào thanh thiếu nhi", "Đ/c Bí thư"),
    ("10 giờ 45", "Bế mạc", "Đoàn Chủ tịch"),
]
DELEGATES = [("STT", "Họ và tên", "Đơn vị", "Ghi chú")] + [
    (
        str(n),
        f"Đại biểu số {n}",
        f"Chi đoàn thôn {n % 9 + 1}",
        "Chính thức" if n % 4 else "Dự khuyết",
    )
    for n in range(1, 121)
]


@cache
def _fonts() -> None:
    for name, file in (("Thuong", "Regular"), ("Dam", "Bold")):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"BeVietnamPro-{file}.ttf"))


def _style(size: float = 12, font: str = "Thuong", **more: Any) -> ParagraphStyle:
    _fonts()
    return ParagraphStyle("", fontName=font, fontSize=size, leading=size * 1.35, **more)


BODY: dict[str, Any] = {"alignment": TA_JUSTIFY, "firstLineIndent": cm, "spaceAfter": 5}


def body(text: str = PROSE) -> Paragraph:
    return Paragraph(text, _style(**BODY))


def bold(text: str, size: float = 12, **more: Any) -> Paragraph:
    return Paragraph(text, _style(size, "Dam", **more))


def centred(text: str, size: float = 12, font: str = "Dam") -> Paragraph:
    return Paragraph(text, _style(size, font, alignment=TA_CENTER))


def pdf(*flowables: Flowable, numbered: bool = False, page: Any = A4) -> bytes:
    written = BytesIO()

    def number(canvas: Canvas, document: Any) -> None:
        if numbered:
            canvas.setFont("Thuong", 10)
            canvas.drawCentredString(page[0] / 2, page[1] - 1.2 * cm, str(document.page))
            canvas.drawString(2 * cm, 1.2 * cm, "Đoàn xã Khánh Cường")

    made = SimpleDocTemplate(written, pagesize=page, leftMargin=3 * cm, rightMargin=2 * cm)
    made.build(list(flowables), onFirstPage=number, onLaterPages=number)
    return written.getvalue()


def head(left: Sequence[str], right: Sequence[str]) -> Table:
    """The two columns above a paper."""
    cells = [[centred(text, 11) for text in side] for side in (left, right)]
    return Table([cells], colWidths=[7.5 * cm, 9 * cm])


def grid(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    cells = [[Paragraph(text, _style(11)) for text in row] for row in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table(cells, colWidths=[width * cm for width in widths], style=style, repeatRows=1)


UNION_HEAD = (
    ["TỈNH ĐOÀN QUẢNG NGÃI", "BCH ĐOÀN XÃ KHÁNH CƯỜNG", "***", "Số: 12-CV/ĐTN"],
    ["ĐOÀN TNCS HỒ CHÍ MINH", "Khánh Cường, ngày 24 tháng 11 năm 2026"],
)
STATE_HEAD = (
    ["ỦY BAN NHÂN DÂN", "XÃ KHÁNH CƯỜNG", "Số: 45/KH-UBND"],
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
)


def union_letter() -> bytes:
    return pdf(
        head(*UNION_HEAD),
        Spacer(1, 12),
        centred("Kính gửi: Ban Chấp hành các chi đoàn trực thuộc", 12, "Thuong"),
        Spacer(1, 8),
        body(),
        body("Đề nghị các chi đoàn triển khai thực hiện nghiêm túc."),
        head(["Nơi nhận:", "- Như trên;", "- Lưu VP."], ["TM. BAN THƯỜNG VỤ", "BÍ THƯ"]),
    )


def decree() -> bytes:
    return pdf(
        head(*STATE_HEAD),
        Spacer(1, 12),
        centred("KẾ HOẠCH", 14),
        centred("Chuyển đổi số cộng đồng năm 2026"),
        body(),
        bold("I. MỤC ĐÍCH, YÊU CẦU"),
        body("1. Nâng cao nhận thức của người dân về chuyển đổi số."),
        body("2. Phát huy vai trò xung kích của đoàn viên, thanh niên."),
        bold("II. NỘI DUNG"),
        body("a) Thành lập đội hình tại từng thôn."),
        body("b) Tổ chức ra quân vào ngày 26 hằng tháng."),
    )


def programme() -> bytes:
    return pdf(centred("CHƯƠNG TRÌNH HỘI NGHỊ", 15), Spacer(1, 8), grid(PROGRAMME, (3, 9, 4)))


def wide_programme() -> bytes:
    return pdf(centred("CHƯƠNG TRÌNH", 15), grid(PROGRAMME, (5, 13, 6)), page=landscape(A4))


def two_columns() -> bytes:
    written = BytesIO()
    frames = [Frame(x * cm, 2 * cm, 8 * cm, 24 * cm, id=str(x)) for x in (2, 11)]
    made = BaseDocTemplate(written, pagesize=A4, pageTemplates=[PageTemplate("two", frames)])
    made.build([Paragraph(f"Tin số {n}. {PROSE}", _style(11, spaceAfter=4)) for n in range(1, 13)])
    return written.getvalue()


@cache
def long_book(pages: int = 80) -> bytes:
    parts: list[Flowable] = []
    for page in range(1, pages + 1):
        parts += [
            bold(f"CHƯƠNG {page}", 15),
            *(body(f"Đoạn {page}.{n}. {PROSE}") for n in range(1, 7)),
        ]
        parts += [PageBreak()]
    return pdf(*parts, numbered=True)


def empty_pages(count: int) -> bytes:
    written = BytesIO()
    canvas = Canvas(written, A4)
    for _ in range(count):
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def signed_scan(pages: int) -> bytes:
    """Pages without text, and the stamp of who signed on the last one."""
    written = BytesIO()
    canvas = Canvas(written, A4)
    for page in range(pages):
        if page == pages - 1:
            canvas.drawString(90, 90, "Nguoi ky: Ban Thuong vu")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def scan() -> bytes:
    written, picture = BytesIO(), Image.new("L", (827, 1169), 255)
    ImageDraw.Draw(picture).text((90, 90), "CONG HOA XA HOI CHU NGHIA VIET NAM", fill=0)
    canvas = Canvas(written, A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return written.getvalue()


def delegates() -> bytes:
    return pdf(centred("DANH SÁCH ĐẠI BIỂU", 14), grid(DELEGATES, (1.5, 6, 5, 3.5)), numbered=True)


def report(pages: int = 27) -> bytes:
    parts: list[Flowable] = [centred("BÁO CÁO", 16), centred("Kết quả công tác Đoàn năm 2026", 13)]
    for number in range(1, pages * 4 // 3):
        parts += [
            bold(f"{number}. Kết quả thực hiện nhiệm vụ thứ {number}", 13, spaceBefore=8),
            body(),
            body(),
            *(
                body(f"- Chỉ tiêu {number}.{n}: đạt {n * 10} phần trăm kế hoạch.")
                for n in range(1, 5)
            ),
            grid(PROGRAMME, (3, 9, 4)),
            body(),
            body(),
        ]
    return pdf(*parts, numbered=True)


def invitation() -> bytes:
    return pdf(
        head(*UNION_HEAD),
        Spacer(1, 30),
        centred("GIẤY MỜI", 20),
        Spacer(1, 10),
        centred("Trân trọng kính mời: Đồng chí Bí thư chi đoàn", 13, "Thuong"),
        body("Đến dự: Hội nghị tổng kết công tác Đoàn năm 2026."),
        body("Thời gian: 07 giờ 30, ngày 24 tháng 12 năm 2026."),
        body("Địa điểm: Hội trường Ủy ban nhân dân xã Khánh Cường."),
    )


def decision() -> bytes:
    return pdf(
        head(*STATE_HEAD),
        centred("QUYẾT ĐỊNH", 14),
        body("Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh khóa XII;"),
        bold("Điều 1. Thành lập đội hình tình nguyện"),
        body("Đội hình gồm mười hai thành viên."),
        bold("Điều 2. Hiệu lực thi hành"),
        body("Quyết định này có hiệu lực kể từ ngày ký."),
    )


def docx(fill: Callable[[Any], None]) -> bytes:
    made, written = Document(), BytesIO()
    fill(made)
    made.save(written)
    return written.getvalue()


def letter_in_word() -> bytes:
    def fill(made: Any) -> None:
        table = made.add_table(1, 2)
        for cell, texts in zip(table.rows[0].cells, UNION_HEAD, strict=True):
            cell.text = "\n".join(texts)
        made.add_paragraph("Kính gửi: Ban Chấp hành các chi đoàn trực thuộc")
        made.add_paragraph(unicodedata.normalize("NFD", PROSE))

    return docx(fill)


def report_in_word() -> bytes:
    def fill(made: Any) -> None:
        made.add_heading("Kết quả công tác Đoàn năm 2026", 1)
        made.add_heading("Chuyển đổi số", 2)
        made.add_paragraph(PROSE)
        for n in (1, 2, 3):
            made.add_paragraph(f"Nhiệm vụ thứ {n}", style="List Number")
        made.add_paragraph("Cài đặt ứng dụng", style="List Bullet")
        made.add_paragraph("Hết.")

    return docx(fill)


def programme_in_word() -> bytes:
    def fill(made: Any) -> None:
        made.add_heading("CHƯƠNG TRÌNH HỘI NGHỊ", 1)
        table = made.add_table(len(PROGRAMME), 3)
        for row, texts in zip(table.rows, PROGRAMME, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return docx(fill)


def with_linked_picture(address: str) -> bytes:
    """A document that asks whoever opens it to fetch a picture."""

    def fill(made: Any) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        linked = made.part.relate_to(address, kind, is_external=True)
        run = made.add_paragraph("Trước hình. ").add_run()
        run._r.append(
            parse_xml(
                '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
                ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/'
                f'officeDocument/2006/relationships"><v:shape><v:imagedata r:id="{linked}"/></v:shape>'
                "</w:pict>"
            )
        )
        made.add_paragraph("Sau hình.")

    return docx(fill)
