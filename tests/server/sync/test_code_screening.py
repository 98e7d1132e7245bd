"""A citizen in the place of a code is not kept either (PROTOCOL 5.1.2)."""

import json
from typing import Any

import pytest

from tests.server.sync.reviewing import review_of, verdict
from tests.tables import read_tables
from tests.town import Town

DONE = {"people": 1, "outcome": "XONG", "reasons": []}


@pytest.mark.parametrize(
    "told",
    [
        {"place_kind": "NGUYEN_VAN_AN"},
        {"services.TRAN_THI_HOA": DONE},
        {"services.DD01": {**DONE, "outcome": "TRANTHIHOA"}},
        {"services.DD01": {**DONE, "reasons": ["LE_VAN_BA"]}},
    ],
)
def test_a_code_that_tells_of_somebody_is_blanked(town: Town, told: dict[str, Any]) -> None:
    lan = town.lan()
    session = lan.session(**told)
    assert verdict(lan.sync(session)) == ("review", "unknown_code")
    (item,) = review_of(town)
    assert "…" in json.dumps(item["body"], ensure_ascii=False)
    with town.app.app_context():
        kept = json.dumps(read_tables(), ensure_ascii=False, default=str)
    for word in ("NGUYEN_VAN", "TRAN_THI", "TRANTHI", "LE_VAN"):
        assert word not in kept
    # It is the same change when it comes again.
    assert verdict(lan.sync(session)) == ("review", "unknown_code")
    assert len(review_of(town)) == 1


def test_an_edit_that_waits_for_its_create_tells_nothing_either(town: Town) -> None:
    lan = town.lan()
    edit = lan.edit(lan.session()["record"], {"place_kind": "NGUYEN_VAN_AN"}, {"place_kind": "NVH"})
    assert verdict(lan.sync(edit)) == ("held", "needs_create")
    (item,) = review_of(town)
    assert item["body"]["set"] == {"place_kind": "…"}


def test_a_code_that_the_catalogue_lost_is_kept_as_it_came(town: Town) -> None:
    lan = town.lan()
    assert verdict(lan.sync(lan.session(**{"services.DD99": DONE}))) == ("review", "unknown_code")
    (item,) = review_of(town)
    assert item["body"]["set"]["services.DD99"] == DONE
