"""What is read in one pass, against the long way that every other change goes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sync.plain import plain_change
from sync.positions import OWN_WORDS
from sync.reception import receive, receive_unusual
from sync.screened import screen_body
from sync.screening import blank

from .golden import golden
from .situations import LAN, MINH, PHONE, TEAM, create, done, session_set
from .strategies import ANY_JSON, damaged_changes, good_sets

NOTES = sorted({case["text"] for name in ("notes", "screening") for case in golden(name)["cases"]})


def is_read_alike(change: Any) -> bool:
    """Whether the change is plain; where it is, both ways must give the same."""
    plain = plain_change(change) is not None
    if plain:
        assert receive(change) == receive_unusual(change)
        assert list(receive(change).change.set) == list(receive_unusual(change).change.set)  # type: ignore[union-attr]
    return plain


def edit(set_: dict[str, Any], prev: Any) -> dict[str, Any]:
    return create(op="edit", set=set_, prev=prev)


def test_what_the_app_writes_is_plain() -> None:
    note = session_set(note="mạng chậm, 3 người quay lại", companions=[MINH], place=PHONE)
    reasons = session_set(**{"services.TT04": done(2, "KHONG", "SIM2", "MAY1")})
    whole = {"day": "2026-11-24", "companions": [], "status": "live", "age_band": "60"}
    for sent in (session_set(), note, reasons, {**whole, **session_set(**whole)}):
        assert is_read_alike(create(set=sent))
    assert is_read_alike(edit({"status": "void"}, {"status": "live"}))
    assert is_read_alike(edit({"people": 2, "note": "vội"}, {"people": 1}))


def test_what_is_not_as_the_app_writes_it_is_not_plain() -> None:
    usual = session_set()
    odd = [
        *(create(set={**usual, name: None}) for name in usual),
        *(create(set={**usual, "people": each}) for each in (0, 501, True, 1.0, "1", [])),
        *(create(set={**usual, "companions": each}) for each in ("", [1], [[]], [LAN[:-1]])),
        *(create(set={**usual, "note": each}) for each in ("", " a", "a\n", "a\x00", "e\u0301")),
        *(create(set={**usual, name: "CHO"}) for name in ("status", "place", "day", "start", "x")),
        create(set={**usual, "services.DD01": {"people": 1, "outcome": "XONG"}}),
        create(set={**usual, "services.dd01": done()}),
        create(set={**usual, "team": TEAM}),
        create(why="vội"), create(replaces=PHONE), create(prev={}), create(no=True), create(no=0),
        create(no=10**8), create(schema=2), create(schema=True), create(op="edit"), create(op=[]),
        create(kind="place"), create(channel=f"device:{PHONE}"), create(channel=TEAM),
        create(at="2026-11-24"), create(at="2026-13-24T09:10:00Z"), create(author=LAN.upper()),
        edit({}, {}), edit({"people": 2}, None), edit({"people": 2}, {"note": "a"}),
        edit({"people": 2}, {"people": None}), edit({"note": None}, {"note": "a"}), [], None, "", 1,
    ]  # fmt: skip
    assert [change for change in odd if plain_change(change) is not None] == []


def test_a_note_is_plain_exactly_where_screening_takes_nothing_out() -> None:
    for note in NOTES:
        stays = screen_body(note) == note == note.strip(" \t\r\n") and 0 < len(note) <= 120
        for _ in range(2):  # the second time it is remembered
            assert is_read_alike(create(set=session_set(note=note))) is stays, note


def test_screening_finds_nothing_in_the_protocols_own_words() -> None:
    assert [word for word in OWN_WORDS if blank(word) != word] == []


@given(good_sets(), good_sets())
def test_good_changes_are_read_alike(set_: dict[str, Any], seen: dict[str, Any]) -> None:
    is_read_alike(create(set={**session_set(), **set_}))
    is_read_alike(edit(set_, {name: seen[name] for name in set_ if name in seen}))


@given(damaged_changes() | ANY_JSON)
def test_damaged_changes_are_read_alike(change: Any) -> None:
    is_read_alike(change)


@given(st.text(max_size=12))
def test_any_note_is_read_alike(note: str) -> None:
    is_read_alike(create(set=session_set(note=note)))
