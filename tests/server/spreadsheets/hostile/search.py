"""The search for the dearest spreadsheet: files are thrown by a seed, the dearest is changed in one thing
after the other, and what costs more is kept. `python -m tests.server.spreadsheets.hostile.search
SEED ROUNDS` searches longer than a test does, and keeps what it found beside it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from random import Random
from typing import Any

from server.config import PROJECT
from server.confined.running import ENVIRONMENT
from server.directory.sheets import MEMBERS
from server.spreadsheets.bounds import MAX_FILE_BYTES, MAX_UNPACKED_BYTES
from server.spreadsheets.child import write_sheet
from server.spreadsheets.reading import COMMAND
from tests.server.spreadsheets.hostile.attacks import unsorted
from tests.server.spreadsheets.hostile.measuring import Cost, Meter, metering
from tests.server.spreadsheets.hostile.packing import (
    SHEET,
    STRINGS,
    STYLES,
    packed,
    sheet,
    strings,
    styles,
)

KEPT = Path(__file__).parent / "kept"
_HEADINGS = [column.heading for column in MEMBERS.columns]
_CELLS: dict[str, Callable[[str, int], str]] = {
    "nothing": lambda _text, _at: "<c/>",
    "number": lambda _text, at: f"<c><v>{at}</v></c>",
    "day": lambda _text, at: f'<c s="{at % 50}"><v>{at % 90_000}.123456</v></c>',
    "shared": lambda _text, at: f'<c t="s"><v>{at % 100}</v></c>',
    "inline": lambda text, _at: f'<c t="inlineStr"><is><r><t>{text}</t></r></is></c>',
    "text": lambda text, _at: f'<c t="str"><v>{text}</v></c>',
    "formula": lambda text, _at: f'<c t="str"><f>{text}</f><v>1</v></c>',
    "moment": lambda _text, _at: '<c t="d"><v>2026-11-05T08:00:00.123</v></c>',
    "places": lambda _text, at: f'<c r="ABC{at % 1000}" s="1" t="n" cm="1" vm="1" ph="0"/>',
    "elements": lambda _text, at: f"<c><x{at % 900}/></c>",
}
_TEXTS: dict[str, Callable[[int, int], str]] = {
    "letters": lambda length, at: f"{at}" + "x" * length,
    "marks": unsorted,
    "references": lambda length, at: f"{at}" + "&#7897;" * length,
    "blanks": lambda length, at: f"{at}" + "\u00a0a" * (length // 2),
    "hangul": lambda length, at: f"{at}" + "\u1100\u1161\u11a8" * (length // 3),
}


@dataclass(frozen=True)
class File:
    """What a file consists of."""

    rows: int
    cells: int
    cell: str
    text: str
    length: int
    shared: int
    styles: int
    formats: int
    headings: int


_CHOICES: dict[str, tuple[Any, ...]] = {
    "rows": (1, 19, 500, 4_000, 4_999, 50_000, 500_000),
    "cells": (1, 8, 50, 500, 16_000),
    "cell": tuple(_CELLS),
    "text": tuple(_TEXTS),
    "length": (0, 1, 30, 90, 290, 5_000),
    "shared": (100, 4_000, 100_000, 249_000),
    "styles": (50, 5_000, 65_000),
    "formats": (1, 200, 1_900),
    "headings": (0, 1, 8),
}


def thrown(dice: Random) -> File:
    """Any file."""
    return File(**{name: dice.choice(values) for name, values in _CHOICES.items()})


def changed(file: File, dice: Random) -> File:
    """The file with one thing otherwise."""
    name = dice.choice(fields(file)).name
    return replace(file, **{name: dice.choice(_CHOICES[name])})


def made(file: File) -> bytes:
    """Its bytes, as long as somebody could send."""
    room, text = MAX_UNPACKED_BYTES * 9 // 10, _TEXTS[file.text]
    head = "".join(f'<c t="str"><v>{name}</v></c>' for name in _HEADINGS[: file.headings])
    words = [f"<si><t>{text(file.length, at)}</t></si>" for at in range(min(file.shared, 4_000))]
    shared = _filled(words, file.shared, room // 3)
    cells = [_CELLS[file.cell](text(file.length, at), at) for at in range(min(file.cells, 50))]
    row = f"<row>{_filled(cells, file.cells, room // 2)}</row>"
    rows = _filled([row], file.rows, room // 2)
    forms = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="d{at}{"[" * 240}"/>'
        for at in range(file.formats)
    )
    xfs = "".join(f'<xf numFmtId="{200 + at % 300}"/>' for at in range(file.styles))
    parts = {
        SHEET: sheet(f'<row r="1">{head}</row>{rows}'),
        STRINGS: strings(shared),
        STYLES: styles(xfs, forms),
    }
    whole = packed(parts, noise=True)
    return whole if len(whole) <= MAX_FILE_BYTES else packed(parts)


def dearest(meter: Meter, seed: int, throws: int, rounds: int) -> tuple[File, Cost]:
    """The dearest file found, and what it cost."""
    dice = Random(seed)
    best = max((_tried(meter, thrown(dice)) for _ in range(throws)), key=_seconds)
    for _ in range(rounds):
        best = max(best, _tried(meter, changed(best[0], dice)), key=_seconds)
    return best


def _tried(meter: Meter, file: File) -> tuple[File, Cost]:
    return file, meter.read(made(file))


def _seconds(tried: tuple[File, Cost]) -> float:
    return tried[1].seconds


def _filled(pieces: list[str], count: int, room: int) -> str:
    """So many of the pieces, over and over, as the room takes."""
    length = sum(len(piece.encode()) for piece in pieces) / len(pieces)
    count = max(1, min(count, int(room / length)))
    times, rest = divmod(count, len(pieces))
    return "".join(pieces) * times + "".join(pieces[:rest])


if __name__ == "__main__":
    of_seed, of_rounds = map(int, sys.argv[1:])
    with metering(COMMAND, ENVIRONMENT, PROJECT, write_sheet(MEMBERS)) as meter:
        found, cost = dearest(meter, of_seed, of_rounds, of_rounds)
    print(f"{cost.seconds:.2f} s, {cost.memory / 1e6:.0f} MB, {cost.said}: {found}")
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{of_seed}.xlsx").write_bytes(made(found))
