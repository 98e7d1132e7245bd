"""How the phones of a team are found."""

from flask import Flask

from server.statistics.contacts import contacts_query
from tests.server.plans import planned


def test_they_are_not_found_by_a_state_that_nearly_all_share(app: Flask) -> None:
    with app.app_context():
        plan = planned(contacts_query({"a"}).sql.replace("IN_JSON(:teams)", "IN ('a')"))
    assert "device" in plan
    assert "ix_enrolment_state" not in plan
