"""A code that hangs on a wall outlives a restored backup (PROTOCOL 5.9): nothing else ever has it."""

from typing import Any

from tests.server.directory.test_changing_units import coordinator
from tests.server.operations.test_replaying import Replay, later
from tests.server.public_codes.codes import LINK, end, make, one, said, scan, write
from tests.town import CLUSTER, PROVINCE, Town
from tests.wires import Browser


def test_one_that_the_backup_does_not_know_is_real_and_led_somewhere(
    town: Town, replay: Replay
) -> None:
    backup = later(town)
    code = make(town.desk())["code"]
    assert replay(backup).done == {"code_made": 1}
    anybody = Browser(town.connect())
    answer = scan(anybody, code)
    assert answer.status == 409
    for part in ("Mã này có thật, do Đoàn xã Khánh Cường in", "chưa biết mã dẫn tới đâu"):
        assert part in said(answer)
    row: Any = one(town.desk(), code)
    assert (row["state"], row["link"], row["purpose"]) == ("lost", None, code)
    # It can be ended as it is; whoever keeps it says again where it leads.
    assert end(town.desk(), code).json["state"] == "ended"
    assert end(town.desk(), code, ended=False).json["state"] == "lost"
    assert write(town.desk(), code).json["state"] == "live"
    assert LINK in scan(anybody, code).text


def test_one_that_was_ended_stays_ended(town: Town, replay: Replay) -> None:
    ended, other = make(town.desk())["code"], make(town.desk())["code"]
    backup = later(town)
    assert end(town.desk(), ended).status == 200
    assert replay(backup).done == {"code_ended": 1}
    assert [one(town.desk(), code)["state"] for code in (ended, other)] == ["ended", "live"]


def test_what_was_written_of_one_since_is_told_to_whoever_restores(
    town: Town, replay: Replay
) -> None:
    code = make(town.desk())["code"]
    backup = later(town)
    assert write(town.desk(), code, purpose="Mới").status == 200
    assert replay(backup).made == {"son": {"code_changed": 1}}


def test_one_of_a_unit_that_the_backup_does_not_know_is_real_too(
    town: Town, replay: Replay
) -> None:
    coordinator(town, PROVINCE, "tinh")
    backup, above = later(town), town.desk("tinh")
    unit = {"code": "PHO-MOI", "name": "Phổ Mới", "kind": "xa", "parent": CLUSTER}
    made = above.post("/api/units", {**unit, "valid_from": "2026-01-01"})
    assert made.status == 201, made.body
    code = make(above, unit=made.json["id"])["code"]
    replay(backup)
    answer = scan(Browser(town.connect()), code)
    assert answer.status == 409
    assert "Mã này có thật, do Tỉnh đoàn Quảng Ngãi in" in said(answer)
