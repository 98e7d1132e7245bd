"""Bodies that cost the server as much as anybody can think of: of a few genes each, which a seeded
search combines and changes, keeping what cost most."""

import json
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from sync.screening.keywords import _PHRASES, CONNECTORS
from sync.screening.tokens import _DIGIT_WORDS
from tests.phones import Change, Phone, new_id

MOST_BYTES = 1_000_000
WORDS = [
    *(phrase for phrases in _PHRASES.values() for phrase in phrases),
    *_DIGIT_WORDS,
    *sorted(CONNECTORS),
    *"0123456789aoOlI@.,:;/-+=><()[]{}_#!?¤… ",
    *("at1.com_", ".com", "gmail", "fb.com/", "zalo tên", "Nguyễn", "Thị", "sinh 1950", "số nhà"),
    *(
        "12/3",
        "mươi",
        "trăm lẻ",
        "76A",
        "H48.",
        "b1234567",
        "0912",
        "345 ",
        "𝐚",
        "①",
        "\u0323\u0302",
    ),
]
SHAPES = (
    "note", "edit", "unknown", "wrong", "held", "names", "numbers", "lists", "deep", "reused",
    "bare", "texts", "service", "reasons", "members", "places", "brackets",
)  # fmt: skip


@dataclass(frozen=True)
class Gene:
    """A sort of change (`shape`), how many of them, what its texts repeat and how long these are,
    and how many entries it has where it may have any number."""

    shape: str
    count: int
    unit: str
    length: int
    entries: int


def random_gene(rng: Random) -> Gene:
    unit = rng.choice(("", " ", ",")).join(rng.choice(WORDS) for _ in range(rng.randint(1, 4)))
    return Gene(
        rng.choice(SHAPES),
        rng.choice((50, 200, 500)),
        unit,
        rng.choice((3, 20, 60, 119, 120, 121, 358, 360, 1_000, 5_000)),
        rng.choice((1, 5, 20, 70, 200, 201, 1_000)),
    )


def changed(gene: Gene, rng: Random) -> Gene:
    """The gene with one part of another."""
    other, part = random_gene(rng), rng.choice(("shape", "count", "unit", "length", "entries"))
    return replace(gene, **{part: getattr(other, part)})


def body_of(gene: Gene, phone: Phone, rng: Random, known: list[Change]) -> list[Any]:
    """Changes by a gene, as many as a request may have and hold. `known` the server has."""
    found: list[Any] = []
    size = 0
    for n in range(gene.count):
        change = _change(gene, phone, rng, known[n % len(known)])
        size += len(json.dumps(change, ensure_ascii=False).encode()) + 1
        if size > MOST_BYTES:
            break
        found.append(change)
    return found


def _change(gene: Gene, phone: Phone, rng: Random, known: Change) -> Any:
    def text(length: int = gene.length) -> str:
        mark = f"{rng.randrange(10**6):x} "
        return (mark + gene.unit * (length // max(1, len(gene.unit)) + 1))[:length]

    many = range(gene.entries)
    session = phone.session()
    match gene.shape:
        case "note":
            return phone.session(note=text())
        case "edit":
            fields = {"note": text()}
            edit = phone.edit(known["record"], fields, {"note": text()})
            return {**edit, "why": text()}
        case "unknown":
            return phone.session(**{f"a{n}": text() for n in many})
        case "wrong":
            return phone.session(people=900, note=text())
        case "held":
            return phone.edit(new_id(), {"note": text()}, {"note": text()})
        case "names":
            return {**session, "set": {text(12) + str(n): n for n in many}}
        case "numbers":
            return {
                **session,
                "set": {f"pin{n}": rng.randrange(10**5) for n in many},
                "no": 10**300,
            }
        case "lists":
            return {**session, "set": {"note": [text(20) for _ in many]}}
        case "brackets":
            return {**session, "x": [[] for _ in many]}
        case "deep":
            return _deep(text(20), 29)
        case "reused":
            return {**known, "set": {**known["set"], "note": text(), "people": rng.randint(2, 400)}}
        case "bare":
            return {"id": new_id(), "record": new_id(), "x": text()}
        case "texts":
            return [text() for _ in many]
        case "service":
            return phone.session(**{f"services.{n:03}": {"people": text()} for n in many})
        case "reasons":
            done = {"people": 1, "outcome": "XONG", "reasons": [f"A{n}" for n in many]}
            return phone.session(**{"services.DD01": done})
        case "members":
            fields = {
                "member": new_id(),
                "name": text(),
                "affiliation": "DOAN",
                "from": "2026-11-01",
            }
            return phone.change("create", new_id(), "member", set=fields)
        case _:
            fields = {"name": text(), "place_kind": "CHO"}
            return phone.change("create", new_id(), "place", set=fields)


def _deep(leaf: Any, levels: int) -> Any:
    for level in range(levels):
        leaf = [leaf, leaf] if level < 6 else {"a": leaf}
    return leaf
