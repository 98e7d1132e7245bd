"""Which numbers of a phone's changes never came, kept while they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.database.engine import db
from server.sync.numbers import without
from server.sync.store.numbers import gaps_of, highest_no
from tests.phones import Phone
from tests.town import Town

FAR = 1_000_000


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def kept(town: Town, phone: Phone) -> tuple[int, list[tuple[int, int]]]:
    """The highest number and the gaps below it."""
    with town.app.app_context():
        found = gaps_of(db.session, [phone.device], 100).get(phone.device)
        return highest_no(db.session, phone.device), found.first if found else []


@pytest.mark.parametrize(
    ("lacking", "come", "left"),
    [
        ([], [1], []),
        ([(1, 3)], [1, 2, 3], []),
        ([(1, 3)], [3, 1, 2, 2], []),
        ([(1, 3)], [3], [(1, 2)]),
        ([(1, 9)], [1, 2, 6, 9], [(3, 5), (7, 8)]),
        ([(3, 4), (8, 8)], [4, 6], [(3, 3), (8, 8)]),
    ],
)
def test_what_comes_is_lacking_no_more(
    lacking: list[tuple[int, int]], come: list[int], left: list[tuple[int, int]]
) -> None:
    assert without(lacking, come) == left


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=5), max_size=6))
def test_in_whatever_order_they_come(batches: list[list[int]]) -> None:
    highest, lacking = 0, list[tuple[int, int]]()
    for batch in batches:
        top = max(highest, *batch)
        lacking = without([*lacking, *([(highest + 1, top)] if top > highest else [])], batch)
        highest = top
    told = {number for first, last in lacking for number in range(first, last + 1)}
    assert told == set(range(1, highest)) - {number for batch in batches for number in batch}


def test_numbers_are_kept_while_they_come(town: Town, lan: Phone) -> None:
    changes = [lan.session() for _ in range(8)]
    lan.sync(changes[0], changes[1], changes[4], changes[7])
    assert kept(town, lan) == (8, [(3, 4), (6, 7)])
    lan.sync(changes[2], changes[7], changes[5])
    assert kept(town, lan) == (8, [(4, 4), (7, 7)])
    lan.sync(changes[3], changes[6])
    assert kept(town, lan) == (8, [])
    lan.sync(*changes)
    assert kept(town, lan) == (8, [])


def test_a_number_out_of_this_world_is_one_gap(town: Town, lan: Phone) -> None:
    lan.sync(lan.change("create", lan.session()["record"], "poem", no=FAR))
    assert kept(town, lan) == (FAR, [(1, FAR - 1)])
    lan.sync(lan.session())
    assert kept(town, lan) == (FAR, [(1, 2), (4, FAR - 1)])


@pytest.mark.parametrize("no", [0, -1, 1.5, True, None, "7", 2**60])
def test_what_is_no_number_is_left_out(town: Town, lan: Phone, no: object) -> None:
    (told,) = lan.sync({**lan.session(), "no": no})
    assert told["verdict"] == "review"
    assert kept(town, lan) == (0, [])
