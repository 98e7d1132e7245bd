"""What is still said of who was merged is said of who was kept (PROTOCOL 5.10)."""

from typing import Any

from sync.change import Change
from sync.merged_people import change_of_kept, fields_of_kept

OLD, KEPT, MINH = "1a-old", "1a-kept", "1a-minh"
MERGED = {OLD: KEPT}


def edit(author: str, set_: dict[str, Any], prev: dict[str, Any]) -> Change:
    return Change(
        "c", 1, author, "edit", "help_session", "r", "team:t", 1, "at", set_, prev
    )  # fmt: skip


def test_author_and_companions_are_the_kept_ones_each_once() -> None:
    change = edit(MINH, {"companions": [KEPT, OLD]}, {"companions": [OLD]})
    found = change_of_kept(change, MERGED, MINH)
    assert (found.author, found.set, found.prev) == (
        MINH,
        {"companions": [KEPT]},
        {"companions": [KEPT]},
    )
    assert change_of_kept(edit(OLD, {"people": 2}, {"people": 1}), MERGED, OLD).author == KEPT


def test_who_is_the_author_by_now_is_no_companion() -> None:
    change = edit(OLD, {"companions": [KEPT, MINH]}, {"companions": []})
    assert change_of_kept(change, MERGED, None).set == {"companions": [MINH]}
    lead = edit(MINH, {"companions": [OLD]}, {"companions": [OLD]})
    found = change_of_kept(lead, MERGED, KEPT)
    assert (found.set, found.prev) == ({"companions": []}, {"companions": []})


def test_what_is_no_list_of_people_stays_for_the_rules_to_refuse() -> None:
    change = edit(OLD, {"companions": [MINH]}, {"companions": 7})
    found = change_of_kept(change, MERGED, None)
    assert (found.set, found.prev) == ({"companions": [MINH]}, {"companions": 7})


def test_of_a_record_only_what_reads_otherwise_is_told() -> None:
    f = {"author": OLD, "companions": [KEPT, MINH], "people": 2, "corrected": {"by": OLD}}
    assert fields_of_kept(f, MERGED) == {
        "author": KEPT,
        "companions": [MINH],
        "corrected": {"by": KEPT},
    }
    assert fields_of_kept({"author": MINH, "companions": [OLD]}, MERGED) == {"companions": [KEPT]}
    assert fields_of_kept({"author": MINH, "people": 1}, MERGED) == {}
    assert fields_of_kept({"people": 1}, MERGED) == {}


def test_a_proposal_proposes_the_kept_one() -> None:
    f = {"author": MINH, "field": "companions", "current": [OLD], "proposed": [KEPT, OLD]}
    assert fields_of_kept(f, MERGED) == {"current": [KEPT], "proposed": [KEPT]}
