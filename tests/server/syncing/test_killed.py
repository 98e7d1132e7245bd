"""A real gunicorn whose worker is killed at the worst moments: what was acknowledged is there,
what was not is sent again, and nothing is there twice."""

from pathlib import Path

import pytest

from tests.phones import Phone
from tests.server.gunicorn import BROKEN, gunicorn, wait_for
from tests.town import Town
from tests.wires import OverHttp


def test_killed_at_the_worst_moments(town: Town, database_url: str, tmp_path: Path) -> None:
    code = town.invite()
    order = tmp_path / "die"
    app = "tests.server.syncing.dying:app"
    with gunicorn(app, database_url, tmp_path, DIE_AT=str(order)) as address:
        lan = Phone(OverHttp(address), town.clock)
        assert lan.join(code, "Lan").status == 200
        sent = []
        for point in ("before", "inside", "after"):
            batch = [lan.session() for _ in range(20)]
            sent += batch
            order.write_text(point)
            with pytest.raises(BROKEN):
                lan.ask(batch)
            wait_for(address)
            there = lan.web.post("/api/sync/v1/have", {"changes": [c["id"] for c in batch]})
            assert len(there.json["missing"]) == (0 if point == "after" else 20)
            results = lan.sync(*batch)
            assert [each["verdict"] for each in results] == ["applied"] * 20
        assert {each["record"] for each in sent} == {
            row["id"] for row in lan.of_kind("help_session")
        }
        assert lan.digests() == lan.last["digest"]
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json["total"]
    assert (told["sessions"], told["turns"]) == (len(sent), len(sent))
    done = town.app.test_cli_runner().invoke(args=["recount"])
    assert done.exit_code == 0
