"""Heritage sites after a restored backup (PROTOCOL 5.15.4)."""

from tests.server.heritage.sites import NAME, make, publish, said, visit
from tests.server.operations.test_replaying import Replay, later
from tests.server.public_codes.codes import make as make_code
from tests.server.public_codes.codes import one, scan
from tests.town import Town
from tests.wires import Browser


def test_one_that_was_withdrawn_stays_so(town: Town, replay: Replay) -> None:
    desk, anybody = town.desk(), Browser(town.connect())
    site = publish(town, desk)
    backup = later(town)
    assert town.desk().post(f"/api/sites/{site['id']}/withdrawal", {}).status == 200
    assert replay(backup).done == {"site_withdrawn": 1}
    answer = visit(anybody, f"/p/{NAME}")
    assert answer.status == 410
    assert "Đoàn xã Khánh Cường" in said(answer)


def test_one_that_the_backup_does_not_know_is_gone_and_its_plaque_is_known(
    town: Town, replay: Replay
) -> None:
    backup, anybody = later(town), Browser(town.connect())
    site = make(town.desk())
    target = {"link": None, "target": {"kind": "heritage_site", "id": site["id"]}}
    code = make_code(town.desk(), **target)["code"]
    told = replay(backup)
    assert told.done == {"code_made": 1}
    assert told.made == {"son": {"site_made": 1}}
    assert visit(anybody, f"/p/{NAME}").status == 404
    assert scan(anybody, code).status == 409
    assert one(town.desk(), code)["state"] == "lost"
