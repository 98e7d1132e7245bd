"""Arbitrary values for property tests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from sync.kinds import FROM_PHONES, KINDS

from .situations import CODES, LAN, MINH, TEAM, create

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
NAMES = st.sampled_from(
    [name.replace("*", "DD01") for kind in FROM_PHONES for name in KINDS[kind].fields]
)
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


def values_of(name: str, spec: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Valid values of a field, as its table says."""
    found: dict[str, st.SearchStrategy[Any]] = {
        "day": st.dates(date(2015, 1, 1), date(2026, 11, 24)).map(date.isoformat),
        "time": st.times().map(lambda time: f"{time:%H:%M}"),
        "id": st.sampled_from([LAN, MINH, TEAM]),
        "flag": st.booleans(),
    }
    for kind, of in spec.items():
        codes = sorted(CODES.get(of.get("of", name), ["A"])) if kind in ("code", "codes") else []
        match kind:
            case "count":
                found[kind] = st.integers(1, of["most"])
            case "word":
                found[kind] = st.sampled_from(of["of"])
            case "code":
                found[kind] = st.sampled_from(codes)
            case "codes":
                found[kind] = st.lists(st.sampled_from(codes), max_size=of["most"])
            case "ids":
                found[kind] = st.lists(st.sampled_from([LAN, MINH, TEAM]), max_size=of["most"])
            case "text":
                letters = "aộ " if of.get("written") else "aộ🙂 "
                text = st.text(st.sampled_from(letters), max_size=of["most"] - 1)
                found[kind] = text.map("a{}".format) if of.get("least") else text
            case "object":
                parts = {part: values_of(part, inner) for part, inner in of.items()}
                found[kind] = st.fixed_dictionaries(parts)
    (values,) = [each for kind, each in found.items() if kind in spec]
    return st.none() | values if spec.get("nullable") else values


@st.composite
def good_sets(draw: st.DrawFn, kind: str = "help_session") -> dict[str, Any]:
    """Fields of an edit that are valid, as phones send them."""
    fields = {
        name.replace("*", code): rule.spec
        for name, rule in KINDS[kind].fields.items()
        for code in (sorted(CODES[rule.spec["each"]]) if "each" in rule.spec else [""])
    }
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, unique=True))
    return {name: draw(values_of(name, fields[name])) for name in chosen}
