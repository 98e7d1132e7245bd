"""Arbitrary values for property tests."""

from typing import Any

from hypothesis import strategies as st

from .situations import LAN, MINH, TEAM, create, done

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)
CLEAN_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
CLEAN_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6) | CLEAN_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CLEAN_TEXT, inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["people", "note", "status", "place", "services.DD01", "services.TT04"])
VALUES = (
    st.none() | st.integers(1, 3) | st.booleans() | st.sampled_from(["a", "ộ", "o\u0323\u0302"])
)
FIELDS = st.dictionaries(NAMES, VALUES, max_size=5)
HASHES = st.integers(0, 2**64 - 1).map(lambda n: f"{n:016x}")

_PARTS = st.sampled_from(
    ["id", "no", "author", "op", "kind", "record", "channel", "schema", "at", "set", "prev"]
)


@st.composite
def damaged_changes(draw: st.DrawFn) -> Any:
    """A good change in which one or two parts became arbitrary, or one field of its `set`."""
    change = create(prev={}, op=draw(st.sampled_from(["create", "edit"])))
    for name in draw(st.lists(_PARTS, max_size=2)):
        change[name] = draw(ANY_JSON)
    if isinstance(change["set"], dict):
        change["set"] = {**change["set"], draw(NAMES | ANY_TEXT): draw(ANY_JSON)}
    return change


@st.composite
def good_sets(draw: st.DrawFn) -> dict[str, Any]:
    """Fields of an edit that are valid, as phones send them."""
    fields: dict[str, st.SearchStrategy[Any]] = {
        "people": st.integers(1, 500),
        "start": st.sampled_from(["00:00", "09:30", "23:59"]),
        "note": st.none() | st.text(st.sampled_from("aộ🙂 "), max_size=20),
        "companions": st.lists(st.sampled_from([LAN, MINH, TEAM]), max_size=4),
        "status": st.sampled_from(["live", "void"]),
        "services.DD01": st.none() | st.integers(1, 500).map(done),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, unique=True))
    return {name: draw(fields[name]) for name in chosen}
