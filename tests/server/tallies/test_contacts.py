"""How the phones of a team are found."""

from flask import Flask

from server.tallies.contacts import heard_asked
from tests.server.plans import planned


def test_they_are_not_found_by_a_state_that_nearly_all_share(app: Flask) -> None:
    with app.app_context():
        plan = planned(heard_asked({"a"}).said.replace("AMONG(:teams)", "IN ('a')"))
    assert "device" in plan
    assert "ix_enrolment_state" not in plan
