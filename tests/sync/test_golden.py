"""The shared cases, on the Python side."""

from collections.abc import Iterable
from typing import Any

import pytest

from sync.change import Change
from sync.channel import device_of, team_of
from sync.code import normalise
from sync.continuing import Before, is_repeat
from sync.contribution import Sums
from sync.correction import with_correction
from sync.digest import digest
from sync.duration import hours_of, minutes_of
from sync.kinds import KINDS, member
from sync.merge import merge
from sync.refusal import ChangeRefused
from sync.text import fold
from sync.values import canonical, same

from .golden import each_case, golden

RULES = (
    "values", "merge", "replay", "validation", "contribution", "digest", "channel", "text", "code",
    "member_row", "continuing", "duration",
)  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_every_file_holds_as_many_cases_as_it_says(name: str) -> None:
    file = golden(name)
    names = [case["name"] for case in file["cases"]]
    assert len(names) == file["count"] >= 15
    assert len(set(names)) == len(names)


@each_case("values")
def test_values(case: dict[str, Any]) -> None:
    assert same(case["a"], case["b"]) is case["same"]
    assert same(case["b"], case["a"]) is case["same"]
    if not case["same"]:
        assert canonical(case["a"]) != canonical(case["b"])


@each_case("merge")
def test_merge(case: dict[str, Any]) -> None:
    merged = merge(case["current"], case["set"], case["prev"])
    assert merged.applied == case["applied"]
    assert merged.conflicts == case["conflicts"]
    assert merged.fields == case["fields"]


@each_case("replay")
def test_replay(case: dict[str, Any]) -> None:
    """What a phone shows is what the server's rules make of the same changes."""
    shown = case["fields"]
    for no, given in enumerate(case["changes"], start=1):
        change = _change(no, given)
        if change.op == "edit" and shown is not None:
            shown = with_correction(change, merge(shown, change.set, change.prev)).fields
        elif change.op == "create" and shown is None:
            owned = KINDS[change.kind].owned_fields(team_of(change.channel), change.author)
            shown = merge(owned, change.set, {}).fields
    assert shown == case["shown"]


@each_case("validation")
def test_validation(case: dict[str, Any]) -> None:
    kind = KINDS[case["kind"]]
    refused = case.get("refused")
    if refused is not None:
        with pytest.raises(ChangeRefused) as caught:
            _validate(case)
        assert (caught.value.code, caught.value.field) == (refused["code"], refused["field"])
    elif "whole" in case:
        kind.check_whole(case["whole"])
    else:
        assert canonical(_validate(case)) == canonical(case["clean"])


@each_case("contribution")
def test_contribution(case: dict[str, Any]) -> None:
    file = golden("contribution")
    sums = Sums()
    sums.add(case["kind"], case["state"], case["f"], 1)
    turns = sorted(sums.turns(set(file["outcomes_counting"])))
    assert _rows(sums.sessions.items(), case["sessions"]) == case["sessions"]
    assert _rows(((key, each) for key, *each in turns), case["turns"]) == case["turns"]
    reasons = ((key, [people]) for key, people in sums.reasons.items())
    assert _rows(reasons, case["reasons"]) == case["reasons"]
    assert sorted(sums.presence) == [
        (each["team"], each["day"], each["member"]) for each in case["presence"]
    ]
    assert set(sums.presence.values()) <= {1}
    sums.add(case["kind"], case["state"], case["f"], -1)
    assert not any(map(any, sums.sessions.values()))
    assert not any((*sums.helped.values(), *sums.reasons.values(), *sums.presence.values()))


@each_case("duration")
def test_duration(case: dict[str, Any]) -> None:
    assert minutes_of(case["sessions"]) == case["minutes"]
    assert hours_of(case["minutes"]) == case["hours"]


@each_case("continuing")
def test_continuing(case: dict[str, Any]) -> None:
    sessions = {each["id"]: Before(each["state"], each["f"]) for each in case["sessions"]}
    found = [key for key, each in sessions.items() if is_repeat(key, each.f, sessions.get)]
    assert sorted(found) == sorted(case["repeats"])


@each_case("digest")
def test_digest(case: dict[str, Any]) -> None:
    found = digest(case["hashes"])
    found = found.moved(case["without"], ())
    assert (found.n, found.sum) == (case["n"], case["sum"])


@each_case("channel")
def test_channel(case: dict[str, Any]) -> None:
    assert team_of(case["channel"]) == case["team"]
    assert device_of(case["channel"]) == case["device"]


@each_case("text")
def test_text(case: dict[str, Any]) -> None:
    assert fold(case["text"]) == case["folded"]
    assert fold(fold(case["text"])) == case["folded"]


@each_case("code")
def test_code(case: dict[str, Any]) -> None:
    assert normalise(case["text"]) == case["code"]


@each_case("member_row")
def test_member_row(case: dict[str, Any]) -> None:
    assert member.row_id(case["member"], case["team"]) == case["id"]


def _validate(case: dict[str, Any]) -> dict[str, Any]:
    kind = KINDS[case["kind"]]
    if "whole" in case:
        kind.check_whole(case["whole"])
        return {}
    return kind.validate(case["set"], case["op"])


def _change(no: int, given: dict[str, Any]) -> Change:
    usual = {"id": f"{no}", "no": no, "record": "1", "schema": 1, "at": ""}
    return Change(**(usual | given))


def _rows(found: Iterable[tuple[Any, Any]], like: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keys with their values, under the names that the case has for them."""
    names = list(like[0]) if like else []
    return [dict(zip(names, (*key, *values), strict=True)) for key, values in found]
