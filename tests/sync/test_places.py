"""Places: PROTOCOL 5.3.4."""

from dataclasses import replace

from .situations import (
    HA,
    SITUATION,
    by,
    create,
    on,
    verdict,
)


def place(**parts: object) -> dict[str, object]:
    fields = {"name": "Chợ Phổ Cường", "place_kind": "CHO"}
    return create(**{"kind": "place", "set": fields, **parts})


def test_a_member_adds_a_place() -> None:
    decision = verdict(place())
    assert decision.record is not None
    assert decision.record.state == "counted"
    assert "team" not in decision.record.fields


def test_a_place_with_a_number_in_it_is_screened() -> None:
    fields = {"name": "Nhà cô Ba 0912345678", "place_kind": "NHA"}
    codes = {**(SITUATION.codes or {}), "place_kind": frozenset({"NHA"})}
    decision = verdict(place(set=fields), replace(SITUATION, codes=codes))
    assert (decision.code, decision.fields) == ("screened", ("name",))


def test_only_the_lead_changes_a_place() -> None:
    added = verdict(place()).record
    assert added is not None
    rename = {"op": "edit", "set": {"name": "Chợ mới"}, "prev": {"name": "Chợ Phổ Cường"}}
    assert verdict(place(**rename), on(added)).code == "lead_only"
    decision = verdict(place(author=HA, **rename), on(added, by(HA)))
    assert decision.record is not None
    assert decision.record.fields["name"] == "Chợ mới"


def test_a_place_is_added_on_a_day_of_membership() -> None:
    assert verdict(place(at="2020-01-01T09:00:00+07:00")).code == "not_member"
    assert verdict(place(at="2026-11-24T18:00:00Z")).verdict == "applied"
    assert verdict(place(at="0001-01-01T00:00:00+07:00")).verdict == "review"
