"""The notes of the bench: what is measured by them is worth as much as they are like real ones."""

from collections import Counter
from random import Random

from sync.protocol_limits import LONGEST_TEXT
from sync.redact import screen_body
from tests.bench.sync.notes import Notes

MANY, LOOKED_THROUGH = 5_000, 300


def told(seed: int, number: int) -> list[str]:
    notes = Notes(Random(seed))
    return [notes.next() for _ in range(number)]


def test_no_two_are_alike_and_none_is_too_long() -> None:
    found = told(1, MANY)
    assert len(set(found)) == MANY
    assert max(map(len, found)) <= LONGEST_TEXT
    assert found[:50] == told(1, 50)
    assert set(found).isdisjoint(told(2, 50))


def test_they_come_from_no_handful_of_templates() -> None:
    """Without their numbers, and by their first words, they still differ."""
    found = told(3, MANY)
    shapes = Counter("".join(each for each in note if not each.isdigit()) for note in found)
    assert len(shapes) > MANY * 0.9
    assert Counter(note[:20] for note in found).most_common(1)[0][1] < MANY * 0.01


def test_hardly_any_is_taken_for_a_citizen() -> None:
    """What is cut out of a note would be measured in place of what volunteers write."""
    notes = told(4, LOOKED_THROUGH)
    cut = [note for note in notes if screen_body({"set": {"note": note}})["set"]["note"] != note]
    assert len(cut) < LOOKED_THROUGH * 0.02
