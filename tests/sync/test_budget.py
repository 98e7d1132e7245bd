"""How much of a change is looked through (PROTOCOL 5.1.2)."""

from random import Random
from typing import Any

import pytest
from hypothesis import example, given

from sync import clean
from sync.budget import (
    CHANGE_CODE_POINTS,
    ENTRIES,
    REQUEST_POINTS,
    TEXT_CODE_POINTS,
    Comparisons,
    RequestBudget,
)
from sync.problems import ProblemError
from sync.receive import receive, receive_stored
from sync.redact import screen_body
from sync.repeat import is_repeat, is_same_body
from sync.screening import BLANK
from sync.situation import Known
from sync.values import canonical

from .golden import each_case
from .situations import create, session_set
from .strategies import ANY_JSON

WIDE_POINTS = 16_000
"""Of a request's points so many are there before it counts as dear (server/sync/push_limiter.py)."""
NOTE = "chợ chiều đông người quá và mưa, ai cũng về sớm"


@each_case("budget")
def test_what_lies_beyond_the_budget_is_blanked(case: dict[str, Any]) -> None:
    assert screen_body(_made(case["value"])) == _made(case["screened"])


def _made(value: Any) -> Any:
    """A case's value: {"times": n, "of": text} is that text so often, and of a list or an object
    so many; # in a name is its number."""
    if isinstance(value, dict) and "times" in value:
        of, times = value["of"], value["times"]
        if isinstance(of, str):
            return of * times
        if isinstance(of, list):
            return [_made(each) for _ in range(times) for each in of]
        made = {n: list(of.items()) for n in range(times)}
        return {k.replace("#", f"{n:03}"): _made(v) for n in made for k, v in made[n]}
    if isinstance(value, dict) and "all" in value:
        return {k: v for each in value["all"] for k, v in _made(each).items()}
    if isinstance(value, dict):
        return {k: _made(v) for k, v in value.items()}
    return [_made(each) for each in value] if isinstance(value, list) else value


def test_the_budget_of_a_change_is_its_own_whatever_comes_with_it() -> None:
    sent = create(set=session_set(**{f"colour{n}": "đỏ hoặc xanh" for n in range(40)}))
    alone = receive(sent).payload_hash
    request = RequestBudget()
    for _ in range(3):
        assert receive(sent, budget=request).payload_hash == alone
    turned = dict(reversed(sent["set"].items()))
    assert receive({**sent, "set": turned}).payload_hash == alone


@given(ANY_JSON)
@example({"": [None, None, 0, [None]]})
def test_what_was_screened_is_screened_to_the_same(value: Any) -> None:
    many = {f"a{n}": value for n in range(30)}
    once = screen_body({"set": many, "other": value})
    assert screen_body(once) == once


def test_the_fields_of_today_have_their_look_whatever_stands_beside_them() -> None:
    junk = {f"a{n}": "chợ chiều đông người quá" for n in range(150)}
    sent = create(set={**junk, **session_set(note="gọi 0912345678 nhé")})
    assert receive(sent).body["set"]["note"] == "gọi … nhé"
    assert receive(sent).id == sent["id"]


def test_a_note_with_a_reason_and_the_note_before_it_fits_in_taken_apart() -> None:
    long = ("ậ" * 119).replace("ậ", "a\u0302\u0323") + "a"
    assert len(long) == TEXT_CODE_POINTS - 2
    sent = create(op="edit", set={"note": long}, prev={"note": long}, why=long)
    change = receive(sent).change
    assert change is not None
    assert change.why == change.set["note"] == change.prev["note"] == "ậ" * 119 + "a"


def test_a_text_that_no_field_takes_is_not_looked_through() -> None:
    for text in ("a" * (TEXT_CODE_POINTS + 1), "0912345678" * 100_000, "\u0323\u0302" * 300_000):
        received = receive(create(set=session_set(note=text)))
        assert received.body["set"]["note"] == BLANK
        assert received.screened == ("note",)
        assert received.refusal is not None
        assert (received.refusal.code, received.refusal.field) == ("bad_value", "note")


