"""What phones send as the app writes it is read in one pass, whatever its kind and its fields; only
what has to be screened goes on to the part that screens."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sync.receive
from sync.budget import CHANGE_CODE_POINTS, LOOK_CODE_POINTS
from sync.change import parse_fast
from sync.kinds import FROM_PHONES, KINDS, OWN_WORDS
from sync.kinds.fields import NeedsFullParse
from sync.kinds.kind import MOST_NAMES
from sync.protocol_limits import LONGEST_TEXT, WHY_CODE_POINTS
from sync.receive import receive, receive_in_full
from sync.redact import screen_body
from sync.refusal import ChangeRefused
from sync.screening import blank

from .golden import golden
from .situations import LAN, MINH, PHONE, TEAM, create, done, edit, session_set
from .strategies import ANY_JSON, damaged_changes, good_sets

MEMBER = {"member": MINH, "name": "Nguyễn Thị Hoa", "affiliation": "DOAN", "from": "2026-11-24"}
PLACE = {"name": "Chợ Đức Phổ", "place_kind": "CHO"}

SENT = {
    "a session": create(),
    "a session on a phone that waits": create(channel=f"device:{PHONE}"),
    "a session said anew": create(replaces=PHONE),
    "a place": create(kind="place", set=PLACE),
    "another name of a place": edit({"name": "Chợ"}, {"name": "Chợ Đức Phổ"}, kind="place"),
    "a member": create(kind="member", set=MEMBER),
    "a note put in where there was none": edit({"note": "vội"}, {"note": None}),
    "a note taken away": edit({"note": None}, {"note": "vội"}),
    "a service put in": edit({"services.TT04": done()}, {"services.TT04": None}),
    "a service taken away": edit({"services.TT04": None}, {"services.TT04": done()}),
    "a correction with its reason": edit({"people": 2}, {"people": 1}, why="Đếm lại"),
    "companions as they were tapped": create(set=session_set(companions=[TEAM, MINH, LAN])),
}


@pytest.mark.parametrize("name", SENT)
def test_nothing_a_phone_sends_falls_onto_another_road(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def screen(*_: Any) -> Any:
        raise AssertionError("it was screened from its start")

    assert is_read_alike(SENT[name])
    monkeypatch.setattr(sync.receive, "screen_body", screen)
    assert receive(SENT[name]).change is not None


NOTES = sorted({case["text"] for name in ("notes", "screening") for case in golden(name)["cases"]})


def is_usual(change: Any) -> bool:
    """Whether a look is enough for a change."""
    try:
        return parse_fast(change) is not None
    except (NeedsFullParse, ChangeRefused, KeyError, TypeError):
        return False


def is_read_alike(change: Any) -> bool:
    """Whether a look is enough for a change; where it is, step by step must give the same."""
    usual = is_usual(change)
    if usual:
        assert receive(change) == receive_in_full(change)
        assert list(receive(change).change.set) == list(receive_in_full(change).change.set)  # type: ignore[union-attr]
    return usual


def test_a_look_is_enough_for_what_the_app_writes() -> None:
    note = session_set(note="mạng chậm, 3 người quay lại", companions=[MINH], place=PHONE)
    reasons = session_set(**{"services.TT04": done(2, "KHONG", "SIM2", "MAY1")})
    whole = {"day": "2026-11-24", "companions": [], "status": "live", "age_band": "60"}
    for sent in (session_set(), note, reasons, {**whole, **session_set(**whole)}):
        assert is_read_alike(create(set=sent))
    assert is_read_alike(edit({"status": "void"}, {"status": "live"}))
    assert is_read_alike(edit({"people": 2, "note": "vội"}, {"people": 1}))


def test_what_is_not_as_the_app_writes_it_goes_step_by_step() -> None:
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
        create(why="vội"), create(why=None), create(replaces=PHONE[:-1]), create(prev={}), create(no=True), create(no=0),
        create(no=10**8), create(schema=2), create(schema=True), create(op="edit"), create(op=[]),
        create(kind="place"), create(kind="team"), create(channel=TEAM), edit({"people": None}, {}),
        create(at="2026-11-24"), create(at="2026-13-24T09:10:00Z"), create(author=LAN.upper()),
        edit({}, {}), edit({"people": 2}, None), edit({"people": 2}, {"note": "a"}),
        edit({"people": 2}, {"people": 2}, why=" "), edit({"name": "Hoa"}, {}, kind="member"),
        create(kind="member", set={**MEMBER, "role": "lead"}), create(set={f"services.A{n}": done() for n in range(33)}),
        create(kind="member", set={**MEMBER, "name": "Hoa  Mai"}), create(kind="member", set={**MEMBER, "name": "12"}),
        create(kind=["place"], set=PLACE), [], None, "", 1,
    ]  # fmt: skip
    assert [change for change in odd if is_usual(change)] == []


def test_a_look_is_enough_for_a_note_exactly_where_screening_takes_nothing_out() -> None:
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


@given(st.sampled_from(FROM_PHONES).flatmap(lambda kind: st.tuples(st.just(kind), good_sets(kind))))
def test_a_look_is_enough_for_all_that_a_table_lets_phones_send(sent: tuple[str, Any]) -> None:
    """A field, or a kind, that is new cannot be left out of it unnoticed."""
    kind, set_ = sent
    clean = {name: each for name, each in set_.items() if each is not None}
    whole = KINDS[kind].validate(clean, "create")
    assert is_read_alike(create(kind=kind, set=whole))
    if "edit" in KINDS[kind].ops:
        clean = KINDS[kind].validate(set_, "edit")
        assert is_read_alike(edit(clean, dict.fromkeys(clean), kind=kind))
        assert is_read_alike(edit(dict(clean), clean, kind=kind))


def test_what_a_change_in_its_usual_form_holds_fits_into_its_budget() -> None:
    """A look counts nothing, so that it must never let through what screening would have no look for."""
    for name in FROM_PHONES:
        texts = [
            rule.spec["text"]["most"] for rule in KINDS[name].fields.values() if "text" in rule.spec
        ]
        assert max(texts, default=0) <= LONGEST_TEXT
        lists = [
            rule.spec["ids"]["most"] for rule in KINDS[name].fields.values() if "ids" in rule.spec
        ]
        values = 2 * (MOST_NAMES * len(("it", "people", "outcome", "reasons", 1, 2)) + sum(lists))
        looked = 2 * sum(max(LOOK_CODE_POINTS, each) for each in texts) + WHY_CODE_POINTS
        assert values + looked <= CHANGE_CODE_POINTS


@given(damaged_changes() | ANY_JSON)
def test_damaged_changes_are_read_alike(change: Any) -> None:
    is_read_alike(change)


@given(st.text(max_size=12))
def test_any_note_is_read_alike(note: str) -> None:
    is_read_alike(create(set=session_set(note=note)))
