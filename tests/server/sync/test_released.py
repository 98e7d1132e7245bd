"""What phones with a released app may hold in their outbox is understood for ever (PROTOCOL 5.1.3).
Each version's own code has written its file (pwa/simulation/released.test.ts)."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.config import VERSION
from sync.change import parse_change
from sync.kinds.member import row_id
from sync.protocol_limits import SCHEMA
from sync.upcast import raise_to_current
from tests.phones import KEY, Phone
from tests.town import TEAM, Town

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "tests/released").glob("*.json"))
MINH = "c0000000-0000-4000-8000-00000000002b"
WHOLE = {
    "day": "2026-11-24",
    "start": "08:15",
    "place_kind": "CHO",
    "age_band": "60",
    "people": 4,
    "status": "live",
    "services.DD01": {"people": 4, "outcome": "XONG", "reasons": []},
}


def test_every_released_version_has_left_one() -> None:
    assert VERSION in {path.stem for path in FILES}
    schemas = {json.loads(path.read_text(encoding="utf-8"))["schema"] for path in FILES}
    assert schemas == set(range(1, SCHEMA + 1))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_its_changes_are_today_s(path: Path) -> None:
    for change in json.loads(path.read_text(encoding="utf-8"))["changes"]:
        assert parse_change(raise_to_current(change)).schema == SCHEMA


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_it_goes_in_whole_and_counts(town: Town, path: Path) -> None:
    minh, lan = town.minh(), town.phone("Lan", role="lead")
    changes = of_these_people(path, minh, lan)
    there = next(each for each in changes if each.get("why"))["record"]
    minh.sync(minh.session(there, day="2026-11-24"))

    told = lan.sync(*changes)

    assert [(each["verdict"], each["code"]) for each in told] == [("applied", None)] * len(told)
    first = next(each for each in changes if len(each["set"]) == 11)
    fields = lan.rows[first["record"]]["f"]
    assert {name: fields.get(name) for name in WHOLE} == WHOLE
    assert fields["companions"] == [minh.member]
    assert "note" not in fields
    assert "services.TT01" not in fields
    assert lan.rows[there]["f"]["people"] == 2
    assert {row["f"]["name"] for row in lan.of_kind("member")} >= {"Lan", "Nguyễn Thị Bình"}
    # Three sessions and Minh's; one of the three was taken back.
    asked = f"/api/tallies?team={TEAM}&from=2026-11-24&to=2026-11-24"
    total = town.desk().get(asked).json["total"]
    assert (total["sessions"], total["people"]) == (3, 4 + 1 + 2)


def of_these_people(path: Path, minh: Phone, lan: Phone) -> list[dict[str, Any]]:
    """The outbox of a version, with the people and the team of this town in it."""
    golden = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(golden["changes"])
    for old, new in (
        (golden["author"], lan.member),
        (golden["channel"], lan.channel),
        (MINH, minh.member),
    ):
        assert old in text
        text = text.replace(old, new)
    changes: list[dict[str, Any]] = json.loads(text)
    for change in changes:
        if change["kind"] == "member":
            change["record"] = row_id(change["set"]["member"], TEAM)
    return changes


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_phone_that_lost_its_cookie_gets_it_in_by_a_leads_word(town: Town, path: Path) -> None:
    """Its app proves nothing (PROTOCOL 4.7.9): it waits, tries again, and loses nothing."""
    minh, ha = town.minh(), town.ha()
    code = town.invite(role="lead", hours=24, max_uses=1)
    lan = Phone(town.connect(), town.clock)
    assert lan.join(code, "Lan").status == 200
    changes = of_these_people(path, minh, lan)
    there = next(each for each in changes if each.get("why"))["record"]
    minh.sync(minh.session(there, day="2026-11-24"))
    lan.web = Phone(town.connect(), town.clock).web

    receipt = lan.joined[-1]["receipt"]
    asked = {"device": lan.device, "key": KEY, "receipts": [receipt], "people": []}
    assert lan.ask(changes).status == 401
    assert lan.web.post("/api/rejoin", asked).code == "proof_needed"
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    waiting = lan.ask(changes)
    # Such an app takes this for a reason to send it later, whatever the code.
    assert (waiting.status, waiting.headers["Retry-After"]) == (403, "60")
    assert waiting.code != "device_revoked"
    word = {"decision": "approve"}
    decision = f"/api/enrolments/{lan.device}/{lan.member}/decision"
    # A lead's app of that version names no renewal.
    assert ha.web.post(decision, word).code == "conflict_settled"
    (row,) = town.desk().get("/api/enrolments").json["rows"]
    word["renewal"] = row["renewal"]
    assert ha.web.post(decision, word).code == "wrong_role"
    assert town.desk().post(decision, word).status == 200

    told = lan.sync(*changes)
    assert [each["verdict"] for each in told] == ["applied"] * len(told)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_once_it_is_updated_it_proves_itself_with_the_key_that_it_has(
    town: Town, path: Path
) -> None:
    minh = town.minh()
    lan = Phone(town.connect(), town.clock)
    assert lan.join(town.invite(role="lead"), "Lan").status == 200
    changes = of_these_people(path, minh, lan)
    there = next(each for each in changes if each.get("why"))["record"]
    minh.sync(minh.session(there, day="2026-11-24"))
    lan.web = Phone(town.connect(), town.clock).web
    receipts = [lan.joined[-1]["receipt"]]
    asked = {"device": lan.device, "key": KEY, "receipts": receipts}
    assert lan.web.post("/api/rejoin", {**asked, "proof": lan.proof("rejoin")}).status == 200
    assert [each["verdict"] for each in lan.sync(*changes)] == ["applied"] * len(changes)
