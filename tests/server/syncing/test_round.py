"""POST /api/sync/v1: what a phone sends goes in once, and what it takes away is the server's."""

from tests.town import Town


def test_a_session_goes_in_and_comes_back(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    (told,) = lan.sync(change)
    assert (told["verdict"], told["code"], told["fields"]) == ("applied", None, [])
    row = lan.rows[change["record"]]
    assert row["state"] == "counted"
    assert row["f"]["author"] == lan.member
    assert lan.digests() == lan.last["digest"]
