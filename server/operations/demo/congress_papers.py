"""What the demonstration's delegates read: a report, the rules of procedure, and the list of all 235."""

from hashlib import sha256
from io import BytesIO
from random import Random
from typing import Any

from docx import Document

from server.audit.writing import Actor
from server.auth.principal import Principal
from server.files.use_cases.receiving import receive_whole
from server.operations.demo.names import Names
from server.operations.demo.organisation import CLUSTER
from server.papers.use_cases import papers

DELEGATES = 235
_REPORT = (
    (
        "I. Tình hình thanh niên và công tác Đoàn",
        "Nhiệm kỳ qua, đoàn viên, thanh niên trong cụm đã đi từng ngõ, gõ từng nhà giúp bà con cài đặt "
        "VNeID, thanh toán không dùng tiền mặt và làm dịch vụ công trực tuyến.",
        "Mỗi xã, phường có một đội hình tình nguyện; mỗi tổ dân phố có tổ công nghệ số cộng đồng.",
    ),
    (
        "II. Kết quả chuyển đổi số cộng đồng",
        "Số liệu được ghi tại chỗ trên điện thoại, không ghi thông tin của người dân, và được đối chiếu "
        "trước khi báo cáo.",
        "Việc khó nhất vẫn là định danh mức 2 của người cao tuổi và điện thoại đời cũ.",
    ),
    (
        "III. Hạn chế và nguyên nhân",
        "Một số địa bàn chưa có sóng; một số đội chưa duy trì lịch trực đều; việc tuyên truyền phòng lừa "
        "đảo trên mạng còn ít.",
    ),
    (
        "IV. Phương hướng nhiệm kỳ tới",
        "Phấn đấu mỗi chi đoàn có ít nhất một công trình chuyển đổi số được người dân dùng hằng tuần.",
        "Số hóa các di tích, địa chỉ đỏ trên địa bàn; mỗi di tích một mã QR do đoàn viên chăm sóc.",
    ),
)
_RULES = (
    (
        "Điều 1. Đại biểu",
        "Đại biểu dự đủ các phiên, đeo thẻ, ngồi đúng tổ. Vắng mặt thì báo trưởng đoàn.",
        "Đại biểu phát biểu đăng ký với Đoàn thư ký, mỗi lần không quá 7 phút.",
    ),
    (
        "Điều 2. Tài liệu",
        "Đại hội không in tài liệu. Đại biểu đọc trên điện thoại, lưu trước khi vào hội trường.",
    ),
)


def publish_papers(who: Principal, actor: Actor, activity: str) -> None:
    """Sends the files and publishes them for the delegates of a congress; the list is open to all teams of it,
    the report to whoever has its code."""
    _publish(who, actor, activity, _written("Báo cáo chính trị", _REPORT), {
        "title": "Báo cáo chính trị trình Đại hội", "kind": "bao_cao", "readers": "public",
    })  # fmt: skip
    _publish(who, actor, activity, _written("Quy chế làm việc", _RULES), {
        "title": "Quy chế làm việc của Đại hội", "kind": "huong_dan", "readers": "participants",
    })  # fmt: skip
    _publish(who, actor, activity, _delegates(), {
        "title": f"Danh sách {DELEGATES} đại biểu", "kind": "danh_sach", "readers": "participants",
    })  # fmt: skip


def _publish(
    who: Principal, actor: Actor, activity: str, file: bytes, said: dict[str, Any]
) -> None:
    sha = sha256(file).hexdigest()
    receive_whole(who, sha, file)
    rest = dict.fromkeys(("number", "issued", "opens", "ends"))
    papers.add_paper(
        who,
        actor,
        unit=CLUSTER,
        activity=activity,
        file=sha,
        issuer="Ban tổ chức Đại hội (minh họa)",
        **rest,
        **said,
    )


def _written(title: str, parts: tuple[tuple[str, ...], ...]) -> bytes:
    document = Document()
    document.add_heading(title, 0)
    for heading, *paragraphs in parts:
        document.add_heading(heading, 1)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    return _bytes(document)


def _delegates() -> bytes:
    """Made-up names, in groups of eighteen."""
    names = Names(Random(DELEGATES))
    document = Document()
    document.add_heading("Danh sách đại biểu", 0)
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("STT", "Họ và tên", "Tổ"), strict=True):
        cell.text = text
    for number in range(1, DELEGATES + 1):
        row = table.add_row().cells
        row[0].text, row[1].text, row[2].text = str(number), names.next(), str(number // 18 + 1)
    return _bytes(document)


def _bytes(document: Any) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()
