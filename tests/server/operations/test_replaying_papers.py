"""Papers after a restored backup (PROTOCOL 5.16.3)."""

from tests.server.operations.test_replaying import Replay, later
from tests.server.papers.papers import add, reads_file
from tests.town import Town


def test_a_withdrawn_paper_stays_so_after_a_restore(town: Town, replay: Replay) -> None:
    paper = add(town.desk())["id"]
    backup = later(town)
    assert town.desk().delete(f"/api/papers/{paper}").status == 204
    assert replay(backup).done == {"paper_withdrawn": 1}
    lan = town.lan()
    lan.sync()
    assert lan.rows[paper]["f"]["status"] == "withdrawn"
    assert not reads_file(lan)
