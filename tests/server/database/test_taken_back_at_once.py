"""What several people take back in the same moment is taken back once, and stands so in the trail."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server.activities.test_activities import add
from tests.server.targets.test_indicators import enter
from tests.server.targets.test_targets import set_target
from tests.server.trail import trail
from tests.town import CLUSTER, TEAM, Town
from tests.wires import Browser

DESKS = 6


def _activity(desk: Browser) -> str:
    return f"/api/activities/{add(desk)['id']}"


def _target(desk: Browser) -> str:
    return f"/api/targets/{set_target(desk, unit=CLUSTER, goal=300)['id']}"


def _value(desk: Browser) -> str:
    return f"/api/indicator-values/{enter(desk, unit=CLUSTER, value=4)['id']}"


def _invitation(desk: Browser) -> str:
    wish = {"role": "volunteer", "auto_approve": False}
    made = desk.post(f"/api/teams/{TEAM}/invitations", wish)
    return f"/api/invitations/{made.json['id']}"


@pytest.mark.parametrize(
    ("make", "action", "answers"),
    [
        (_activity, "activity_called_off", [204, *[404] * (DESKS - 1)]),
        (_target, "target_withdrawn", [204, *[404] * (DESKS - 1)]),
        (_value, "indicator_withdrawn", [204, *[404] * (DESKS - 1)]),
        (_invitation, "invitation_revoked", [204] * DESKS),
    ],
)
def test_one_takes_it_back(
    town: Town, make: Callable[[Browser], str], action: str, answers: list[int]
) -> None:
    desks = [town.desk() for _ in range(DESKS)]
    for _ in range(3):
        path = make(desks[0])
        before = len(trail(town.app, action))
        with ThreadPoolExecutor(DESKS) as pool:
            told = sorted(pool.map(lambda desk, path=path: desk.delete(path).status, desks))
        assert told == answers
        assert len(trail(town.app, action)) == before + 1
