"""What somebody reads who comes with a code that does not work any more, or types one."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine, text

from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join, start_logging
from tests.journeys.words import t


def expire(running: House, invitation: str) -> None:
    """Let the invitation have ended an hour ago."""
    engine = create_engine(running.environment["DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE invitation SET expires_at = :at WHERE id = :id"),
            {
                "at": (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S.%f"),
                "id": invitation,
            },
        )
    engine.dispose()


@pytest.mark.parametrize("end", ["expired", "used_up", "revoked"])
def test_an_ended_invitation_says_so_and_what_to_do(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, end: str
) -> None:
    running, found = house
    invitation = desk.invite(found.team, max_uses=1)
    link = invitation["link"].removeprefix(running.url)
    if end == "expired":
        expire(running, invitation["id"])
    elif end == "revoked":
        desk.ask("DELETE", f"/api/invitations/{invitation['id']}")
    else:
        first = new_phone("minh")
        join(first.open(link), "Trần Văn Minh")
    phone = new_phone("lan")
    page = phone.open(link)
    expect(page.get_by_text(t(f"problem.invitation_{end}"))).to_be_visible()
    expect(page.get_by_label(t("join.name"))).to_have_count(0)
    phone.forgive("410 (GONE)")  # the browser itself tells of an answer like that


def test_joining_by_the_short_code(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    phone = new_phone("lan")
    page = phone.open("/j")
    page.get_by_label(t("join.code")).fill(desk.invite(found.team)["short_code"].lower())
    page.get_by_role("button", name=t("join.code.look")).click()
    expect(page.get_by_role("heading", name=found.team_name)).to_be_visible()
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    expect(page.get_by_text(f"Nguyễn Thị Lan · {found.team_name}")).to_be_visible()
