"""What the demonstration's coordinator aims at and has entered by hand: the initiative's own shares, a
month's figures that its teams nearly reach, a day of action, a congress, and two codes that lead to links."""

import calendar
from datetime import date, datetime, timedelta
from typing import Any

from server.activities.use_cases import activities
from server.audit.writing import account_actor
from server.auth.principal import Kind, Principal, SignedIn
from server.auth.store.accounts import account_by_login
from server.database.clock import day_of
from server.database.engine import db
from server.operations.demo.congress import hold_congress
from server.operations.demo.organisation import CLUSTER
from server.public_codes.use_cases import register
from server.targets.use_cases import indicators, manage_targets

YOUNG_PEOPLE = 33_500
MONTHS_PEOPLE = 5_400


def set_aims(login: str, teams: list[str], now: datetime) -> None:
    """Targets of the month and the year, shared out among communes and teams, and indicators of the
    days up to now. Call it in an application context."""
    account = account_by_login(db.session(), login)
    assert account is not None
    signed_in = SignedIn(account.id, account.login, account.name, Kind.COORDINATOR, account.unit_id)
    who, actor = Principal(account=signed_in), account_actor(account)
    db.session.rollback()
    today = date.fromisoformat(day_of(now))
    month = (
        today.replace(day=1),
        today.replace(day=calendar.monthrange(today.year, today.month)[1]),
    )
    year = (date(today.year, 1, 1), date(today.year, 12, 31))

    def aim(span: tuple[date, date], measure: str, of: str = "", **said: Any) -> dict[str, Any]:
        scope = said.pop("scope", {"unit": CLUSTER, "team": None})
        return manage_targets.set_target(
            who, actor, **scope, measure=measure, of=of, first=span[0], last=span[1], **said
        )

    whole = aim(month, "people", goal=MONTHS_PEOPLE, note="Kế hoạch tháng của cụm")
    for part in manage_targets.share_out(who, actor, str(whole["id"])):
        manage_targets.share_out(who, actor, str(part["id"]))
    aim(month, "turns", "DD", goal=MONTHS_PEOPLE // 2)
    base: dict[str, Any] = {
        "denominator": YOUNG_PEOPLE,
        "denominator_name": "thanh niên 16–30 tuổi",
    }
    aim(year, "people", share=600, note="60% theo sáng kiến, dân số năm 2023", **base)
    aim(year, "indicator", "TL_DVC", share=400)
    aim(month, "indicator", "TAPHUAN", goal=3)
    entered: dict[str, Any] = {"unit": CLUSTER, "team": None, "first": month[0], "last": today}
    for code, value, source in (
        ("TAPHUAN", 2, "Sổ họp Ban Thường vụ"),
        ("TINBAI", 14, "Trang Tuổi trẻ Đức Phổ"),
        ("TL_DVC", 352, "Khảo sát chi đoàn tháng này"),
    ):
        indicators.enter_value(who, actor, indicator=code, value=value, source=source, **entered)
    activities.add_activity(
        who,
        actor,
        unit=CLUSTER,
        kind="ra_quan",
        name="Ra quân kích hoạt VNeID",
        place="Nhà văn hóa các xã, phường",
        partners="Công an xã, phường; Viettel Money",
        teams=teams[:6],
        first=max(month[0], today - timedelta(days=2)),
        last=today,
    )
    hold_congress(who, actor, teams, today)
    for purpose, link in (
        ("Nộp hồ sơ trực tuyến", "https://dichvucong.gov.vn/"),
        ("Tìm hiểu VNeID", "https://vneid.gov.vn/"),
    ):
        register.make_code(
            who, actor, unit=CLUSTER, purpose=purpose, link=link, target=None, first=None, last=None
        )
