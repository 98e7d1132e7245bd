"""Each state change leaves its row in the trail, in the same transaction; refusals leave none."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.database.engine import db
from tests.town import TEAM, Town

Act = Callable[[Town], object]


def trail(town: Town) -> list[str]:
    with town.app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def approve(town: Town) -> None:
    lan = town.phone("Lan", auto_approve=False)
    path = f"/api/enrolments/{lan.device}/{lan.member}/decision"
    town.desk().post(path, {"decision": "approve"})
    town.desk().post(path, {"decision": "approve"})


def refuse(town: Town) -> None:
    lan = town.phone("Lan", auto_approve=False)
    path = f"/api/enrolments/{lan.device}/{lan.member}/decision"
    town.desk().post(path, {"decision": "refuse"})


def revoke_device(town: Town) -> None:
    lan = town.lan()
    town.desk().delete(f"/api/devices/{lan.device}")
    town.desk().delete(f"/api/devices/{lan.device}")


def revoke_invitation(town: Town) -> None:
    made = town.desk().post(f"/api/teams/{TEAM}/invitations", {}).json
    town.desk().delete(f"/api/invitations/{made['id']}")
    town.desk().delete(f"/api/invitations/{made['id']}")


def sync(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())


ACTS: list[tuple[Act, str]] = [
    (lambda town: town.desk(), "signed_in"),
    (lambda town: town.desk().delete("/api/session"), "signed_out"),
    (lambda town: town.invite(), "invitation_created"),
    (lambda town: town.lan(), "joined"),
    (revoke_invitation, "invitation_revoked"),
    (approve, "enrolment_approved"),
    (refuse, "enrolment_refused"),
    (revoke_device, "device_revoked"),
    (sync, "changes_received"),
]


@pytest.mark.parametrize(("act", "action"), ACTS, ids=[action for _, action in ACTS])
def test_one_act_one_row(town: Town, act: Act, action: str) -> None:
    before = trail(town).count(action)
    act(town)
    assert trail(town).count(action) == before + 1


def test_what_is_refused_leaves_no_row(town: Town) -> None:
    ha = town.ha()
    before = trail(town)
    assert ha.web.post(f"/api/teams/{TEAM}/invitations", {"role": "lead", "hours": 1}).status == 403
    assert ha.web.post(f"/api/teams/{TEAM}/invitations", {"hours": 1000}).status == 422
    assert ha.join("v1." + "A" * 22, "Lan").status == 404
    assert trail(town) == before


def test_no_secret_stands_in_the_trail(town: Town) -> None:
    code = town.invite()
    with town.app.app_context():
        kept = " ".join(str(vars(row)) for row in db.session.scalars(select(AuditEntry)))
    assert code.removeprefix("v1.") not in kept
