"""What two people take back in the same moment is taken back once, and stands so in the trail. A third
connection of PostgreSQL holds the row until both are at it; SQLite lets in one at a time anyway."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from server.database.engine import db
from tests.server.activities.test_activities import add
from tests.server.directory.test_meanwhile import WAITING
from tests.server.targets.test_indicators import enter
from tests.server.targets.test_targets import set_target
from tests.server.trail import trail
from tests.town import CLUSTER, TEAM, Town
from tests.wires import Browser

pytestmark = pytest.mark.parametrize(
    "sort", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


def _activity(desk: Browser) -> str:
    return str(add(desk)["id"])


def _target(desk: Browser) -> str:
    return str(set_target(desk, unit=CLUSTER, goal=300)["id"])


def _value(desk: Browser) -> str:
    return str(enter(desk, unit=CLUSTER, value=4)["id"])


def _invitation(desk: Browser) -> str:
    wish = {"role": "volunteer", "auto_approve": False}
    made = desk.post(f"/api/teams/{TEAM}/invitations", wish)
    return str(made.json["id"])


@pytest.mark.parametrize(
    ("make", "path", "table", "action", "answers"),
    [
        (_activity, "activities", "activity", "activity_called_off", [204, 404]),
        (_target, "targets", "target", "target_withdrawn", [204, 404]),
        (_value, "indicator-values", "indicator_value", "indicator_withdrawn", [204, 404]),
        (_invitation, "invitations", "invitation", "invitation_revoked", [204, 204]),
    ],
)
def test_one_takes_it_back(
    town: Town,
    make: Callable[[Browser], str],
    path: str,
    table: str,
    action: str,
    answers: list[int],
) -> None:
    desks = [town.desk(), town.desk()]
    made = make(desks[0])
    with town.app.app_context():
        engine = db.engine
    with engine.connect() as holder, engine.connect() as looking, ThreadPoolExecutor(2) as pool:
        held = text(f"SELECT id FROM {table} WHERE id = :id FOR UPDATE")
        holder.execute(held, {"id": made})
        asked = [pool.submit(desk.delete, f"/api/{path}/{made}") for desk in desks]
        while looking.execute(text(WAITING)).scalar() != 2 and not any(
            each.done() for each in asked
        ):
            looking.rollback()
        assert not any(each.done() for each in asked)
        holder.rollback()
        assert sorted(each.result().status for each in asked) == answers
    assert len(trail(town.app, action)) == 1