def test_a_request_that_would_cost_too_much_is_refused() -> None:
    request = RequestBudget(4 * len(NOTE))
    for word in ("một", "hai", "ba"):
        receive(create(set=session_set(note=f"{NOTE[5:]} {word}")), budget=request)
    with pytest.raises(ProblemError) as refused:
        receive(create(set=session_set(note=NOTE + NOTE)), budget=request)
    assert refused.value.problem.code == "batch_too_large"


def test_a_change_alone_always_fits_into_a_request() -> None:
    dense = {f"1a{n}": "1a" * 100 for n in range(ENTRIES)}
    request = RequestBudget()
    receive(create(set=dense), budget=request)
    assert REQUEST_POINTS - request.left > CHANGE_CODE_POINTS // 2


UNITS = ("1a", "1 ", "a ", "pw4 ", "mk 4829 ", "at1.com_", "0912345678 ", "…1", "đỏ ", "ậ", "9")


def _stranger(rng: Random) -> dict[str, Any]:
    """A change with whatever a stranger may think of in it."""

    def text() -> str:
        length = rng.choice((1, 20, 60, 119, 120, 360, 361))
        return (f"{rng.randrange(10**6):x}" + rng.choice(UNITS) * length)[:length]

    def value(depth: int = 0) -> Any:
        many = range(rng.choice((1, 5, 20, 70, 200, 201)))
        match rng.randrange(5 if depth < 3 else 2):
            case 0 | 1:
                return text()
            case 2:
                return {f"{rng.choice(UNITS)}{n}": value(depth + 1) for n in many[:20]}
            case 3:
                return [text() for _ in many]
            case _:
                return {f"pin{n}": rng.randrange(10**5) for n in many}

    fields = {f"{rng.choice(UNITS)}{n}": value() for n in range(rng.choice((1, 20, 70, 200)))}
    note = {"note": text()} if rng.random() < 0.5 else {}
    made = create(set=session_set(**fields, **note), **{f"b{n}": value() for n in range(3)})
    edit = {"op": "edit", "prev": {"note": text()}, "why": text()} if rng.random() < 0.3 else {}
    return {**made, **edit}


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_change_is_alone_it_fits_in_and_so_does_its_repeat(seed: int) -> None:
    """Also where nothing is remembered of it, and where all that is kept is compared with it."""
    rng = Random(seed)
    sent, other = _stranger(rng), _stranger(rng)
    clean._clean.clear()
    wide = RequestBudget(WIDE_POINTS)
    try:
        receive(sent, budget=wide)
    except ProblemError:
        wide.left += REQUEST_POINTS - WIDE_POINTS
    received = receive(sent, budget=wide)
    all_of_it = Comparisons()
    received = received._replace(comparisons=all_of_it)
    kept = receive(other)
    clean._clean.clear()
    fields = {"set": kept.body["set"], "prev": {}}
    first = [
        is_repeat(Known("x", "review", None, (), body=kept.body), received),
        is_repeat(Known("x", "applied", None, (), parsed=fields), received),
    ]
    told = [*first, *(is_same_body(kept.body, received) for _ in range(4))]
    assert not any(told)
    # Not even what the worker remembers changes it.
    all_of_it.left = REQUEST_POINTS
    same = [is_same_body(received.body, received) for _ in range(2)]
    clean._clean.clear()
    assert [is_same_body(received.body, received)] * 2 == same


def test_a_known_change_is_told_by_its_hash_without_a_look() -> None:
    kept = receive(create(set=session_set(note="chợ chiều"), colour="đỏ"))
    again = receive_stored(kept.body, kept.payload_hash)
    assert again is not None
    assert (again.id, again.payload_hash, again.body) == (kept.id, kept.payload_hash, kept.body)
    assert (again.change, again.refusal is None) == (kept.change, kept.refusal is None)


def test_half_a_character_is_told_by_no_hash() -> None:
    sent = create(set=session_set(note="a\ud800"))
    assert receive_stored(sent, receive(sent).payload_hash) is None


def test_what_screening_changed_or_never_left_is_not_told_by_its_hash() -> None:
    sent = create(set=session_set(note="gọi 0912345678"))
    assert receive_stored(sent, receive(sent).payload_hash) is None
    for value in ("a" * (TEXT_CODE_POINTS + 1), [0] * (2 * CHANGE_CODE_POINTS)):
        large = create(set={"note": value})
        assert receive_stored(large, "any") is None
        assert len(canonical(large)) > TEXT_CODE_POINTS
