"""The demonstration's congress: two days with a programme, papers and a code at the door, to which all teams
come."""

from datetime import date, timedelta

from server.activities.use_cases import activities, programme
from server.audit.writing import Actor
from server.auth.principal import Principal
from server.operations.demo.congress_papers import publish_papers
from server.operations.demo.organisation import CLUSTER
from server.public_codes.use_cases import register
from server.qr_codes.record_codes import ACTIVITY

_PARTS = (
    ("Phiên trù bị", 0, "14:00", "16:30"),
    ("Phiên chính thức", 1, "07:30", "11:00"),
)
_LINES = (
    (1, "14:00", 15, "Đón tiếp đại biểu", "Ban tổ chức"),
    (1, "14:15", 30, "Bầu Đoàn chủ tịch, Đoàn thư ký, Ban thẩm tra tư cách đại biểu", None),
    (1, "14:45", 30, "Thông qua chương trình và quy chế làm việc", "Đoàn chủ tịch"),
    (1, "15:15", 45, "Thảo luận tổ về dự thảo Báo cáo chính trị", "Các tổ thảo luận"),
    (2, "07:30", 20, "Chào cờ, tuyên bố lý do, giới thiệu đại biểu", "Ban tổ chức"),
    (2, "07:50", 40, "Báo cáo chính trị", "Đoàn chủ tịch"),
    (2, "08:30", 60, "Tham luận: tổ công nghệ số cộng đồng đi từng ngõ", "Các đoàn đại biểu"),
    (2, "09:30", 20, "Giải lao, xem gian trưng bày chuyển đổi số", None),
    (2, "09:50", 40, "Phát biểu chỉ đạo của cấp trên", None),
    (2, "10:30", 30, "Thông qua Nghị quyết, bế mạc", "Đoàn thư ký"),
)
AHEAD = timedelta(days=1)
"""From today to its first day."""


def hold_congress(who: Principal, actor: Actor, teams: list[str], today: date) -> str:
    """Sets it up with its programme, its papers and the code for its door; its id."""
    first, last = today + AHEAD, today + AHEAD + timedelta(days=1)
    made = activities.add_activity(
        who,
        actor,
        unit=CLUSTER,
        kind="dai_hoi",
        name="Đại hội Đoàn cụm Đức Phổ (minh họa)",
        place="Hội trường Nhà văn hóa",
        partners=None,
        teams=teams,
        first=first,
        last=last,
    )
    slots = [
        {
            "id": number,
            "name": name,
            "day": first + timedelta(days=day),
            "start": start,
            "end": end,
            "place": None,
        }
        for number, (name, day, start, end) in enumerate(_PARTS, 1)
    ]
    names = ("slot", "start", "minutes", "title", "by")
    agenda = [dict(zip(names, line, strict=True)) for line in _LINES]
    programme.write_programme(who, actor, made["id"], version=0, slots=slots, agenda=agenda)
    publish_papers(who, actor, made["id"])
    register.make_code(
        who,
        actor,
        unit=CLUSTER,
        purpose=made["name"],
        link=None,
        target={"kind": ACTIVITY, "id": made["id"]},
        first=None,
        last=None,
    )
    return str(made["id"])
