"""What holds for every value, not for the examples only."""

import json
from contextlib import suppress
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sync.change import Change, parse_change
from sync.digest import EMPTY, digest
from sync.kinds import KINDS
from sync.merge import merge
from sync.receive import receive
from sync.refusal import ChangeRefused
from sync.upcast import raise_to_current
from sync.values import canonical, nfc, same
from sync.verdict import Verdict, decide

from .situations import SITUATION, on, there
from .strategies import (
    ANY_JSON,
    CLEAN_JSON,
    FIELDS,
    HASHES,
    VALUES,
    damaged_changes,
    good_sets,
)


@given(ANY_JSON | damaged_changes())
def test_parsing_refuses_by_name_or_gives_a_change(value: Any) -> None:
    with suppress(ChangeRefused):
        assert isinstance(parse_change(value), Change)


@given(ANY_JSON | damaged_changes())
def test_every_change_gets_a_verdict_and_can_be_stored(value: Any) -> None:
    received = receive(value)
    assert (received.change is None) != (received.refusal is None)
    json.dumps(received.body, ensure_ascii=False, allow_nan=False).encode()
    for situation in (SITUATION, on(there())):
        assert decide(received, situation).verdict in set(Verdict) - {Verdict.RETRY}


@given(ANY_JSON | damaged_changes())
def test_receiving_what_was_stored_changes_nothing(value: Any) -> None:
    received = receive(value)
    again = receive(json.loads(json.dumps(received.body)))
    assert (again.id, again.payload_hash) == (received.id, received.payload_hash)
    assert (again.change, again.screened) == (received.change, ())


@given(good_sets())
def test_validation_is_idempotent(fields: dict[str, Any]) -> None:
    clean = KINDS["help_session"].validate(fields, "edit")
    assert KINDS["help_session"].validate(clean, "edit") == clean
    assert same(nfc(clean), clean)


@given(CLEAN_JSON, CLEAN_JSON)
def test_values_of_one_spelling_are_one_value(a: Any, b: Any) -> None:
    assert same(a, a)
    assert same(a, b) is same(b, a)
    if canonical(a) == canonical(b):
        assert same(a, b)
    assert canonical(json.loads(canonical(a))) == canonical(a)


@given(FIELDS, FIELDS, FIELDS)
def test_merging_twice_changes_nothing(current: Any, set_: Any, prev: Any) -> None:
    once = merge(current, set_, prev)
    again = merge(once.fields, set_, prev)
    assert again.applied == {}
    assert again.conflicts == once.conflicts
    assert again.fields == once.fields


@given(FIELDS, FIELDS, FIELDS)
def test_each_field_goes_in_or_stays_or_conflicts(current: Any, set_: Any, prev: Any) -> None:
    merged = merge(current, set_, prev)
    assert merged.applied.keys().isdisjoint(merged.conflicts)
    for name, value in set_.items():
        if name not in merged.conflicts:
            assert same(merged.fields.get(name), value)
    for name in current.keys() - merged.applied.keys():
        assert same(merged.fields.get(name), current[name])


@given(FIELDS, st.lists(VALUES, min_size=2, max_size=6))
def test_merging_a_chain_again_changes_nothing(row: Any, values: list[Any]) -> None:
    """A phone's own edits of a field follow one another: each saw what the one before set."""

    def merged(fields: Any) -> Any:
        for before, after in pairwise(values):
            fields = merge(fields, {"people": after}, {"people": before}).fields
        return fields

    assert merged(merged(row)) == merged(row)


@given(st.lists(HASHES), st.data())
def test_a_digest_kept_up_equals_the_whole_one(hashes: list[str], data: st.DataObject) -> None:
    kept = EMPTY
    for h in hashes:
        kept = kept.moved((), (h,))
    assert kept == digest(reversed(hashes)) == digest(hashes)
    if hashes:
        at = data.draw(st.integers(0, len(hashes) - 1))
        rest = hashes[:at] + hashes[at + 1 :]
        assert kept.moved(hashes[at : at + 1], ()) == digest(rest)
        assert kept.moved(hashes[at : at + 1], hashes[:1]) == digest([*rest, hashes[0]])


@given(damaged_changes().filter(lambda value: isinstance(value.get("schema"), int)))
def test_raising_the_schema_does_not_touch_what_was_given(value: dict[str, Any]) -> None:
    before = dict(value)
    raise_to_current(value)
    assert value.keys() == before.keys()
