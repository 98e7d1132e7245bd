"""Codes on printed sheets, against what they promise: no slip of a hand is taken for another code."""

from itertools import combinations
from random import Random

import pytest

from sync.code import ALPHABET
from sync.public_code import HOW_MANY, LENGTH, grouped, normalise, public_code

NUMBERS = [0, 1, 31, HOW_MANY - 1, *(Random(7).randrange(HOW_MANY) for _ in range(200))]


def test_every_wrong_character_and_every_two_that_changed_places_are_found() -> None:
    tried = 0
    for code in map(public_code, NUMBERS):
        assert normalise(code) == code
        for at in range(LENGTH):
            for char in ALPHABET.replace(code[at], ""):
                tried += 1
                assert normalise(code[:at] + char + code[at + 1 :]) is None
        for one, other in combinations(range(LENGTH), 2):
            if code[one] != code[other]:
                turned = list(code)
                turned[one], turned[other] = code[other], code[one]
                tried += 1
                assert normalise("".join(turned)) is None
    assert tried > 40_000


def test_each_number_has_a_code_of_its_own() -> None:
    assert len({public_code(number) for number in range(2_000)}) == 2_000
    for wrong in (-1, HOW_MANY):
        with pytest.raises(ValueError, match="30 bits"):
            public_code(wrong)


def test_it_is_read_as_people_write_and_copy_it() -> None:
    code = public_code(17_000_000)
    assert (code, grouped(code)) == ("0G6SJ06", "0G6-SJ06")
    for text in (
        code.lower(),
        grouped(code),
        f" {code[:3]} {code[3:]} ",
        grouped(code).replace("0", "o"),
    ):
        assert normalise(text) == code, text
    for text in ("", "K3F", code + "0", code[:6] + "U", "é" * LENGTH):
        assert normalise(text) is None
